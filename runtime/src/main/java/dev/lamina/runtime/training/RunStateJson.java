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
import dev.lamina.runtime.weights.Untrusted;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A run's state as JSON. Numbers come back with the very bits that they were written with. */
final class RunStateJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addMixIn(UpdateOp.class, UpdateKinds.class)
          .addMixIn(LearningRateSchedule.class, ScheduleKinds.class)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
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

    Document {
      epochs = List.copyOf(epochs);
    }

    /** Whether a run can come to such counts. */
    boolean isPossible() {
      for (int i = 0; i < epochs.size(); i++) {
        if (epochs.get(i).epoch() != i) {
          return false;
        }
      }
      return limit >= 0 && trainingImages >= 0 && steps >= 0 && partial.steps() >= 0;
    }

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
      return Optional.ofNullable(JSON.readValue(text, Document.class))
          .filter(Document::isPossible)
          .map(Document::state)
          .orElseThrow(
              () -> notAState(origin, "no run has such counts of epochs, steps or images"));
    } catch (JsonProcessingException e) {
      throw new UserError(notAState(origin, e.getOriginalMessage()).getMessage(), e);
    }
  }

  private static UserError notAState(String origin, String reason) {
    return new UserError(
        "%s is not the state of a training that this version reads: %s"
            .formatted(origin, Untrusted.printable(reason)));
  }
}
