/**
 * The writer of Java sources. In: a planned network and the type that declares it. Out: one
 * readable class that implements that type and drives the network's kernels, and the registration
 * by which the runtime finds it.
 */
package dev.lamina.processor.emit;
