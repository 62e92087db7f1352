package dev.lamina.graph.decl;

import java.util.Map;

/**
 * The place of a layer that a block expands to: some attributes of the layer are attributes of
 * another name, or of another annotation, in the user's source.
 *
 * @param target the block's annotation
 * @param attributes the layer's attributes that are written elsewhere
 */
public record AliasedOrigin(Origin target, Map<String, Origin> attributes) implements Origin {

  public AliasedOrigin {
    attributes = Map.copyOf(attributes);
  }

  @Override
  public Origin attribute(String name) {
    Origin alias = attributes.get(name);
    return alias == null ? target : alias;
  }

  @Override
  public String describe() {
    return target.describe();
  }
}
