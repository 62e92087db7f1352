package dev.lamina.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostMemoryTest {
  @TempDir private Path folder;
  private Path system;

  @BeforeEach
  void writeSystem() throws IOException {
    system = folder.resolve("meminfo");
    Files.writeString(system, "MemTotal:  8000000 kB\nMemFree: 10 kB\nMemAvailable:  5000 kB\n");
  }

  @Test
  void withoutAContainerItIsTheSystems() {
    assertEquals(OptionalLong.of(5_120_000), HostMemory.available(system, folder));
  }

  @Test
  void aTighterContainerCountsAndItsCachesGiveWay() throws IOException {
    Files.writeString(folder.resolve("memory.max"), "3000000\n");
    Files.writeString(folder.resolve("memory.current"), "2500000\n");
    Files.writeString(folder.resolve("memory.stat"), "anon 7\ninactive_file 400000\nfile 9\n");
    assertEquals(OptionalLong.of(900_000), HostMemory.available(system, folder));
  }

  @Test
  void aContainerWithoutLimitIsNone() throws IOException {
    Files.writeString(folder.resolve("memory.max"), "max\n");
    Files.writeString(folder.resolve("memory.current"), "2500000\n");
    assertEquals(OptionalLong.of(5_120_000), HostMemory.available(system, folder));
  }

  @Test
  void elsewhereNothingIsKnown() {
    Path nowhere = folder.resolve("none");
    assertEquals(OptionalLong.empty(), HostMemory.available(nowhere, nowhere));
  }
}
