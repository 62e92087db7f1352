package dev.lamina.graph.op;

/** What a training step does to whole arenas, in place: nothing here depends on the network. */
public sealed interface ArenaOp extends Op
    permits UpdateOp, ClipGradients, AverageWeights, NextStep {}
