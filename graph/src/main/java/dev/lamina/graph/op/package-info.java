/**
 * The vocabulary of the compiler and of every device: one record for each operation, forward,
 * backward and update.
 */
package dev.lamina.graph.op;
