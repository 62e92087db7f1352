/**
 * The CPU device, on oneDNN.
 *
 * <p>In: the operation records of a planned graph. Out: their results, computed by oneDNN
 * primitives that are bound once, when a session opens. No other package touches JavaCPP.
 */
package dev.lamina.onednn;
