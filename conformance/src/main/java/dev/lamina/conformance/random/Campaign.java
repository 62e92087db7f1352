package dev.lamina.conformance.random;

import dev.lamina.graph.decl.ModelDecl;
import dev.lamina.graph.diagnostics.Message;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Many declarations, one seed after the other, and what became of them. */
public final class Campaign {

  private final DeclarationTrial trial;
  private final Map<Verdict.Kind, Integer> kinds = new EnumMap<>(Verdict.Kind.class);
  private final Map<Message, Integer> messages = new EnumMap<>(Message.class);
  private final List<String> faults = new ArrayList<>();

  /** A campaign of such trials. */
  public Campaign(DeclarationTrial trial) {
    this.trial = trial;
  }

  /** Tries the declarations of so many seeds from {@code first} on. */
  public void run(long first, int count) {
    for (long seed = first; seed < first + count; seed++) {
      add(seed);
    }
  }

  private void add(long seed) {
    ModelDecl model = RandomDeclarations.of(seed);
    Verdict verdict = trial.of(model, seed);
    kinds.merge(verdict.kind(), 1, Integer::sum);
    new HashSet<>(verdict.messages()).forEach(m -> messages.merge(m, 1, Integer::sum));
    if (verdict.isFault()) {
      faults.add(report(seed, model, verdict));
    }
  }

  private String report(long seed, ModelDecl model, Verdict verdict) {
    ModelDecl small = new Shrinker(m -> trial.of(m, seed).isFault()).shrink(model);
    return "seed %d: %s%nas small as it gets (%s):%n%s"
        .formatted(
            seed,
            verdict.detail(),
            trial.of(small, seed).detail(),
            DeclarationText.of(small).text());
  }

  /** What is wrong with Lamina: seeds, and declarations as small as they get. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** How many declarations came to each outcome. */
  public Map<Verdict.Kind, Integer> kinds() {
    return Map.copyOf(kinds);
  }

  /** How many declarations each message was said about. */
  public Map<Message, Integer> messages() {
    return Map.copyOf(messages);
  }

  /** The figures, a line for the outcomes and one for the messages. */
  @Override
  public String toString() {
    return "outcomes %s%nmessages %s".formatted(kinds, messages);
  }
}
