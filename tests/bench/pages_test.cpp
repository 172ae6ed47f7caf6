// The front page and bench/README.md say what was recorded.
// When bench/recorded.json is another, renew them: CASELOAD_RENEW=1 build/release/tests/bench_tests 'the pages*'
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <stdexcept>
#include <utility>

#include "bench/record.hpp"
#include "report/text.hpp"
#include "support/written.hpp"

using namespace caseload::bench;
using caseload::test::written_between;

namespace {

const std::string root = CASELOAD_SCENARIOS "/..";
constexpr auto begin_mark = "<!-- written from bench/recorded.json -->", end_mark = "<!-- end of what was recorded -->";

const Timing& timing(const Record& record, const std::string& name, const std::string& way) {
  for (const Timing& t : record.timings)
    if (t.name == name && t.way == way) return t;
  throw std::runtime_error("no " + name + " " + way + " in the record");
}

std::string time(const Timing& t) {
  return t.seconds >= 1 ? fmt::format("{:.1f} s", t.seconds) : fmt::format("{:.0f} ms", 1e3 * t.seconds);
}

std::string nanoseconds(const Timing& t) { return caseload::number(1e9 * t.each.median, 0); }

/// What the front page says of speed.
std::string in_short(const Record& record) {
  const std::string threads = fmt::format("{} threads", record.machine.cores);
  std::string text =
      fmt::format("\n| {}, {} at once, {} | |\n|---|---|\n", record.machine.processor, threads, record.machine.date);
  const auto row = [&](const std::string& what, const std::string& name, const std::string& way) {
    text += fmt::format("| {} | {} |\n", what, time(timing(record, name, way)));
  };
  row("one future of Darlington's service, five years, one thread", "darlington", "");
  row("as many of them as the answers need (see above), " + threads, "darlington_replications", threads);
  row("England as 153 services of their own sizes, one year, " + threads, "england", threads);
  row("the same, ten years", "england_decade", threads);
  row("one service of 30,000 workers, a quarter of a year, one thread", "large_service", "30,000 workers");
  text += fmt::format(
      "\nAn event of Darlington (a task done, a visit that falls due, somebody who falls ill) takes {} ns. In queues,\n"
      "which other simulators have as well, an arrival or a departure takes so many nanoseconds, on one thread:\n\n",
      nanoseconds(timing(record, "darlington", "")));
  text += "| | caseload, from YAML | C++, for this one queue | SimPy | SimJS |\n|---|---|---|---|---|\n";
  for (const auto& [name, what] : {std::pair{"mm1", "one server, busy 90 %"},
                                   {"mm20", "twenty servers, busy 95 %"},
                                   {"network", "four stages in a row, busy 85 %"}}) {
    text += fmt::format("| {}", what);
    for (const char* const way : {"", "by hand", "SimPy", "SimJS"})
      text += " | " + nanoseconds(timing(record, name, way));
    text += " |\n";
  }
  return text + '\n';
}

}  // namespace

TEST_CASE("the pages say what was recorded") {
  const auto record = read_record(CASELOAD_RECORDED);
  REQUIRE(record);
  const std::string table = markdown(*record);
  CHECK(written_between(root + "/bench/README.md", begin_mark, end_mark, '\n' + table + '\n') == '\n' + table + '\n');
  CHECK(written_between(root + "/README.md", begin_mark, end_mark, in_short(*record)) == in_short(*record));
}
