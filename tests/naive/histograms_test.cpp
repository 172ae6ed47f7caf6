// In random small scenarios histograms of times hold what the event log says, and agree with the measures beside them.
#include <catch2/catch.hpp>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numeric>
#include <span>

#include "caseload/caseload.hpp"
#include "naive/small_scenario.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

struct Visit {
  Instant referred{}, entered{};
  bool gave_up{};
};

/// Working days after the day of one instant, up to that of the other: totals one by one.
double working_days(Instant from, Instant until) {
  using std::chrono::days;
  const Date first = std::chrono::floor<days>(from), last = std::chrono::floor<days>(until);
  double count = 0;
  for (Date day = first + days{1}; day <= last; day += days{1}) {
    count += std::chrono::weekday{day}.iso_encoding() <= 5 && !is_england_bank_holiday(day);
  }
  return count;
}

/// The bin of a visit that ended at this instant. Working days end at midnight: what ends at the midnight of its due date
/// was in time, although it is another day then, and what ends on the weekend after it was not.
std::size_t bin_of(const StepRow& step, const Histogram& histogram, const Visit& visit, const LogEntry& end) {
  const Instant from = step.due_from_referral ? visit.referred : visit.entered;
  const double unit = histogram.unit == "days" ? seconds_per_day : seconds_per_hour;
  const double amount = histogram.unit == "working days" ? working_days(from, end.at)
                                                         : static_cast<double>((end.at - from).count()) / unit;
  std::size_t bin = 0;
  while (bin + 1 < histogram.bins && amount > histogram.to(bin)) ++bin;
  const auto until_due = static_cast<std::size_t>(std::lround(*histogram.due / histogram.width));
  return end.at > end.due ? std::max(bin, until_due) : std::min(bin, until_due - 1);
}

/// Cases by bin of a step's histogram, from the log of everything that happened.
std::vector<double> recounted(const Model& model, const std::vector<LogEntry>& log, StepId id, const Histogram& histogram) {
  const StepRow& step = model.steps[index(id)];
  std::vector<double> cases(histogram.bins);
  std::map<std::pair<std::uint16_t, std::uint32_t>, Visit> visits;
  for (const LogEntry& entry : log) {
    Visit& visit = visits[{entry.stream, entry.family}];
    switch (entry.what) {
      case LogEntry::What::referred:
      case LogEntry::What::came_back: visit.referred = entry.at; break;
      case LogEntry::What::enters:
        visit.entered = entry.at;
        visit.gave_up = false;
        break;
      case LogEntry::What::gave_up: visit.gave_up = true; break;
      case LogEntry::What::leaves: {
        // What ends as counting begins belongs to the time before.
        if (entry.step != id || visit.gave_up || (entry.at <= model.start && model.begin < model.start)) break;
        ++cases[bin_of(step, histogram, visit, entry)];
        break;
      }
      default: break;
    }
  }
  return cases;
}

double value(const std::vector<Measure>& measures, const Observations& seen, const std::string& name,
             const std::string& where) {
  const auto found = std::find_if(measures.begin(), measures.end(), [&](const Measure& measure) {
    return measure.name == name && measure.where == where;
  });
  REQUIRE(found != measures.end());
  return seen.values[static_cast<std::size_t>(found - measures.begin())];
}

/// Cases in bins that end at `limit` or before.
double up_to(const Histogram& histogram, std::span<const double> cases, double limit) {
  double count = 0;
  for (std::size_t bin = 0; bin + 1 < histogram.bins && histogram.to(bin) <= limit; ++bin) count += cases[bin];
  return count;
}

struct Totals {
  double in_time{}, late{}, waits{};
};

void check_histograms(const std::string& yaml, Totals& totals) {
  const auto scenario = read_text(yaml);
  REQUIRE(scenario);
  const Model model = compile(*scenario);
  Arena arena;
  const Observations seen = run(model, Replication{0}, Seed{1}, arena, {.log = true});
  const std::vector<Measure> measures = measures_of(model);
  std::size_t first = 0;
  for (const Histogram& histogram : histograms_of(model)) {
    INFO(yaml << histogram.name << ", " << histogram.where);
    const std::span cases = std::span{seen.histograms}.subspan(first, histogram.bins);
    const double all = std::accumulate(cases.begin(), cases.end(), 0.0);
    first += histogram.bins;
    if (histogram.name == "wait for a worker") {
      totals.waits += all;
      const double median = value(measures, seen, "wait for a worker, median", histogram.where);
      if (all > 0 && median <= 30) REQUIRE(2 * up_to(histogram, cases, std::ceil(median)) >= all);
      if (all > 0 && median > 1) REQUIRE(2 * up_to(histogram, cases, std::ceil(median) - 1) <= all + 1);
      continue;
    }
    const auto step = std::find(model.names.steps.begin(), model.names.steps.end(), histogram.where);
    const StepId id{static_cast<std::uint16_t>(step - model.names.steps.begin())};
    REQUIRE(std::vector<double>(cases.begin(), cases.end()) == recounted(model, seen.log, id, histogram));
    const double in_time = value(measures, seen, "done in time", histogram.where);
    const double share = up_to(histogram, cases, *histogram.due + histogram.width / 2);
    if (all == 0) REQUIRE(std::isnan(in_time));
    if (all > 0) REQUIRE(100 * share / all == in_time);
    totals.in_time += share;
    totals.late += all - share;
  }
  REQUIRE(first == seen.histograms.size());
}

}  // namespace

TEST_CASE("in 200 random small scenarios histograms are what the event log says and agree with the measures") {
  ::setenv("RC_PARAMS", "seed=20091030 max_success=200", 0);
  Totals totals;
  const bool agree = rc::check("histograms", [&] { check_histograms(*SmallScenario::any(), totals); });
  REQUIRE(agree);
  // The net is fine enough to catch something.
  CHECK(totals.in_time > 2'000);
  CHECK(totals.late > 2'000);
  CHECK(totals.waits > 5'000);
}
