package dev.lamina.processor.emit;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.CompilationSubject;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import com.squareup.javapoet.ClassName;
import dev.lamina.dsl.Layer;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.runtime.network.CompiledNetwork;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaFileObject;

/** Emits, compiles and loads the class of {@code test.Net}, an interface of plain layers. */
record Generated(String source, CompiledNetwork network) {

  private static final ClassName NET = ClassName.get("test", "Net");

  /** An interface with these members. */
  static Generated of(PlannedNetwork planned, String... members) {
    List<ImplementedType.Member> methods = Arrays.stream(members).map(Generated::layer).toList();
    ImplementedType type = new ImplementedType(NET, true, false, methods);
    StringBuilder declaration = new StringBuilder("package test; interface Net {\n");
    for (String member : members) {
      declaration.append("dev.lamina.dsl.Layer ").append(member).append("();\n");
    }
    return of(planned, type, declaration.append("}\n").toString());
  }

  /** Any type, with its source. */
  static Generated of(PlannedNetwork planned, ImplementedType type, String declaration) {
    GeneratedSource source = NetworkEmitter.emit(planned, Optional.empty(), type, Optional.empty());
    JavaFileObject generated =
        JavaFileObjects.forSourceString(source.name().canonicalName(), source.text());
    Compilation compilation =
        Compiler.javac()
            .withOptions("-Xlint:all,-processing", "-Werror")
            .compile(
                generated, JavaFileObjects.forSourceString(type.name().toString(), declaration));
    CompilationSubject.assertThat(compilation).succeededWithoutWarnings();
    return new Generated(source.text(), load(compilation, source.name()));
  }

  /** What a member of the network gives. */
  Object call(String member) {
    return call(network, member);
  }

  /** What a member gives, whatever its visibility. */
  static Object call(Object target, String member) {
    try {
      Method method = target.getClass().getMethod(member);
      method.setAccessible(true);
      return method.invoke(target);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  static ImplementedType.Member layer(String name) {
    return new ImplementedType.Member(name, ClassName.get(Layer.class), Optional.empty());
  }

  private static CompiledNetwork load(Compilation compilation, ClassName name) {
    try {
      return (CompiledNetwork)
          new CompiledClasses(compilation)
              .loadClass(name.canonicalName())
              .getConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
