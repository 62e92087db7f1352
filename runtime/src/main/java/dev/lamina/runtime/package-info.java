/**
 * What generated networks and their users call at run time.
 *
 * <p>In: a generated network and a device. Out: forward and training steps. Nothing here is native:
 * devices that are live in modules of their own.
 */
package dev.lamina.runtime;
