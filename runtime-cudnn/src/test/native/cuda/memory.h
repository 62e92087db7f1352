// Device memory: in a range of its own, every allocation between pages that nothing may touch.

#pragma once

#include <cstddef>
#include <cstdint>

namespace stand_in {

// The address of an allocation for the API, or 0 where the simulated memory does not hold it.
std::uint64_t allocate(std::size_t bytes);

// Gives an allocation back, after a look at what was written around it; false where there is none
// that begins there.
bool release(std::uint64_t device);

// Whether a range lies in one living allocation; a range of no bytes may begin at its end.
bool living(std::uint64_t device, std::size_t bytes);

// Device addresses are no addresses for the CPU: whoever follows one on the host faults.
void* on_host(std::uint64_t device);
bool is_device(std::uint64_t address);

std::size_t memory_total();
std::size_t memory_used();

// Host memory that the device may copy from and to by itself.
void* allocate_pinned(std::size_t bytes);
bool release_pinned(void* start);
bool pinned(const void* start, std::size_t bytes);

}  // namespace stand_in
