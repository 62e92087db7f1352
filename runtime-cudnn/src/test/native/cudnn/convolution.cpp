// cuDNN: convolutions as products of matrices, image by image and group by group.

#include <cstring>
#include <string>

#include "cudnn.h"

using namespace stand_in;

namespace {

// Everything that one convolution is, however it runs.
struct Problem {
  Map x;
  Map y;
  Filters w;
  Convolution how;

  int depth() const { return w.area(); }
  int filters_of_group() const { return w.k / how.groups; }
  int pixels() const { return y.h * y.w; }
  // Of one image and one group: for each pixel that comes out, all that is under its window.
  std::size_t columns() const { return static_cast<std::size_t>(pixels()) * depth(); }
  std::size_t space() const { return columns() * sizeof(float); }
  bool rounds() const { return x.type == Type::FLOAT && how.math != FMA_MATH; }
};

// Pixels under a window, the gaps of a dilated one included.
int reach_of(int window, int dilation) { return (window - 1) * dilation + 1; }

int height_out(const Problem& p) {
  return sliding(p.x.h, p.how.padH, reach_of(p.w.r, p.how.dilationH), p.how.strideH);
}

int width_out(const Problem& p) {
  return sliding(p.x.w, p.how.padW, reach_of(p.w.s, p.how.dilationW), p.how.strideW);
}

// What cuDNN asks of a map and filters before it says what comes out; types are not looked at.
int status_of(const Problem& p) {
  bool windows = p.x.h + 2 * p.how.padH >= reach_of(p.w.r, p.how.dilationH) &&
                 p.x.w + 2 * p.how.padW >= reach_of(p.w.s, p.how.dilationW);
  return windows && p.x.c == p.w.c * p.how.groups ? SUCCESS : BAD_PARAM;
}

int status_with_output(const Problem& p) {
  if (int status = status_of(p)) return status;
  if (p.x.type != p.w.type || p.x.type != p.y.type) return NOT_SUPPORTED;
  if (p.how.dilationH != 1 || p.how.dilationW != 1) return NOT_SUPPORTED;
  bool sized = p.y.n == p.x.n && p.y.c == p.w.k && p.w.k % p.how.groups == 0 &&
               p.y.h == height_out(p) && p.y.w == width_out(p);
  return sized ? SUCCESS : BAD_PARAM;
}

int describe(void* x, void* w, void* how, void* y, Problem& problem) {
  const Map* in = map(x);
  const Map* out = map(y);
  const Filters* filter = filters(w);
  const Convolution* known = convolution(how);
  if (in == nullptr || out == nullptr || filter == nullptr || known == nullptr) return BAD_PARAM;
  problem = {*in, *out, *filter, *known};
  return status_with_output(problem);
}

// Calls back for each place of a window that lies on the map: where it is in the columns, and where
// in the image.
template <typename F>
void each_place(const Problem& p, int group, F callback) {
  int c = p.w.c;
  for (int oy = 0; oy < p.y.h; oy++) {
    for (int ox = 0; ox < p.y.w; ox++) {
      std::size_t column = static_cast<std::size_t>(oy * p.y.w + ox) * p.depth();
      for (int ky = 0; ky < p.w.r; ky++) {
        int iy = oy * p.how.strideH - p.how.padH + ky;
        for (int kx = 0; kx < p.w.s; kx++) {
          int ix = ox * p.how.strideW - p.how.padW + kx;
          bool on_map = iy >= 0 && iy < p.x.h && ix >= 0 && ix < p.x.w;
          std::size_t pixel = on_map ? static_cast<std::size_t>(iy * p.x.w + ix) * p.x.c : 0;
          callback(column + (ky * p.w.s + kx) * c, pixel + group * c, on_map);
        }
      }
    }
  }
}

void gather(const Problem& p, int group, const float* image, float* columns) {
  std::size_t bytes = static_cast<std::size_t>(p.w.c) * sizeof(float);
  each_place(p, group, [&](std::size_t column, std::size_t pixel, bool on_map) {
    if (on_map) {
      std::memcpy(columns + column, image + pixel, bytes);
    } else {
      std::memset(columns + column, 0, bytes);
    }
  });
}

void scatter(const Problem& p, int group, const float* columns, float* image) {
  each_place(p, group, [&](std::size_t column, std::size_t pixel, bool on_map) {
    for (int c = 0; on_map && c < p.w.c; c++) image[pixel + c] += columns[column + c];
  });
}

std::size_t image_of(const Map& map) { return static_cast<std::size_t>(map.h) * map.w * map.c; }

// Calls back for each image and group.
template <typename F>
void each_group(const Problem& p, F callback) {
  for (int n = 0; n < p.x.n; n++) {
    for (int group = 0; group < p.how.groups; group++) {
      callback(n * image_of(p.x), n * image_of(p.y) + group * p.filters_of_group(),
               static_cast<std::size_t>(group) * p.filters_of_group() * p.depth(), group);
    }
  }
}

void forward(const Problem& p, const float* x, const float* w, float* y, float* columns) {
  each_group(p, [&](std::size_t in, std::size_t out, std::size_t filter, int group) {
    gather(p, group, x + in, columns);
    multiply(p.pixels(), p.filters_of_group(), p.depth(), {columns, p.depth(), 1},
             {w + filter, 1, p.depth()}, y + out, p.y.c, false);
  });
}

void backward_data(const Problem& p, const float* w, const float* dy, float* dx, float* columns) {
  std::memset(dx, 0, p.x.elements() * sizeof(float));
  each_group(p, [&](std::size_t in, std::size_t out, std::size_t filter, int group) {
    multiply(p.pixels(), p.depth(), p.filters_of_group(), {dy + out, p.y.c, 1},
             {w + filter, p.depth(), 1}, columns, p.depth(), false);
    scatter(p, group, columns, dx + in);
  });
}

void backward_filter(const Problem& p, const float* x, const float* dy, float* dw, float* columns) {
  std::memset(dw, 0, p.w.elements() * sizeof(float));
  each_group(p, [&](std::size_t in, std::size_t out, std::size_t filter, int group) {
    gather(p, group, x + in, columns);
    multiply(p.filters_of_group(), p.depth(), p.pixels(), {dy + out, 1, p.y.c},
             {columns, p.depth(), 1}, dw + filter, p.depth(), true);
  });
}

// A tensor of a call: two that are read, one that is written.
struct Tensor {
  const void* memory;
  std::size_t elements;
  Type type;
  std::size_t bytes() const { return elements * bytes_of(type); }
};

using Body = void (*)(const Problem&, const float*, const float*, float*, float*);

void run(const Problem& p, Body body, Tensor a, Tensor b, Tensor result, bool added,
         const void* space, const char* call) {
  if (added) read(result.memory, result.bytes(), call);
  void* to = reach(result.memory, result.bytes(), call);
  const void* first = read(a.memory, a.bytes(), call);
  const void* second = read(b.memory, b.bytes(), call);
  std::vector<float> own;
  if (space == nullptr) own.resize(p.space() / sizeof(float));
  float* columns = space ? static_cast<float*>(reach(space, p.space(), call)) : own.data();
  apart(to, result.bytes(), first, a.bytes(), call);
  apart(to, result.bytes(), second, b.bytes(), call);
  apart(columns, p.space(), to, result.bytes(), call);
  apart(columns, p.space(), first, a.bytes(), call);
  apart(columns, p.space(), second, b.bytes(), call);
  std::vector<float> roomA, roomB, sums;
  const float* left = floats(first, a.type, a.elements, roomA);
  const float* right = floats(second, b.type, b.elements, roomB);
  if (p.rounds()) {
    round_to_tf32(left, a.elements, roomA);
    round_to_tf32(right, b.elements, roomB);
    left = roomA.data();
    right = roomB.data();
  }
  if (result.type == Type::FLOAT && !added) {
    body(p, left, right, static_cast<float*>(to), columns);
  } else {
    std::vector<float> roomOld;
    sums.resize(result.elements);
    body(p, left, right, sums.data(), columns);
    const float* old = added ? floats(to, result.type, result.elements, roomOld) : nullptr;
    for (std::size_t i = 0; added && i < result.elements; i++) sums[i] += old[i];
    store(sums.data(), to, result.type, result.elements);
  }
  // Nothing that somebody else keeps there survives.
  if (space != nullptr) scribble(columns, p.space());
}

// The algorithms of each kind that are computed: IMPLICIT_GEMM or ALGO_0, which takes no workspace
// and is said to add in any order, and IMPLICIT_PRECOMP_GEMM or ALGO_1.
constexpr int ANY_ORDER = 0;
constexpr int COMPUTED = 1;

int enqueue_run(void* handle, const Problem& p, Body body, Tensor a, Tensor b, Tensor result,
                bool added, int algorithm, const void* space, std::size_t space_bytes, const char* call) {
  const Handle* known = opened(handle);
  if (known == nullptr) return NOT_INITIALIZED;
  if (algorithm == ANY_ORDER) space = nullptr;
  if (algorithm != ANY_ORDER && algorithm != COMPUTED) return NOT_SUPPORTED;
  if (algorithm == COMPUTED && (space == nullptr || space_bytes < p.space())) return BAD_PARAM;
  // Floats as halves: nobody has to offer that.
  if (p.x.type == Type::FLOAT && p.how.math == ALLOW_CONVERSION) return NOT_SUPPORTED;
  // It is the faster one that adds in any order.
  float milliseconds = algorithm == ANY_ORDER ? 0.1f : 0.3f;
  return put(known, call, [=] { run(p, body, a, b, result, added, space, call); }, milliseconds);
}

// --- Algorithms ---

// cudnnConvolution{Fwd,BwdData,BwdFilter}AlgoPerf_t: of one layout.
struct Ranked {
  int algorithm;
  int status;
  float milliseconds;
  std::size_t bytes;
  int deterministic;
  int math;
  int reserved[3];
};

// What must not be chosen comes first: not deterministic, or in a precision that nobody asked for.
int rank(void* handle, const Problem& p, int wanted, int* count, Ranked* ranking) {
  if (opened(handle) == nullptr) return NOT_INITIALIZED;
  if (wanted < 1 || count == nullptr || ranking == nullptr) return BAD_PARAM;
  int faster = p.how.math == FMA_MATH ? TENSOR_OP_MATH : p.how.math;
  const Ranked all[] = {
      {ANY_ORDER, SUCCESS, 0.1f, 0, 0, p.how.math, {}},
      {COMPUTED, NOT_SUPPORTED, 0.2f, 0, 1, TENSOR_OP_MATH, {}},
      {COMPUTED, SUCCESS, 0.2f, p.space(), 1, ALLOW_CONVERSION, {}},
      {COMPUTED, SUCCESS, 0.3f, p.space(), 1, faster, {}},
      {COMPUTED, SUCCESS, 0.3f, p.space(), 1, p.how.math, {}},
      {2, NOT_SUPPORTED, -1, 0, 1, p.how.math, {}},
  };
  constexpr int COUNT = sizeof all / sizeof all[0];
  *count = wanted < COUNT ? wanted : COUNT;
  for (int i = 0; i < *count; i++) ranking[i] = all[i];
  return SUCCESS;
}

int space_of(void* handle, const Problem& p, int algorithm, std::size_t* bytes) {
  if (opened(handle) == nullptr) return NOT_INITIALIZED;
  if (algorithm != ANY_ORDER && algorithm != COMPUTED) return NOT_SUPPORTED;
  *bytes = algorithm == COMPUTED ? p.space() : 0;
  return SUCCESS;
}

}  // namespace

