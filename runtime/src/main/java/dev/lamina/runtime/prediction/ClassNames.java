package dev.lamina.runtime.prediction;

import dev.lamina.runtime.data.cifar.Cifar10;
import dev.lamina.runtime.network.NetworkSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a network's classes are called, as its weights' metadata tells. */
public final class ClassNames {
  /** The metadata's key: one name a line, in the order of the labels. */
  public static final String KEY = "classes";

  private ClassNames() {}

  /** The metadata's entry for class names. */
  public static String entry(List<String> names) {
    return String.join("\n", names);
  }

  /**
   * The names of a network's classes: the metadata's; without them CIFAR-10's for ten classes, else
   * the labels.
   */
  static List<String> of(NetworkSpec network, Map<String, String> metadata) {
    return kept(network, metadata).orElseGet(() -> usual(network));
  }

  /** The names that the metadata has for a network's classes, if it has names for them. */
  public static Optional<List<String>> kept(NetworkSpec network, Map<String, String> metadata) {
    // What a file says must not steer the terminal that shows it.
    List<String> names =
        metadata
            .getOrDefault(KEY, "")
            .lines()
            .map(name -> name.replaceAll("\\p{Cc}", "?"))
            .toList();
    return Optional.of(names).filter(kept -> kept.size() == network.classes());
  }

  private static List<String> usual(NetworkSpec network) {
    List<String> usual = Cifar10.classNames();
    return network.classes() == usual.size()
        ? usual
        : IntStream.range(0, network.classes()).mapToObj(label -> "class " + label).toList();
  }
}
