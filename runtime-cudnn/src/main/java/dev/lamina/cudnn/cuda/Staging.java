package dev.lamina.cudnn.cuda;

import java.nio.ByteBuffer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.JCudaDriver;

/**
 * The way of all data between the host's buffers and the GPU: two pieces of pinned memory in turn,
 * so that the host fills one while the GPU still reads the other, and no copy waits for the kernels
 * before it.
 */
public final class Staging {
  /** A batch of 128 colour images of 32 x 32 floats is 1.5 MiB: one piece. */
  private static final int PIECE = 1 << 21;

  private final Stream stream;
  private final PinnedMemory[] pieces = new PinnedMemory[2];
  private final Event[] sent = new Event[2];
  private int turn;

  Staging(Stream stream, NativeResources resources) {
    this.stream = stream;
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = resources.own(new PinnedMemory(PIECE));
      sent[i] = resources.own(new Event(stream));
    }
  }

  /** The most bytes that travel at once. */
  public int capacity() {
    return PIECE;
  }

  /** Memory to be filled from its first byte and then sent; waits until it is free. */
  public ByteBuffer next() {
    turn = 1 - turn;
    sent[turn].await();
    return pieces[turn].bytes().clear();
  }

  /** Enqueues a copy of the first bytes of {@link #next} to the GPU. */
  public void send(DeviceMemory target, long offset, int bytes) {
    CUdeviceptr at = target.pointer(offset);
    int result = JCudaDriver.cuMemcpyHtoDAsync(at, pieces[turn].pointer(), bytes, stream.handle());
    stream.check("cuMemcpyHtoDAsync", result);
    sent[turn].record();
  }

  /** Copies so many bytes from the GPU, after all that was enqueued; good until the next call. */
  public ByteBuffer fetch(DeviceMemory source, long offset, int bytes) {
    ByteBuffer piece = next();
    CUdeviceptr at = source.pointer(offset);
    int result = JCudaDriver.cuMemcpyDtoHAsync(pieces[turn].pointer(), at, bytes, stream.handle());
    stream.check("cuMemcpyDtoHAsync", result);
    stream.finish();
    return piece.limit(bytes);
  }
}
