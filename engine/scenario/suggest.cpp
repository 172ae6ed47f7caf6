// Edit distance.   Tested by tests/scenario/read_test.cpp.
#include "scenario/suggest.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenario/utf8.hpp"

namespace caseload::scenario {

namespace {

constexpr std::size_t longest_word = 100;  // longer ones are not typing mistakes
constexpr std::size_t longest_list = 8;    // of names in a hint

int allowed_distance(std::string_view word) { return word.size() <= 3 ? 1 : word.size() <= 8 ? 2 : 3; }

}  // namespace

int edit_distance(std::string_view a, std::string_view b) {
  std::vector<int> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  if (word.size() > longest_word) return {};
  int best = allowed_distance(word) + 1;
  std::string found;
  for (const std::string& candidate : known) {
    const auto difference = static_cast<long>(candidate.size()) - static_cast<long>(word.size());
    if (std::abs(difference) >= best || candidate.size() > longest_word) continue;
    const int distance = edit_distance(word, candidate);
    if (distance < best) {
      best = distance;
      found = candidate;
    }
  }
  return found;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  if (const std::string near = nearest(word, known); !near.empty())
    return fmt::format("did you mean '{}'?", made_visible(near));
  if (known.empty() || known.size() > longest_list) return {};
  return fmt::format("known: {}", made_visible(fmt::format("{}", fmt::join(known, ", "))));
}

}  // namespace caseload::scenario
