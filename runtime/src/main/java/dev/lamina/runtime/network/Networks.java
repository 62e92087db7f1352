package dev.lamina.runtime.network;

import dev.lamina.runtime.Suggestions;
import dev.lamina.runtime.UserError;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The compiled networks on the class path, by the names of their declared types. */
public final class Networks {
  private final Map<String, CompiledNetwork> byName = new TreeMap<>();

  /** A fixed collection of networks, for tests and embedders. */
  public Networks(Collection<? extends CompiledNetwork> networks) {
    networks.forEach(network -> byName.put(network.spec().name(), network));
  }

  /** All networks that {@link ServiceLoader} finds: each compilation registers its own. */
  public static Networks installed() {
    return new Networks(
        ServiceLoader.load(CompiledNetwork.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  /** The names, sorted. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /**
   * The network of a name.
   *
   * @param name the declared type's simple name, for example {@code ResNet}
   * @throws UserError if there is none; the message lists the names there are
   */
  public CompiledNetwork named(String name) {
    CompiledNetwork network = byName.get(name);
    if (network == null) {
      throw new UserError(
          "unknown network '%s'%s; known networks: %s"
              .formatted(
                  name,
                  Suggestions.didYouMean(name, names()),
                  names().isEmpty() ? "none" : String.join(", ", names())));
    }
    return network;
  }
}
