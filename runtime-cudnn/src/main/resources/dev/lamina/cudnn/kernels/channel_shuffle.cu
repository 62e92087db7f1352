// Transposes the channels of every pixel, as a matrix of `groups` rows.
extern "C" __global__ void shuffleChannels(
    real* y, const real* x, int n, int channels, int groups) {
  int width = channels / groups;
  EACH(i, n) {
    int channel = i % channels;
    y[i] = x[i - channel + channel % groups * width + channel / groups];
  }
}
