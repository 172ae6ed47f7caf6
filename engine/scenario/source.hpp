// The texts that a scenario is read from, and spans of them to point at. Hides how lines are found.
// Tested by tests/scenario/bad_scenarios_test.cpp and bombs_test.cpp.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "caseload/result.hpp"

namespace caseload::scenario {

/// One text: a file, standard input, or an override from the command line (which has no name and no lines).
class Source {
 public:
  Source(std::string name, std::string text);

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }
  int lines() const { return static_cast<int>(starts_.size()); }
  /// Line `number`, counted from 1, without its end. Empty if there is no such line.
  std::string_view line(int number) const;
  /// The offset in text() of a byte, given as yaml-cpp gives it: both counted from 0.
  std::size_t offset(int line, int byte) const;

 private:
  std::string name_, text_;
  std::vector<std::size_t> starts_;
};

/// Where a key or value stands. Points into a Source of Sources, which outlives it.
struct Span {
  const Source* source{};
  int line{};    ///< from 1; 0 in an override
  int column{};  ///< characters, from 1
  int width{1};  ///< characters
};

/// Keeps every text of one reading alive while spans point into them.
class Sources {
 public:
  const Source& add(std::string name, std::string text) {
    return sources_.emplace_back(std::move(name), std::move(text));
  }

 private:
  std::deque<Source> sources_;
};

/// A mistake at a span, with the author's line.
Problem problem_at(const Span&, std::string key, std::string message, std::string hint = {});

/// "kent.yaml line 14", "the command line".
std::string in_words(const Span&);

}  // namespace caseload::scenario
