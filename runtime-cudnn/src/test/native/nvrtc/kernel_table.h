// How a compiled program tells the driver of its kernels.

#pragma once

#include <cstddef>

namespace stand_in {

struct Parameter {
  unsigned bytes;
  bool pointer;
};

struct Kernel {
  const char* name;
  unsigned count;
  const Parameter* parameters;
  void (*threads)(void** values);
};

// The grid and the block have one dimension. `stacks` has room for a stack for each thread of a block.
struct Launch {
  unsigned grid;
  unsigned block;
  void** values;
  char* stacks;
  std::size_t stack_bytes;
  bool backwards;
};

// Null, or what is wrong with the kernel.
using Run = const char* (*)(const Kernel* kernel, Launch& launch);

constexpr char IMAGE_MAGIC[] = "LAMINA STAND-IN CUBIN\n";
constexpr char PTX_MAGIC[] = "// LAMINA STAND-IN PTX\n";

}  // namespace stand_in
