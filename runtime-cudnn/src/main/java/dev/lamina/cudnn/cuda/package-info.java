/**
 * NVIDIA's libraries, made safe: every status is checked and named, everything native has one
 * owner, and no other package touches JCuda.
 *
 * <p>In: sizes, shapes and kernel arguments of {@link dev.lamina.cudnn}. Out: work on the GPU's
 * stream, or a {@link dev.lamina.cudnn.cuda.CudaError} that says which call failed and how.
 */
package dev.lamina.cudnn.cuda;
