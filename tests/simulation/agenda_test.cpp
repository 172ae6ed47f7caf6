#include "simulation/agenda.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <utility>
#include <vector>

using namespace caseload;

namespace {
AgendaEntry entry(std::uint8_t urgency, int due, std::uint32_t arrival, std::uint32_t item) {
  return {urgency, Instant{std::chrono::seconds{due}}, arrival, item, 0};
}

std::vector<std::uint32_t> drain(Agenda& agenda, const std::set<std::uint32_t>& stale = {}) {
  std::vector<std::uint32_t> items;
  while (const AgendaEntry* first = agenda.first([&](const AgendaEntry& e) { return !stale.contains(e.item); })) {
    items.push_back(first->item);
    agenda.remove_first();
  }
  return items;
}
}  // namespace

TEST_CASE("an agenda goes by urgency, then due date, then arrival") {
  Agenda agenda;
  agenda.add(entry(1, 10, 1, 1));
  agenda.add(entry(0, 90, 2, 2));
  agenda.add(entry(1, 5, 3, 3));
  agenda.add(entry(1, 5, 4, 4));
  agenda.add(entry(0, 80, 5, 5));
  CHECK(drain(agenda) == std::vector<std::uint32_t>{5, 2, 3, 4, 1});
}

TEST_CASE("an agenda gives what a sorted list would, whatever jumps the queue") {
  std::mt19937 random{3};
  Agenda agenda;
  std::set<std::pair<std::pair<unsigned, unsigned>, std::uint32_t>> sorted;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    const auto urgency = static_cast<std::uint8_t>(random() % 8 == 0 ? 0 : 1);
    const auto due = static_cast<unsigned>(i + random() % 20);
    agenda.add(entry(urgency, static_cast<int>(due), i, i));
    sorted.insert({{urgency, due}, i});
    for (auto take = random() % 3; take > 0 && !sorted.empty(); --take) {
      const AgendaEntry* first = agenda.first([](const AgendaEntry&) { return true; });
      REQUIRE(first != nullptr);
      REQUIRE(first->item == sorted.begin()->second);
      agenda.remove_first();
      sorted.erase(sorted.begin());
    }
  }
  CHECK(drain(agenda).size() == sorted.size());
}

TEST_CASE("stale entries are passed over, wherever they stand") {
  Agenda agenda;
  for (std::uint32_t i = 0; i < 6; ++i) agenda.add(entry(0, static_cast<int>(i), i, i));
  CHECK(drain(agenda, {0, 3, 5}) == std::vector<std::uint32_t>{1, 2, 4});
}
