// Asks for memory that is about to be needed. No result hangs on it.
#pragma once

#include <cstddef>

namespace caseload {

inline void prefetch(const void* address) {
#if defined(__GNUC__)
  __builtin_prefetch(address);
  __asm__ volatile("");  // GCC takes a function that does nothing else for one without effect, and leaves its calls out
#endif
}

/// The first bytes of a record, line by line.
template <class Record>
void prefetch_all(const Record& record, std::size_t bytes = sizeof(Record)) {
  for (std::size_t line = 0; line < bytes; line += 64) prefetch(reinterpret_cast<const char*>(&record) + line);
}

}  // namespace caseload
