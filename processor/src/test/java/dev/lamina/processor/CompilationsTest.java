package dev.lamina.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a whole compilation shows to the user. */
class CompilationsTest {

  private static final String TAIL = "@GlobalAvgPool Layer pool(); @Linear Layer classifier();";

  @Test
  void independentErrorsAreAllReported() {
    Compilation compilation =
        Declarations.compile(
            Declarations.network(
                "@Conv(filters = 0, kernel = 4) Layer a();",
                "@MaxPool(kernel = 2) @Dropout Layer b();",
                "@Dropout(rate = -0.5) Layer c();",
                TAIL));
    assertIds(compilation, "LAM115", "LAM130", "LAM133", "LAM132");
  }

  @Test
  void shapeErrorsOfIndependentBranchesAreAllReported() {
    Compilation compilation =
        Declarations.compile(
            Declarations.network(
                "@Conv(filters = 8, kernel = 3) Layer a();",
                "@Conv(filters = 8, kernel = 3, groups = 3) Layer b();",
                "@Conv(filters = 8, kernel = 3, groups = 5) Layer c();",
                TAIL));
    assertIds(compilation, "LAM201", "LAM201");
  }

  @Test
  void groupsOfAShuffleAreHeldToTheChannelsAtTheirValue() {
    JavaFileObject file =
        Declarations.network(
            "@Conv(filters = 8, kernel = 3) Layer a();",
            "@ChannelShuffle(groups = 3) Layer b();",
            TAIL);
    Compilation compilation = Declarations.compile(file);
    assertIds(compilation, "LAM201");
    assertThat(compilation)
        .hadErrorContaining("groups = 3 of b does not divide its 8 input channels (from a)")
        .inFile(file)
        .onLine(4)
        .atColumn(26);
  }

  @Test
  void aShuffleHasGroupsAndNoParameters() {
    JavaFileObject none =
        Declarations.network("@ChannelShuffle(groups = 0) @StateDict(\"b\") Layer b();", TAIL);
    assertIds(Declarations.compile(none), "LAM130", "LAM140");
  }

  @Test
  void codeThatUsesAWrongNetworkAddsNoErrors() {
    Compilation compilation =
        Declarations.compile(
            Declarations.network("@Conv(filters = 0, kernel = 3) Layer stem();", TAIL),
            Declarations.source(
                "User", "class User { Net net = new CompiledNet(); Layer stem = net.stem(); }"));
    assertIds(compilation, "LAM130");
  }

  @Test
  void nestedValuesHaveTheirOwnPlace() {
    JavaFileObject file =
        Declarations.source(
            "Net",
            "@Network(",
            "    input = @Input(channels = 3, height = -32, width = 32), classes = 10)",
            "interface Net { " + TAIL + " }");
    Compilation compilation = Declarations.compile(file);
    assertThat(compilation).hadErrorContaining("LAM130").inFile(file).onLine(3).atColumn(43);
    assertIds(compilation, "LAM130");
  }

  @Test
  void whatJavacReportsGetsNoCompany() {
    List<String> members =
        List.of(
            "@Conv(filters = 8) Layer a();",
            "@Convolution(filters = 8, kernel = 3) Layer a();",
            "@Conv(filters = WIDTH, kernel = 3) Layer a();",
            "@Conv(filters = \"8\", kernel = 3) Layer a();",
            "@Activation(RELUU) Layer a();",
            "@Residual(filters = 8, block = 3) Layer a();",
            "Unknown a();",
            "@Dropout @Dropout Layer a();");
    for (String member : members) {
      Compilation compilation = Declarations.compile(Declarations.network(member, TAIL));
      assertEquals(1, compilation.errors().size(), () -> compilation.errors().toString());
    }
  }

  @Test
  void codeThatUsesANetworkWithAnErrorOfJavacsAddsNone() {
    Compilation compilation =
        Declarations.compile(
            Declarations.network("@Conv(filters = WIDTH, kernel = 3) Layer a();", TAIL),
            Declarations.source("User", "class User { Net net = new CompiledNet(); }"));
    assertEquals(1, compilation.errors().size(), () -> compilation.errors().toString());
    assertThat(compilation).hadErrorContaining("WIDTH");
  }

  @Test
  void aFaultInABlockOfTwoNetworksIsOneError() {
    Compilation compilation =
        Declarations.compile(
            Declarations.source(
                "Net",
                "@Sequential interface Body { @Conv(filters = 8, kernel = 2) Layer conv(); }",
                head("First") + "{ Body body(); " + TAIL + "}",
                head("Second") + "{ Body body(); Body again(); " + TAIL + "}"));
    assertIds(compilation, "LAM133");
  }

