/**
 * The annotations in which a network is declared, and their enums.
 *
 * <p>In: nothing; a network's author writes these on an interface and its methods. Out: the
 * annotated types that {@code dev.lamina.processor} reads. Every attribute states its default, its
 * unit and its effect on the shape of what flows through.
 */
package dev.lamina.dsl;
