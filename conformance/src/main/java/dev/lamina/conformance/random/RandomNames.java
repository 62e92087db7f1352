package dev.lamina.conformance.random;

import dev.lamina.graph.decl.StateDictDecl;
import java.util.List;
import java.util.Optional;

/** Draws names of members, and of parameters in weight files. */
final class RandomNames {

  private static final List<String> ABSURD_PREFIXES =
      List.of(
          "",
          " ",
          ".",
          "#",
          "##",
          "a..b",
          ".a",
          "a.",
          "a b",
          "a\tb",
          "\"",
          "\\",
          "$S",
          "%s",
          "a\u0000b",
          "é.ß.漢",
          "\ud83d\ude00",
          "\ud800",
          "__metadata__",
          "weight",
          "x".repeat(70_000),
          "x.".repeat(50_000) + "x");
  private static final List<String> ODD_NAMES =
      List.of(
          "M0",
          "m1",
          "add",
          "concat",
          "norm",
          "activation",
          "$",
          "_x",
          "é",
          "binder",
          "x$y",
          "classifier",
          "pool",
          "forward",
          "weight",
          "input",
          "random",
          "i",
          "l".repeat(300));

  private final Dice dice;

  RandomNames(Dice dice) {
    this.dice = dice;
  }

  /** A member's name, which may be another member's. */
  String member(String plain) {
    return dice.absurd() && dice.chance(0.3) ? dice.pick(ODD_NAMES) : plain;
  }

  /** Names of a member's parameters; none, mostly. */
  Optional<StateDictDecl> stateDict(String member, Spot method, boolean parameters) {
    if (!dice.chance(0.2) || (!parameters && !dice.absurd())) {
      return Optional.empty();
    }
    Optional<String> norm =
        dice.chance(0.3) ? Optional.of(prefix(member + "_norm.#")) : Optional.empty();
    return Optional.of(
        new StateDictDecl(
            prefix(member + "_weights.#"),
            dice.integer(() -> dice.between(0, 2)),
            norm.filter(text -> !text.isEmpty()),
            method.annotation("StateDict")));
  }

  private String prefix(String sensible) {
    return dice.absurd() ? dice.pick(ABSURD_PREFIXES) : sensible;
  }
}
