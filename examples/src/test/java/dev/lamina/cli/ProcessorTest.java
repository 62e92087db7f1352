package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {

  @Test
  void keepsTheFeaturesThatMatterOfTheFirstCore() {
    List<String> lines =
        List.of(
            "processor\t: 0",
            "model name\t: Some CPU @ 2.0 GHz",
            "flags\t\t: fpu sse2 avx2 avx512f amx_bf16 fma",
            "processor\t: 1",
            "flags\t\t: fpu avx2");
    Processor processor = Processor.parse(lines, 2);
    assertEquals("Some CPU @ 2.0 GHz", processor.model());
    assertEquals(List.of("amx_bf16", "avx2", "avx512f", "fma"), processor.features());
  }

  @Test
  void knowsArmsNamesToo() {
    Processor processor = Processor.parse(List.of("Features\t: fp asimd crc32 sve bf16"), 4);
    assertEquals(List.of("asimd", "bf16", "sve"), processor.features());
  }

  @Test
  void readsThisMachine() {
    assertFalse(Processor.read().model().isEmpty());
  }
}
