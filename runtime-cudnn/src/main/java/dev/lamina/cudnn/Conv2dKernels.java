package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Address;
import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.cudnn.cuda.ConvolutionBackwardData;
import dev.lamina.cudnn.cuda.ConvolutionBackwardFilter;
import dev.lamina.cudnn.cuda.ConvolutionForward;
import dev.lamina.cudnn.cuda.ConvolutionGeometry;
import dev.lamina.cudnn.cuda.ConvolutionOperands;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dInputGradSum;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.FusedConv2d;
import dev.lamina.graph.op.Window;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Convolution, by cuDNN's legacy functions on channels-last maps and filters. */
final class Conv2dKernels {
  private static final String CUDNN = "cudnn:";

  private Conv2dKernels() {}

  static Kernel forward(Conv2d op, Binding binding, Workbench bench) {
    Tensor y = binding.output(0);
    List<Runnable> after =
        op.bias() ? List.of(BiasKernels.add(y, binding.input(2), bench)) : List.of();
    return forward(op, binding, bench.address(y), bench.scratch(), after, bench);
  }

  /**
   * One pass after the convolution adds the bias and the term and applies the function. Where the
   * term lies in the output's place, the convolution may not write there yet.
   */
  static Kernel fused(FusedConv2d op, Binding binding, Workbench bench) {
    Tensor y = binding.output(0);
    Scratch scratch = bench.scratch();
    boolean inPlace = op.sum() && y.sameMemory(binding.input(op.term()));
    Address convolved =
        inPlace ? scratch.bytes(y.elements() * bench.type().bytes()) : bench.address(y);
    int n = bench.count(y);
    Arguments arguments =
        new Arguments()
            .address(bench.address(y))
            .address(convolved)
            .address(op.conv().bias() ? bench.address(binding.input(2)) : Address.none())
            .address(op.sum() ? bench.address(binding.input(op.term())) : Address.none())
            .integer(n)
            .integer(y.shape().channels())
            .integer(ActivationKernels.number(op.function()));
    List<Runnable> after = List.of(bench.elementwise("finishConvolution", n, arguments));
    return forward(op.conv(), binding, convolved, scratch, after, bench);
  }

  /**
   * A convolution and what follows it.
   *
   * @param convolved where its result goes
   */
  private static Kernel forward(
      Conv2d op,
      Binding binding,
      Address convolved,
      Scratch scratch,
      List<Runnable> after,
      Workbench bench) {
    Tensor x = binding.input(0);
    ConvolutionGeometry geometry = geometry(op, x, binding.output(0), bench);
    Filters filters = Filters.packed(binding.input(1), scratch, bench);
    bench.prepare(filters.move());
    var operands = new ConvolutionOperands(bench.address(x), filters.address(), convolved);
    var convolution = new ConvolutionForward(bench.dnn(), geometry, operands);
    Address space = scratch.bytes(convolution.scratchBytes());
    List<Runnable> calls = new ArrayList<>(filters.move());
    calls.add(() -> convolution.run(space));
    calls.addAll(after);
    return new GpuKernel(CUDNN + convolution.algorithm(), calls);
  }

  static Kernel inputGrad(Conv2dInputGrad op, Binding binding, Workbench bench) {
    return inputGrad(op.conv(), binding, false, List.of(), bench);
  }

  /** The library adds to what lies in dx's place; a term that lies elsewhere is copied there. */
  static Kernel inputGradSum(Conv2dInputGradSum op, Binding binding, Workbench bench) {
    Tensor term = binding.input(Conv2dInputGradSum.TERM);
    Tensor dx = binding.output(0);
    List<Runnable> before =
        dx.sameMemory(term) ? List.of() : List.of(ConcatKernels.copy(term, dx, bench));
    return inputGrad(op.conv(), binding, true, before, bench);
  }

  private static Kernel inputGrad(
      Conv2d op, Binding binding, boolean adds, List<Runnable> before, Workbench bench) {
    Tensor dy = binding.input(0);
    Tensor dx = binding.output(0);
    ConvolutionGeometry geometry = geometry(op, dx, dy, bench);
    Scratch scratch = bench.scratch();
    Filters filters = Filters.packed(binding.input(1), scratch, bench);
    bench.prepare(filters.move());
    ConvolutionOperands operands = operands(dx, filters, dy, bench);
    var convolution = new ConvolutionBackwardData(bench.dnn(), geometry, operands, adds);
    Address space = scratch.bytes(convolution.scratchBytes());
    List<Runnable> calls = new ArrayList<>(filters.move());
    calls.addAll(before);
    calls.add(() -> convolution.run(space));
    return new GpuKernel(CUDNN + convolution.algorithm(), calls);
  }

  static Kernel weightGrad(Conv2dWeightGrad op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    Tensor dy = binding.input(1);
    ConvolutionGeometry geometry = geometry(op.conv(), x, dy, bench);
    Scratch scratch = bench.scratch();
    Filters filters = Filters.unpacked(binding.output(0), scratch, bench);
    ConvolutionOperands operands = operands(x, filters, dy, bench);
    var convolution = new ConvolutionBackwardFilter(bench.dnn(), geometry, operands);
    Address space = scratch.bytes(convolution.scratchBytes());
    List<Runnable> calls = new ArrayList<>();
    calls.add(() -> convolution.run(space));
    calls.addAll(filters.move());
    if (op.conv().bias()) {
      calls.addAll(BiasKernels.gradient(dy, binding.output(1), scratch, bench));
    }
    return new GpuKernel(CUDNN + convolution.algorithm(), calls);
  }

  private static ConvolutionOperands operands(
      Tensor x, Filters filters, Tensor y, Workbench bench) {
    return new ConvolutionOperands(bench.address(x), filters.address(), bench.address(y));
  }

  private static ConvolutionGeometry geometry(Conv2d op, Tensor x, Tensor y, Workbench bench) {
    bench.count(x);
    bench.count(y);
    Window window = op.window();
    return new ConvolutionGeometry(
        bench.map(x),
        bench.map(y),
        window.kernel(),
        window.stride(),
        window.padding(),
        op.groups());
  }
}
