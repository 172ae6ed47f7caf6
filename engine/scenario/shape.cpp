// Shapes from parts.   Tested by tests/report/schema_test.cpp.
#include "scenario/shape.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenario/units.hpp"

namespace caseload::scenario::shape {
namespace {

/// As quantity() reads it: thousands may stand apart.
constexpr auto digits = "[0-9][0-9 ]*([.][0-9]+)?";
constexpr auto day = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

Shape of_kind(Shape::Is is) {
  Shape shape;
  shape.is = is;
  return shape;
}

/// The singular or the plural.
std::string either(const std::string& unit) {
  if (unit == "child") return "child(?:ren)?";
  if (unit == "family") return "famil(?:y|ies)";
  return unit == "%" ? unit : unit + "s?";
}

std::string with_unit(const std::vector<std::string>& units) {
  return fmt::format("{} *({})", digits, fmt::join(units, "|"));
}

}  // namespace

Shape anything() { return {}; }
Shape text() { return of_kind(Shape::Is::text); }

Shape like(std::string pattern, std::string expected) {
  Shape shape = of_kind(Shape::Is::like);
  shape.expected = std::move(expected);
  shape.pattern = std::move(pattern);
  return shape;
}

Shape one_of(std::vector<std::string> words) {
  Shape shape = of_kind(Shape::Is::one_of);
  shape.words = std::move(words);
  return shape;
}

Shape number(double least, double most) {
  Shape shape = of_kind(Shape::Is::number);
  shape.least = least;
  shape.most = most;
  shape.expected = "a number";
  shape.pattern = digits;  // in quotes, or with thousands apart
  return shape;
}

Shape whole_number(double least, double most) {
  Shape shape = number(least, most);
  shape.is_whole = true;
  return shape;
}

Shape list_of(Shape item) {
  Shape shape = of_kind(Shape::Is::list);
  shape.of.push_back(std::move(item));
  return shape;
}

Shape block(Keys keys, std::size_t needed) {
  Shape shape = of_kind(Shape::Is::block);
  shape.needed = needed;
  for (auto& [key, of] : keys) {
    shape.words.push_back(std::move(key));
    shape.of.push_back(std::move(of));
  }
  return shape;
}

Shape single(Keys keys) {
  Shape shape = block(std::move(keys));
  shape.is_single = true;
  return shape;
}

Shape by_name(Shape value, std::string pattern) {
  Shape shape = of_kind(Shape::Is::by_name);
  shape.pattern = std::move(pattern);
  shape.of.push_back(std::move(value));
  return shape;
}

Shape any_of(std::vector<Shape> choices) {
  Shape shape = of_kind(Shape::Is::any_of);
  shape.of = std::move(choices);
  return shape;
}

Shape named(std::string name, Shape shape) {
  shape.name = std::move(name);
  return shape;
}

Shape amount(const std::vector<std::string>& units) {
  std::vector<std::string> words;
  for (const std::string& unit : units) words.push_back(either(unit));
  return like(with_unit(words), fmt::format("a number and one of: {}", fmt::join(units, ", ")));
}

Shape share(double least, double most) {
  return any_of({number(least, most), like(with_unit({"%"}), "a share such as 60 %")});
}

Shape date() { return like(day, "a date such as 2009-07-31"); }

Shape duration() { return named("duration", any_of({one_of({"0"}), amount(names_of_time_units())})); }

Shape per_time(const std::vector<std::string>& words) {
  std::vector<std::string> counted;
  for (const std::string& word : words) counted.push_back(either(word));
  std::vector<std::string> times;
  for (const std::string& unit : names_of_time_units()) {
    if (unit != "working day") times.push_back(unit + "s?");
  }
  return like(fmt::format("{} *({} )?per ({})", digits, fmt::join(counted, " |"), fmt::join(times, "|")),
              fmt::format("a number of {} per time, such as per year", fmt::join(words, ", ")));
}

Shape dated(Shape value) {
  const Shape from = like(fmt::format("([+]|- ?|x )?.* from {}", day), "a value or a change from a date on");
  return any_of({value, list_of(any_of({value, from}))});
}

}  // namespace caseload::scenario::shape
