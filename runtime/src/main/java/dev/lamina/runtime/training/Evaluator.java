package dev.lamina.runtime.training;

import dev.lamina.runtime.data.loader.Batch;
import dev.lamina.runtime.data.loader.BatchLoader;
import dev.lamina.runtime.session.NetworkSession;
import java.nio.FloatBuffer;

/** Runs a session over all images of a loader. */
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
    return predictions(loader).accuracy();
  }

  /** Goes over all images of a loader once and keeps their logits, in the loader's order. */
  public Predictions predictions(BatchLoader loader) {
    return predictions(loader, () -> {});
  }

  /**
   * As {@link #predictions(BatchLoader)}.
   *
   * @param beforeBatch runs before each batch; what it throws ends the evaluation
   */
  Predictions predictions(BatchLoader loader, Runnable beforeBatch) {
    int images = loader.examplesPerEpoch();
    float[] all = new float[images * classes];
    int[] labels = new int[images];
    int done = 0;
    for (Batch batch : loader.epoch(0)) {
      beforeBatch.run();
      session.infer(batch.images());
      session.readLogits(logits.rewind());
      // Only the batch's real examples count, not what fills up the last one.
      logits.rewind().get(all, done * classes, batch.size() * classes);
      batch.labels().get(0, labels, done, batch.size());
      done += batch.size();
    }
    return new Predictions(classes, all, labels);
  }
}
