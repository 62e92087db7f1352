package dev.lamina.graph.op;

/** An optimizer's update of the whole parameter arena, in place. */
public sealed interface UpdateOp extends ArenaOp permits AdamW, Sgd {}
