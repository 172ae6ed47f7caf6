// See share_out.hpp.
#include "experiment/share_out.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>

#include "experiment/crew.hpp"

namespace caseload {

void share_out(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work) {
  const auto most = static_cast<unsigned>(std::min<std::size_t>(count, threads_for(threads)));
  if (most < 2) {
    for (std::size_t i = 0; i < count; ++i) work(i);
    return;
  }
  Crew crew{most};
  crew.threads().place.execute([&] { tbb::parallel_for(std::size_t{0}, count, work); });
}

}  // namespace caseload
