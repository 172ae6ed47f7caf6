// Values with a form of their own: shares that add up, due dates, seasons, how a run begins.
// Tested by tests/scenario/values_test.cpp.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "scenario/quantity.hpp"
#include "scenario/suggest.hpp"
#include "scenario/utf8.hpp"
#include "scenario/values.hpp"

namespace caseload::scenario {

namespace {

constexpr double share_tolerance = 1e-6;

const std::vector<std::string> month_names = {"jan", "feb", "mar", "apr", "may", "jun",
                                              "jul", "aug", "sep", "oct", "nov", "dec"};

Shape shape_of_shares() {
  return shape::named("shares", shape::by_name(shape::any_of({shape::one_of({"rest"}), shape::share(0, 1)})));
}

Shape shape_of_season() {
  shape::Keys keys;
  for (const std::string& month : month_names) keys.emplace_back(month, shape::share(0, 100));
  return shape::block(std::move(keys));
}

bool is_rest(const Value& value) { return value.is_word() && value.word() == "rest"; }

bool read_due(const Value& value, Due& due) {
  if (!value.node().is_map()) return read_duration(value, Nought::refused, due.within);
  bool good = true, has_within = false;
  for (const Entry& entry : value.node().map) {
    if (is_note(entry.key)) continue;
    const Value part = value.at(entry);
    if (entry.key == "within") {
      has_within = true;
      good &= read_duration(part, Nought::refused, due.within);
    } else if (entry.key == "from") {
      std::string from;
      good &= name_of("step").read(part, from);
      due.from_referral = from == "referral";
      if (from != "referral" && from != "step") due.from_step = from;
    } else {
      good = value.fail_at(entry.key_span, fmt::format("there is no '{}' in a due date", made_visible(entry.key)),
                           "write '{within: 45 working days, from: referral}'");
    }
  }
  return good && (has_within || value.fail(fmt::format("'{}' has no 'within'", made_visible(short_path(value.path()))),
                                           "write '{within: 45 working days, from: referral}'"));
}

bool read_routes(const Value& value, std::vector<Route>& routes) {
  if (!value.node().is_map() || value.node().map.empty())
    return value.expected("shares by step, such as {closed: rest}");
  std::vector<double> shares;
  std::optional<std::size_t> rest;
  bool good = true;
  for (const Entry& entry : value.node().map) {
    if (is_note(entry.key)) continue;
    const Value route = value.at(entry);
    double share = 0;
    if (is_rest(route)) {
      if (rest) good = route.fail("a second 'rest'", "only one can take the rest");
      rest = shares.size();
    } else {
      good &= read_share(route, share);
    }
    routes.push_back({entry.key, 0});
    shares.push_back(share);
    value.collected().places.insert_or_assign(route.path(), entry.key_span);
  }
  // Shares that do not add up are complained of, and the steps that they name are looked at all the same.
  if (good) complete_shares(value, shares, rest);
  for (std::size_t i = 0; i < routes.size(); ++i) routes[i].share = shares[i];
  return true;
}

bool read_grade_shares(const Value& value, std::vector<GradeShare>& shares) {
  if (!value.node().is_map() || value.node().map.empty())
    return value.expected("shares by grade, such as {experienced: 70 %, newly qualified: rest}");
  std::vector<Route> read;
  if (!read_routes(value, read)) return false;
  for (const Route& share : read) shares.push_back({share.to, share.share});
  return true;
}

bool read_chances(const Value& value, std::vector<double>& chances) {
  const bool is_list = value.node().is_list() && !value.node().list.empty();
  if (!is_list && !value.is_word()) return value.expected("a share, or a list of shares such as [27 %, 60 %]");
  bool good = true;
  for (std::size_t i = 0; i < (is_list ? value.node().list.size() : 1); ++i) {
    double chance = 0;
    good &= read_share(is_list ? value.item(i) : value, chance);
    chances.push_back(chance);
  }
  return good;
}

bool read_factor_by_month(const Value& value, double& factor) {
  const auto found = value.is_word() ? quantity(value.word()) : std::nullopt;
  if (!found || (!found->unit.empty() && found->unit != "%")) return value.expected("a factor such as '110 %'");
  factor = found->unit == "%" ? found->number / 100 : found->number;
  return (factor >= 0 && factor <= 100) || value.expected("a factor from 0 % to 10000 %");
}

bool read_season(const Value& value, std::vector<double>& season) {
  if (!value.node().is_map()) return value.expected("factors by month, such as {jul: 110 %, aug: 85 %}");
  season.assign(12, 1);
  bool good = true;
  for (const Entry& entry : value.node().map) {
    if (is_note(entry.key)) continue;
    const auto month = std::find(month_names.begin(), month_names.end(), entry.key);
    if (month == month_names.end()) {
      good = value.fail_at(entry.key_span, fmt::format("'{}' is not a month", made_visible(entry.key)),
                           "jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov or dec");
    } else {
      good &= read_factor_by_month(value.at(entry), season[static_cast<std::size_t>(month - month_names.begin())]);
    }
  }
  return good;
}

/// "150 families"
bool read_families(const Value& value, std::uint32_t& families) {
  const auto found = value.is_word() ? quantity(value.word()) : std::nullopt;
  const bool counts = found && (found->unit.empty() || found->unit == "families" || found->unit == "family");
  if (!counts)
    return value.expected("a number of families such as '150 families'",
                          value.is_word() ? why_no_quantity(value.word()) : std::string{});
  if (found->number < 0 || found->number > 1e7 || found->number != std::floor(found->number))
    return value.expected("a whole number of families");
  families = static_cast<std::uint32_t>(found->number);
  return true;
}

/// `{list: open-cases.csv}`, unless it is a number of families in a step called "list".
bool names_a_list(const Value& value) {
  const Entry* entry = value.node().entry("list");
  const auto others = std::count_if(value.node().map.begin(), value.node().map.end(),
                                    [](const Entry& each) { return !is_note(each.key) && each.key != "list"; });
  if (!entry || !entry->value.is_word() || others > 0) return false;
  const auto found = quantity(entry->value.word);
  return !found || (!found->unit.empty() && found->unit != "families" && found->unit != "family");
}

bool read_begin(const Value& value, Begin& begin) {
  static const auto word =
      one_of<Begin::From>("begin", {{"empty", Begin::From::empty}, {"steady", Begin::From::steady}});
  if (value.is_word()) return word.read(value, begin.from);
  if (!value.node().is_map())
    return value.expected("'empty', 'steady' or families by step such as {child in need: 150 families}");
  if (names_a_list(value)) {
    begin.from = Begin::From::list;
    return text().read(value.at(*value.node().entry("list")), begin.list);
  }
  begin.from = Begin::From::snapshot;
  bool good = true;
  for (const Entry& entry : value.node().map) {
    if (is_note(entry.key)) continue;
    const Value step = value.at(entry);
    good &= read_families(step, begin.open[entry.key]);
    value.collected().places.insert_or_assign(step.path(), entry.key_span);
  }
  return good;
}

bool read_factor(const Value& value, double& factor) {
  const std::string_view what = "a change such as '+40 %' or 'x 1.4'";
  const auto change = value.is_word() ? amendment(value.word()) : std::nullopt;
  if (!change || change->kind != Amendment::Kind::multiply || change->from) return value.expected(what);
  factor = change->by.number;
  return (factor >= 0 && factor <= 1000) || value.expected("a change between -100 % and x 1000");
}

bool read_yes_or_duration(const Value& value, std::optional<Duration>& read) {
  if (value.is_word() && (value.word() == "yes" || value.word() == "true")) return true;
  const auto number = value.is_word() ? quantity(value.word()) : std::nullopt;
  if (!number) return value.expected("'yes' or a duration such as '6 months'");
  return read_duration(value, Nought::refused, read.emplace());
}

}  // namespace

bool complete_shares(const Value& value, std::vector<double>& shares, std::optional<std::size_t> rest) {
  double total = 0;
  for (const double share : shares) total += share;
  if (rest && total <= 1 + share_tolerance) {
    shares[*rest] = std::max(0.0, 1 - total);
    return true;
  }
  if (std::abs(total - 1) <= share_tolerance) return true;
  return value.fail(fmt::format("shares add up to {} %, not 100 %", in_words(total * 100)),
                    total < 1 ? "give one of them 'rest'" : "");
}

const KindOf<Due>& due() {
  static const auto it = kind_of<Due>(
      "due date", "45 working days",
      "a duration, or {within: 45 working days, from: referral}, or from a step by its name",
      shape::any_of({shape::duration(), shape::block({{"within", shape::duration()}, {"from", shape::text()}}, 1)}),
      read_due);
  return it;
}

const KindOf<std::vector<Route>>& routes() {
  static const auto it = kind_of<std::vector<Route>>("shares by step", "{initial assessment: 60 %, closed: rest}",
                                                     "shares that add up to 100 %; one of them may be 'rest'",
                                                     shape_of_shares(), read_routes);
  return it;
}

const KindOf<std::vector<GradeShare>>& grade_shares() {
  static const auto it = kind_of<std::vector<GradeShare>>(
      "shares by grade", "{experienced: 70 %, newly qualified: rest}",
      "shares that add up to 100 %; one of them may be 'rest'", shape_of_shares(), read_grade_shares);
  return it;
}

const KindOf<double>& proportion() {
  static const auto it = kind_of<double>("proportion", "110 %", "110 % or 1.1; it may be more than the whole",
                                         shape::share(0, 100), read_factor_by_month);
  return it;
}

const KindOf<double>& proportion_above_zero() {
  static const auto it =
      kind_of<double>("proportion above 0 %", "110 %", "110 % or 1.1, above 0 %; it may be more than the whole",
                      shape::share(0, 100), [](const Value& value, double& read) {
                        return read_factor_by_month(value, read) && (read > 0 || value.expected("a factor above 0 %"));
                      });
  return it;
}

const KindOf<std::vector<double>>& chances() {
  static const auto it = kind_of<std::vector<double>>(
      "chances", "[27 %, 60 %, 61 %]", "a share, or a list of shares",
      shape::any_of({shape::share(0, 1), shape::list_of(shape::share(0, 1))}), read_chances);
  return it;
}

const KindOf<std::vector<double>>& season() {
  static const auto it = kind_of<std::vector<double>>("factors by month", "{jul: 110 %, aug: 85 %}",
                                                      "factors by month, jan to dec; 100 % where none is given",
                                                      shape_of_season(), read_season);
  return it;
}

const KindOf<Begin>& begin() {
  static const auto it = kind_of<Begin>(
      "beginning", "steady", "empty, steady, families by step, or a file: {list: open-cases.csv}",
      shape::any_of({shape::one_of({"empty", "steady"}), shape::block({{"list", shape::text()}}, 1),
                     shape::by_name(shape::any_of({shape::whole_number(0, 1e7), shape::amount({"family"})}))}),
      read_begin);
  return it;
}

const KindOf<double>& factor() {
  static const auto it = [] {
    auto made = kind_of<double>("change", "+40 %", "a change in %, or a factor: x 1.4",
                                shape::like("([+-] ?[0-9][0-9 ]*([.][0-9]+)? *%|x [0-9][0-9 ]*([.][0-9]+)?)",
                                            "a change such as +40 % or x 1.4"),
                                read_factor);
    made.is_change = true;
    return made;
  }();
  return it;
}

const KindOf<std::optional<Duration>>& yes_or_duration() {
  static const auto it = kind_of<std::optional<Duration>>(
      "yes or a duration", "6 months", "yes, or a duration",
      shape::any_of({shape::one_of({"yes", "true"}), shape::duration()}), read_yes_or_duration);
  return it;
}

}  // namespace caseload::scenario
