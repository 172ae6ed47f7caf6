// What replications observed comes back as it was, from memory or from the file, and takes no more memory than it may.
#include "caseload/kept.hpp"

#include <stdlib.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <string>
#include <thread>

#include "support/scratch.hpp"

namespace {

using namespace caseload;

/// All different, some of them not a number; two rows of a shape of their own if `months`.
Observations observed(std::size_t i, bool months = false) {
  Observations seen;
  auto some = [&, x = 1000.0 * static_cast<double>(i)](std::size_t count) mutable {
    std::vector<double> row(count);
    for (double& value : row) value = ++x;
    return row;
  };
  seen.values = some(7);
  seen.values[i % 7] = std::nan("");
  seen.of = some(7);
  seen.series = some(40);
  if (months) seen.months = some(10);
  seen.histograms = some(3);
  seen.luck = some(2);
  seen.events = 1'000'000 + i;
  return seen;
}

/// NaN equals NaN here.
bool same(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

bool same(const Observations& a, const Observations& b) {
  return a.events == b.events && same(a.values, b.values) && same(a.of, b.of) && same(a.series, b.series) &&
         same(a.months, b.months) && same(a.histograms, b.histograms) && same(a.beginning, b.beginning) &&
         same(a.luck, b.luck);
}

bool same(const Kept& a, const Kept& b) {
  if (a.size() != b.size()) return false;
  auto other = b.begin();
  for (const Observations& seen : a) {
    if (!same(seen, *other)) return false;
    ++other;
  }
  return true;
}

/// @param months_from  the first replication that has months
Kept filled(std::size_t count, std::size_t in_memory, std::size_t months_from = 1000) {
  Kept kept{in_memory};
  for (std::size_t i = 0; i < count; ++i) kept.push_back(observed(i, i >= months_from));
  return kept;
}

constexpr std::size_t little = 5000, plenty = std::size_t{1} << 30;  // bytes

}  // namespace

TEST_CASE("what was put aside comes back bit by bit, one replication after the other") {
  for (const std::size_t count : {0U, 1U, 6U, 100U}) {
    const Kept aside = filled(count, little), in_memory = filled(count, plenty);
    REQUIRE(aside.size() == count);
    CHECK(same(aside, in_memory));
    for (std::size_t i = 0; i < count; ++i) CHECK(same(aside[i], observed(i)));
  }
}

TEST_CASE("and column by column, from any replication on") {
  const Kept aside = filled(100, little), in_memory = filled(100, plenty);
  for (const std::size_t from : {0U, 1U, 50U, 99U, 100U}) {
    for (std::size_t place = 0; place < 7; ++place)
      CHECK(
          same(aside.column(&Observations::values, place, from), in_memory.column(&Observations::values, place, from)));
    CHECK(same(aside.column(&Observations::series, 39, from), in_memory.column(&Observations::series, 39, from)));
    CHECK(same(aside.column(&Observations::luck, 1, from), in_memory.column(&Observations::luck, 1, from)));
  }
  CHECK(aside.column(&Observations::of, 2)[50] == 50'010);
  CHECK(aside.width(&Observations::series) == 40);
  CHECK(aside.width(&Observations::months) == 0);
  CHECK(Kept{}.width(&Observations::values) == 0);
}

TEST_CASE("replications need not have rows of the same lengths") {
  const Kept aside = filled(60, little, 25), in_memory = filled(60, plenty, 25);
  CHECK(same(aside, in_memory));
  CHECK(same(aside.column(&Observations::histograms, 2), in_memory.column(&Observations::histograms, 2)));
  CHECK(same(aside.column(&Observations::months, 9, 25), in_memory.column(&Observations::months, 9, 25)));
}

TEST_CASE("memory does not grow with replications") {
  Kept kept{little};
  for (std::size_t i = 0; i < 2000; ++i) {
    kept.push_back(observed(i));
    REQUIRE(kept.bytes_in_memory() <= little);
  }
  CHECK(filled(50, plenty).bytes_in_memory() > 5 * little);
}

TEST_CASE("the first ones can be kept alone, and others added to them") {
  for (const std::size_t in_memory : {little, plenty}) {
    Kept kept = filled(100, in_memory);
    kept.cut(37);
    CHECK(same(kept, filled(37, plenty)));
    CHECK(kept.column(&Observations::of, 0).size() == 37);
    for (std::size_t i = 37; i < 80; ++i) kept.push_back(observed(i));
    CHECK(same(kept, filled(80, plenty)));
    kept.cut(0);
    CHECK(kept.empty());
  }
}

TEST_CASE("a copy goes its own way") {
  Kept kept = filled(50, little);
  Kept copy = kept;
  copy.cut(20);
  for (std::size_t i = 0; i < 30; ++i) copy.push_back(observed(500 + i));
  for (std::size_t i = 50; i < 70; ++i) kept.push_back(observed(i));
  CHECK(same(kept, filled(70, plenty)));
  CHECK(same(copy[19], observed(19)));
  CHECK(same(copy[49], observed(529)));
}

TEST_CASE("several threads read at the same time") {
  const Kept kept = filled(100, little);
  std::vector<int> right(4, 0);
  std::vector<std::thread> readers;
  for (int& one : right) readers.emplace_back([&] { one = same(kept, filled(100, plenty)); });
  for (std::thread& reader : readers) reader.join();
  CHECK(right == std::vector<int>{1, 1, 1, 1});
}

TEST_CASE("the file has no name, and where there can be none all stays in memory") {
  const test::Scratch scratch;
  const char* const before = std::getenv("TMPDIR");
  const std::string usual = before ? before : "";
  ::setenv("TMPDIR", scratch.path().c_str(), 1);
  const Kept aside = filled(100, little);
  CHECK(aside.bytes_in_memory() <= little);
  CHECK(test::names_in(scratch.path()).empty());
  ::setenv("TMPDIR", (scratch / "no/such/folder").c_str(), 1);
  const Kept refused = filled(100, little);
  CHECK(refused.bytes_in_memory() > little);
  CHECK(same(refused, aside));
  before ? ::setenv("TMPDIR", usual.c_str(), 1) : ::unsetenv("TMPDIR");
}

TEST_CASE("journeys, first waits and logs are not lost") {
  Kept kept{little};
  for (std::size_t i = 0; i < 50; ++i) {
    Observations seen = observed(i);
    if (i == 3) seen.waits = {{7, 1, 2, Elapsed{60}}};
    kept.push_back(std::move(seen));
  }
  CHECK(kept[3].waits.size() == 1);
  CHECK(same(kept, filled(50, plenty)));
}
