package dev.lamina.graph.decl;

/**
 * The declared shape of one image.
 *
 * @param channels of one image
 * @param height in pixels
 * @param width in pixels
 * @param origin where it was written
 */
public record InputDecl(int channels, int height, int width, Origin origin) {}
