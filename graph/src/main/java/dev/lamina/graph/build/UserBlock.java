package dev.lamina.graph.build;

import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.tree.Parallel;
import dev.lamina.graph.tree.Unit;
import java.util.List;
import java.util.Locale;

/**
 * A block that the user composed.
 *
 * @param declared its members
 * @param prefix what the names of its parameters begin with
 * @param builder expands the members
 */
record UserBlock(PrincipalDecl.Block declared, String prefix, MemberBuilder builder) {

  /** The units of the block, which come one after the other. */
  List<Unit> units() {
    List<Unit> members =
        Emitted.together(declared.members().stream().map(m -> builder.build(m, prefix)).toList());
    return declared.join().map(join -> List.<Unit>of(joined(join, members))).orElse(members);
  }

  private Unit joined(PrincipalDecl.Join join, List<Unit> branches) {
    return new Parallel(
        joinName(join), Parallel.Join.valueOf(join.name()), branches, declared.origin());
  }

  /** The name of the node that joins branches. */
  static String joinName(PrincipalDecl.Join join) {
    return join.name().toLowerCase(Locale.ROOT);
  }
}
