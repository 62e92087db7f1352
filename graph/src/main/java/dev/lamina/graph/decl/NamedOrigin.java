package dev.lamina.graph.decl;

/** An origin without a position. */
record NamedOrigin(String describe) implements Origin {

  @Override
  public Origin attribute(String name) {
    return new NamedOrigin(describe + "(" + name + ")");
  }
}
