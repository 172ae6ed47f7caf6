// Runs the program as a user would, in a folder of its own.
#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "support/scratch.hpp"
#include "support/text.hpp"

namespace caseload::test {

/// What the program said and how it ended.
struct Outcome {
  int exit_code{};
  std::string out, err;
};

/// A folder with a small scenario, small.yaml, and the program started inside it.
class Desk {
 public:
  Desk() { write("small.yaml", small_scenario); }

  /// @param arguments  as typed at a shell, with redirections if need be
  Outcome caseload(const std::string& arguments, const std::string& before = "") const {
    const std::string line = "cd '" + folder_.path().string() + "' && { " + before + " '" + CASELOAD_PROGRAM + "' " +
                             arguments + " ; } >.stdout 2>.stderr";
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content_of(folder_ / ".stdout"),
            content_of(folder_ / ".stderr")};
  }

  void write(const std::string& name, const std::string& content) const { folder_.write(name, content); }
  std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }

  /// The one folder under out/.
  std::filesystem::path results() const {
    const auto names = names_in(folder_ / "out");
    return names.size() == 1 ? folder_ / "out" / names.front() : std::filesystem::path{};
  }

  bool has_results() const { return std::filesystem::exists(folder_ / "out"); }

 private:
  static constexpr auto small_scenario =
      "caseload: 1\n"
      "name: Small council\n"
      "period: {start: 2024-01-01, length: 3 weeks, begin: empty}\n"
      "demand: {referrals: {rate: 20 families per day, children: 1.8, to: screening}}\n"
      "teams: {duty: {posts: 3, limit: 12 families}, legal: {posts: 1, works: pool}}\n"
      "steps:\n"
      "  screening:\n"
      "    team: duty\n"
      "    due: 2 days\n"
      "    tasks: {decision: {effort: {exponential: 3 hours}}}\n"
      "    next: {advice: 20 %, closed: rest}\n"
      "  advice: {team: legal, tasks: {opinion: {effort: 1 hour}}}\n"
      "options:\n"
      "  one more: {teams.duty.posts: +1}\n"
      "  quiet time: {demand.referrals.rate: -50 %}\n";

  Scratch folder_;
};

using support::has;

}  // namespace caseload::test