STAND_IN_API int cudnnGetConvolution2dForwardOutputDim(void* how, void* x, void* w, int* n, int* c,
                                                       int* h, int* width) {
  STAND_IN_ENTER;
  const Map* in = map(x);
  const Filters* filter = filters(w);
  const Convolution* known = convolution(how);
  if (in == nullptr || filter == nullptr || known == nullptr) return BAD_PARAM;
  Problem p{*in, *in, *filter, *known};
  if (int status = status_of(p)) return status;
  *n = in->n;
  *c = filter->k;
  *h = height_out(p);
  *width = width_out(p);
  return SUCCESS;
}

STAND_IN_API int cudnnGetConvolutionForwardAlgorithm_v7(void* handle, void* x, void* w, void* how,
                                                        void* y, int wanted, int* count,
                                                        Ranked* ranking) {
  STAND_IN_ENTER;
  Problem p;
  if (int status = describe(x, w, how, y, p)) return status;
  return rank(handle, p, wanted, count, ranking);
}

STAND_IN_API int cudnnGetConvolutionBackwardDataAlgorithm_v7(void* handle, void* w, void* dy,
                                                             void* how, void* dx, int wanted,
                                                             int* count, Ranked* ranking) {
  STAND_IN_ENTER;
  Problem p;
  if (int status = describe(dx, w, how, dy, p)) return status;
  return rank(handle, p, wanted, count, ranking);
}

