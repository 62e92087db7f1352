/**
 * Microbenchmarks of the work beside the device: batches while a network trains, and the compiler
 * while {@code javac} runs. Bytes allocated an operation are JMH's {@code gc.alloc.rate.norm}.
 */
package dev.lamina.benchmarks.host;
