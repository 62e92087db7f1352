// Catches the faults of device code, and of nothing else: the JVM lives on faults of its own.

#pragma once

#include "../stand_in.h"

namespace stand_in {

// Once, before work runs.
void install_trap();

// Runs work; false where it touched memory that it must not.
bool trapped(const Work& work);

}  // namespace stand_in
