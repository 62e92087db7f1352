package dev.lamina.onednn.primitive;

import org.bytedeco.dnnl.global.dnnl;

/**
 * An elementwise function of one tensor.
 *
 * @param forward oneDNN's algorithm of the function
 * @param backward oneDNN's algorithm of its derivative
 * @param fromOutput whether the derivative reads the function's output rather than its input
 * @param alpha first parameter of the function
 * @param beta second parameter of the function
 */
public record EltwiseFunction(
    int forward, int backward, boolean fromOutput, float alpha, float beta) {
  /** x, as 1 x + 0. */
  public static final EltwiseFunction IDENTITY =
      new EltwiseFunction(dnnl.dnnl_eltwise_linear, dnnl.dnnl_eltwise_linear, false, 1f, 0f);

  /** max(x, 0). */
  public static final EltwiseFunction RELU = leakyRelu(0f);

  /** tanh x. */
  public static final EltwiseFunction TANH =
      new EltwiseFunction(
          dnnl.dnnl_eltwise_tanh, dnnl.dnnl_eltwise_tanh_use_dst_for_bwd, true, 0f, 0f);

  /** x Phi(x), Phi the normal distribution function by erf; the derivative reads the input. */
  public static final EltwiseFunction GELU =
      new EltwiseFunction(dnnl.dnnl_eltwise_gelu_erf, dnnl.dnnl_eltwise_gelu_erf, false, 0f, 0f);

  /** x where positive, else {@code slope} x; {@code slope} is not negative. */
  public static EltwiseFunction leakyRelu(float slope) {
    return new EltwiseFunction(
        dnnl.dnnl_eltwise_relu, dnnl.dnnl_eltwise_relu_use_dst_for_bwd, true, slope, 0f);
  }
}
