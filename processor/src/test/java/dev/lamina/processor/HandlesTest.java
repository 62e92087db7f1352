package dev.lamina.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import org.junit.jupiter.api.Test;

/** What the members of a declared network give, seen by code that is compiled with it. */
class HandlesTest {

  private static final String USE =
      "class Use { static String of(Net net) { return net.head().name()"
          + " + net.body().squeeze().outputShape() + net.body().both().skip().parameters(); } }";

  @Test
  void blocksOfUsersAreImplementedWhereverTheyAreNested() {
    Compilation compilation =
        Declarations.compile(
            Declarations.source(
                "Body",
                "@Sequential interface Body {",
                "@Conv(filters = 8, kernel = 1) @Activation Layer squeeze();",
                "Both both();",
                "@Parallel(join = ADD) interface Both {",
                "@Conv(filters = 8, kernel = 3) Layer function();",
                "@Activation(IDENTITY) Layer skip(); }",
                "@Activation Layer last(); }"),
            Declarations.network(
                "@Conv(filters = 8, kernel = 3, stride = 2) Layer head();",
                "@Repeat(2) Body body();",
                "@GlobalAvgPool Layer pool();",
                "@Linear Layer classifier();"),
            Declarations.source("Use", USE));
    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation)
        .generatedSourceFile("test.CompiledNet")
        .contentsAsUtf8String()
        .contains(
            """
                @Override
                public Layer skip() {
                  return new LayerHandle("body.both.skip", List.of(8, 16, 16), List.of());
                }
            """);
  }

  @Test
  void anAbstractClassIsExtendedAndAnotherNetworkToo() {
    Compilation compilation =
        Declarations.compile(
            Declarations.source(
                "Models",
                "class Models {",
                "@Network(input = @Input(channels = 3, height = 8, width = 8), classes = 10)",
                "abstract static class Small {",
                "@GlobalAvgPool protected abstract Layer pool();",
                "@Linear abstract Layer classifier();",
                "String twice() { return pool().name() + pool().name(); } }",
                "@Network abstract static class Larger extends Small {",
                "@Linear abstract Layer extra(); }",
                "Small[] all = {new CompiledModels_Small(), new CompiledModels_Larger()}; }"));
    assertThat(compilation).succeededWithoutWarnings();
  }
}
