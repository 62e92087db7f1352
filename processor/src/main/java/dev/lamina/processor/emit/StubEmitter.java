package dev.lamina.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PUBLIC;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.JavaFile;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterSpec;
import com.squareup.javapoet.TypeSpec;
import dev.lamina.processor.read.Extensible;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Writes a stand-in for the class of a network that has errors, so that code which refers to it
 * compiles and the network's own errors are the only ones. Every method throws.
 */
public final class StubEmitter {

  private final AbstractMethods abstractMethods;
  private final Types types;

  /** A writer that looks types up in the compilation that these utilities belong to. */
  public StubEmitter(Elements elements, Types types) {
    this.abstractMethods = new AbstractMethods(elements, types);
    this.types = types;
  }

  /** A class of the generated name that implements the declared type as far as a class can. */
  public JavaFile emit(TypeElement declared) {
    ClassName name = ClassName.get(declared);
    TypeSpec.Builder stub =
        TypeSpec.classBuilder(GeneratedNames.compiled(name))
            .addOriginatingElement(declared)
            .addAnnotation(GeneratedNames.annotation())
            .addJavadoc("Stands in for $T until its declaration has no errors.\n", name)
            .addModifiers(PUBLIC, FINAL)
            .addSuperinterface(RuntimeTypes.COMPILED_NETWORK);
    if (Extensible.isExtensible(declared)) {
      implement(declared, stub);
    }
    addProgramMethods(stub);
    return JavaFile.builder(name.packageName(), stub.build()).skipJavaLangImports(true).build();
  }

  private void implement(TypeElement declared, TypeSpec.Builder stub) {
    if (declared.getKind().isInterface()) {
      stub.addSuperinterface(declared.asType());
    } else {
      stub.superclass(declared.asType());
    }
    for (ExecutableElement method : abstractMethods.of(declared)) {
      stub.addMethod(throwing(overriding(method, declared), declared.getSimpleName()));
    }
  }

  private MethodSpec.Builder overriding(ExecutableElement method, TypeElement declared) {
    return MethodSpec.overriding(method, (DeclaredType) declared.asType(), types);
  }

  private static void addProgramMethods(TypeSpec.Builder stub) {
    stub.addMethod(throwing(program("spec", RuntimeTypes.NETWORK_SPEC), "the network"));
    stub.addMethod(throwing(bound("training", RuntimeTypes.TRAINING_PROGRAM), "the network"));
    stub.addMethod(throwing(bound("inference", RuntimeTypes.INFERENCE_PROGRAM), "the network"));
  }

  private static MethodSpec.Builder program(String name, ClassName result) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(PUBLIC)
        .returns(result);
  }

  private static MethodSpec.Builder bound(String name, ClassName result) {
    return program(name, result)
        .addParameter(ParameterSpec.builder(RuntimeTypes.BINDER, "binder").build());
  }

  private static MethodSpec throwing(MethodSpec.Builder method, CharSequence what) {
    return method
        .addStatement(
            "throw new $T($S)",
            IllegalStateException.class,
            what + " was declared with errors and not compiled")
        .build();
  }
}
