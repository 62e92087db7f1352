package dev.lamina.graph.build;

import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.decl.StateDictDecl;
import java.util.Optional;

/**
 * The names of a member's parameters in weight files.
 *
 * @param pattern prefix of the names; {@code #} stands for the number of the repetition
 * @param normPattern prefix of the norm's names
 * @param first the number of the first repetition
 */
record Names(String pattern, String normPattern, int first) {

  /**
   * The names of a member.
   *
   * @param scope prefix of the block that the member is in; empty at the top
   */
  static Names of(MemberDecl member, String scope) {
    Optional<StateDictDecl> written = member.stateDict();
    String fallback = isNumbered(member) ? member.name() + ".#" : member.name();
    String prefix = written.map(StateDictDecl::prefix).orElse(fallback);
    String norm = written.flatMap(StateDictDecl::norm).orElse(prefix + ".norm");
    int first = written.map(StateDictDecl::first).orElse(0);
    return new Names(in(scope, prefix), in(scope, norm), first);
  }

  /** Whether the member's repetitions are numbered, even if there is only one. */
  static boolean isNumbered(MemberDecl member) {
    return member.repeat().isPresent()
        || member.principal().filter(p -> p instanceof PrincipalDecl.Residual).isPresent();
  }

  private static String in(String scope, String name) {
    return scope.isEmpty() ? name : scope + "." + name;
  }

  /** The prefix of a repetition, counted from 0. */
  String prefix(int repetition) {
    return number(pattern, repetition);
  }

  /** The prefix of a repetition's norm. */
  String norm(int repetition) {
    return number(normPattern, repetition);
  }

  private String number(String text, int repetition) {
    return text.replace("#", String.valueOf(first + repetition));
  }
}
