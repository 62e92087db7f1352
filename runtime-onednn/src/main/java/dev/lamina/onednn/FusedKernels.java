package dev.lamina.onednn;

import dev.lamina.graph.op.DropoutDraw;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.Attributes;
import dev.lamina.onednn.primitive.EltwiseFunction;
import dev.lamina.onednn.primitive.Memory;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.PrimitiveBuilder;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.LeadBinding;
import dev.lamina.runtime.device.Tensor;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chains of elementwise ops. A sum is one binary primitive, which takes in further sums and
 * activations as its post-operations; gradients of activations are primitives of their own, since
 * oneDNN has no such post-operation; dropout is Java, as it is by itself; so is a norm that begins
 * the chain what it is by itself, one primitive, which is faster than statistics and then a chain.
 * A concatenation, too, is computed as by itself. A value that is no output lies in the first
 * output's place until the next pass reads it.
 *
 * <p>A slice is added to what is there by a copy that accumulates, since no binary primitive of
 * oneDNN's has fast code for one; where there is nothing to add it to, it is copied first.
 */
final class FusedKernels {

  /** oneDNN takes 32; nothing is lost by another pass after so many. */
  private static final int MOST_POST_OPERATIONS = 30;

  private final Fused op;
  private final Binding binding;
  private final Workbench bench;
  private final MemoryDesc flat;
  private final List<Kernel> passes = new ArrayList<>();

  private FusedKernels(Fused op, Binding binding, Workbench bench) {
    this.op = op;
    this.binding = binding;
    this.bench = bench;
    this.flat = bench.flat(binding.output(0));
  }

  static Kernel forward(Fused op, Binding binding, Workbench bench) {
    FusedKernels kernels = new FusedKernels(op, binding, bench);
    int step = 0;
    while (step < op.steps().size()) {
      step = kernels.addPass(step);
    }
    return kernels.passes.size() == 1 ? kernels.passes.get(0) : new SequenceKernel(kernels.passes);
  }

  /** Adds the pass that begins with a step, and gives the step after it. */
  private int addPass(int s) {
    FusedStep step = op.steps().get(s);
    if (step instanceof FusedStep.Sum sum) {
      return addSum(s, sum);
    }
    step.operands().stream().filter(this::isSlice).forEach(slice -> passes.add(copy(slice, s)));
    if (step instanceof FusedStep.Lead) {
      passes.add(Lowerings.lower(LeadBinding.of(op, binding), bench));
    } else if (step instanceof FusedStep.Join join) {
      List<Tensor> parts = join.parts().stream().map(this::tensor).toList();
      passes.add(ConcatKernels.forward(parts, tensor(op.operand(s)), bench));
    } else if (step instanceof FusedStep.Apply apply) {
      passes.add(activation(apply, s));
    } else if (step instanceof FusedStep.Slope slope) {
      passes.add(slope(slope, s));
    } else if (step instanceof FusedStep.Drop drop) {
      passes.add(drop(drop, s));
    } else if (step instanceof FusedStep.Draw draw) {
      passes.add(draw(draw, s));
    }
    return s + 1;
  }

  private int addSum(int s, FusedStep.Sum sum) {
    List<Integer> slices = new ArrayList<>(sum.terms().stream().filter(this::isSlice).toList());
    List<Tensor> wholes =
        new ArrayList<>(
            sum.terms().stream().filter(term -> !isSlice(term)).map(this::tensor).toList());
    Tensor destination = tensor(op.operand(s));
    if (!slices.isEmpty() && !isBegun(wholes, destination)) {
      passes.add(copy(slices.remove(0), s));
      wholes.add(destination);
    }
    int next = wholes.size() > 1 ? addSum(s, wholes, slices.isEmpty()) : s + 1;
    slices.forEach(slice -> passes.add(accumulate(slice, s)));
    return next;
  }

  /** Whether whole terms are, or will be, where a sum's slices can be added. */
  private static boolean isBegun(List<Tensor> wholes, Tensor destination) {
    return wholes.size() > 1 || (wholes.size() == 1 && wholes.get(0).sameMemory(destination));
  }

  /** Adds the passes of a sum, and of the steps after it that the last of them can take in. */
  private int addSum(int s, List<Tensor> wholes, boolean takesIn) {
    List<Tensor> terms = inPlaceFirst(wholes);
    while (terms.size() - 2 > MOST_POST_OPERATIONS) {
      Tensor partial = tensor(op.operand(s));
      passes.add(sum(terms.subList(0, MOST_POST_OPERATIONS), s, s, partial));
      terms = new ArrayList<>(terms.subList(MOST_POST_OPERATIONS, terms.size()));
      terms.add(0, partial);
    }
    int last = s;
    int operations = terms.size() - 2;
    while (takesIn && isTakenIn(last)) {
      operations += op.steps().get(last + 1).operands().size();
      if (operations > MOST_POST_OPERATIONS) {
        break;
      }
      last++;
    }
    passes.add(sum(terms, s, last, tensor(op.operand(last))));
    return last + 1;
  }

  private Kernel sum(List<Tensor> terms, int s, int last, Tensor destination) {
    PostOperations post = new PostOperations(bench.attributes());
    terms.subList(2, terms.size()).forEach(post::add);
    for (int next = s + 1; next <= last; next++) {
      post.add(next);
    }
    return post.after(terms.get(0), terms.get(1), destination);
  }

