package dev.lamina.runtime.reference;

import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** Concatenation along the channels: part by part, each row (the channels of a pixel) is copied. */
final class ConcatKernels {

  private ConcatKernels() {}

  static Kernel forward(Binding binding) {
    Reals whole = Reals.of(binding.output(0));
    Reals[] parts = reals(binding.inputs());
    int[] widths = widths(binding.inputs());
    int pitch = binding.output(0).shape().channels();
    return () -> {
      int first = 0;
      for (int p = 0; p < parts.length; p++) {
        copyRows(parts[p], 0, widths[p], whole, first, pitch, widths[p]);
        first += widths[p];
      }
    };
  }

  static Kernel backward(ConcatGrad op, Binding binding) {
    Reals whole = Reals.of(binding.input(0));
    Reals[] parts = reals(binding.outputs());
    int[] widths = widths(binding.outputs());
    int[] firsts = IntStream.range(0, parts.length).map(op::first).toArray();
    int pitch = binding.input(0).shape().channels();
    return () -> {
      for (int p = 0; p < parts.length; p++) {
        copyRows(whole, firsts[p], pitch, parts[p], 0, widths[p], widths[p]);
      }
    };
  }

  private static void copyRows(
      Reals from, int fromFirst, int fromPitch, Reals to, int toFirst, int toPitch, int width) {
    int rows = from.length() / fromPitch;
    for (int row = 0; row < rows; row++) {
      int source = from.at() + row * fromPitch + fromFirst;
      int target = to.at() + row * toPitch + toFirst;
      System.arraycopy(from.data(), source, to.data(), target, width);
    }
  }

  private static Reals[] reals(List<Tensor> tensors) {
    return tensors.stream().map(Reals::of).toArray(Reals[]::new);
  }

  private static int[] widths(List<Tensor> tensors) {
    return tensors.stream().mapToInt(t -> t.shape().channels()).toArray();
  }
}
