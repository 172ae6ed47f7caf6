// The ranks of an MPI job.   See ranks.hpp.
#include <mpi.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "experiment/ranks.hpp"

namespace caseload {
namespace {

enum Tag : int { ask, give, leave };
constexpr std::uint32_t nothing_left = 0xFFFFFFFF;

bool has_joined() {
  int joined = 0;
  MPI_Initialized(&joined);
  return joined != 0;
}

}  // namespace

Ranks::Ranks() {
  if (!was_started_by_mpirun()) return;
  int may = 0;
  // One thread at a time calls MPI: the first rank's dealer, or any thread of the others under a lock.
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &may);
  if (may < MPI_THREAD_SERIALIZED) throw std::runtime_error("this MPI cannot be used by a program with threads");
}

Ranks::~Ranks() {
  if (has_joined()) MPI_Finalize();
}

unsigned Ranks::rank() const {
  int rank = 0;
  if (has_joined()) MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  return static_cast<unsigned>(rank);
}

unsigned Ranks::count() const {
  int count = 1;
  if (has_joined()) MPI_Comm_size(MPI_COMM_WORLD, &count);
  return static_cast<unsigned>(count);
}

std::vector<std::uint32_t> Ranks::of_first(std::vector<std::uint32_t> numbers) {
  if (!has_joined()) return numbers;
  auto size = static_cast<std::uint32_t>(numbers.size());
  MPI_Bcast(&size, 1, MPI_UINT32_T, 0, MPI_COMM_WORLD);
  numbers.resize(size);
  MPI_Bcast(numbers.data(), static_cast<int>(size), MPI_UINT32_T, 0, MPI_COMM_WORLD);
  return numbers;
}

bool Ranks::any(bool here) {
  if (!has_joined()) return here;
  const int mine = here ? 1 : 0;
  int all = 0;
  MPI_Allreduce(&mine, &all, 1, MPI_INT, MPI_LOR, MPI_COMM_WORLD);
  return all != 0;
}

/// The first rank counts, and a thread of it answers those who ask.
struct Ranks::Deal::Table {
  std::uint32_t count{};
  unsigned rank{}, ranks{};
  std::atomic<std::uint32_t> given{0};
  std::mutex asking;
  bool is_empty{};  ///< as this rank was told
  std::thread dealer;

  std::uint32_t take() {
    std::uint32_t one = given.load();
    while (one < count && !given.compare_exchange_weak(one, one + 1)) continue;
    return one < count ? one : nothing_left;
  }

  void answer() {
    for (unsigned present = ranks - 1; present > 0;) {
      MPI_Status from;
      int asked = 0;
      MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &asked, &from);
      if (asked == 0) {
        // Points take a second, not a microsecond: the core belongs to them.
        std::this_thread::sleep_for(std::chrono::microseconds{200});
        continue;
      }
      MPI_Recv(nullptr, 0, MPI_UINT32_T, from.MPI_SOURCE, from.MPI_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
      if (from.MPI_TAG == leave) {
        --present;
      } else {
        const std::uint32_t one = take();
        MPI_Send(&one, 1, MPI_UINT32_T, from.MPI_SOURCE, give, MPI_COMM_WORLD);
      }
    }
  }
};

Ranks::Deal::Deal(Ranks& ranks, std::uint32_t count) : table_{std::make_unique<Table>()} {
  table_->count = count;
  table_->rank = ranks.rank();
  table_->ranks = ranks.count();
  if (table_->rank == 0 && table_->ranks > 1) table_->dealer = std::thread{[table = table_.get()] { table->answer(); }};
}

Ranks::Deal::~Deal() {
  if (table_->dealer.joinable()) table_->dealer.join();
  if (table_->rank > 0) MPI_Send(nullptr, 0, MPI_UINT32_T, 0, leave, MPI_COMM_WORLD);
}

std::optional<std::uint32_t> Ranks::Deal::next() {
  std::uint32_t one = nothing_left;
  if (table_->rank == 0) {
    one = table_->take();
  } else {
    const std::lock_guard lock{table_->asking};
    if (table_->is_empty) return std::nullopt;
    MPI_Send(nullptr, 0, MPI_UINT32_T, 0, ask, MPI_COMM_WORLD);
    MPI_Recv(&one, 1, MPI_UINT32_T, 0, give, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    table_->is_empty = one == nothing_left;
  }
  return one == nothing_left ? std::nullopt : std::optional{one};
}

std::uint32_t Ranks::Deal::dealt() const { return table_->given; }

}  // namespace caseload
