package dev.lamina.runtime.reference;

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

/** Every op that the device knows, each with the kernel that computes it. */
final class Lowerings {
  private static final Map<Class<? extends Op>, Lowering<Op>> BY_OP = all();

  private Lowerings() {}

  static Kernel lower(Binding binding, Workspace workspace) {
    return BY_OP.get(binding.op().getClass()).bind(binding.op(), binding, workspace);
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
    add(all, Linear.class, (op, b, w) -> LinearKernels.forward(op, b));
    add(all, LinearInputGrad.class, (op, b, w) -> LinearKernels.inputGrad(b));
    add(all, LinearWeightGrad.class, (op, b, w) -> LinearKernels.weightGrad(op, b));
    add(all, BatchNorm.class, (op, b, w) -> BatchNormKernels.training(op, b));
    add(all, BatchNormGrad.class, (op, b, w) -> BatchNormKernels.backward(op, b));
    add(all, BatchNormInference.class, (op, b, w) -> BatchNormKernels.inference(op, b));
    add(all, BatchNormRecompute.class, (op, b, w) -> BatchNormKernels.recompute(op, b));
    add(all, FoldNorm.class, (op, b, w) -> BatchNormKernels.fold(op, b));
    add(all, Activation.class, (op, b, w) -> ActivationKernels.forward(op, b));
    add(all, ActivationGrad.class, (op, b, w) -> ActivationKernels.backward(op, b));
    add(all, Add.class, (op, b, w) -> AddKernels.forward(op, b));
    add(all, Concat.class, (op, b, w) -> ConcatKernels.forward(b));
    add(all, ConcatGrad.class, (op, b, w) -> ConcatKernels.backward(op, b));
    add(all, ChannelShuffle.class, (op, b, w) -> ChannelShuffleKernels.forward(op, b));
    add(all, MaxPool.class, (op, b, w) -> MaxPoolKernels.forward(op, b));
    add(all, MaxPoolGrad.class, (op, b, w) -> MaxPoolKernels.backward(op, b));
    add(all, AvgPool.class, (op, b, w) -> AvgPoolKernels.forward(op, b));
    add(all, AvgPoolGrad.class, (op, b, w) -> AvgPoolKernels.backward(op, b));
    add(all, GlobalAvgPool.class, (op, b, w) -> GlobalAvgPoolKernels.forward(b));
    add(all, GlobalAvgPoolGrad.class, (op, b, w) -> GlobalAvgPoolKernels.backward(b));
    add(all, Dropout.class, (op, b, w) -> DropoutKernels.forward(op, b));
    add(all, DropoutGrad.class, (op, b, w) -> DropoutKernels.backward(op, b));
    add(all, Fused.class, FusedKernels::forward);
    add(all, SoftmaxCrossEntropy.class, (op, b, w) -> LossKernels.forward(op, b));
    add(all, Sgd.class, (op, b, w) -> OptimizerKernels.sgd(op, b));
    add(all, AdamW.class, (op, b, w) -> OptimizerKernels.adamW(op, b));
    add(all, ClipGradients.class, (op, b, w) -> OptimizerKernels.clip(op, b));
    add(all, AverageWeights.class, (op, b, w) -> OptimizerKernels.average(op, b));
    add(all, NextStep.class, (op, b, w) -> StepKernels.next(b));
    return Map.copyOf(all);
  }

  private static <T extends Op> void add(
      Map<Class<? extends Op>, Lowering<Op>> all, Class<T> type, Lowering<T> lowering) {
    all.put(type, (op, binding, workspace) -> lowering.bind(type.cast(op), binding, workspace));
  }
}
