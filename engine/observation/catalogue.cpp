// Names of everything that is measured, for reports and files: the catalogue walked with an empty recorder.
#include "observation/catalogue.hpp"

#include <algorithm>
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

}  // namespace

std::vector<Measure> measures_of(const Model& model) {
  Recorder empty;
  empty.reset(model, model.start);
  std::vector<Measure> all;
  each_measure(model, empty, model.end,
               [&](std::string_view name, Where where, std::string_view unit, bool headline, double) {
                 all.push_back({std::string{name}, name_of(model, where), std::string{unit}, headline});
               });
  for (const Instant at : model.report_on) {
    // A level at the end of a day carries that day's date, although the clock says midnight of the next.
    const std::string suffix = " on " + text(std::chrono::floor<std::chrono::days>(at - std::chrono::seconds{1}));
    each_level_on_date(model, empty,
                       [&](std::string_view name, Where where, std::string_view unit, bool headline, double) {
                         all.push_back({std::string{name}, name_of(model, where) + suffix, std::string{unit}, headline});
                       });
  }
  return all;
}

std::vector<Measure> series_of(const Model& model) {
  Recorder empty;
  empty.reset(model, model.start);
  std::vector<Measure> all;
  each_series(model, empty, model.end, [&](std::string_view name, Where where, std::string_view unit, double) {
    all.push_back({std::string{name}, name_of(model, where), std::string{unit}, false});
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

}  // namespace caseload
