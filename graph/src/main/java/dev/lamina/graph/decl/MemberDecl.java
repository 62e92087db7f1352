package dev.lamina.graph.decl;

import java.util.Optional;

/**
 * One member of a network or of a user's block: at least one of principal, norm and activation.
 *
 * @param name the method's name
 * @param principal what it computes first
 * @param norm the norm that follows
 * @param activation the activation that comes last
 * @param repeat how often all of that is repeated
 * @param stateDict how its parameters are named
 * @param origin the method
 */
public record MemberDecl(
    String name,
    Optional<PrincipalDecl> principal,
    Optional<BatchNormDecl> norm,
    Optional<ActivationDecl> activation,
    Optional<RepeatDecl> repeat,
    Optional<StateDictDecl> stateDict,
    Origin origin) {}
