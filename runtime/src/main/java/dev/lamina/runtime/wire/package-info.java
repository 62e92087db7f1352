/**
 * The wire format of protocol buffers, as far as files of other tools need it.
 *
 * <p>In: fields by their numbers. Out: the bytes of a message, for ONNX models and event files.
 */
package dev.lamina.runtime.wire;
