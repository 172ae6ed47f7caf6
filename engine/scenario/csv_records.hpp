// Reads CSV texts record by record.   Tested by tests/scenario/open_cases_test.cpp, tests/scenario/sweep_plan_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace caseload::scenario {

struct CsvField {
  std::string text;
  int column{1};  ///< characters, from 1
  int width{1};
};

/// The records of a CSV text, one after the other. Quotes as in RFC 4180: "a ""quoted"" word".
class Records {
 public:
  explicit Records(std::string_view text) : text_{text} {}

  /// The next record that is not an empty line. @return false at the end
  bool next(std::vector<CsvField>& fields);
  int line() const { return line_; }  ///< on which the last record began
  std::string_view words() const { return text_.substr(began_, text_.find_first_of("\r\n", began_) - began_); }
  bool is_closed() const { return closed_; }  ///< no quote was left open

 private:
  void read(std::vector<CsvField>& fields);
  CsvField field();
  void quoted(std::string& word);

  std::string_view text_;
  std::size_t at_{}, began_{};
  int line_{}, next_line_{1};
  bool closed_{true};
};

}  // namespace caseload::scenario
