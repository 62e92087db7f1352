package dev.lamina.benchmarks.run;

import dev.lamina.benchmarks.result.Duel;
import java.util.List;
import java.util.Map;

/** Who can train a network, and how to start the process that does. */
interface Contender {

  /** As in {@code --peers}. */
  String name();

  /**
   * The command that trains in a duel; its process keeps to {@link
   * dev.lamina.benchmarks.side.Answers}.
   *
   * @throws Skip if this one cannot
   */
  List<String> command(Duel duel);

  /** What the process finds in its environment beside what is there. */
  default Map<String, String> environment() {
    return Map.of();
  }

  /** Why somebody does not take part; the message is shown below the table. */
  final class Skip extends RuntimeException {
    private static final long serialVersionUID = 1;

    Skip(String reason) {
      super(reason);
    }
  }
}
