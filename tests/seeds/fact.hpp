// One thing that a source reports, and what the engine gives for it: a row of the README's table.   Used by tests/seeds
// only.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "caseload/caseload.hpp"

namespace caseload::seeds {

struct Fact {
  std::string id;        ///< V01 to V23
  std::string what;      ///< in words, with place and date
  std::string reported;  ///< what passes
  std::string found;     ///< rounded so that another compiler gives the same text
  bool passes{};
  std::string note;  ///< for the reader of a failure
};

/// Each group by one hand: tests/seeds/darlington.cpp, councils.cpp, workforce.cpp.
std::vector<Fact> darlington_facts();
std::vector<Fact> council_facts();
std::vector<Fact> workforce_facts();

/// "28.5" or "1,082" with as many decimals; "not there" if nothing was observed.
inline std::string number(double value, int decimals) {
  if (std::isnan(value)) return "not there";
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  std::string digits = text;
  if (digits.find_first_not_of("-0.") == digits.npos && digits.front() == '-') digits.erase(0, 1);  // no -0.0
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  if (whole > 3 && digits.front() != '-') digits.insert(whole - 3, ",");
  return digits;
}

/// "29.8 ± 0.3": the mean and the half-width of its 95 % interval.
inline std::string with_interval(const Estimate& e, int decimals) {
  return std::isnan(e.mean) ? "not there" : number(e.mean, decimals) + " ± " + number((e.upper95 - e.lower95) / 2, decimals);
}

/// False for NaN.
inline bool within(double value, double low, double high) { return value >= low && value <= high; }

}  // namespace caseload::seeds
