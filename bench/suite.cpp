// The list of cases, and what they share.   Tested by tests/bench/suite_test.cpp.
#include "bench/suite.hpp"

#include <algorithm>
#include <set>
#include <thread>

#include "bench/cases.hpp"

namespace caseload::bench {

Timing timing(const Case& of, std::string way, const Turns& turns, std::string counted) {
  const Spread each = spread(turns.seconds_per_event);
  const double count = static_cast<double>(turns.events) / static_cast<double>(turns.runs);
  return {std::string{of.name}, std::move(way), each.median * count, std::move(counted), count, each, {}, {}, {}};
}

Timing timing(const Case& of, std::string way, const Turns& turns, std::string counted, const Turns& beside,
              std::string to) {
  Timing result = timing(of, std::move(way), turns, std::move(counted));
  result.ratio = ratio(turns, beside);
  result.to = std::move(to);
  return result;
}

std::vector<unsigned> thread_counts() {
  const unsigned there = std::max(1u, std::thread::hardware_concurrency());
  const std::set<unsigned> counts{1, std::min(2u, there), there};
  return {counts.begin(), counts.end()};
}

std::string threads_text(unsigned count) { return std::to_string(count) + (count == 1 ? " thread" : " threads"); }

const std::vector<Case>& all_cases() {
  static const std::vector<Case> cases{
      {"mm1", "one server and one queue (M/M/1), busy 90 % of the time; 200,000 customers", 4, mm1},
      {"mm20", "twenty servers and one queue (M/M/20), busy 95 % of the time; 200,000 customers", 4, mm20},
      {"network", "four stages in a row, each busy 85 % of the time; 200,000 customers", 7, network},
      {"network_replications", "200 replications of that network, 5,000 customers each", 6, network_replications},
      {"case_managers", "eighteen workers with many cases each and nothing else, three years", 4, case_managers},
      {"darlington", "a council's whole service, one future after another: five years, the first two to settle", 6,
       darlington},
      {"darlington_replications", "as many futures of it as the answer needs, as 'caseload run' does by itself", 14,
       darlington_replications},
      {"england", "153 services of the sizes of England's authorities, one year", 16, england},
      {"england_decade", "the same, ten years", 15, england_decade},
      {"large_service", "a service of 21 workers and one of 30,000, else alike: is an event dearer?", 20,
       large_service},
      {"read_and_compile", "from a YAML file to the tables that the engine runs", 3, read_and_compile},
      {"web_page", "the web page of Darlington", 8, web_page},
      {"sweep", "100 points of 20 replications of a small service: simulated, kept, written to files", 15, sweep},
  };
  return cases;
}

}  // namespace caseload::bench