  @Test
  void aFaultInEveryRepetitionIsOneError() {
    Compilation compilation =
        Declarations.compile(
            Declarations.network(
                "@Sequential interface Body {",
                "  @Conv(filters = SAME, kernel = 3) Layer conv();",
                "  @Conv(filters = SAME, kernel = 3, groups = 3) Layer grouped(); }",
                "@Conv(filters = 8, kernel = 3) Layer stem();",
                "@Repeat(4) Body body();",
                TAIL));
    assertIds(compilation, "LAM201");
    assertThat(compilation).hadErrorContaining("groups = 3 of body.0.grouped");
  }

  @Test
  void anInheritedFaultIsOneErrorWhereItIsWritten() {
    JavaFileObject file =
        Declarations.source(
            "Net",
            head("Net extends Base") + "{ @Dropout Layer dropout(); }",
            head("Base") + "{ " + TAIL,
            "  @Dropout(rate = 2) Layer last(); }");
    Compilation compilation = Declarations.compile(file);
    assertIds(compilation, "LAM132");
    assertThat(compilation).hadErrorContaining("LAM132").inFile(file).onLine(4);
  }

  @Test
  void aFaultThatOnlyTheExtendingNetworkHasIsShownThere() {
    JavaFileObject file =
        Declarations.source(
            "Net",
            head("Base") + "{ @Conv(filters = 8, kernel = 3) Layer a();",
            "  @Conv(filters = 8, kernel = 3, groups = 4) Layer b(); " + TAIL + "}",
            head("Net extends Base") + "{",
            "  @Override @Conv(filters = 6, kernel = 3) Layer a(); }");
    Compilation compilation = Declarations.compile(file);
    assertIds(compilation, "LAM201");
    assertThat(compilation)
        .hadErrorContaining("groups = 4 of b does not divide its 6 input channels (from a)")
        .inFile(file)
        .onLine(4);
    assertTrue(
        compilation.errors().get(0).getMessage(Locale.ROOT).endsWith(" (declared in test.Base)"));
  }

  @Test
  void aCycleIsOneErrorWhereverItIsEntered() {
    Compilation compilation =
        Declarations.compile(
            Declarations.source(
                "Net",
                "@Sequential interface C { A a(); @Dropout Layer dropout(); }",
                "@Sequential interface A { @Dropout Layer dropout(); B b(); }",
                "@Sequential interface B { C c(); @Dropout Layer dropout(); }",
                head("Net") + "{ B b(); " + TAIL + "}"));
    assertIds(compilation, "LAM107");
    assertThat(compilation).hadErrorContaining("A contains itself: A -> B -> C -> A");
  }

  @Test
  void aBlockThatNoNetworkUsesIsChecked() {
    assertIds(
        Declarations.compile(
            Declarations.source(
                "Body", "@Sequential interface Body { @Dropout(rate = 1) Layer dropout(); }")),
        "LAM132");
  }

  @Test
  void blocksAndNetworksOfALibraryKeepTheirOrder(@TempDir Path folder) throws IOException {
    ClassFiles library = new ClassFiles(folder);
    library.add(
        Compiler.javac()
            .withProcessors(new LaminaProcessor())
            .compile(
                Declarations.source(
                    "Body",
                    "@Sequential public interface Body {",
                    "  @Conv(filters = 8, kernel = 3) Layer zebra();",
                    "  @BatchNorm Layer horse();",
                    "  @Activation Layer ape();",
                    "}"),
                Declarations.source(
                    "Base",
                    head("Base").replace("interface", "public interface")
                        + "{ Body body(); "
                        + TAIL
                        + "}")));
    Compilation compilation =
        library.compile(
            Declarations.source(
                "Net",
                head("Net extends Base") + "{",
                "  @Override @AvgPool(kernel = 32) Layer pool();",
                "  @Override @Conv(filters = 10, kernel = 1) Layer classifier();",
                "  @GlobalAvgPool Layer last();",
                "}"));
    assertThat(compilation).succeeded();
    assertEquals(
        List.of("body", "zebra", "horse", "ape", "pool", "classifier", "last"),
        names(compilation.notes().get(0).getMessage(Locale.ROOT)));
  }

  /** The names of units in a dumped tree, in order. */
  private static List<String> names(String dump) {
    return dump.lines().skip(3).map(line -> line.strip().split("[ :]", -1)[1]).toList();
  }

  @Test
  void faultsInALibrarysBlockAreShownAtTheMemberThatUsesIt(@TempDir Path folder)
      throws IOException {
    ClassFiles library = new ClassFiles(folder);
    library.add(
        Compiler.javac()
            .withProcessors(new LaminaProcessor())
            .compile(
                Declarations.source(
                    "Body",
                    "@Sequential public interface Body {",
                    "  @Conv(filters = 8, kernel = 3, groups = 4) Layer conv();",
                    "}")));
    JavaFileObject net = Declarations.network("Body body();", TAIL);
    Compilation compilation = library.compile(net);
    assertIds(compilation, "LAM201");
    assertThat(compilation).hadErrorContaining("body.conv").inFile(net).onLine(3).atColumn(6);
  }

