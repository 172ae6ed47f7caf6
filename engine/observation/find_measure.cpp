// Measures by the names that people give them.   Tested by tests/observation/find_measure_test.cpp.
#include <algorithm>
#include <cctype>
#include <utility>

#include "caseload/observations.hpp"
#include "scenario/suggest.hpp"

namespace caseload {
namespace {

/// Length of " on 2009-10-30" at the end of a place; 0: it is not of a single date.
std::size_t date_at_end(std::string_view where) {
  constexpr std::string_view form = " on 0000-00-00";
  if (where.size() < form.size()) return 0;
  const std::string_view end = where.substr(where.size() - form.size());
  const auto fits = [](char c, char in_form) {
    return in_form == '0' ? std::isdigit(static_cast<unsigned char>(c)) != 0 : c == in_form;
  };
  return std::equal(end.begin(), end.end(), form.begin(), fits) ? form.size() : 0;
}

/// "children per worker on 2009-10-30" of the place "duty on 2009-10-30".
std::string without_place(const Measure& measure) {
  return measure.name + measure.where.substr(measure.where.size() - date_at_end(measure.where));
}

std::string place(const Measure& measure) {
  return measure.where.substr(0, measure.where.size() - date_at_end(measure.where));
}

/// Whether the text names the measure and its place, the date at the end of either.
bool says_all(const Measure& measure, std::string_view text) {
  return text == full_name(measure) || text == place(measure) + '.' + without_place(measure) ||
         text == measure.where + '.' + measure.name;
}

}  // namespace

std::string full_name(const Measure& measure) {
  const std::string of = place(measure);
  return of == "service" ? without_place(measure) : of + '.' + without_place(measure);
}

const Measure* find_measure(const std::vector<Measure>& all, std::string_view text) {
  const auto named = std::find_if(all.begin(), all.end(), [text](const Measure& m) { return says_all(m, text); });
  if (named != all.end()) return &*named;
  const auto of_any_place = [text](const Measure& m) { return text == without_place(m); };
  const auto first = std::find_if(all.begin(), all.end(), of_any_place);
  if (first == all.end() || std::any_of(first + 1, all.end(), of_any_place)) return nullptr;
  return &*first;
}

std::string nearest_measure(const std::vector<Measure>& all, std::string_view text) {
  std::vector<std::string> in_full, without;
  for (const Measure& measure : all) {
    in_full.push_back(full_name(measure));
    without.push_back(without_place(measure));
  }
  if (std::string near = scenario::nearest(text, in_full); !near.empty()) return near;
  const std::string near = scenario::nearest(text, without);
  if (near.empty()) return {};
  return in_full[static_cast<std::size_t>(std::find(without.begin(), without.end(), near) - without.begin())];
}

}  // namespace caseload
