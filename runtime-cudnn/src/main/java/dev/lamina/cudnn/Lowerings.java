package dev.lamina.cudnn;

import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationGrad;
import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.AverageWeights;
import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.AvgPoolGrad;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.ChannelShuffle;
import dev.lamina.graph.op.ClipGradients;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dInputGradSum;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.Dropout;
import dev.lamina.graph.op.DropoutGrad;
import dev.lamina.graph.op.FoldNorm;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedConv2d;
import dev.lamina.graph.op.GlobalAvgPool;
import dev.lamina.graph.op.GlobalAvgPoolGrad;
import dev.lamina.graph.op.JoinedConv2d;
import dev.lamina.graph.op.JoinedConv2dGrad;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.LinearInputGrad;
import dev.lamina.graph.op.LinearWeightGrad;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.MaxPoolGrad;
import dev.lamina.graph.op.NextStep;
import dev.lamina.graph.op.NormedConv2d;
import dev.lamina.graph.op.NormedConv2dGrad;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.RecomputedWeightGrad;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.op.SoftmaxCrossEntropy;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Every op that the device knows, each with the kernel that computes it. */
final class Lowerings {
  private static final Map<Class<? extends Op>, Lowering<Op>> BY_OP = all();

  private Lowerings() {}

  /** The ops that have a kernel. */
  static Set<Class<? extends Op>> ops() {
    return BY_OP.keySet();
  }

  static Kernel lower(Binding binding, Workbench bench) {
    return BY_OP.get(binding.op().getClass()).bind(binding.op(), binding, bench);
  }

  private static Map<Class<? extends Op>, Lowering<Op>> all() {
    Map<Class<? extends Op>, Lowering<Op>> all = new HashMap<>();
    add(all, Conv2d.class, Conv2dKernels::forward);
    add(all, FusedConv2d.class, Conv2dKernels::fused);
    add(all, Conv2dInputGrad.class, Conv2dKernels::inputGrad);
    add(all, Conv2dInputGradSum.class, Conv2dKernels::inputGradSum);
    add(all, Conv2dWeightGrad.class, Conv2dKernels::weightGrad);
    add(all, RecomputedWeightGrad.class, (op, b, w) -> ApartKernels.inTurn(b, w));
    add(all, JoinedConv2d.class, (op, b, w) -> ApartKernels.inTurn(b, w));
    add(all, JoinedConv2dGrad.class, (op, b, w) -> ApartKernels.inTurn(b, w));
    add(all, NormedConv2d.class, (op, b, w) -> ApartKernels.inTurn(b, w));
    add(all, NormedConv2dGrad.class, (op, b, w) -> ApartKernels.inTurn(b, w));
    add(all, Linear.class, LinearKernels::forward);
    add(all, LinearInputGrad.class, LinearKernels::inputGrad);
    add(all, LinearWeightGrad.class, LinearKernels::weightGrad);
    add(all, BatchNorm.class, BatchNormKernels::training);
    add(all, BatchNormGrad.class, BatchNormKernels::backward);
    add(all, BatchNormRecompute.class, BatchNormKernels::recompute);
    add(all, BatchNormInference.class, BatchNormKernels::inference);
    add(all, FoldNorm.class, BatchNormKernels::fold);
    add(all, Activation.class, ActivationKernels::forward);
    add(all, ActivationGrad.class, ActivationKernels::backward);
    add(all, Add.class, AddKernels::forward);
    add(all, Concat.class, (op, b, w) -> ConcatKernels.forward(b, w));
    add(all, ConcatGrad.class, ConcatKernels::backward);
    add(all, ChannelShuffle.class, ChannelShuffleKernels::forward);
    add(all, MaxPool.class, MaxPoolKernels::forward);
    add(all, MaxPoolGrad.class, MaxPoolKernels::backward);
    add(all, AvgPool.class, AvgPoolKernels::forward);
    add(all, AvgPoolGrad.class, AvgPoolKernels::backward);
    add(all, GlobalAvgPool.class, (op, b, w) -> GlobalAvgPoolKernels.forward(b, w));
    add(all, GlobalAvgPoolGrad.class, (op, b, w) -> GlobalAvgPoolKernels.backward(b, w));
    add(all, Dropout.class, DropoutKernels::forward);
    add(all, DropoutGrad.class, DropoutKernels::backward);
    add(all, Fused.class, FusedKernels::forward);
    add(all, SoftmaxCrossEntropy.class, LossKernels::forward);
    add(all, Sgd.class, OptimizerKernels::sgd);
    add(all, AdamW.class, OptimizerKernels::adamW);
    add(all, ClipGradients.class, OptimizerKernels::clip);
    add(all, AverageWeights.class, OptimizerKernels::average);
    add(all, NextStep.class, StepKernels::next);
    return Map.copyOf(all);
  }

  private static <T extends Op> void add(
      Map<Class<? extends Op>, Lowering<Op>> all, Class<T> type, Lowering<T> lowering) {
    all.put(type, (op, binding, bench) -> lowering.bind(type.cast(op), binding, bench));
  }
}
