package dev.lamina.graph.build;

import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.decl.RepeatDecl;
import dev.lamina.graph.decl.StateDictDecl;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import java.util.regex.Pattern;

/** Checks that the names of parameters are names, and used. */
final class StateDictCheck {

  /**
   * Generated classes hold names as constants, of 65535 bytes at most; blocks put theirs before.
   */
  private static final int LONGEST = 200;

  private static final int LONGEST_SHOWN = 40;
  private static final Pattern NAME =
      Pattern.compile("[^.\\s\\p{Cntrl}\\p{Cs}]+(\\.[^.\\s\\p{Cntrl}\\p{Cs}]+)*");
  private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

  private final Diagnostics diagnostics;

  StateDictCheck(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void check(StateDictDecl written, MemberDecl member) {
    Limits limits = new Limits(diagnostics, member.name(), written.origin());
    limits.between("first", written.first(), 0, Integer.MAX_VALUE / 2);
    name("value", written.prefix(), written, member);
    written.norm().ifPresent(norm -> name("norm", norm, written, member));
    if (!hasParameters(member)) {
      diagnostics.report(
          Message.NAMES_NOTHING,
          written.origin().attribute("value"),
          "value",
          member.name(),
          "no parameters");
    } else if (written.norm().isPresent() && !hasNamedNorm(member)) {
      diagnostics.report(
          Message.NAMES_NOTHING,
          written.origin().attribute("norm"),
          "norm",
          member.name(),
          "no @BatchNorm that follows another layer");
    }
  }

  private void name(String attribute, String text, StateDictDecl written, MemberDecl member) {
    Origin origin = written.origin().attribute(attribute);
    // The length first: the pattern would have to remember every segment of a long name.
    if (text.length() > LONGEST || !NAME.matcher(text).matches()) {
      diagnostics.report(
          Message.NOT_A_NAME, origin, attribute, shown(text), member.name(), LONGEST);
    } else if (repetitions(member) > 1 && !text.contains("#")) {
      diagnostics.report(
          Message.NAME_WITHOUT_NUMBER, origin, text, member.name(), repetitions(member), text);
    }
  }

  private static String shown(String text) {
    String start = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    return UNREADABLE.matcher(start).replaceAll("?");
  }

  private static int repetitions(MemberDecl member) {
    if (member.principal().orElse(null) instanceof PrincipalDecl.Residual residual) {
      return residual.blocks();
    }
    return member.repeat().map(RepeatDecl::times).orElse(1);
  }

  private static boolean hasNamedNorm(MemberDecl member) {
    return member.norm().isPresent() && member.principal().isPresent();
  }

  private static boolean hasParameters(MemberDecl member) {
    return member.norm().isPresent()
        || member.principal().filter(PrincipalDecl::hasParameters).isPresent();
  }
}
