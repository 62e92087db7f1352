// Dropout: the draws of DropoutDraw.java, bit for bit, from the step's seed and number in memory.

static __device__ __forceinline__ unsigned mixed(unsigned word) {
  unsigned h = word + 0x9E3779B9u;
  h = (h ^ (h >> 16)) * 0x85EBCA6Bu;
  h = (h ^ (h >> 13)) * 0xC2B2AE35u;
  return h ^ (h >> 16);
}

// y may be x.
extern "C" __global__ void dropout(
    real* y,
    unsigned char* mask,
    const real* x,
    const int* random,
    int n,
    int stream,
    int threshold,
    float scale) {
  unsigned key = mixed(mixed(mixed((unsigned)random[0]) ^ (unsigned)random[1]) ^ (unsigned)stream);
  EACH(i, n) {
    int kept = mixed(key ^ mixed((unsigned)i)) >= (unsigned)threshold;
    mask[i] = kept ? 1 : 0;
    store(y, i, kept ? load(x, i) * scale : 0.0f);
  }
}

// dx may be dy.
extern "C" __global__ void dropoutGrad(
    real* dx, const real* dy, const unsigned char* mask, int n, float scale) {
  EACH(i, n) { store(dx, i, mask[i] ? load(dy, i) * scale : 0.0f); }
}
