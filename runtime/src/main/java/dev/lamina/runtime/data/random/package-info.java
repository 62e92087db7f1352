/**
 * The random numbers of the data pipeline: a generator that repeats PyTorch's split, and streams
 * that belong to one image of one epoch.
 *
 * <p>In: seeds. Out: integers and uniform numbers. Nothing here holds hidden global state, so a run
 * is a function of its seed.
 */
package dev.lamina.runtime.data.random;