STAND_IN_API int cudnnGetConvolutionBackwardFilterAlgorithm_v7(void* handle, void* x, void* dy,
                                                               void* how, void* dw, int wanted,
                                                               int* count, Ranked* ranking) {
  STAND_IN_ENTER;
  Problem p;
  if (int status = describe(x, dw, how, dy, p)) return status;
  return rank(handle, p, wanted, count, ranking);
}

STAND_IN_API int cudnnGetConvolutionForwardWorkspaceSize(void* handle, void* x, void* w, void* how,
                                                         void* y, int algorithm,
                                                         std::size_t* bytes) {
  STAND_IN_ENTER;
  Problem p;
  if (int status = describe(x, w, how, y, p)) return status;
  return space_of(handle, p, algorithm, bytes);
}

STAND_IN_API int cudnnGetConvolutionBackwardDataWorkspaceSize(void* handle, void* w, void* dy,
                                                              void* how, void* dx, int algorithm,
                                                              std::size_t* bytes) {
  STAND_IN_ENTER;
  Problem p;
  if (int status = describe(dx, w, how, dy, p)) return status;
  return space_of(handle, p, algorithm, bytes);
}

STAND_IN_API int cudnnGetConvolutionBackwardFilterWorkspaceSize(void* handle, void* x, void* dy,
                                                                void* how, void* dw, int algorithm,
                                                                std::size_t* bytes) {
  STAND_IN_ENTER;
  Problem p;
  if (int status = describe(x, dw, how, dy, p)) return status;
  return space_of(handle, p, algorithm, bytes);
}

