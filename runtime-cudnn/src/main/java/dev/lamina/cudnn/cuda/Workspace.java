package dev.lamina.cudnn.cuda;

import java.util.Optional;
import jcuda.driver.CUdeviceptr;

/**
 * Scratch memory that all kernels of a device share: they run one after the other, and none keeps
 * anything in it between two runs. It grows, and then moves, while kernels are bound, and never
 * while they run.
 */
public final class Workspace {
  /** Enough for every type, and what cuDNN and cuBLAS like best. */
  private static final long ALIGNMENT = 256;

  private final GpuContext context;
  private Optional<DeviceMemory> memory = Optional.empty();
  private int moves;
  private boolean captured;

  Workspace(GpuContext context) {
    this.context = context;
  }

  /** A size that keeps what follows it aligned. */
  public static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /**
   * Makes room.
   *
   * @param bytes counted from the start of the workspace
   */
  public void reserve(long bytes) {
    if (bytes > memory.map(DeviceMemory::bytes).orElse(0L)) {
      memory.ifPresent(this::leave);
      memory = Optional.empty();
      memory = Optional.of(context.allocate(bytes, "workspace"));
      captured = false;
      moves++;
    }
  }

  /** What a captured graph points to has to stay until the device is closed. */
  private void leave(DeviceMemory old) {
    if (!captured) {
      context.finish();
      context.release(old);
    }
  }

  /** A place so many bytes after the start. */
  public Address at(long offset) {
    return new Place(this, offset);
  }

  /** Says that a graph was captured that holds the present address. */
  void keepForGraph() {
    captured = true;
  }

  /** How often it has moved: the pointers to it are good until the next time. */
  int moves() {
    return moves;
  }

  /** A place in the workspace, wherever that is. */
  static final class Place extends Address {
    private final Workspace workspace;
    private final long offset;
    private int asOf = -1;
    private CUdeviceptr pointer = new CUdeviceptr();

    Place(Workspace workspace, long offset) {
      this.workspace = workspace;
      this.offset = offset;
    }

    @Override
    CUdeviceptr pointer() {
      if (asOf != workspace.moves) {
        asOf = workspace.moves;
        pointer = workspace.memory.orElseThrow().pointer(offset);
      }
      return pointer;
    }
  }
}
