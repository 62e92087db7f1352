// What the stand-in's libraries share. libcuda.so.1 holds all of it; the others are linked with it.
//
// A call of an API may only put work into a stream. The work itself runs when the host waits for it,
// so that a host buffer that is changed too early, or read too soon, shows.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>

// The libraries are linked with these.
#pragma GCC visibility push(default)

namespace stand_in {

// Everything is done by one thread at a time.
std::recursive_mutex& engine();

// Counts a call; gives the status that it is to fail with, by somebody's wish, or 0.
int entered(const char* function);

// Counts something that is made and has to be destroyed: +1, -1.
void alive(const char* kind, int change);

// Writes down what a real library would not notice, or not survive.
void violation(const std::string& what);

// A number that tests may set, for example the version that a library claims to have.
long property(const char* name, long otherwise);

// Work failed while it ran: a result of the driver. The context is lost then.
struct Failure {
  int result;
};

using Work = std::function<void()>;

// Puts work into a stream, or into the graph that the stream is captured to.
// Gives a result of the driver.
// It takes no time but what it says, so that events always tell the same.
int enqueue(void* stream, const char* name, Work work, float milliseconds = 0.1f);

// Only while work runs: where so many bytes of device memory are for the CPU. Throws a Failure if they
// are not all within one living allocation.
void* reach(const void* device, std::size_t bytes, const char* what);

// As `reach`, and notes a violation if some of it was never written.
const void* read(const void* device, std::size_t bytes, const char* what);

// Notes a violation if what is written is in the memory of what is read.
void apart(const void* written, std::size_t bytes, const void* input, std::size_t inputBytes,
           const char* what);

// What memory holds before it is written: not a number.
constexpr std::uint32_t NEVER_WRITTEN = 0xffc0deadu;
void scribble(void* start, std::size_t bytes);

}  // namespace stand_in

#pragma GCC visibility pop

// What each function of an API begins with.
#define STAND_IN_ENTER                                                 \
  std::lock_guard<std::recursive_mutex> one_at_a_time(stand_in::engine()); \
  if (int wished = stand_in::entered(__func__)) return wished

#define STAND_IN_API extern "C" __attribute__((visibility("default")))
