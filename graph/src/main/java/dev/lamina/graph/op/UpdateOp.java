package dev.lamina.graph.op;

/** An optimizer's update of the whole parameter arena, in place. */
public sealed interface UpdateOp extends Op permits AdamW, Sgd {}
