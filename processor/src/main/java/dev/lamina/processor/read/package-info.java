/**
 * The reader of declarations. In: a type as {@code javac} sees it. Out: a {@link
 * dev.lamina.graph.decl.ModelDecl} whose origins know the annotation values in the source, or
 * messages about types and methods that declare no network. The builder in {@code
 * dev.lamina.graph.build} comes next.
 */
package dev.lamina.processor.read;
