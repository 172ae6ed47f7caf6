// How a measure goes with one setting of a sweep, or two.   See sweep_sections.hpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/headlines.hpp"
#include "report/page/sections.hpp"
#include "report/page/sweep_sections.hpp"
#include "report/page/words.hpp"
#include "report/text.hpp"

namespace caseload::web {
namespace {

constexpr std::size_t most_emulated = 4;  // measures: each takes a second or so
constexpr std::size_t points_of_an_emulator = 300;
constexpr std::size_t places_of_a_curve = 21;

std::string unit_of(const Factor& factor) {
  if (factor.levels.empty()) return factor.unit;
  const std::string& level = factor.levels.front();
  const auto blank = level.find(' ');
  return blank == std::string::npos ? "" : level.substr(blank + 1);
}

/// Of a range: places from end to end, at whole numbers where there are no others.
std::vector<double> places_along(const Factor& factor) {
  const double numbers = factor.high - factor.low + 1;
  const std::size_t count =
      factor.whole && numbers < places_of_a_curve ? static_cast<std::size_t>(numbers) : places_of_a_curve;
  std::vector<double> places;
  for (std::size_t i = 0; i < count; ++i) places.push_back(static_cast<double>(i) / static_cast<double>(count - 1));
  return places;
}

/// From its first to its last value.
std::string finding_of(const SweepRun& run, const Measure& measure, std::size_t f, double first, double last) {
  const Subject subject = subject_of(measure);
  const std::string larger = plain(last, measure.unit, std::max(std::abs(first), std::abs(last)));
  const std::string smaller = plain(first, measure.unit, std::max(std::abs(first), std::abs(last)));
  return first_that_fits(
      {fmt::format("{} {} from {} to {} along {}", sentence(subject.name),
                   verb(subject, last >= first ? "rise" : "fall"), smaller, larger, factor_name(run, f)),
       fmt::format("{}: {} to {}", sentence(subject.name), smaller, larger), sentence(subject.name)});
}

std::string axis_of(const SweepRun& run, std::size_t f) {
  const std::string unit = unit_of(run.factors[f]);
  return unit.empty() ? run.factors[f].name : fmt::format("{} [{}]", factor_name(run, f), cut(unit, 40));
}

}  // namespace

bool is_sampled(const SweepRun& run) {
  return std::any_of(run.factors.begin(), run.factors.end(),
                     [](const Factor& factor) { return factor.levels.empty(); });
}

Emulators emulators_of(const SweepRun& run, const std::vector<Ranked>& all) {
  Emulators emulators;
  // Trajectories lie on four places of each range and a grid on its levels: neither says what is between.
  if (!is_sampled(run) || run.design.type == Design::Type::morris) return emulators;
  for (std::size_t i = 0; i < std::min(all.size(), most_emulated); ++i) {
    const NoisyMeans means = noisy_means(sample_of(run, all[i].measure, points_of_an_emulator));
    if (means.means.size() < 10 * run.factors.size()) continue;
    emulators.emplace(all[i].measure, Emulator{means.places, run.factors.size(), means.means, means.variances});
  }
  return emulators;
}

/// How a measure goes with one factor: of a sweep over it alone with its band, otherwise the mean over the others.
Figure curve(const SweepRun& run, const Gathered& all, const Ranked& one, std::size_t f) {
  const Measure& measure = run.measures[one.measure];
  const Factor& factor = run.factors[f];
  const Groups groups = groups_of(factor);
  const bool alone = run.factors.size() == 1 && !factor.levels.empty();
  std::vector<CurvePoint> points;
  Table table{
      fmt::format("{} by {}", sentence(name_in_words(measure)), factor.name),
      {{factor.name, false}, {"mean", true}, {"lower 95 %", true}, {"upper 95 %", true}, {"P10", true}, {"P90", true}},
      {},
      ""};
  double first = std::nan(""), last = std::nan("");
  const auto effect =
      std::find_if(one.effects.begin(), one.effects.end(), [f](const MainEffect& e) { return e.factor == f; });
  for (std::size_t level = 0; level < groups.names.size(); ++level) {
    Estimate e;
    e.mean = effect->means[level];
    e.lower95 = e.upper95 = e.p10 = e.p90 = std::nan("");
    for (std::size_t i = 0; alone && i < all.first.size(); ++i) {
      if (all.first[i].values[f] != factor.levels[level] || all.first[i].estimates.empty()) continue;
      e = all.first[i].estimates[one.measure];
    }
    if (std::isnan(e.mean)) continue;
    points.push_back({groups.at[level], e.p10, e.mean, e.p90});
    table.rows.push_back({word_cell(groups.names[level]), number_cell(e.mean, measure.unit),
                          number_cell(e.lower95, measure.unit), number_cell(e.upper95, measure.unit),
                          number_cell(e.p10, measure.unit), number_cell(e.p90, measure.unit)});
    if (std::isnan(first)) first = e.mean;
    last = e.mean;
  }
  std::sort(points.begin(), points.end(), [](const CurvePoint& a, const CurvePoint& b) { return a.at < b.at; });
  Figure figure;
  figure.id = anchor("curve " + name_in_words(measure) + " " + factor.name);
  figure.finding = finding_of(run, measure, f, first, last);
  figure.subtitle = fmt::format("{} [{}] by {}{}.", sentence(name_in_words(measure)), measure.unit, factor.name,
                                alone ? "; line: mean, band: 8 in 10 futures" : "; mean over the other settings");
  figure.plots = {{"", figure.finding + ".", response(points, axis_of(run, f)), {}}};
  figure.tables = {std::move(table)};
  return figure;
}

Figure emulated_curve(const SweepRun& run, const Emulator& emulator, const Ranked& one, std::size_t f) {
  constexpr double within95 = 1.96;
  const Measure& measure = run.measures[one.measure];
  const Factor& factor = run.factors[f];
  std::vector<CurvePoint> points;
  Table table{fmt::format("{} by {}", sentence(name_in_words(measure)), factor.name),
              {{factor.name, false}, {"mean", true}, {"lower 95 %", true}, {"upper 95 %", true}},
              {},
              ""};
  for (const double place : places_along(factor)) {
    const Predicted mean = emulator.average_at(f, place);
    // What all points share of the noise moves the whole curve. No measure of these is below nought.
    const double half = within95 * std::hypot(mean.standard_error, std::sqrt(emulator.shared_variance()));
    const double at = factor.low + place * (factor.high - factor.low), middle = std::max(0.0, mean.mean),
                 low = std::max(0.0, mean.mean - half), high = std::max(0.0, mean.mean + half);
    points.push_back({at, low, middle, high});
    table.rows.push_back({word_cell(fmt::format("{:.4g}{}{}", at, factor.unit.empty() ? "" : " ", factor.unit)),
                          number_cell(middle, measure.unit), number_cell(low, measure.unit),
                          number_cell(high, measure.unit)});
  }
  Figure figure;
  figure.id = anchor("curve " + name_in_words(measure) + " " + factor.name);
  figure.finding = finding_of(run, measure, f, points.front().middle, points.back().middle);
  figure.subtitle = fmt::format(
      "{} [{}] by {}; line: mean over the other settings, drawn through the points by a Gaussian process; "
      "band: its 95 % interval.",
      sentence(name_in_words(measure)), measure.unit, factor.name);
  figure.plots = {{"", figure.finding + ".", response(points, axis_of(run, f)), {}}};
  figure.tables = {std::move(table)};
  return figure;
}

Html heat_map(const SweepRun& run, const GroupMeans& means, const Ranked& one, const std::string& foot) {
  const Measure& measure = run.measures[one.measure];
  if (one.effects.size() < 2) return {};
  // The two that matter most, in the order in which they were given.
  const std::size_t across = std::min(one.effects[0].factor, one.effects[1].factor);
  const std::size_t down = std::max(one.effects[0].factor, one.effects[1].factor);
  const Factor &columns = run.factors[across], &rows = run.factors[down];
  const Groups over = groups_of(columns), under = groups_of(rows);
  if (over.names.size() < 2 || under.names.size() < 2 || !means.has_pairs(across) || !means.has_pairs(down)) return {};
  std::vector<HeatRow> cells;
  Table table{fmt::format("{} [{}]", sentence(name_in_words(measure)), measure.unit), {{rows.name, false}}, {}, ""};
  std::vector<std::string> names;
  for (const std::string& level : over.names) {
    table.columns.push_back({level, true});
    names.push_back(cut(level, 16));
  }
  double best = std::nan(""), highest = std::nan(""), least = std::nan("");
  std::string where_best;
  for (std::size_t r = 0; r < under.names.size(); ++r) {
    const std::string& row = under.names[r];
    HeatRow cell{row, {}};
    std::vector<Cell> line{word_cell(row)};
    for (std::size_t c = 0; c < over.names.size(); ++c) {
      const std::string& column = over.names[c];
      const double mean = means.mean_of_pair(one.measure, across, c, down, r);
      cell.values.push_back(mean);
      line.push_back(number_cell(mean, measure.unit));
      const bool better = measure.better == Better::more ? !(mean <= best) : !(mean >= best);
      if (!std::isnan(mean) && better) {
        best = mean;
        where_best = fmt::format("{} and {}", cut(column, 20), cut(row, 20));
      }
      if (!std::isnan(mean) && !(mean <= highest)) highest = mean;
      if (!std::isnan(mean) && !(mean >= least)) least = mean;
    }
    cells.push_back(std::move(cell));
    table.rows.push_back(std::move(line));
  }
  if (std::isnan(highest) || highest <= 0) return {};
  Figure figure;
  figure.id = anchor("heat " + name_in_words(measure));
  const bool more = measure.better == Better::more;
  const std::string name = sentence(subject_of(measure).name);
  figure.finding = first_that_fits({fmt::format("{}: {} at best, {} at worst", name, amount(best, measure.unit),
                                                amount(more ? least : highest, measure.unit)),
                                    fmt::format("{} at best, {} at worst", amount(best, measure.unit),
                                                amount(more ? least : highest, measure.unit))});
  figure.subtitle = fmt::format("{} [{}], {} across and {} down; the darker the more{}. Best at {}.",
                                sentence(name_in_words(measure)), measure.unit, columns.name, rows.name,
                                run.factors.size() > 2 ? "; mean over the other settings" : "", where_best);
  figure.plots = {{"", figure.finding + ".", heat(names, cells, highest), {}}};
  figure.tables = {std::move(table)};
  return html(figure, foot);
}

}  // namespace caseload::web
