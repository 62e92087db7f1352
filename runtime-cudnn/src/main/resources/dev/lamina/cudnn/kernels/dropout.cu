// Dropout and its gradient.

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
  const unsigned key = drawKey(random, stream);
  EACH(i, n) {
    const int passes = kept(key, i, threshold);
    mask[i] = (unsigned char)passes;
    store(y, i, passes ? load(x, i) * scale : 0.0f);
  }
}

// dx may be dy.
extern "C" __global__ void dropoutGrad(
    real* dx, const real* dy, const unsigned char* mask, int n, float scale) {
  EACH(i, n) { store(dx, i, mask[i] ? load(dy, i) * scale : 0.0f); }
}