STAND_IN_API int cudnnConvolutionForward(void* handle, const void* alpha, void* xd, const void* x,
                                         void* wd, const void* w, void* how, int algorithm,
                                         void* space, std::size_t bytes, const void* beta, void* yd,
                                         void* y) {
  STAND_IN_ENTER;
  Problem p;
  if (int status = describe(xd, wd, how, yd, p)) return status;
  if (!plain(alpha, beta, __func__)) return NOT_SUPPORTED;
  return enqueue_run(handle, p, forward, {x, p.x.elements(), p.x.type},
                     {w, p.w.elements(), p.w.type}, {y, p.y.elements(), p.y.type}, false, algorithm, space, bytes,
                     __func__);
}

STAND_IN_API int cudnnConvolutionBackwardData(void* handle, const void* alpha, void* wd,
                                              const void* w, void* dyd, const void* dy, void* how,
                                              int algorithm, void* space, std::size_t bytes,
                                              const void* beta, void* dxd, void* dx) {
  STAND_IN_ENTER;
  Problem p;
  if (int status = describe(dxd, wd, how, dyd, p)) return status;
  if (!plain_or_added(alpha, beta, __func__)) return NOT_SUPPORTED;
  return enqueue_run(handle, p, backward_data, {w, p.w.elements(), p.w.type},
                     {dy, p.y.elements(), p.y.type}, {dx, p.x.elements(), p.x.type}, adds(beta), algorithm, space,
                     bytes, __func__);
}

STAND_IN_API int cudnnConvolutionBackwardFilter(void* handle, const void* alpha, void* xd,
                                                const void* x, void* dyd, const void* dy, void* how,
                                                int algorithm, void* space, std::size_t bytes,
                                                const void* beta, void* dwd, void* dw) {
  STAND_IN_ENTER;
  Problem p;
  if (int status = describe(xd, dwd, how, dyd, p)) return status;
  if (!plain(alpha, beta, __func__)) return NOT_SUPPORTED;
  return enqueue_run(handle, p, backward_filter, {x, p.x.elements(), p.x.type},
                     {dy, p.y.elements(), p.y.type}, {dw, p.w.elements(), p.w.type}, false, algorithm, space, bytes,
                     __func__);
}
