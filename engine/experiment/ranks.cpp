// What can be known of mpirun without MPI.   See ranks.hpp.
#include "experiment/ranks.hpp"

#include <array>
#include <cstdlib>

namespace caseload {
namespace {

/// As Open MPI, those who follow PMIx (Slurm, PRRTE) and MPICH's kin tell it.
constexpr std::array<const char*, 3> rank_names{"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK"};

const char* rank_in_words() {
  for (const char* const name : rank_names)
    if (const char* const value = std::getenv(name)) return value;
  return nullptr;
}

}  // namespace

bool was_started_by_mpirun() { return rank_in_words() != nullptr; }

unsigned rank_by_environment() {
  const char* const words = rank_in_words();
  return words ? static_cast<unsigned>(std::strtoul(words, nullptr, 10)) : 0;
}

}  // namespace caseload
