package dev.lamina.runtime.prediction;

import dev.lamina.runtime.session.NetworkSession;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sessions that are each used by one thread at a time; a new one opens when all are in use. */
final class SessionPool implements AutoCloseable {
  private final Supplier<NetworkSession> opener;
  private final int limit;
  private final Semaphore permits;
  private final ConcurrentLinkedDeque<NetworkSession> idle = new ConcurrentLinkedDeque<>();
  private boolean closed;

  /**
   * An empty pool.
   *
   * @param opener opens one more session
   * @param limit the most sessions at a time
   */
  SessionPool(Supplier<NetworkSession> opener, int limit) {
    this.opener = opener;
    this.limit = limit;
    permits = new Semaphore(limit, true);
  }

  /**
   * Works with a session that is this thread's own meanwhile; waits while all are in use.
   *
   * @throws IllegalStateException if the pool is closed
   */
  <T> T with(Function<NetworkSession, T> work) {
    permits.acquireUninterruptibly();
    try {
      return withPermit(work);
    } finally {
      permits.release();
    }
  }

  // Only close() writes the field, and it holds all permits then.
  private <T> T withPermit(Function<NetworkSession, T> work) {
    if (closed) {
      throw new IllegalStateException("the classifier is closed");
    }
    NetworkSession waiting = idle.poll();
    NetworkSession session = waiting == null ? opener.get() : waiting;
    try {
      return work.apply(session);
    } finally {
      idle.push(session);
    }
  }

  /** Closes all sessions, once they are no longer used. */
  @Override
  public void close() {
    permits.acquireUninterruptibly(limit);
    closed = true;
    for (NetworkSession session = idle.poll(); session != null; session = idle.poll()) {
      session.close();
    }
    permits.release(limit);
  }
}
