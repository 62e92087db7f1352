/**
 * Networks as ONNX models, for other runtimes.
 *
 * <p>In: a compiled network and its weights. Out: one file in the ONNX format (IR version 7,
 * operator set 13), written without ONNX's own libraries.
 */
package dev.lamina.runtime.export.onnx;
