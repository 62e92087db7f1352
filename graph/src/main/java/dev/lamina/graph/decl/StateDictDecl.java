package dev.lamina.graph.decl;

import java.util.Optional;

/**
 * Declared names of parameters in weight files.
 *
 * @param prefix with {@code #} for the number of the repetition
 * @param first what {@code #} is for the first repetition
 * @param norm prefix of the norm's names; empty for {@code prefix.norm}
 * @param origin where it was written
 */
public record StateDictDecl(String prefix, int first, Optional<String> norm, Origin origin) {}
