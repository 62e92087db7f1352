/**
 * A compiled network's inference program as a graph again, without a device.
 *
 * <p>In: a compiled network. Out: {@link dev.lamina.runtime.recording.RecordedGraph}: its ops in
 * the order in which they run, and which of them reads what another one wrote; for exports and
 * drawings.
 */
package dev.lamina.runtime.recording;
