// What a run holds in memory does not grow with its replications.
#include <sys/resource.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "cli/program.hpp"

namespace {

using namespace caseload::test;

// The sanitizers keep what was freed, so that memory grows whatever the program does.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool can_be_measured = false;
#else
constexpr bool can_be_measured = true;
#endif

/// Nearly nothing happens in thirty years, of which every week and every month is kept: a third of a megabyte for each
/// replication, and a millisecond.
constexpr auto long_and_quiet = R"(caseload: 1
name: Quiet for thirty years
period: {start: 2000-01-01, length: 30 years, begin: empty}
demand: {referrals: {rate: 1 family per month, to: advice}}
teams: {duty: {posts: 2, limit: 12 families}}
steps: {advice: {team: duty, due: 2 days, tasks: {talk: {effort: {exponential: 1 hour}}}}}
options: {one more: {teams.duty.posts: +1}}
)";

/// The largest resident size of the program [MB]. It must end well.
double peak_of(const Desk& desk, std::vector<std::string> words) {
  std::vector<char*> arguments;
  words.insert(words.begin(), CASELOAD_PROGRAM);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    const bool ready = ::chdir((desk / "").c_str()) == 0 && std::freopen("/dev/null", "w", stdout) != nullptr &&
                       std::freopen("/dev/null", "w", stderr) != nullptr;
    if (ready) ::execv(arguments.front(), arguments.data());
    ::_exit(127);
  }
  int status = 0;
  rusage used{};
  REQUIRE(::wait4(child, &status, 0, &used) == child);
  REQUIRE(WIFEXITED(status));
  REQUIRE(WEXITSTATUS(status) == 0);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

}  // namespace

TEST_CASE("many times as many replications take no more memory than what may be held of them") {
  if (!can_be_measured) return;
  const Desk desk;
  desk.write("quiet.yaml", long_and_quiet);
  // 25 of them take 9 MB, 400 of them 150 MB. Held are 32 MB, and what reads them again.
  const double few = peak_of(desk, {"run", "quiet.yaml", "--reps", "25", "--threads", "2"});
  CHECK(peak_of(desk, {"run", "quiet.yaml", "--reps", "400", "--threads", "2"}) < few + 70);
  // Adding to them reads them all.
  CHECK(peak_of(desk, {"run", "quiet.yaml", "--reps", "410", "--threads", "2", "--extend"}) < few + 70);
  // Two options of which the weeks are not kept.
  const double both = peak_of(desk, {"compare", "quiet.yaml", "--reps", "25", "--threads", "2"});
  CHECK(peak_of(desk, {"compare", "quiet.yaml", "--reps", "400", "--threads", "2"}) < both + 70);
}
