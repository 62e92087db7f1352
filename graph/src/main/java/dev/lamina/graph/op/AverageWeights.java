package dev.lamina.graph.op;

/**
 * One step of an exponential moving average: {@code a = decay a + (1 - decay) x} (Polyak and
 * Juditsky, 1992, with weights that fade).
 *
 * <p>Inputs: averages; values; two tensors of one size. Output: the averages, in the same memory.
 *
 * @param decay in [0, 1)
 */
public record AverageWeights(double decay) implements ArenaOp {
  @Override
  public String mnemonic() {
    return "averageWeights";
  }
}
