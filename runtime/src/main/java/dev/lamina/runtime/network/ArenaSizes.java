package dev.lamina.runtime.network;

/**
 * The memory that one program was planned to need.
 *
 * @param activations floats per example
 * @param masks bytes per example
 * @param statistics floats, whatever the batch
 * @param folded floats of folded weights, whatever the batch
 */
public record ArenaSizes(long activations, long masks, long statistics, long folded) {}
