/**
 * Where the time of a training step goes.
 *
 * <p>In: a device, which {@link dev.lamina.runtime.profile.ProfilingDevice} wraps, so that a
 * session on it times each of its kernels; a session on the bare device runs as ever. Out: {@link
 * dev.lamina.runtime.profile.Profile}, by kernel, kind of op and member of the network, and a trace
 * for Chrome's tracing page or Perfetto ({@link dev.lamina.runtime.profile.TraceFile}).
 */
package dev.lamina.runtime.profile;
