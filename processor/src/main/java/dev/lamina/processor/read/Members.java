package dev.lamina.processor.read;

import dev.lamina.graph.decl.MemberDecl;
import java.util.List;

/**
 * The members of a type.
 *
 * @param declarations those without errors
 * @param methods all layers, with errors or without
 * @param readable whether {@code javac} has no errors of its own in them
 */
record Members(List<MemberDecl> declarations, List<LayerMethod> methods, boolean readable) {}
