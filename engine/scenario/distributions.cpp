// Distributions: a table of their names and parameters, and one reader for all of them.
// Tested by tests/scenario/distributions_test.cpp.
#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenario/quantity.hpp"
#include "scenario/suggest.hpp"
#include "scenario/units.hpp"
#include "scenario/utf8.hpp"
#include "scenario/values.hpp"

namespace caseload::scenario {

namespace {

constexpr double z90 = 1.2815515655446004;  // the standard normal's 90th percentile
constexpr double most_shape = 1000;

/// A parameter: a value in the unit of what varies, or a plain number.
struct Parameter {
  std::string_view name;
  enum class Is { measure, number } is{Is::measure};
  bool may_be_left_out{};  ///< then it is 0
};
constexpr auto number_parameter = Parameter::Is::number;

/// A form of a distribution: its parameters and what they make. `make` returns what is wrong with them, or nothing.
struct Form {
  std::string_view name;
  std::vector<Parameter> parameters;
  std::string (*make)(const std::vector<double>& of, Distribution& made);
};

std::string when_wrong(bool good, std::string_view what) { return good ? std::string{} : std::string{what}; }

const std::vector<Form>& forms() {
  static const std::vector<Form> table = {
      {"fixed",
       {{""}},
       [](const auto& of, auto& made) {
         made = Fixed{of[0]};
         return std::string{};
       }},
      {"exponential",
       {{""}},
       [](const auto& of, auto& made) {
         made = Exponential{of[0]};
         return when_wrong(of[0] > 0, "the mean must be above 0");
       }},
      {"lognormal",
       {{"mean"}, {"cv", number_parameter}},
       [](const auto& of, auto& made) {
         const double variance = std::log1p(of[1] * of[1]);
         made = LogNormal{std::log(of[0]) - variance / 2, std::sqrt(variance)};
         return when_wrong(of[0] > 0 && of[1] > 0 && of[1] <= 100,
                           "the mean and the cv must be above 0, the cv at most 100");
       }},
      {"lognormal",
       {{"median"}, {"p90"}},
       [](const auto& of, auto& made) {
         made = LogNormal{std::log(of[0]), std::log(of[1] / of[0]) / z90};
         return when_wrong(of[0] > 0 && of[1] > of[0], "the p90 must be above the median, and the median above 0");
       }},
      {"gamma",
       {{"mean"}, {"cv", number_parameter}},
       [](const auto& of, auto& made) {
         const double shape = 1 / (of[1] * of[1]);
         made = Gamma{shape, of[0] / shape};
         return when_wrong(of[0] > 0 && of[1] > 0.01 && of[1] <= 10,
                           "the mean must be above 0 and the cv from 0.01 to 10");
       }},
      {"erlang",
       {{"stages", number_parameter}, {"mean"}},
       [](const auto& of, auto& made) {
         made = Gamma{of[0], of[1] / of[0]};
         const bool whole = of[0] >= 1 && of[0] <= most_shape && of[0] == std::floor(of[0]);
         return when_wrong(whole && of[1] > 0, "stages must be a whole number from 1 to 1000, and the mean above 0");
       }},
      {"weibull",
       {{"shape", number_parameter}, {"scale"}},
       [](const auto& of, auto& made) {
         made = Weibull{of[0], of[1]};
         return when_wrong(of[0] >= 0.1 && of[0] <= most_shape && of[1] > 0,
                           "the shape must be from 0.1 to 1000 and the scale above 0");
       }},
      {"loglogistic",
       {{"shape", number_parameter}, {"scale"}},
       [](const auto& of, auto& made) {
         made = LogLogistic{of[0], of[1]};
         return when_wrong(of[0] > 1 && of[0] <= most_shape && of[1] > 0,
                           "the shape must be above 1, or the mean is infinite, and the scale above 0");
       }},
      {"uniform",
       {{"low"}, {"high"}},
       [](const auto& of, auto& made) {
         made = Uniform{of[0], of[1]};
         return when_wrong(of[0] < of[1], "low must be below high");
       }},
      {"triangular",
       {{"low"}, {"mode"}, {"high"}},
       [](const auto& of, auto& made) {
         made = Triangular{of[0], of[1], of[2]};
         return when_wrong(of[0] <= of[1] && of[1] <= of[2] && of[0] < of[2],
                           "low, mode and high must be in that order");
       }},
      {"pert",
       {{"low"}, {"mode"}, {"high"}},
       [](const auto& of, auto& made) {
         const double width = of[2] - of[0];
         made = Beta{1 + 4 * (of[1] - of[0]) / width, 1 + 4 * (of[2] - of[1]) / width, of[0], of[2]};
         return when_wrong(of[0] <= of[1] && of[1] <= of[2] && width > 0, "low, mode and high must be in that order");
       }},
      {"beta",
       {{"a", number_parameter}, {"b", number_parameter}, {"low"}, {"high"}},
       [](const auto& of, auto& made) {
         made = Beta{of[0], of[1], of[2], of[3]};
         const bool shaped = of[0] > 0 && of[1] > 0 && of[0] <= most_shape && of[1] <= most_shape;
         return when_wrong(shaped && of[2] < of[3], "a and b must be above 0, and low below high");
       }},
      {"normal",
       {{"mean"}, {"sd"}, {"low", Parameter::Is::measure, true}},
       [](const auto& of, auto& made) {
         made = TruncatedNormal{of[0], of[1], of[2]};
         return when_wrong(of[1] > 0 && of[2] < of[0] + 4 * of[1],
                           "the sd must be above 0, and low not far above the mean");
       }},
  };
  return table;
}

std::vector<std::string> form_names() {
  std::vector<std::string> names;
  for (const Form& form : forms()) {
    if (names.empty() || names.back() != form.name) names.emplace_back(form.name);
  }
  names.emplace_back("bands");
  return names;
}

std::string list_of_forms() { return fmt::format("{}", fmt::join(form_names(), ", ")); }

Shape shape_of_bands(const Shape& measure) {
  const Shape share = shape::any_of({shape::one_of({"rest"}), shape::share(0, 1)});
  return shape::list_of(shape::block({{"share", share}, {"low", measure}, {"high", measure}}, 3));
}

/// A value, or any of the forms with parameters like that value.
Shape shape_of_distribution(const Shape& measure) {
  shape::Keys keys;
  for (const Form& form : forms()) {
    shape::Keys parameters;
    std::size_t needed = 0;
    for (const Parameter& parameter : form.parameters) {
      parameters.emplace_back(parameter.name,
                              parameter.is == number_parameter ? shape::number(0, most_shape) : measure);
      needed += !parameter.may_be_left_out;
    }
    Shape of = form.parameters.front().name.empty() ? measure : shape::block(std::move(parameters), needed);
    if (!keys.empty() && keys.back().first == form.name) {
      of = shape::any_of({std::move(keys.back().second), std::move(of)});
      keys.pop_back();
    }
    keys.emplace_back(form.name, std::move(of));
  }
  keys.emplace_back("bands", shape_of_bands(measure));
  return shape::any_of({measure, shape::single(std::move(keys))});
}

/// How the values of a distribution are written: the unit differs between efforts, durations and numbers of children.
using ReadMeasure = std::function<bool(const Value&, double&)>;

/// The form whose parameters are the ones given; with a wrong set, the first form of that name.
const Form* form_of(std::string_view name, const Node& given) {
  const Form* first = nullptr;
  for (const Form& form : forms()) {
    if (form.name != name) continue;
    if (!first) first = &form;
    const bool fits = std::all_of(given.map.begin(), given.map.end(), [&](const Entry& entry) {
      return std::any_of(form.parameters.begin(), form.parameters.end(),
                         [&](const Parameter& p) { return p.name == entry.key; });
    });
    if (fits) return &form;
  }
  return first;
}

bool read_parameters(const Value& value, const Form& form, const ReadMeasure& measure, std::vector<double>& read) {
  if (form.parameters.front().name.empty()) return measure(value, read.emplace_back());
  std::vector<std::string> names;
  for (const Parameter& parameter : form.parameters) names.emplace_back(parameter.name);
  if (!value.node().is_map()) return value.expected(fmt::format("a block with {}", fmt::join(names, ", ")));
  bool good = true;
  for (const Entry& entry : value.node().map) {
    const bool known = std::find(names.begin(), names.end(), entry.key) != names.end();
    if (!known)
      good =
          value.fail_at(entry.key_span, fmt::format("'{}' has no parameter '{}'", form.name, made_visible(entry.key)),
                        suggestion(entry.key, names));
  }
  for (const Parameter& parameter : form.parameters) {
    const Entry* entry = value.node().entry(parameter.name);
    double& number = read.emplace_back();
    if (entry) {
      good &=
          parameter.is == number_parameter ? read_number(value.at(*entry), number) : measure(value.at(*entry), number);
    } else if (!parameter.may_be_left_out) {
      good = value.fail(fmt::format("'{}' has no '{}'", form.name, parameter.name),
                        fmt::format("it takes {}", fmt::join(names, ", ")));
    }
  }
  return good;
}

bool read_bands(const Value& value, const ReadMeasure& measure, Distribution& distribution) {
  if (!value.node().is_list() || value.node().list.empty())
    return value.expected("a list of bands such as [{share: 100 %, low: 1, high: 3}]");
  Bands read;
  std::vector<double> shares;
  std::optional<std::size_t> rest;
  bool good = true;
  for (std::size_t i = 0; i < value.node().list.size(); ++i) {
    const Value item = value.item(i);
    if (!item.node().is_map()) {
      good = item.expected("a band such as {share: 33 %, low: 1, high: 3}");
      continue;
    }
    Band band;
    bool has_share = false, has_low = false, has_high = false;
    for (const Entry& entry : item.node().map) {
      if (is_note(entry.key)) continue;
      const Value part = item.at(entry);
      if (entry.key == "share") {
        has_share = true;
        const bool is_rest = part.is_word() && part.word() == "rest";
        if (is_rest && rest) good = part.fail("a second 'rest'", "only one band can take the rest");
        if (is_rest)
          rest = i;
        else
          good &= read_share(part, band.share);
      } else if (entry.key == "low") {
        has_low = measure(part, band.low);
        good &= has_low;
      } else if (entry.key == "high") {
        has_high = measure(part, band.high);
        good &= has_high;
      } else {
        good = item.fail_at(entry.key_span, fmt::format("a band has no '{}'", made_visible(entry.key)),
                            "share, low and high");
      }
    }
    if (!item.node().find("low") || !item.node().find("high") || !has_share)
      good = item.fail("a band needs 'share', 'low' and 'high'");
    if (has_low && has_high && band.low > band.high) good = item.fail("low must not be above high");
    shares.push_back(band.share);
    read.bands.push_back(band);
  }
  if (!good || !complete_shares(value, shares, rest)) return false;
  for (std::size_t i = 0; i < shares.size(); ++i) read.bands[i].share = shares[i];
  distribution = std::move(read);
  return true;
}

/// The one entry of `{exponential: 6 weeks}` that is not a note.
const Entry* only_entry(const Value& value) {
  const Entry* only = nullptr;
  for (const Entry& entry : value.node().map) {
    if (is_note(entry.key)) continue;
    if (only) {
      value.fail_at(entry.key_span, fmt::format("'{}' beside '{}': a value follows one distribution",
                                                made_visible(entry.key), made_visible(only->key)));
      return nullptr;
    }
    only = &entry;
  }
  if (!only) value.expected("a distribution such as {exponential: 6 weeks}");
  return only;
}

bool read_distribution(const Value& value, const ReadMeasure& measure, Distribution& distribution) {
  if (!value.node().is_map()) {
    double fixed = 0;
    if (!measure(value, fixed)) return false;
    distribution = Fixed{fixed};
    return true;
  }
  const Entry* entry = only_entry(value);
  if (!entry) return false;
  const Value of = value.at(*entry);
  if (entry->key == "bands") return read_bands(of, measure, distribution);
  const Form* form = form_of(entry->key, of.node());
  if (!form) {
    return value.fail_at(entry->key_span, fmt::format("there is no distribution '{}'", made_visible(entry->key)),
                         suggestion(entry->key, form_names()));
  }
  std::vector<double> parameters;
  if (!read_parameters(of, *form, measure, parameters)) return false;
  const std::string wrong = form->make(parameters, distribution);
  return wrong.empty() || of.fail(fmt::format("{}: {}", form->name, wrong));
}

bool read_random_duration(const Value& value, Nought nought, DurationDistribution& read) {
  std::optional<Duration::Unit> unit;
  double longest_seconds = 0;
  const ReadMeasure measure = [&](const Value& part, double& number) {
    Duration duration;
    if (!read_duration(part, Nought::allowed, duration)) return false;
    if (duration.unit == Duration::Unit::months)
      duration = {duration.amount * seconds_per_month, Duration::Unit::seconds};
    number = duration.amount;
    longest_seconds = std::max(longest_seconds, in_seconds(duration));
    if (number == 0) return true;  // nought has every unit
    if (unit && *unit != duration.unit)
      return part.fail("working days and other units in one distribution", "use one of them throughout");
    unit = duration.unit;
    return true;
  };
  if (!read_distribution(value, measure, read.of)) return false;
  read.unit = unit.value_or(Duration::Unit::seconds);
  if (nought == Nought::allowed || longest_seconds >= 1) return true;
  return value.expected(longest_seconds == 0 ? "a duration above 0" : "a duration of at least a second");
}

/// A band of whole numbers as one band for each of them: a band of durations is uniform within, children are whole.
void split_into_whole_numbers(Distribution& distribution) {
  auto* wide = std::get_if<Bands>(&distribution);
  if (!wide) return;
  Bands split;
  for (const Band& band : wide->bands) {
    const double values = band.high - band.low + 1;
    for (double n = band.low; n <= band.high; ++n) split.bands.push_back({band.share / values, n, n});
  }
  *wide = std::move(split);
}

bool read_children(const Value& value, Distribution& read) {
  constexpr double most = 50;
  double mean = 0;
  if (!value.node().is_map()) {
    if (!value.is_word() || !quantity(value.word())) return value.expected("a mean number of children such as '1.8'");
    if (!read_number(value, mean)) return false;
    if (mean < 1 || mean > most) return value.expected("a mean number of children from 1 to 50");
    if (mean == 1)
      read = Fixed{1};
    else
      read = Poisson{mean - 1, 1};
    return true;
  }
  const Entry* entry = only_entry(value);
  if (!entry) return false;
  if (entry->key != "fixed" && entry->key != "bands") {
    return value.fail_at(entry->key_span, fmt::format("children cannot follow '{}'", made_visible(entry->key)),
                         "a mean, {fixed: 2} or {bands: [...]}");
  }
  const ReadMeasure whole = [](const Value& part, double& number) {
    if (!read_number(part, number)) return false;
    const bool good = number >= 1 && number <= most && number == std::floor(number);
    return good || part.expected("a whole number of children from 1 to 50");
  };
  if (!read_distribution(value, whole, read)) return false;
  split_into_whole_numbers(read);
  return true;
}

}  // namespace

const KindOf<DurationDistribution>& random_duration(Nought nought) {
  static const auto make = [](Nought which) {
    return kind_of<DurationDistribution>(
        "duration or distribution", "{exponential: 6 weeks}", "a duration, or one distribution: " + list_of_forms(),
        shape_of_distribution(shape::duration()),
        [which](const Value& value, DurationDistribution& read) { return read_random_duration(value, which, read); });
  };
  static const auto with = make(Nought::allowed), without = make(Nought::refused);
  return nought == Nought::allowed ? with : without;
}

const KindOf<Distribution>& effort() {
  static const auto it = kind_of<Distribution>(
      "effort or distribution", "10.5 hours", "hours or minutes of work, or one distribution: " + list_of_forms(),
      shape_of_distribution(shape_of_effort()),
      [](const Value& value, Distribution& read) { return read_distribution(value, read_effort, read); });
  return it;
}

const KindOf<Distribution>& children() {
  static const auto it = kind_of<Distribution>(
      "children per family", "1.8", "a mean (1 + Poisson), {fixed: 2}, or {bands: [...]} of whole numbers",
      shape::any_of({shape::number(1, 50), shape::single({{"fixed", shape::whole_number(1, 50)},
                                                          {"bands", shape_of_bands(shape::whole_number(1, 50))}})}),
      read_children);
  return it;
}

}  // namespace caseload::scenario
