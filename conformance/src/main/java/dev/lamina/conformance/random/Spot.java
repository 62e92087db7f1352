package dev.lamina.conformance.random;

import dev.lamina.graph.decl.AliasedOrigin;
import dev.lamina.graph.decl.Origin;
import java.util.Optional;

/**
 * A place in the text that {@link DeclarationText} writes.
 *
 * @param path a type, a method or an annotation, for example {@code Net.stem @Conv}
 * @param attribute the annotation's attribute that is meant
 */
public record Spot(String path, Optional<String> attribute) implements Origin {

  /** A type. */
  static Spot type(String name) {
    return new Spot(name, Optional.empty());
  }

  /** A method of this type. */
  Spot member(String name) {
    return new Spot(path + "." + name, Optional.empty());
  }

  /** An annotation on this type or method. */
  Spot annotation(String name) {
    return new Spot(path + " @" + name, Optional.empty());
  }

  @Override
  public Spot attribute(String name) {
    return new Spot(path, Optional.of(name));
  }

  @Override
  public String describe() {
    return path + attribute.map(name -> "(" + name + ")").orElse("");
  }

  /** The spot behind an origin that the compiler's passes have narrowed. */
  public static Optional<Spot> of(Origin origin) {
    if (origin instanceof AliasedOrigin aliased) {
      return of(aliased.target());
    }
    return origin instanceof Spot spot ? Optional.of(spot) : Optional.empty();
  }
}
