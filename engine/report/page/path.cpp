// See path.hpp.   Tested by tests/report/path_test.cpp.
#include "report/page/path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/page/words.hpp"
#include "report/text.hpp"

namespace caseload::web {
namespace {

constexpr std::size_t fewest_dates = 4;
constexpr double a_little = 0.02;  ///< of the larger end: less than this is no rise and no fall

/// The mean over some of its dates in every future, of values that are there; NaN if none is.
class Means {
 public:
  explicit Means(std::size_t futures) : sums_(futures, 0.0), counts_(futures, 0) {}

  void add(const std::vector<double>& date) {
    for (std::size_t i = 0; i < date.size(); ++i) {
      if (std::isnan(date[i])) continue;
      sums_[i] += date[i];
      ++counts_[i];
    }
  }
  std::vector<double> values() const {
    std::vector<double> means;
    for (std::size_t i = 0; i < sums_.size(); ++i)
      means.push_back(counts_[i] > 0 ? sums_[i] / static_cast<double>(counts_[i]) : std::nan(""));
    return means;
  }

 private:
  std::vector<double> sums_;
  std::vector<std::size_t> counts_;
};

Path path_at(const Run& run, std::size_t series) {
  const Estimates& all = run.estimates;
  Path path;
  path.measure = all.series[series];
  path.by_month = all.months.size() >= fewest_dates;
  path.at = path.by_month ? all.months : all.weeks;
  const std::vector<Estimate>& rows = path.by_month ? all.month_estimates : all.series_estimates;
  const auto row = path.by_month ? &Observations::months : &Observations::series;
  const Kept& seen = run.replications.observations;
  const std::size_t n = path.at.size(), most = path.by_month ? 3 : 13;
  const std::size_t end = std::clamp<std::size_t>(n / 12, 1, most);
  Means first{seen.size()}, last{seen.size()};
  for (std::size_t i = 0; i < n; ++i) {
    path.estimates.push_back(rows[i * all.series.size() + series]);
    const std::vector<double> date = seen.column(row, i * all.series.size() + series);
    for (const double value : date) path.most = std::max(path.most, value);  // NaN stays out
    if (i < end) first.add(date);
    if (i + end >= n) last.add(date);
  }
  path.first = first.values();
  path.last = last.values();
  return path;
}

/// Whether there is anything to see: enough dates, and observations on some of them.
bool can_be_drawn(const Path& path) {
  const auto seen = [](const Estimate& e) { return e.n > 0; };
  return path.at.size() >= fewest_dates && std::any_of(path.estimates.begin(), path.estimates.end(), seen);
}

std::string number_of(double value, const Measure& measure) {
  return measure.unit == "%" || measure.unit.starts_with("pounds") ? amount(value, measure.unit)
                                                                   : plain(value, measure.unit, value);
}

bool is_flat(const Course& course) {
  const double larger = std::max(std::abs(course.first), std::abs(course.last));
  const bool chance = course.change.n > 1 && course.change.lower95 <= 0 && course.change.upper95 >= 0;
  return chance || std::abs(course.change.mean) <= 1.5 * a_little * larger;
}

}  // namespace

std::optional<Path> path_of(const Run& run, std::string_view measure, std::string_view where) {
  for (std::size_t i = 0; i < run.estimates.series.size(); ++i) {
    const Measure& series = run.estimates.series[i];
    if (series.name != measure || series.where != where) continue;
    Path path = path_at(run, i);
    if (can_be_drawn(path)) return path;
  }
  return std::nullopt;
}

std::vector<Path> paths_of(const Run& run, std::string_view measure) {
  std::vector<Path> paths;
  for (std::size_t i = 0; i < run.estimates.series.size(); ++i) {
    const Measure& series = run.estimates.series[i];
    if (series.name != measure || series.where == "service") continue;
    Path path = path_at(run, i);
    if (can_be_drawn(path)) paths.push_back(std::move(path));
  }
  return paths;
}

Course course_of(const Path& path) {
  const std::size_t n = path.at.size();
  std::vector<double> changes;
  std::size_t up = 0, down = 0, both = 0;
  Course course;
  course.most = path.most;
  for (std::size_t i = 0; i < path.first.size(); ++i) {
    changes.push_back(path.last[i] - path.first[i]);
    if (std::isnan(changes.back())) continue;
    const double little = a_little * std::max(std::abs(path.first[i]), std::abs(path.last[i]));
    ++both;
    up += changes.back() > little;
    down += changes.back() < -little;
  }
  course.first = estimate(path.first).p50;
  course.last = estimate(path.last).p50;
  course.change = estimate(changes);
  if (both > 0) {
    course.rises = static_cast<double>(up) / static_cast<double>(both);
    course.falls = static_cast<double>(down) / static_cast<double>(both);
  }
  course.highest = std::nan("");
  for (std::size_t i = 0; i < n; ++i) {
    const Estimate& e = path.estimates[i];
    if (e.n == 0) continue;
    if (!(e.p50 <= course.highest)) {
      course.highest = e.p50;
      course.peak = i;
    }
  }
  return course;
}

std::string finding(const Path& path, const Course& course) {
  const Measure& measure = path.measure;
  const Subject subject = subject_of(measure);
  const std::string name = sentence(subject.name);
  const auto say = [&](double value) { return number_of(value, measure); };
  if (course.most == 0) return first_that_fits({fmt::format("{}: none in any future", name), name});
  if (course.highest == 0) return first_that_fits({fmt::format("{}: none in a typical future", name), name});

  const double ends = std::max(course.first, course.last);
  const std::string when = month(path.at[course.peak]);
  if (path.by_month && course.highest > 1.25 * ends) {
    return first_that_fits({fmt::format("{} {} at {} in {}, then {} to {}", name, verb(subject, "peak"),
                                        say(course.highest), when, verb(subject, "fall"), say(course.last)),
                            fmt::format("{} {} at {} in {}", name, verb(subject, "peak"), say(course.highest), when),
                            name});
  }
  if (is_flat(course)) {
    return first_that_fits({fmt::format("{} {} near {} on average", name, verb(subject, "stay"), say(course.last)),
                            fmt::format("{} near {}", name, say(course.last)), name});
  }
  const bool up = course.change.mean > 0;
  const double agree = up ? course.rises : course.falls;
  const std::string moves = verb(subject, up ? "rise" : "fall");
  const std::string ends_in_words = fmt::format("from {} to {}", say(course.first), say(course.last));
  if (path.first.size() > 1 && agree < 0.8) {
    return first_that_fits({fmt::format("{} {} {} {}", name, moves, ends_in_words, in_futures(agree)),
                            fmt::format("{} {} {}", name, moves, in_futures(agree)), name});
  }
  return first_that_fits({fmt::format("{} {} {} {}", name, moves, ends_in_words, in_futures(agree)),
                          fmt::format("{} {} {}", name, moves, ends_in_words),
                          fmt::format("{} {} to {}", name, moves, say(course.last)), name});
}

std::string in_words(const Path& path, const Course& course) {
  const Measure& measure = path.measure;
  const Estimate& last = path.estimates.back();
  std::string words =
      fmt::format("{} at first, {} at the end", number_of(course.first, measure), number_of(course.last, measure));
  if (path.first.size() < 2 || last.n < 2) return words;
  if (course.rises >= 0.05 || course.falls >= 0.05) {
    const bool up = course.rises >= course.falls;
    words += fmt::format(", higher in {} and lower in {}", futures(course.rises), futures(course.falls));
    if ((up ? course.falls : course.rises) <= 0) {
      words = words.substr(0, words.rfind(", higher"));
      words += fmt::format(", {} in {}", up ? "higher" : "lower", futures(up ? course.rises : course.falls));
    }
  }
  return fmt::format("{}. In the last {}, {} in 8 of 10 futures", words, path.by_month ? "month" : "week",
                     range(last.p10, last.p90, measure.unit));
}

std::string place_and_period(const Path& path) {
  const std::string where = path.measure.where == "service" ? "whole service" : cut(path.measure.where);
  const auto name = [&](Date date) { return path.by_month ? month(date) : day(date); };
  return fmt::format("{}, {} to {}", where, name(path.at.front()), name(path.at.back()));
}

}  // namespace caseload::web
