package dev.lamina.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static javax.tools.StandardLocation.CLASS_OUTPUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.lamina.graph.diagnostics.Message;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.Networks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles into a folder, as builds do that compile only what changed. */
class RegistrationProcessorTest {

  @TempDir private Path folder;
  private Path sources;
  private Path classes;

  @BeforeEach
  void makeFolders() throws IOException {
    sources = Files.createDirectories(folder.resolve("sources/test"));
    classes = Files.createDirectories(folder.resolve("classes"));
  }

  @Test
  void networksAreFoundByName() throws IOException {
    assertTrue(compile(network("First"), network("Second")));
    try (URLClassLoader loader = loader()) {
      List<CompiledNetwork> found =
          ServiceLoader.load(CompiledNetwork.class, loader).stream()
              .map(ServiceLoader.Provider::get)
              .toList();
      assertEquals(List.of("First", "Second"), new Networks(found).names());
    }
  }

  @Test
  void aCompilationOfOneNetworkKeepsTheOthers() throws IOException {
    assertTrue(compile(network("First"), network("Second")));
    assertTrue(compile(network("Second")));
    assertEquals(List.of("test.CompiledFirst", "test.CompiledSecond"), registered());
  }

  @Test
  void aNetworkThatIsGoneIsForgotten() throws IOException {
    assertTrue(compile(network("First"), network("Second")));
    Files.delete(classes.resolve("test/CompiledFirst.class"));
    assertTrue(compile(network("Second")));
    assertEquals(List.of("test.CompiledSecond"), registered());
  }

  @Test
  void aNetworkWhoseDeclarationIsGoneIsForgottenThoughItsClassIsThere() throws IOException {
    assertTrue(compile(network("First"), network("Second")));
    Files.delete(classes.resolve("test/First.class"));
    assertTrue(compile(network("Second")));
    assertEquals(List.of("test.CompiledSecond"), registered());
  }

  @Test
  void errorsLeaveTheFileAlone() throws IOException {
    assertTrue(compile(network("First")));
    Path wrong = Files.writeString(sources.resolve("Wrong.java"), declaration("Wrong", 7));
    assertFalse(compile(wrong));
    assertEquals(List.of("test.CompiledFirst"), registered());
  }

  private Path network(String name) throws IOException {
    return Files.writeString(sources.resolve(name + ".java"), declaration(name, 10));
  }

  private static String declaration(String name, int units) {
    return """
        package test;
        import dev.lamina.dsl.*;
        @Network(input = @Input(channels = 3, height = 4, width = 4), classes = 10)
        interface %s {
          @GlobalAvgPool Layer pool();
          @Linear(units = %d) Layer classifier();
        }
        """
        .formatted(name, units);
  }

  @Test
  @Shows(Message.CANNOT_REGISTER)
  void aFileThatAnotherProcessorWritesIsAnError() throws IOException {
    ServiceThief thief = new ServiceThief();
    Compilation compilation =
        Compiler.javac()
            .withProcessors(thief, new LaminaProcessor(), new RegistrationProcessor())
            .compile(JavaFileObjects.forSourceString("test.Net", declaration("Net", 10)));
    assertThat(compilation).failed();
    assertThat(compilation)
        .hadErrorContaining(
            "[LAM193] the networks cannot be registered in META-INF/services/"
                + CompiledNetwork.class.getName());
  }

  private boolean compile(Path... files) throws IOException {
    Path generated = Files.createDirectories(folder.resolve("generated"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String classPath = classes + System.getProperty("path.separator") + classPath();
    List<String> options =
        List.of("-d", classes.toString(), "-s", generated.toString(), "-classpath", classPath);
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null, manager, d -> {}, options, null, manager.getJavaFileObjects(files));
      task.setProcessors(Arrays.asList(new LaminaProcessor(), new RegistrationProcessor()));
      return task.call();
    }
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private List<String> registered() throws IOException {
    return Files.readAllLines(
        classes.resolve("META-INF/services/" + CompiledNetwork.class.getName()));
  }

  private URLClassLoader loader() throws IOException {
    URL url = classes.toUri().toURL();
    return new URLClassLoader(new URL[] {url}, getClass().getClassLoader());
  }

  /** Takes the file before Lamina does. */
  private static final class ServiceThief extends AbstractProcessor {
    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("dev.lamina.dsl.Network");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!annotations.isEmpty()) {
        String path = "META-INF/services/" + CompiledNetwork.class.getName();
        try {
          var file = processingEnv.getFiler().createResource(CLASS_OUTPUT, "", path);
          file.openWriter().close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }
}
