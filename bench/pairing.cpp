// How much surer a paired comparison is than one of independent runs: the variance reduction factor of the options of
// Darlington, for six headline measures, with streams that hang on what is drawn (the engine's) and with one generator
// for all (what other simulators do). Prints a table; how to run: bench/studies.md.
#include <fmt/format.h>

#include <cstdlib>
#include <vector>

#include "bench/pooled_streams.hpp"
#include "caseload/caseload.hpp"

namespace {

using namespace caseload;

struct Shown {
  const char* name;
  const char* where;
};
constexpr Shown six[] = {{"open children", "service"},
                         {"children per worker", "care planning"},
                         {"wait for a worker, 90th percentile", "service"},
                         {"children unallocated", "service"},
                         {"workers over their limit", "service"},
                         {"done in time", "initial assessment"}};

/// The three options begin in the last of three years, until when even pooled streams agree; the fourth from the first day.
struct Option {
  std::string name, option, setting;
};
const std::vector<Option> all_options{{"do nothing", "do nothing", ""},
                                      {"three workers", "three workers", ""},
                                      {"council's plan", "council's plan", ""},
                                      {"three workers from the first day", "", "teams.care planning.posts=+3"}};

Model model_of(const Option& option) {
  Reading reading;
  reading.option = option.option;
  if (!option.setting.empty()) reading.overrides = {option.setting};
  reading.library = CASELOAD_SCENARIOS;
  return compile(*read(CASELOAD_SCENARIOS "/darlington-2009.yaml", reading));
}

PairedReplications replicate(const std::vector<Model>& models, std::uint32_t replications, bool pooled) {
  bench::pooled_streams.on = pooled;
  PairedReplications all;
  all.of.resize(models.size());
  Arena arena;
  for (std::uint32_t i = 0; i < replications; ++i) {
    for (std::size_t k = 0; k < models.size(); ++k) {
      bench::pooled_streams.restart();
      all.of[k].numbers.push_back(i);
      all.of[k].observations.push_back(run(models[k], Replication{i}, Seed{1}, arena));
    }
  }
  return all;
}

Comparison compared(const std::vector<std::string>& options, const std::vector<Model>& models, std::uint32_t replications,
                    bool pooled) {
  const std::vector<std::vector<Measure>> measures(models.size(), measures_of(models.front()));
  return compare(options, measures, replicate(models, replications, pooled), 3);
}

std::size_t place_of(const std::vector<Measure>& measures, const Shown& shown) {
  std::size_t i = 0;
  while (measures.at(i).name != shown.name || measures[i].where != shown.where) ++i;
  return i;
}

}  // namespace

int main(int argc, char** argv) {
  const auto replications = static_cast<std::uint32_t>(argc > 1 ? std::atoi(argv[1]) : 100);
  std::vector<std::string> options;
  std::vector<Model> models;
  for (const Option& option : all_options) {
    options.push_back(option.name);
    models.push_back(model_of(option));
  }
  const Comparison keyed = compared(options, models, replications, false);
  const Comparison pooled = compared(options, models, replications, true);

  fmt::print("{} replications\n\n", replications);
  fmt::print("| option, less do nothing | difference of | 95 % interval | keyed streams | one generator |\n");
  fmt::print("|---|---|---|---|---|\n");
  for (std::size_t option = 1; option < options.size(); ++option) {
    for (const Shown& shown : six) {
      const std::size_t at = place_of(keyed.measures, shown);
      const Contrast& contrast = keyed.contrasts[option][at];
      const bool whole = keyed.measures[at].where == "service";
      const std::string& unit = keyed.measures[at].unit;
      fmt::print("| {} | {}{} | {:.2f} to {:.2f} {} | {:.1f} | {:.1f} |\n", options[option], shown.name,
                 whole ? "" : fmt::format(" ({})", shown.where), contrast.difference.lower95,
                 contrast.difference.upper95, unit == "%" ? "points" : unit, contrast.variance_reduction,
                 pooled.contrasts[option][at].variance_reduction);
    }
  }
}
