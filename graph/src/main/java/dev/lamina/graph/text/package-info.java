/** The compiler's stages as text for people and golden files. */
package dev.lamina.graph.text;
