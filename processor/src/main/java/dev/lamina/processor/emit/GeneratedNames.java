package dev.lamina.processor.emit;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ClassName;
import javax.annotation.processing.Generated;

/** How generated classes are called and marked. */
public final class GeneratedNames {

  private static final String PREFIX = "Compiled";

  private GeneratedNames() {}

  /**
   * The class compiled from a declared type, in the same package: {@code ResNet} gives {@code
   * CompiledResNet}, the nested {@code Models.ResNet} gives {@code CompiledModels_ResNet}.
   */
  public static ClassName compiled(ClassName declared) {
    return ClassName.get(declared.packageName(), PREFIX + String.join("_", declared.simpleNames()));
  }

  /** The file of a declared type's kernels, beside its class: {@code ResNet.cu}. */
  public static String kernels(ClassName declared) {
    return String.join("_", declared.simpleNames()) + ".cu";
  }

  /** Says who wrote the class, without a date: the same declaration gives the same bytes. */
  static AnnotationSpec annotation() {
    return AnnotationSpec.builder(Generated.class)
        .addMember("value", "$S", "dev.lamina.processor.LaminaProcessor")
        .build();
  }
}
