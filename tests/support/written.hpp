// Parts of documents that the program writes: they stand between two markers, and CASELOAD_RENEW=1 writes them anew.
#pragma once

#include <cstdlib>
#include <fstream>
#include <string>

#include "support/scratch.hpp"

namespace caseload::test {

/// What stands in the file between two lines of it; with CASELOAD_RENEW, `by` is put there first.
inline std::string written_between(const std::string& file, const std::string& begin, const std::string& end,
                                   const std::string& by) {
  std::string text = content_of(file);
  const auto from = text.find(begin + '\n');
  const auto to = text.find(end, from);
  if (from == text.npos || to == text.npos) return "no markers " + begin;
  const auto first = from + begin.size() + 1;
  if (std::getenv("CASELOAD_RENEW")) {
    text.replace(first, to - first, by);
    std::ofstream{file, std::ios::binary} << text;
    return by;
  }
  return text.substr(first, to - first);
}

}  // namespace caseload::test
