// See authorities.hpp.
#include "bench/authorities.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>
#include <stdexcept>

#include "caseload/caseload.hpp"
#include "model/fit.hpp"
#include "scenario/csv_records.hpp"

namespace caseload::bench {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr double weeks_per_year = 365.2425 / 7;

double number(const scenario::Figure& figure) { return figure.value.value_or(nothing); }

/// Means over replications, by the name of the measure.
class Means {
 public:
  Means(const Model& model, std::uint32_t replications, Seed seed)
      : measures_{measures_of(model)}, sums_(measures_.size()), counts_(measures_.size()) {
    for (const Observations& seen : replicate(model, {.seed = seed, .replications = replications}).observations) {
      for (std::size_t i = 0; i < seen.values.size(); ++i) {
        if (std::isnan(seen.values[i])) continue;
        sums_[i] += seen.values[i];
        ++counts_[i];
      }
    }
  }
  /// NaN if nothing was observed, or the model has no such measure.
  double operator()(const std::string& name) const {
    const Measure* const measure = find_measure(measures_, name);
    if (!measure) return nothing;
    const auto i = static_cast<std::size_t>(measure - measures_.data());
    return counts_[i] > 0 ? sums_[i] / counts_[i] : nothing;
  }
  double of(const std::string& step, const std::string& name) const {
    const double value = (*this)(step + "." + name);
    return std::isnan(value) ? 0 : value;
  }

 private:
  std::vector<Measure> measures_;
  std::vector<double> sums_, counts_;
};

}  // namespace

const std::array<const char*, compared> compared_names{
    "referrals", "plan starts", "open plans", "children in need", "looked after", "with a case holder", "case holders"};

Result<Scenario> scenario_of(const scenario::Council& council, const scenario::Fit& fit, const std::string& library) {
  return read_text(starter_text(council, fit), council.name + ".yaml",
                   {.overrides = {"period.length=1 year"}, .option = {}, .library = library});
}

AuthorityRow simulated(const scenario::Authority& authority, const scenario::Published& england, int year,
                       std::uint32_t replications, const std::string& library) {
  const auto& figures = authority.figures;
  AuthorityRow row{.name = authority.name, .old_code = authority.old_code};
  row.published = {number(figures.referrals),   number(figures.plan_starts),  number(figures.open_plans),
                   number(figures.in_need),     number(figures.looked_after), number(figures.cases),
                   number(figures.case_holders)};
  const auto council = without_gaps(authority, england, year);
  if (!council) throw std::runtime_error(to_text(council.problems().front()));
  const scenario::Fit fit = fitted(*council, library);
  const auto scenario = scenario_of(*council, fit, library);
  if (!scenario) throw std::runtime_error(to_text(scenario.problems().front()));
  // Each with luck of its own: shared, it would not cancel in the sums.
  const Seed seed{static_cast<std::uint32_t>(std::strtoul(authority.old_code.c_str(), nullptr, 10))};
  const Means mean{compile(*scenario), replications, seed};

  const std::string day = " on " + std::to_string(year + 1) + "-03-31";
  const auto open = [&](const std::string& step) { return mean.of(step, "open children" + day); };
  double all = 0;
  for (const char* step : {"single assessment", "strategy discussion", "section 47 enquiry", "enquiry and conference",
                           "child protection plan", "child in need", "updated assessment", "pre-proceedings",
                           "proceedings", "in care", "in need elsewhere"}) {
    all += open(step);
  }
  double workers = 0;
  for (const char* team : {"assessment", "safeguarding", "looked after"}) workers += mean.of(team, "in post");
  const double held = mean("service.caseload") * workers;
  row.simulated = {mean.of("referral decision", "children entered") * weeks_per_year,
                   mean.of("child protection plan", "children entered") * weeks_per_year,
                   open("child protection plan"),
                   all,
                   open("in care"),
                   held,
                   workers};
  row.assessments_in_time = mean("single assessment.done in time");
  row.conferences_in_time = mean("enquiry and conference.done in time");
  row.load = fit.load;
  row.hours = fit.hours;
  return row;
}

Total total_of(const std::vector<AuthorityRow>& rows, Compared what) {
  Total total;
  for (const AuthorityRow& row : rows) {
    if (std::isnan(row.published[what]) || std::isnan(row.simulated[what])) continue;
    total.published += row.published[what];
    total.simulated += row.simulated[what];
    ++total.authorities;
  }
  return total;
}

Total caseload_of(const std::vector<AuthorityRow>& rows) {
  const Total held = total_of(rows, with_a_holder), workers = total_of(rows, case_holders);
  return {held.published / workers.published, held.simulated / workers.simulated, held.authorities};
}

Correlation correlation(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<std::pair<double, double>> pairs;
  double mean_a = 0, mean_b = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    pairs.emplace_back(a[i], b[i]);
    mean_a += a[i];
    mean_b += b[i];
  }
  if (pairs.size() < 2) return {nothing, pairs.size()};
  mean_a /= static_cast<double>(pairs.size());
  mean_b /= static_cast<double>(pairs.size());
  double ab = 0, aa = 0, bb = 0;
  for (const auto& [x, y] : pairs) {
    ab += (x - mean_a) * (y - mean_b);
    aa += (x - mean_a) * (x - mean_a);
    bb += (y - mean_b) * (y - mean_b);
  }
  return {aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : nothing, pairs.size()};
}

std::map<std::string, double> column_by_code(const std::string& file, int year, const std::string& column) {
  std::ifstream in{file, std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  scenario::Records records{text};
  std::vector<scenario::CsvField> fields;
  if (!records.next(fields)) return {};
  const auto place = [&](const std::string& name) {
    std::size_t i = 0;
    while (i < fields.size() && fields[i].text != name) ++i;
    return i;
  };
  const std::size_t at_year = place("year"), at_code = place("la_code"), at_column = place(column);
  std::map<std::string, double> values;
  while (records.next(fields)) {
    if (std::max({at_year, at_code, at_column}) >= fields.size() || fields[at_year].text != std::to_string(year))
      continue;
    char* end = nullptr;
    const double value = std::strtod(fields[at_column].text.c_str(), &end);
    if (end != fields[at_column].text.c_str() && *end == '\0') values[fields[at_code].text] = value;
  }
  return values;
}

}  // namespace caseload::bench
