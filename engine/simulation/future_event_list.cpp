// See future_event_list.hpp.   Tested by tests/simulation/future_event_list_test.cpp.
#include "simulation/future_event_list.hpp"

#include <algorithm>

namespace caseload {

void FutureEventList::renumber() {
  std::vector<Event*> all;
  all.reserve(size());
  for (std::size_t i = gap_ ? 1 : 0; i < size_; ++i) all.push_back(&heap_[i]);
  for (const Day& day : days_) {
    for (Day part = day; part.block != no_block; part = {blocks_[part.block].before, Block::size}) {
      for (std::uint32_t i = 0; i < part.used; ++i) all.push_back(&blocks_[part.block].events[i]);
    }
  }
  if (all.size() >= most_in_order) throw std::length_error("more than 16 million events to come");
  std::sort(all.begin(), all.end(), [](const Event* a, const Event* b) { return a->key < b->key; });
  order_ = 0;
  // Keys keep their order, and so the heap stays one.
  for (Event* event : all) event->key = (event->key & ~(most_in_order - 1)) | order_++;
}

}  // namespace caseload
