// The driver API: devices, the primary context, memory.

#include <cstring>
#include <string>

#include "../stand_in.h"
#include "context.h"
#include "fault_trap.h"
#include "memory.h"
#include "results.h"
#include "stream.h"

namespace stand_in {
namespace {

constexpr int ARCHITECTURE = 90;
constexpr int MULTIPROCESSORS = 132;

bool initialised = false;
int retained = 0;
char primary_context;
// A context is gone with its last user; the next one is another, though its handle is the same.
int generation = 1;
thread_local int current = 0;

int devices() { return static_cast<int>(property("devices", 1)); }

}  // namespace

int require_context() { return current == generation && retained > 0 ? lost() : INVALID_CONTEXT; }

}  // namespace stand_in

using namespace stand_in;

STAND_IN_API int cuInit(unsigned flags) {
  STAND_IN_ENTER;
  if (flags != 0) return INVALID_VALUE;
  if (devices() == 0) return NO_DEVICE;
  if (!initialised) install_trap();
  initialised = true;
  return SUCCESS;
}

STAND_IN_API int cuDriverGetVersion(int* version) {
  STAND_IN_ENTER;
  *version = static_cast<int>(property("driver", 12060));
  return SUCCESS;
}

STAND_IN_API int cuDeviceGetCount(int* count) {
  STAND_IN_ENTER;
  *count = devices();
  return SUCCESS;
}

STAND_IN_API int cuDeviceGet(int* device, int ordinal) {
  STAND_IN_ENTER;
  if (ordinal < 0 || ordinal >= devices()) return INVALID_DEVICE;
  *device = ordinal;
  return SUCCESS;
}

STAND_IN_API int cuDeviceGetName(char* name, int length, int device) {
  STAND_IN_ENTER;
  if (device != 0 || length < 1) return INVALID_VALUE;
  std::strncpy(name, "CUDA stand-in on the CPU", static_cast<std::size_t>(length) - 1);
  name[length - 1] = 0;
  return SUCCESS;
}

STAND_IN_API int cuDeviceGetAttribute(int* value, int attribute, int device) {
  STAND_IN_ENTER;
  if (device != 0) return INVALID_DEVICE;
  int architecture = static_cast<int>(property("architecture", ARCHITECTURE));
  switch (attribute) {
    case 16:
      *value = MULTIPROCESSORS;
      return SUCCESS;
    case 75:
      *value = architecture / 10;
      return SUCCESS;
    case 76:
      *value = architecture % 10;
      return SUCCESS;
    default:
      violation("the stand-in does not know device attribute " + std::to_string(attribute));
      return INVALID_VALUE;
  }
}

STAND_IN_API int cuDevicePrimaryCtxRetain(void** context, int device) {
  STAND_IN_ENTER;
  if (!initialised || device != 0) return INVALID_DEVICE;
  retained++;
  alive("primary context", 1);
  *context = &primary_context;
  return SUCCESS;
}

STAND_IN_API int cuDevicePrimaryCtxRelease_v2(int device) {
  STAND_IN_ENTER;
  if (device != 0 || retained == 0) return INVALID_CONTEXT;
  finish_all();
  int result = lost();
  alive("primary context", -1);
  if (--retained == 0) {
    recover();
    generation++;
  }
  return result;
}

STAND_IN_API int cuCtxSetCurrent(void* context) {
  STAND_IN_ENTER;
  if (context != nullptr && (context != &primary_context || retained == 0)) return INVALID_CONTEXT;
  current = context == nullptr ? 0 : generation;
  return SUCCESS;
}

STAND_IN_API int cuMemGetInfo_v2(std::size_t* free, std::size_t* total) {
  STAND_IN_ENTER;
  if (int result = require_context()) return result;
  *total = memory_total();
  *free = memory_total() - memory_used();
  return SUCCESS;
}

STAND_IN_API int cuMemAlloc_v2(std::uint64_t* start, std::size_t bytes) {
  STAND_IN_ENTER;
  if (int result = require_context()) return result;
  if (int result = refuse_while_capturing()) return result;
  if (bytes == 0) return INVALID_VALUE;
  *start = allocate(bytes);
  return *start == 0 ? OUT_OF_MEMORY : SUCCESS;
}

STAND_IN_API int cuMemFree_v2(std::uint64_t start) {
  STAND_IN_ENTER;
  if (int result = refuse_while_capturing()) return result;
  finish_all();
  if (!release(start)) {
    violation("cuMemFree of what is no allocation, or was freed before");
    return INVALID_VALUE;
  }
  return require_context();
}

STAND_IN_API int cuMemAllocHost_v2(void** start, std::size_t bytes) {
  STAND_IN_ENTER;
  if (int result = require_context()) return result;
  if (int result = refuse_while_capturing()) return result;
  *start = bytes == 0 ? nullptr : allocate_pinned(bytes);
  return *start == nullptr ? OUT_OF_MEMORY : SUCCESS;
}

STAND_IN_API int cuMemFreeHost(void* start) {
  STAND_IN_ENTER;
  if (int result = refuse_while_capturing()) return result;
  finish_all();
  if (!release_pinned(start)) {
    violation("cuMemFreeHost of what is no allocation, or was freed before");
    return INVALID_VALUE;
  }
  return require_context();
}
