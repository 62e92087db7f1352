// Updates of the whole parameter arena. The learning rate and the step lie in memory: a captured
// graph would keep the values that they had when it was captured.

extern "C" __global__ void sgd(
    float* parameters,
    const float* gradients,
    float* velocities,
    const float* step,
    int n,
    float momentum,
    float weightDecay,
    int nesterov) {
  float learningRate = step[0];
  EACH(i, n) {
    float gradient = gradients[i] + weightDecay * parameters[i];
    float velocity = momentum * velocities[i] + gradient;
    float move = nesterov ? gradient + momentum * velocity : velocity;
    velocities[i] = velocity;
    parameters[i] -= learningRate * move;
  }
}

// The factors that are the same for all parameters, in double precision, by one thread: a power of
// a number close to 1, taken from 1, has few digits left in single precision.
extern "C" __global__ void adamWFactors(
    float* factors, const float* step, double beta1, double beta2, double weightDecay) {
  if (blockIdx.x == 0 && threadIdx.x == 0) {
    double learningRate = step[0];
    double t = step[1];
    factors[0] = (float)(learningRate / (1.0 - pow(beta1, t)));
    factors[1] = (float)(1.0 / sqrt(1.0 - pow(beta2, t)));
    factors[2] = (float)(1.0 - learningRate * weightDecay);
  }
}

extern "C" __global__ void adamW(
    float* parameters,
    const float* gradients,
    float* firsts,
    float* seconds,
    const float* factors,
    int n,
    float beta1,
    float oneMinusBeta1,
    float beta2,
    float oneMinusBeta2,
    float epsilon) {
  EACH(i, n) {
    float gradient = gradients[i];
    float first = beta1 * firsts[i] + oneMinusBeta1 * gradient;
    float second = beta2 * seconds[i] + oneMinusBeta2 * gradient * gradient;
    firsts[i] = first;
    seconds[i] = second;
    float scale = sqrtf(second) * factors[1] + epsilon;
    parameters[i] = parameters[i] * factors[2] - factors[0] * first / scale;
  }
}

// The sum of the squares that each block meets, in double precision: millions of small squares
// would be lost in a large sum.
extern "C" __global__ void squareSums(double* partials, const float* values, int n) {
  __shared__ double sums[THREADS];
  double sum = 0.0;
  EACH(i, n) {
    sum += (double)values[i] * values[i];
  }
  sums[threadIdx.x] = sum;
  for (int half = THREADS / 2; half > 0; half /= 2) {
    __syncthreads();
    if (threadIdx.x < half) {
      sums[threadIdx.x] += sums[threadIdx.x + half];
    }
  }
  if (threadIdx.x == 0) {
    partials[blockIdx.x] = sums[0];
  }
}

// What the gradients are multiplied by so that their norm is at most `maxNorm`.
extern "C" __global__ void clipFactor(
    float* factor, const double* squares, int blocks, double maxNorm, double epsilon) {
  if (blockIdx.x == 0 && threadIdx.x == 0) {
    double sum = 0.0;
    for (int i = 0; i < blocks; i++) {
      sum += squares[i];
    }
    factor[0] = (float)fmin(1.0, maxNorm / (sqrt(sum) + epsilon));
  }
}

extern "C" __global__ void scaleGradients(float* gradients, const float* factor, int n) {
  EACH(i, n) {
    gradients[i] *= factor[0];
  }
}

extern "C" __global__ void averageWeights(
    float* averages, const float* values, int n, float keep, float add) {
  EACH(i, n) {
    averages[i] = keep * averages[i] + add * values[i];
  }
}

// Keeps the step's metrics, and counts it for the random draws and for the optimizer.
extern "C" __global__ void nextStep(
    int* random, float* hyperparameters, const float* metrics, float* earlier, int kept) {
  if (blockIdx.x == 0 && threadIdx.x == 0) {
    int place = 2 * (random[1] % kept);
    earlier[place] = metrics[0];
    earlier[place + 1] = metrics[1];
    random[1] += 1;
    hyperparameters[1] += 1.0f;
  }
}
