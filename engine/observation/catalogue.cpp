// Names of everything that is measured, for reports and files: the catalogue walked with an empty recorder.
#include "observation/catalogue.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace caseload {
namespace {

std::string text(Date date) {
  const std::chrono::year_month_day ymd{date};
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(ymd.year()),
                static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
  return buffer;
}

bool is_one_of(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_step(const Model& model, const std::string& name) { return is_one_of(model.names.steps, name); }

}  // namespace

/// Steps, teams and norms go by their names. Where a team has the name of a step, a norm that of either, or one is called
/// "service", the word "team", "step" or "norm" before it keeps them apart.
std::string name_of(const Model& model, Where where) {
  switch (where.kind) {
    case Where::Kind::service: return "service";
    case Where::Kind::step: {
      const std::string& name = model.names.steps[where.index];
      return name == "service" ? "step " + name : name;
    }
    case Where::Kind::team: {
      const std::string& name = model.names.teams[where.index];
      return name == "service" || is_step(model, name) ? "team " + name : name;
    }
    case Where::Kind::campaign: {
      const std::string& name = model.names.campaigns[where.index];
      const bool is_taken = name == "service" || is_step(model, name) || is_one_of(model.names.teams, name);
      return is_taken ? "campaign " + name : name;
    }
    case Where::Kind::norm: {
      const std::string& name = model.names.norms[where.index];
      const bool is_taken = name == "service" || is_step(model, name) || is_one_of(model.names.teams, name);
      return is_taken ? "norm " + name : name;
    }
    case Where::Kind::task: {
      const StepId step = model.tasks[where.index].step;
      return model.names.steps[index(step)] + ": " + model.names.tasks[where.index];
    }
  }
  return {};
}

namespace {

struct Opinion {
  std::string_view begins;  ///< of the measure's name
  Better better;
};

/// What everybody agrees on. How many come, are open or are worked for is neither good nor bad.
constexpr std::array opinions{
    Opinion{"done in time", Better::more},
    Opinion{"supervision done", Better::more},
    Opinion{"available", Better::more},
    Opinion{"wait", Better::less},
    Opinion{"had to wait", Better::less},
    Opinion{"longest", Better::less},
    Opinion{"time in step", Better::less},
    Opinion{"refused", Better::less},
    Opinion{"gave up", Better::less},
    Opinion{"missed", Better::less},
    Opinion{"re-referrals", Better::less},
    Opinion{"children per worker", Better::less},
    Opinion{"children per manager", Better::less},
    Opinion{"caseload", Better::less},
    Opinion{"cases per worker", Better::less},
    Opinion{"children unallocated", Better::less},
    Opinion{"workers over their limit", Better::less},
    Opinion{"workers above", Better::less},
    Opinion{"worker-days over", Better::less},
    Opinion{"workers needed", Better::less},
    Opinion{"over the span", Better::less},
    Opinion{"above the norm", Better::less},
    Opinion{"vacant", Better::less},
    Opinion{"absent", Better::less},
    Opinion{"leavers", Better::less},
    Opinion{"turnover", Better::less},
    Opinion{"overtime", Better::less},
    Opinion{"cost", Better::less},
    Opinion{"agency cost", Better::less},
    Opinion{"one-off costs", Better::less},
    Opinion{"spending", Better::less},
};

Better better(std::string_view name) {
  const auto found = std::find_if(opinions.begin(), opinions.end(),
                                  [name](const Opinion& opinion) { return name.starts_with(opinion.begins); });
  return found == opinions.end() ? Better::neither : found->better;
}

}  // namespace

std::vector<Measure> measures_of(const Model& model) {
  Recorder empty;
  empty.reset(model, model.start);
  std::vector<Measure> all;
  std::string on;  // which date
  const auto note = [&](std::string_view name, Where where, std::string_view unit, bool headline, double, double = 0) {
    all.push_back({std::string{name}, name_of(model, where) + on, std::string{unit}, headline, better(name)});
  };
  each_measure(model, empty, model.end, note);
  for (const Instant at : model.report_on) {
    // A level at the end of a day carries that day's date, although the clock says midnight of the next.
    on = " on " + text(std::chrono::floor<std::chrono::days>(at - std::chrono::seconds{1}));
    each_level_on_date(model, empty, note);
  }
  return all;
}

std::vector<Measure> series_of(const Model& model) {
  Recorder empty;
  empty.reset(model, model.start);
  std::vector<Measure> all;
  each_series(model, empty, model.end, [&](std::string_view name, Where where, std::string_view unit, double, double) {
    all.push_back({std::string{name}, name_of(model, where), std::string{unit}, false, better(name)});
  });
  return all;
}

std::vector<Date> weeks_of(const Model& model) {
  std::vector<Date> all;
  const auto week = std::chrono::weeks{1};
  for (Instant t = model.start; t + week <= model.end; t += week) {
    all.push_back(std::chrono::floor<std::chrono::days>(t));
  }
  return all;
}

Instant quiet_until(const Model& model) { return model.quiet_until; }

std::vector<Date> months_of(const Model& model) {
  std::vector<Date> all;
  Instant first = next_month(model.start - Elapsed{1});
  for (Instant next = next_month(first); next <= model.end; first = next, next = next_month(next)) {
    all.push_back(std::chrono::floor<std::chrono::days>(first));
  }
  return all;
}

}  // namespace caseload
