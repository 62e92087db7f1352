// What the parts of the driver API share.

#pragma once

namespace stand_in {

// 0 if the calling thread has a context in which nothing went wrong, or the result to return.
int require_context();

}  // namespace stand_in