  /** Whether a step's value is needed for nothing but a sum or an activation that comes next. */
  private boolean isTakenIn(int s) {
    int value = op.operand(s);
    if (s + 1 == op.steps().size() || op.outputs().contains(value)) {
      return false;
    }
    FusedStep next = op.steps().get(s + 1);
    return next instanceof FusedStep.Apply
        || (next instanceof FusedStep.Sum && Collections.frequency(next.operands(), value) == 1);
  }

  /** Later terms are read after the first element is written; two terms commute exactly. */
  private List<Tensor> inPlaceFirst(List<Tensor> terms) {
    List<Tensor> ordered = new ArrayList<>(terms);
    ordered.sort(Comparator.comparing(term -> !term.sameMemory(binding.output(0))));
    return ordered;
  }

  private Kernel activation(FusedStep.Apply apply, int s) {
    return new PrimitiveKernel(
        bench
            .elementwise()
            .activation(Functions.of(apply.function()), flat, flat)
            .bind()
            .with(Argument.SOURCE, memory(apply.x(), s))
            .with(Argument.DESTINATION, memory(op.operand(s), s))
            .build());
  }

  private Kernel slope(FusedStep.Slope slope, int s) {
    EltwiseFunction function = Functions.of(slope.function());
    return new PrimitiveKernel(
        bench
            .elementwise()
            .activationBackward(function, flat, flat, flat)
            .bind()
            .with(
                function.fromOutput() ? Argument.DESTINATION : Argument.SOURCE,
                memory(slope.saved(), s))
            .with(Argument.DESTINATION_GRADIENT, memory(slope.gradient(), s))
            .with(Argument.SOURCE_GRADIENT, memory(op.operand(s), s))
            .build());
  }

  private Kernel draw(FusedStep.Draw draw, int s) {
    IntBuffer random = bench.integers(tensor(draw.random()));
    ByteBuffer mask = bench.bytes(tensor(op.operand(s)));
    int threshold = DropoutDraw.threshold(draw.rate());
    return () -> {
      int key = DropoutDraw.key(random.get(0), random.get(1), draw.stream());
      for (int i = 0; i < mask.capacity(); i++) {
        mask.put(i, (byte) (DropoutDraw.keeps(key, i, threshold) ? 1 : 0));
      }
    };
  }

  private Kernel drop(FusedStep.Drop drop, int s) {
    Reals x = bench.reals(tensor(drop.x(), s));
    ByteBuffer mask = bench.bytes(tensor(drop.mask()));
    Reals y = bench.reals(tensor(op.operand(s)));
    float scale = (float) drop.scale();
    return () -> {
      for (int i = 0; i < x.length(); i++) {
        y.put(i, mask.get(i) != 0 ? x.get(i) * scale : 0f);
      }
    };
  }

  private Kernel copy(int operand, int reader) {
    FusedStep.Slice slice = slice(operand);
    Tensor whole = binding.input(slice.whole());
    Tensor sum = tensor(op.operand(reader));
    return new PrimitiveKernel(bench.copyChannels(whole, slice.first(), sum, 0, channels()));
  }

  /** A slice goes to what the step that reads it computes. */
  private Kernel accumulate(int operand, int reader) {
    FusedStep.Slice slice = slice(operand);
    Memory source = bench.slice(binding.input(slice.whole()), slice.first(), channels());
    Memory sum = bench.slice(tensor(op.operand(reader)), 0, channels());
    return new PrimitiveKernel(bench.accumulate(source, sum));
  }

  private FusedStep.Slice slice(int operand) {
    return (FusedStep.Slice) op.step(operand);
  }

  private int channels() {
    return binding.output(0).shape().channels();
  }

  private boolean isSlice(int operand) {
    return !op.isInput(operand) && op.step(operand) instanceof FusedStep.Slice;
  }

  private Memory memory(int operand, int reader) {
    return bench.memory(flat, tensor(operand, reader));
  }

  /** An operand of a step; a slice has been copied to what the step computes. */
  private Tensor tensor(int operand, int reader) {
    return tensor(isSlice(operand) ? op.operand(reader) : operand);
  }

  private Tensor tensor(int operand) {
    if (op.isInput(operand)) {
      return binding.input(operand);
    }
    int output = op.outputs().indexOf(operand);
    return binding.output(Math.max(output, 0));
  }

  /** What one primitive does after its sum. */
  private final class PostOperations {
    private final Attributes attributes;
    private final Map<Integer, Tensor> terms = new LinkedHashMap<>();
    private int count;

    PostOperations(Attributes attributes) {
      this.attributes = attributes;
    }

    void add(Tensor term) {
      attributes.add(flat);
      terms.put(count++, term);
    }

    /** A step that goes on with the value of the step before it. */
    void add(int s) {
      FusedStep step = op.steps().get(s);
      if (step instanceof FusedStep.Apply apply) {
        attributes.eltwise(Functions.of(apply.function()));
        count++;
      } else {
        step.operands().stream()
            .filter(operand -> operand != op.operand(s - 1))
            .map(FusedKernels.this::tensor)
            .forEach(this::add);
      }
    }

    Kernel after(Tensor first, Tensor second, Tensor destination) {
      PrimitiveBuilder builder =
          bench
              .elementwise()
              .add(flat, flat, flat, attributes)
              .bind()
              .with(Argument.SOURCE, bench.memory(flat, first))
              .with(Argument.SECOND_SOURCE, bench.memory(flat, second))
              .with(Argument.DESTINATION, bench.memory(flat, destination));
      terms.forEach((index, term) -> builder.withPostOperation(index, bench.memory(flat, term)));
      return new PrimitiveKernel(builder.build());
    }
  }
}
