// The driver API: modules, functions, launches.

#include <map>
#include <string>

#include "../stand_in.h"
#include "context.h"
#include "module.h"
#include "results.h"
#include "stream.h"

using namespace stand_in;

namespace {

struct Loaded {
  std::shared_ptr<Module> module;
  std::map<std::string, Function> functions;
};

std::map<void*, std::unique_ptr<Loaded>>& loaded() {
  static auto* only = new std::map<void*, std::unique_ptr<Loaded>>;
  return *only;
}

Function* function(void* handle) {
  for (auto& [module, content] : loaded()) {
    for (auto& [name, known] : content->functions) {
      if (&known == handle) return &known;
    }
  }
  return nullptr;
}

}  // namespace

STAND_IN_API int cuModuleLoadData(void** made, const void* image) {
  STAND_IN_ENTER;
  if (int result = require_context()) return result;
  if (int result = refuse_while_capturing()) return result;
  std::shared_ptr<Module> module = load(image);
  if (module == nullptr) return INVALID_IMAGE;
  auto content = std::make_unique<Loaded>();
  content->module = std::move(module);
  *made = content.get();
  loaded()[*made] = std::move(content);
  return SUCCESS;
}

STAND_IN_API int cuModuleUnload(void* handle) {
  STAND_IN_ENTER;
  if (int result = refuse_while_capturing()) return result;
  finish_all();
  if (loaded().erase(handle) == 0) return INVALID_HANDLE;
  return require_context();
}

STAND_IN_API int cuModuleGetFunction(void** made, void* handle, const char* name) {
  STAND_IN_ENTER;
  if (int result = require_context()) return result;
  auto found = loaded().find(handle);
  if (found == loaded().end()) return INVALID_HANDLE;
  Loaded& content = *found->second;
  const Kernel* kernel = content.module->find(name);
  if (kernel == nullptr) return NOT_FOUND;
  *made = &content.functions.insert({name, {content.module, kernel}}).first->second;
  return SUCCESS;
}

STAND_IN_API int cuLaunchKernel(void* handle, unsigned gridX, unsigned gridY, unsigned gridZ,
                                unsigned blockX, unsigned blockY, unsigned blockZ, unsigned shared,
                                void* in, void** parameters, void** extra) {
  STAND_IN_ENTER;
  constexpr unsigned MOST_THREADS = 1024;
  constexpr unsigned MOST_BLOCKS = 0x7fffffff;
  if (int result = require_context()) return result;
  Function* known = function(handle);
  if (known == nullptr) return INVALID_HANDLE;
  bool plain = gridY == 1 && gridZ == 1 && blockY == 1 && blockZ == 1 && shared == 0 && !extra;
  bool sized = gridX >= 1 && gridX <= MOST_BLOCKS && blockX >= 1 && blockX <= MOST_THREADS;
  if (!plain || !sized || parameters == nullptr) return INVALID_VALUE;
  Function kernel = *known;
  Parameters values(kernel.kernel, parameters);
  return enqueue(in, kernel.kernel->name, [=] { launch(kernel, gridX, blockX, values); });
}
