// NVRTC: CUDA C through a header and the system's C++ compiler, to a shared object that the
// stand-in's driver loads.

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <set>
#include <sstream>
#include <vector>

#include "../stand_in.h"
#include "kernel_table.h"

#ifndef STAND_IN_HEADER
#error "STAND_IN_HEADER is the path of cuda_c.h"
#endif

extern char** environ;

using namespace stand_in;

namespace {

enum Result : int {
  SUCCESS = 0,
  PROGRAM_CREATION_FAILURE = 2,
  INVALID_INPUT = 3,
  INVALID_PROGRAM = 4,
  INVALID_OPTION = 5,
  COMPILATION = 6,
};

constexpr int ARCHITECTURES[] = {50, 52, 53, 60, 61, 62, 70, 72, 75, 80, 86, 87, 89, 90};

struct Program {
  std::string source;
  std::string log;
  std::string object;
  bool machine_code = false;
};

std::set<void*> programs;

Program* program(void* handle) {
  return programs.count(handle) ? static_cast<Program*>(handle) : nullptr;
}

std::string contents(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// The names behind each `extern "C" __global__ void`.
std::string table(const std::string& source) {
  const std::string mark = "extern \"C\" __global__ void ";
  std::string entries;
  for (std::size_t at = source.find(mark); at != std::string::npos; at = source.find(mark, at)) {
    at += mark.size();
    std::size_t end = source.find('(', at);
    if (end == std::string::npos) break;
    entries += "STAND_IN_KERNEL(" + source.substr(at, end - at) + ") ";
  }
  return "\n#line 1 \"table of kernels\"\nSTAND_IN_KERNELS(" + entries + ")\n";
}

// Takes what NVRTC takes and the device uses; sm_ gives machine code, compute_ PTX.
bool accept(const std::string& option, Program& program, std::vector<std::string>& arguments) {
  const std::string target = "--gpu-architecture=";
  if (option == "--std=c++17" || option.rfind("-D", 0) == 0) {
    arguments.push_back(option);
    return true;
  }
  if (option.rfind(target, 0) != 0) return false;
  std::string name = option.substr(target.size());
  program.machine_code = name.rfind("sm_", 0) == 0;
  for (int known : ARCHITECTURES) {
    std::string number = std::to_string(known);
    if (name == "sm_" + number || name == "compute_" + number) return true;
  }
  return false;
}

int execute(const std::vector<std::string>& arguments, const std::string& log) {
  std::vector<char*> words;
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 2, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&files, 2, 1);
  pid_t child = 0;
  int failed = posix_spawnp(&child, words[0], &files, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  int status = -1;
  if (failed != 0 || waitpid(child, &status, 0) != child) return -1;
  return status;
}

int compile(Program& program, const std::vector<std::string>& options) {
  std::vector<std::string> arguments = {
      "g++",    "-O2",      "-march=native", "-fPIC",           "-shared",
      "-w",     "-x",       "c++",           "-include",        STAND_IN_HEADER,
      "-U_FORTIFY_SOURCE",  "-fvisibility=hidden"};
  for (const std::string& option : options) {
    if (!accept(option, program, arguments)) return INVALID_OPTION;
  }
  const char* temporary = std::getenv("TMPDIR");
  std::string folder = std::string(temporary ? temporary : "/tmp") + "/stand-in-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) return PROGRAM_CREATION_FAILURE;
  std::string source = folder + "/program.cu", object = folder + "/program.so";
  std::string log = folder + "/log";
  std::ofstream(source) << program.source << table(program.source);
  arguments.insert(arguments.end(), {source, "-o", object});
  bool compiled = execute(arguments, log) == 0;
  program.log = contents(log);
  program.object = contents(object);
  for (const std::string& file : {source, object, log}) unlink(file.c_str());
  rmdir(folder.c_str());
  return compiled ? SUCCESS : COMPILATION;
}

std::string machine_code(const Program& program) {
  std::size_t bytes = program.object.size();
  return IMAGE_MAGIC + std::string(reinterpret_cast<char*>(&bytes), sizeof bytes) + program.object;
}

std::string ptx(const Program& program) {
  static const char digits[] = "0123456789abcdef";
  std::string text = PTX_MAGIC;
  for (unsigned char byte : program.object) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace

STAND_IN_API int nvrtcVersion(int* major, int* minor) {
  STAND_IN_ENTER;
  *major = static_cast<int>(property("nvrtc", 12));
  *minor = 6;
  return SUCCESS;
}

STAND_IN_API int nvrtcGetNumSupportedArchs(int* count) {
  STAND_IN_ENTER;
  *count = static_cast<int>(std::size(ARCHITECTURES));
  return SUCCESS;
}

STAND_IN_API int nvrtcGetSupportedArchs(int* architectures) {
  STAND_IN_ENTER;
  std::memcpy(architectures, ARCHITECTURES, sizeof ARCHITECTURES);
  return SUCCESS;
}

STAND_IN_API int nvrtcCreateProgram(void** made, const char* source, const char*, int headers,
                                    const char* const*, const char* const*) {
  STAND_IN_ENTER;
  if (source == nullptr || headers != 0) return INVALID_INPUT;
  *made = new Program{source, "", "", false};
  programs.insert(*made);
  alive("program", 1);
  return SUCCESS;
}

STAND_IN_API int nvrtcDestroyProgram(void** handle) {
  STAND_IN_ENTER;
  Program* known = program(*handle);
  if (known == nullptr) return INVALID_PROGRAM;
  programs.erase(known);
  delete known;
  *handle = nullptr;
  alive("program", -1);
  return SUCCESS;
}

STAND_IN_API int nvrtcCompileProgram(void* handle, int count, const char* const* options) {
  STAND_IN_ENTER;
  Program* known = program(handle);
  if (known == nullptr) return INVALID_PROGRAM;
  return compile(*known, std::vector<std::string>(options, options + count));
}

STAND_IN_API int nvrtcGetProgramLogSize(void* handle, std::size_t* bytes) {
  STAND_IN_ENTER;
  Program* known = program(handle);
  if (known == nullptr) return INVALID_PROGRAM;
  *bytes = known->log.size() + 1;
  return SUCCESS;
}

STAND_IN_API int nvrtcGetProgramLog(void* handle, char* log) {
  STAND_IN_ENTER;
  Program* known = program(handle);
  if (known == nullptr) return INVALID_PROGRAM;
  std::memcpy(log, known->log.c_str(), known->log.size() + 1);
  return SUCCESS;
}

STAND_IN_API int nvrtcGetCUBINSize(void* handle, std::size_t* bytes) {
  STAND_IN_ENTER;
  Program* known = program(handle);
  if (known == nullptr || known->object.empty()) return INVALID_PROGRAM;
  // There is no machine code where a virtual architecture was asked for.
  *bytes = known->machine_code ? machine_code(*known).size() : 0;
  return SUCCESS;
}

STAND_IN_API int nvrtcGetCUBIN(void* handle, char* code) {
  STAND_IN_ENTER;
  Program* known = program(handle);
  if (known == nullptr || known->object.empty() || !known->machine_code) return INVALID_PROGRAM;
  std::string image = machine_code(*known);
  std::memcpy(code, image.data(), image.size());
  return SUCCESS;
}

STAND_IN_API int nvrtcGetPTXSize(void* handle, std::size_t* bytes) {
  STAND_IN_ENTER;
  Program* known = program(handle);
  if (known == nullptr || known->object.empty()) return INVALID_PROGRAM;
  *bytes = ptx(*known).size() + 1;
  return SUCCESS;
}

STAND_IN_API int nvrtcGetPTX(void* handle, char* text) {
  STAND_IN_ENTER;
  Program* known = program(handle);
  if (known == nullptr || known->object.empty()) return INVALID_PROGRAM;
  std::string all = ptx(*known);
  std::memcpy(text, all.c_str(), all.size() + 1);
  return SUCCESS;
}
