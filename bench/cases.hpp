// What each case times, and what they share. Only the files of cases need to know.
#pragma once

#include <string>
#include <vector>

#include "bench/scenarios.hpp"
#include "bench/suite.hpp"

namespace caseload::bench {

/// The engine on one thread in a warm arena, one future after another.
class Futures {
 public:
  explicit Futures(Model model) : model_{std::move(model)} {}
  Observations next() { return run(model_, Replication{number_++}, Seed{1}, arena_); }
  const Model& model() const { return model_; }

 private:
  Model model_;
  Arena arena_;
  std::uint32_t number_{};
};

/// Of the queues, each time.
inline constexpr std::uint32_t customers = 200'000;

/// @param counted  "event" and so on; empty: nothing
Timing timing(const Case&, std::string way, const Turns&, std::string counted);
/// Held against another contender of the same turns.
Timing timing(const Case&, std::string way, const Turns&, std::string counted, const Turns& beside, std::string to);

/// 1, 2 and as many threads as the machine has.
std::vector<unsigned> thread_counts();
std::string threads_text(unsigned);

std::vector<Timing> mm1(const Case&, double seconds);
std::vector<Timing> mm20(const Case&, double seconds);
std::vector<Timing> network(const Case&, double seconds);
std::vector<Timing> network_replications(const Case&, double seconds);
std::vector<Timing> case_managers(const Case&, double seconds);
std::vector<Timing> darlington(const Case&, double seconds);
std::vector<Timing> darlington_replications(const Case&, double seconds);
std::vector<Timing> england(const Case&, double seconds);
std::vector<Timing> england_decade(const Case&, double seconds);
std::vector<Timing> large_service(const Case&, double seconds);
std::vector<Timing> read_and_compile(const Case&, double seconds);
std::vector<Timing> web_page(const Case&, double seconds);
std::vector<Timing> sweep(const Case&, double seconds);

}  // namespace caseload::bench
