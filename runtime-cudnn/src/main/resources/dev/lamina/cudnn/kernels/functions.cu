// Activation functions by number, as ActivationKernels.java counts them.

#define IDENTITY 0
#define RELU 1
#define LEAKY_RELU 2
#define TANH 3
#define GELU 4

#define LEAKY_SLOPE 0.01f
#define ROOT_HALF 0.70710678118654752f
#define INVERSE_ROOT_TWO_PI 0.39894228040143268f

static __device__ __forceinline__ float activated(int function, float v) {
  switch (function) {
    case RELU:
      return rectified(v);
    case LEAKY_RELU:
      return v > 0.0f ? v : LEAKY_SLOPE * v;
    case TANH:
      return tanhf(v);
    case GELU:
      return 0.5f * v * (1.0f + erff(v * ROOT_HALF));
    default:
      return v;
  }
}

// The derivative from what was saved: the function's output, or GELU's input.
static __device__ __forceinline__ float slope(int function, float saved) {
  switch (function) {
    case RELU:
      return saved > 0.0f ? 1.0f : 0.0f;
    case LEAKY_RELU:
      return saved > 0.0f ? 1.0f : LEAKY_SLOPE;
    case TANH:
      return 1.0f - saved * saved;
    case GELU:
      return 0.5f * (1.0f + erff(saved * ROOT_HALF)) +
             saved * INVERSE_ROOT_TWO_PI * expf(-0.5f * saved * saved);
    default:
      return 1.0f;
  }
}
