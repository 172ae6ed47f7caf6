// How a value may be written, as far as an editor can tell: what the JSON Schema says of a kind. What the reader
// refuses besides (a date that does not exist, shares that do not add up) is the reader's own business. Tested by
// tests/report/schema_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace caseload::scenario {

struct Shape {
  enum class Is { anything, text, like, one_of, number, list, block, by_name, any_of };

  Is is{Is::anything};
  std::string name{};      ///< under which a schema keeps it; empty: written out wherever it stands
  std::string pattern{};   ///< like; by_name: of the names (empty: any). A regular expression without its ends
  std::string expected{};  ///< like, number: "60 % or 0.6", for who writes something else
  std::vector<std::string> words{};  ///< one_of: the choices; block: its keys, one for each of `of`
  double least{}, most{};            ///< number
  bool is_whole{};                   ///< number
  std::size_t needed{};              ///< block: so many of the first keys must be there
  bool is_single{};                  ///< block: exactly one of the keys
  std::vector<Shape> of{};           ///< what stands in a list, a block, by name; or the choices
};

namespace shape {

using Keys = std::vector<std::pair<std::string, Shape>>;

Shape anything();
Shape text();
Shape like(std::string pattern, std::string expected);
Shape one_of(std::vector<std::string> words);
Shape number(double least, double most);
Shape whole_number(double least, double most);
Shape list_of(Shape);
Shape block(Keys, std::size_t needed = 0);
Shape single(Keys);  ///< a block of exactly one of them
Shape by_name(Shape, std::string pattern = {});
Shape any_of(std::vector<Shape>);
Shape named(std::string name, Shape);

/// A number and one of these units, in the singular or the plural: {"hour", "minute"}.
Shape amount(const std::vector<std::string>& units);
/// "60 %", or 0.6.
Shape share(double least, double most);
Shape date();
/// A number and any unit of time; nought needs none.
Shape duration();
/// "children per week": one of these, per any time but working days.
Shape per_time(const std::vector<std::string>& counted);
/// A value, or a list of values from dates.
Shape dated(Shape);

}  // namespace shape
}  // namespace caseload::scenario
