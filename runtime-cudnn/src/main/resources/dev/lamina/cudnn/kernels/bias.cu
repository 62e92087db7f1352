// Adds one number per channel to channels-last rows.
extern "C" __global__ void addBias(real* y, const float* bias, int n, int channels) {
  EACH(i, n) { store(y, i, load(y, i) + bias[i % channels]); }
}

// What follows a convolution: a bias per channel and another term, where there are any, and a
// function of the sum. y may be either of the others.
extern "C" __global__ void finishConvolution(
    real* y,
    const real* convolved,
    const float* bias,
    const real* term,
    int n,
    int channels,
    int function) {
  EACH(i, n) {
    float sum = load(convolved, i);
    if (bias != 0) {
      sum += bias[i % channels];
    }
    if (term != 0) {
      sum += load(term, i);
    }
    store(y, i, activated(function, sum));
  }
}
