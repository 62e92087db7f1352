// cuDNN: handles and descriptors, with the checks of the manual.

#include <map>
#include <string>

#include "cudnn.h"

namespace stand_in {
namespace {

// Everything that was made and not destroyed, by the address that the API hands out.
template <typename T>
std::map<void*, T>& all() {
  static auto* only = new std::map<void*, T>;
  return *only;
}

template <typename T>
T* find(void* handle) {
  auto found = all<T>().find(handle);
  return found == all<T>().end() ? nullptr : &found->second;
}

template <typename T>
const T* found_and_set(void* handle) {
  const T* known = find<T>(handle);
  return known != nullptr && known->set ? known : nullptr;
}

template <typename T>
int create(void** made, const char* kind) {
  if (made == nullptr) return BAD_PARAM;
  *made = new char;
  all<T>()[*made] = T();
  alive(kind, 1);
  return SUCCESS;
}

template <typename T>
int destroy(void* handle, const char* kind) {
  if (all<T>().erase(handle) == 0) {
    violation(std::string("no living ") + kind + " to destroy");
    return BAD_PARAM;
  }
  delete static_cast<char*>(handle);
  alive(kind, -1);
  return SUCCESS;
}

bool element_type(int number, Type& type) {
  type = number == DATA_BFLOAT16 ? Type::BFLOAT16 : Type::FLOAT;
  return number == DATA_FLOAT || number == DATA_BFLOAT16;
}

}  // namespace

Handle* opened(void* handle) { return find<Handle>(handle); }
const Map* map(void* descriptor) { return found_and_set<Map>(descriptor); }
const Filters* filters(void* descriptor) { return found_and_set<Filters>(descriptor); }
const Convolution* convolution(void* descriptor) { return found_and_set<Convolution>(descriptor); }
const Pooling* pooling(void* descriptor) { return found_and_set<Pooling>(descriptor); }

int sliding(int in, int padding, int window, int stride) {
  return (in + 2 * padding - window) / stride + 1;
}

bool plain(const void* alpha, const void* beta, const char* call) {
  if (*static_cast<const float*>(alpha) == 1.0f && *static_cast<const float*>(beta) == 0.0f) {
    return true;
  }
  violation(std::string(call) + ": the stand-in knows alpha 1 and beta 0 only");
  return false;
}

bool adds(const void* beta) { return *static_cast<const float*>(beta) == 1.0f; }

bool plain_or_added(const void* alpha, const void* beta, const char* call) {
  const float none = 0.0f;
  return plain(alpha, adds(beta) ? &none : beta, call);
}

int put(const Handle* handle, const char* call, Work work, float milliseconds) {
  return enqueue(handle->stream, call, std::move(work), milliseconds) == 0 ? SUCCESS : EXECUTION_FAILED;
}

}  // namespace stand_in

using namespace stand_in;

STAND_IN_API std::size_t cudnnGetVersion() {
  std::lock_guard<std::recursive_mutex> one_at_a_time(engine());
  entered(__func__);
  return static_cast<std::size_t>(property("cudnn", 90501));
}

STAND_IN_API int cudnnCreate(void** handle) {
  STAND_IN_ENTER;
  return create<Handle>(handle, "cuDNN handle");
}

STAND_IN_API int cudnnDestroy(void* handle) {
  STAND_IN_ENTER;
  return destroy<Handle>(handle, "cuDNN handle");
}

STAND_IN_API int cudnnSetStream(void* handle, void* stream) {
  STAND_IN_ENTER;
  Handle* known = opened(handle);
  if (known == nullptr) return BAD_PARAM;
  known->stream = stream;
  return SUCCESS;
}

STAND_IN_API int cudnnCreateTensorDescriptor(void** made) {
  STAND_IN_ENTER;
  return create<Map>(made, "tensor descriptor");
}

STAND_IN_API int cudnnDestroyTensorDescriptor(void* descriptor) {
  STAND_IN_ENTER;
  return destroy<Map>(descriptor, "tensor descriptor");
}

STAND_IN_API int cudnnSetTensor4dDescriptor(void* descriptor, int format, int type, int n, int c,
                                            int h, int w) {
  STAND_IN_ENTER;
  constexpr double MOST = 2147483647.0;
  Map* known = find<Map>(descriptor);
  Map next;
  if (known == nullptr || n <= 0 || c <= 0 || h <= 0 || w <= 0) return BAD_PARAM;
  if (!element_type(type, next.type) || format != NHWC) return NOT_SUPPORTED;
  next.set = true;
  next.n = n;
  next.c = c;
  next.h = h;
  next.w = w;
  // What is too large is refused, and kept nevertheless, as cuDNN does.
  *known = next;
  return 1.0 * n * c * h * w > MOST ? NOT_SUPPORTED : SUCCESS;
}

