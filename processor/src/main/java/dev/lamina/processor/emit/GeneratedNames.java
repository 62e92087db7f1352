package dev.lamina.processor.emit;

import com.squareup.javapoet.ClassName;

/** How generated classes are called. */
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
}
