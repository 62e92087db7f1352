package dev.lamina.runtime.training;

import dev.lamina.runtime.data.loader.Batch;
import dev.lamina.runtime.data.loader.BatchLoader;
import dev.lamina.runtime.data.loader.EpochPlan;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.NumericFault;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;

/** Training steps with the batches of a loader, wherever these are made. */
interface StepSource {

  /**
   * Begins an epoch at one of its steps, both from 0; the session is about to run that step.
   *
   * @param firstStep at most the number of an epoch's steps
   */
  void start(int epoch, int firstStep);

  /** Runs the next step of the epoch. */
  void step(double learningRate);

  /** Runs the next step of the epoch, looking at every number. */
  Optional<NumericFault> stepChecked(double learningRate);

  /** On the device, if it takes the images and there is room for them, else on the host. */
  static StepSource of(NetworkSession session, BatchLoader loader) {
    Optional<EpochPlan> plan = loader.plan();
    return plan.isPresent() && session.keepImages(plan.get().images())
        ? new OnDevice(session, plan.get())
        : new OnHost(session, loader);
  }

  /** Copies every batch to the device. */
  final class OnHost implements StepSource {
    private final NetworkSession session;
    private final BatchLoader loader;
    private Iterator<Batch> batches = Collections.emptyIterator();

    private OnHost(NetworkSession session, BatchLoader loader) {
      this.session = session;
      this.loader = loader;
    }

    @Override
    public void start(int epoch, int firstStep) {
      batches = loader.epoch(epoch, firstStep).iterator();
    }

    @Override
    public void step(double learningRate) {
      Batch batch = batches.next();
      session.step(batch.images(), batch.labels(), learningRate);
    }

    @Override
    public Optional<NumericFault> stepChecked(double learningRate) {
      Batch batch = batches.next();
      return session.stepChecked(batch.images(), batch.labels(), learningRate);
    }
  }

  /** Copies an epoch's random numbers to the device, which has the images. */
  final class OnDevice implements StepSource {
    private final NetworkSession session;
    private final EpochPlan plan;

    private OnDevice(NetworkSession session, EpochPlan plan) {
      this.session = session;
      this.plan = plan;
    }

    @Override
    public void start(int epoch, int firstStep) {
      session.planImages(firstStep, plan.rows(epoch));
    }

    @Override
    public void step(double learningRate) {
      session.step(learningRate);
    }

    @Override
    public Optional<NumericFault> stepChecked(double learningRate) {
      return session.stepChecked(learningRate);
    }
  }
}
