// What all kernels share. Every kernel runs on one-dimensional blocks of 256 threads, and strides
// over its elements, so that any number of blocks is right.

#if LAMINA_BF16
// bfloat16: the upper half of a float32, rounded to nearest, ties to even.
typedef unsigned short real;

static __device__ __forceinline__ float load(const real* values, int i) {
  return __uint_as_float((unsigned)values[i] << 16);
}

static __device__ __forceinline__ void store(real* values, int i, float value) {
  unsigned bits = __float_as_uint(value);
  unsigned rounded = bits + 0x7fffu + ((bits >> 16) & 1u);
  values[i] = (unsigned short)((value != value ? bits | 0x400000u : rounded) >> 16);
}
#else
typedef float real;

static __device__ __forceinline__ float load(const real* values, int i) { return values[i]; }

static __device__ __forceinline__ void store(real* values, int i, float value) {
  values[i] = value;
}
#endif

#define THREADS 256

#define EACH(i, n) \
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < (n); i += gridDim.x * blockDim.x)

// The larger of a value and zero; what is not a number stays so, as a diverged network has to show.
static __device__ __forceinline__ float rectified(float v) { return v <= 0.0f ? 0.0f : v; }
