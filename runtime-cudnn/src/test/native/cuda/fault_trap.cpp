#include "fault_trap.h"

#include <csetjmp>
#include <csignal>

namespace stand_in {
namespace {

thread_local sigjmp_buf* way_out = nullptr;
struct sigaction before_segv;
struct sigaction before_bus;

void pass_on(const struct sigaction& before, int signal, siginfo_t* info, void* context) {
  if (before.sa_flags & SA_SIGINFO) {
    before.sa_sigaction(signal, info, context);
  } else if (before.sa_handler == SIG_DFL) {
    // The same instruction faults once more, and then ends the process.
    sigaction(signal, &before, nullptr);
  } else if (before.sa_handler != SIG_IGN) {
    before.sa_handler(signal);
  }
}

void on_fault(int signal, siginfo_t* info, void* context) {
  if (way_out != nullptr) siglongjmp(*way_out, 1);
  pass_on(signal == SIGSEGV ? before_segv : before_bus, signal, info, context);
}

void install(int signal, struct sigaction& before) {
  sigaction(signal, nullptr, &before);
  struct sigaction ours = before;
  ours.sa_flags |= SA_SIGINFO;
  ours.sa_sigaction = on_fault;
  sigaction(signal, &ours, nullptr);
}

}  // namespace

void install_trap() {
  install(SIGSEGV, before_segv);
  install(SIGBUS, before_bus);
}

bool trapped(const Work& work) {
  sigjmp_buf here;
  if (sigsetjmp(here, 1) != 0) {
    way_out = nullptr;
    return false;
  }
  struct Armed {
    explicit Armed(sigjmp_buf* to) { way_out = to; }
    ~Armed() { way_out = nullptr; }
  } armed(&here);
  work();
  return true;
}

}  // namespace stand_in
