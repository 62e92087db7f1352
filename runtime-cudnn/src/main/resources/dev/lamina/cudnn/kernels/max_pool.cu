// Max-pooling of channels-last maps. The mask holds, for each output, the position of its maximum in
// the window, in row order: a byte, or an integer where the window has 256 pixels or more.

#define NOWHERE_BYTE 255
#define NOWHERE -1

static __device__ __forceinline__ int position(const unsigned char* mask, int i, int wide) {
  if (wide) {
    // Byte by byte: a mask begins anywhere.
    const unsigned char* bytes = mask + 4 * (long long)i;
    return (int)(bytes[0] | bytes[1] << 8 | bytes[2] << 16 | (unsigned)bytes[3] << 24);
  }
  return mask[i] == NOWHERE_BYTE ? NOWHERE : mask[i];
}

static __device__ __forceinline__ void setPosition(unsigned char* mask, int i, int at, int wide) {
  if (wide) {
    for (int k = 0; k < 4; k++) {
      mask[4 * (long long)i + k] = (unsigned char)((unsigned)at >> (8 * k));
    }
  } else {
    mask[i] = at == NOWHERE ? NOWHERE_BYTE : (unsigned char)at;
  }
}

// mask is NULL in inference. What is not a number wins.
extern "C" __global__ void maxPool(
    real* y,
    unsigned char* mask,
    const real* x,
    int n,
    int channels,
    int height,
    int width,
    int outHeight,
    int outWidth,
    int kernel,
    int stride,
    int padding,
    int wide) {
  EACH(i, n) {
    int channel = i % channels;
    int left = i / channels % outWidth * stride - padding;
    int top = i / channels / outWidth % outHeight * stride - padding;
    int image = i / channels / outWidth / outHeight * height;
    float best = -__uint_as_float(0x7f800000u);
    int at = NOWHERE;
    for (int ky = max(0, -top); ky < min(kernel, height - top); ky++) {
      for (int kx = max(0, -left); kx < min(kernel, width - left); kx++) {
        float v = load(x, ((image + top + ky) * width + left + kx) * channels + channel);
        if (v > best || v != v) {
          best = v;
          at = ky * kernel + kx;
        }
      }
    }
    store(y, i, best);
    if (mask != 0) {
      setPosition(mask, i, at, wide);
    }
  }
}

// Each pixel collects from the windows that it lies under, in a fixed order: no two threads write
// to one place, as they would if each window gave away its gradient.
extern "C" __global__ void maxPoolGrad(
    real* dx,
    const real* dy,
    const unsigned char* mask,
    int n,
    int channels,
    int height,
    int width,
    int outHeight,
    int outWidth,
    int kernel,
    int stride,
    int padding,
    int wide) {
  EACH(i, n) {
    int channel = i % channels;
    int column = i / channels % width + padding;
    int row = i / channels / width % height + padding;
    int image = i / channels / width / height * outHeight;
    float sum = 0.0f;
    for (int oy = max(0, (row - kernel + stride) / stride); oy <= min(outHeight - 1, row / stride);
         oy++) {
      for (int ox = max(0, (column - kernel + stride) / stride);
           ox <= min(outWidth - 1, column / stride);
           ox++) {
        int at = ((image + oy) * outWidth + ox) * channels + channel;
        int here = (row - oy * stride) * kernel + column - ox * stride;
        if (position(mask, at, wide) == here) {
          sum += load(dy, at);
        }
      }
    }
    store(dx, i, sum);
  }
}
