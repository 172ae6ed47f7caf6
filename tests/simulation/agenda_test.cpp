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

std::vector<std::uint32_t> drain(AgendaMemory& memory, Agenda& agenda, const std::set<std::uint32_t>& stale = {}) {
  std::vector<std::uint32_t> items;
  while (const AgendaEntry* first =
             agenda.first(memory, [&](const AgendaEntry& e) { return !stale.contains(e.item); })) {
    items.push_back(first->item);
    agenda.remove_first(memory);
  }
  return items;
}
}  // namespace

TEST_CASE("an agenda goes by urgency, then due date, then arrival") {
  AgendaMemory memory;
  Agenda agenda;
  agenda.add(memory, entry(1, 10, 1, 1));
  agenda.add(memory, entry(0, 90, 2, 2));
  agenda.add(memory, entry(1, 5, 3, 3));
  agenda.add(memory, entry(1, 5, 4, 4));
  agenda.add(memory, entry(0, 80, 5, 5));
  CHECK(drain(memory, agenda) == std::vector<std::uint32_t>{5, 2, 3, 4, 1});
}

TEST_CASE("an agenda gives what a sorted list would, whatever jumps the queue") {
  std::mt19937 random{3};
  AgendaMemory memory;
  Agenda agenda;
  std::set<std::pair<std::pair<unsigned, unsigned>, std::uint32_t>> sorted;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    const auto urgency = static_cast<std::uint8_t>(random() % 8 == 0 ? 0 : 1);
    const auto due = static_cast<unsigned>(i + random() % 20);
    agenda.add(memory, entry(urgency, static_cast<int>(due), i, i));
    sorted.insert({{urgency, due}, i});
    for (auto take = random() % 3; take > 0 && !sorted.empty(); --take) {
      const AgendaEntry* first = agenda.first(memory, [](const AgendaEntry&) { return true; });
      REQUIRE(first != nullptr);
      REQUIRE(first->item == sorted.begin()->second);
      bool looked = false;
      agenda.look_ahead(memory, [&](const AgendaEntry& likely) { looked |= likely.item == first->item; });
      REQUIRE(looked);
      agenda.remove_first(memory);
      sorted.erase(sorted.begin());
    }
  }
  std::vector<std::uint32_t> expected;
  for (const auto& [key, item] : sorted) expected.push_back(item);
  CHECK(drain(memory, agenda) == expected);
}

TEST_CASE("stale entries are passed over, wherever they stand") {
  AgendaMemory memory;
  Agenda agenda;
  for (std::uint32_t i = 0; i < 6; ++i) agenda.add(memory, entry(0, static_cast<int>(i), i, i));
  CHECK(drain(memory, agenda, {0, 3, 5}) == std::vector<std::uint32_t>{1, 2, 4});
}

TEST_CASE("agendas share a memory and keep out of each other's way, also after it has begun anew") {
  std::mt19937 random{5};
  AgendaMemory memory;
  for (int replication = 0; replication < 3; ++replication) {
    memory.restart();
    std::vector<Agenda> agendas(20);
    std::vector<std::set<std::pair<unsigned, std::uint32_t>>> sorted(agendas.size());
    for (std::uint32_t i = 0; i < 20'000; ++i) {
      const std::size_t one = random() % agendas.size();
      const auto due = static_cast<unsigned>(random() % 3 == 0 ? random() % 100 : i);
      agendas[one].add(memory, entry(0, static_cast<int>(due), i, i));
      sorted[one].insert({due, i});
      if (i % 5000 == 4999) {
        agendas[one].clear(memory);
        sorted[one].clear();
      }
    }
    for (std::size_t one = 0; one < agendas.size(); ++one) {
      std::vector<std::uint32_t> expected;
      for (const auto& [due, item] : sorted[one]) expected.push_back(item);
      CHECK(drain(memory, agendas[one]) == expected);
    }
  }
}
