package dev.lamina.runtime.session;

import dev.lamina.graph.op.UpdateOp;
import java.util.Optional;

/**
 * What a session is opened for.
 *
 * @param batchSize examples of every batch, at least 1; it decides how much memory is allocated
 * @param optimizer the update of a training step; empty for a session that only infers, which
 *     allocates no gradients
 */
public record SessionOptions(int batchSize, Optional<UpdateOp> optimizer) {

  public SessionOptions {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, is " + batchSize);
    }
  }

  /** For training, and for inference between the steps. */
  public static SessionOptions training(int batchSize, UpdateOp optimizer) {
    return new SessionOptions(batchSize, Optional.of(optimizer));
  }

  /** For inference alone. */
  public static SessionOptions inference(int batchSize) {
    return new SessionOptions(batchSize, Optional.empty());
  }
}
