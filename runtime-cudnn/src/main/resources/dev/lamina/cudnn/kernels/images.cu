// Batches of images that lie in memory as bytes, as ImageBatches.java says it. All arithmetic is in
// integers, as BilinearResize.java does it; the last step looks a number up.

#define ROW 10
#define WEIGHTS 3
#define POINT 22
#define HALF_OF_ONE (1 << (POINT - 1))

// A pixel of a row of the image, which may be mirrored.
static __device__ __forceinline__ int pixelAt(
    const unsigned char* row, int x, int width, int channels, int c, int flipped) {
  return row[(flipped ? width - 1 - x : x) * channels + c];
}

// Two neighbours in a row make one.
static __device__ __forceinline__ int narrowed(
    const unsigned char* row, const int* weights, int left, int width, int channels, int c,
    int flipped) {
  int x = left + weights[0];
  int sum = HALF_OF_ONE + weights[1] * pixelAt(row, x, width, channels, c, flipped);
  if (weights[2] != 0) {
    sum += weights[2] * pixelAt(row, x + 1, width, channels, c, flipped);
  }
  return sum >> POINT;
}

extern "C" __global__ void batchOfImages(
    real* input,
    int* labels,
    const int* random,
    const int* plan,
    const unsigned char* pixels,
    const int* labelsOfAll,
    const float* values,
    const unsigned char* cover,
    const int* rows,
    const int* columns,
    int n,
    int batch,
    int channels,
    int height,
    int width) {
  int first = (random[1] - plan[0]) * batch;
  int pitch = width * channels;
  EACH(i, n) {
    int c = i % channels;
    int x = i / channels % width;
    int y = i / pitch % height;
    int image = i / (pitch * height);
    const int* p = plan + 1 + (long long)(first + image) * ROW;
    const unsigned char* from = pixels + (long long)p[0] * pitch * height;
    int flipped = p[1];
    int top = p[2];
    int left = p[3];
    int boxHeight = p[4];
    int value = 0;
    if (y >= p[6] && y < p[8] && x >= p[7] && x < p[9]) {
      value = cover[c];
    } else if (boxHeight > 0) {
      const int* across = columns + ((p[5] - 1) * width + x) * WEIGHTS;
      const int* down = rows + ((boxHeight - 1) * height + y) * WEIGHTS;
      const unsigned char* row = from + (top + down[0]) * pitch;
      int sum = HALF_OF_ONE + down[1] * narrowed(row, across, left, width, channels, c, flipped);
      if (down[2] != 0) {
        sum += down[2] * narrowed(row + pitch, across, left, width, channels, c, flipped);
      }
      value = sum >> POINT;
    } else if (y + top >= 0 && y + top < height && x + left >= 0 && x + left < width) {
      value = pixelAt(from + (y + top) * pitch, x + left, width, channels, c, flipped);
    }
    store(input, i, values[c * 256 + value]);
    if (c == 0 && x == 0 && y == 0) {
      labels[image] = labelsOfAll[p[0]];
    }
  }
}
