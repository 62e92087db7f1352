package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.ElementType;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.nio.DoubleBuffer;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Binds kernels that look at all that they have written, by way of the host, and do nothing more
 * once one of them has written a number that is not finite.
 */
final class FiniteCheck {
  private static final int PIECE = 1 << 16;

  private final Device device;
  private final DoubleBuffer piece = DoubleBuffer.allocate(PIECE);
  private Optional<Binding> first = Optional.empty();

  FiniteCheck(Device device) {
    this.device = device;
  }

  Kernel bind(Binding binding) {
    Kernel kernel = device.bind(binding);
    return () -> {
      if (first.isEmpty()) {
        kernel.run();
        first = Optional.of(binding).filter(this::wroteNonFinite);
      }
    };
  }

  /** The first kernel that wrote such a number. */
  Optional<Binding> first() {
    return first;
  }

  private boolean wroteNonFinite(Binding binding) {
    return written(binding)
        .filter(tensor -> tensor.buffer().type() == ElementType.REAL)
        .anyMatch(this::hasNonFinite);
  }

  /** Running averages are inputs that are updated in place. */
  private static Stream<Tensor> written(Binding binding) {
    return Stream.concat(
        binding.outputs().stream(),
        binding.inputs().stream().filter(tensor -> tensor.space() == Space.STATE));
  }

  private boolean hasNonFinite(Tensor tensor) {
    for (long done = 0; done < tensor.elements(); done += PIECE) {
      piece.clear().limit((int) Math.min(PIECE, tensor.elements() - done));
      tensor.buffer().read(tensor.offset() + done, piece);
      piece.flip();
      while (piece.hasRemaining()) {
        if (!Double.isFinite(piece.get())) {
          return true;
        }
      }
    }
    return false;
  }
}
