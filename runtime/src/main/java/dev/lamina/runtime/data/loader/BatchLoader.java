package dev.lamina.runtime.data.loader;

import dev.lamina.runtime.data.ImageDataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes batches on worker threads while the consumer, one thread, uses earlier ones.
 *
 * <pre>{@code
 * try (BatchLoader loader = BatchLoader.open(dataset, indices, config)) {
 *   for (int epoch = 0; epoch < epochs; epoch++) {
 *     for (Batch batch : loader.epoch(epoch)) {
 *       session.step(batch);
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>What a batch holds is a function of the configuration's seed, the epoch and the batch's
 * number. After the first few batches nothing is allocated but an iterator an epoch. A failure in a
 * worker reaches the consumer from the iterator when the failed batch's turn comes: a {@code
 * UserError} as such, anything else as the cause of an {@link IllegalStateException}. {@link
 * #close()} ends the threads.
 */
public final class BatchLoader implements AutoCloseable {
  private final ImageDataset dataset;
  private final int[] indices;
  private final LoaderConfig config;
  private final EpochOrder order;
  private final BatchRing ring;
  private final List<Thread> workers = new ArrayList<>();
  private EpochIterator current = new EpochIterator();

  private BatchLoader(ImageDataset dataset, int[] indices, LoaderConfig config) {
    this.dataset = dataset;
    this.indices = indices.clone();
    this.config = config;
    order = new EpochOrder(indices, config.shuffle(), config.seed());
    // One more than are ahead: the batch that the consumer holds is in the ring as well.
    Batch[] slots = new Batch[config.batchesAhead() + 1];
    Arrays.setAll(slots, i -> new Batch(config.batchSize(), dataset.bytesPerImage()));
    ring = new BatchRing(slots);
    for (int i = 0; i < config.threads(); i++) {
      BatchFiller filler = new BatchFiller(dataset, order, config);
      workers.add(new Thread(() -> work(filler), "lamina-loader-" + i));
    }
  }

  /**
   * Opens a loader and starts its threads.
   *
   * @param dataset the images
   * @param indices the examples of an epoch, as indices into the data set; copied
   * @param config how to make batches
   * @throws IndexOutOfBoundsException if an index is not in the data set
   * @throws IllegalArgumentException if the normalization has another number of channels
   */
  public static BatchLoader open(ImageDataset dataset, int[] indices, LoaderConfig config) {
    if (config.normalization().channels() != dataset.channels()) {
      throw new IllegalArgumentException(
          "images have %d channels, the normalization %d"
              .formatted(dataset.channels(), config.normalization().channels()));
    }
    for (int index : indices) {
      Objects.checkIndex(index, dataset.size());
    }
    BatchLoader loader = new BatchLoader(dataset, indices, config);
    for (Thread worker : loader.workers) {
      worker.setDaemon(true);
      worker.start();
    }
    return loader;
  }

  /** Opens a loader over all images of a data set. */
  public static BatchLoader open(ImageDataset dataset, LoaderConfig config) {
    int[] all = new int[dataset.size()];
    Arrays.setAll(all, i -> i);
    return open(dataset, all, config);
  }

  /** Returns the number of batches in an epoch. */
  public int batchesPerEpoch() {
    int full = order.size() / config.batchSize();
    boolean rest = order.size() % config.batchSize() != 0;
    return rest && !config.dropLast() ? full + 1 : full;
  }

  /** Returns the number of examples that an epoch's batches hold. */
  public int examplesPerEpoch() {
    return Math.min(order.size(), batchesPerEpoch() * config.batchSize());
  }

  /**
   * The same batches in numbers, for a device that has the images; empty if there is an incomplete
   * batch, or an augmentation that numbers cannot tell.
   */
  public Optional<EpochPlan> plan() {
    int rows = batchesPerEpoch() * config.batchSize();
    return rows > 0 && rows == examplesPerEpoch()
        ? EpochPlan.of(dataset, indices, config, rows)
        : Optional.empty();
  }

  /** Starts an epoch at its first batch; see {@link #epoch(int, int)}. */
  public Iterable<Batch> epoch(int epoch) {
    return epoch(epoch, 0);
  }

  /**
   * Starts an epoch; an epoch under way is given up. The batches come in order and can be gone
   * through once. Each is valid until the next one is asked for (by {@code hasNext} or {@code
   * next}), or until another epoch starts; then its memory is filled again.
   *
   * @param epoch the epoch, from 0
   * @param firstBatch the number of the batch to begin with, 0 to batchesPerEpoch(): what the
   *     earlier ones would have held does not matter
   */
  public Iterable<Batch> epoch(int epoch, int firstBatch) {
    Objects.checkIndex(firstBatch, batchesPerEpoch() + 1);
    current.over = true;
    quiesce();
    order.start(epoch);
    ring.start(epoch, firstBatch, batchesPerEpoch());
    EpochIterator batches = new EpochIterator();
    current = batches;
    return () -> batches;
  }

  private void work(BatchFiller filler) {
    try {
      int number = ring.claim();
      while (number != BatchRing.CLOSED) {
        fill(filler, number);
        number = ring.claim();
      }
    } catch (InterruptedException e) {
      // Nothing here interrupts a worker. If somebody does, the consumer must not wait for ever.
      ring.abandon(e);
    }
  }

  // Whatever goes wrong, an Error included, is the consumer's to know: this thread has no caller.
  private void fill(BatchFiller filler, int number) {
    try {
      filler.fill(ring.slot(number), ring.epoch(), number);
    } catch (Throwable e) {
      ring.fail(number, e);
      return;
    }
    ring.finish(number);
  }

  /** Ends the worker threads and waits for them; no batch may be used any more. */
  @Override
  public void close() {
    ring.close();
    boolean interrupted = false;
    for (Thread worker : workers) {
      interrupted |= join(worker);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // An interrupt must not make close() leave threads behind: it is passed on afterwards.
  private static boolean join(Thread worker) {
    boolean interrupted = false;
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  private void quiesce() {
    try {
      ring.quiesce();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for the data loader", e);
  }

  private final class EpochIterator implements Iterator<Batch> {
    private boolean over;

    @Override
    public boolean hasNext() {
      if (over) {
        return false;
      }
      ring.releaseTaken();
      return ring.hasNext();
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the epoch is over");
      }
      try {
        return ring.take();
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }
}
