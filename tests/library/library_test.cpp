// Every shipped scenario runs and shows what it says of itself: each expectation of its `about` is simulated, both ways
// on the same families, and scenarios/effects.csv is what came out.
//
// When a scenario changes, renew the file: CASELOAD_RENEW=1 build/release/tests/library_tests
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "caseload/caseload.hpp"
#include "store/csv.hpp"

using namespace caseload;

namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t replications = 20;
const std::string effects_file = CASELOAD_SCENARIOS "/effects.csv";

std::vector<std::string> shipped() {
  std::vector<std::string> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(CASELOAD_SCENARIOS)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path().filename().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Scenario scenario_of(const std::string& file, const std::string& option = {}) {
  Result<Scenario> scenario =
      read(CASELOAD_SCENARIOS "/" + file, {.overrides = {}, .option = option, .library = CASELOAD_SCENARIOS});
  if (!scenario) FAIL(file << ": " << to_text(scenario.problems().front()));
  return *std::move(scenario);
}

/// The scenario's models by option, made when they are asked for; empty name: without an option.
class Models {
 public:
  explicit Models(std::string file) : file_{std::move(file)} {}
  const Model& operator()(const std::string& option) {
    std::unique_ptr<Model>& model = by_option_[option];
    if (!model) model = std::make_unique<Model>(compile(scenario_of(file_, option)));
    return *model;
  }

 private:
  std::string file_;
  std::map<std::string, std::unique_ptr<Model>> by_option_;
};

struct Effect {
  Estimate difference;  ///< of the measure, option less what it is held against
  std::string unit;
};

/// Differences of one measure between two models in the same futures.
Effect effect_of(const Expectation& expected, const Model& with, const Model& against, const PairedReplications& done) {
  std::vector<std::size_t> columns;
  std::string unit;
  for (const Model* model : {&with, &against}) {
    const std::vector<Measure> measures = measures_of(*model);
    const Measure* measure = find_measure(measures, expected.measure);
    if (!measure) FAIL(model->names.scenario << " measures no '" << expected.measure << "'");
    columns.push_back(static_cast<std::size_t>(measure - measures.data()));
    unit = measure->unit;
  }
  std::vector<std::vector<double>> values(2);
  for (std::size_t i = 0; i < 2; ++i) {
    for (const Observations& seen : done.of[i].observations.all()) values[i].push_back(seen.values[columns[i]]);
  }
  std::vector<double> differences;
  for (std::size_t i = 0; i < values[0].size(); ++i) differences.push_back(values[0][i] - values[1][i]);
  return {estimate(differences), unit};
}

bool comes_out(const Expectation& expected, const Estimate& difference) {
  switch (expected.effect) {
    case Expectation::Effect::lower:
      return difference.upper95 < 0;
    case Expectation::Effect::higher:
      return difference.lower95 > 0;
    case Expectation::Effect::none:
      return difference.lower95 <= 0 && difference.upper95 >= 0;
  }
  return false;
}

const char* word_of(Expectation::Effect effect) {
  constexpr const char* words[] = {"lower", "higher", "none"};
  return words[static_cast<std::size_t>(effect)];
}

/// To four digits, and no exponents: planners read them.
std::string number(double value) {
  return std::abs(value) >= 1000 ? fmt::format("{:.0f}", value) : fmt::format("{:.4g}", value);
}

/// As scenarios/README.md tells it.
std::string told(const Expectation& expected, const Effect& effect) {
  const bool lower = expected.effect == Expectation::Effect::lower;
  const auto& [mean, low, high] =
      std::tuple{effect.difference.mean, effect.difference.lower95, effect.difference.upper95};
  return fmt::format("{} {} by {} {} ({} to {}): {} against {}", expected.measure, word_of(expected.effect),
                     number(std::abs(mean)), effect.unit == "%" ? "points" : effect.unit, number(lower ? -high : low),
                     number(lower ? -low : high), expected.option, expected.against);
}

std::string contents(const std::string& file) {
  std::ifstream in{file};
  return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

TEST_CASE("what shipped scenarios expect of themselves comes out, and effects.csv says so") {
  const std::string index = contents(CASELOAD_SCENARIOS "/README.md");
  std::string table =
      "authority,scenario,option,against,measure,expected,difference,lower95,upper95,unit,replications\n";
  for (const std::string& file : shipped()) {
    const Scenario scenario = scenario_of(file);
    Models models{file};
    std::map<std::pair<std::string, std::string>, PairedReplications> done;
    for (std::size_t i = 0; i < scenario.about.expect.size(); ++i) {
      const Expectation& expected = scenario.about.expect[i];
      const Model &with = models(expected.option), &against = models(expected.against);
      auto [pair, is_new] = done.try_emplace({expected.option, expected.against});
      if (is_new) {
        pair->second = replicate(PairedExperiment{.models = {&with, &against},
                                                  .experiment = {Seed{1}, 0, replications, 0},
                                                  .series = KeptSeries::nothing},
                                 [](const std::vector<Replications>&) { return replications; });
      }
      const Effect effect = effect_of(expected, with, against, pair->second);
      INFO(file << ": " << expected.measure << ", '" << expected.option << "' against '" << expected.against
                << "': " << effect.difference.mean << " (" << effect.difference.lower95 << " to "
                << effect.difference.upper95 << ")");
      CHECK(comes_out(expected, effect.difference));
      table += fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", csv_text(scenario.about.authority), csv_text(file),
                           csv_text(expected.option), csv_text(expected.against), csv_text(expected.measure),
                           word_of(expected.effect), number(effect.difference.mean), number(effect.difference.lower95),
                           number(effect.difference.upper95), csv_text(effect.unit), replications);
      if (i >= 2 || expected.effect == Expectation::Effect::none) continue;  // the index has the first two
      const std::string sentence = told(expected, effect);
      INFO("scenarios/README.md should say: " << sentence);
      CHECK(index.find(sentence) != std::string::npos);
    }
  }
  if (std::getenv("CASELOAD_RENEW")) std::ofstream{effects_file} << table;
  CHECK(contents(effects_file) == table);
}

TEST_CASE("every shipped scenario says whose case it is, what is asked, and what should come out") {
  for (const std::string& file : shipped()) {
    const Scenario scenario = scenario_of(file);
    INFO(file);
    CHECK_FALSE(scenario.about.authority.empty());
    CHECK_FALSE(scenario.about.question.empty());
    CHECK_FALSE(scenario.about.lever.empty());
    CHECK(scenario.about.expect.empty() ==
          scenario.option_names.empty());  // without options there is nothing to compare
  }
}
