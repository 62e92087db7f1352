package dev.lamina.cudnn.cuda;

/**
 * The sizes of a product of matrices.
 *
 * @param rows of the left matrix and of the result
 * @param columns of the right matrix and of the result
 * @param depth columns of the left matrix, rows of the right one
 */
public record MatrixProduct(int rows, int columns, int depth) {}
