package dev.lamina.runtime.device;

import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.JoinedConv2d;
import dev.lamina.graph.op.JoinedConv2dGrad;
import dev.lamina.graph.op.NormedConv2d;
import dev.lamina.graph.op.NormedConv2dGrad;
import dev.lamina.graph.op.RecomputedWeightGrad;

/** The operands of ops that are several others in one ({@link Apart}). */
final class ApartChecks {

  private ApartChecks() {}

  static void recomputedWeightGrad(RecomputedWeightGrad op, Operands o) {
    o.counts(6, op.grad().conv().bias() ? 3 : 2);
    apart(o);
  }

  static void joinedConv2d(JoinedConv2d op, Operands o) {
    joined(op, o);
    o.counts(op.firstKnown() + (op.known() > 0 ? 2 : 0), 6);
    apart(o);
    if (op.known() > 0) {
      int channels =
          o.inputs().subList(op.parts() - op.known(), op.parts()).stream()
              .mapToInt(map -> map.shape().channels())
              .sum();
      o.whole(o.input(op.firstKnown()), "the known mean", channels);
      o.whole(o.input(op.firstKnown() + 1), "the known second statistic", channels);
    }
  }

  static void joinedConv2dGrad(JoinedConv2dGrad op, Operands o) {
    joined(op.conv(), o);
    int parts = op.conv().parts();
    o.counts(op.firstOther() + (op.accumulates() ? parts : 0), parts + 5);
    apart(o);
  }

  private static void joined(JoinedConv2d op, Operands o) {
    boolean counted = op.parts() >= 1 && op.known() >= 0 && op.known() < op.parts();
    o.require(counted, op.parts() + " parts, of which " + op.known() + " are known");
    perPixel(op.conv(), o);
    o.require(op.norm().relu(), "a norm without a ReLU");
  }

  static void normedConv2d(NormedConv2d op, Operands o) {
    o.counts(6, 5);
    normed(op, o, o.output(3));
    apart(o);
  }

  static void normedConv2dGrad(NormedConv2dGrad op, Operands o) {
    o.counts(8, 6);
    normed(op.conv(), o, o.input(7));
    apart(o);
  }

  private static void normed(NormedConv2d op, Operands o, Tensor moments) {
    perPixel(op.conv(), o);
    o.require(!op.norm().relu(), "a norm with a ReLU");
    o.whole(moments, "moments", NormedConv2d.moments(o.inputShape(0).channels()));
  }

  private static void perPixel(Conv2d conv, Operands o) {
    o.require(conv.isPerPixel() && !conv.bias(), "a convolution of " + conv);
  }

  /** What each of the ops takes that are one op here. */
  private static void apart(Operands o) {
    o.apart().forEach(BindingChecks::operands);
  }
}
