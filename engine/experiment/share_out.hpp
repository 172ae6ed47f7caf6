// Work that falls into parts which know nothing of each other, over all cores.   Tested by
// tests/experiment/share_out_test.cpp.
#pragma once

#include <cstddef>
#include <functional>

namespace caseload {

/// Calls `work` once with each number below `count`, on so many threads (0: as many as the machine has), in no order.
/// What a call throws is thrown again when the others have ended; some may then not have begun.
void share_out(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work);

}  // namespace caseload
