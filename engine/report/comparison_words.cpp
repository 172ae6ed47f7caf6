// See comparison_words.hpp.   Tested by tests/report/comparison_table_test.cpp.
#include "report/comparison_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include "report/headlines.hpp"
#include "report/text.hpp"

namespace caseload {
namespace {


int decimals_of_count(double mean) { return std::abs(mean) < 9.95 ? 1 : 0; }

/// "212 ± 14"
std::string count_with_noise(double mean, const Estimate& e) {
  const int decimals = decimals_of_count(mean);
  return fmt::format("{} ± {}", number(mean, decimals), half_width(e, decimals));
}

bool is_clear(const Estimate& e) { return e.n > 0 && (e.lower95 > 0 || e.upper95 < 0); }

std::vector<std::string> more_in_time(const Comparison& c, std::size_t option) {
  std::vector<std::string> parts;
  for (std::size_t m = 0; m < c.measures.size(); ++m) {
    const Measure& measure = c.measures[m];
    if (!measure.headline || measure.name != "done in time") continue;
    const Estimate& more = c.in_time[option][m];
    if (!is_clear(more) || !c.contrasts[option][m].clear()) continue;
    parts.push_back(fmt::format("{} {} {} in time a year", count_with_noise(std::abs(more.mean), more),
                                more.mean > 0 ? "more" : "fewer", many(measure.where)));
  }
  return parts;
}

/// Those who wait longer and those who wait less are told together: a mean would hide the first.
std::string waits(const Comparison& c, std::size_t option) {
  if (option >= c.longer.size() || option >= c.shorter.size()) return "";
  const Estimate &longer = c.longer[option], &shorter = c.shorter[option];
  if (longer.n == 0 || shorter.n == 0) return "";
  if (longer.mean == 0 && shorter.mean == 0) return "no child waits more than a day longer or less for a worker";
  const auto told = [](const Estimate& e) { return e.mean == 0 ? std::string{"none"} : count_with_noise(e.mean, e); };
  if (longer.mean == 0)
    return fmt::format("{} children a year wait more than a day less for a worker, none waits longer", told(shorter));
  return fmt::format("{} children a year wait more than a day longer for a worker, {} wait less", told(longer),
                     told(shorter));
}

bool anything_clear(const Comparison& c, std::size_t option) {
  return std::any_of(c.contrasts[option].begin(), c.contrasts[option].end(),
                     [](const Contrast& contrast) { return contrast.clear(); });
}

}  // namespace

std::string many(const std::string& step) {
  constexpr std::array<std::string_view, 8> take_an_s{"ment", "sion",  "tion", "ence",
                                                      "view", "visit", "plan", "referral"};
  const std::string name = shown_name(step);
  if (name.ends_with("quiry")) return name.substr(0, name.size() - 1) + "ies";
  const bool sure =
      std::any_of(take_an_s.begin(), take_an_s.end(), [&](auto ending) { return name.ends_with(ending); });
  return sure ? name + "s" : fmt::format("cases of '{}'", name);
}

std::string in_words(const Comparison& c, std::size_t option) {
  std::vector<std::string> parts = more_in_time(c, option);
  if (std::string told = waits(c, option); !told.empty()) parts.push_back(std::move(told));
  if (!anything_clear(c, option)) parts.insert(parts.begin(), "no headline differs by more than chance explains");
  if (parts.empty()) return "";
  std::string text = fmt::format("In the same futures, with {}: ", shown_name(c.names[option]));
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i > 0 ? "; " : "") + parts[i];
  return text + ".";
}

}  // namespace caseload
