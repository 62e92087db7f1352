/**
 * What every device must do besides computing: keep memory, count it, refuse what does not fit, and
 * give the same bits again.
 *
 * <p>In: a way to open the device. Out: JUnit tests, as default methods that {@link
 * dev.lamina.conformance.DeviceConformance} inherits.
 */
package dev.lamina.conformance.behaviour;
