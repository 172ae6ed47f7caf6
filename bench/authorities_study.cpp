// Does each authority's scenario give back the figures it was made from? Simulates all of them and prints a table: sums
// over authorities beside the published ones, how many authorities are near, and whether those that are late in reality
// are late here. How to run it: bench/studies.md.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <exception>
#include <functional>
#include <string>

#include "bench/authorities.hpp"

namespace {

using namespace caseload;
using namespace caseload::bench;

void print_rows(const std::vector<AuthorityRow>& rows) {
  fmt::print(
      "| authority | referrals | plan starts | open plans | in need | looked after | caseload | load | hours | "
      "assessments in time | conferences |\n"
      "|---|---|---|---|---|---|---|---|---|---|---|\n");
  const auto both = [](double published, double simulated) {
    return std::isnan(published) ? fmt::format("- {:.0f}", simulated)
                                 : fmt::format("{:.0f} {:.0f}", published, simulated);
  };
  for (const AuthorityRow& row : rows) {
    fmt::print("| {} |", row.name);
    for (const Compared what : {referrals, plan_starts, open_plans, in_need, looked_after})
      fmt::print(" {} |", both(row.published[what], row.simulated[what]));
    fmt::print(" {:.1f} {:.1f} | {:.0f} % | {:.0f} % | {:.1f} % | {:.1f} % |\n",
               row.published[with_a_holder] / row.published[case_holders],
               row.simulated[with_a_holder] / row.simulated[case_holders], 100 * row.load, 100 * row.hours,
               row.assessments_in_time, row.conferences_in_time);
  }
}

/// Share of the authorities whose simulated figure is within 10 % of the published one.
double near(const std::vector<AuthorityRow>& rows,
            const std::function<double(const std::array<double, compared>&)>& of) {
  double all = 0, within = 0;
  for (const AuthorityRow& row : rows) {
    const double published = of(row.published), simulated = of(row.simulated);
    if (std::isnan(published) || std::isnan(simulated)) continue;
    ++all;
    if (std::abs(simulated - published) <= 0.1 * published) ++within;
  }
  return within / all;
}

void print_totals(const std::vector<AuthorityRow>& rows) {
  fmt::print(
      "\n| sum over authorities | published | simulated | simulated / published | authorities | within 10 % |\n"
      "|---|---|---|---|---|---|\n");
  for (std::size_t i = 0; i < compared; ++i) {
    const Total total = total_of(rows, static_cast<Compared>(i));
    fmt::print("| {} | {:.0f} | {:.0f} | {:.3f} | {} | {:.0f} % |\n", compared_names[i], total.published,
               total.simulated, total.ratio(), total.authorities,
               100 * near(rows, [i](const auto& of) { return of[i]; }));
  }
  const Total caseload = caseload_of(rows);
  fmt::print("| caseload | {:.2f} | {:.2f} | {:.3f} | {} | {:.0f} % |\n", caseload.published, caseload.simulated,
             caseload.ratio(), caseload.authorities,
             100 * near(rows, [](const auto& of) { return of[with_a_holder] / of[case_holders]; }));
}

void print_timeliness(const std::vector<AuthorityRow>& rows, const std::string& file, int year) {
  const auto against = [&](const char* name, const char* column, double AuthorityRow::*in_time) {
    const auto published = column_by_code(file, year, column);
    std::vector<double> theirs, ours;
    double sum_of_theirs = 0, sum_of_ours = 0;
    for (const AuthorityRow& row : rows) {
      const auto found = published.find(row.old_code);
      if (found == published.end() || std::isnan(row.*in_time)) continue;
      theirs.push_back(found->second);
      ours.push_back(row.*in_time);
      sum_of_theirs += theirs.back();
      sum_of_ours += ours.back();
    }
    const Correlation found = correlation(theirs, ours);
    const auto n = static_cast<double>(std::max<std::size_t>(1, found.pairs));
    fmt::print(
        "{}: mean of authorities {:.1f} % published, {:.1f} % simulated; correlation {:.2f} over {} authorities\n",
        name, sum_of_theirs / n, sum_of_ours / n, found.r, found.pairs);
  };
  fmt::print("\n");
  against("assessments within 45 working days", "Continue_Assess_Comp", &AuthorityRow::assessments_in_time);
  against("conferences within 15 working days", "CP_conf_15days", &AuthorityRow::conferences_in_time);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: caseload_authorities REPLICATIONS FOLDER [TIMELINESS.csv]\n");
    return 2;
  }
  try {
    const auto publications = scenario::read_publications(argv[2]);
    if (!publications) {
      for (const Problem& problem : publications.problems()) fmt::print(stderr, "{}\n", to_text(problem));
      return 2;
    }
    std::vector<AuthorityRow> rows;
    for (const scenario::Authority& authority : publications->authorities) {
      rows.push_back(simulated(authority, publications->england, publications->year,
                               static_cast<std::uint32_t>(std::max(1, std::atoi(argv[1]))), CASELOAD_SCENARIOS));
    }
    print_rows(rows);
    print_totals(rows);
    if (argc > 3) print_timeliness(rows, argv[3], publications->year);
  } catch (const std::exception& e) {
    fmt::print(stderr, "error: {}\n", e.what());
    return 1;
  }
}
