/**
 * A network as a tree of layers, sequences and branches: built-in blocks expanded, shapes not yet
 * known. The builder makes it from declarations; shape inference turns it into a flat graph.
 */
package dev.lamina.graph.tree;
