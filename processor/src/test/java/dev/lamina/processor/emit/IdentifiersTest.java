package dev.lamina.processor.emit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IdentifiersTest {

  @Test
  void pathsBecomeIdentifiers() {
    assertEquals("stage2Block0Conv1WeightGrad", Identifiers.variable("stage2.0.conv1.weightGrad"));
    assertEquals("Stage2Block0", Identifiers.type("stage2.0"));
    assertEquals("reduce3x3RunningMean", Identifiers.variable("reduce_3x3.running_mean"));
    assertEquals("layer3x3", Identifiers.variable("3x3"));
    assertEquals("größe", Identifiers.variable("größe"));
  }

  @Test
  void noIdentifierIsGivenOutTwiceOrIsAKeyword() {
    Identifiers scope = new Identifiers("binder");
    assertEquals("conv", scope.unique("conv"));
    assertEquals("conv2", scope.unique("conv"));
    assertEquals("conv3", scope.unique("conv"));
    assertEquals("binder2", scope.unique("binder"));
    assertEquals("default_", scope.unique("default"));
  }

  @Test
  void pathsAreShortenedToWhatABlockSees() {
    assertEquals("conv1", NodeNames.within("stage2.0.conv1", "stage2.0"));
    assertEquals("classifier", NodeNames.within("classifier", "classifier"));
    assertEquals("stage1.2.relu", NodeNames.within("stage1.2.relu", "stage2.0"));
    assertEquals("sum.conv1", NodeNames.within("stage1.sum.stage2.0.conv1", "stage2.0"));
    assertEquals("stage20.conv", NodeNames.within("stage20.conv", "stage2"));
  }

  /** Classes are named after them, and files after classes: 255 bytes at most. */
  @Test
  void longPathsBecomeShortIdentifiersOfTheirOwn() {
    String start = "漢".repeat(300);
    String first = Identifiers.type(start + "1");
    assertTrue(("CompiledNet$" + first + "InferencePart10.class").getBytes(UTF_8).length <= 255);
    assertNotEquals(first, Identifiers.type(start + "2"));
  }
}
