package dev.lamina.graph.ir;

import dev.lamina.graph.decl.Origin;

/**
 * Where in the user's declaration a node comes from.
 *
 * @param member the network's member, for example {@code stage2}
 * @param block the smallest part that is emitted as one unit, for example {@code stage2.0}
 * @param origin the annotation, for messages
 */
public record Site(String member, String block, Origin origin) {}
