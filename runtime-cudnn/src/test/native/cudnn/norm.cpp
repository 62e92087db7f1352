// cuDNN: batch normalisation in training, per channel (SPATIAL).

#include <cmath>
#include <string>

#include "cudnn.h"

using namespace stand_in;

namespace {

constexpr int PER_ACTIVATION = 0;
constexpr int SPATIAL = 1;
constexpr int SPATIAL_PERSISTENT = 2;
constexpr double LEAST_EPSILON = 0.0;

// A float for each channel.
const float* vector_in(const void* memory, const Map& x, const char* call) {
  return static_cast<const float*>(read(memory, x.c * sizeof(float), call));
}

float* vector_out(const void* memory, const Map& x, const char* call) {
  return static_cast<float*>(reach(memory, x.c * sizeof(float), call));
}

// Adds up a pair of quantities over all pixels of each channel.
template <typename F>
void sum_pixels(const Map& x, std::vector<double>& first, std::vector<double>& second, F terms) {
  first.assign(static_cast<std::size_t>(x.c), 0.0);
  second.assign(static_cast<std::size_t>(x.c), 0.0);
  for (std::size_t i = 0, pixel = 0; pixel < x.pixels(); pixel++) {
    for (int c = 0; c < x.c; c++, i++) terms(i, c, first[c], second[c]);
  }
}

struct Forward {
  const void *x, *scale, *shift;
  void *y, *running_mean, *running_variance, *mean, *inverse_root;
  double momentum, epsilon;
};

void forward(const Map& map, const Forward& f) {
  const char* call = "cudnnBatchNormalizationForwardTraining";
  const void* from = read(f.x, map.bytes(), call);
  void* to = reach(f.y, map.bytes(), call);
  apart(to, map.bytes(), from, map.bytes(), call);
  const float* scale = vector_in(f.scale, map, call);
  const float* shift = vector_in(f.shift, map, call);
  vector_in(f.running_mean, map, call);
  vector_in(f.running_variance, map, call);
  float* running_mean = vector_out(f.running_mean, map, call);
  float* running_variance = vector_out(f.running_variance, map, call);
  float* mean = vector_out(f.mean, map, call);
  float* inverse_root = vector_out(f.inverse_root, map, call);
  std::vector<float> room, normal(map.elements());
  const float* x = floats(from, map.type, map.elements(), room);
  std::vector<double> sums, squares, unused;
  sum_pixels(map, sums, unused, [&](std::size_t i, int, double& sum, double&) { sum += x[i]; });
  double count = static_cast<double>(map.pixels());
  for (double& sum : sums) sum /= count;
  sum_pixels(map, squares, unused, [&](std::size_t i, int c, double& square, double&) {
    square += (x[i] - sums[c]) * (x[i] - sums[c]);
  });
  for (int c = 0; c < map.c; c++) {
    mean[c] = static_cast<float>(sums[c]);
    inverse_root[c] = static_cast<float>(1 / std::sqrt(squares[c] / count + f.epsilon));
    double unbiased = squares[c] / (count - 1);
    running_mean[c] = static_cast<float>((1 - f.momentum) * running_mean[c] + f.momentum * sums[c]);
    running_variance[c] =
        static_cast<float>((1 - f.momentum) * running_variance[c] + f.momentum * unbiased);
  }
  for (std::size_t i = 0, pixel = 0; pixel < map.pixels(); pixel++) {
    for (int c = 0; c < map.c; c++, i++) {
      normal[i] = scale[c] * ((x[i] - mean[c]) * inverse_root[c]) + shift[c];
    }
  }
  store(normal.data(), to, map.type, map.elements());
}

struct Backward {
  const void *x, *dy, *scale, *mean, *inverse_root;
  void *dx, *dscale, *dshift;
};

void backward(const Map& map, const Backward& b) {
  const char* call = "cudnnBatchNormalizationBackward";
  const void* from = read(b.x, map.bytes(), call);
  const void* gradient = read(b.dy, map.bytes(), call);
  void* to = reach(b.dx, map.bytes(), call);
  apart(to, map.bytes(), from, map.bytes(), call);
  apart(to, map.bytes(), gradient, map.bytes(), call);
  const float* scale = vector_in(b.scale, map, call);
  const float* mean = vector_in(b.mean, map, call);
  const float* inverse_root = vector_in(b.inverse_root, map, call);
  float* dscale = vector_out(b.dscale, map, call);
  float* dshift = vector_out(b.dshift, map, call);
  std::vector<float> roomX, roomDy, dx(map.elements());
  const float* x = floats(from, map.type, map.elements(), roomX);
  const float* dy = floats(gradient, map.type, map.elements(), roomDy);
  auto normal = [&](std::size_t i, int c) { return (x[i] - mean[c]) * inverse_root[c]; };
  std::vector<double> shifts, scales;
  sum_pixels(map, shifts, scales, [&](std::size_t i, int c, double& shift, double& factor) {
    shift += dy[i];
    factor += static_cast<double>(dy[i]) * normal(i, c);
  });
  double count = static_cast<double>(map.pixels());
  for (int c = 0; c < map.c; c++) {
    dshift[c] = static_cast<float>(shifts[c]);
    dscale[c] = static_cast<float>(scales[c]);
  }
  for (std::size_t i = 0, pixel = 0; pixel < map.pixels(); pixel++) {
    for (int c = 0; c < map.c; c++, i++) {
      double centred = dy[i] - (shifts[c] + normal(i, c) * scales[c]) / count;
      dx[i] = static_cast<float>(scale[c] * inverse_root[c] * centred);
    }
  }
  store(dx.data(), to, map.type, map.elements());
}

// The descriptor that belongs to a map: one pixel, and floats.
bool derived(const Map& parameters, const Map& x) {
  return parameters == Map{true, Type::FLOAT, 1, x.c, 1, 1};
}

}  // namespace

