// Texts made to hang or crash a reader are refused, and quickly.
#include <chrono>
#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

#include "caseload/scenario.hpp"
#include "support/bad_scenarios.hpp"
#include "support/scratch.hpp"
#include "support/text.hpp"

using namespace caseload;
using support::repeated;

namespace {

/// Refused, in a time that nobody notices. The limit is generous: sanitizers and a busy machine must keep it.
void refused_quickly(const std::string& yaml, const std::string& why) {
  const auto begun = std::chrono::steady_clock::now();
  const auto result = read_text(yaml);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  REQUIRE_FALSE(result);
  INFO(to_text(result.problems().front()).substr(0, 500));
  CHECK(result.problems().front().message.find(why) != std::string::npos);
  CHECK(result.problems().size() <= 200);
  CHECK(took.count() < 10);
}

}  // namespace

TEST_CASE("an alias bomb is refused at its first anchor") {
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c <= 'z'; ++c) {
    const std::string before(1, static_cast<char>(c - 1));
    bomb += std::string(1, c) + ": &" + c + " [" + repeated("*" + before + ", ", 9) + "*" + before + "]\n";
  }
  refused_quickly(bomb, "an anchor");
}

TEST_CASE("an alias to the block that it stands in is refused") {
  refused_quickly("teams: &t\n  duty: *t\n", "an anchor");
  refused_quickly("&a [*a]\n", "an anchor");
}

TEST_CASE("brackets nested 90 000 deep are refused") {
  refused_quickly("a: " + std::string(90'000, '['), "");
  refused_quickly("a: " + std::string(90'000, '{'), "");
  refused_quickly("a: " + repeated("{a: ", 20'000), "");
  refused_quickly("a: " + repeated("[\n", 100'000), "");
}

TEST_CASE("blocks nested 30 000 deep on one line are refused") {
  refused_quickly(repeated("- ", 30'000) + "x", "nested more than");
  refused_quickly(repeated("? ", 30'000) + "x", "");
  refused_quickly(repeated("a: ", 30'000) + "x", "");
}

TEST_CASE("a line of 10 MB is refused") {
  refused_quickly("name: " + std::string(10u << 20, 'x'), "larger than");
  refused_quickly(std::string(10u << 20, '['), "larger than");
  refused_quickly("name: \"" + std::string(1'000'000, 'x'), "a line of more than");
}

TEST_CASE("a hundred thousand unknown keys are refused") {
  std::string keys;
  for (int i = 0; i < 100'000; ++i) keys += "k" + std::to_string(i) + ": 1\n";
  refused_quickly(keys, "more than 10000 entries");
  keys.clear();
  for (int i = 0; i < 9'000; ++i) keys += "k" + std::to_string(i) + ": 1\n";
  refused_quickly(keys, "there is no setting");
}

TEST_CASE("a pathway of thousands of junctions is walked without recursion") {
  std::string yaml = "period: {start: 2010-01-01, length: 1 year}\nsteps:\n";
  for (int i = 0; i < 9'000; ++i)
    yaml += "  s" + std::to_string(i) + ": {next: {s" + std::to_string((i + 1) % 9'000) + ": 100 %}}\n";
  refused_quickly(yaml, "families go round and round");
}

TEST_CASE("every cut of a good scenario is read or refused, and never crashes") {
  const std::string& good = test::good_scenario;
  for (std::size_t i = 0; i < good.size(); i += 3) CHECK_NOTHROW(read_text(good.substr(0, i)));
}

TEST_CASE("a good scenario with any character exchanged is read or refused, and never crashes") {
  const std::string odd =
      "{}[]:,&*!|>'\"%@`#-?\n\t \x01\xFF"
      "0";
  const std::string& good = test::good_scenario;
  std::size_t next = 0;
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string changed = good;
    changed[i] = odd[next++ % odd.size()];
    CHECK_NOTHROW(read_text(changed));
  }
}

TEST_CASE("files that extend each other in a circle are refused at the extends that closes it") {
  const test::Scratch folder;
  folder.write("a.yaml", "extends: b.yaml\n");
  folder.write("b.yaml", "name: b\nextends: a.yaml\n");
  const auto result = read((folder / "a.yaml").string());
  REQUIRE_FALSE(result);
  bool found = false;
  for (const Problem& problem : result.problems()) {
    if (problem.key != "extends") continue;
    found = true;
    CHECK(problem.place.file == (folder / "b.yaml").string());
    CHECK(problem.place.line == 2);
    CHECK(problem.place.column == 10);
  }
  CHECK(found);
}

TEST_CASE("a file that extends itself and a chain that is too long are refused") {
  const test::Scratch folder;
  folder.write("self.yaml", "extends: self.yaml\n");
  CHECK_FALSE(read((folder / "self.yaml").string()));
  for (int i = 0; i < 20; ++i)
    folder.write(std::to_string(i) + ".yaml", "extends: " + std::to_string(i + 1) + ".yaml\n");
  const auto result = read((folder / "0.yaml").string());
  REQUIRE_FALSE(result);
  bool found = false;
  for (const Problem& problem : result.problems())
    found |= problem.message.find("more than 16 files") != std::string::npos;
  CHECK(found);
}

TEST_CASE("a missing file, a folder and a name with escapes are refused") {
  const test::Scratch folder;
  const auto missing = read((folder / "no.yaml").string());
  REQUIRE_FALSE(missing);
  CHECK(missing.problems().front().message == "no such file");
  const auto directory = read((folder / ".").string());
  REQUIRE_FALSE(directory);
  CHECK(directory.problems().front().message.find("this is a folder") != std::string::npos);
  const auto escape = read("\x1B[31mred.yaml");
  REQUIRE_FALSE(escape);
  CHECK(to_text(escape.problems().front()) == "\\x1b[31mred.yaml: error: no such file");
}
