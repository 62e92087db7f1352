// The draws of dropouts: of DropoutDraw.java, bit for bit, from the step's seed and number in memory.

static __device__ __forceinline__ unsigned mixed(unsigned word) {
  unsigned h = word + 0x9E3779B9u;
  h = (h ^ (h >> 16)) * 0x85EBCA6Bu;
  h = (h ^ (h >> 13)) * 0xC2B2AE35u;
  return h ^ (h >> 16);
}

// What the draws of one step and one dropout have in common.
static __device__ __forceinline__ unsigned drawKey(const int* random, int stream) {
  return mixed(mixed(mixed((unsigned)random[0]) ^ (unsigned)random[1]) ^ (unsigned)stream);
}

static __device__ __forceinline__ int kept(unsigned key, int i, int threshold) {
  return mixed(key ^ mixed((unsigned)i)) >= (unsigned)threshold ? 1 : 0;
}
