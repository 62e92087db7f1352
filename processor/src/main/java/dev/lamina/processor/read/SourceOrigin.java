package dev.lamina.processor.read;

import dev.lamina.graph.decl.AliasedOrigin;
import dev.lamina.graph.decl.Origin;
import java.util.Optional;

/**
 * An origin in source.
 *
 * @param place where it was written
 * @param anchor where messages about it are shown, if it was not written in the type that is being
 *     compiled: on that type
 * @param describe for people
 */
public record SourceOrigin(Place place, Optional<Place> anchor, String describe) implements Origin {

  @Override
  public Origin attribute(String name) {
    return new SourceOrigin(place.attribute(name), anchor, describe + "(" + name + ")");
  }

  /** Where a message about this is shown. */
  public Place shownAt() {
    return anchor.orElse(place);
  }

  /** The source's origin behind an origin that the builder made; empty for mere names. */
  public static Optional<SourceOrigin> of(Origin origin) {
    if (origin instanceof AliasedOrigin aliased) {
      return of(aliased.target());
    }
    return origin instanceof SourceOrigin source ? Optional.of(source) : Optional.empty();
  }
}
