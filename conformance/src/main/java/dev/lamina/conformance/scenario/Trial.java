package dev.lamina.conformance.scenario;

import dev.lamina.graph.ir.Space;
import dev.lamina.graph.plan.ArenaLayout;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.ElementType;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A scenario bound on one device. Each space is one buffer, as in a session; before, between and
 * after the operands lie guard elements that nothing may write.
 */
public final class Trial implements AutoCloseable {
  /** A number that every precision holds exactly. */
  private static final double GUARD_VALUE = 12288;

  private static final byte GUARD_BYTE = 0x5A;

  private final Device device;
  private final Scenario scenario;
  private final Map<Operand, Long> offsets = new HashMap<>();
  private final Map<Space, Buffer> buffers = new EnumMap<>(Space.class);
  private final List<Kernel> kernels = new ArrayList<>();

  /** Allocates and binds everything. */
  public Trial(Device device, Scenario scenario) {
    this.device = device;
    this.scenario = scenario;
    layOut()
        .forEach((space, length) -> buffers.put(space, device.allocate(space, length, "trial")));
    for (Step step : scenario.steps()) {
      kernels.add(device.bind(binding(step)));
    }
  }

  /** Writes guards, first values, and {@code garbage} wherever a value is yet to be computed. */
  public void prepare(double garbage) {
    buffers.forEach((space, buffer) -> guard(buffer));
    for (Operand operand : scenario.operands()) {
      // An output in the place of an input must not spoil the input.
      if (operand.role().filled()) {
        write(operand, firstValues(operand));
      } else if (!scenario.inPlace().containsKey(operand)) {
        write(operand, filled(operand.elements(), garbage));
      }
    }
  }

  /** Runs all steps and waits for them. */
  public void run() {
    kernels.forEach(Kernel::run);
    device.finish();
  }

  /** Runs one step and waits for it. */
  public void run(int step) {
    kernels.get(step).run();
    device.finish();
  }

  /** Every step's kernel, in order. */
  public List<Kernel> kernels() {
    return List.copyOf(kernels);
  }

  /** The values that an operand begins with. */
  public double[] firstValues(Operand operand) {
    Random random = new Random(31L * scenario.name().hashCode() + operand.name().hashCode());
    double[] values = new double[operand.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = operand.fill().value(operand.shape(), i, random);
    }
    return values;
  }

  /** Overwrites an operand. */
  public void write(Operand operand, double[] values) {
    write(buffers.get(operand.space()), offset(operand), values);
  }

  /** The operand's values now. */
  public double[] read(Operand operand) {
    return read(buffers.get(operand.space()), offset(operand), operand.elements());
  }

  /** Fails if a guard was written. */
  public void checkGuards() {
    for (Map.Entry<Space, Buffer> entry : buffers.entrySet()) {
      double[] all = read(entry.getValue(), 0, (int) entry.getValue().length());
      forgetOperands(entry.getKey(), all);
      double guard = guardOf(entry.getValue().type());
      for (int i = 0; i < all.length; i++) {
        if (all[i] != guard) {
          throw new AssertionError(
              scenario
                  + ": element "
                  + i
                  + " of "
                  + entry.getKey()
                  + ", in no operand, is written");
        }
      }
    }
  }

  @Override
  public void close() {
    buffers.values().forEach(device::release);
  }

  private Map<Space, Long> layOut() {
    Map<Space, Long> lengths = new EnumMap<>(Space.class);
    for (Operand operand : scenario.operands()) {
      if (!scenario.inPlace().containsKey(operand)) {
        // Guards are as short as planned memory is aligned, so that devices can count on no more.
        long start = lengths.getOrDefault(operand.space(), (long) ArenaLayout.ALIGNMENT);
        long end = ArenaLayout.align(start + operand.elements());
        offsets.put(operand, start);
        lengths.put(operand.space(), end + ArenaLayout.ALIGNMENT);
      }
    }
    return lengths;
  }

  private long offset(Operand operand) {
    return offsets.get(scenario.inPlace().getOrDefault(operand, operand));
  }

  private Binding binding(Step step) {
    return new Binding(
        scenario.name(),
        step.op(),
        step.inputs().stream().map(this::tensor).toList(),
        step.outputs().stream().map(this::tensor).toList());
  }

  private Tensor tensor(Operand operand) {
    Buffer buffer = buffers.get(operand.space());
    return new Tensor(buffer, offset(operand), operand.space(), operand.shape(), operand.batch());
  }

  private void forgetOperands(Space space, double[] all) {
    for (Operand operand : scenario.operands()) {
      if (operand.space() == space) {
        int from = (int) offset(operand);
        Arrays.fill(all, from, from + operand.elements(), guardOf(operand.type()));
      }
    }
  }

  private static void guard(Buffer buffer) {
    write(buffer, 0, filled((int) buffer.length(), guardOf(buffer.type())));
  }

  private static double guardOf(ElementType type) {
    return type == ElementType.BYTE ? GUARD_BYTE : GUARD_VALUE;
  }

  private static double[] filled(int length, double value) {
    double[] values = new double[length];
    Arrays.fill(values, value);
    return values;
  }

  private static void write(Buffer buffer, long offset, double[] values) {
    switch (buffer.type()) {
      case REAL -> buffer.write(offset, DoubleBuffer.wrap(values));
      case INT32 -> {
        int[] integers = Arrays.stream(values).mapToInt(value -> (int) value).toArray();
        buffer.write(offset, IntBuffer.wrap(integers));
      }
      case BYTE -> {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (double value : values) {
          bytes.put((byte) value);
        }
        buffer.write(offset, bytes.flip());
      }
    }
  }

  private static double[] read(Buffer buffer, long offset, int length) {
    double[] values = new double[length];
    switch (buffer.type()) {
      case REAL -> buffer.read(offset, DoubleBuffer.wrap(values));
      case INT32 -> {
        int[] integers = new int[length];
        buffer.read(offset, IntBuffer.wrap(integers));
        Arrays.setAll(values, i -> integers[i]);
      }
      case BYTE -> {
        byte[] bytes = new byte[length];
        buffer.read(offset, ByteBuffer.wrap(bytes));
        Arrays.setAll(values, i -> bytes[i]);
      }
    }
    return values;
  }
}
