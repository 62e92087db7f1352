package dev.lamina.graph.op;

import java.util.List;

/**
 * Dropout in training (Srivastava et al., 2014), scaled by {@code 1 / (1 - rate)}; in inference it
 * is left out of the graph.
 *
 * <p>Inputs: x of any shape; the step's random state (two integers: seed, step). Outputs: y; a mask
 * of one byte per element, 1 where the element is kept. The draw for an element depends on (seed,
 * step, stream, element index) alone, the index counted over the batch in the order of memory,
 * which is channels-last, and is the same on every device: see {@link DropoutDraw}.
 *
 * @param rate the probability of zero, in [0, 1)
 * @param stream tells the dropouts of one network apart
 */
public record Dropout(double rate, int stream) implements ForwardOp {
  @Override
  public String mnemonic() {
    return "dropout";
  }

  @Override
  public String attributes() {
    return String.valueOf(rate);
  }

  @Override
  public List<Integer> inPlaceInputs() {
    return List.of(0);
  }
}
