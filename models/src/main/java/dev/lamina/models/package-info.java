/**
 * The networks that come with Lamina, as annotated types.
 *
 * <p>In: the annotations of {@code dev.lamina.dsl}. Out: generated classes, written while this
 * module compiles and registered for {@link java.util.ServiceLoader}.
 */
package dev.lamina.models;
