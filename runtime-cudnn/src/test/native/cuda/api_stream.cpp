// The driver API: streams, events, copies, capture and graphs.

#include <cstring>
#include <string>

#include "../stand_in.h"
#include "context.h"
#include "memory.h"
#include "results.h"
#include "stream.h"

using namespace stand_in;

namespace {

// Copies that do not wait are such only from and to pinned memory.
void require_pinned(const void* host, std::size_t bytes, const char* call) {
  if (!pinned(host, bytes)) violation(std::string(call) + ": the host's memory is not pinned");
}

const void* device_pointer(std::uint64_t address) { return reinterpret_cast<const void*>(address); }

}  // namespace

STAND_IN_API int cuStreamCreate(void** made, unsigned flags) {
  STAND_IN_ENTER;
  constexpr unsigned NON_BLOCKING = 1;
  if (int result = require_context()) return result;
  if (flags > NON_BLOCKING) return INVALID_VALUE;
  *made = make_stream();
  return SUCCESS;
}

STAND_IN_API int cuStreamDestroy_v2(void* handle) {
  STAND_IN_ENTER;
  Stream* known = stream(handle);
  if (known == nullptr) return INVALID_HANDLE;
  destroy(known);
  return require_context();
}

STAND_IN_API int cuStreamSynchronize(void* handle) {
  STAND_IN_ENTER;
  if (int result = require_context()) return result;
  Stream* known = stream(handle);
  if (known == nullptr) return INVALID_HANDLE;
  if (int result = refuse_while_capturing()) return result;
  return finish(*known);
}

STAND_IN_API int cuEventCreate(void** made, unsigned flags) {
  STAND_IN_ENTER;
  constexpr unsigned ALL_FLAGS = 7;
  if (int result = require_context()) return result;
  if (flags > ALL_FLAGS) return INVALID_VALUE;
  constexpr unsigned DISABLE_TIMING = 2;
  Event* event = make_event();
  event->timed = (flags & DISABLE_TIMING) == 0;
  *made = event;
  return SUCCESS;
}

STAND_IN_API int cuEventDestroy_v2(void* handle) {
  STAND_IN_ENTER;
  Event* known = event(handle);
  if (known == nullptr) return INVALID_HANDLE;
  destroy(known);
  return require_context();
}

STAND_IN_API int cuEventRecord(void* handle, void* in) {
  STAND_IN_ENTER;
  if (int result = require_context()) return result;
  Event* mark = event(handle);
  Stream* to = stream(in);
  if (mark == nullptr || to == nullptr) return INVALID_HANDLE;
  *mark = {to, to->enqueued, to->milliseconds, to->capturing, mark->timed};
  return SUCCESS;
}

STAND_IN_API int cuEventSynchronize(void* handle) {
  STAND_IN_ENTER;
  if (int result = require_context()) return result;
  Event* mark = event(handle);
  if (mark == nullptr) return INVALID_HANDLE;
  if (int result = refuse_while_capturing()) return result;
  if (mark->captured) return CAPTURED_EVENT;
  // A stream that is gone had finished.
  return stream(mark->stream) == nullptr ? SUCCESS : finish(*mark->stream, mark->after);
}

STAND_IN_API int cuEventElapsedTime(float* milliseconds, void* first, void* second) {
  STAND_IN_ENTER;
  if (int result = require_context()) return result;
  Event* start = event(first);
  Event* end = event(second);
  if (start == nullptr || end == nullptr || !start->timed || !end->timed) return INVALID_HANDLE;
  if (start->stream == nullptr || end->stream == nullptr) return INVALID_HANDLE;
  if (end->stream->done < end->after) return NOT_READY;
  *milliseconds = static_cast<float>(end->milliseconds - start->milliseconds);
  return SUCCESS;
}

STAND_IN_API int cuMemsetD8Async(std::uint64_t start, unsigned char value, std::size_t bytes,
                                 void* in) {
  STAND_IN_ENTER;
  if (int result = require_context()) return result;
  return enqueue(in, "cuMemsetD8Async", [=] {
    std::memset(reach(device_pointer(start), bytes, "cuMemsetD8Async"), value, bytes);
  });
}

