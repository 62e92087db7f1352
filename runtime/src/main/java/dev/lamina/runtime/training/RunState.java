package dev.lamina.runtime.training;

import dev.lamina.graph.recipe.Recipe;
import java.util.List;
import java.util.OptionalInt;

/**
 * How far a run has come: with the session's tensors, all that its next step depends on. Order,
 * augmentation and dropout are functions of seed, epoch and step, so that these numbers are the
 * state of every random stream.
 *
 * @param network name
 * @param recipe what the run follows
 * @param seed of the run
 * @param limit on its training images
 * @param trainingImages images of an epoch
 * @param steps optimizer steps done
 * @param epochs finished epochs, in order
 * @param partial the epoch under way
 */
record RunState(
    String network,
    Recipe recipe,
    long seed,
    OptionalInt limit,
    int trainingImages,
    int steps,
    List<EpochResult> epochs,
    PartialEpoch partial) {

  RunState {
    epochs = List.copyOf(epochs);
  }
}
