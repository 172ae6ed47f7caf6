// An author's mistake is a value with a place; all of a scenario's mistakes come back together.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace caseload {

/// Where something stands in what the author wrote. Lines and columns count from 1, as people do; 0 means
/// "nowhere in particular" (a missing file, a command-line override).
struct Place {
  std::string file;
  int line{};
  int column{};
};

/// One mistake of a scenario's author.
struct Problem {
  Place place;
  std::string key;          ///< full path of the setting, such as "steps.initial assessment.due"; may be empty
  std::string message;      ///< what was expected and what was found, one line
  std::string hint;         ///< what to write instead, or a suggestion; may be empty
  std::string source_line;  ///< the author's line, for showing; may be empty
  int width{1};             ///< how many columns of source_line to underline
};

using Problems = std::vector<Problem>;

/// "kent.yaml:22:10: error: 'due' needs a unit", the line itself, and the hint under the place. Text from the
/// scenario is shown with control and bidirectional characters made visible, so it cannot drive a terminal, and of what is
/// long only the ends of a message and the line around the place.
std::string to_text(const Problem&);

/// Either a value or the list of mistakes that prevented it; never both.
template <class T>
class Result {
 public:
  Result(T value) : content_{std::move(value)} {}
  Result(Problems problems) : content_{std::move(problems)} { assert(!std::get<Problems>(content_).empty()); }

  explicit operator bool() const { return std::holds_alternative<T>(content_); }
  const T& operator*() const& { return std::get<T>(content_); }
  T& operator*() & { return std::get<T>(content_); }
  T&& operator*() && { return std::get<T>(std::move(content_)); }
  const T* operator->() const { return &std::get<T>(content_); }
  T* operator->() { return &std::get<T>(content_); }
  const Problems& problems() const { return std::get<Problems>(content_); }

 private:
  std::variant<T, Problems> content_;
};

}  // namespace caseload
