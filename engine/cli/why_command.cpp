// `caseload why`: a measure shared out among its causes within the model.   Tested by tests/cli/why_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "caseload/caseload.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/reading.hpp"
#include "cli/replicating.hpp"
#include "cli/terminal.hpp"
#include "report/text.hpp"
#include "scenario/suggest.hpp"

namespace caseload::cli {
namespace {

/// Causes by the names that were given; what is no cause is explained.
std::optional<std::vector<Cause>> causes_of(const WhyArguments& arguments) {
  if (arguments.causes.empty()) return std::vector<Cause>{all_causes.begin(), all_causes.end()};
  std::vector<std::string> known;
  for (const Cause cause : all_causes) known.emplace_back(name_of(cause));
  std::vector<Cause> causes;
  for (const std::string& name : arguments.causes) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) {
      const std::string near = scenario::nearest(name, known);
      std::string all;
      for (const std::string& one : known) all += (all.empty() ? "" : ", ") + one;
      say(fmt::format("error: there is no cause '{}'\n  {}\n", shown_name(name),
                      near.empty() ? "causes are " + all : fmt::format("did you mean '{}'?", near)));
      return std::nullopt;
    }
    const Cause cause = all_causes.at(static_cast<std::size_t>(found - known.begin()));
    if (std::find(causes.begin(), causes.end(), cause) == causes.end()) causes.push_back(cause);
  }
  return causes;
}

/// One model for each set of causes that are on (bit i: causes[i]).
std::vector<Model> models_of(const Scenario& scenario, const std::vector<Cause>& causes) {
  std::vector<Model> models;
  for (std::size_t on = 0; on < std::size_t{1} << causes.size(); ++on) {
    Scenario some = scenario;
    for (std::size_t i = 0; i < causes.size(); ++i) {
      if (((on >> i) & 1U) == 0) some = without(some, causes[i]);
    }
    models.push_back(compile(some));
  }
  return models;
}

std::string command_of(const WhyArguments& arguments) {
  std::string line = "caseload why " + shell_quoted(arguments.what.file) + ' ' + shell_quoted(arguments.measure) +
                     in_words(arguments.what.overrides);
  if (!arguments.what.option.empty()) line += " --option " + shell_quoted(arguments.what.option);
  for (const std::string& cause : arguments.causes) line += " --cause " + shell_quoted(cause);
  return line + in_words(arguments.how_many);
}

/// Keeps of each replication the one value that is asked for. Its place is another where a cause brings measures of its
/// own (agency workers, overtime).
void keep_only(const Measure& asked, const Model& model, Replications& done) {
  const std::vector<Measure> measures = measures_of(model);
  const auto found = std::find_if(measures.begin(), measures.end(), [&](const Measure& measure) {
    return measure.name == asked.name && measure.where == asked.where;
  });
  std::vector<double> values(done.observations.size(), std::numeric_limits<double>::quiet_NaN());
  if (found != measures.end()) {
    const auto place = static_cast<std::size_t>(found - measures.begin());
    values = done.observations.column(&Observations::values, place);
  }
  done.observations = Kept{};
  for (const double value : values) {
    Observations only;
    only.values = {value};
    done.observations.push_back(std::move(only));
  }
}

}  // namespace

int why_command(const WhyArguments& arguments) {
  const Result<Ready> ready = read(arguments.what);
  if (!ready) {
    explain(ready.problems());
    return exit_code::bad_scenario;
  }
  const Measure* const measure = find_measure(ready->measures, arguments.measure);
  if (!measure) {
    const std::string near = nearest_measure(ready->measures, arguments.measure);
    say(fmt::format("error: there is no measure '{}'\n{}", shown_name(arguments.measure),
                    near.empty() ? "" : fmt::format("  did you mean '{}'?\n", shown(near))));
    return exit_code::usage;
  }
  const std::optional<std::vector<Cause>> asked = causes_of(arguments);
  if (!asked) return exit_code::usage;
  std::vector<Cause> there, absent;
  for (const Cause cause : *asked) (has(ready->scenario, cause) ? there : absent).push_back(cause);

  const std::vector<Model> models = models_of(ready->scenario, there);
  PairedExperiment paired;
  for (const Model& model : models) paired.models.push_back(&model);
  paired.experiment = experiment_of(arguments.how_many);
  paired.series = KeptSeries::nothing;
  PairedReplications done =
      replicate_with_progress(paired, wanted_of(arguments.how_many, {}), arguments.how_many.quiet);
  if (done.of.front().numbers.empty()) {
    return done.of.front().interrupted ? exit_code::interrupted : exit_code::run_failed;
  }

  for (std::size_t i = 0; i < models.size(); ++i) keep_only(*measure, models[i], done.of[i]);
  ExplanationRun run;
  run.title = title(ready->scenario);
  run.explanation = caseload::explain(there, done.of, *measure, 0);
  run.explanation.absent = absent;
  run.seed = arguments.how_many.seed;
  run.command = command_of(arguments);
  print(arguments.what.json ? explanation_json(run)
                            : table(run, colour_wanted()) + fmt::format("  again  {}\n", shown_whole(run.command)));
  return done.of.front().interrupted ? exit_code::interrupted : exit_code::ok;
}

}  // namespace caseload::cli
