package dev.lamina.processor.read;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.op.ActivationFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Typed access to the values of one annotation, written or defaulted. */
final class Attributes {

  private final Map<String, AnnotationValue> values = new HashMap<>();
  private final Origin origin;

  private Attributes(
      Map<? extends ExecutableElement, ? extends AnnotationValue> values, Origin origin) {
    values.forEach((method, value) -> this.values.put(method.getSimpleName().toString(), value));
    this.origin = origin;
  }

  /**
   * The values of an annotation.
   *
   * @throws UnreadableException if one is missing or has an error that {@code javac} reports itself
   */
  static Attributes of(AnnotationMirror mirror, Origin origin, Elements elements) {
    var values = elements.getElementValuesWithDefaults(mirror);
    for (ExecutableElement method :
        ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements())) {
      if (!isReadable(method.getReturnType(), values.get(method))) {
        throw new UnreadableException();
      }
    }
    return new Attributes(values, origin);
  }

  /** An erroneous value is given as the text {@code <error>}, whatever the attribute's type. */
  private static boolean isReadable(TypeMirror type, AnnotationValue value) {
    if (value == null) {
      return false;
    }
    Object content = value.getValue();
    return switch (type.getKind()) {
      case INT -> content instanceof Integer;
      case BOOLEAN -> content instanceof Boolean;
      case DOUBLE -> content instanceof Double;
      case ARRAY -> content instanceof List;
      default -> isObject(type, content);
    };
  }

  private static boolean isObject(TypeMirror type, Object content) {
    if (type.toString().equals(String.class.getName())) {
      return content instanceof String;
    }
    return content instanceof VariableElement || content instanceof AnnotationMirror;
  }

  Origin origin() {
    return origin;
  }

  int integer(String name) {
    return (Integer) values.get(name).getValue();
  }

  /** Empty where the value is the name of something that follows from elsewhere. */
  OptionalInt integerUnless(String name, int special) {
    int value = integer(name);
    return value == special ? OptionalInt.empty() : OptionalInt.of(value);
  }

  List<Integer> integers(String name) {
    return ((List<?>) values.get(name).getValue())
        .stream().map(value -> (Integer) ((AnnotationValue) value).getValue()).toList();
  }

  boolean bool(String name) {
    return (Boolean) values.get(name).getValue();
  }

  double real(String name) {
    return (Double) values.get(name).getValue();
  }

  String text(String name) {
    return (String) values.get(name).getValue();
  }

  AnnotationMirror annotation(String name) {
    return (AnnotationMirror) values.get(name).getValue();
  }

  /** The name of an enum's constant. */
  String constant(String name) {
    return ((VariableElement) values.get(name).getValue()).getSimpleName().toString();
  }

  /** An activation function; empty for the network's. */
  Optional<ActivationFunction> function(String name) {
    String constant = constant(name);
    return constant.equals("NETWORK")
        ? Optional.empty()
        : Optional.of(ActivationFunction.valueOf(constant));
  }
}
