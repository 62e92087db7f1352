package dev.lamina.processor.read;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Knows which types are being compiled from source. Class files may list methods in any order, and
 * messages cannot be shown in them.
 */
public final class Sources {

  private final Set<String> topLevel = new HashSet<>();

  /** Adds the types of one round. */
  public void add(Collection<? extends Element> roots) {
    ElementFilter.typesIn(Set.copyOf(roots))
        .forEach(type -> topLevel.add(type.getQualifiedName().toString()));
  }

  /** Whether a type, or the type around it, is being compiled. */
  boolean contains(TypeElement type) {
    return topLevel.contains(outermost(type).getQualifiedName().toString());
  }

  private static TypeElement outermost(TypeElement type) {
    TypeElement outer = type;
    while (outer.getEnclosingElement() instanceof TypeElement enclosing) {
      outer = enclosing;
    }
    return outer;
  }
}
