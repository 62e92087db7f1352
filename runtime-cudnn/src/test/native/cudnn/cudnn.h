// What the parts of the stand-in's cuDNN share: statuses, numbers of the API and descriptors.

#pragma once

#include <cstddef>
#include <vector>

#include "../math/product.h"
#include "../stand_in.h"

namespace stand_in {

// cudnnStatus_t as cuDNN 9 numbers it.
enum Status : int {
  SUCCESS = 0,
  NOT_INITIALIZED = 1001,
  BAD_PARAM = 2000,
  NOT_SUPPORTED = 3000,
  EXECUTION_FAILED = 5000,
};

// cudnnDataType_t.
constexpr int DATA_FLOAT = 0;
constexpr int DATA_BFLOAT16 = 9;

// cudnnMathType_t. Plain arithmetic is TENSOR_OP's for floats, on the GPUs that are stood in for.
constexpr int DEFAULT_MATH = 0;
constexpr int TENSOR_OP_MATH = 1;
constexpr int ALLOW_CONVERSION = 2;
constexpr int FMA_MATH = 3;

// cudnnTensorFormat_t.
constexpr int NHWC = 1;

struct Handle {
  void* stream = nullptr;
};

// A map (n, h, w, c) of channels-last pixels.
struct Map {
  bool set = false;
  Type type = Type::FLOAT;
  int n = 0, c = 0, h = 0, w = 0;

  std::size_t pixels() const { return static_cast<std::size_t>(n) * h * w; }
  std::size_t elements() const { return pixels() * c; }
  std::size_t bytes() const { return elements() * bytes_of(type); }
  bool operator==(const Map& other) const {
    return type == other.type && n == other.n && c == other.c && h == other.h && w == other.w;
  }
};

// Filters (k, r, s, c), c the channels of one group.
struct Filters {
  bool set = false;
  Type type = Type::FLOAT;
  int k = 0, c = 0, r = 0, s = 0;

  int area() const { return r * s * c; }
  std::size_t elements() const { return static_cast<std::size_t>(k) * area(); }
  std::size_t bytes() const { return elements() * bytes_of(type); }
};

struct Convolution {
  bool set = false;
  int padH = 0, padW = 0, strideH = 0, strideW = 0, dilationH = 1, dilationW = 1;
  int groups = 1;
  int math = 0;
};

struct Pooling {
  bool set = false;
  int h = 0, w = 0, padH = 0, padW = 0, strideH = 0, strideW = 0;
};

}  // namespace stand_in

STAND_IN_API int cudnnSetTensor4dDescriptor(void* descriptor, int format, int type, int n, int c,
                                            int h, int w);

namespace stand_in {

// Living handles and descriptors; null for anything else, and for descriptors that were not set.
Handle* opened(void* handle);
const Map* map(void* descriptor);
const Filters* filters(void* descriptor);
const Convolution* convolution(void* descriptor);
const Pooling* pooling(void* descriptor);

// Of a dimension: pixels that come out. Windows must not be larger than the padded map.
int sliding(int in, int padding, int window, int stride);

// The factors that results are put together with; the stand-in knows 1 and 0 only.
bool plain(const void* alpha, const void* beta, const char* call);

// The same where what is there already may stay, with a factor of 1.
bool plain_or_added(const void* alpha, const void* beta, const char* call);
bool adds(const void* beta);

// Puts work into the handle's stream.
int put(const Handle* handle, const char* call, Work work, float milliseconds = 0.1f);

}  // namespace stand_in
