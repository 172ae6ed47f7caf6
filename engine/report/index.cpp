// See index.hpp.
#include "report/index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "report/grid.hpp"
#include "report/text.hpp"
#include "scenario/csv_records.hpp"
#include "scenario/utf8.hpp"

namespace caseload {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using scenario::made_visible;

constexpr std::size_t widest_of_index = 100;
constexpr std::size_t most_outcomes = 2;  ///< of a scenario in an index; effects.csv has all

bool is_plan_of_a_sweep(const fs::path& file) {
  std::ifstream in{file};
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("caseload_sweep:")) return true;
  }
  return false;
}

Shipped shipped(const fs::path& file, const std::string& library) {
  Shipped one;
  one.file = one.name = file.stem().string();
  const Result<Scenario> scenario = read(file.string(), {.overrides = {}, .option = {}, .library = library});
  one.is_readable = static_cast<bool>(scenario);
  if (!scenario) return one;
  one.name = scenario->name;
  one.description = scenario->description;
  one.about = scenario->about;
  one.has_options = !scenario->option_names.empty();
  return one;
}

/// By file, as `caseload run` takes it. Lines that are none of this kind are left out.
std::map<std::string, std::vector<Outcome>> outcomes_in(const std::string& library) {
  std::ifstream in{fs::path{library} / "effects.csv", std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  std::map<std::string, std::vector<Outcome>> all;
  scenario::Records records{text};
  std::vector<scenario::CsvField> f;
  constexpr std::size_t columns = 11;
  records.next(f);  // the names of the columns
  while (records.next(f)) {
    if (f.size() != columns) continue;
    all[fs::path{f[1].text}.stem().string()].push_back({.option = f[2].text,
                                                        .against = f[3].text,
                                                        .measure = f[4].text,
                                                        .unit = f[9].text,
                                                        .difference = f[6].text,
                                                        .lower95 = f[7].text,
                                                        .upper95 = f[8].text,
                                                        .replications = f[10].text});
  }
  return all;
}

/// What it asks, or else what it says of itself.
const std::string& question_of(const Shipped& one) {
  return one.about.question.empty() ? one.description : one.about.question;
}

const std::string& heading_of(const Shipped& one) {
  return one.about.authority.empty() ? one.name : one.about.authority;
}

/// On one line, with nothing that ends a cell of a table or begins a tag.
std::string cell(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '|' || c == '*' || c == '_' || c == '`' || c == '[' || c == '\\')
      safe += std::string{'\\', c};
    else if (c == '<')
      safe += "&lt;";
    else
      safe += c == '\n' ? ' ' : c;
  }
  return safe;
}

}  // namespace

std::string sentence_of(const Outcome& outcome) {
  const auto is_negative = [](const std::string& number) { return number.starts_with('-'); };
  const auto size_of = [&](const std::string& number) { return number.substr(is_negative(number)); };
  const bool is_lower = is_negative(outcome.upper95), is_higher = !is_negative(outcome.lower95);
  // Of what is lower the bounds change places with their signs.
  const std::string& nearer = is_lower ? outcome.upper95 : outcome.lower95;
  const std::string& further = is_lower ? outcome.lower95 : outcome.upper95;
  // Of two shares in % the difference is in points, as 3 % more of 60 % would be 61.8 %.
  const std::string unit = outcome.unit.empty() ? "" : outcome.unit == "%" ? " points" : " " + outcome.unit;
  const std::string how =
      is_lower || is_higher
          ? fmt::format("{} by {}{} ({} to {})", is_lower ? "lower" : "higher", size_of(outcome.difference), unit,
                        size_of(nearer), size_of(further))
          : fmt::format("no different for certain: {}{} ({} to {})", outcome.difference, unit, nearer, further);
  const auto name = [](const std::string& option) { return option.empty() ? "as it is" : option; };
  return fmt::format("{} {}: {} against {}", outcome.measure, how, name(outcome.option), name(outcome.against));
}

