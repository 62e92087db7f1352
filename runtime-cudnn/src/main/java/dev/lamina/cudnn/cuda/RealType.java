package dev.lamina.cudnn.cuda;

import jcuda.cudaDataType;
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
      10),
  /** bfloat16 in memory and for multiplication, summed in float32. */
  BFLOAT16(
      Short.BYTES,
      cudnnDataType.CUDNN_DATA_BFLOAT16,
      cudaDataType.CUDA_R_16BF,
      cudnnMathType.CUDNN_TENSOR_OP_MATH,
      80);

  private final int bytes;
  private final int cudnn;
  private final int cublas;
  private final int math;
  private final int architecture;

  RealType(int bytes, int cudnn, int cublas, int math, int architecture) {
    this.bytes = bytes;
    this.cudnn = cudnn;
    this.cublas = cublas;
    this.math = math;
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
}
