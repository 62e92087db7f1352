package dev.lamina.runtime.training;

import dev.lamina.runtime.data.loader.Batch;
import dev.lamina.runtime.data.loader.BatchLoader;
import dev.lamina.runtime.session.NetworkSession;
import java.nio.FloatBuffer;

/**
 * Counts how many images a session classifies correctly: those whose largest logit, the first on a
 * tie, is at the label.
 */
public final class Evaluator {
  private final NetworkSession session;
  private final int classes;
  private final FloatBuffer logits;

  /** An evaluator of a session, for loaders of the session's batch size. */
  public Evaluator(NetworkSession session) {
    this.session = session;
    classes = session.spec().classes();
    logits = FloatBuffer.allocate(session.batchSize() * classes);
  }

  /**
   * Goes over all images of a loader once.
   *
   * @return the part that is classified correctly, 0 to 1
   */
  public double accuracy(BatchLoader loader) {
    long correct = 0;
    for (Batch batch : loader.epoch(0)) {
      session.infer(batch.images());
      session.readLogits(logits.rewind());
      correct += correct(batch);
    }
    return (double) correct / loader.examplesPerEpoch();
  }

  /** Only the batch's real examples count, not what fills up the last one. */
  private int correct(Batch batch) {
    int correct = 0;
    for (int example = 0; example < batch.size(); example++) {
      if (largest(example) == batch.labels().get(example)) {
        correct++;
      }
    }
    return correct;
  }

  private int largest(int example) {
    int best = 0;
    for (int i = 1; i < classes; i++) {
      if (logits.get(example * classes + i) > logits.get(example * classes + best)) {
        best = i;
      }
    }
    return best;
  }
}
