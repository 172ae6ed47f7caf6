// See crew.hpp.
#include "experiment/crew.hpp"

#include <tbb/info.h>
#include <tbb/parallel_for.h>

#include <exception>
#include <mutex>

namespace caseload {

unsigned threads_for(unsigned wanted) {
  return wanted > 0 ? wanted : static_cast<unsigned>(tbb::info::default_concurrency());
}

Crew::Crew(unsigned threads) : threads_{std::make_unique<Threads>(threads_for(threads))} {}
Crew::~Crew() = default;

unsigned Crew::count() const { return threads_->count; }

void Crew::at_once(const std::function<void()>& work) {
  std::mutex telling;
  std::exception_ptr first;
  // Kept from TBB, which would cancel the replications of the other calls, too.
  const auto one = [&](unsigned) {
    try {
      work();
    } catch (...) {
      const std::lock_guard lock{telling};
      if (!first) first = std::current_exception();
    }
  };
  threads_->place.execute([&] { tbb::parallel_for(0U, threads_->count, one, tbb::simple_partitioner{}); });
  if (first) std::rethrow_exception(first);
}

}  // namespace caseload
