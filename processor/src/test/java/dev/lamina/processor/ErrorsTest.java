package dev.lamina.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import dev.lamina.graph.diagnostics.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every message, at its place, as the page of errors shows it. */
class ErrorsTest {

  private static final List<ErrorsPage.Section> SECTIONS = ErrorsPage.read();

  @TestFactory
  Stream<DynamicTest> sayWhatThePageShows() {
    return SECTIONS.stream()
        .filter(ErrorsPage.Section::hasExample)
        .map(s -> DynamicTest.dynamicTest(s.id(), () -> check(s)));
  }

  private static void check(ErrorsPage.Section section) {
    assertEquals(section.output(), new Example(section.code().get(0)).output());
    assertEquals("", new Example(section.code().get(2)).output());
    assertTrue(section.output().contains("[" + section.id() + "]"), section.output());
  }

  @Test
  void eachHasItsSectionInOrder() {
    List<String> ids = Arrays.stream(Message.values()).map(Message::id).sorted().toList();
    assertEquals(ids, SECTIONS.stream().map(ErrorsPage.Section::id).sorted().toList());
  }

  @Test
  void eachIsShownInItsWords() {
    for (Message message : Message.values()) {
      String shown =
          SECTIONS.stream().filter(s -> s.id().equals(message.id())).findFirst().get().output();
      String words =
          Pattern.compile("%(\\d\\$)?s")
              .splitAsStream(message.template())
              .map(Pattern::quote)
              .collect(Collectors.joining(".+"));
      assertTrue(
          Pattern.compile("\\[" + message.id() + "\\] " + words).matcher(shown).find(), shown);
    }
  }

  @Test
  void eachWithoutAnExampleHasATestOfItsOwn() {
    Set<String> tested =
        Stream.of(SpecialErrorsTest.class, RegistrationProcessorTest.class)
            .flatMap(tests -> Arrays.stream(tests.getDeclaredMethods()))
            .map(method -> method.getAnnotation(Shows.class))
            .filter(shows -> shows != null)
            .map(shows -> shows.value().id())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> withoutExample =
        SECTIONS.stream()
            .filter(s -> !s.hasExample())
            .map(ErrorsPage.Section::id)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(withoutExample, tested);
  }

  /** A declaration on the page; methods alone stand in a network. */
  private static final class Example {

    private static final String HEAD =
        "@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)"
            + " interface Net {\n";
    private static final String TAIL =
        "@GlobalAvgPool Layer pool();\n@Linear Layer classifier();\n}\n";

    private final String text;
    private final int linesBefore;

    Example(String code) {
      boolean whole = code.contains("@Network");
      this.text = whole ? code : HEAD + code + TAIL;
      this.linesBefore = whole ? 1 : 2;
    }

    /** What {@code javac} would print, with the lines counted in the example. */
    String output() {
      JavaFileObject file = Declarations.source("Net", text.split("\n", -1));
      Compilation compilation = Declarations.compile(file);
      return compilation.diagnostics().stream().map(this::output).collect(Collectors.joining());
    }

    private String output(Diagnostic<? extends JavaFileObject> diagnostic) {
      int line = (int) diagnostic.getLineNumber() - linesBefore;
      String source = text.split("\n", -1)[(int) diagnostic.getLineNumber() - 2];
      return "Net.java:%d: %s: %s\n%s\n%s^\n"
          .formatted(
              line,
              diagnostic.getKind().name().toLowerCase(Locale.ROOT),
              diagnostic.getMessage(Locale.ROOT),
              source,
              " ".repeat((int) diagnostic.getColumnNumber() - 1));
    }
  }
}
