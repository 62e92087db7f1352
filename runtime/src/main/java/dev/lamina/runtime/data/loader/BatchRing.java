package dev.lamina.runtime.data.loader;

import dev.lamina.runtime.UserError;
import java.util.Arrays;

/**
 * The hand-over between the workers, who claim batch numbers in order and finish them in any order,
 * and the one consumer, who takes them in order.
 *
 * <p>Batch number b lives in slot b modulo the ring's size, so a worker may claim b as soon as the
 * consumer has released b less the ring's size. All state is guarded by the object's monitor,
 * which, unlike the locks of java.util.concurrent, allocates nothing when a thread has to wait.
 */
final class BatchRing {
  /** What {@link #claim()} returns when the ring has been closed. */
  static final int CLOSED = -1;

  private final Batch[] slots;
  private final boolean[] ready;
  private int epoch;
  private int end;
  private int nextClaim;
  private int nextTake;
  private int released;
  private int working;
  private int failed = Integer.MAX_VALUE;
  private Throwable failure;
  private boolean closed;

  BatchRing(Batch[] slots) {
    this.slots = slots;
    ready = new boolean[slots.length];
  }

  Batch slot(int number) {
    return slots[number % slots.length];
  }

  /** Stops handing out numbers and waits until no worker is busy: then the order may be changed. */
  synchronized void quiesce() throws InterruptedException {
    end = 0;
    while (working > 0) {
      wait();
    }
  }

  /** Starts an epoch, after {@link #quiesce()}; batches first to end - 1 will come. */
  synchronized void start(int epoch, int first, int end) {
    if (closed) {
      throw new IllegalStateException("the loader is closed");
    }
    this.epoch = epoch;
    this.end = end;
    nextClaim = first;
    nextTake = first;
    released = first;
    failed = Integer.MAX_VALUE;
    Arrays.fill(ready, false);
    notifyAll();
  }

  /** Waits for a batch number to work on; {@link #CLOSED} ends the worker. */
  synchronized int claim() throws InterruptedException {
    while (!closed && !mayClaim()) {
      wait();
    }
    if (closed) {
      return CLOSED;
    }
    working++;
    return nextClaim++;
  }

  private boolean mayClaim() {
    return nextClaim < Math.min(end, failed) && nextClaim < released + slots.length;
  }

  /**
   * Returns the epoch that claimed numbers belong to; it does not change while a worker is busy.
   */
  synchronized int epoch() {
    return epoch;
  }

  /** Reports a claimed batch as filled. */
  synchronized void finish(int number) {
    working--;
    ready[number % slots.length] = true;
    notifyAll();
  }

  /**
   * Reports that a claimed batch could not be filled. The consumer still gets the batches before
   * it, and hears of the first failure in the order of the batches, not of time.
   */
  synchronized void fail(int number, Throwable cause) {
    working--;
    giveUp(number, cause);
  }

  /** Reports that a worker without a claimed batch ends before its time. */
  synchronized void abandon(Throwable cause) {
    giveUp(nextClaim, cause);
  }

  private void giveUp(int number, Throwable cause) {
    if (number < failed) {
      failed = number;
      failure = cause;
    }
    notifyAll();
  }

  synchronized boolean hasNext() {
    return nextTake < end;
  }

  /** Waits for the next batch in order. */
  synchronized Batch take() throws InterruptedException {
    int slot = nextTake % slots.length;
    while (!ready[slot] && nextTake < failed && !closed) {
      wait();
    }
    if (!ready[slot]) {
      throw stopped();
    }
    ready[slot] = false;
    nextTake++;
    return slots[slot];
  }

  private RuntimeException stopped() {
    if (closed) {
      return new IllegalStateException("the loader was closed while a batch was waited for");
    }
    if (failure instanceof UserError) {
      return new UserError(failure.getMessage(), failure);
    }
    return new IllegalStateException(
        "batch %d of epoch %d could not be made: %s".formatted(failed, epoch, failure), failure);
  }

  /** Gives every taken batch back to the workers. */
  synchronized void releaseTaken() {
    if (released != nextTake) {
      released = nextTake;
      notifyAll();
    }
  }

  synchronized void close() {
    closed = true;
    end = 0;
    notifyAll();
  }
}
