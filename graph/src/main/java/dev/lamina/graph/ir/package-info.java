/**
 * The intermediate representation that all passes share: values in single-assignment form, the
 * nodes that compute them and where each node was written.
 */
package dev.lamina.graph.ir;
