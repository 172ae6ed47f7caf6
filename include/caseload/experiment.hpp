// Replications of a model, over all cores; their results do not depend on how many cores there are.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "caseload/kept.hpp"
#include "caseload/simulation.hpp"

namespace caseload {

struct Experiment {
  Seed seed{1};
  std::uint32_t first{0};         ///< number of the first replication
  std::uint32_t replications{100};
  unsigned threads{0};            ///< 0: as many as the machine has
};

struct Failure {
  std::uint32_t replication{};
  std::string what;
};

struct Replications {
  Experiment asked;
  std::vector<std::uint32_t> numbers;       ///< of the replications that were done, increasing
  Kept observations;                        ///< same order
  std::vector<Failure> failures;            ///< reported, never fatal to the others
  bool interrupted{};                       ///< `go_on` said no; what was done is kept
};

/// Called from any thread, one call at a time. Give false to stop after the replications under way.
using GoOn = std::function<bool(std::uint32_t done, std::uint32_t of)>;

/// Threads that several experiments share, so that none is idle while any of them has replications left.
class Crew {
 public:
  explicit Crew(unsigned threads);  ///< 0: as many as the machine has
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  unsigned count() const;
  /// Calls `work` once for each thread, as far as there are free ones at once, and returns when all calls have. Inside,
  /// experiments are given this crew: their replications are run by the caller and by threads whose own call has returned.
  /// What a call throws is thrown again when the others have ended.
  void at_once(const std::function<void()>& work);

  struct Threads;
  Threads& threads() { return *threads_; }

 private:
  std::unique_ptr<Threads> threads_;
};

/// Runs them in parallel. Slots are filled by threads and never added up by them (DESIGN, D10).
Replications replicate(const Model&, const Experiment&, const GoOn& = {});

/// A replication of several models: the same families come, with the same needs (DESIGN, D9).
struct PairedReplications {
  /// How first waits differ from those in the first model, family by family.
  struct Waits {
    std::uint32_t longer{}, shorter{};  ///< children who wait more than a day longer, or less, for a named worker
  };
  std::vector<Replications> of;           ///< by model; the same numbers in each
  std::vector<std::vector<Waits>> waits;  ///< models x replications; nothing in the first; empty unless asked for
};

/// How many replications there should be in all, judged by the first ones that were done. If that is no more than there
/// are, they are cut down to it and the experiment ends; otherwise it is asked again when they are that many, or a
/// sixteenth more than now. What it says must depend on nothing but the first replications. Called from any thread, one
/// call at a time.
using Wanted = std::function<std::uint32_t(const std::vector<Replications>& done)>;

/// Which series are kept: they take most of the memory.
enum class KeptSeries : std::uint8_t { nothing, months, all };

struct PairedExperiment {
  std::vector<const Model*> models;
  Experiment experiment;              ///< `replications`: at most
  std::vector<Replications> earlier{};  ///< by model: done before, from `first` on without a gap; empty: none
  bool waits{};                       ///< compare first waits
  KeptSeries series{KeptSeries::all};
  Crew* crew{};                       ///< whose threads to use, inside Crew::at_once(); null: threads of its own
};

/// A replication is done by all models or by none: one that fails in any of them counts as failed.
PairedReplications replicate(PairedExperiment, const Wanted&, const GoOn& = {});

}  // namespace caseload
