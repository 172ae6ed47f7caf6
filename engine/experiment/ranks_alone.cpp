// Without MPI there is one process.   See ranks.hpp.
#include <atomic>
#include <stdexcept>

#include "experiment/ranks.hpp"

namespace caseload {

Ranks::Ranks() {
  if (was_started_by_mpirun()) {
    throw std::runtime_error(
        "this program was built without MPI, so that mpirun starts copies that know nothing of each other; use "
        "--shard");
  }
}
Ranks::~Ranks() = default;
unsigned Ranks::rank() const { return 0; }
unsigned Ranks::count() const { return 1; }
std::vector<std::uint32_t> Ranks::of_first(std::vector<std::uint32_t> numbers) { return numbers; }
bool Ranks::any(bool here) { return here; }

struct Ranks::Deal::Table {
  explicit Table(std::uint32_t all) : count{all} {}

  std::uint32_t count;
  std::atomic<std::uint32_t> given{0};
};

Ranks::Deal::Deal(Ranks&, std::uint32_t count) : table_{std::make_unique<Table>(count)} {}
Ranks::Deal::~Deal() = default;

std::optional<std::uint32_t> Ranks::Deal::next() {
  std::uint32_t one = table_->given.load();
  while (one < table_->count && !table_->given.compare_exchange_weak(one, one + 1)) continue;
  return one < table_->count ? std::optional{one} : std::nullopt;
}

std::uint32_t Ranks::Deal::dealt() const { return table_->given; }

}  // namespace caseload
