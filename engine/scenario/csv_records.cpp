// See csv_records.hpp.
#include "scenario/csv_records.hpp"

#include <algorithm>

#include "scenario/utf8.hpp"

namespace caseload::scenario {

bool Records::next(std::vector<CsvField>& fields) {
  while (at_ < text_.size()) {
    read(fields);
    if (fields.size() > 1 || !fields.front().text.empty()) return true;
  }
  return false;
}

void Records::read(std::vector<CsvField>& fields) {
  fields.clear();
  line_ = next_line_++;
  began_ = at_;
  do fields.push_back(field());
  while (at_ < text_.size() && text_[at_++] == ',');
  // What ends a record is \r\n, \n or the end; field() stopped at it, and the comma test went past it.
  if (at_ < text_.size() && text_[at_ - 1] == '\r' && text_[at_] == '\n') ++at_;
}

CsvField Records::field() {
  const std::size_t start = at_;
  CsvField found;
  found.column = count_characters(text_.substr(began_, start - began_)) + 1;
  if (at_ < text_.size() && text_[at_] == '"') quoted(found.text);
  while (at_ < text_.size() && std::string_view{",\r\n"}.find(text_[at_]) == std::string_view::npos)
    found.text += text_[at_++];
  found.width = std::max(1, count_characters(text_.substr(start, at_ - start)));
  return found;
}

void Records::quoted(std::string& word) {
  closed_ = false;
  for (++at_; at_ < text_.size(); ++at_) {
    if (text_[at_] == '\n') ++next_line_;
    if (text_[at_] == '"') {
      const bool is_doubled = at_ + 1 < text_.size() && text_[at_ + 1] == '"';
      closed_ = !is_doubled;
      if (!is_doubled) {
        ++at_;
        return;
      }
      ++at_;
    }
    word += text_[at_];
  }
}

}  // namespace caseload::scenario
