package dev.lamina.runtime.training;

import java.nio.file.Files;
import java.nio.file.Path;

/** What a run's folder holds of a network. */
public sealed interface RunFolder {

  /** Nothing of the network, or a run that came to no step: weights beside it are not its own. */
  record Empty() implements RunFolder {}

  /**
   * A run that was interrupted, for {@link Training#resume}.
   *
   * @param epochsDone epochs behind it
   * @param epochs of the whole run
   */
  record Unfinished(int epochsDone, int epochs) implements RunFolder {}

  /**
   * Trained weights, of a run or put there.
   *
   * @param weights the file
   */
  record Trained(Path weights) implements RunFolder {}

  /**
   * Looks into a folder.
   *
   * @param folder need not exist
   * @param network name
   * @throws dev.lamina.runtime.UserError if a run's state cannot be read
   */
  static RunFolder of(Path folder, String network) {
    StateFile state = new StateFile(folder, network);
    if (state.exists()) {
      RunState run = state.run();
      int epochs = run.recipe().epochs();
      if (run.steps() == 0) {
        return new Empty();
      }
      if (run.epochs().size() < epochs) {
        return new Unfinished(run.epochs().size(), epochs);
      }
    }
    Path weights = folder.resolve(network + ".safetensors");
    return Files.exists(weights) ? new Trained(weights) : new Empty();
  }
}
