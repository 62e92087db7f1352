/**
 * What every device must do besides computing: keep memory, count it, and refuse what does not fit.
 *
 * <p>In: a way to open the device. Out: JUnit tests, as default methods that {@link
 * dev.lamina.conformance.DeviceConformance} inherits.
 */
package dev.lamina.conformance.behaviour;
