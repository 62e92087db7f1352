/**
 * The GPU device, on cuDNN, cuBLAS and kernels of our own compiled by NVRTC.
 *
 * <p>In: bindings of ops to its own buffers. Out: kernels that enqueue work on one CUDA stream.
 * NVIDIA's libraries are reached through {@link dev.lamina.cudnn.cuda} alone.
 */
package dev.lamina.cudnn;
