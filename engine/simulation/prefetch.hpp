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
  constexpr std::size_t line = 64;
  const char* const first = reinterpret_cast<const char*>(&record);
  for (std::size_t at = 0; at < bytes; at += line) prefetch(first + at);
  if (alignof(Record) < line) prefetch(first + bytes - 1);  // it may end in one line more
}

}  // namespace caseload
