// What is asked of replicate() in tests of it.
#pragma once

#include <cstdint>

#include "caseload/experiment.hpp"

namespace caseload::test {

inline Experiment asked(std::uint32_t first, std::uint32_t replications, unsigned threads) {
  return {Seed{1}, first, replications, threads};
}

}  // namespace caseload::test