  @Test
  void layersMayHaveTheNamesThatGeneratedCodeUsesItself() {
    JavaFileObject body =
        Declarations.source(
            "Body",
            "@Sequential interface Body {",
            "  @BatchNorm Layer loss(); @Conv(filters = SAME, kernel = 3) Layer binder(); }");
    JavaFileObject net =
        Declarations.network(
            "@Conv(filters = 8, kernel = 3) Layer input();",
            "@Conv(filters = 8, kernel = 3) @BatchNorm Layer labels();",
            "@Dropout Layer random();",
            "@Conv(filters = 8, kernel = 3) Layer binder();",
            "@Repeat(2) Body logits();",
            "@BatchNorm Layer metrics();",
            "@GlobalAvgPool Layer forward();",
            "@Linear Layer loss();");
    assertThat(Declarations.compile(body, net)).succeededWithoutWarnings();
  }

  @Test
  void namesThatCollideAreShownWhereTheyAreWritten() {
    JavaFileObject file =
        Declarations.network(
            "@Conv(filters = 8, kernel = 3) @BatchNorm @StateDict(\"b\") Layer a();",
            "@Conv(filters = 8, kernel = 3) Layer b();",
            "@Conv(filters = 8, kernel = 3) @BatchNorm",
            "@StateDict(value = \"c\", norm = \"b.norm\") Layer c();",
            TAIL);
    Compilation compilation = Declarations.compile(file);
    assertIds(compilation, "LAM210", "LAM210");
    assertThat(compilation).hadErrorContaining("named b.weight").inFile(file).onLine(4).atColumn(1);
    assertThat(compilation)
        .hadErrorContaining("named b.norm.weight")
        .inFile(file)
        .onLine(6)
        .atColumn(32);
  }

  @Test
  void aNameWithinABlockIsShownBeforeTheBlocks() {
    JavaFileObject file =
        Declarations.source(
            "Net",
            head("Net") + "{",
            "  @Sequential interface Body {",
            "    @Conv(filters = 8, kernel = 3) Layer first();",
            "    @Conv(filters = 8, kernel = 3) @StateDict(\"first\") Layer second(); }",
            "  @StateDict(\"all\") Body body(); " + TAIL + " }");
    Compilation compilation = Declarations.compile(file);
    assertIds(compilation, "LAM210");
    assertThat(compilation)
        .hadErrorContaining("named all.first.weight")
        .inFile(file)
        .onLine(5)
        .atColumn(47);
  }

  @Test
  void aBlockOfTwoKindsIsAnError() {
    assertIds(
        Declarations.compile(
            Declarations.source(
                "Body",
                "@Sequential @Parallel(join = ADD) interface Body {",
                "  @Dropout Layer a(); @Dropout Layer b(); }"),
            Declarations.network("Body body();", TAIL)),
        "LAM115");
  }

  @Test
  void aNetworkMayAlsoBeABlock() {
    assertThat(
            Declarations.compile(
                Declarations.source(
                    "Net",
                    "@Sequential " + head("Half") + "{",
                    "  @Conv(filters = 8, kernel = 3) Layer conv(); " + TAIL + " }",
                    head("Net") + "{ Half half(); @Linear Layer last(); }")))
        .succeededWithoutWarnings();
  }

  @Test
  void aBlockMayLieInsideItsNetwork() {
    assertThat(
            Declarations.compile(
                Declarations.network(
                    "@Sequential interface Body {",
                    "  @Conv(filters = 8, kernel = 3) Layer conv(); @BatchNorm Layer norm(); }",
                    "Body body();",
                    TAIL)))
        .succeededWithoutWarnings();
  }

  @Test
  void typesThatABuildToolPassesAsClassFilesAreLeftAlone(@TempDir Path folder) throws IOException {
    ClassFiles library = new ClassFiles(folder);
    library.add(
        Compiler.javac().withProcessors(new LaminaProcessor()).compile(Declarations.network(TAIL)));
    assertEquals(List.of(), library.process("test.Net"));
  }

  @TestFactory
  Stream<DynamicTest> theReferencesExamplesCompile() throws IOException {
    String page = Files.readString(Path.of("../docs/dsl.md"));
    return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(
            match ->
                DynamicTest.dynamicTest(
                    match.group(1).lines().findFirst().orElseThrow(),
                    () ->
                        assertThat(
                                Declarations.compile(Declarations.source("Page", match.group(1))))
                            .succeededWithoutWarnings()));
  }

  private static String head(String type) {
    return "@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)"
        + " interface "
        + type;
  }

  private static void assertIds(Compilation compilation, String... ids) {
    assertEquals(
        List.of(ids),
        compilation.errors().stream()
            .map(error -> error.getMessage(Locale.ROOT).substring(1, 7))
            .toList(),
        () -> compilation.errors().toString());
  }
}
