/**
 * The GPU device, on cuDNN, cuBLAS and kernels of our own compiled by NVRTC.
 *
 * <p>In: the operation records of a planned graph. Out: their results, computed on a CUDA stream.
 * No other package touches JCuda.
 */
package dev.lamina.cudnn;
