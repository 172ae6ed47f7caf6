// A small comparison made by hand: options by number, four headlines. For tests of what becomes of comparisons.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "support/hand_made_run.hpp"

namespace caseload::test {

/// An estimate of many replications with this interval.
inline Estimate around(double mean, double half_width, std::size_t n = 58) {
  Estimate e;
  e.mean = mean;
  e.lower95 = mean - half_width;
  e.upper95 = mean + half_width;
  e.p10 = mean - 3 * half_width;
  e.p50 = mean;
  e.p90 = mean + 3 * half_width;
  e.n = n;
  return e;
}

inline Estimate nothing() {
  Estimate e = around(nan, nan, 0);
  e.p10 = e.p50 = e.p90 = nan;
  return e;
}

inline Contrast contrast(double mean, double half_width, double p_holm) {
  return {around(mean, half_width), p_holm / 3, p_holm, 12.5};
}

/// Each option after the first lowers the wait a little more; the second also changes what is done in time.
inline Comparison hand_made_comparison(const std::vector<std::string>& names) {
  Comparison c;
  c.names = names;
  c.measures = {{"wait for a worker, mean", "service", "days", true, Better::less},
                {"open children", "service", "children", true, Better::neither},
                {"done in time", "initial assessment", "%", true, Better::more},
                {"done in time", "in care", "%", true, Better::more},
                {"busy", "duty", "%", false, Better::neither}};
  c.replications = 58;
  for (std::size_t option = 0; option < names.size(); ++option) {
    const double k = static_cast<double>(option);
    c.estimates.push_back({around(9.4 - k, 0.3), around(633, 6), around(35 + 10 * k, 1.2), around(50, 1), around(80, 1)});
    c.contrasts.emplace_back(5);
    c.in_time.push_back(std::vector<Estimate>(5, nothing()));
    c.best.push_back({{0.1 + 0.2 * k, {0, 1}}, {nan, {nan, nan}}, {0.5, {0.4, 0.6}}, {0.5, {0.4, 0.6}}, {nan, {nan, nan}}});
    c.longer.push_back(option == 0 ? nothing() : around(31, 3));
    c.shorter.push_back(option == 0 ? nothing() : around(340, 12));
    if (option == 0) continue;
    c.contrasts.back() = {contrast(-k, 0.12, 0.001), contrast(-2.04, 3.2, 0.6), contrast(10 * k, 0.8, 0.001),
                          contrast(0, 0, 1), contrast(1, 0.5, nan)};
    c.in_time.back()[2] = around(212 * k, 14);
    c.in_time.back()[3] = around(0, 0);
  }
  return c;
}

inline ComparisonRun hand_made_comparison_run(const std::vector<std::string>& names) {
  return {"Kent · 3 years from 1 Apr 2008", hand_made_comparison(names), 7,
          "caseload compare kent.yaml --reps 58 --seed 7", std::nullopt};
}

/// 9.4 days, of which three causes make 9.1.
inline ExplanationRun hand_made_explanation_run() {
  Explanation x;
  x.measure = {"wait for a worker, mean", "service", "days", true, Better::less};
  x.causes = {Cause::sickness, Cause::vacancies, Cause::surge};
  x.absent = {Cause::admin, Cause::newly_qualified};
  x.with = around(9.4, 0.9);
  x.without = around(0.3, 0.1);
  x.difference = around(9.1, 0.85);
  x.shares = {around(1.9, 0.4), around(4.1, 0.6), around(3.1, 0.5)};
  x.alone = {around(1.2, 0.3), around(3, 0.5), around(2.2, 0.4)};
  x.replications = 58;
  return {"Kent · 3 years from 1 Apr 2008", std::move(x), 7, "caseload why kent.yaml --seed 7"};
}

}  // namespace caseload::test
