package dev.lamina.onednn;

import dev.lamina.onednn.primitive.BoundPrimitive;
import dev.lamina.onednn.primitive.MovingMemory;
import dev.lamina.runtime.device.Kernel;
import java.util.List;
import java.util.Optional;

/**
 * A kernel that takes the batch in pieces, each of which may give a part of sums over the batch.
 */
final class StreamedKernel implements Kernel {
  private final Kernel piece;
  private final int pieces;
  private final MovingMemory[] operands;
  private final Optional<Kernel> rest;
  private final Total[] totals;

  /**
   * A kernel.
   *
   * @param piece computes from the examples of a piece, and writes its part of all sums
   * @param pieces how many are alike
   * @param operands what {@code piece} reads and writes of each tensor with a part for each image
   * @param rest the last piece, if it is smaller
   * @param totals where the parts are summed up
   */
  StreamedKernel(
      Kernel piece,
      int pieces,
      List<MovingMemory> operands,
      Optional<Kernel> rest,
      List<Total> totals) {
    this.piece = piece;
    this.pieces = pieces;
    this.operands = operands.toArray(MovingMemory[]::new);
    this.rest = rest;
    this.totals = totals.toArray(Total[]::new);
  }

  /**
   * One sum.
   *
   * @param begin makes it the part that was written last
   * @param add adds that part to it
   */
  record Total(BoundPrimitive begin, BoundPrimitive add) {}

  @Override
  public void run() {
    for (int i = 0; i < pieces; i++) {
      for (MovingMemory operand : operands) {
        operand.moveTo(i);
      }
      piece.run();
      sum(i == 0);
    }
    if (rest.isPresent()) {
      rest.get().run();
      sum(false);
    }
  }

  private void sum(boolean begins) {
    for (Total total : totals) {
      if (begins) {
        total.begin().run();
      } else {
        total.add().run();
      }
    }
  }

  @Override
  public String implementation() {
    return piece.implementation();
  }
}
