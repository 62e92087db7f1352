#include "stream.h"

#include <map>
#include <set>

#include "fault_trap.h"
#include "results.h"

namespace stand_in {
namespace {

struct Engine {
  int lost = SUCCESS;
  bool running = false;
  std::set<void*> streams;
  std::set<void*> events;
  std::map<void*, std::string> graphs;
};

Engine& state() {
  static Engine* only = new Engine;
  return *only;
}

void run(const Item& item) {
  int wished = entered("execution");
  if (wished != 0) throw Failure{wished};
  if (!trapped(item.work)) {
    violation(item.name + " touched memory that is not the device's");
    throw Failure{ILLEGAL_ADDRESS};
  }
}

}  // namespace

int lost() { return state().lost; }

void recover() { state().lost = SUCCESS; }

int finish(Stream& stream) { return finish(stream, stream.enqueued); }

int finish(Stream& stream, std::uint64_t mark) {
  while (stream.done < mark && lost() == SUCCESS) {
    Item item = std::move(stream.waiting.front());
    stream.waiting.pop_front();
    stream.done++;
    try {
      run(item);
    } catch (const Failure& failure) {
      state().lost = failure.result;
    }
  }
  if (lost() != SUCCESS) {
    stream.waiting.clear();
    stream.done = stream.enqueued;
  }
  return lost();
}

int finish_all() {
  for (void* handle : state().streams) finish(*static_cast<Stream*>(handle));
  return lost();
}

int refuse_while_capturing() {
  for (void* handle : state().streams) {
    Stream& stream = *static_cast<Stream*>(handle);
    if (stream.capturing && stream.captor == std::this_thread::get_id()) {
      stream.broken = true;
      return CAPTURE_UNSUPPORTED;
    }
  }
  return SUCCESS;
}

int enqueue(void* handle, const char* name, Work work, float milliseconds) {
  Stream* to = stream(handle);
  if (to == nullptr) return INVALID_HANDLE;
  if (lost() != SUCCESS) return lost();
  if (!to->capturing) {
    to->waiting.push_back({name, std::move(work)});
    to->enqueued++;
    to->milliseconds += milliseconds;
    return SUCCESS;
  }
  if (to->captor != std::this_thread::get_id()) return CAPTURE_WRONG_THREAD;
  if (to->broken) return CAPTURE_INVALIDATED;
  if (int wished = entered("captured")) return wished;
  to->captured->push_back({name, std::move(work)});
  return SUCCESS;
}

Stream* make_stream() {
  Stream* made = new Stream;
  state().streams.insert(made);
  alive("stream", 1);
  return made;
}

Stream* stream(void* handle) {
  return state().streams.count(handle) ? static_cast<Stream*>(handle) : nullptr;
}

void destroy(Stream* stream) {
  finish(*stream);
  state().streams.erase(stream);
  alive("stream", -1);
  delete stream;
}

Event* make_event() {
  Event* made = new Event;
  state().events.insert(made);
  alive("event", 1);
  return made;
}

Event* event(void* handle) {
  return state().events.count(handle) ? static_cast<Event*>(handle) : nullptr;
}

void destroy(Event* event) {
  state().events.erase(event);
  alive("event", -1);
  delete event;
}

Graph* make_graph(std::shared_ptr<const Items> items, const char* kind) {
  Graph* made = new Graph{std::move(items)};
  state().graphs[made] = kind;
  alive(kind, 1);
  return made;
}

Graph* graph(void* handle, const char* kind) {
  auto found = state().graphs.find(handle);
  bool right = found != state().graphs.end() && found->second == kind;
  return right ? static_cast<Graph*>(handle) : nullptr;
}

void destroy(Graph* graph, const char* kind) {
  state().graphs.erase(graph);
  alive(kind, -1);
  delete graph;
}

}  // namespace stand_in