STAND_IN_API int cudnnCreateFilterDescriptor(void** made) {
  STAND_IN_ENTER;
  return create<Filters>(made, "filter descriptor");
}

STAND_IN_API int cudnnDestroyFilterDescriptor(void* descriptor) {
  STAND_IN_ENTER;
  return destroy<Filters>(descriptor, "filter descriptor");
}

STAND_IN_API int cudnnSetFilter4dDescriptor(void* descriptor, int type, int format, int k, int c,
                                            int r, int s) {
  STAND_IN_ENTER;
  Filters* known = find<Filters>(descriptor);
  Filters next;
  if (known == nullptr || k <= 0 || c <= 0 || r <= 0 || s <= 0) return BAD_PARAM;
  if (!element_type(type, next.type) || format != NHWC) return NOT_SUPPORTED;
  next.set = true;
  next.k = k;
  next.c = c;
  next.r = r;
  next.s = s;
  *known = next;
  return SUCCESS;
}

STAND_IN_API int cudnnCreateConvolutionDescriptor(void** made) {
  STAND_IN_ENTER;
  return create<Convolution>(made, "convolution descriptor");
}

STAND_IN_API int cudnnDestroyConvolutionDescriptor(void* descriptor) {
  STAND_IN_ENTER;
  return destroy<Convolution>(descriptor, "convolution descriptor");
}

STAND_IN_API int cudnnSetConvolution2dDescriptor(void* descriptor, int padH, int padW, int strideH,
                                                 int strideW, int dilationH, int dilationW,
                                                 int mode, int compute) {
  STAND_IN_ENTER;
  constexpr int CROSS_CORRELATION = 1;
  Convolution* known = find<Convolution>(descriptor);
  if (known == nullptr || padH < 0 || padW < 0 || strideH <= 0 || strideW <= 0 || dilationH <= 0 ||
      dilationW <= 0) {
    return BAD_PARAM;
  }
  if (mode != CROSS_CORRELATION || compute != DATA_FLOAT) return NOT_SUPPORTED;
  *known = {true, padH, padW, strideH, strideW, dilationH, dilationW, 1, 0};
  return SUCCESS;
}

STAND_IN_API int cudnnSetConvolutionGroupCount(void* descriptor, int groups) {
  STAND_IN_ENTER;
  Convolution* known = find<Convolution>(descriptor);
  if (known == nullptr || groups < 1) return BAD_PARAM;
  known->groups = groups;
  return SUCCESS;
}

STAND_IN_API int cudnnSetConvolutionMathType(void* descriptor, int math) {
  STAND_IN_ENTER;
  Convolution* known = find<Convolution>(descriptor);
  if (known == nullptr || math < 0 || math > FMA_MATH) return BAD_PARAM;
  known->math = math;
  return SUCCESS;
}

STAND_IN_API int cudnnCreatePoolingDescriptor(void** made) {
  STAND_IN_ENTER;
  return create<Pooling>(made, "pooling descriptor");
}

STAND_IN_API int cudnnDestroyPoolingDescriptor(void* descriptor) {
  STAND_IN_ENTER;
  return destroy<Pooling>(descriptor, "pooling descriptor");
}

STAND_IN_API int cudnnSetPooling2dDescriptor(void* descriptor, int mode, int nan, int h, int w,
                                             int padH, int padW, int strideH, int strideW) {
  STAND_IN_ENTER;
  constexpr int AVERAGE_COUNT_INCLUDE_PADDING = 1;
  constexpr int PROPAGATE_NAN = 1;
  Pooling* known = find<Pooling>(descriptor);
  // Padding may be negative, as it may in cuDNN.
  if (known == nullptr || nan < 0 || nan > PROPAGATE_NAN || h <= 0 || w <= 0 ||
      strideH <= 0 || strideW <= 0) {
    return BAD_PARAM;
  }
  if (mode != AVERAGE_COUNT_INCLUDE_PADDING) return NOT_SUPPORTED;
  *known = {true, h, w, padH, padW, strideH, strideW};
  return SUCCESS;
}
