// Sums over the rows of a channels-last matrix, (rows, channels), in two passes and always in the
// same order. In the first, a block takes `width` neighbouring channels, a power of two, and a
// chunk of the rows: 256 / width lanes of threads go down the rows in turn and then add up what
// they have. In the second, the chunks are added up in the same manner.

struct Column {
  int channel;
  int chunk;
  int lane;
  int lanes;
};

static __device__ __forceinline__ Column column(int channels, int width) {
  int tiles = (channels + width - 1) / width;
  Column c;
  c.channel = (int)(blockIdx.x % tiles) * width + (int)(threadIdx.x % width);
  c.chunk = blockIdx.x / tiles;
  c.lane = threadIdx.x / width;
  c.lanes = THREADS / width;
  return c;
}

// Adds up the lanes of a block; the sum is in lane 0's element then.
static __device__ __forceinline__ void addLanes(float* sums, Column c, int width) {
  for (int half = c.lanes / 2; half > 0; half /= 2) {
    __syncthreads();
    if (c.lane < half) {
      sums[threadIdx.x] += sums[threadIdx.x + half * width];
    }
  }
}

// Leaves sums (chunks, channels).
extern "C" __global__ void columnPartials(
    float* partials, const real* values, int rows, int channels, int width, int chunkRows) {
  __shared__ float sums[THREADS];
  Column c = column(channels, width);
  float sum = 0.0f;
  if (c.channel < channels) {
    int end = min(rows, (c.chunk + 1) * chunkRows);
    for (int row = c.chunk * chunkRows + c.lane; row < end; row += c.lanes) {
      sum += load(values, row * channels + c.channel);
    }
  }
  sums[threadIdx.x] = sum;
  addLanes(sums, c, width);
  if (c.lane == 0 && c.channel < channels) {
    partials[c.chunk * channels + c.channel] = sums[threadIdx.x];
  }
}

// One sum out of several per chunk: partials (chunks, quantities, channels), total (channels).
extern "C" __global__ void columnTotals(
    float* total,
    const float* partials,
    int chunks,
    int channels,
    int width,
    int quantities,
    int quantity) {
  __shared__ float sums[THREADS];
  Column c = column(channels, width);
  float sum = 0.0f;
  if (c.channel < channels) {
    for (int chunk = c.lane; chunk < chunks; chunk += c.lanes) {
      sum += partials[(chunk * quantities + quantity) * channels + c.channel];
    }
  }
  sums[threadIdx.x] = sum;
  addLanes(sums, c, width);
  if (c.lane == 0 && c.channel < channels) {
    total[c.channel] = sums[threadIdx.x];
  }
}
