// The cases of files: reading scenarios, the page, what a sweep keeps and writes.
// Tested by tests/bench/suite_test.cpp.
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "bench/cases.hpp"
#include "store/points.hpp"

namespace caseload::bench {
namespace {

namespace fs = std::filesystem;

/// Points of a sweep, and what the sweep is about.
struct Swept {
  SweepRun about;
  std::vector<SweepPoint> points;
};

Swept swept(std::uint32_t count, std::uint32_t replications) {
  Swept all;
  all.about.factors = {{"demand.referrals.rate", {}, 3, 4, false, "children per week"}};
  all.about.design = {Design::Type::sobol, count};
  all.about.size = count;
  for (const DesignPoint& values : points_of(all.about.factors, all.about.design, 1)) {
    const Ready found =
        *ready(scenario_of(in_bench("small_service.yaml"), {"demand.referrals.rate=" + values.front()}));
    SweepPoint& point = all.points.emplace_back();
    point.number = static_cast<std::uint32_t>(all.points.size() - 1);
    point.id = id_of(found.scenario);
    point.values = values;
    const Replications done = replicate(found.model, {Seed{1}, 0, replications, 1});
    point.numbers = done.numbers;
    all.about.measures.clear();
    for (const Measure& measure : found.measures)
      if (measure.headline) all.about.measures.push_back(measure);
    for (const Observations& seen : done.observations) {
      std::vector<double>& row = point.measured.emplace_back();
      for (std::size_t m = 0; m < found.measures.size(); ++m)
        if (found.measures[m].headline) row.push_back(seen.values[m]);
    }
  }
  return all;
}

/// A folder of its own that goes with it.
class Scratch {
 public:
  Scratch() {
    std::string name = (fs::temp_directory_path() / "caseload-bench-XXXXXX").string();
    if (!mkdtemp(name.data()))
      throw std::runtime_error("cannot make a folder in " + fs::temp_directory_path().string());
    path_ = name;
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const fs::path& path() const { return path_; }
  fs::path empty() const {
    fs::remove_all(path_);
    fs::create_directories(path_);
    return path_;
  }

 private:
  fs::path path_;
};

}  // namespace

std::vector<Timing> read_and_compile(const Case& of, double seconds) {
  const PeakMemory memory;
  const std::vector<Contender> contenders{
      {"Darlington", [] { return model_of(in_library("darlington-2009.yaml")).steps.size() > 0 ? 1 : 0; }},
      {"mm20", [] { return model_of(in_bench("mm20.yaml")).steps.size() > 0 ? 1 : 0; }}};
  const std::vector<Turns> turns = take_turns(contenders, seconds, Time::of_thread);
  std::vector<Timing> all;
  for (std::size_t i = 0; i < turns.size(); ++i) all.push_back(timing(of, contenders[i].name, turns[i], ""));
  all.front().megabytes = memory.megabytes();
  return all;
}

std::vector<Timing> web_page(const Case& of, double seconds) {
  const PeakMemory memory;
  Ready found = *ready(scenario_of(in_library("darlington-2009.yaml")));
  const Precision precision;
  // What comes before the page: as many replications as the stopping rule wants, on all threads, and estimates.
  const double began = seconds_now(Time::of_wall);
  PairedReplications done = replicate(PairedExperiment{{&found.model}, {Seed{1}, 0, precision.most, 0}},
                                      Stopping{{found.measures}, precision});
  const Run run = run_of(std::move(found), {}, std::move(done.of.front()), {"", precision});
  const double simulated = seconds_now(Time::of_wall) - began;
  const std::vector<Turns> turns =
      take_turns({{"", [&] { return page(run).size(); }}}, seconds - simulated, Time::of_wall);
  Timing drawn = timing(of, "", turns.front(), "byte");
  const double of_run = drawn.count / simulated;
  drawn.ratio = Spread{drawn.each.median * of_run, drawn.each.lowest * of_run, drawn.each.highest * of_run};
  drawn.to = "simulating";
  drawn.megabytes = memory.megabytes();
  return {drawn};
}

std::vector<Timing> sweep(const Case& of, double seconds) {
  constexpr std::uint32_t points = 100, replications = 20;
  const PeakMemory memory;
  const Scratch scratch;
  Swept all = swept(points, replications);
  const std::vector<Contender> contenders{{"simulating",
                                           [&] {
                                             all = swept(points, replications);
                                             return points;
                                           }},
                                          {"keeping points",
                                           [&] {
                                             PointStore store{scratch.empty() / "points.sqlite"};
                                             store.begin(all.about);
                                             for (const SweepPoint& point : all.points) store.add(point);
                                             return points;
                                           }},
                                          {"writing files", [&] {
                                             const fs::path folder = scratch.path();
                                             const PointStore store{folder / "points.sqlite"};
                                             all.about.each = [&](const auto& go_on) { store.each(go_on); };
                                             all.about.finished = store.counts();
                                             write_results(all.about, folder);
                                             write_netcdf(all.about, folder / "results.nc");
                                             return points;
                                           }}};
  const std::vector<Turns> turns = take_turns(contenders, seconds, Time::of_wall);
  std::vector<Timing> timings{timing(of, contenders[0].name, turns[0], "point")};
  Timing replicated = timings.front();
  replicated.counted = "replication";
  replicated.count *= replications;
  for (double* const seconds_each : {&replicated.each.median, &replicated.each.lowest, &replicated.each.highest})
    *seconds_each /= replications;
  timings.push_back(replicated);
  for (std::size_t i = 1; i < turns.size(); ++i)
    timings.push_back(timing(of, contenders[i].name, turns[i], "point", turns[0], "simulating"));
  timings.front().megabytes = memory.megabytes();
  return timings;
}

}  // namespace caseload::bench
