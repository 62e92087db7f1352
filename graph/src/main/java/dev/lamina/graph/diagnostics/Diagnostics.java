package dev.lamina.graph.diagnostics;

import dev.lamina.graph.decl.Origin;
import java.util.ArrayList;
import java.util.List;

/** Collects the errors of one compilation; passes report and go on as far as they can. */
public final class Diagnostics {

  private final List<Diagnostic> reported = new ArrayList<>();

  /** Reports an error at a place. */
  public void report(Message message, Origin origin, Object... arguments) {
    reported.add(new Diagnostic(message, origin, message.format(arguments)));
  }

  /** Whether the pass that comes next must not run. */
  public boolean hasErrors() {
    return !reported.isEmpty();
  }

  /** Everything reported so far, in order. */
  public List<Diagnostic> all() {
    return List.copyOf(reported);
  }
}
