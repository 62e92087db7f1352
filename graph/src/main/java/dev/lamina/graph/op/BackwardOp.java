package dev.lamina.graph.op;

/**
 * An op of a backward graph: it turns the gradient of outputs into the gradient of inputs, or
 * computes again what gradients are made of.
 */
public sealed interface BackwardOp extends Op
    permits ActivationGrad,
        AvgPoolGrad,
        BatchNormGrad,
        BatchNormRecompute,
        ChannelShuffle,
        ConcatGrad,
        Conv2d,
        Conv2dInputGrad,
        Conv2dInputGradSum,
        Conv2dWeightGrad,
        DropoutGrad,
        Fused,
        GlobalAvgPoolGrad,
        JoinedConv2dGrad,
        LinearInputGrad,
        LinearWeightGrad,
        MaxPoolGrad,
        NormedConv2dGrad,
        RecomputedWeightGrad {}
