package dev.lamina.graph.op;

/**
 * Counts a training step where its kernels read the number, so that steps can follow one another
 * without a word from the host.
 *
 * <p>Inputs: the step's random state (two integers: seed, step); hyper-parameters of the step (two
 * floats: learning rate; the step, counted from 1). Outputs: the same two, in the same memory, both
 * steps greater by 1.
 */
public record NextStep() implements ArenaOp {
  @Override
  public String mnemonic() {
    return "nextStep";
  }
}
