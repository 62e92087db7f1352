package dev.lamina.runtime.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.op.UpdateOp;
import dev.lamina.graph.recipe.CosineSchedule;
import dev.lamina.graph.recipe.LearningRateSchedule;
import dev.lamina.graph.recipe.MultiStepSchedule;
import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Precision;
import java.util.List;
import java.util.OptionalInt;

/** A run's state as JSON. Numbers come back with the very bits that they were written with. */
final class RunStateJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addMixIn(UpdateOp.class, UpdateKinds.class)
          .addMixIn(LearningRateSchedule.class, ScheduleKinds.class)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private RunStateJson() {}

  /** The optimizers, by the names that stand in the file. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Sgd.class, name = "sgd"),
    @JsonSubTypes.Type(value = AdamW.class, name = "adamw")
  })
  private interface UpdateKinds {}

  /** The schedules, by the names that stand in the file. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = MultiStepSchedule.class, name = "multistep"),
    @JsonSubTypes.Type(value = CosineSchedule.class, name = "cosine")
  })
  private interface ScheduleKinds {}

  /** A {@link RunState} without optionals: a limit of 0 is none. */
  private record Document(
      String network,
      Recipe recipe,
      long seed,
      int limit,
      Precision precision,
      int trainingImages,
      String imagesChecksum,
      int steps,
      List<EpochResult> epochs,
      PartialEpoch partial) {

    static Document of(RunState state) {
      return new Document(
          state.network(),
          state.recipe(),
          state.seed(),
          state.limit().orElse(0),
          state.precision(),
          state.trainingImages(),
          state.imagesChecksum(),
          state.steps(),
          state.epochs(),
          state.partial());
    }

    RunState state() {
      OptionalInt some = limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
      return new RunState(
          network,
          recipe,
          seed,
          some,
          precision,
          trainingImages,
          imagesChecksum,
          steps,
          epochs,
          partial);
    }
  }

  static String write(RunState state) {
    try {
      return JSON.writeValueAsString(Document.of(state));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run's state is always JSON", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param origin the file, for the message
   * @throws UserError if it is something else
   */
  static RunState read(String text, String origin) {
    try {
      return JSON.readValue(text, Document.class).state();
    } catch (JsonProcessingException e) {
      throw new UserError(
          "%s is not the state of a training that this version reads: %s"
              .formatted(origin, e.getOriginalMessage()),
          e);
    }
  }
}
