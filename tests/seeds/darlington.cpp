// What Darlington's council report says, against scenarios/darlington-2009.yaml.
// Source: Darlington Borough Council, report to members on children's social care capacity, data to 30 October 2009.
#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include "seeds/fact.hpp"
#include "seeds/futures.hpp"

namespace caseload::seeds {
namespace {

using namespace std::chrono_literals;

const std::string file = "darlington-2009.yaml";
const std::string autumn = "2009-10-30";
constexpr Date publicity = std::chrono::sys_days{2008y / 11 / 11};

/// The months of which the report gives average open matters, by their last day; with what it gives.
struct LegalMonth {
  std::string month, last_day;
  double pre_proceedings, proceedings;
};
const std::array<LegalMonth, 11> legal_months{{{"2008-09", "2008-09-30", 9, 15},
                                               {"2008-10", "2008-10-31", 9, 15},
                                               {"2008-11", "2008-11-30", 11, 16},
                                               {"2008-12", "2008-12-31", 9, 15},
                                               {"2009-02", "2009-02-28", 8, 19},
                                               {"2009-03", "2009-03-31", 9, 19},
                                               {"2009-04", "2009-04-30", 9, 20},
                                               {"2009-05", "2009-05-31", 11, 21},
                                               {"2009-06", "2009-06-30", 15, 26},
                                               {"2009-08", "2009-08-31", 19, 26},
                                               {"2009-10", "2009-10-31", 17, 23}}};

std::string report_dates() {
  std::string dates = "report.on=[";
  for (const LegalMonth& month : legal_months) {
    if (month.month == "2009-10") dates += autumn + ", ";
    dates += month.last_day + (month.month == "2009-10" ? "]" : ", ");
  }
  return dates;
}

/// Just past the twelve months after the publicity: the rest of the period is nobody's fact.
const std::string until_november = "period.length=20 months";

/// 200 futures in which nothing is done.
const Futures& nothing_done() {
  static const Futures futures{file, {"do nothing", {report_dates(), until_november}, 200, true}};
  return futures;
}

Each level(const Futures& futures, const std::string& measure, const std::string& where,
           const std::string& day = autumn) {
  return futures(measure, where + " on " + day);
}

Fact caseload_of_autumn() {
  const Estimate each = estimate_of(level(nothing_done(), "children per worker", "service"));
  return {"V01",
          "Darlington: children per worker, 30 October 2009",
          "29 to 30 (28.5 to 31.5)",
          with_interval(each, 1),
          within(each.mean, 28.5, 31.5),
          ""};
}

Fact workers_needed() {
  const Estimate low = estimate_of(level(nothing_done(), "workers needed, low", "mixed caseload"));
  const Estimate high = estimate_of(level(nothing_done(), "workers needed, high", "mixed caseload"));
  return {"V02",
          "Darlington: workers needed for 20 or 15 children each",
          "32.8 and 43.7 (within 1)",
          with_interval(low, 1) + " and " + with_interval(high, 1),
          within(low.mean, 31.8, 33.8) && within(high.mean, 42.7, 44.7),
          ""};
}

Fact three_more_workers() {
  const Futures more{file,
                     {"do nothing", {"teams.care planning.posts=+3", report_dates(), until_november}, 400, false}};
  const Estimate each = estimate_of(level(more, "children per worker", "service"));
  return {"V03",
          "Darlington: the same with three more posts in care planning",
          "26.2 (26 to 27)",
          with_interval(each, 1),
          within(each.mean, 26, 27),
          "656 children to 25 workers"};
}

Fact span_of_managers() {
  const auto to_a_manager = [](const std::string& team) {
    return estimate_of(level(nothing_done(), "children per manager", team));
  };
  const Estimate care_planning = to_a_manager("care planning manager");
  const double duty = to_a_manager("duty managers").mean, looked_after = to_a_manager("looked after manager").mean;
  return {"V04",
          "Darlington: children under the manager of care planning; under others",
          "217 (± 10 %); at most 150",
          with_interval(care_planning, 0) + "; " + number(duty, 0) + " and " + number(looked_after, 0),
          within(care_planning.mean, 217 * 0.9, 217 * 1.1) && duty <= 150 && looked_after <= 150,
          ""};
}

/// Linear between the order statistics (type 7 of Hyndman and Fan).
double quantile_of(Each values, double share) {
  std::sort(std::begin(values), std::end(values));
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

Fact open_matters(const std::string& id, const std::string& step, double LegalMonth::*reported) {
  int covered = 0;
  std::string missed;
  for (const LegalMonth& month : legal_months) {
    const Each open = level(nothing_done(), "open families", step, month.last_day);
    if (within(month.*reported, quantile_of(open, 0.025), quantile_of(open, 0.975)))
      ++covered;
    else
      missed += " " + month.month;
  }
  return {id,
          "Darlington: open matters in " + step + ", 11 months",
          "95 % of futures cover 9 of 11",
          std::to_string(covered) + " of 11",
          covered >= 9,
          missed.empty() ? "" : "not covered:" + missed};
}

/// For plotting, beside the program (build/release): what was observed and what was simulated, by month.
void write_legal_matters() {
  const std::filesystem::path folder = std::filesystem::path{CASELOAD_PROGRAM}.parent_path();
  const std::filesystem::path observed = CASELOAD_SHARED "/domain/data/derived/darlington_legal_matters_2008_2009.csv";
  if (std::filesystem::exists(observed)) {
    std::filesystem::copy_file(observed, folder / "darlington_legal_observed.csv",
                               std::filesystem::copy_options::overwrite_existing);
  } else {
    WARN("no " << observed.string() << ": darlington_legal_observed.csv is not written");
  }
  std::ofstream simulated{folder / "darlington_legal_simulated.csv"};
  simulated << "month,pre_proceedings_mean,pre_proceedings_p2.5,pre_proceedings_p97.5,"
               "proceedings_mean,proceedings_p2.5,proceedings_p97.5\n";
  for (const LegalMonth& month : legal_months) {
    simulated << month.month;
    for (const char* step : {"pre-proceedings", "proceedings"}) {
      const Each open = level(nothing_done(), "open families", step, month.last_day);
      simulated << ',' << estimate_of(open).mean << ',' << quantile_of(open, 0.025) << ',' << quantile_of(open, 0.975);
    }
    simulated << '\n';
  }
}

/// Per week in the second period over per week in the first.
Estimate rise_of_entries(const std::string& step, Date from, Date before, Date later_from, Date later_before) {
  const auto weeks = [](Date a, Date b) { return static_cast<double>((b - a).count()) / 7; };
  return ratio_of(nothing_done().entries(step, later_from, later_before) / weeks(later_from, later_before),
                  nothing_done().entries(step, from, before) / weeks(from, before));
}

Fact inflow_to_court() {
  const Estimate rise = rise_of_entries("proceedings", 2008y / 4 / 1, 2008y / 11 / 1, 2008y / 12 / 1, 2009y / 9 / 1);
  return {"V07",
          "Darlington: entries into proceedings, December 2008 to August 2009 over April to October 2008",
          "1.8 to 2.8 times",
          with_interval(rise, 1),
          within(rise.mean, 1.8, 2.8),
          "derived from the open matters"};
}

Fact cost_of_the_plan() {
  const std::string day = "2010-10-29", report = "report.on=[" + day + "]";
  const auto cost = [&](const std::string& option) {
    return level(Futures{file, {option, {report}, 1, false}}, "cost of funded posts", "service", day)[0];
  };
  const double difference = cost("council's plan") - cost("do nothing");
  return {"V08",
          "Darlington: the council's plan, pounds a year",
          "229,097 (exact)",
          number(difference, 0),
          std::abs(difference - 229'097) < 0.5,
          "33,000 + 3 x 36,729 + 45,618 + 40,292"};
}

/// Weeks from the publicity until the team's open children have made half of their rise of the following year.
int weeks_to_half_of_the_rise(const std::string& team) {
  const Futures::Weekly open = nothing_done().weekly("open children", team);
  double before = 0, top = 0;
  int weeks_before = 0;
  for (std::size_t i = 0; i < open.weeks.size(); ++i) {
    if (open.weeks[i] + std::chrono::weeks{1} <= publicity)
      before += open.mean[i], ++weeks_before;
    else if (open.weeks[i] < publicity + std::chrono::years{1})
      top = std::max(top, open.mean[i]);
  }
  before /= weeks_before;
  int weeks = 0;
  for (std::size_t i = 0; i < open.weeks.size(); ++i) {
    if (open.weeks[i] < publicity) continue;
    if (open.mean[i] >= (before + top) / 2) break;
    ++weeks;
  }
  return weeks;
}

Fact wave_goes_downstream() {
  const int duty = weeks_to_half_of_the_rise("duty"), care_planning = weeks_to_half_of_the_rise("care planning");
  const Estimate care = estimate_of(level(nothing_done(), "open children", "in care") -
                                    level(nothing_done(), "open children", "in care", "2009-06-30"));
  return {
      "V09",
      "Darlington: weeks until half of the rise in duty and in care planning; children in care, October less June 2009",
      "duty first; still rising",
      std::to_string(duty) + " and " + std::to_string(care_planning) + "; +" + with_interval(care, 1),
      duty < care_planning && care.lower95 > 0,
      ""};
}

Fact youth_offending_norm() {
  const Each needed = level(nothing_done(), "workers needed, low", "Youth Offending Service");
  const Each open = level(nothing_done(), "children held by teams of named workers", "service");
  const Estimate line = ratio_of(open, needed);
  return {"V20",
          "Darlington: the Youth Offending Service's caseload, as a norm",
          "15",
          number(line.mean, 1),
          std::abs(line.mean - 15) < 1e-9,
          ""};
}

Fact sustained_step() {
  const Estimate late =
      rise_of_entries("referral decision", 2009y / 2 / 11, 2009y / 5 / 11, 2009y / 8 / 11, 2009y / 11 / 11);
  return {"V21",
          "Darlington: referrals in months 10 to 12 after the shock, of those in months 4 to 6",
          "95 % or more",
          with_interval({.mean = 100 * late.mean, .lower95 = 100 * late.lower95, .upper95 = 100 * late.upper95}, 0) + " %",
          late.mean >= 0.95,
          ""};
}

}  // namespace

std::vector<Fact> darlington_facts() {
  write_legal_matters();
  return {caseload_of_autumn(),
          workers_needed(),
          three_more_workers(),
          span_of_managers(),
          open_matters("V05", "pre-proceedings", &LegalMonth::pre_proceedings),
          open_matters("V06", "proceedings", &LegalMonth::proceedings),
          inflow_to_court(),
          cost_of_the_plan(),
          wave_goes_downstream(),
          youth_offending_norm(),
          sustained_step()};
}

}  // namespace caseload::seeds
