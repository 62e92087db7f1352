/**
 * The annotation processor: {@code javac}'s front end to the compiler, and the writer of Java
 * sources.
 *
 * <p>In: types annotated with {@code dev.lamina.dsl}. Out: diagnostics on the annotation value that
 * is wrong, and one generated class per network, which {@code dev.lamina.runtime} drives.
 */
package dev.lamina.processor;
