package dev.lamina.runtime.training;

import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.device.Precision;
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
 * @param precision that the device computed in
 * @param trainingImages images of an epoch
 * @param imagesChecksum of their pixels and labels, as {@link RunLoaders} has it
 * @param steps optimizer steps done
 * @param epochs finished epochs, in order
 * @param partial the epoch under way
 */
record RunState(
    String network,
    Recipe recipe,
    long seed,
    OptionalInt limit,
    Precision precision,
    int trainingImages,
    String imagesChecksum,
    int steps,
    List<EpochResult> epochs,
    PartialEpoch partial) {

  RunState {
    epochs = List.copyOf(epochs);
  }
}
