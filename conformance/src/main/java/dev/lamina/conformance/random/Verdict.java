package dev.lamina.conformance.random;

import dev.lamina.graph.diagnostics.Message;
import java.util.List;

/**
 * What became of a declaration.
 *
 * @param kind the outcome
 * @param messages what was said about it
 * @param detail of a fault, for people
 */
public record Verdict(Kind kind, List<Message> messages, String detail) {

  public Verdict {
    messages = List.copyOf(messages);
  }

  /** The outcomes. */
  public enum Kind {
    /** Messages of the catalogue. */
    REFUSED,
    /** A network that runs on the device as in double precision. */
    AGREES,
    /** A network that was compiled, but is too large to be run here. */
    COMPILED,
    /** Anything else. */
    FAULT
  }

  static Verdict refused(List<Message> messages) {
    return new Verdict(Kind.REFUSED, messages, "");
  }

  static Verdict of(Kind kind) {
    return new Verdict(kind, List.of(), "");
  }

  static Verdict fault(String detail) {
    return new Verdict(Kind.FAULT, List.of(), detail);
  }

  static Verdict fault(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return fault(thrown + (trace.length == 0 ? "" : " at " + trace[0]));
  }

  /** Whether something is wrong with Lamina. */
  public boolean isFault() {
    return kind == Kind.FAULT;
  }
}
