/**
 * What every device offers: memory, and kernels for the ops of {@link dev.lamina.graph.op} bound
 * once to fixed views of it. Sessions and generated code come in; library calls go out.
 */
package dev.lamina.runtime.device;
