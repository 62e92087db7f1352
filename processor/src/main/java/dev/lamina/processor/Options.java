package dev.lamina.processor;

import dev.lamina.graph.Stage;
import dev.lamina.graph.diagnostics.Message;
import dev.lamina.graph.optimise.Optimiser;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The processor's options.
 *
 * @param dump the stages to print
 * @param disable the names of rewrites not to apply
 */
record Options(Set<String> dump, Set<String> disable) {

  static final String DUMP = "lamina.dump";
  static final String DISABLE = "lamina.disable";

  /** Reads lists of names, separated by commas; unknown names are reported. */
  static Options of(Map<String, String> options, Consumer<String> errors) {
    Set<String> stages =
        Arrays.stream(Stage.values())
            .map(Stage::key)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new Options(
        names(options, DUMP, stages, errors), names(options, DISABLE, Optimiser.names(), errors));
  }

  private static Set<String> names(
      Map<String, String> options, String option, Set<String> known, Consumer<String> errors) {
    Set<String> names = new LinkedHashSet<>();
    // Without a value, as in -Alamina.dump=, the option is there and null.
    String value = Objects.requireNonNullElse(options.get(option), "");
    for (String name : value.split(",", -1)) {
      if (known.contains(name.strip())) {
        names.add(name.strip());
      } else if (!name.isBlank()) {
        errors.accept(
            Message.UNKNOWN_OPTION.format(option, name.strip(), String.join(", ", known)));
      }
    }
    return names;
  }
}
