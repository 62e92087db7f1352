/**
 * One small program per architecture.
 *
 * <p>In: the networks of {@code dev.lamina.models} and whatever devices this machine has. Out:
 * trained and evaluated networks, as a reader's first steps.
 */
package dev.lamina.examples;
