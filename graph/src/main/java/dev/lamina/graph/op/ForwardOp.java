package dev.lamina.graph.op;

/** An op of a forward graph. */
public sealed interface ForwardOp extends Op
    permits Activation,
        Add,
        AvgPool,
        BatchNorm,
        BatchNormInference,
        ChannelShuffle,
        Concat,
        Conv2d,
        Dropout,
        FoldNorm,
        Fused,
        FusedConv2d,
        GlobalAvgPool,
        JoinedConv2d,
        Linear,
        MaxPool,
        NormedConv2d,
        SoftmaxCrossEntropy {}
