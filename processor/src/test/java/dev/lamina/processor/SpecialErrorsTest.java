package dev.lamina.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.lamina.graph.diagnostics.Message;
import dev.lamina.runtime.network.CompiledNetwork;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors that one source file cannot show. */
class SpecialErrorsTest {

  private static final JavaFileObject BODY =
      Declarations.source(
          "Body",
          "@Sequential public interface Body {",
          "  @Conv(filters = 16, kernel = 3) Layer conv();",
          "  @BatchNorm Layer norm();",
          "}");

  @Test
  @Shows(Message.UNKNOWN_ORDER)
  void aBlockFromAClassFileWithoutCompanion(@TempDir Path folder) throws IOException {
    ClassFiles library = new ClassFiles(folder);
    library.add(Compiler.javac().compile(BODY));
    JavaFileObject net =
        Declarations.network("Body body();", "@GlobalAvgPool Layer p();", "@Linear Layer l();");
    Compilation compilation = library.compile(net);
    assertError(compilation, Message.UNKNOWN_ORDER, " (declared in test.Body)");
    assertThat(compilation).hadErrorContaining("Body").inFile(net).onLine(3).atColumn(6);
  }

  @Test
  void noLayerIsNamedAsAMethodOfTheGeneratedClass() {
    for (Method method : CompiledNetwork.class.getMethods()) {
      JavaFileObject net =
          Declarations.network(
              "@GlobalAvgPool Layer " + method.getName() + "();", "@Linear Layer classifier();");
      assertThat(Declarations.compile(net)).hadErrorContaining("LAM112");
    }
  }

  @Test
  @Shows(Message.LAYER_OUT_OF_REACH)
  void aLayerThatOnlyItsOwnPackageImplements() {
    JavaFileObject base =
        JavaFileObjects.forSourceString(
            "base.Base",
            """
            package base;
            import dev.lamina.dsl.*;
            public abstract class Base {
              @Conv(filters = 16, kernel = 3) abstract Layer stem();
            }
            """);
    JavaFileObject net =
        Declarations.source(
            "Net",
            "@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)",
            "abstract class Net extends base.Base {",
            "  @GlobalAvgPool abstract Layer pool();",
            "  @Linear abstract Layer classifier();",
            "}");
    Compilation compilation = Declarations.compile(base, net);
    assertError(compilation, Message.LAYER_OUT_OF_REACH, " (declared in base.Base)");
    assertThat(compilation).hadErrorContaining("stem").inFile(net).onLine(2);
  }

  @Test
  @Shows(Message.UNKNOWN_OPTION)
  void anOptionThatNamesNothing() {
    Compilation compilation =
        Compiler.javac()
            .withOptions("-Alamina.dump=shapes")
            .withProcessors(new LaminaProcessor())
            .compile(BODY);
    assertError(compilation, Message.UNKNOWN_OPTION, "");
  }

  @Test
  @Shows(Message.CANNOT_WRITE)
  void aClassOfTheGeneratedName() {
    Compilation compilation =
        Declarations.compile(
            Declarations.source("CompiledNet", "class CompiledNet {}"),
            Declarations.network("@GlobalAvgPool Layer pool();", "@Linear Layer classifier();"));
    assertError(compilation, Message.CANNOT_WRITE, "");
  }

  @Test
  @Shows(Message.INTERNAL_ERROR)
  void aFaultOfTheCompilerIsOneError() {
    IllegalStateException fault = new IllegalStateException("overlap");
    fault.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(
              "dev.lamina.graph.plan.PlanVerifier", "verify", "PlanVerifier.java", 40)
        });
    String declaration =
        """
        package test;

        @dev.lamina.dsl.Network(input=@dev.lamina.dsl.Input(channels=3, height=32, width=32), classes=10)
        interface Net {

          @dev.lamina.dsl.GlobalAvgPool
          dev.lamina.dsl.Layer pool();

          @dev.lamina.dsl.Linear
          dev.lamina.dsl.Layer classifier();
        }""";
    String versions = "Lamina 0.1.0, JDK 17.0.19 of Debian, Linux amd64";
    List<String> texts =
        Failures.internal("Net", fault, versions, declaration).all().stream()
            .map(d -> "error: " + d.text())
            .toList();
    assertEquals(List.of(page(Message.INTERNAL_ERROR)), texts);
  }

  /** Nothing else is lost: the other network is compiled, and javac ends by itself. */
  @Test
  void aFaultWhileCompilingIsABugReportWithTheDeclaration() {
    Compilation compilation =
        Compiler.javac()
            .withOptions("-Alamina.dump=plan")
            .withProcessors(new FaultyProcessor("Net, plan"))
            .compile(
                BODY,
                Declarations.network(
                    "@Repeat(2) Body body();",
                    "@GlobalAvgPool Layer pool();",
                    "@Linear Layer classifier();"),
                Declarations.source(
                    "Other",
                    "@Network(input = @Input(channels = 3, height = 8, width = 8), classes = 10)",
                    "interface Other {",
                    "  @GlobalAvgPool Layer pool();",
                    "  @Linear Layer classifier();",
                    "}"));
    assertEquals(1, compilation.errors().size(), () -> compilation.errors().toString());
    String report = compilation.errors().get(0).getMessage(Locale.ROOT);
    for (String part :
        List.of(
            "[LAM190] internal error while compiling Net: java.lang.AssertionError: planted at ",
            "JDK " + System.getProperty("java.version"),
            "interface Net {",
            "@dev.lamina.dsl.Repeat(2)",
            "interface Body {",
            "filters=16")) {
      assertTrue(report.contains(part), () -> part + " is not in " + report);
    }
    assertThat(compilation).hadNoteContaining("Other, plan");
  }

  @Test
  @Shows(Message.NESTED_TOO_DEEPLY)
  void blocksInBlocksInBlocks() {
    Compilation compilation = Declarations.compile(Towers.of(150, 1));
    assertError(compilation, Message.NESTED_TOO_DEEPLY, "");
  }

  /** Two of the block before in every block: 2^60 layers, which nobody must try to count. */
  @Test
  void blocksOfBlocksMultiply() {
    Compilation compilation = Declarations.compile(Towers.of(60, 2));
    assertEquals(1, compilation.errors().size(), () -> compilation.errors().toString());
    String text = compilation.errors().get(0).getMessage(Locale.ROOT);
    assertTrue(text.startsWith("[LAM142]"), text);
  }

  /** There is this error and no other, in the words of the page. */
  private static void assertError(Compilation compilation, Message message, String suffix) {
    ImmutableList<Diagnostic<? extends JavaFileObject>> errors = compilation.errors();
    assertEquals(
        List.of(page(message) + suffix),
        errors.stream().map(e -> "error: " + e.getMessage(Locale.ROOT)).toList());
  }

  private static String page(Message message) {
    return ErrorsPage.read().stream()
        .filter(s -> s.id().equals(message.id()))
        .map(s -> s.output().strip())
        .findFirst()
        .orElseThrow();
  }
}
