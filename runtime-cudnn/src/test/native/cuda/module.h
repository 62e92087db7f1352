// Modules of kernels that the stand-in's NVRTC compiled.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "../nvrtc/kernel_table.h"

namespace stand_in {

// A loaded module; unloaded with the last function or work that knows it.
class Module {
 public:
  explicit Module(void* library);
  ~Module();
  Module(const Module&) = delete;
  Module& operator=(const Module&) = delete;
  const Kernel* find(const std::string& name) const;
  const char* run(const Kernel* kernel, Launch& launch) const;

 private:
  void* library_;
  const Kernel* kernels_;
  Run run_;
};

struct Function {
  std::shared_ptr<Module> module;
  const Kernel* kernel;
};

// Loads an image, machine code or PTX; null where it is none of ours.
std::shared_ptr<Module> load(const void* image);

// The values of a launch's parameters, as they are now.
struct Parameters {
  std::vector<std::uint64_t> values;
  Parameters(const Kernel* kernel, void** given);
};

// Runs a kernel with the addresses of its parameters made the CPU's. Throws a Failure.
void launch(const Function& function, unsigned grid, unsigned block, const Parameters& parameters);

}  // namespace stand_in
