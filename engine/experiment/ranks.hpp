// The processes that share a sweep: those that mpirun started, or this one alone.
// Hides: MPI, which is there or not (ranks_mpi.cpp, ranks_alone.cpp).   Tested by tests/cluster/mpi.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace caseload {

bool was_started_by_mpirun();
/// Which of the processes of mpirun this one is, before it has joined them: 0 if it is alone.
unsigned rank_by_environment();

/// One at a time in a program. What is said to be collective must be called by all ranks, in the same order.
class Ranks {
 public:
  /// Joins the others, if mpirun started it. Collective.
  Ranks();
  ~Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  unsigned rank() const;
  unsigned count() const;
  bool is_first() const { return rank() == 0; }

  /// What the first rank gives, in all of them. Collective.
  std::vector<std::uint32_t> of_first(std::vector<std::uint32_t> numbers);
  /// Whether it is true of any rank. Collective.
  bool any(bool here);

  /// Deals out 0, 1, ... until `count` are given, each to one caller in one rank. Destroying it waits for all ranks.
  class Deal {
   public:
    Deal(Ranks&, std::uint32_t count);  ///< collective
    ~Deal();                            ///< collective
    Deal(const Deal&) = delete;
    Deal& operator=(const Deal&) = delete;
    /// None: all are given. From any thread.
    std::optional<std::uint32_t> next();
    /// How many are given, as far as this rank knows; the first rank knows.
    std::uint32_t dealt() const;

   private:
    struct Table;
    std::unique_ptr<Table> table_;
  };
};

}  // namespace caseload
