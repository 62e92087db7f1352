package dev.lamina.runtime.training;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.loader.Batch;
import dev.lamina.runtime.data.loader.BatchLoader;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.NumericFault;
import dev.lamina.runtime.session.Phase;
import java.util.Optional;

/**
 * Says where numbers stopped being finite, and finds it where no check has. When the loss tells of
 * it, the weights are updated already and the memory is used otherwise, so that the epoch's steps
 * are repeated from the last state, and the two before the loss was read are watched kernel by
 * kernel.
 */
final class Divergence {
  private final NetworkSession session;
  private final TrainingConfig config;
  private final StateFile stateFile;
  private final BatchLoader training;

  Divergence(
      NetworkSession session, TrainingConfig config, StateFile stateFile, BatchLoader training) {
    this.session = session;
    this.config = config;
    this.stateFile = stateFile;
    this.training = training;
  }

  /**
   * What a step was found in.
   *
   * @param step in the epoch, from 0
   */
  private record Found(int step, NumericFault fault) {
    @Override
    public String toString() {
      return "; the first number that is not finite came from %s (%s%s) in step %d"
          .formatted(
              fault.where(),
              fault.what(),
              fault.phase() == Phase.BACKWARD ? ", backward" : "",
              step + 1);
    }
  }

  /**
   * Says all that can be known of a loss that is not finite.
   *
   * @param epoch from 0
   * @param step in the epoch, from 0
   */
  UserError error(int epoch, int step, double loss) {
    return new UserError(
        "the loss became %s in epoch %d, step %d (learning rate %s)%s; lower the learning rate; %s"
            .formatted(
                loss,
                epoch + 1,
                step + 1,
                rate(epoch, step),
                search(epoch, step).map(Found::toString).orElse(""),
                kept(epoch)));
  }

  /**
   * Says that an epoch's last update broke the weights, which validation found out before they were
   * kept.
   *
   * @param epoch from 0
   */
  UserError errorInValidation(int epoch, double loss) {
    return new UserError(
        "the loss on the validation images became %s after epoch %d (learning rate %s); lower the learning rate; %s"
            .formatted(loss, epoch + 1, rate(epoch, training.batchesPerEpoch() - 1), kept(epoch)));
  }

  /**
   * Says where a checked step left the range of numbers.
   *
   * @param epoch from 0
   * @param step in the epoch, from 0
   */
  UserError error(int epoch, int step, NumericFault fault) {
    return new UserError(
        "numbers left the range of %s in epoch %d, step %d (learning rate %s): %s; lower the"
                .formatted(
                    session.device().precision().text(),
                    epoch + 1,
                    step + 1,
                    rate(epoch, step),
                    fault)
            + " learning rate; "
            + kept(epoch));
  }

  private double rate(int epoch, int step) {
    return config.recipe().learningRate(epoch, step, training.batchesPerEpoch());
  }

  private String kept(int epoch) {
    String name = session.spec().name();
    return epoch == 0
        ? "no epoch was finished before"
        : "%s holds the best of the %d epochs before, %s the last"
            .formatted(
                config.out().resolve(name + ".safetensors"), epoch, name + ".last.safetensors");
  }

  private Optional<Found> search(int epoch, int lossStep) {
    int step = restart();
    for (Batch batch : training.epoch(epoch, step)) {
      if (step > lossStep) {
        break;
      }
      if (step < lossStep - 1) {
        session.step(batch.images(), batch.labels(), rate(epoch, step));
      } else {
        Optional<NumericFault> found = session.differentiateWatched(batch.images(), batch.labels());
        if (found.isPresent()) {
          return Optional.of(new Found(step, found.get()));
        }
        session.update(rate(epoch, step));
      }
      step++;
    }
    return Optional.empty();
  }

  /** Goes back to the last state; returns the step of the epoch that follows it. */
  private int restart() {
    StateFile.Saved saved = stateFile.read();
    saved.restore(session);
    return saved.run().partial().steps();
  }
}
