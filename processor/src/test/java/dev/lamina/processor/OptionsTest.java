package dev.lamina.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compiler;
import dev.lamina.graph.Stage;
import dev.lamina.graph.optimise.Optimiser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The processor's options. */
class OptionsTest {

  @Test
  void theReferenceNamesEveryStageAndRewrite() throws IOException {
    String page = Files.readString(Path.of("../docs/dsl.md"));
    Stream.concat(Arrays.stream(Stage.values()).map(Stage::key), Optimiser.names().stream())
        .forEach(name -> assertTrue(page.contains("`" + name + "`"), name));
  }

  @Test
  void stagesArePrintedInTheirOrder() {
    List<String> notes = notes("-Alamina.dump=plan, tree");
    assertEquals(
        List.of("Net, tree:", "Net, plan:"),
        notes.stream().map(note -> note.lines().findFirst().orElseThrow()).toList());
  }

  @Test
  void aRewriteThatIsSwitchedOffIsLeftOut() {
    assertFalse(notes("-Alamina.dump=optimised").get(0).contains("# stem.activation"));
    assertTrue(
        notes("-Alamina.dump=optimised", "-Alamina.disable=fuse-norm-relu")
            .get(0)
            .contains("# stem.activation"));
  }

  @Test
  void withoutOptionsNothingIsPrinted() {
    assertEquals(List.of(), notes());
    assertEquals(List.of(), notes("-Alamina.dump=", "-Alamina.disable"));
  }

  private static List<String> notes(String... options) {
    return Compiler.javac()
        .withOptions((Object[]) options)
        .withProcessors(new LaminaProcessor())
        .compile(
            Declarations.network(
                "@Conv(filters = 4, kernel = 3) @BatchNorm @Activation Layer stem();",
                "@GlobalAvgPool Layer pool();",
                "@Linear Layer classifier();"))
        .notes()
        .stream()
        .map(note -> note.getMessage(Locale.ROOT))
        .toList();
  }
}
