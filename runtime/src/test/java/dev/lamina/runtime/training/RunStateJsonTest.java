package dev.lamina.runtime.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunStateJsonTest {
  private static final RunState STATE = StateSamples.state(Recipe.standard());

  private static String refusal(String json) {
    String message =
        assertThrows(UserError.class, () -> RunStateJson.read(json, "FILE")).getMessage();
    assertTrue(message.startsWith("FILE is not the state of a training that"), message);
    assertTrue(message.chars().noneMatch(Character::isISOControl), message);
    return message;
  }

  @Test
  void comesBackAsItWas() {
    assertEquals(STATE, RunStateJson.read(RunStateJson.write(STATE), "FILE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "", "[]", "{}", "7", "{\"network\":\"\\u001b[2J\",\"\\n\":1}"})
  void somethingElseIsRefusedInOneLine(String json) {
    refusal(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"epoch\":0 | \"epoch\":1",
        "\"limit\":100 | \"limit\":-1",
        "\"trainingImages\":100 | \"trainingImages\":-100",
        "\"steps\":5 | \"steps\":-5",
        "\"steps\":4 | \"steps\":-4",
      })
  void countsThatNoRunComesToAreRefused(String sound, String wrong) {
    String json = RunStateJson.write(STATE);
    assertTrue(json.contains(sound), json);
    assertTrue(refusal(json.replace(sound, wrong)).contains("counts"));
  }

  @Test
  void whatIsMissingIsRefused() {
    String json = RunStateJson.write(STATE);
    refusal(json.replaceAll("\"epochs\":\\[.*?]", "\"epochs\":[null]"));
    refusal(json.replaceAll("\"partial\":\\{.*?}", "\"partial\":null"));
    refusal(json.replace("\"steps\":5", "\"steps\":null"));
  }
}
