package dev.lamina.graph.build;

import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks that the parts of a block have names of their own, whatever the case of letters. */
final class ScopeCheck {

  private final Diagnostics diagnostics;
  private final Map<String, String> owners = new HashMap<>();

  ScopeCheck(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Checks a network's members. */
  void members(List<MemberDecl> members) {
    members.forEach(this::claim);
  }

  /** Checks a user's block at a member: beside its members lie what joins and what follows them. */
  void block(PrincipalDecl.Block block, MemberDecl at) {
    block
        .join()
        .ifPresent(join -> owners.put(UserBlock.joinName(join), "the join of the branches"));
    at.norm().ifPresent(norm -> owners.put("norm", "the @BatchNorm of " + at.name()));
    at.activation().ifPresent(a -> owners.put("activation", "the @Activation of " + at.name()));
    members(block.members());
  }

  private void claim(MemberDecl member) {
    String name = member.name();
    String other = owners.putIfAbsent(name.toLowerCase(Locale.ROOT), "the member " + name);
    if (other != null) {
      diagnostics.report(
          Message.NAME_TAKEN, member.origin(), "the member " + name, other, name + "Layer");
    }
  }
}
