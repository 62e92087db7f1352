package dev.lamina.processor.emit;

import static javax.lang.model.element.Modifier.ABSTRACT;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The methods that an implementation of a type has to have. */
final class AbstractMethods {

  private final Elements elements;
  private final Types types;

  AbstractMethods(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  /**
   * Each signature once, although several supertypes may declare it; supertypes' methods come first
   * and stay in their place where the type declares them again.
   */
  List<ExecutableElement> of(TypeElement type) {
    Map<String, ExecutableElement> abstracts = new LinkedHashMap<>();
    for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(type))) {
      if (method.getModifiers().contains(ABSTRACT)) {
        abstracts.putIfAbsent(method.toString(), method);
      }
    }
    Set<String> order = new LinkedHashSet<>();
    collect(type, order);
    return order.stream().map(abstracts::get).filter(Objects::nonNull).toList();
  }

  private void collect(TypeElement type, Set<String> signatures) {
    for (TypeMirror supertype : types.directSupertypes(type.asType())) {
      collect((TypeElement) types.asElement(supertype), signatures);
    }
    ElementFilter.methodsIn(type.getEnclosedElements())
        .forEach(method -> signatures.add(method.toString()));
  }
}
