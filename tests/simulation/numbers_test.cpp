// A replication that runs out of numbers fails; it does not go on with those that are taken.
#include <catch2/catch.hpp>
#include <limits>
#include <stdexcept>

#include "caseload/caseload.hpp"
#include "simulation/service.hpp"

using namespace caseload;

TEST_CASE("a replication without numbers left says so") {
  Reading reading;
  reading.library = CASELOAD_SCENARIOS;
  const Model model = compile(*read(CASELOAD_SCENARIOS "/darlington-2009.yaml", reading));
  Arena arena;
  State& s = arena.state();
  std::uint32_t State::*const counter = GENERATE(&State::last_ticket, &State::last_arrival);
  start(model, s, Replication{0}, Seed{1}, {});
  s.*counter = std::numeric_limits<std::uint32_t>::max() - 100;
  const auto go_on = [&] {
    while (advance(model, s)) {
    }
  };
  CHECK_THROWS_AS(go_on(), std::length_error);
}
