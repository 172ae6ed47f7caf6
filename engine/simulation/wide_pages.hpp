// Memory for long tables that are gone through at random. In the usual pages of 4 kB nearly every step into a hundred
// megabytes must first find out where its page is; in pages of 2 MB hardly any.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace caseload {

/// An allocator of the standard library: of tables above some megabytes it asks the system for wide pages.
template <class T>
struct WidePages {
  using value_type = T;

  WidePages() = default;
  template <class U>
  WidePages(const WidePages<U>&) {}  // NOLINT(google-explicit-constructor): the standard asks for it

  T* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    if (bytes < large) return static_cast<T*>(::operator new (bytes, std::align_val_t{alignof(T)}));
    void* const memory = std::aligned_alloc(page, (bytes + page - 1) / page * page);
    if (memory == nullptr) throw std::bad_alloc{};
#if defined(__linux__)
    ::madvise(memory, bytes, MADV_HUGEPAGE);  // if it cannot, nothing is lost
#endif
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t count) {
    if (count * sizeof(T) < large) return ::operator delete (memory, std::align_val_t{alignof(T)});
    std::free(memory);
  }
  friend bool operator==(const WidePages&, const WidePages&) { return true; }

 private:
  static constexpr std::size_t page = std::size_t{2} << 20, large = 4 * page;
};

}  // namespace caseload
