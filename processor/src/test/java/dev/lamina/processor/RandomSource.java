package dev.lamina.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.lamina.conformance.random.Compiled;
import dev.lamina.conformance.random.DeclarationText;
import dev.lamina.conformance.random.Spot;
import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.ModelDecl;
import dev.lamina.graph.decl.PrincipalDecl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * A random declaration as a source file of a package of its own.
 *
 * @param packageName the package
 * @param model the declaration
 * @param written its text and its places
 * @param compiled what the compiler makes of it without {@code javac}
 */
record RandomSource(
    String packageName, ModelDecl model, DeclarationText written, Compiled compiled) {

  private static final Pattern REPETITION = Pattern.compile("(?<=\\p{Alnum})\\.\\d+\\b");

  static RandomSource of(long seed, ModelDecl model) {
    return new RandomSource("seed" + seed, model, DeclarationText.of(model), Compiled.of(model));
  }

  private String head() {
    return "package " + packageName + "; " + DeclarationText.IMPORTS;
  }

  String text() {
    return head() + written.text();
  }

  JavaFileObject file() {
    return JavaFileObjects.forSourceString(packageName + ".Net", text());
  }

  String className() {
    return packageName + ".CompiledNet";
  }

  /** Whether no type has two methods of one name, which Java refuses by itself. */
  boolean isJava() {
    return isJava(model.members());
  }

  private static boolean isJava(List<MemberDecl> members) {
    Set<String> names = new HashSet<>();
    return members.stream()
        .allMatch(
            member ->
                names.add(member.name())
                    && (!(member.principal().orElse(null) instanceof PrincipalDecl.Block block)
                        || isJava(block.members())));
  }

  /** What {@code javac} shows and the compiler does not say, elsewhere perhaps; and the reverse. */
  List<String> differences(Compilation compilation) {
    List<Diagnostic<? extends JavaFileObject>> shown =
        compilation.diagnostics().stream().filter(this::isHere).toList();
    List<String> differences = new ArrayList<>();
    for (var actual : shown) {
      if (compiled.diagnostics().stream().noneMatch(expected -> fits(expected, actual))) {
        differences.add(packageName + " shows wrongly: " + actual);
      }
    }
    for (var expected : compiled.diagnostics()) {
      if (shown.stream().noneMatch(actual -> fits(expected, actual))) {
        differences.add(packageName + " does not show: " + expected);
      }
    }
    return differences;
  }

  private boolean isHere(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getSource() != null
        && diagnostic.getSource().getName().contains(packageName + "/");
  }

  private boolean fits(
      dev.lamina.graph.diagnostics.Diagnostic expected,
      Diagnostic<? extends JavaFileObject> actual) {
    DeclarationText.Region region = written.region(Spot.of(expected.origin()).orElseThrow());
    long place = actual.getPosition() - head().length();
    return withoutRepetitions(expected.text())
            .equals(withoutRepetitions(actual.getMessage(Locale.ROOT)))
        && region.start() <= place
        && place < region.end();
  }

  /** Faults of the repetitions of one layer are one fault, shown once. */
  private static String withoutRepetitions(String text) {
    return REPETITION.matcher(text).replaceAll(".#");
  }
}
