package dev.lamina.runtime.device;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.Fused.Kind;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.graph.op.Op;
import java.util.Optional;

/**
 * The operands of fused ops: all of one shape but for channels of parts and wider maps, each of the
 * kind that the op's steps take.
 */
final class FusedCheck {

  private FusedCheck() {}

  static void check(Fused op, Operands o) {
    o.counts(op.inputs(), op.outputCount());
    Tensor whole = o.output(0);
    for (int i = 0; i < op.inputs(); i++) {
      check(op.kind(i), o, o.input(i), "input " + Fused.letter(i), whole);
    }
    for (int i = 0; i < op.outputs().size(); i++) {
      check(op.step(op.outputs().get(i)).kind(), o, o.output(i), "output " + i, whole);
    }
    op.steps().forEach(step -> checkChannels(step, o, whole));
  }

  private static void checkChannels(FusedStep step, Operands o, Tensor whole) {
    if (step instanceof FusedStep.Slice slice) {
      int channels = o.inputShape(slice.whole()).channels();
      int last = slice.first() + whole.shape().channels();
      o.require(last <= channels, "a slice up to channel %d of %d".formatted(last, channels));
    } else if (step instanceof FusedStep.Join join) {
      int channels = join.parts().stream().mapToInt(part -> o.inputShape(part).channels()).sum();
      o.require(
          channels == whole.shape().channels(),
          "parts of %d channels make none of %d".formatted(channels, whole.shape().channels()));
    }
  }

  /** The norm that begins a chain takes the operands that it takes alone. */
  static Optional<Binding> lead(Op op, Binding binding) {
    return op instanceof Fused chain && chain.lead().isPresent()
        ? Optional.of(LeadBinding.of(chain, binding))
        : Optional.empty();
  }

  private static void check(Kind kind, Operands o, Tensor tensor, String role, Tensor whole) {
    Shape shape = whole.shape();
    switch (kind) {
      case REAL -> o.reals(tensor, role, shape, whole.batch());
      case MASK -> o.mask(tensor, role, Math.toIntExact(shape.elements()), whole.batch());
      case RANDOM -> o.integers(tensor, role, 2, 1);
      case CHANNELS -> o.whole(tensor, role, shape.channels());
      case PART, WIDE ->
          o.reals(tensor, role, shape.withChannels(tensor.shape().channels()), whole.batch());
    }
  }
}
