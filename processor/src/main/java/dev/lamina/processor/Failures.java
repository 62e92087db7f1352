package dev.lamina.processor;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import java.io.IOException;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/** Says why a network could not be compiled although nothing is known to be wrong with it. */
final class Failures {

  private Failures() {}

  /** The message about a generated file that could not be written. */
  static Diagnostics of(TypeElement type, IOException failure) {
    return message(
        type.getSimpleName(), Message.CANNOT_WRITE, String.valueOf(failure.getMessage()));
  }

  /**
   * The message about a fault of the compiler, with what its authors need to find it.
   *
   * @param versions what it runs on
   * @param declaration what it could not compile
   */
  static Diagnostics internal(
      CharSequence network, Throwable fault, String versions, String declaration) {
    return message(network, Message.INTERNAL_ERROR, fault, placeOf(fault), versions, declaration);
  }

  private static String placeOf(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }

  private static Diagnostics message(CharSequence network, Message message, Object... arguments) {
    Diagnostics diagnostics = new Diagnostics();
    Object[] all = Stream.concat(Stream.of(network), Stream.of(arguments)).toArray();
    diagnostics.report(message, Origin.named(network.toString()), all);
    return diagnostics;
  }
}
