package dev.lamina.cudnn.cuda;

import java.util.OptionalInt;
import jcuda.cudaDataType;
import jcuda.jcublas.cublasComputeType;
import jcuda.jcudnn.cudnnDataType;
import jcuda.jcudnn.cudnnMathType;

/** What activations and the weights that kernels read are made of, and how products are taken. */
public enum RealType {
  /** IEEE binary32, multiplied and added as such. */
  FLOAT32(
      Float.BYTES,
      cudnnDataType.CUDNN_DATA_FLOAT,
      cudaDataType.CUDA_R_32F,
      cudnnMathType.CUDNN_FMA_MATH,
      cublasComputeType.CUBLAS_COMPUTE_32F,
      10),
  /**
   * IEEE binary32 in memory, rounded to 10 bits of mantissa for multiplication, summed in float32.
   */
  TF32(
      Float.BYTES,
      cudnnDataType.CUDNN_DATA_FLOAT,
      cudaDataType.CUDA_R_32F,
      cudnnMathType.CUDNN_TENSOR_OP_MATH,
      cublasComputeType.CUBLAS_COMPUTE_32F_FAST_TF32,
      80),
  /** bfloat16 in memory and for multiplication, summed in float32. */
  BFLOAT16(
      Short.BYTES,
      cudnnDataType.CUDNN_DATA_BFLOAT16,
      cudaDataType.CUDA_R_16BF,
      cudnnMathType.CUDNN_TENSOR_OP_MATH,
      cublasComputeType.CUBLAS_COMPUTE_32F,
      80);

  private final int bytes;
  private final int cudnn;
  private final int cublas;
  private final int math;
  private final int product;
  private final int architecture;

  RealType(int bytes, int cudnn, int cublas, int math, int product, int architecture) {
    this.bytes = bytes;
    this.cudnn = cudnn;
    this.cublas = cublas;
    this.math = math;
    this.product = product;
    this.architecture = architecture;
  }

  /** Bytes of one. */
  public int bytes() {
    return bytes;
  }

  /** The first compute capability whose hardware has it, for example 80 for 8.0. */
  public int architecture() {
    return architecture;
  }

  /** {@code cudnnDataType_t}. */
  int cudnn() {
    return cudnn;
  }

  /** {@code cudaDataType_t}. */
  int cublas() {
    return cublas;
  }

  /** {@code cudnnMathType_t}. */
  int math() {
    return math;
  }

  /** {@code cublasComputeType_t}. */
  int product() {
    return product;
  }

  /**
   * The kind of arithmetic in which an algorithm is run that cuDNN offers in this one; empty if it
   * is less precise than this type.
   *
   * @param offered {@code cudnnMathType_t}
   */
  OptionalInt mathOf(int offered) {
    boolean halves = offered == cudnnMathType.CUDNN_TENSOR_OP_MATH_ALLOW_CONVERSION;
    boolean tensorCores = halves || offered == cudnnMathType.CUDNN_TENSOR_OP_MATH;
    return switch (this) {
      // Plain arithmetic is reported as either of the other two kinds, one of which is TF32 to
      // cuDNN.
      case FLOAT32 -> tensorCores ? OptionalInt.empty() : OptionalInt.of(math);
      case TF32 -> halves ? OptionalInt.empty() : OptionalInt.of(offered);
      case BFLOAT16 -> OptionalInt.of(offered);
    };
  }
}
