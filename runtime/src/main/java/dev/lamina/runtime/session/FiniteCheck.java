package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Apart;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.ElementType;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Precision;
import dev.lamina.runtime.device.Tensor;
import java.nio.DoubleBuffer;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Binds kernels that look at all that they have written, by way of the host, and do nothing more
 * once one of them has written a number beyond a limit or none at all.
 */
final class FiniteCheck {
  private static final int PIECE = 1 << 16;

  /** The greatest finite bfloat16: all bits of the mantissa, and the greatest exponent. */
  private static final double GREATEST_BFLOAT16 = Float.intBitsToFloat(0x7F7F0000);

  private final Device device;
  private final double limit;
  private final DoubleBuffer piece = DoubleBuffer.allocate(PIECE);
  private Optional<Found> first = Optional.empty();

  /**
   * A check of a device's kernels.
   *
   * @param limit numbers must be less than that, in size
   */
  private FiniteCheck(Device device, double limit) {
    this.device = device;
    this.limit = limit;
  }

  /** Whether numbers are finite. */
  static FiniteCheck ofFinite(Device device) {
    return new FiniteCheck(device, Double.POSITIVE_INFINITY);
  }

  /** Whether numbers are less than the greatest that the device's precision holds. */
  static FiniteCheck ofRange(Device device) {
    return new FiniteCheck(device, greatest(device.precision()));
  }

  private static double greatest(Precision precision) {
    return switch (precision) {
      case BFLOAT16 -> GREATEST_BFLOAT16;
      case FLOAT32, TF32 -> Float.MAX_VALUE;
      case FLOAT64 -> Double.MAX_VALUE;
    };
  }

  /** What a kernel wrote first. */
  record Found(Binding binding, double value) {}

  Kernel bind(Binding binding) {
    Kernel kernel = device.bind(binding);
    return () -> {
      if (first.isEmpty()) {
        kernel.run();
        beyond(binding).ifPresent(value -> first = Optional.of(new Found(binding, value)));
      }
    };
  }

  /** The first kernel that wrote such a number. */
  Optional<Found> first() {
    return first;
  }

  /** Begins anew. */
  void reset() {
    first = Optional.empty();
  }

  private OptionalDouble beyond(Binding binding) {
    return written(binding)
        .filter(tensor -> tensor.buffer().type() == ElementType.REAL)
        .flatMapToDouble(tensor -> beyond(tensor).stream())
        .findFirst();
  }

  /** Running averages are inputs that are updated in place. */
  private static Stream<Tensor> written(Binding binding) {
    return Stream.concat(
        Apart.results(binding).stream(),
        binding.inputs().stream().filter(tensor -> tensor.space() == Space.STATE));
  }

  /** The first such number of a tensor. */
  OptionalDouble beyond(Tensor tensor) {
    for (long done = 0; done < tensor.elements(); done += PIECE) {
      piece.clear().limit((int) Math.min(PIECE, tensor.elements() - done));
      tensor.buffer().read(tensor.offset() + done, piece);
      piece.flip();
      while (piece.hasRemaining()) {
        double value = piece.get();
        if (isBeyond(value)) {
          return OptionalDouble.of(value);
        }
      }
    }
    return OptionalDouble.empty();
  }

  /** The first such number of an array. */
  OptionalDouble beyond(double[] values) {
    return DoubleStream.of(values).filter(this::isBeyond).findFirst();
  }

  /** The negation also catches what is not a number. */
  private boolean isBeyond(double value) {
    return !(Math.abs(value) < limit);
  }
}
