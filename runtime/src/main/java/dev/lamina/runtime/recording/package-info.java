/**
 * What a compiled network's programs run, found without a device.
 *
 * <p>In: a compiled network. Out: {@link dev.lamina.runtime.recording.RecordedGraph}: its ops in
 * the order in which they run, and which of them reads what another one wrote; for exports and
 * drawings; and {@link dev.lamina.runtime.recording.RecordedStep}: what a training step binds, for
 * its costs.
 */
package dev.lamina.runtime.recording;
