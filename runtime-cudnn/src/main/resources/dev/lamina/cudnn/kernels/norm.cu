// What batch normalisation makes of one number, once its channel's statistics are known.

static __device__ __forceinline__ float inverseRootOf(float variance, float epsilon) {
  return 1.0f / sqrtf(variance + epsilon);
}

static __device__ __forceinline__ float normal(float x, float mean, float inverseRoot) {
  return (x - mean) * inverseRoot;
}

// A gradient behind a ReLU, by the ReLU's mask.
static __device__ __forceinline__ float gated(float dy, unsigned char passed) {
  return passed != 0 ? dy : 0.0f;
}

// A gradient less what it has in common with its channel's others: scale * inverseRoot times this is
// the gradient of the norm's input.
static __device__ __forceinline__ float centred(
    float dy, float normal, float dscale, float dshift, int rows) {
  return dy - (dshift + normal * dscale) / rows;
}
