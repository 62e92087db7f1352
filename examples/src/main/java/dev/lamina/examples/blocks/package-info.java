/** A network that is written with the user's own blocks only. */
package dev.lamina.examples.blocks;
