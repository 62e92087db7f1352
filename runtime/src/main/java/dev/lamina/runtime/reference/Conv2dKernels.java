package dev.lamina.runtime.reference;

import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dInputGradSum;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.FusedConv2d;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import java.util.Arrays;

/**
 * Convolution. At each pixel of each window a channel of the input meets a filter through one
 * weight; the three kernels differ in which two of the three are given.
 */
final class Conv2dKernels {

  private Conv2dKernels() {}

  static Kernel forward(Conv2d op, Binding binding, Workspace workspace) {
    Runnable start = LinearKernels.bias(op.bias(), binding, Reals.of(binding.output(0)));
    return forward(op, binding, workspace, start);
  }

  /** Begins with the other term, which may lie where y will. */
  static Kernel fused(FusedConv2d op, Binding binding, Workspace workspace) {
    Conv2d conv = op.conv();
    Reals y = Reals.of(binding.output(0));
    Runnable start = op.sum() ? term(op, binding, y) : LinearKernels.bias(conv.bias(), binding, y);
    Kernel convolution = forward(conv, binding, workspace, start);
    return () -> {
      convolution.run();
      for (int i = 0; i < y.length(); i++) {
        y.set(i, Functions.value(op.function(), y.get(i)));
      }
    };
  }

  private static Runnable term(FusedConv2d op, Binding binding, Reals y) {
    Reals term = Reals.of(binding.input(op.term()));
    Reals bias = op.conv().bias() ? Reals.of(binding.input(2)) : new Reals(new double[1], 0, 1);
    return () -> {
      for (int i = 0; i < y.length(); i++) {
        y.set(i, term.get(i) + bias.get(i % bias.length()));
      }
    };
  }

  private static Kernel forward(Conv2d op, Binding binding, Workspace workspace, Runnable start) {
    WindowSweep sweep = WindowSweep.of(op.window(), binding.input(0), binding.output(0));
    PackedFilters filters = PackedFilters.of(op, sweep.in().channels());
    Reals x = Reals.of(binding.input(0));
    Reals weight = Reals.of(binding.input(1));
    Reals y = Reals.of(binding.output(0));
    workspace.reserve(weight.length());
    WindowSweep.Visitor multiply =
        (xAt, yAt, tap) ->
            multiply(
                filters, workspace.data(), tap, x.data(), x.at() + xAt, y.data(), y.at() + yAt);
    return () -> {
      start.run();
      filters.packFilters(weight, workspace.data());
      sweep.run(multiply);
    };
  }

  static Kernel inputGrad(Conv2dInputGrad op, Binding binding, Workspace workspace) {
    Reals dx = Reals.of(binding.output(0));
    return inputGrad(op.conv(), binding, workspace, () -> dx.fill(0));
  }

  /** Begins with the other term, which may lie where dx will. */
  static Kernel inputGradSum(Conv2dInputGradSum op, Binding binding, Workspace workspace) {
    Reals dx = Reals.of(binding.output(0));
    Reals term = Reals.of(binding.input(Conv2dInputGradSum.TERM));
    Runnable start =
        () -> {
          for (int i = 0; i < dx.length(); i++) {
            dx.set(i, term.get(i));
          }
        };
    return inputGrad(op.conv(), binding, workspace, start);
  }

  private static Kernel inputGrad(
      Conv2d conv, Binding binding, Workspace workspace, Runnable start) {
    WindowSweep sweep = WindowSweep.of(conv.window(), binding.output(0), binding.input(0));
    PackedFilters filters = PackedFilters.of(conv, sweep.in().channels());
    Reals dy = Reals.of(binding.input(0));
    Reals weight = Reals.of(binding.input(1));
    Reals dx = Reals.of(binding.output(0));
    workspace.reserve(weight.length());
    WindowSweep.Visitor transposed =
        (x, y, tap) ->
            transposed(
                filters, workspace.data(), tap, dx.data(), dx.at() + x, dy.data(), dy.at() + y);
    return () -> {
      start.run();
      filters.packChannels(weight, workspace.data());
      sweep.run(transposed);
    };
  }

  static Kernel weightGrad(Conv2dWeightGrad op, Binding binding, Workspace workspace) {
    WindowSweep sweep = WindowSweep.of(op.conv().window(), binding.input(0), binding.input(1));
    PackedFilters filters = PackedFilters.of(op.conv(), sweep.in().channels());
    Reals x = Reals.of(binding.input(0));
    Reals dy = Reals.of(binding.input(1));
    Reals dweight = Reals.of(binding.output(0));
    workspace.reserve(dweight.length());
    WindowSweep.Visitor outer =
        (xAt, yAt, tap) ->
            outer(filters, workspace.data(), tap, x.data(), x.at() + xAt, dy.data(), dy.at() + yAt);
    Runnable biasGrad = LinearKernels.biasGrad(op.conv().bias(), binding, dy);
    return () -> {
      Arrays.fill(workspace.data(), 0, dweight.length(), 0);
      sweep.run(outer);
      filters.unpackFilters(workspace.data(), dweight);
      biasGrad.run();
    };
  }

  /** {@code y += weight x} at one pixel. */
  private static void multiply(
      PackedFilters f, double[] packed, int tap, double[] x, int xAt, double[] y, int yAt) {
    for (int group = 0; group < f.groups(); group++) {
      for (int channel = 0; channel < f.channels(); channel++) {
        double factor = x[xAt + group * f.channels() + channel];
        int from = f.filtersAt(tap, group, channel);
        Loops.addScaled(factor, packed, from, y, yAt + group * f.filters(), f.filters());
      }
    }
  }

  /** {@code dx += weightᵀ dy} at one pixel. */
  private static void transposed(
      PackedFilters f, double[] packed, int tap, double[] dx, int xAt, double[] dy, int yAt) {
    for (int group = 0; group < f.groups(); group++) {
      for (int filter = 0; filter < f.filters(); filter++) {
        double factor = dy[yAt + group * f.filters() + filter];
        int from = f.channelsAt(tap, group, filter);
        Loops.addScaled(factor, packed, from, dx, xAt + group * f.channels(), f.channels());
      }
    }
  }

  /** {@code dweight += dy xᵀ} at one pixel. */
  private static void outer(
      PackedFilters f, double[] packed, int tap, double[] x, int xAt, double[] dy, int yAt) {
    for (int group = 0; group < f.groups(); group++) {
      for (int channel = 0; channel < f.channels(); channel++) {
        double factor = x[xAt + group * f.channels() + channel];
        int to = f.filtersAt(tap, group, channel);
        Loops.addScaled(factor, dy, yAt + group * f.filters(), packed, to, f.filters());
      }
    }
  }
}
