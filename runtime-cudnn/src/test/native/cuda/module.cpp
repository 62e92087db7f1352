#include "module.h"

#include <dlfcn.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

#include "../stand_in.h"
#include "memory.h"
#include "results.h"

namespace stand_in {
namespace {

constexpr std::size_t STACK = 64 << 10;
constexpr std::size_t THREADS = 1024;

char* stacks() {
  static void* only = mmap(nullptr, STACK * THREADS, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return static_cast<char*>(only);
}

unsigned nibble(char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; }

// The shared object within an image: as it is, or in hexadecimal digits, as PTX is text.
std::string shared_object(const char* image) {
  std::size_t bytes = 0;
  if (std::strncmp(image, PTX_MAGIC, sizeof PTX_MAGIC - 1) == 0) {
    std::string object;
    for (const char* at = image + sizeof PTX_MAGIC - 1; at[0] && at[1]; at += 2) {
      object += static_cast<char>(nibble(at[0]) << 4 | nibble(at[1]));
    }
    return object;
  }
  if (std::strncmp(image, IMAGE_MAGIC, sizeof IMAGE_MAGIC - 1) != 0) return "";
  const char* length = image + sizeof IMAGE_MAGIC - 1;
  std::memcpy(&bytes, length, sizeof bytes);
  return std::string(length + sizeof bytes, bytes);
}

// Each under a name of its own: a name that is known gives the library that it was first.
void* open(const std::string& object) {
  const char* temporary = std::getenv("TMPDIR");
  std::string path = std::string(temporary ? temporary : "/tmp") + "/stand-in-kernels-XXXXXX";
  int file = mkstemp(path.data());
  if (file < 0) return nullptr;
  std::size_t written = 0;
  while (written < object.size()) {
    ssize_t more = write(file, object.data() + written, object.size() - written);
    if (more <= 0) break;
    written += static_cast<std::size_t>(more);
  }
  close(file);
  void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) violation(std::string("kernels cannot be loaded: ") + dlerror());
  unlink(path.c_str());
  return library;
}

// What a kernel does with an address that is none of the device's is its downfall.
std::uint64_t translated(std::uint64_t value, const Kernel& kernel, unsigned index) {
  if (value == 0) return 0;
  if (is_device(value) && living(value, 0)) return reinterpret_cast<std::uint64_t>(on_host(value));
  violation(std::string(kernel.name) + ": parameter " + std::to_string(index) +
            " points to no living device memory");
  throw Failure{ILLEGAL_ADDRESS};
}

}  // namespace

Module::Module(void* library)
    : library_(library),
      kernels_(static_cast<const Kernel*>(dlsym(library, "stand_in_kernels"))),
      run_(reinterpret_cast<Run>(dlsym(library, "stand_in_run"))) {
  alive("module", 1);
}

Module::~Module() {
  dlclose(library_);
  alive("module", -1);
}

const Kernel* Module::find(const std::string& name) const {
  for (const Kernel* kernel = kernels_; kernel->name != nullptr; kernel++) {
    if (name == kernel->name) return kernel;
  }
  return nullptr;
}

const char* Module::run(const Kernel* kernel, Launch& launch) const { return run_(kernel, launch); }

std::shared_ptr<Module> load(const void* image) {
  std::string object = shared_object(static_cast<const char*>(image));
  void* library = object.empty() ? nullptr : open(object);
  return library == nullptr ? nullptr : std::make_shared<Module>(library);
}

Parameters::Parameters(const Kernel* kernel, void** given) : values(kernel->count) {
  for (unsigned i = 0; i < kernel->count; i++) {
    std::memcpy(&values[i], given[i], kernel->parameters[i].bytes);
  }
}

void launch(const Function& function, unsigned grid, unsigned block, const Parameters& parameters) {
  const Kernel& kernel = *function.kernel;
  std::vector<std::uint64_t> values = parameters.values;
  std::vector<void*> pointers;
  for (unsigned i = 0; i < kernel.count; i++) {
    if (kernel.parameters[i].pointer) values[i] = translated(values[i], kernel, i);
    pointers.push_back(&values[i]);
  }
  bool backwards = property("backwards", 0) != 0;
  Launch how{grid, block, pointers.data(), stacks(), STACK, backwards};
  const char* wrong = function.module->run(&kernel, how);
  if (wrong != nullptr) {
    violation(std::string(kernel.name) + ": " + wrong);
    throw Failure{LAUNCH_FAILED};
  }
}

}  // namespace stand_in
