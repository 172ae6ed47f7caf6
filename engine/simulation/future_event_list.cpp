// See future_event_list.hpp.   Tested by tests/simulation/future_event_list_test.cpp.
#include "simulation/future_event_list.hpp"

#include <algorithm>

namespace caseload {

void FutureEventList::renumber() {
  std::vector<Event*> all;
  all.reserve(size());
  for (std::size_t i = gap_ ? 1 : 0; i < heap_.size(); ++i) all.push_back(&heap_[i]);
  for (const std::uint32_t first : first_of_day_) {
    for (std::uint32_t slot = first; slot != nobody_; slot = later_[slot].next) all.push_back(&later_[slot].event);
  }
  if (all.size() >= most_in_order) throw std::length_error("more than 16 million events to come");
  std::sort(all.begin(), all.end(), [](const Event* a, const Event* b) { return a->key < b->key; });
  order_ = 0;
  // Keys keep their order, and so the heap stays one.
  for (Event* event : all) event->key = (event->key & ~(most_in_order - 1)) | order_++;
}

}  // namespace caseload
