package dev.lamina.processor;

import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.processor.read.Place;
import dev.lamina.processor.read.SourceOrigin;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Shows errors at their places, each once. */
final class Reporter {

  /** The number in a path such as {@code stage.0.conv}. */
  private static final Pattern REPETITION = Pattern.compile("(?<=\\p{Alnum})\\.\\d+\\b");

  private final Messager messager;
  private final Set<List<Object>> shown = new HashSet<>();

  Reporter(Messager messager) {
    this.messager = messager;
  }

  /** Shows the errors of one declaration. */
  void report(Diagnostics diagnostics, TypeElement type) {
    diagnostics.all().forEach(d -> report(d, type));
  }

  /**
   * A fault that two networks inherit, two users of a block or the repetitions of one is one fault;
   * it is shown where it was met first.
   */
  private void report(dev.lamina.graph.diagnostics.Diagnostic diagnostic, TypeElement type) {
    Optional<SourceOrigin> origin = SourceOrigin.of(diagnostic.origin());
    Object written = origin.map(SourceOrigin::place).map(Object.class::cast).orElse(type);
    if (shown.add(List.of(withoutRepetitions(diagnostic.text()), written))) {
      if (origin.isPresent()) {
        show(diagnostic.text() + declaredIn(origin.get()), origin.get().shownAt());
      } else {
        messager.printMessage(Diagnostic.Kind.ERROR, diagnostic.text(), type);
      }
    }
  }

  private static String withoutRepetitions(String text) {
    return REPETITION.matcher(text).replaceAll(".#");
  }

  private void show(String text, Place at) {
    if (at.value().isPresent()) {
      messager.printMessage(
          Diagnostic.Kind.ERROR, text, at.element(), at.annotation().get(), at.value().get());
    } else if (at.annotation().isPresent()) {
      messager.printMessage(Diagnostic.Kind.ERROR, text, at.element(), at.annotation().get());
    } else {
      messager.printMessage(Diagnostic.Kind.ERROR, text, at.element());
    }
  }

  /** Where to look if the message is not shown there. */
  private static String declaredIn(SourceOrigin origin) {
    Element element = origin.place().element();
    Element type = element instanceof TypeElement ? element : element.getEnclosingElement();
    return origin.anchor().isPresent() ? " (declared in " + type + ")" : "";
  }

  /** An error that no declaration is the place of. */
  void error(String text) {
    messager.printMessage(Diagnostic.Kind.ERROR, text);
  }

  /** A stage that was asked for. */
  void note(String text) {
    messager.printMessage(Diagnostic.Kind.NOTE, text);
  }
}