STAND_IN_API int cudnnDeriveBNTensorDescriptor(void* made, void* x, int mode) {
  STAND_IN_ENTER;
  const Map* known = map(x);
  if (known == nullptr || mode < PER_ACTIVATION || mode > SPATIAL_PERSISTENT) return BAD_PARAM;
  bool pixels = mode == PER_ACTIVATION;
  return cudnnSetTensor4dDescriptor(made, NHWC, DATA_FLOAT, 1, known->c, pixels ? known->h : 1,
                                    pixels ? known->w : 1);
}

STAND_IN_API int cudnnBatchNormalizationForwardTraining(
    void* handle, int mode, const void* alpha, const void* beta, void* xd, const void* x, void* yd,
    void* y, void* parameters, const void* scale, const void* shift, double momentum,
    void* running_mean, void* running_variance, double epsilon, void* mean, void* inverse_root) {
  STAND_IN_ENTER;
  const Map* in = map(xd);
  const Map* out = map(yd);
  const Map* vectors = map(parameters);
  const Handle* known = opened(handle);
  if (known == nullptr || in == nullptr || out == nullptr || vectors == nullptr) return BAD_PARAM;
  if (!(*in == *out) || !derived(*vectors, *in) || epsilon < LEAST_EPSILON) return BAD_PARAM;
  if (mode != SPATIAL || !plain(alpha, beta, __func__)) return NOT_SUPPORTED;
  Map shape = *in;
  Forward values{x,    scale,        shift,    y,      running_mean, running_variance,
                 mean, inverse_root, momentum, epsilon};
  return put(known, __func__, [=] { forward(shape, values); });
}

STAND_IN_API int cudnnBatchNormalizationBackward(
    void* handle, int mode, const void* alpha_data, const void* beta_data,
    const void* alpha_parameters, const void* beta_parameters, void* xd, const void* x, void* dyd,
    const void* dy, void* dxd, void* dx, void* parameters, const void* scale, void* dscale,
    void* dshift, double epsilon, const void* mean, const void* inverse_root) {
  STAND_IN_ENTER;
  const Map* in = map(xd);
  const Map* gradient = map(dyd);
  const Map* out = map(dxd);
  const Map* vectors = map(parameters);
  const Handle* known = opened(handle);
  if (known == nullptr || in == nullptr || gradient == nullptr || out == nullptr) return BAD_PARAM;
  if (vectors == nullptr || !derived(*vectors, *in) || !(*in == *gradient) || !(*in == *out) ||
      epsilon < LEAST_EPSILON) {
    return BAD_PARAM;
  }
  if (mode != SPATIAL || !plain(alpha_data, beta_data, __func__) ||
      !plain(alpha_parameters, beta_parameters, __func__)) {
    return NOT_SUPPORTED;
  }
  Map shape = *in;
  Backward values{x, dy, scale, mean, inverse_root, dx, dscale, dshift};
  return put(known, __func__, [=] { backward(shape, values); });
}
