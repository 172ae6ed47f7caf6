// How a measure goes over the counted period, and what that says.
// Tested by tests/report/path_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caseload/report.hpp"

namespace caseload::web {

/// One series of a run by month, or by week where there are too few whole months to show.
struct Path {
  Measure measure;
  bool by_month{};
  std::vector<Date> at;             ///< first days
  std::vector<Estimate> estimates;  ///< one per date
  std::vector<double> first, last;  ///< of each future, at the ends: means over a twelfth of it, at least one date and
                                    ///< at most three months
  double most{};  ///< of all futures and dates
};

/// Empty when the run has no such series, or when there are too few dates or no value to draw.
std::optional<Path> path_of(const Run&, std::string_view measure, std::string_view where);
/// Of every place that has this series, in the catalogue's order, the service itself left out.
std::vector<Path> paths_of(const Run&, std::string_view measure);

/// A path in a few numbers, medians as its picture has.
struct Course {
  double first{}, last{};   ///< of the ends, medians over futures
  Estimate change{};        ///< last less first, within each future
  double rises{}, falls{};  ///< shares of futures in which it does, by more than a fiftieth
  std::size_t peak{};       ///< index of the highest median
  double highest{};         ///< of the medians; NaN without any
  double most{};            ///< of all futures and dates
};
Course course_of(const Path&);

/// "Children without a worker peak at 80 in Jun 2009, then fall to 12": twelve words at most.
std::string finding(const Path&, const Course&);

/// The same as a sentence for the reader who wants the numbers: ends, how many futures agree, range at the end.
std::string in_words(const Path&, const Course&);

/// "whole service, Apr 2008 to Mar 2011"
std::string place_and_period(const Path&);

}  // namespace caseload::web
