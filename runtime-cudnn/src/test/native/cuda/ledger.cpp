// Counts of calls and of living objects, violations, and the faults that tests wish for.
//
// Tests talk to it through the functions stand_in_*, or, where they only start a process, through
// the environment: LAMINA_STAND_IN_FAULTS=cuMemAlloc:3=2,... lets the third cuMemAlloc return 2;
// LAMINA_STAND_IN_CUDNN=80907 sets the property "cudnn"; LAMINA_STAND_IN_REPORT=FILE has what is
// left at the end written to a file.

#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <sstream>
#include <vector>

#include "../stand_in.h"

namespace stand_in {
namespace {

constexpr char PREFIX[] = "LAMINA_STAND_IN_";

struct Fault {
  long after;
  int status;
};

struct Ledger {
  std::map<std::string, long> calls;
  std::map<std::string, long> living;
  std::map<std::string, long> properties;
  std::multimap<std::string, Fault> faults;
  std::vector<std::string> violations;
  Ledger() { wish(std::getenv("LAMINA_STAND_IN_FAULTS")); }
  void wish(const char* list);
  std::string report() const;
};

Ledger& ledger() {
  // Never destroyed: other threads may still call while the process ends.
  static Ledger* only = new Ledger;
  return *only;
}

// cuMemAlloc_v2 is cuMemAlloc to those who call it.
std::string plain(const char* function) {
  std::string name = function;
  std::size_t version = name.rfind("_v2");
  return version != std::string::npos && version + 3 == name.size() ? name.substr(0, version) : name;
}

void Ledger::wish(const char* list) {
  std::istringstream entries(list ? list : "");
  for (std::string entry; std::getline(entries, entry, ',');) {
    std::size_t colon = entry.find(':');
    std::size_t equals = entry.find('=');
    if (colon == std::string::npos || equals == std::string::npos) {
      violations.push_back("not a fault: " + entry);
      continue;
    }
    faults.insert({entry.substr(0, colon),
                   {std::atol(entry.c_str() + colon + 1), std::atoi(entry.c_str() + equals + 1)}});
  }
}

std::string Ledger::report() const {
  std::ostringstream text;
  for (const std::string& what : violations) text << "violation: " << what << '\n';
  for (const auto& [kind, count] : living) {
    if (count != 0) text << "alive: " << count << ' ' << kind << '\n';
  }
  for (const auto& [name, count] : calls) text << "calls: " << count << ' ' << name << '\n';
  return text.str();
}

struct ReportAtEnd {
  ~ReportAtEnd() {
    const char* file = std::getenv("LAMINA_STAND_IN_REPORT");
    if (std::FILE* out = file ? std::fopen(file, "w") : nullptr) {
      std::fputs(ledger().report().c_str(), out);
      std::fclose(out);
    }
  }
} report_at_end;

}  // namespace

std::recursive_mutex& engine() {
  static std::recursive_mutex* only = new std::recursive_mutex;
  return *only;
}

int entered(const char* function) {
  std::string name = plain(function);
  ledger().calls[name]++;
  auto [fault, end] = ledger().faults.equal_range(name);
  int status = 0;
  while (fault != end) {
    if (--fault->second.after == 0) {
      status = fault->second.status;
      fault = ledger().faults.erase(fault);
    } else {
      ++fault;
    }
  }
  return status;
}

void alive(const char* kind, int change) { ledger().living[kind] += change; }

void violation(const std::string& what) {
  std::fprintf(stderr, "CUDA stand-in: violation: %s\n", what.c_str());
  ledger().violations.push_back(what);
}

long property(const char* name, long otherwise) {
  auto set = ledger().properties.find(name);
  if (set != ledger().properties.end()) return set->second;
  std::string variable = PREFIX;
  for (const char* c = name; *c; c++) variable += static_cast<char>(std::toupper(*c));
  const char* value = std::getenv(variable.c_str());
  return value ? std::atol(value) : otherwise;
}

}  // namespace stand_in

// --- For tests ---

using stand_in::ledger;
using Lock = std::lock_guard<std::recursive_mutex>;

// How often a function was called; with "execution", how many pieces of work ran, with "captured",
// how many were recorded.
STAND_IN_API long stand_in_calls(const char* function) {
  Lock lock(stand_in::engine());
  auto found = ledger().calls.find(function);
  return found == ledger().calls.end() ? 0 : found->second;
}

// All calls of functions whose names begin so.
STAND_IN_API long stand_in_calls_beginning(const char* prefix) {
  Lock lock(stand_in::engine());
  long sum = 0;
  for (const auto& [name, count] : ledger().calls) {
    if (name.rfind(prefix, 0) == 0) sum += count;
  }
  return sum;
}

// Lets the nth call from now on fail; "execution" stands for a piece of work.
STAND_IN_API void stand_in_fail(const char* function, long nth, int status) {
  Lock lock(stand_in::engine());
  ledger().faults.insert({function, {nth, status}});
}

STAND_IN_API void stand_in_set(const char* property, long value) {
  Lock lock(stand_in::engine());
  ledger().properties[property] = value;
}

// Forgets violations, properties and faults that were wished for.
STAND_IN_API void stand_in_forget() {
  Lock lock(stand_in::engine());
  ledger().violations.clear();
  ledger().properties.clear();
  ledger().faults.clear();
}

// Objects that were made and not destroyed.
STAND_IN_API long stand_in_living() {
  Lock lock(stand_in::engine());
  long sum = 0;
  for (const auto& [kind, count] : ledger().living) sum += count;
  return sum;
}

// Violations, living objects and calls, a line each; good until the next report.
STAND_IN_API const char* stand_in_report() {
  Lock lock(stand_in::engine());
  static std::string text;
  text = ledger().report();
  return text.c_str();
}

STAND_IN_API long stand_in_violations() {
  Lock lock(stand_in::engine());
  return static_cast<long>(ledger().violations.size());
}
