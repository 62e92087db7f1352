package dev.lamina.graph.decl;

/**
 * A place in the user's source: a type, a member, an annotation on it or one attribute of that
 * annotation. The front end gives it a position; the passes only narrow it and hand it to messages.
 */
public interface Origin {

  /** The attribute of this annotation, written out or defaulted. */
  Origin attribute(String name);

  /** For people, for example {@code stage2 @Residual(stride)}. */
  String describe();

  /** An origin that is only a name, for graphs that no source declares. */
  static Origin named(String name) {
    return new NamedOrigin(name);
  }
}
