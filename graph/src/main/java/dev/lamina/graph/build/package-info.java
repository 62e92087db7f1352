/**
 * From declarations to the unit tree. In: a {@link dev.lamina.graph.decl.ModelDecl}. Out: a {@link
 * dev.lamina.graph.tree.NetworkTree}, in which every built-in block is expanded into the layers of
 * its paper's code and every parameter has its name in weight files; or messages about values that
 * no network can have. Shape inference comes next.
 */
package dev.lamina.graph.build;
