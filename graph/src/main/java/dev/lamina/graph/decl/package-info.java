/**
 * What the user declared, free of any compiler's types; the front end makes it, the builder takes
 * it.
 */
package dev.lamina.graph.decl;
