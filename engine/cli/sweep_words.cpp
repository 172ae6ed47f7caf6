// See sweep_words.hpp.
#include "cli/sweep_words.hpp"

#include <algorithm>
#include <filesystem>

#include "cli/reading.hpp"
#include "cli/replicating.hpp"
#include "cli/terminal.hpp"

namespace caseload::cli {
namespace {

/// All, or of very many a hundred from the first to the last: the others are tried when their points are run.
std::vector<std::string> values_to_try(const Factor& factor) {
  constexpr std::size_t most_tried = 100;
  if (factor.levels.empty()) return {value_at(factor, 0), value_at(factor, 1)};
  const std::size_t count = std::min(most_tried, factor.levels.size());
  std::vector<std::string> values;
  for (std::size_t i = 0; i < count; ++i)
    values.push_back(factor.levels[count > 1 ? i * (factor.levels.size() - 1) / (count - 1) : 0]);
  return values;
}

}  // namespace

SweepWords sorted(const SweepArguments& arguments) {
  SweepWords words{arguments.what, {}};
  words.what.overrides.clear();
  for (const std::string& word : arguments.what.overrides) {
    const std::size_t equals = word.find('=');
    std::vector<std::string> values = several_values(std::string_view{word}.substr(equals + 1));
    if (values.empty()) {
      words.what.overrides.push_back(word);
    } else {
      words.factors.push_back({word.substr(0, equals), std::move(values)});
    }
  }
  return words;
}

SweepWords planned(const SweepPlan& plan, const SweepArguments& arguments) {
  SweepWords words{arguments.what, plan.factors, plan.design};
  const std::filesystem::path beside = std::filesystem::path{arguments.what.file}.parent_path() / plan.base;
  words.what.file = std::filesystem::exists(beside) ? beside.string() : plan.base;
  words.what.option = plan.option;
  words.what.overrides = plan.overrides;
  const std::vector<std::string>& more = arguments.what.overrides;
  words.what.overrides.insert(words.what.overrides.end(), more.begin(), more.end());
  return words;
}

std::string command_of(const SweepArguments& arguments) {
  std::string line = "caseload sweep " + shell_quoted(arguments.what.file) + in_words(arguments.what.overrides);
  if (!arguments.what.option.empty()) line += " --option " + shell_quoted(arguments.what.option);
  line += in_words(arguments.how_many);
  if (arguments.all_measures) line += " --keep all";
  return line + (arguments.series ? " --monthly" : "");
}

Problems mistakes_in(const SweepWords& words) {
  Problems all;
  for (const Factor& factor : words.factors) {
    for (const std::string& value : values_to_try(factor)) {
      What what = words.what;
      what.overrides.push_back(factor.name + "=" + value);
      const Result<Ready> ready = read(what);
      if (!ready) all.insert(all.end(), ready.problems().begin(), ready.problems().end());
    }
  }
  return all;
}

}  // namespace caseload::cli
