// Softmax cross-entropy. A label that is no class makes the loss and its gradient not a number.

// One thread for each example: its loss, whether its largest logit is at the label, its gradient.
extern "C" __global__ void lossOfExamples(
    float* losses,
    float* hits,
    real* dlogits,
    const real* logits,
    const int* labels,
    int batch,
    int classes,
    float smoothing) {
  EACH(n, batch) {
    int row = n * classes;
    int label = labels[n];
    int largest = 0;
    for (int c = 1; c < classes; c++) {
      if (load(logits, row + c) > load(logits, row + largest)) {
        largest = c;
      }
    }
    float top = load(logits, row + largest);
    float total = 0.0f;
    for (int c = 0; c < classes; c++) {
      total += expf(load(logits, row + c) - top);
    }
    float bottom = label < 0 || label >= classes ? __uint_as_float(0x7fc00000u) : 0.0f;
    float logTotal = logf(total) + bottom;
    float loss = 0.0f;
    for (int c = 0; c < classes; c++) {
      float target = smoothing / classes + (c == label ? 1.0f - smoothing : 0.0f);
      float logProbability = load(logits, row + c) - top - logTotal;
      loss -= target * logProbability;
      store(dlogits, row + c, (expf(logProbability) - target) / batch);
    }
    losses[n] = loss;
    hits[n] = largest == label ? 1.0f : 0.0f;
  }
}

// One block: the mean loss and the number of hits.
extern "C" __global__ void lossTotals(
    float* metrics, const float* losses, const float* hits, int batch) {
  __shared__ float sums[THREADS];
  __shared__ float counts[THREADS];
  float sum = 0.0f;
  float count = 0.0f;
  for (int n = threadIdx.x; n < batch; n += THREADS) {
    sum += losses[n];
    count += hits[n];
  }
  sums[threadIdx.x] = sum;
  counts[threadIdx.x] = count;
  for (int half = THREADS / 2; half > 0; half /= 2) {
    __syncthreads();
    if (threadIdx.x < half) {
      sums[threadIdx.x] += sums[threadIdx.x + half];
      counts[threadIdx.x] += counts[threadIdx.x + half];
    }
  }
  if (threadIdx.x == 0) {
    metrics[0] = sums[0] / batch;
    metrics[1] = counts[0];
  }
}
