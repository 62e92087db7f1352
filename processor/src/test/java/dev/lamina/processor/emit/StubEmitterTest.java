package dev.lamina.processor.emit;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import com.squareup.javapoet.ClassName;
import dev.lamina.runtime.network.CompiledNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.junit.jupiter.api.Test;

class StubEmitterTest {

  @Test
  void implementsEveryAbstractMethodOfAnInterface() {
    Compilation compilation =
        compile(
            "@Mark interface Net extends Base, Other {",
            "  CharSequence stem();",
            "  default int helper() { return 1; }",
            "}",
            "interface Base { String both(); int[] inherited(int x) throws java.io.IOException; }",
            "interface Other { String both(); }",
            "class User { Net net = new CompiledOuter_Net(); }");
    assertThat(compilation).succeededWithoutWarnings();
  }

  @Test
  void extendsAnAbstractClass() {
    Compilation compilation =
        compile(
            "  @Mark abstract static class Net { protected abstract Object stem(); }",
            "  Net net = new CompiledOuter_Net();");
    assertThat(compilation).succeededWithoutWarnings();
  }

  @Test
  void aTypeThatCannotBeImplementedStillHasAClass() {
    Compilation compilation =
        compile(
            "  @Mark interface Generic<T> { T stem(); }",
            "  @Mark private interface Hidden { Object stem(); }",
            "  @Mark abstract class Inner { abstract Object stem(); }",
            "  @Mark static abstract class Closed { Closed(int x) {} }",
            "  @Mark interface Reserved { Object spec(); }",
            "  Object[] all = {new CompiledOuter_Generic(), new CompiledOuter_Hidden(),",
            "      new CompiledOuter_Inner(), new CompiledOuter_Closed(),",
            "      new CompiledOuter_Reserved()};");
    assertThat(compilation).succeededWithoutWarnings();
  }

  @Test
  void everyMethodThrows() throws ReflectiveOperationException {
    Compilation compilation = compile("@Mark interface Net {}");
    CompiledNetwork stub =
        (CompiledNetwork)
            new CompiledClasses(compilation)
                .loadClass("CompiledOuter_Net")
                .getDeclaredConstructor()
                .newInstance();
    IllegalStateException thrown = assertThrows(IllegalStateException.class, stub::spec);
    assertEquals("the network was declared with errors and not compiled", thrown.getMessage());
  }

  @Test
  void namesNestedTypesAfterTheirEnclosingTypes() {
    ClassName nested = ClassName.get("a.b", "Models", "Net");
    assertEquals(ClassName.get("a.b", "CompiledModels_Net"), GeneratedNames.compiled(nested));
  }

  /** Compiles members of a class. */
  private static Compilation compile(String... lines) {
    String source = "class Outer {\n@interface Mark {}\n" + String.join("\n", lines) + "\n}";
    return Compiler.javac()
        .withOptions("-Xlint:all,-processing", "-Werror")
        .withProcessors(new StubProcessor())
        .compile(JavaFileObjects.forSourceString("Outer", source));
  }

  /** Writes a stub for everything that is marked. */
  private static final class StubProcessor extends AbstractProcessor {
    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("Outer.Mark");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      annotations.forEach(mark -> emit(round.getElementsAnnotatedWith(mark)));
      return false;
    }

    private void emit(Set<? extends Element> marked) {
      StubEmitter emitter =
          new StubEmitter(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
      for (TypeElement type : ElementFilter.typesIn(marked)) {
        try {
          emitter.emit(type).writeTo(processingEnv.getFiler());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
