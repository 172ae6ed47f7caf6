// After a few replications in an arena nothing is allocated while another one runs.
// The address sanitizer wants to see to all memory itself.
#ifndef __SANITIZE_ADDRESS__
#include <catch2/catch.hpp>
#include <cstdlib>
#include <new>
#include <string>

#include "caseload/caseload.hpp"
#include "simulation/service.hpp"

using namespace caseload;

namespace {

std::uint64_t allocations = 0, allocated_bytes = 0;

void* counted(std::size_t bytes, std::size_t alignment) {
  ++allocations;
  allocated_bytes += bytes;
  void* const memory = std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment);
  if (memory == nullptr) throw std::bad_alloc{};
  return memory;
}

}  // namespace

void* operator new(std::size_t bytes) { return counted(bytes, alignof(std::max_align_t)); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return counted(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

TEST_CASE("events allocate nothing once an arena is warm") {
  const std::string scenario = GENERATE("darlington-2009.yaml", "early-help.yaml", "../bench/mm5.yaml");
  Reading reading;
  reading.library = CASELOAD_SCENARIOS;
  const Model model = compile(*read(CASELOAD_SCENARIOS "/" + scenario, reading));
  Arena arena;
  State& s = arena.state();
  constexpr std::uint32_t cold = 1, replications = 30;
  for (std::uint32_t i = 0; i < replications; ++i) {
    start(model, s, Replication{i}, Seed{1}, {});
    const std::uint64_t before = allocations;
    while (advance(model, s)) {
    }
    const std::uint64_t while_running = allocations - before;  // INFO allocates
    INFO(scenario << ", replication " << i);
    if (i < cold) {
      CHECK(while_running > 0);  // or nothing is counted
    } else {
      CHECK(while_running == 0);
    }
    finish(model, s);
  }
}

TEST_CASE("an arena that models of several sizes take turns in asks for no more memory each time") {
  Reading reading;
  reading.library = CASELOAD_SCENARIOS;
  const Model large = compile(*read(CASELOAD_SCENARIOS "/darlington-2009.yaml", reading));
  // Fewer teams, and more workers in the first: the agendas of those who stay are in another team each time.
  const Model small = compile(*read(CASELOAD_SCENARIOS "/../bench/mm20.yaml", reading));
  REQUIRE(large.teams.size() != small.teams.size());
  Arena arena;
  std::vector<std::uint64_t> bytes;
  for (std::uint32_t turn = 0; turn < 12; ++turn) {
    const std::uint64_t before = allocated_bytes;
    for (const Model* model : {&large, &small}) {
      State& s = arena.state();
      start(*model, s, Replication{turn}, Seed{1}, {});
      while (advance(*model, s)) {
      }
    }
    bytes.push_back(allocated_bytes - before);
  }
  CHECK(bytes.back() <= bytes[1]);
}

#endif
