package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.MemoryStatistics;
import java.util.OptionalLong;

/** The reference device, which counts what it is asked to capture and how often that runs. */
final class CapturingDevice implements Device {
  private final Device device = Sessions.device();
  private int captures;
  private int capturedRuns;

  int captures() {
    return captures;
  }

  int capturedRuns() {
    return capturedRuns;
  }

  @Override
  public Kernel capture(Runnable sequence) {
    captures++;
    return () -> {
      capturedRuns++;
      sequence.run();
    };
  }

  @Override
  public String name() {
    return device.name();
  }

  @Override
  public String description() {
    return device.description();
  }

  @Override
  public long bytes(Space space, long elements) {
    return device.bytes(space, elements);
  }

  @Override
  public OptionalLong freeBytes() {
    return device.freeBytes();
  }

  @Override
  public Buffer allocate(Space space, long elements, String what) {
    return device.allocate(space, elements, what);
  }

  @Override
  public void release(Buffer buffer) {
    device.release(buffer);
  }

  @Override
  public Kernel bind(Binding binding) {
    return device.bind(binding);
  }

  @Override
  public void finish() {
    device.finish();
  }

  @Override
  public MemoryStatistics memory() {
    return device.memory();
  }

  @Override
  public void close() {
    device.close();
  }
}
