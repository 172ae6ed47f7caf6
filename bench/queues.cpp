// The cases that queueing theory knows, beside programs by hand.   Tested by tests/bench/suite_test.cpp.
#include <atomic>

#include "bench/cases.hpp"
#include "bench/limit.hpp"

namespace caseload::bench {
namespace {

constexpr auto by_hand = "by hand";

/// The engine and the programs by hand in turns. All are divided by the events of the model, an arrival at a stage and
/// a departure from it, whatever the engine makes of them.
template <class Line>
std::vector<Timing> beside_limit(const Case& of, double seconds) {
  const PeakMemory memory;
  Futures futures{model_of(in_bench(std::string{of.name} + ".yaml"))};
  const TimesOf visits{futures.model(), "entered"};
  std::uint64_t seed = 0;
  const auto limit_in = [&seed](Form form) {
    return [&seed, form] { return limit<Line>(form, customers, ++seed).events(); };
  };
  const std::vector<Contender> contenders{{"", [&] { return 2 * visits.in(futures.next()); }},
                                          {by_hand, limit_in(Form::heap)},
                                          {"by hand, no heap", limit_in(Form::no_heap)},
                                          {"by hand, no events", limit_in(Form::recursion)},
                                          {"by hand, standard library", limit_in(Form::standard)}};
  const std::vector<Turns> turns = take_turns(contenders, seconds, Time::of_thread);
  std::vector<Timing> all;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    const std::string& way = contenders[i].name;
    all.push_back(way == by_hand ? timing(of, way, turns[i], "event")
                                 : timing(of, way, turns[i], "event", turns[1], by_hand));
  }
  all.front().megabytes = memory.megabytes();
  return all;
}

}  // namespace

std::vector<Timing> mm1(const Case& of, double seconds) { return beside_limit<MM1>(of, seconds); }
std::vector<Timing> mm20(const Case& of, double seconds) { return beside_limit<MM20>(of, seconds); }
std::vector<Timing> network(const Case& of, double seconds) { return beside_limit<Network>(of, seconds); }

std::vector<Timing> network_replications(const Case& of, double seconds) {
  constexpr std::uint32_t replications = 200, few_customers = 5000;
  const PeakMemory memory;
  const Model model = model_of(in_bench("network_short.yaml"));
  const TimesOf visits{model, "entered"};
  std::uint32_t first = 0;
  const auto on = [&](unsigned threads) {
    return [&, threads] {
      const Replications done = replicate(model, {Seed{1}, first, replications, threads});
      first += replications;
      std::uint64_t events = 0;
      for (const Observations& seen : done.observations) events += 2 * visits.in(seen);
      return events;
    };
  };
  // By hand there is nothing that threads share: what they lose is what the machine takes.
  std::atomic<std::uint64_t> seed = 0;
  const auto by_hand_on = [&](unsigned threads) {
    return [&, threads] {
      std::atomic<std::uint32_t> next = 0;
      std::atomic<std::uint64_t> events = 0;
      Crew{threads}.at_once([&] {
        while (next++ < replications) events += limit<Network>(Form::heap, few_customers, ++seed).events();
      });
      return events.load();
    };
  };
  const std::vector<unsigned> counts = thread_counts();
  std::vector<Contender> contenders;
  for (const unsigned threads : counts) contenders.push_back({threads_text(threads), on(threads)});
  for (const unsigned threads : counts)
    contenders.push_back({by_hand + (", " + threads_text(threads)), by_hand_on(threads)});
  const std::vector<Turns> turns = take_turns(contenders, seconds, Time::of_wall);
  const auto beside = [&](std::size_t i, std::size_t other) {
    return timing(of, contenders[i].name, turns[i], "event", turns[other], contenders[other].name);
  };
  const std::size_t hand = counts.size();  // the first of those by hand
  std::vector<Timing> all{beside(0, hand)};
  for (std::size_t i = 1; i < hand; ++i) all.push_back(beside(i, 0));
  all.push_back(timing(of, contenders[hand].name, turns[hand], "event"));
  for (std::size_t i = hand + 1; i < turns.size(); ++i) all.push_back(beside(i, hand));
  all.front().megabytes = memory.megabytes();
  return all;
}

}  // namespace caseload::bench
