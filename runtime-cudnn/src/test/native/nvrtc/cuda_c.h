// CUDA C for a C++ compiler: what NVRTC knows by itself, as far as the kernels make use of it, and
// the threads of a block. Included before a program; the stand-in's NVRTC adds a table of the
// program's kernels behind it.

#pragma once

#include <cmath>
#include <cstring>
#include <tuple>
#include <utility>

#include "kernel_table.h"

#define __global__
#define __device__
#define __forceinline__ inline __attribute__((always_inline))
#define __shared__ static
#define __syncthreads() stand_in::barrier(__LINE__)

namespace stand_in {

struct Dimensions {
  unsigned x = 1;
  unsigned y = 1;
  unsigned z = 1;
};

}  // namespace stand_in

static stand_in::Dimensions gridDim, blockDim;
static stand_in::Dimensions blockIdx{0, 0, 0}, threadIdx{0, 0, 0};

static inline float __uint_as_float(unsigned bits) {
  float value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

static inline unsigned __float_as_uint(float value) {
  unsigned bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

static inline int min(int a, int b) { return a < b ? a : b; }
static inline int max(int a, int b) { return a > b ? a : b; }

namespace stand_in {

// --- Threads of a block ---
//
// One coroutine runs thread after thread, to the end of each. A thread that comes to a barrier keeps
// its coroutine and waits; another goes on with the threads that have not begun. So kernels without
// barriers are plain loops.

struct Coroutine {
  void* stack;
  unsigned thread;
  int line;
  bool finished;
};

static Coroutine coroutines[1024];
static Coroutine* running;
static void* scheduler;
static unsigned begun;
static bool backwards;
static const Kernel* kernel;
static void** values;

// Keeps what a call keeps, and goes on on another stack.
__attribute__((naked, noinline)) static void exchange(void**, void*) {
  __asm__(
      "pushq %rbp\n pushq %rbx\n pushq %r12\n pushq %r13\n pushq %r14\n pushq %r15\n"
      "movq %rsp, (%rdi)\n movq %rsi, %rsp\n"
      "popq %r15\n popq %r14\n popq %r13\n popq %r12\n popq %rbx\n popq %rbp\n ret\n");
}

static void barrier(int line) {
  Coroutine& self = *running;
  self.thread = threadIdx.x;
  self.line = line;
  exchange(&self.stack, scheduler);
  threadIdx.x = self.thread;
}

// The next thread that has not begun.
static inline bool next_thread() {
  if (begun == blockDim.x) return false;
  threadIdx.x = backwards ? blockDim.x - 1 - begun : begun;
  begun++;
  return true;
}

static void coroutine() {
  kernel->threads(values);
  running->finished = true;
  exchange(&running->stack, scheduler);
}

static void start(Coroutine& made, char* stack, std::size_t bytes) {
  constexpr int SAVED = 6;
  void** top = reinterpret_cast<void**>(stack + bytes) - 2;
  *top = reinterpret_cast<void*>(&coroutine);
  made = {top - SAVED, 0, 0, false};
}

static void resume(Coroutine& next) {
  running = &next;
  exchange(&scheduler, next.stack);
}

static const char* run_block(const Launch& launch) {
  unsigned count = 0;
  for (begun = 0; begun < launch.block; count++) {
    start(coroutines[count], launch.stacks + count * launch.stack_bytes, launch.stack_bytes);
    resume(coroutines[count]);
  }
  unsigned waiting = 0;
  do {
    waiting = 0;
    for (unsigned i = 0; i < count; i++) waiting += coroutines[i].finished ? 0 : 1;
    if (waiting == 0) return nullptr;
    if (waiting != launch.block) return "not all threads of a block come to __syncthreads()";
    for (unsigned i = 1; i < count; i++) {
      if (coroutines[i].line != coroutines[0].line) return "threads of a block come to two barriers";
    }
    for (unsigned i = 0; i < count; i++) resume(coroutines[i]);
  } while (true);
}

static const char* run(const Kernel* which, Launch& launch) {
  kernel = which;
  values = launch.values;
  backwards = launch.backwards;
  gridDim = {launch.grid, 1, 1};
  blockDim = {launch.block, 1, 1};
  for (unsigned i = 0; i < launch.grid; i++) {
    blockIdx.x = backwards ? launch.grid - 1 - i : i;
    if (const char* wrong = run_block(launch)) return wrong;
  }
  return nullptr;
}

// --- The table of kernels ---

template <typename F>
struct Signature;

template <typename... P>
struct Signature<void (*)(P...)> {
  static constexpr Parameter parameters[] = {{sizeof(P), std::is_pointer_v<P>}...};
  static constexpr unsigned count = sizeof...(P);

  template <void (*body)(P...), std::size_t... I>
  static void threads(void** given, std::index_sequence<I...>) {
    std::tuple<P...> arguments(*static_cast<P*>(given[I])...);
    while (next_thread()) body(std::get<I>(arguments)...);
  }

  template <void (*body)(P...)>
  static void all_threads(void** given) {
    threads<body>(given, std::index_sequence_for<P...>());
  }
};

}  // namespace stand_in

#define STAND_IN_KERNEL(name)                                                             \
  {#name, stand_in::Signature<decltype(&name)>::count,                                    \
   stand_in::Signature<decltype(&name)>::parameters,                                      \
   &stand_in::Signature<decltype(&name)>::all_threads<&name>},

#define STAND_IN_KERNELS(list)                                                            \
  extern "C" __attribute__((visibility("default"))) const stand_in::Kernel stand_in_kernels[] = { \
      list{nullptr, 0, nullptr, nullptr}};                                                \
  extern "C" __attribute__((visibility("default"))) const char* stand_in_run(             \
      const stand_in::Kernel* kernel, stand_in::Launch& launch) {                         \
    return stand_in::run(kernel, launch);                                                 \
  }
