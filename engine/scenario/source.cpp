// Lines of a text, and problems that quote them.
// Tested by tests/scenario/bad_scenarios_test.cpp and bombs_test.cpp.
#include "scenario/source.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace caseload::scenario {

Source::Source(std::string name, std::string text) : name_{std::move(name)}, text_{std::move(text)}, starts_{0} {
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') starts_.push_back(i + 1);
  }
}

std::string_view Source::line(int number) const {
  if (number < 1 || number > lines()) return {};
  const std::size_t start = starts_[static_cast<std::size_t>(number) - 1];
  std::string_view line = text().substr(start);
  line = line.substr(0, line.find('\n'));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::size_t Source::offset(int line, int byte) const {
  const auto row = static_cast<std::size_t>(std::clamp(line, 0, lines() - 1));
  return std::min(text_.size(), starts_[row] + static_cast<std::size_t>(std::max(0, byte)));
}

Problem problem_at(const Span& span, std::string key, std::string message, std::string hint) {
  if (!span.source) return {{}, std::move(key), std::move(message), std::move(hint), {}, 1};
  const bool has_lines = span.line > 0;
  return {{span.source->name(), span.line, span.column},
          std::move(key),
          std::move(message),
          std::move(hint),
          std::string{has_lines ? span.source->line(span.line) : span.source->text()},
          span.width};
}

std::string in_words(const Span& span) {
  if (!span.source || span.line == 0) return "the command line";
  return fmt::format("{} line {}", span.source->name(), span.line);
}

}  // namespace caseload::scenario
