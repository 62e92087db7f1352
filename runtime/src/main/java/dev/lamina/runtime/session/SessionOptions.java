package dev.lamina.runtime.session;

import dev.lamina.graph.op.UpdateOp;
import dev.lamina.graph.recipe.Recipe;
import java.util.Optional;

/**
 * What a session is opened for.
 *
 * @param batchSize examples of every batch, at least 1; it decides how much memory is allocated
 * @param training what a training step does; empty for a session that only infers, which allocates
 *     no gradients
 */
public record SessionOptions(int batchSize, Optional<Update> training) {

  public SessionOptions {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, is " + batchSize);
    }
  }

  /**
   * What a training step does beside the network's own forward and backward passes.
   *
   * @param optimizer the update
   * @param labelSmoothing of the loss, in [0, 1)
   * @param clipNorm greatest norm of all gradients together; 0 does not clip
   * @param averageDecay of the moving average of all weights, in [0, 1); 0 keeps none
   */
  public record Update(
      UpdateOp optimizer, double labelSmoothing, double clipNorm, double averageDecay) {}

  /** For training with nothing but an optimizer, and for inference between the steps. */
  public static SessionOptions training(int batchSize, UpdateOp optimizer) {
    return new SessionOptions(batchSize, Optional.of(new Update(optimizer, 0, 0, 0)));
  }

  /** For training by a recipe, and for inference between the steps. */
  public static SessionOptions training(Recipe recipe) {
    Update update =
        new Update(
            recipe.optimizer(), recipe.labelSmoothing(), recipe.clipNorm(), recipe.averageDecay());
    return new SessionOptions(recipe.batchSize(), Optional.of(update));
  }

  /** For inference alone. */
  public static SessionOptions inference(int batchSize) {
    return new SessionOptions(batchSize, Optional.empty());
  }
}
