package dev.lamina.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;

/** The files that a compilation leaves for people. */
class ResourcesTest {

  private static final String LAYERS = "@GlobalAvgPool Layer pool(); @Linear Layer classifier(); }";

  private static String resource(Compilation compilation, String path) throws IOException {
    JavaFileObject file =
        compilation.generatedFile(StandardLocation.CLASS_OUTPUT, path).orElseThrow();
    try (var in = file.openInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aNetworkLeavesItsTableAndItsPicture() throws IOException {
    Compilation compilation =
        Declarations.compile(
            Declarations.network(
                "@Conv(filters = 4, kernel = 3) Layer stem();",
                "@GlobalAvgPool Layer pool();",
                "@Linear Layer classifier();"));
    String table = resource(compilation, "META-INF/lamina/test.Net.txt");
    assertTrue(table.startsWith("Net: 3x32x32 -> 10 classes\n"), table);
    // 4*3*9 weights of the convolution; 4*10 weights and 10 biases.
    assertTrue(table.contains("\n158 parameters\n"), table);
    String picture = resource(compilation, "META-INF/lamina/test.Net.svg");
    assertTrue(picture.contains(">3×3 conv, 4</text>"), picture);
  }

  @Test
  void networksOfOneSimpleNameStayApart() throws IOException {
    String network = "@Network(input = @Input(channels = 3, height = 8, width = 8), classes = ";
    Compilation compilation =
        Declarations.compile(
            Declarations.source(
                "A", "interface A { " + network + "2) interface Net {" + LAYERS + "}"),
            Declarations.source(
                "B", "interface B { " + network + "5) interface Net {" + LAYERS + "}"));
    assertEquals(Compilation.Status.SUCCESS, compilation.status(), compilation.errors().toString());
    assertTrue(resource(compilation, "META-INF/lamina/test.A$Net.txt").contains("-> 2 classes"));
    assertTrue(resource(compilation, "META-INF/lamina/test.B$Net.txt").contains("-> 5 classes"));
  }

  @Test
  void aNetworkLeavesItsKernelsBesideItsClass() throws IOException {
    Compilation compilation =
        Declarations.compile(
            Declarations.network(
                "@Conv(filters = 4, kernel = 3) @Activation(TANH) Layer stem();",
                "@Dropout(rate = 0.5) Layer drop();",
                "@GlobalAvgPool Layer pool();",
                "@Linear Layer classifier();"));
    String kernels = resource(compilation, "test/Net.cu");
    assertTrue(kernels.contains("\n// Runs as stem."), kernels);
    assertTrue(compilation.generatedSourceFile("test.CompiledNet").isPresent());
  }

  @Test
  void aNetworkWithoutFusedOpsLeavesNoKernels() {
    Compilation compilation =
        Declarations.compile(
            Declarations.network("@GlobalAvgPool Layer pool();", "@Linear Layer classifier();"));
    assertTrue(compilation.generatedFile(StandardLocation.CLASS_OUTPUT, "test/Net.cu").isEmpty());
  }

  @Test
  void theEncodingOfTheSourcesDoesNotMatter() throws IOException {
    Compilation compilation =
        Compiler.javac()
            .withOptions("-encoding", "US-ASCII")
            .withProcessors(new LaminaProcessor())
            .compile(
                Declarations.network(
                    "@GlobalAvgPool Layer pool();", "@Linear Layer classifier();"));
    assertTrue(resource(compilation, "META-INF/lamina/test.Net.svg").contains("3 × 32 × 32"));
  }
}
