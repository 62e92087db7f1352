package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Address;
import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.cudnn.cuda.Launch;
import dev.lamina.cudnn.cuda.MapShape;
import java.util.List;

/**
 * How sums over all pixels of a batch, per channel, are split over the GPU: see {@code columns.cu}.
 * The split depends on the shape alone, so that the order of summation never changes.
 *
 * @param rows pixels of the batch
 * @param channels of each
 * @param width channels that one block takes, a power of two
 * @param chunks into which the rows are split
 */
record ColumnSums(int rows, int channels, int width, int chunks) {
  private static final int WIDEST = 32;
  private static final int BLOCKS = 512;
  private static final int ROWS_OF_A_LANE = 8;

  static ColumnSums of(MapShape map) {
    int width = Math.min(WIDEST, Integer.highestOneBit(2 * map.channels() - 1));
    int lanes = Launch.BLOCK / width;
    int useful = ceilDiv(map.rows(), lanes * ROWS_OF_A_LANE);
    int affordable = Math.max(1, BLOCKS / ceilDiv(map.channels(), width));
    return new ColumnSums(map.rows(), map.channels(), width, Math.min(useful, affordable));
  }

  /** Blocks of the first pass. */
  int blocks() {
    return tiles() * chunks;
  }

  /** Blocks of the second pass. */
  int tiles() {
    return ceilDiv(channels, width);
  }

  /** Rows of one chunk. */
  int chunkRows() {
    return ceilDiv(rows, chunks);
  }

  /** Floats that the first pass leaves for each quantity that is summed. */
  int partials() {
    return chunks * channels;
  }

  /** The launches that sum {@code values} into {@code total}. */
  List<Runnable> sum(Address values, Address total, Scratch scratch, Workbench bench) {
    Address partials = scratch.floats(partials());
    Arguments first = new Arguments().address(partials).address(values);
    first.integer(rows).integer(channels).integer(width).integer(chunkRows());
    return List.of(
        bench.launch("columnPartials", blocks(), first), total(total, partials, 1, 0, bench));
  }

  /** The launch that adds up one of several quantities of a first pass. */
  Runnable total(Address total, Address partials, int quantities, int quantity, Workbench bench) {
    Arguments second = new Arguments().address(total).address(partials);
    second.integer(chunks).integer(channels).integer(width).integer(quantities).integer(quantity);
    return bench.launch("columnTotals", tiles(), second);
  }

  private static int ceilDiv(int a, int b) {
    return (a + b - 1) / b;
  }
}
