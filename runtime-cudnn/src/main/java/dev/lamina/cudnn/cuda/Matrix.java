package dev.lamina.cudnn.cuda;

import jcuda.jcublas.cublasOperation;

/**
 * A matrix in memory, row after row.
 *
 * @param address its first element
 * @param type of its elements
 * @param pitch elements of a row as it lies in memory
 * @param transposed whether its rows are taken for columns
 */
public record Matrix(Address address, RealType type, int pitch, boolean transposed) {

  /** A matrix as it lies in memory. */
  public static Matrix of(Address address, RealType type, int pitch) {
    return new Matrix(address, type, pitch, false);
  }

  /** The same memory, rows taken for columns. */
  public Matrix transpose() {
    return new Matrix(address, type, pitch, !transposed);
  }

  int operation() {
    return transposed ? cublasOperation.CUBLAS_OP_T : cublasOperation.CUBLAS_OP_N;
  }
}
