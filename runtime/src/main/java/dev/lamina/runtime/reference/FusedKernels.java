package dev.lamina.runtime.reference;

import dev.lamina.graph.op.DropoutDraw;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.LeadBinding;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chains of elementwise ops: all steps of one element, then those of the next. A norm that begins a
 * chain has run before, as it does alone.
 */
final class FusedKernels {

  /** An operand's value for an element. */
  private interface Operand {
    double at(int element);
  }

  /** Where an output's values go. */
  private interface Target {
    void set(int element, double value);
  }

  private final Fused op;
  private final Binding binding;
  private final Workspace workspace;
  private final double[] values;
  private final List<Operand> operands = new ArrayList<>();

  private FusedKernels(Fused op, Binding binding, Workspace workspace) {
    this.op = op;
    this.binding = binding;
    this.workspace = workspace;
    this.values = new double[op.steps().size()];
    for (int i = 0; i < op.inputs(); i++) {
      operands.add(input(i));
    }
    for (int s = 0; s < values.length; s++) {
      int step = s;
      operands.add(element -> values[step]);
    }
  }

  static Kernel forward(Fused op, Binding binding, Workspace workspace) {
    return new FusedKernels(op, binding, workspace).kernel();
  }

  private Kernel kernel() {
    Operand[] steps = op.steps().stream().map(this::step).toArray(Operand[]::new);
    Target[] targets =
        IntStream.range(0, op.outputs().size()).mapToObj(this::target).toArray(Target[]::new);
    int[] sources = op.outputs().stream().mapToInt(output -> output - op.inputs()).toArray();
    int length = (int) binding.output(0).elements();
    Kernel lead = op.lead().isPresent() ? lead() : () -> {};
    return () -> {
      lead.run();
      for (int i = 0; i < length; i++) {
        for (int s = 0; s < steps.length; s++) {
          values[s] = steps[s].at(i);
        }
        for (int t = 0; t < targets.length; t++) {
          targets[t].set(i, values[sources[t]]);
        }
      }
    };
  }

  private Kernel lead() {
    return Lowerings.lower(LeadBinding.of(op, binding), workspace);
  }

  private Operand input(int i) {
    Tensor tensor = binding.input(i);
    return switch (op.kind(i)) {
      case REAL, CHANNELS, PART, WIDE -> Reals.of(tensor)::get;
      case MASK -> truth(Mask.of(tensor));
      case RANDOM -> Ints.of(tensor)::get;
    };
  }

  private static Operand truth(Mask mask) {
    return element -> mask.get(element) ? 1 : 0;
  }

  private Target target(int i) {
    Tensor tensor = binding.output(i);
    if (op.step(op.outputs().get(i)).kind() == Fused.Kind.REAL) {
      return Reals.of(tensor)::set;
    }
    Mask mask = Mask.of(tensor);
    return (element, value) -> mask.set(element, value != 0);
  }

  private Operand step(FusedStep step) {
    if (step instanceof FusedStep.Lead) {
      return Reals.of(LeadBinding.of(op, binding).output(0))::get;
    } else if (step instanceof FusedStep.Join join) {
      return join(join.parts());
    } else if (step instanceof FusedStep.Slice slice) {
      return ofPixel(slice.whole(), slice.first());
    } else if (step instanceof FusedStep.Sum sum) {
      Operand[] terms = sum.terms().stream().map(operands::get).toArray(Operand[]::new);
      return element -> sum(terms, element);
    } else if (step instanceof FusedStep.Apply apply) {
      Operand x = operands.get(apply.x());
      return element -> Functions.value(apply.function(), x.at(element));
    } else if (step instanceof FusedStep.Slope slope) {
      return slope(slope, operands.get(slope.saved()), operands.get(slope.gradient()));
    } else if (step instanceof FusedStep.Drop drop) {
      return drop(drop.scale(), operands.get(drop.x()), operands.get(drop.mask()));
    }
    FusedStep.Draw draw = (FusedStep.Draw) step;
    return draw(draw, operands.get(draw.random()));
  }

  /** The channels of an input, from the first one on, as if they were all. */
  private Operand ofPixel(int input, int first) {
    Operand wide = operands.get(input);
    int width = channels(binding.input(input));
    int channels = channels(binding.output(0));
    return element -> wide.at(element / channels * width + first + element % channels);
  }

  private Operand join(List<Integer> parts) {
    int channels = channels(binding.output(0));
    Operand[] ofChannel = new Operand[channels];
    int first = 0;
    for (int part : parts) {
      int width = channels(binding.input(part));
      Arrays.fill(ofChannel, first, first + width, ofPixel(part, -first));
      first += width;
    }
    return element -> ofChannel[element % channels].at(element);
  }

  private static int channels(Tensor tensor) {
    return tensor.shape().channels();
  }

  private static double sum(Operand[] terms, int element) {
    double sum = 0;
    for (Operand term : terms) {
      sum += term.at(element);
    }
    return sum;
  }

  private static Operand slope(FusedStep.Slope slope, Operand saved, Operand gradient) {
    return element ->
        gradient.at(element) * Functions.derivative(slope.function(), saved.at(element));
  }

  private static Operand drop(double scale, Operand x, Operand mask) {
    return element -> mask.at(element) != 0 ? x.at(element) * scale : 0;
  }

  private static Operand draw(FusedStep.Draw draw, Operand random) {
    int threshold = DropoutDraw.threshold(draw.rate());
    return element -> {
      int key = DropoutDraw.key((int) random.at(0), (int) random.at(1), draw.stream());
      return DropoutDraw.keeps(key, element, threshold) ? 1 : 0;
    };
  }
}
