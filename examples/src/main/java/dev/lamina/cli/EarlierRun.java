package dev.lamina.cli;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.checkpoint.ModelWeights;
import dev.lamina.runtime.checkpoint.OutputFolder;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.training.RunFolder;
import dev.lamina.runtime.weights.TensorFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What an earlier run left in a folder, as commands come upon it that would train there. */
final class EarlierRun {
  private EarlierRun() {}

  /**
   * The trained weights there, if any.
   *
   * @param folder need not exist
   * @param goOn what goes on with an unfinished run: an option, or a command
   * @throws UserError if the run is not finished, or its state cannot be read
   */
  static Optional<Path> weights(CompiledNetwork model, Path folder, String goOn) {
    RunFolder found = orAnew(() -> RunFolder.of(folder, model.spec().name()));
    if (found instanceof RunFolder.Unfinished run) {
      // It may be under way; then there is nothing to go on with yet.
      OutputFolder.claim(folder).close();
      throw new UserError(
          "%s holds a run with %d of %d epochs done; %s goes on with it, --retrain begins anew"
              .formatted(folder, run.epochsDone(), run.epochs(), goOn));
    }
    return found instanceof RunFolder.Trained trained
        ? Optional.of(trained.weights())
        : Optional.empty();
  }

  /**
   * Reads weights that were found.
   *
   * @throws UserError if they are damaged or another network's
   */
  static TensorFile read(CompiledNetwork model, Path weights) {
    return orAnew(() -> ModelWeights.read(model.spec(), weights));
  }

  private static <T> T orAnew(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (UserError e) {
      throw new UserError(e.getMessage() + "; --retrain begins anew", e);
    }
  }

  /**
   * Says that nothing is trained.
   *
   * @param unused options that were given, but only for a training
   */
  static String notice(Path weights, List<String> unused) {
    String then = unused.isEmpty() ? "" : ", and only then uses " + String.join(", ", unused);
    return "found trained weights, %s; --retrain trains anew%s".formatted(weights, then);
  }
}
