// Batch normalisation of channels-last maps seen as matrices (rows, channels). The statistics that
// are kept for the backward pass are cuDNN's: the mean and 1 / sqrt(variance + epsilon).

// First pass: sums of deviations from the channel's first value, and of their squares. That value
// lies within the data, so that nothing is lost where the mean is much larger than the deviation.
extern "C" __global__ void normPartials(
    float* partials, const real* x, int rows, int channels, int width, int chunkRows) {
  __shared__ float firsts[THREADS];
  __shared__ float seconds[THREADS];
  Column c = column(channels, width);
  float first = 0.0f;
  float second = 0.0f;
  if (c.channel < channels) {
    float origin = load(x, c.channel);
    int end = min(rows, (c.chunk + 1) * chunkRows);
    for (int row = c.chunk * chunkRows + c.lane; row < end; row += c.lanes) {
      float deviation = load(x, row * channels + c.channel) - origin;
      first += deviation;
      second += deviation * deviation;
    }
  }
  firsts[threadIdx.x] = first;
  seconds[threadIdx.x] = second;
  addLanes(firsts, c, width);
  addLanes(seconds, c, width);
  if (c.lane == 0 && c.channel < channels) {
    partials[2 * c.chunk * channels + c.channel] = firsts[threadIdx.x];
    partials[(2 * c.chunk + 1) * channels + c.channel] = seconds[threadIdx.x];
  }
}

// Second pass: the statistics of the batch, and the running averages moved towards them.
extern "C" __global__ void normStatistics(
    float* mean,
    float* inverseRoot,
    float* runningMean,
    float* runningVariance,
    const float* partials,
    const real* x,
    int chunks,
    int rows,
    int channels,
    int width,
    float epsilon,
    float momentum) {
  __shared__ float firsts[THREADS];
  __shared__ float seconds[THREADS];
  Column c = column(channels, width);
  float first = 0.0f;
  float second = 0.0f;
  if (c.channel < channels) {
    for (int chunk = c.lane; chunk < chunks; chunk += c.lanes) {
      first += partials[2 * chunk * channels + c.channel];
      second += partials[(2 * chunk + 1) * channels + c.channel];
    }
  }
  firsts[threadIdx.x] = first;
  seconds[threadIdx.x] = second;
  addLanes(firsts, c, width);
  addLanes(seconds, c, width);
  if (c.lane == 0 && c.channel < channels) {
    float shift = firsts[threadIdx.x] / rows;
    float batchMean = load(x, c.channel) + shift;
    float variance = fmaxf(seconds[threadIdx.x] / rows - shift * shift, 0.0f);
    float unbiased = variance * ((float)rows / (float)(rows - 1));
    mean[c.channel] = batchMean;
    inverseRoot[c.channel] = 1.0f / sqrtf(variance + epsilon);
    runningMean[c.channel] =
        (1.0f - momentum) * runningMean[c.channel] + momentum * batchMean;
    runningVariance[c.channel] =
        (1.0f - momentum) * runningVariance[c.channel] + momentum * unbiased;
  }
}

// Third pass: y, its negative part cut off, and a mask with 1 where it was positive.
extern "C" __global__ void normaliseRectified(
    real* y,
    unsigned char* mask,
    const real* x,
    const float* scale,
    const float* shift,
    const float* mean,
    const float* inverseRoot,
    int n,
    int channels) {
  EACH(i, n) {
    int c = i % channels;
    float v = scale[c] * ((load(x, i) - mean[c]) * inverseRoot[c]) + shift[c];
    mask[i] = v > 0.0f ? 1 : 0;
    store(y, i, rectified(v));
  }
}

// With the running averages. y may be x.
extern "C" __global__ void normInference(
    real* y,
    const real* x,
    const float* scale,
    const float* shift,
    const float* runningMean,
    const float* runningVariance,
    int n,
    int channels,
    float epsilon,
    int relu) {
  EACH(i, n) {
    int c = i % channels;
    float normal = (load(x, i) - runningMean[c]) / sqrtf(runningVariance[c] + epsilon);
    float v = scale[c] * normal + shift[c];
    store(y, i, relu ? rectified(v) : v);
  }
}

// The gradient behind the ReLU, if there is a mask.
static __device__ __forceinline__ float gated(const real* dy, const unsigned char* mask, int i) {
  return mask == 0 || mask[i] != 0 ? load(dy, i) : 0.0f;
}

// First pass of the gradient: with g = gated(dy), sums of g and of g times the normalised input.
extern "C" __global__ void normGradPartials(
    float* partials,
    const real* x,
    const real* dy,
    const unsigned char* mask,
    const float* mean,
    const float* inverseRoot,
    int rows,
    int channels,
    int width,
    int chunkRows) {
  __shared__ float firsts[THREADS];
  __shared__ float seconds[THREADS];
  Column c = column(channels, width);
  float first = 0.0f;
  float second = 0.0f;
  if (c.channel < channels) {
    int end = min(rows, (c.chunk + 1) * chunkRows);
    for (int row = c.chunk * chunkRows + c.lane; row < end; row += c.lanes) {
      int i = row * channels + c.channel;
      float g = gated(dy, mask, i);
      first += g;
      second += g * ((load(x, i) - mean[c.channel]) * inverseRoot[c.channel]);
    }
  }
  firsts[threadIdx.x] = first;
  seconds[threadIdx.x] = second;
  addLanes(firsts, c, width);
  addLanes(seconds, c, width);
  if (c.lane == 0 && c.channel < channels) {
    partials[2 * c.chunk * channels + c.channel] = firsts[threadIdx.x];
    partials[(2 * c.chunk + 1) * channels + c.channel] = seconds[threadIdx.x];
  }
}

// Last pass of the gradient. dx may be dy.
extern "C" __global__ void normInputGrad(
    real* dx,
    const real* x,
    const real* dy,
    const unsigned char* mask,
    const float* scale,
    const float* mean,
    const float* inverseRoot,
    const float* dscale,
    const float* dshift,
    int n,
    int channels,
    int rows) {
  EACH(i, n) {
    int c = i % channels;
    float normal = (load(x, i) - mean[c]) * inverseRoot[c];
    float centred = gated(dy, mask, i) - (dshift[c] + normal * dscale[c]) / rows;
    store(dx, i, scale[c] * inverseRoot[c] * centred);
  }
}
