// The kinds of value that a scenario may hold (scenarios/README.md, "Values"), each with its reader.
// Tested by tests/scenario/values_test.cpp and bad_scenarios_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "caseload/scenario.hpp"
#include "scenario/describe.hpp"

namespace caseload::scenario {

/// Whether nought will do.
enum class Nought { allowed, refused };

// ---- words
const KindOf<std::string>& text();
const KindOf<std::string>& name_of(const std::string& what);  ///< one name; whether it exists is checked later
const KindOf<std::vector<std::string>>& names_of(const std::string& what);
const KindOf<bool>& yes_or_no();

/// One of a few words.
template <class T>
KindOf<T> one_of(std::string name, std::vector<std::pair<std::string, T>> choices);

// ---- numbers
KindOf<std::uint32_t> whole_number(std::uint32_t least, std::uint32_t most);
KindOf<double> number(double least, double most);
const KindOf<double>& share();  ///< "60 %" or 0.6, within 0..1
const KindOf<double>& share_above_zero();
const KindOf<double>& proportion();  ///< "110 %" or 1.1: may be more than the whole
const KindOf<double>& proportion_above_zero();
const KindOf<double>& days_per_year();
const KindOf<double>& pounds_per_week();  ///< "950 pounds per week", or per another time
const KindOf<Limit>& limit();
const KindOf<double>& number_of_children();  ///< "150 children", above 0
const KindOf<double>& pounds();  ///< "36729 pounds", "1.5 million pounds", with or without "per year"

// ---- time
const KindOf<Date>& a_date();
const KindOf<std::vector<Date>>& dates();
const KindOf<std::chrono::seconds>& time_of_day();
const KindOf<std::vector<bool>>& weekdays();
const KindOf<Duration>& duration(Nought);
const KindOf<DurationDistribution>& random_duration(Nought);
const KindOf<DurationDistribution>& tenure_by_rate();  ///< "9.6 % per year" of workers leave; nought: an infinite mean

// ---- work and families
const KindOf<Distribution>& effort();
const KindOf<double>& fixed_effort();  ///< hours, always the same
const KindOf<Distribution>& children();

// ---- values that change on dates
const KindOf<Dated<double>>& posts();
const KindOf<Dated<Rate>>& rates();

// ---- values with a form of their own
struct Due {
  Duration within;
  bool from_referral{};
  std::string from_step;  ///< empty: this step
};
const KindOf<Due>& due();
const KindOf<std::vector<Route>>& routes();
const KindOf<std::vector<GradeShare>>& grade_shares();
const KindOf<std::vector<double>>& chances();  ///< "[27 %, 60 %]", or one share
const KindOf<std::vector<double>>& season();
const KindOf<Begin>& begin();
const KindOf<std::vector<MonthCount>>& profile();  ///< "{2008-04: 380, 2008-05: 399}"
const KindOf<Condition>& condition();              ///< "{children per worker: above 25, team: duty}"
std::string in_words(const Condition&);            ///< "children per worker above 25"
const KindOf<double>& factor();                            ///< "+40 %", "x 1.4"
const KindOf<std::optional<Duration>>& yes_or_duration();  ///< `yes` is empty: for good

// ---- for the readers of distributions and dated values
bool read_number(const Value&, double& number);
bool read_share(const Value&, double& share);
/// Amount and unit. A bare 0 has no unit and counts as seconds.
bool read_duration(const Value&, Nought, Duration&);
bool read_effort(const Value&, double& hours);
Shape shape_of_effort();
/// The shares of a block or list, of which one may be `rest`, made to add up to 1.
bool complete_shares(const Value&, std::vector<double>& shares, std::optional<std::size_t> rest);

template <class T>
KindOf<T> one_of(std::string name, std::vector<std::pair<std::string, T>> choices) {
  KindOf<T> kind;
  kind.name = std::move(name);
  kind.example = choices.front().first;
  for (const auto& choice : choices) kind.words.push_back(choice.first);
  kind.shape = shape::one_of(kind.words);
  for (const std::string& word : kind.words)
    kind.written += (kind.written.empty() ? "" : &word == &kind.words.back() ? " or " : ", ") + word;
  kind.read = [choices](const Value& value, T& chosen) {
    std::string words;
    for (const auto& [word, meaning] : choices) {
      if (value.is_word() && value.word() == word) {
        chosen = meaning;
        return true;
      }
      words += (words.empty() ? "'" : &choices.back().first == &word ? " or '" : ", '") + word + "'";
    }
    return value.expected(words);
  };
  return kind;
}

}  // namespace caseload::scenario
