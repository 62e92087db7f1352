package dev.lamina.runtime.device;

/**
 * A device's allocations, buffers and the kernels' own workspaces together.
 *
 * @param allocations how many were ever made
 * @param bytes how many bytes are held now
 * @param peakBytes the most bytes that were held at once
 */
public record MemoryStatistics(long allocations, long bytes, long peakBytes) {}
