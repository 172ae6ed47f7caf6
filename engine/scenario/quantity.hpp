// Words that hold numbers: "45 working days", "60 %", "+3 from 2010-04-01". Only syntax; what a number means is the
// business of values.cpp.   Tested by tests/scenario/read_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caseload/time.hpp"
#include "scenario/node.hpp"

namespace caseload::scenario {

/// A number and the words after it.
struct Quantity {
  double number{};
  std::string unit;  ///< blanks between words are single; may be empty
};

/// Decimal digits with an optional minus sign and fraction, then anything. Thousands may stand apart, "2 000 000", as
/// tables print them. Nothing that other programs read differently: no leading zeros, exponents, hexadecimal, other
/// separators, infinities.
std::optional<Quantity> quantity(std::string_view text);

/// Why `text`, which is no Quantity, is none: a hint such as "write it without leading zeros". May be empty.
std::string why_no_quantity(std::string_view text);

/// Shortest decimal that reads back as the same number, rounded to 12 significant digits first, so that 10 + 10 %
/// is 11.
std::string in_words(double number);
std::string in_words(const Quantity&);

/// A date such as 2009-07-01, between 1900 and 3000.
std::optional<Date> date(std::string_view text);
std::string in_words(Date);

/// A new value, or a change of the one in force, perhaps from a date on.
struct Amendment {
  enum class Kind { set, add, multiply };
  Kind kind{Kind::set};
  Quantity by;  ///< the new value, the difference, or the factor
  std::optional<Date> from;
};

/// Reads "9", "8 from 2009-07-01", "+3", "-2", "+40 %", "x 1.5", "+3 from 2010-04-01".
std::optional<Amendment> amendment(std::string_view text);

/// A value from a date on; the first one has no date.
struct DatedQuantity {
  std::optional<Date> from;
  Quantity value;
};

/// `value` after `change`. Empty if the two have different units.
std::optional<Quantity> changed(const Quantity& value, const Amendment& change);

/// A mistake in a list of dated values.
struct DatedMistake {
  const Node* at{};
  std::string message, hint;
};

/// The values of "[7, 8 from 2009-07-01, +2 from 2010-04-01]", or of the single word "7", with changes carried out.
/// @return empty if `mistake` was filled
std::vector<DatedQuantity> dated_quantities(const Node&, DatedMistake& mistake);

}  // namespace caseload::scenario
