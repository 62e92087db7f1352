package dev.lamina.runtime.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RecordSettingsTest {
  /** A constant. */
  public enum Kind {
    FLIP_AND_CROP
  }

  /** A part of another record. */
  public record Inner(double weightDecay) {}

  /** One of everything. */
  public record Outer(
      int batchSize,
      Kind augmentation,
      Inner optimizer,
      List<Integer> milestones,
      OptionalInt limit,
      Optional<String> none) {}

  @Test
  void recordsBecomeNamedSettings() {
    Map<String, Object> settings =
        RecordSettings.of(
            new Outer(
                128,
                Kind.FLIP_AND_CROP,
                new Inner(1e-4),
                List.of(100, 150),
                OptionalInt.of(7),
                Optional.empty()));
    assertEquals(
        Map.of(
            "batch_size",
            128,
            "augmentation",
            "flip_and_crop",
            "optimizer",
            Map.of("kind", "inner", "weight_decay", 1e-4),
            "milestones",
            List.of(100, 150),
            "limit",
            7),
        settings);
    assertEquals("batch_size", settings.keySet().iterator().next());
  }

  @Test
  void flatSettingsHaveDottedNames() {
    Map<String, Object> parts = Map.of("optimizer", Map.of("kind", "sgd", "momentum", 0.9));
    assertEquals(Map.of("optimizer", "sgd", "optimizer.momentum", 0.9), RecordSettings.flat(parts));
  }
}
