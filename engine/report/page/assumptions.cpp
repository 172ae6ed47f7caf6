// Part of every page: where the numbers come from.   Tested by tests/report/page_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

#include "report/page/sections.hpp"
#include "report/page/words.hpp"
#include "report/text.hpp"

namespace caseload::web {
namespace {

/// What matters most stands first: low quality and high impact.
int rank(std::string_view level) { return level == "high" ? 2 : level == "medium" ? 1 : level == "low" ? 0 : -1; }

Html listed_assumptions(const Scenario& scenario) {
  if (scenario.assumptions.empty()) return {};
  std::vector<const Assumption*> sorted;
  for (const Assumption& assumption : scenario.assumptions) sorted.push_back(&assumption);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Assumption* a, const Assumption* b) {
    return rank(a->impact) != rank(b->impact) ? rank(a->impact) > rank(b->impact) : rank(a->quality) < rank(b->quality);
  });
  Table table{"Assumptions, those with most impact first",
              {{"id", false}, {"assumption", false}, {"quality", false}, {"impact", false}},
              {},
              ""};
  for (const Assumption* const one : sorted) {
    table.rows.push_back({word_cell(one->id), word_cell(one->text), word_cell(one->quality), word_cell(one->impact)});
  }
  return html(table);
}

std::string place_in_words(const Place& place) {
  const std::string file = std::filesystem::path{place.file}.filename().string();
  return place.line > 0 ? fmt::format("{}:{}", file, place.line) : file;
}

Html sourced_values(const Scenario& scenario) {
  if (scenario.notes.empty()) return {};
  std::map<std::string, std::size_t> qualities;
  Table table{"Values with their sources",
              {{"setting", false}, {"value", false}, {"source", false}, {"quality", false}, {"where", false}},
              {},
              "sources"};
  for (const Note& note : scenario.notes) {
    ++qualities[note.quality.empty() ? "unmarked" : note.quality];
    table.rows.push_back({word_cell(note.key), word_cell(note.value), word_cell(note.source), word_cell(note.quality),
                          word_cell(place_in_words(note.place))});
  }
  std::string words =
      fmt::format("{} carry a source or a remark on their quality", counted(scenario.notes.size(), "value"));
  std::vector<std::string> parts;
  for (const char* const level : {"high", "medium", "low", "unmarked"}) {
    if (qualities[level] > 0) parts.push_back(fmt::format("{} {}", qualities[level], level));
  }
  return element("p", fmt::format("{}; by quality: {}.", words, listed(parts))) +
         element("details", {{"class", "data"}, {"open", ""}},
                 element("summary", "Values with their sources") + html(table));
}

}  // namespace

Html assumptions(const Scenario& scenario) { return listed_assumptions(scenario) + sourced_values(scenario); }

}  // namespace caseload::web
