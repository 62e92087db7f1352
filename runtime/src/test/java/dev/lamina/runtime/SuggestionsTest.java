package dev.lamina.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
  private static final List<String> NAMES = List.of("DenseNet", "GoogleNet", "ResNet");

  @Test
  void suggestsTheNearestName() {
    assertEquals(", did you mean 'ResNet'?", Suggestions.didYouMean("RestNet", NAMES));
    assertEquals(", did you mean 'GoogleNet'?", Suggestions.didYouMean("GoogLeNet", NAMES));
  }

  @Test
  void ignoresTheCase() {
    assertEquals(", did you mean 'DenseNet'?", Suggestions.didYouMean("densenet", NAMES));
  }

  @Test
  void suggestsNothingFarAway() {
    assertEquals("", Suggestions.didYouMean("VGG", NAMES));
    assertEquals("", Suggestions.didYouMean("ResNet", List.of()));
  }
}
