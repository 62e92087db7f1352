/**
 * The intermediate representation: operations as records, and the graphs that they form.
 *
 * <p>In: declarations that a front end has read. Out: checked, differentiated and planned graphs,
 * whose operation records are also the vocabulary that devices in {@code dev.lamina.runtime} lower
 * to kernels. Pure Java: nothing here knows a compiler front end or a device.
 */
package dev.lamina.graph;
