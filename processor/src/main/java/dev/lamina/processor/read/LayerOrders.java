package dev.lamina.processor.read;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Finds the order of a type's methods. Source has one; for class files it is recorded in a
 * companion type with {@code @LayerOrder}, which the processor wrote when it compiled the type.
 */
public final class LayerOrders {

  private static final String SUFFIX = "LayerOrder";

  private final Elements elements;
  private final Sources sources;

  /** Finds companions among {@code elements}. */
  public LayerOrders(Elements elements, Sources sources) {
    this.elements = elements;
    this.sources = sources;
  }

  /** The simple name of a type's companion, which lies in the same package. */
  public static String companionName(TypeElement type) {
    StringBuilder name = new StringBuilder(type.getSimpleName());
    for (Element e = type.getEnclosingElement();
        e instanceof TypeElement;
        e = e.getEnclosingElement()) {
      name.insert(0, e.getSimpleName() + "_");
    }
    return name + SUFFIX;
  }

  /** The names of the layers that a type itself declares, in the order that {@code javac} gives. */
  public static List<String> namesToRecord(TypeElement type) {
    return abstractOnes(ElementFilter.methodsIn(type.getEnclosedElements())).stream()
        .map(method -> method.getSimpleName().toString())
        .toList();
  }

  /** The type's own methods in source order; empty if that is unknown. */
  Optional<List<ExecutableElement>> methods(TypeElement type) {
    List<ExecutableElement> methods = ElementFilter.methodsIn(type.getEnclosedElements());
    return sources.contains(type) || abstractOnes(methods).size() < 2
        ? Optional.of(methods)
        : recorded(type).flatMap(order -> sorted(methods, order));
  }

  private Optional<List<String>> recorded(TypeElement type) {
    String name = elements.getPackageOf(type).getQualifiedName() + "." + companionName(type);
    return Optional.ofNullable(elements.getTypeElement(name))
        .flatMap(companion -> Mirrors.find(companion, "LayerOrder"))
        .flatMap(mirror -> Mirrors.written(mirror, "value"))
        .map(LayerOrders::texts);
  }

  private static List<String> texts(AnnotationValue array) {
    return ((List<?>) array.getValue())
        .stream().map(item -> ((AnnotationValue) item).getValue().toString()).toList();
  }

  /** Empty if the record is not of these methods. */
  private static Optional<List<ExecutableElement>> sorted(
      List<ExecutableElement> methods, List<String> order) {
    List<ExecutableElement> layers = abstractOnes(methods);
    Set<String> names =
        layers.stream().map(m -> m.getSimpleName().toString()).collect(Collectors.toSet());
    if (layers.size() != order.size() || !names.equals(Set.copyOf(order))) {
      return Optional.empty();
    }
    return Optional.of(
        methods.stream()
            .sorted(Comparator.comparingInt(m -> order.indexOf(m.getSimpleName().toString())))
            .toList());
  }

  private static List<ExecutableElement> abstractOnes(List<ExecutableElement> methods) {
    return methods.stream().filter(m -> m.getModifiers().contains(Modifier.ABSTRACT)).toList();
  }
}