std::vector<Shipped> shipped_in(const std::string& library) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator{library, error}) {
    const fs::path& file = entry.path();
    if (file.extension() == ".yaml" && entry.is_regular_file(error) && !is_plan_of_a_sweep(file)) files.push_back(file);
  }
  std::sort(files.begin(), files.end());
  std::map<std::string, std::vector<Outcome>> outcomes = outcomes_in(library);
  std::vector<Shipped> all;
  for (const fs::path& file : files) {
    all.push_back(shipped(file, library));
    all.back().outcomes = std::move(outcomes[all.back().file]);
  }
  return all;
}

std::string command_of(const Shipped& one) {
  return fmt::format("caseload {} {}", !one.is_readable ? "check" : one.has_options ? "compare" : "run", one.file);
}

std::string index(const std::vector<Shipped>& all, bool colour) {
  std::string text;
  for (const Shipped& one : all) {
    text += (text.empty() ? "" : "\n") + dressed(shown_name(heading_of(one)), Look::heading, colour) + '\n';
    if (!one.is_readable) text += "  This file has mistakes; 'caseload check' lists them.\n";
    if (!question_of(one).empty()) text += wrapped(made_visible(question_of(one)), widest_of_index, 2);
    if (!one.about.lever.empty()) text += wrapped("What can be done: " + made_visible(one.about.lever), widest_of_index, 2);
    for (std::size_t i = 0; i < std::min(most_outcomes, one.outcomes.size()); ++i) {
      text +=
          wrapped((i == 0 ? "What came out: " : "and ") + made_visible(sentence_of(one.outcomes[i])), widest_of_index, 2);
    }
    text += fmt::format("  {}\n", dressed(made_visible(command_of(one)), Look::quiet, colour));
  }
  return text;
}

std::string index_json(const std::vector<Shipped>& all) {
  Json scenarios = Json::array();
  for (const Shipped& one : all) {
    Json expect = Json::array();
    for (const Expectation& expected : one.about.expect) {
      constexpr const char* effects[] = {"lower", "higher", "none"};
      expect.push_back({{"option", expected.option},
                        {"against", expected.against},
                        {"measure", expected.measure},
                        {"effect", effects[static_cast<std::size_t>(expected.effect)]}});
    }
    Json outcomes = Json::array();
    for (const Outcome& outcome : one.outcomes) {
      const auto number = [](const std::string& text) { return Json::parse(text, nullptr, false); };
      outcomes.push_back({{"option", outcome.option},
                          {"against", outcome.against},
                          {"measure", outcome.measure},
                          {"difference", number(outcome.difference)},
                          {"lower95", number(outcome.lower95)},
                          {"upper95", number(outcome.upper95)},
                          {"unit", outcome.unit},
                          {"replications", number(outcome.replications)}});
    }
    scenarios.push_back({{"file", one.file},
                         {"name", one.name},
                         {"description", one.description},
                         {"authority", one.about.authority},
                         {"question", one.about.question},
                         {"lever", one.about.lever},
                         {"expect", std::move(expect)},
                         {"outcomes", std::move(outcomes)},
                         {"command", command_of(one)},
                         {"readable", one.is_readable}});
  }
  return Json{{"scenarios", std::move(scenarios)}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string index_markdown(const std::vector<Shipped>& all) {
  std::string text = "| whose | question | what can be done | what came out | how |\n|---|---|---|---|---|\n";
  for (const Shipped& one : all) {
    std::string outcomes;
    for (std::size_t i = 0; i < std::min(most_outcomes, one.outcomes.size()); ++i) {
      outcomes += (i == 0 ? "" : "; ") + cell(sentence_of(one.outcomes[i]));
    }
    text += fmt::format("| [{}]({}.yaml) | {} | {} | {} | `{}` |\n", cell(heading_of(one)), one.file,
                        cell(question_of(one)), cell(one.about.lever), outcomes, command_of(one));
  }
  return text;
}

}  // namespace caseload
