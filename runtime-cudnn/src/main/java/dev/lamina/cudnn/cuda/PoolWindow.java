package dev.lamina.cudnn.cuda;

/**
 * A window of pooling.
 *
 * @param height in pixels
 * @param width in pixels
 * @param padding pixels added on each side
 * @param stride step in pixels, both ways
 */
public record PoolWindow(int height, int width, int padding, int stride) {}
