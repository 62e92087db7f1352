// Filters between the order of parameters, float32 (filters, channels, pixels of the kernel), and
// the channels-last order of cuDNN, real (filters, pixels of the kernel, channels).

extern "C" __global__ void packFilters(
    real* packed, const float* weight, int n, int channels, int area) {
  EACH(i, n) {
    int channel = i % channels;
    int pixel = i / channels % area;
    int filter = i / channels / area;
    store(packed, i, weight[(filter * channels + channel) * area + pixel]);
  }
}

extern "C" __global__ void unpackFilters(
    float* weight, const real* packed, int n, int channels, int area) {
  EACH(i, n) {
    int pixel = i % area;
    int channel = i / area % channels;
    int filter = i / area / channels;
    weight[i] = load(packed, (filter * area + pixel) * channels + channel);
  }
}
