#include "memory.h"

#include <sys/mman.h>

#include <cstdlib>
#include <cstring>
#include <map>

#include "../stand_in.h"

namespace stand_in {
namespace {

constexpr std::size_t PAGE = 4096;
constexpr std::size_t ALIGNMENT = 256;
constexpr std::size_t RANGE = std::size_t{1} << 38;
// No address that has this is one that x86-64 can follow.
constexpr std::uint64_t TAG = 0x1a00000000000000;
constexpr std::uint64_t TAG_BITS = 0xff00000000000000;

struct Block {
  std::size_t bytes;
  char* pages;
  std::size_t page_bytes;
};

struct Memory {
  char* range = nullptr;
  std::size_t next = 0;
  std::size_t used = 0;
  std::map<std::uint64_t, Block> blocks;
  std::map<const char*, std::size_t> pinned;
};

Memory& memory() {
  static Memory* only = new Memory;
  return *only;
}

std::size_t rounded(std::size_t bytes, std::size_t unit) { return (bytes + unit - 1) / unit * unit; }

// Freed addresses are not used again for a long time, so that who still uses them faults.
char* pages(std::size_t bytes) {
  Memory& m = memory();
  if (m.range == nullptr) {
    void* range = mmap(nullptr, RANGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (range == MAP_FAILED) return nullptr;
    m.range = static_cast<char*>(range);
  }
  if (m.next + bytes + 2 * PAGE > RANGE) {
    violation("the stand-in's address range is used up");
    return nullptr;
  }
  char* start = m.range + m.next + PAGE;
  m.next += bytes + PAGE;
  return mprotect(start, bytes, PROT_READ | PROT_WRITE) == 0 ? start : nullptr;
}

// The whole block is scribbled over when it is made; around the allocation this must never change.
bool untouched(const char* start, std::size_t bytes) {
  for (std::size_t i = 0; i + 4 <= bytes; i += 4) {
    if (std::memcmp(start + i, &NEVER_WRITTEN, 4) != 0) return false;
  }
  return true;
}

void look_around(std::uint64_t device, const Block& block) {
  const char* start = static_cast<const char*>(on_host(device));
  const char* end = start + rounded(block.bytes, 4);
  const char* last = block.pages + block.page_bytes;
  bool before = untouched(block.pages, static_cast<std::size_t>(start - block.pages));
  bool after = untouched(end, static_cast<std::size_t>(last - end));
  if (!before || !after) {
    violation("something was written " + std::string(before ? "behind" : "before") +
              " an allocation of " + std::to_string(block.bytes) + " bytes");
  }
}

std::map<std::uint64_t, Block>::iterator around(std::uint64_t device) {
  auto& blocks = memory().blocks;
  auto next = blocks.upper_bound(device);
  return next == blocks.begin() ? blocks.end() : --next;
}

}  // namespace

std::size_t memory_total() { return static_cast<std::size_t>(property("memory", 16384)) << 20; }

std::size_t memory_used() { return memory().used; }

bool is_device(std::uint64_t address) { return (address & TAG_BITS) == TAG; }

void* on_host(std::uint64_t device) { return reinterpret_cast<void*>(device & ~TAG_BITS); }

std::uint64_t allocate(std::size_t bytes) {
  std::size_t whole = rounded(bytes, ALIGNMENT);
  if (bytes == 0 || whole > memory_total() - memory().used) return 0;
  std::size_t page_bytes = rounded(whole, PAGE);
  char* first = pages(page_bytes);
  if (first == nullptr) return 0;
  scribble(first, page_bytes);
  // Its end is as close to the guarded page as alignment allows.
  char* start = first + page_bytes - whole;
  std::uint64_t device = reinterpret_cast<std::uint64_t>(start) | TAG;
  memory().blocks[device] = {bytes, first, page_bytes};
  memory().used += whole;
  alive("device memory", 1);
  return device;
}

bool release(std::uint64_t device) {
  auto found = memory().blocks.find(device);
  if (found == memory().blocks.end()) return false;
  Block block = found->second;
  look_around(device, block);
  memory().blocks.erase(found);
  memory().used -= rounded(block.bytes, ALIGNMENT);
  mmap(block.pages, block.page_bytes, PROT_NONE,
       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
  alive("device memory", -1);
  return true;
}

bool living(std::uint64_t device, std::size_t bytes) {
  auto block = around(device);
  if (block == memory().blocks.end()) return false;
  std::uint64_t offset = device - block->first;
  return offset <= block->second.bytes && bytes <= block->second.bytes - offset;
}

void* allocate_pinned(std::size_t bytes) {
  void* start = std::aligned_alloc(PAGE, rounded(bytes, PAGE));
  if (start != nullptr) {
    scribble(start, bytes);
    memory().pinned[static_cast<char*>(start)] = bytes;
    alive("pinned memory", 1);
  }
  return start;
}

bool release_pinned(void* start) {
  auto found = memory().pinned.find(static_cast<char*>(start));
  if (found == memory().pinned.end()) return false;
  scribble(start, found->second);
  memory().pinned.erase(found);
  std::free(start);
  alive("pinned memory", -1);
  return true;
}

bool pinned(const void* start, std::size_t bytes) {
  const char* first = static_cast<const char*>(start);
  auto next = memory().pinned.upper_bound(first);
  if (next == memory().pinned.begin()) return false;
  --next;
  std::size_t offset = static_cast<std::size_t>(first - next->first);
  return offset <= next->second && bytes <= next->second - offset;
}

void scribble(void* start, std::size_t bytes) {
  char* to = static_cast<char*>(start);
  for (std::size_t i = 0; i < bytes; i += 4) {
    std::memcpy(to + i, &NEVER_WRITTEN, bytes - i < 4 ? bytes - i : 4);
  }
}

void* reach(const void* device, std::size_t bytes, const char* what) {
  constexpr int ILLEGAL_ADDRESS = 700;
  std::uint64_t address = reinterpret_cast<std::uint64_t>(device);
  if (is_device(address) && living(address, bytes)) return on_host(address);
  violation(std::string(what) + ": " + std::to_string(bytes) +
            " bytes are not all in living device memory");
  throw Failure{ILLEGAL_ADDRESS};
}

const void* read(const void* device, std::size_t bytes, const char* what) {
  const char* start = static_cast<const char*>(reach(device, bytes, what));
  for (std::size_t i = 0; i + 4 <= bytes; i += 4) {
    if (std::memcmp(start + i, &NEVER_WRITTEN, 4) == 0) {
      violation(std::string(what) + ": byte " + std::to_string(i) + " was never written");
      break;
    }
  }
  return start;
}

void apart(const void* written, std::size_t bytes, const void* input, std::size_t inputBytes,
           const char* what) {
  const char* a = static_cast<const char*>(written);
  const char* b = static_cast<const char*>(input);
  if (a < b + inputBytes && b < a + bytes) {
    violation(std::string(what) + ": the result overlaps an input");
  }
}

}  // namespace stand_in
