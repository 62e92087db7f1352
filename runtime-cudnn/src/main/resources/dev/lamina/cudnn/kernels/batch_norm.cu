// Batch normalisation of channels-last maps seen as matrices (rows, channels). The statistics that
// are kept for the backward pass are cuDNN's: the mean and 1 / sqrt(variance + epsilon).

// Count, mean and sum of squared deviations from the mean, of a part of the values.
struct Moments {
  float count;
  float mean;
  float squares;
};

// Of two parts together (Chan, Golub and LeVeque, 1979): no digits are lost where the mean is much
// larger than the deviation, as they are in a difference of sums.
static __device__ __forceinline__ Moments merged(Moments a, Moments b) {
  Moments both;
  both.count = a.count + b.count;
  float share = both.count > 0.0f ? b.count / both.count : 0.0f;
  float apart = b.mean - a.mean;
  both.mean = a.mean + apart * share;
  both.squares = a.squares + b.squares + apart * apart * a.count * share;
  return both;
}

// Merges the lanes of a block; the result is in lane 0's element then.
static __device__ __forceinline__ void mergeLanes(Moments* parts, Column c, int width) {
  for (int half = c.lanes / 2; half > 0; half /= 2) {
    __syncthreads();
    if (c.lane < half) {
      parts[threadIdx.x] = merged(parts[threadIdx.x], parts[threadIdx.x + half * width]);
    }
  }
}

// First pass: moments of chunks, (chunks, 3, channels). A lane sums deviations from its first value.
extern "C" __global__ void normPartials(
    float* partials, const real* x, int rows, int channels, int width, int chunkRows) {
  __shared__ Moments parts[THREADS];
  Column c = column(channels, width);
  Moments own = {0.0f, 0.0f, 0.0f};
  int begin = c.chunk * chunkRows + c.lane;
  int end = min(rows, (c.chunk + 1) * chunkRows);
  if (c.channel < channels && begin < end) {
    float origin = load(x, begin * channels + c.channel);
    float sum = 0.0f;
    float squares = 0.0f;
    for (int row = begin; row < end; row += c.lanes) {
      float deviation = load(x, row * channels + c.channel) - origin;
      sum += deviation;
      squares += deviation * deviation;
    }
    own.count = (float)((end - begin + c.lanes - 1) / c.lanes);
    own.mean = origin + sum / own.count;
    own.squares = squares - sum * sum / own.count;
  }
  parts[threadIdx.x] = own;
  mergeLanes(parts, c, width);
  if (c.lane == 0 && c.channel < channels) {
    float* to = partials + 3 * c.chunk * channels + c.channel;
    to[0] = parts[threadIdx.x].count;
    to[channels] = parts[threadIdx.x].mean;
    to[2 * channels] = parts[threadIdx.x].squares;
  }
}

// Second pass: the statistics of the batch, and the running averages moved towards them.
extern "C" __global__ void normStatistics(
    float* mean,
    float* inverseRoot,
    float* runningMean,
    float* runningVariance,
    const float* partials,
    int chunks,
    int channels,
    int width,
    float epsilon,
    float momentum) {
  __shared__ Moments parts[THREADS];
  Column c = column(channels, width);
  Moments own = {0.0f, 0.0f, 0.0f};
  if (c.channel < channels) {
    for (int chunk = c.lane; chunk < chunks; chunk += c.lanes) {
      const float* from = partials + 3 * chunk * channels + c.channel;
      Moments next = {from[0], from[channels], from[2 * channels]};
      own = merged(own, next);
    }
  }
  parts[threadIdx.x] = own;
  mergeLanes(parts, c, width);
  if (c.lane == 0 && c.channel < channels) {
    Moments all = parts[threadIdx.x];
    float squares = fmaxf(all.squares, 0.0f);
    float unbiased = squares / (all.count - 1.0f);
    mean[c.channel] = all.mean;
    inverseRoot[c.channel] = 1.0f / sqrtf(squares / all.count + epsilon);
    runningMean[c.channel] = (1.0f - momentum) * runningMean[c.channel] + momentum * all.mean;
    runningVariance[c.channel] =
        (1.0f - momentum) * runningVariance[c.channel] + momentum * unbiased;
  }
}

// Training and what is computed again share this, since both have to give the same bits.
static __device__ __forceinline__ float normalised(
    float x, float mean, float inverseRoot, float scale, float shift) {
  return scale * normal(x, mean, inverseRoot) + shift;
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
    float v = normalised(load(x, i), mean[c], inverseRoot[c], scale[c], shift[c]);
    mask[i] = v > 0.0f ? 1 : 0;
    store(y, i, rectified(v));
  }
}

// y once more, from the statistics that were kept.
extern "C" __global__ void normaliseAgain(
    real* y,
    const real* x,
    const float* scale,
    const float* shift,
    const float* mean,
    const float* inverseRoot,
    int n,
    int channels,
    int relu) {
  EACH(i, n) {
    int c = i % channels;
    float v = normalised(load(x, i), mean[c], inverseRoot[c], scale[c], shift[c]);
    store(y, i, relu ? rectified(v) : v);
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
    float root = inverseRootOf(runningVariance[c], epsilon);
    float v = normalised(load(x, i), runningMean[c], root, scale[c], shift[c]);
    store(y, i, relu ? rectified(v) : v);
  }
}

// The weight and bias of a layer that normalises, too. A filter has so many weights, and may have
// no bias.
extern "C" __global__ void foldNorm(
    float* foldedWeight,
    float* foldedBias,
    const float* weight,
    const float* bias,
    const float* scale,
    const float* shift,
    const float* runningMean,
    const float* runningVariance,
    int n,
    int weights,
    float epsilon) {
  EACH(i, n) {
    int f = i / weights;
    float factor = scale[f] / sqrtf(runningVariance[f] + epsilon);
    foldedWeight[i] = weight[i] * factor;
    if (i % weights == 0) {
      float old = bias == 0 ? 0.0f : bias[f];
      foldedBias[f] = shift[f] + (old - runningMean[f]) * factor;
    }
  }
}

// The gradient behind the ReLU, if there is a mask.
static __device__ __forceinline__ float behind(const real* dy, const unsigned char* mask, int i) {
  return mask == 0 ? load(dy, i) : gated(load(dy, i), mask[i]);
}

// First pass of the gradient: with g = behind(dy), sums of g and of g times the normalised input.
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
      float g = behind(dy, mask, i);
      first += g;
      second += g * normal(load(x, i), mean[c.channel], inverseRoot[c.channel]);
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
    float own = normal(load(x, i), mean[c], inverseRoot[c]);
    float g = centred(behind(dy, mask, i), own, dscale[c], dshift[c], rows);
    store(dx, i, scale[c] * inverseRoot[c] * g);
  }
}
