// The cases of whole children's social work services.   Tested by tests/bench/suite_test.cpp.
#include "bench/services.hpp"

#include <fmt/format.h>

#include <atomic>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "bench/case_managers.hpp"
#include "bench/cases.hpp"
#include "bench/limit.hpp"

namespace caseload::bench {
namespace {

constexpr std::size_t authorities = 153;  // on 31 March 2025
/// Source: Department for Education, Children in need, reporting year 2025: on 31 March 2025.
constexpr double children_in_need = 402'400;
/// Of the logarithms of the counts of those 153 authorities. That they spread like a lognormal is assumed.
constexpr double spread_of_sizes = 0.73;

double open_children_at_begin(const Model& model) {
  double families = 0;
  for (const double stock : model.offered_at_begin.step_stock) families += stock;
  return families * mean_of(model.streams.front().children);
}

constexpr auto network_name = "the network by hand";
/// The program that services are held against, on other customers each time.
Contender network_by_hand() {
  return {network_name,
          [seed = std::uint64_t{0}]() mutable { return limit<Network>(Form::heap, customers, ++seed).events(); }};
}

/// The same work by several numbers of threads in turns.
std::vector<Timing> by_threads(const Case& of, const std::vector<unsigned>& counts, double seconds,
                               const std::function<std::uint64_t(unsigned)>& work) {
  const PeakMemory memory;
  std::vector<Contender> contenders;
  for (const unsigned threads : counts)
    contenders.push_back({threads_text(threads), [&work, threads] { return work(threads); }});
  const std::vector<Turns> turns = take_turns(contenders, seconds, Time::of_wall);
  std::vector<Timing> all;
  for (std::size_t i = 0; i < turns.size(); ++i)
    all.push_back(i == 0 ? timing(of, contenders[i].name, turns[i], "event")
                         : timing(of, contenders[i].name, turns[i], "event", turns[0], contenders[0].name));
  all.front().megabytes = memory.megabytes();
  return all;
}

/// Every service once, each a model of its own, by as many threads. Another future each time.
class Country {
 public:
  explicit Country(const std::string& length) {
    for (const double children : sizes_of_services()) services_.push_back(model_of_service(children, length));
  }
  std::uint64_t next(unsigned threads) {
    Crew crew{threads};
    std::atomic<std::size_t> next_service = 0;  // the largest first, so that none is left alone with it at the end
    std::atomic<std::uint64_t> events = 0;
    const Replication future{number_++};
    crew.at_once([&] {
      Arena arena;
      for (std::size_t i = next_service++; i < services_.size(); i = next_service++)
        events += run(services_[i], future, Seed{1}, arena).events;
    });
    return events;
  }

 private:
  std::vector<Model> services_;
  std::uint32_t number_{};
};

}  // namespace

std::vector<double> sizes_of_services() {
  const boost::math::normal_distribution<double> normal;
  std::vector<double> sizes;
  double sum = 0;
  for (std::size_t i = 0; i < authorities; ++i) {
    const double above = (static_cast<double>(i) + 0.5) / static_cast<double>(authorities);
    sizes.push_back(std::exp(spread_of_sizes * quantile(complement(normal, above))));
    sum += sizes.back();
  }
  for (double& size : sizes) size *= children_in_need / sum;
  return sizes;
}

Model model_of_service(double children, const std::string& length) {
  static const std::string file = in_bench("england.yaml");
  static const Model whole = model_of(file);
  const double share = children / open_children_at_begin(whole);
  std::vector<std::string> overrides{"period.length=" + length, fmt::format("demand.contacts.rate=x {:.8f}", share)};
  for (const std::string& team : whole.names.teams)
    overrides.push_back(fmt::format("teams.{}.posts=x {:.8f}", team, share));
  return model_of(file, overrides);
}

std::vector<Timing> case_managers(const Case& of, double seconds) {
  const PeakMemory memory;
  Futures futures{model_of(in_bench("case_managers.yaml"))};
  const TimesOf done{futures.model(), "done"};
  CaseManagers limit;
  std::uint64_t seed = 0;
  const std::string limit_name = "by hand";
  const std::vector<Turns> turns = take_turns({{"", [&] { return 2 * done.in(futures.next()); }},
                                               {limit_name, [&] { return limit.run(++seed).events(); }},
                                               network_by_hand()},
                                              seconds, Time::of_thread);
  std::vector<Timing> all{timing(of, "", turns[0], "event", turns[1], limit_name),
                          timing(of, limit_name, turns[1], "event", turns[2], network_name),
                          timing(of, network_name, turns[2], "event")};
  all.front().megabytes = memory.megabytes();
  return all;
}

std::vector<Timing> darlington(const Case& of, double seconds) {
  const PeakMemory memory;
  Futures futures{model_of(in_library("darlington-2009.yaml"))};
  const std::vector<Turns> turns =
      take_turns({{"", [&] { return futures.next().events; }}, network_by_hand()}, seconds, Time::of_thread);
  std::vector<Timing> all{timing(of, "", turns[0], "event", turns[1], network_name),
                          timing(of, network_name, turns[1], "event")};
  all.front().megabytes = memory.megabytes();
  return all;
}

std::vector<Timing> darlington_replications(const Case& of, double seconds) {
  const Model model = model_of(in_library("darlington-2009.yaml"));
  const std::vector<Measure> measures = measures_of(model);
  const Precision precision;  // the same futures every time: how many are needed depends on them
  return by_threads(of, thread_counts(), seconds, [&](unsigned threads) {
    const PairedReplications done =
        replicate(PairedExperiment{{&model}, {Seed{1}, 0, precision.most, threads}}, Stopping{{measures}, precision});
    std::uint64_t events = 0;
    for (const Observations& seen : done.of.front().observations) events += seen.events;
    return events;
  });
}

std::vector<Timing> england(const Case& of, double seconds) {
  Country country{"1 year"};
  return by_threads(of, thread_counts(), seconds, [&](unsigned threads) { return country.next(threads); });
}

std::vector<Timing> england_decade(const Case& of, double seconds) {
  Country country{"10 years"};
  return by_threads(of, {thread_counts().back()}, seconds, [&](unsigned threads) { return country.next(threads); });
}

std::vector<Timing> large_service(const Case& of, double seconds) {
  const PeakMemory memory;
  Futures small{model_of(in_bench("service_21.yaml"))}, large{model_of(in_bench("service_30000.yaml"))};
  const std::vector<Turns> turns = take_turns({{"", [&] { return small.next().events; }},  //
                                               {"", [&] { return large.next().events; }}},
                                              seconds, Time::of_thread);
  std::vector<Timing> all{timing(of, "21 workers", turns[0], "event"),
                          timing(of, "30,000 workers", turns[1], "event", turns[0], "21 workers")};
  all.front().megabytes = memory.megabytes();
  return all;
}

}  // namespace caseload::bench
