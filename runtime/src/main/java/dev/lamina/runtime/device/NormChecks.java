package dev.lamina.runtime.device;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.FoldNorm;

/** The operands of normalisations. */
final class NormChecks {

  private NormChecks() {}

  static void training(BatchNorm op, Operands o) {
    o.counts(5, op.relu() ? 4 : 3);
    Tensor x = o.input(0);
    int channels = x.shape().channels();
    o.requireOfUser(
        x.batch() * (long) x.shape().pixels() > 1,
        "one value per channel has no variance: take a larger batch");
    o.reals(x, "x", x.shape(), x.batch());
    o.reals(o.output(0), "y", x.shape(), x.batch());
    perChannel(o, channels, "scale", "shift", "running mean", "running variance");
    o.whole(o.output(1), "batch mean", channels);
    o.whole(o.output(2), "second statistic", channels);
    if (op.relu()) {
      o.mask(o.output(3), "mask", BatchNorm.maskBytes(x.shape().elements()), x.batch());
    }
  }

  static void gradient(BatchNormGrad op, Operands o) {
    o.counts(op.norm().relu() ? 7 : 6, 3);
    Tensor x = o.input(0);
    int channels = x.shape().channels();
    o.reals(x, "x", x.shape(), x.batch());
    o.reals(o.input(1), "dy", x.shape(), x.batch());
    o.whole(o.input(2), "scale", channels);
    o.whole(o.input(3), "shift", channels);
    o.whole(o.input(4), "batch mean", channels);
    o.whole(o.input(5), "second statistic", channels);
    if (op.norm().relu()) {
      o.mask(o.input(6), "mask", BatchNorm.maskBytes(x.shape().elements()), x.batch());
    }
    o.reals(o.output(0), "dx", x.shape(), x.batch());
    o.whole(o.output(1), "dscale", channels);
    o.whole(o.output(2), "dshift", channels);
  }

  static void inference(Operands o) {
    o.counts(5, 1);
    Tensor x = o.input(0);
    o.reals(x, "x", x.shape(), x.batch());
    o.reals(o.output(0), "y", x.shape(), x.batch());
    perChannel(o, x.shape().channels(), "scale", "shift", "running mean", "running variance");
  }

  static void recompute(Operands o) {
    o.counts(5, 1);
    Tensor x = o.input(0);
    o.reals(x, "x", x.shape(), x.batch());
    o.reals(o.output(0), "y", x.shape(), x.batch());
    perChannel(o, x.shape().channels(), "scale", "shift", "batch mean", "second statistic");
  }

  private static void perChannel(Operands o, int channels, String... roles) {
    perChannel(o, 1, channels, roles);
  }

  private static void perChannel(Operands o, int first, int channels, String... roles) {
    for (int i = 0; i < roles.length; i++) {
      o.whole(o.input(first + i), roles[i], channels);
    }
  }

  static void fold(FoldNorm op, Operands o) {
    int first = op.bias() ? 2 : 1;
    o.counts(first + 4, 2);
    Shape weight = o.inputShape(0);
    int filters = weight.dim(0);
    o.reals(o.input(0), "the weight", weight, 1);
    if (op.bias()) {
      o.whole(o.input(1), "bias", filters);
    }
    perChannel(o, first, filters, "scale", "shift", "running mean", "running variance");
    o.reals(o.output(0), "the folded weight", weight, 1);
    o.whole(o.output(1), "the folded bias", filters);
  }
}
