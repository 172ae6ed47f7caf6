// The cases.   Tested by tests/bench/suite_test.cpp.
#include "bench/suite.hpp"

#include <cmath>
#include <cstdlib>
#include <stdexcept>

#include "bench/limit.hpp"
#include "bench/scenarios.hpp"
#include "caseload/caseload.hpp"

namespace caseload::bench {
namespace {

/// The engine on one thread in a warm arena, one future after another.
class Futures {
 public:
  explicit Futures(const std::string& file) : model_{model_of(file)} {}
  Observations next() { return run(model_, Replication{number_++}, Seed{1}, arena_); }
  const Model& model() const { return model_; }

 private:
  Model model_;
  Arena arena_;
  std::uint32_t number_{};
};

Timing timing(const Case& of, std::string way, const Turns& turns) {
  const Spread each = spread(turns.seconds_per_event);
  const double events = static_cast<double>(turns.events) / static_cast<double>(turns.runs);
  return {std::string{of.name}, std::move(way), each.median * events, events == 1 ? 0 : events, each, {}, {}, {}};
}

/// The engine and the programs by hand in turns. Both are divided by the events of the model, an arrival at a stage and a
/// departure from it, however many the engine makes of them.
template <class Line>
std::vector<Timing> beside_limit(const Case& of, double seconds) {
  constexpr std::uint32_t customers = 200'000;
  const PeakMemory memory;
  Futures futures{in_bench(std::string{of.name} + ".yaml")};
  const StageVisits visits{futures.model()};
  std::uint64_t seed = 0;
  const auto by_hand = [&seed](Form form) {
    return [&seed, form] { return limit<Line>(form, customers, ++seed).events(); };
  };
  const std::vector<Contender> contenders{{"", [&] { return 2 * visits.of(futures.next()); }},
                                          {"by hand", by_hand(Form::heap)},
                                          {"by hand, no heap", by_hand(Form::no_heap)},
                                          {"by hand, no events", by_hand(Form::recursion)},
                                          {"standard library", by_hand(Form::standard)}};
  const std::vector<Turns> turns = take_turns(contenders, seconds, Time::of_thread);
  std::vector<Timing> all;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    all.push_back(timing(of, contenders[i].name, turns[i]));
    if (i != 1) all.back().ratio = ratio(turns[i], turns[1]), all.back().to = "by hand";
  }
  all.front().megabytes = memory.megabytes();
  return all;
}

std::vector<Timing> darlington(const Case& of, double seconds) {
  const PeakMemory memory;
  Futures futures{in_library("darlington-2009.yaml")};
  const std::vector<Turns> turns =
      take_turns({{"", [&] { return futures.next().events; }}}, seconds, Time::of_thread);
  std::vector<Timing> all{timing(of, "", turns.front())};
  all.front().megabytes = memory.megabytes();
  return all;
}

std::vector<Timing> large_service(const Case& of, double seconds) {
  const PeakMemory memory;
  Futures small{in_bench("service_21.yaml")}, large{in_bench("service_30000.yaml")};
  const std::vector<Turns> turns = take_turns({{"", [&] { return small.next().events; }},  //
                                               {"", [&] { return large.next().events; }}},
                                              seconds, Time::of_thread);
  std::vector<Timing> all{timing(of, "21 workers", turns[0]), timing(of, "30,000 workers", turns[1])};
  all[1].ratio = ratio(turns[1], turns[0]);
  all[1].to = "21 workers";
  all[1].megabytes = memory.megabytes();
  return all;
}

}  // namespace

const std::vector<Case>& all_cases() {
  static const std::vector<Case> cases{
      {"mm1", "one server and one queue, busy 90 % of the time: 200,000 customers", 5, beside_limit<MM1>},
      {"mm20", "twenty servers and one queue, busy 95 %: 200,000 customers", 5, beside_limit<MM20>},
      {"network", "four stages in a row, each busy 85 %: 200,000 customers", 10, beside_limit<Network>},
      {"darlington", "one future of Darlington: three years, and two to settle", 8, darlington},
      {"large_service", "the same service with 21 workers and with 30,000, a quarter of a year", 20, large_service},
  };
  return cases;
}

}  // namespace caseload::bench
