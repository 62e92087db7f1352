// Streams, events and graphs. Work waits in its stream until the host waits for it.

#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "../stand_in.h"

namespace stand_in {

struct Item {
  std::string name;
  Work work;
};

using Items = std::vector<Item>;

// What a stream was captured to, and, instantiated, what is launched.
struct Graph {
  std::shared_ptr<const Items> items;
};

struct Stream {
  std::deque<Item> waiting;
  std::uint64_t enqueued = 0;
  std::uint64_t done = 0;
  double milliseconds = 0;
  bool capturing = false;
  bool broken = false;
  std::thread::id captor;
  std::shared_ptr<Items> captured;
};

// A place in a stream; nothing was marked yet where there is none.
struct Event {
  Stream* stream = nullptr;
  std::uint64_t after = 0;
  double milliseconds = 0;
  bool captured = false;
  bool timed = true;
};

// The result that all calls give since work failed, or 0.
int lost();

// A new context.
void recover();

// Runs what waits in a stream, all or up to a mark; in all streams.
int finish(Stream& stream);
int finish(Stream& stream, std::uint64_t mark);
int finish_all();

// For calls that must not be made by a thread that captures: their result, and the capture is lost.
int refuse_while_capturing();

// Living handles; all others are refused.
Stream* make_stream();
Stream* stream(void* handle);
void destroy(Stream* stream);
Event* make_event();
Event* event(void* handle);
void destroy(Event* event);
Graph* make_graph(std::shared_ptr<const Items> items, const char* kind);
Graph* graph(void* handle, const char* kind);
void destroy(Graph* graph, const char* kind);

constexpr char TEMPLATE[] = "graph";
constexpr char EXECUTABLE[] = "executable graph";

}  // namespace stand_in
