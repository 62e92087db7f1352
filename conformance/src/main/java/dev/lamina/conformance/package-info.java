/**
 * The kit that every device must pass, operation by operation and model by model.
 *
 * <p>In: a device, named by a test class of the device's own module. Out: JUnit tests that hold it
 * against the double-precision reference device.
 */
package dev.lamina.conformance;
