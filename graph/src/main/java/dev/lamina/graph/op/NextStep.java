package dev.lamina.graph.op;

/**
 * Ends a training step: notes what it measured, and counts it where its kernels read the number, so
 * that steps can follow one another without a word from the host.
 *
 * <p>Inputs: the step's random state (two integers: seed, step); hyper-parameters of the step (two
 * floats: learning rate; the step, counted from 1); the step's metrics (two floats); the metrics of
 * earlier steps (pairs, that of step s at s modulo their number). Outputs: the first two, in the
 * same memory, both steps greater by 1; the last, in the same memory, with this step's pair in its
 * place.
 */
public record NextStep() implements ArenaOp {
  @Override
  public String mnemonic() {
    return "nextStep";
  }
}
