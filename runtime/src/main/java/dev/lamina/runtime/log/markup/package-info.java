/**
 * Text as pages and pictures want it. In: anything. Out: text without characters that a page would
 * take for its own, the same in every locale.
 */
package dev.lamina.runtime.log.markup;
