package dev.lamina.runtime.session;

/**
 * The first number of a step that is not finite.
 *
 * @param kernel the path of what wrote it, for example {@code stage2.0.conv1}
 * @param operation what that computes, for example {@code conv2d}
 * @param backward whether it belongs to the backward graph
 */
public record NonFinite(String kernel, String operation, boolean backward) {}
