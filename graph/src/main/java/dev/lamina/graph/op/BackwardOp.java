package dev.lamina.graph.op;

/** An op of a backward graph: it turns the gradient of outputs into the gradient of inputs. */
public sealed interface BackwardOp extends Op
    permits ActivationGrad,
        AvgPoolGrad,
        BatchNormGrad,
        ChannelShuffle,
        ConcatGrad,
        Conv2dInputGrad,
        Conv2dWeightGrad,
        DropoutGrad,
        Fused,
        GlobalAvgPoolGrad,
        LinearInputGrad,
        LinearWeightGrad,
        MaxPoolGrad {}
