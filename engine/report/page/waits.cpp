// Part of the page of a run: how long things take, with the lines that law or the scenario draws.
// Tested by tests/report/page_test.cpp.
#include <fmt/format.h>

#include <cmath>

#include "report/comparison_words.hpp"
#include "report/page/sections.hpp"
#include "report/page/words.hpp"
#include "report/text.hpp"
#include "store/csv.hpp"

namespace caseload::web {
namespace {

/// A histogram with the estimates of its bins.
struct Spread {
  const Histogram& of;
  const Estimate* bins;
};

std::vector<Spread> spreads_of(const Estimates& estimates, std::string_view name) {
  std::vector<Spread> all;
  std::size_t first = 0;
  for (const Histogram& histogram : estimates.histograms) {
    const Estimate* const bins = estimates.histogram_estimates.data() + first;
    first += histogram.bins;
    if (histogram.name == name && bins[0].n > 0) all.push_back({histogram, bins});
  }
  return all;
}

/// Share of cases in bins that end at or before `until`, mean over futures [%].
double share_until(const Spread& spread, double until) {
  double share = 0;
  for (std::size_t i = 0; i < spread.of.bins; ++i) {
    if (spread.of.to(i) <= until + 1e-9) share += spread.bins[i].mean;
  }
  return share;
}

/// The last bins that hold next to nothing are left out; what takes longer than the picture is told under it.
std::vector<Bin> drawn_bins(const Spread& spread) {
  std::vector<Bin> bins;
  std::size_t last = 0;
  for (std::size_t i = 0; i + 1 < spread.of.bins; ++i) {
    const bool within = spread.of.due && spread.of.from(i) < *spread.of.due;
    if (within || spread.bins[i].mean >= 0.05) last = i;
  }
  for (std::size_t i = 0; i <= last; ++i) {
    const Estimate& e = spread.bins[i];
    if (spread.of.nought_apart && i == 0) continue;  // told in words: it has no width, and would dwarf the rest
    bins.push_back({spread.of.from(i), spread.of.to(i), e.p10, e.mean, e.p90});
  }
  return bins;
}

std::string label_of_bin(const Histogram& histogram, std::size_t i) {
  if (histogram.nought_apart && i == 0) return "none";
  const std::string from = short_number(histogram.from(i));
  if (i + 1 == histogram.bins) return "more than " + from;
  return fmt::format("{} to {}", from, short_number(histogram.to(i)));
}

void add_rows(Table& table, const Spread& spread) {
  for (std::size_t i = 0; i < spread.of.bins; ++i) {
    const Estimate& e = spread.bins[i];
    table.rows.push_back({word_cell(spread.of.where),
                          {label_of_bin(spread.of, i), csv_number(spread.of.from(i)), {}},
                          number_cell(e.mean, 1),
                          number_cell(e.p10, 1),
                          number_cell(e.p90, 1)});
  }
}

Table table_of(const std::vector<Spread>& spreads, const std::string& caption) {
  Table table{caption,
              {{"where", false},
               {fmt::format("{} [{}]", spreads.front().of.name, spreads.front().of.unit), false},
               {"share of cases [%]", true},
               {"P10", true},
               {"P90", true}},
              {},
              ""};
  for (const Spread& spread : spreads) add_rows(table, spread);
  return table;
}

/// "34 % of initial assessments end within 7 working days"
std::string on_time(const Spread& spread) {
  return fmt::format("{} of {} end within {}", amount(share_until(spread, *spread.of.due), "%"),
                     many(cut(spread.of.where)), short_number(*spread.of.due) + "\u00a0" + spread.of.unit);
}

Html by_deadline(const Run& run, const std::string& foot) {
  const std::vector<Spread> spreads = spreads_of(run.estimates, "time taken");
  if (spreads.empty()) return {};
  Figure figure;
  figure.id = "chart-time-taken";
  const Spread* latest = &spreads.front();
  for (const Spread& spread : spreads) {
    if (share_until(spread, *spread.of.due) < share_until(*latest, *latest->of.due)) latest = &spread;
    figure.plots.push_back({sentence(cut(spread.of.where)),
                            on_time(spread) + ".",
                            histogram(drawn_bins(spread), *spread.of.due, "due", spread.of.unit),
                            {}});
    figure.tables.push_back(table_of({spread}, fmt::format("Time taken: {}", spread.of.where)));
  }
  if (figure.plots.size() == 1) figure.plots.front().title.clear();
  figure.finding =
      first_that_fits({on_time(*latest), fmt::format("{} are late most often", sentence(many(cut(latest->of.where))))});
  figure.subtitle =
      "Share of cases [%] by the time that a step took, from the start of its clock; beyond the line it was late. "
      "Thin lines: 8 in 10 futures.";
  return html(figure, foot);
}

Html for_a_worker(const Run& run, const std::string& foot) {
  std::vector<Spread> spreads = spreads_of(run.estimates, "wait for a worker");
  if (spreads.empty()) return {};
  const Spread service = spreads.front();
  Figure figure;
  figure.id = "chart-wait-for-a-worker";
  const double none = service.bins[0].mean, week = share_until(service, 7);
  const std::string later = amount(100 - week, "%");
  if (none > 99.5) {
    figure.finding = "Nearly every family has a named worker at once";
  } else {
    figure.finding =
        first_that_fits({fmt::format("{} get a worker at once, {} wait over a week", amount(none, "%"), later)});
  }
  figure.subtitle = fmt::format(
      "Of those who wait for a named worker, share of all families [%] by their wait [{}]. Thin lines: 8 in 10 "
      "futures.",
      service.of.unit);
  std::vector<std::string> at_once;
  for (const Spread& spread : spreads) {
    const std::string place = spread.of.where == "service" ? "whole service" : cut(spread.of.where);
    const std::string none_here = amount(spread.bins[0].mean, "%");
    if (spread.bins[0].mean > 99.5) {
      at_once.push_back(place);
      continue;
    }
    figure.plots.push_back({fmt::format("{}: {} wait not at all", sentence(place), none_here),
                            fmt::format("{}: {} of families wait not at all, {} more than a week.", sentence(place),
                                        none_here, amount(100 - share_until(spread, 7), "%")),
                            histogram(drawn_bins(spread), std::nan(""), "", spread.of.unit),
                            {}});
  }
  if (!at_once.empty() && at_once.size() < spreads.size())
    figure.note = fmt::format("Nearly nobody waits: {}.", listed(at_once));
  figure.tables = {table_of(spreads, "Wait for a named worker")};
  return html(figure, foot);
}

}  // namespace

Html waits(const Run& run, const std::string& foot) { return for_a_worker(run, foot) + by_deadline(run, foot); }

}  // namespace caseload::web
