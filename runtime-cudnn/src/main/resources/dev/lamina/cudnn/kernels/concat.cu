// Copies `width` channels of every row between two channels-last matrices of other widths.
extern "C" __global__ void copyChannels(
    real* to,
    const real* from,
    int n,
    int width,
    int toPitch,
    int toFirst,
    int fromPitch,
    int fromFirst) {
  EACH(i, n) {
    int row = i / width;
    int channel = i % width;
    to[row * toPitch + toFirst + channel] = from[row * fromPitch + fromFirst + channel];
  }
}
