package dev.lamina.processor.read;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A method that declares a layer.
 *
 * @param method the abstract method
 * @param owner the type that declares it
 */
record LayerMethod(ExecutableElement method, TypeElement owner) {

  String name() {
    return method.getSimpleName().toString();
  }
}