STAND_IN_API int cuMemcpyHtoDAsync_v2(std::uint64_t to, const void* from, std::size_t bytes,
                                      void* in) {
  STAND_IN_ENTER;
  if (int result = require_context()) return result;
  require_pinned(from, bytes, "cuMemcpyHtoDAsync");
  return enqueue(in, "cuMemcpyHtoDAsync", [=] {
    std::memcpy(reach(device_pointer(to), bytes, "cuMemcpyHtoDAsync"), from, bytes);
  });
}

STAND_IN_API int cuMemcpyDtoHAsync_v2(void* to, std::uint64_t from, std::size_t bytes, void* in) {
  STAND_IN_ENTER;
  if (int result = require_context()) return result;
  require_pinned(to, bytes, "cuMemcpyDtoHAsync");
  return enqueue(in, "cuMemcpyDtoHAsync", [=] {
    std::memcpy(to, read(device_pointer(from), bytes, "cuMemcpyDtoHAsync"), bytes);
  });
}

STAND_IN_API int cuStreamBeginCapture_v2(void* handle, int mode) {
  STAND_IN_ENTER;
  constexpr int RELAXED = 2;
  if (int result = require_context()) return result;
  Stream* to = stream(handle);
  if (to == nullptr) return INVALID_HANDLE;
  if (mode < 0 || mode > RELAXED || to->capturing) return INVALID_VALUE;
  to->capturing = true;
  to->broken = false;
  to->captor = std::this_thread::get_id();
  to->captured = std::make_shared<Items>();
  return SUCCESS;
}

// Whatever it returns, the capture has ended.
STAND_IN_API int cuStreamEndCapture(void* handle, void** captured) {
  std::lock_guard<std::recursive_mutex> one_at_a_time(engine());
  int wished = entered(__func__);
  if (int result = require_context()) return result;
  Stream* from = stream(handle);
  *captured = nullptr;
  if (from == nullptr) return INVALID_HANDLE;
  if (!from->capturing) return INVALID_VALUE;
  if (from->captor != std::this_thread::get_id()) return CAPTURE_WRONG_THREAD;
  from->capturing = false;
  std::shared_ptr<Items> items = std::move(from->captured);
  if (wished != SUCCESS) return wished;
  if (from->broken) return CAPTURE_INVALIDATED;
  *captured = make_graph(std::move(items), TEMPLATE);
  return SUCCESS;
}

STAND_IN_API int cuGraphInstantiateWithFlags(void** executable, void* handle,
                                             unsigned long long flags) {
  STAND_IN_ENTER;
  if (int result = require_context()) return result;
  Graph* known = graph(handle, TEMPLATE);
  if (known == nullptr || flags != 0) return INVALID_VALUE;
  *executable = make_graph(known->items, EXECUTABLE);
  return SUCCESS;
}

STAND_IN_API int cuGraphUpload(void* executable, void* in) {
  STAND_IN_ENTER;
  if (int result = require_context()) return result;
  bool known = graph(executable, EXECUTABLE) != nullptr && stream(in) != nullptr;
  return known ? SUCCESS : INVALID_VALUE;
}

STAND_IN_API int cuGraphLaunch(void* executable, void* in) {
  STAND_IN_ENTER;
  if (int result = require_context()) return result;
  Graph* known = graph(executable, EXECUTABLE);
  if (known == nullptr) return INVALID_VALUE;
  for (const Item& item : *known->items) {
    if (int result = enqueue(in, item.name.c_str(), item.work)) return result;
  }
  return SUCCESS;
}

STAND_IN_API int cuGraphExecDestroy(void* executable) {
  STAND_IN_ENTER;
  Graph* known = graph(executable, EXECUTABLE);
  if (known == nullptr) return INVALID_VALUE;
  destroy(known, EXECUTABLE);
  return require_context();
}

STAND_IN_API int cuGraphDestroy(void* handle) {
  STAND_IN_ENTER;
  Graph* known = graph(handle, TEMPLATE);
  if (known == nullptr) return INVALID_VALUE;
  destroy(known, TEMPLATE);
  return require_context();
}
