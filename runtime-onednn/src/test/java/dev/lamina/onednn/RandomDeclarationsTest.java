package dev.lamina.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.conformance.random.Campaign;
import dev.lamina.conformance.random.DeclarationTrial;
import dev.lamina.onednn.primitive.DataType;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * Random declarations are refused with messages, or compile to networks that run here as in double
 * precision. {@code -Dlamina.random.count=5000} tries so many, {@code -Dlamina.random.seed=17}
 * begins with that one.
 */
class RandomDeclarationsTest {

  private static final long SEED = Long.getLong("lamina.random.seed", 1);
  private static final int COUNT = Integer.getInteger("lamina.random.count", 150);

  @Test
  void compileOrAreRefused() {
    Campaign campaign =
        new Campaign(
            new DeclarationTrial(() -> new OneDnnDevice(OptionalInt.of(1), DataType.FLOAT32)));
    campaign.run(SEED, COUNT);
    System.out.println(campaign);
    assertEquals(List.of(), campaign.faults(), () -> String.join("\n", campaign.faults()));
  }
}
