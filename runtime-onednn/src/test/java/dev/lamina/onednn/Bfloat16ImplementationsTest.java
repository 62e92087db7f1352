package dev.lamina.onednn;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.OneDnnLibrary;
import org.junit.jupiter.api.BeforeAll;

/** The same in bfloat16. */
final class Bfloat16ImplementationsTest extends ImplementationsTest {
  @Override
  DataType real() {
    return DataType.BFLOAT16;
  }

  @BeforeAll
  static void requireInstructions() {
    assumeTrue(OneDnnLibrary.hasBfloat16(), "this processor has no bfloat16 instructions");
  }
}
