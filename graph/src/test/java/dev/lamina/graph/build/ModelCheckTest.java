package dev.lamina.graph.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.decl.InitializeDecl;
import dev.lamina.graph.decl.InputDecl;
import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.ModelDecl;
import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.decl.RepeatDecl;
import dev.lamina.graph.decl.StateDictDecl;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import dev.lamina.graph.op.ActivationFunction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values at the edges of what a network can have. */
class ModelCheckTest {

  private static final Origin HERE = Origin.named("here");

  @ParameterizedTest
  @ValueSource(doubles = {0.0, 0.5, 0.999})
  void ratesBelowOneAreFine(double rate) {
    assertEquals(List.of(), messages(member(new PrincipalDecl.Dropout(rate, HERE))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.001, 1.0, Double.NaN, Double.POSITIVE_INFINITY})
  void otherRatesAreNot(double rate) {
    assertEquals(
        List.of(Message.OUT_OF_RANGE), messages(member(new PrincipalDecl.Dropout(rate, HERE))));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, false",
    "-1.0, false",
    "0.001, true",
    "1.0, true",
    "1.001, false",
    "NaN, false"
  })
  void compressionKeepsSomethingAndAddsNothing(double compression, boolean fine) {
    PrincipalDecl transition = new PrincipalDecl.Transition(compression, Optional.empty(), HERE);
    assertEquals(fine, messages(member(transition)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "64, 4, 4, true",
    "64, 6, 4, false",
    "128, 6, 4, true",
    "64, 3, 4, false",
    "96, 8, 3, true",
    "32768, 32768, 32768, false"
  })
  void groupsHaveWholeChannels(int filters, int baseWidth, int widen, boolean fine) {
    // Channels of a group: 1; 1.5; 3; 0.75; 4; and 2^9, which 8 groups make too many of.
    int cardinality = filters == 32768 ? 128 : 8;
    PrincipalDecl.Grouped grouped = new PrincipalDecl.Grouped(cardinality, baseWidth, widen, HERE);
    PrincipalDecl residual =
        new PrincipalDecl.Residual(
            OptionalInt.of(filters),
            1,
            1,
            false,
            false,
            Optional.of(grouped),
            Optional.empty(),
            HERE);
    assertEquals(fine, messages(member(residual)).isEmpty());
  }

  @Test
  void repetitionsOfRepetitionsMayOverflowEveryNumber() {
    MemberDecl member = repeated(member(new PrincipalDecl.GlobalAvgPool(HERE)));
    for (int i = 0; i < 20; i++) {
      member = repeated(member(new PrincipalDecl.Block(Optional.empty(), List.of(member), HERE)));
    }
    assertEquals(List.of(Message.TOO_MANY_LAYERS), messages(member));
  }

  /** Two of the block before in every block: 2^60 layers, which nobody must try to count. */
  @Test
  void blocksOfBlocksAreCountedWithoutBeingWalked() {
    PrincipalDecl block = new PrincipalDecl.GlobalAvgPool(HERE);
    for (int i = 0; i < 60; i++) {
      List<MemberDecl> twice = List.of(named("first", block), named("second", block));
      block = new PrincipalDecl.Block(Optional.empty(), twice, HERE);
    }
    assertEquals(List.of(Message.TOO_MANY_LAYERS), messages(member(block)));
  }

  @ParameterizedTest
  @MethodSource("namesInWeightFiles")
  void namesInWeightFilesAreReadable(String prefix, boolean fine) {
    StateDictDecl names = new StateDictDecl(prefix, 0, Optional.empty(), HERE);
    MemberDecl member =
        new MemberDecl(
            "layer",
            Optional.of(new PrincipalDecl.Linear(OptionalInt.empty(), true, HERE)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(names),
            HERE);
    Diagnostics diagnostics = new Diagnostics();
    new ModelCheck(diagnostics).check(model(member));
    assertEquals(fine, diagnostics.all().isEmpty(), diagnostics.all()::toString);
    assertTrue(
        diagnostics.all().stream()
            .allMatch(d -> d.text().length() < 300 && d.text().chars().allMatch(c -> c >= ' ')));
  }

  static List<Arguments> namesInWeightFiles() {
    return List.of(
        Arguments.of("blocks.0", true),
        Arguments.of("\u00e9.\u00df.\u6f22\"\\", true),
        Arguments.of("\ud83d\ude00", true),
        Arguments.of("x".repeat(200), true),
        Arguments.of("x".repeat(201), false),
        // So many words are too much for the stack of a regular expression.
        Arguments.of("x.".repeat(50_000) + "x", false),
        Arguments.of("\ud83d", false),
        Arguments.of("a\u0000b", false),
        Arguments.of("a\u001b[2Jb", false));
  }

  @Test
  void aWrongDeclarationHasNoTree() {
    Diagnostics diagnostics = new Diagnostics();
    ModelDecl wrong = model(member(new PrincipalDecl.Dropout(2, HERE)));
    assertTrue(NetworkBuilder.build(wrong, diagnostics).isEmpty());
    assertTrue(
        NetworkBuilder.build(model(member(new PrincipalDecl.Dropout(0, HERE))), diagnostics)
            .isEmpty(),
        "what was reported before stops the builder too");
  }

  private static MemberDecl repeated(MemberDecl member) {
    return new MemberDecl(
        member.name(),
        member.principal(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new RepeatDecl(10_000, HERE)),
        Optional.empty(),
        HERE);
  }

  private static MemberDecl member(PrincipalDecl principal) {
    return named("layer", principal);
  }

  private static MemberDecl named(String name, PrincipalDecl principal) {
    return new MemberDecl(
        name,
        Optional.of(principal),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        HERE);
  }

  private static ModelDecl model(MemberDecl member) {
    InitializeDecl.Scheme scheme = InitializeDecl.Scheme.UNIFORM_FAN_IN;
    return new ModelDecl(
        "Net",
        new InputDecl(3, 32, 32, HERE),
        10,
        ActivationFunction.RELU,
        new InitializeDecl(scheme, scheme, false),
        Optional.empty(),
        List.of(member),
        HERE);
  }

  private static List<Message> messages(MemberDecl member) {
    Diagnostics diagnostics = new Diagnostics();
    new ModelCheck(diagnostics).check(model(member));
    return diagnostics.all().stream().map(d -> d.message()).toList();
  }
}
