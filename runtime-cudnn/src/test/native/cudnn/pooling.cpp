// cuDNN: average pooling, with the padding counted.

#include <cstring>
#include <string>

#include "cudnn.h"

using namespace stand_in;

namespace {

struct Problem {
  Map x;
  Map y;
  Pooling window;
};

int describe(void* handle, void* how, void* x, void* y, Problem& problem) {
  const Map* in = map(x);
  const Map* out = map(y);
  const Pooling* window = pooling(how);
  if (opened(handle) == nullptr || in == nullptr || out == nullptr || window == nullptr) {
    return BAD_PARAM;
  }
  bool sized = in->type == out->type && in->n == out->n && in->c == out->c &&
               out->h == sliding(in->h, window->padH, window->h, window->strideH) &&
               out->w == sliding(in->w, window->padW, window->w, window->strideW);
  problem = {*in, *out, *window};
  return sized ? SUCCESS : BAD_PARAM;
}

// Calls back for each pixel of each window that lies on the map: the pixel that comes out, the one
// that went in.
template <typename F>
void each_pair(const Problem& p, F callback) {
  const Pooling& how = p.window;
  for (int n = 0; n < p.y.n; n++) {
    for (int oy = 0; oy < p.y.h; oy++) {
      for (int ox = 0; ox < p.y.w; ox++) {
        int top = oy * how.strideH - how.padH, left = ox * how.strideW - how.padW;
        for (int iy = top < 0 ? 0 : top; iy < top + how.h && iy < p.x.h; iy++) {
          for (int ix = left < 0 ? 0 : left; ix < left + how.w && ix < p.x.w; ix++) {
            callback(static_cast<std::size_t>((n * p.y.h + oy) * p.y.w + ox) * p.y.c,
                     static_cast<std::size_t>((n * p.x.h + iy) * p.x.w + ix) * p.x.c);
          }
        }
      }
    }
  }
}

float share(const Problem& p) { return 1.0f / static_cast<float>(p.window.h * p.window.w); }

// What both directions are: each pixel of `to` becomes its share of the pixels that belong to it.
template <typename F>
void run(const Problem& p, const Map& in, const void* input, const Map& out, void* output,
         const char* call, F places) {
  const void* from = read(input, in.bytes(), call);
  void* to = reach(output, out.bytes(), call);
  apart(to, out.bytes(), from, in.bytes(), call);
  std::vector<float> room, sums(out.elements(), 0.0f);
  const float* values = floats(from, in.type, in.elements(), room);
  each_pair(p, [&](std::size_t y, std::size_t x) {
    auto [source, target] = places(y, x);
    for (int c = 0; c < p.x.c; c++) sums[target + c] += values[source + c];
  });
  for (float& sum : sums) sum *= share(p);
  store(sums.data(), to, out.type, out.elements());
}

}  // namespace

STAND_IN_API int cudnnPoolingForward(void* handle, void* how, const void* alpha, void* xd,
                                     const void* x, const void* beta, void* yd, void* y) {
  STAND_IN_ENTER;
  Problem p;
  if (int status = describe(handle, how, xd, yd, p)) return status;
  if (!plain(alpha, beta, __func__)) return NOT_SUPPORTED;
  return put(opened(handle), __func__, [=] {
    run(p, p.x, x, p.y, y, "cudnnPoolingForward",
        [](std::size_t out, std::size_t in) { return std::pair(in, out); });
  });
}

STAND_IN_API int cudnnPoolingBackward(void* handle, void* how, const void* alpha, void* yd,
                                      const void* y, void* dyd, const void* dy, void* xd,
                                      const void* x, const void* beta, void* dxd, void* dx) {
  STAND_IN_ENTER;
  Problem p, forward;
  if (int status = describe(handle, how, dxd, dyd, p)) return status;
  if (int status = describe(handle, how, xd, yd, forward)) return status;
  if (y == nullptr || x == nullptr) return BAD_PARAM;
  if (!plain(alpha, beta, __func__)) return NOT_SUPPORTED;
  return put(opened(handle), __func__, [=] {
    run(p, p.y, dy, p.x, dx, "cudnnPoolingBackward",
        [](std::size_t out, std::size_t in) { return std::pair(out, in); });
  });
}
