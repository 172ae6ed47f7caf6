// Points in the unit cube, spread better than chance would.   Tested by tests/random/unit_points_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace caseload {

/// The first `n` points of Sobol's sequence, the origin first, each coordinate in [0, 1). Without the origin the first
/// 2^k points would not fill the cube evenly (Owen, "On dropping the first Sobol' point", MCQMC 2020). Source: Sobol
/// (1967), with the direction numbers of Joe & Kuo, "Constructing Sobol sequences with better two-dimensional
/// projections", SIAM Journal on Scientific Computing 30 (2008), as Boost.Random has them.
std::vector<std::vector<double>> sobol_points(std::size_t n, std::size_t dimensions);

/// Source: McKay, Beckman & Conover, "A comparison of three methods for selecting values of input variables in the
/// analysis of output from a computer code", Technometrics 21 (1979).
std::vector<std::vector<double>> latin_hypercube(std::size_t n, std::size_t dimensions, std::uint32_t seed);

/// Trajectories of `dimensions` + 1 points each, one after the other. Each begins at random among the places 0, 1/3,
/// 2/3 and 1, and every step moves one coordinate, in random order, by 2/3 up or down. Source: Morris, "Factorial
/// sampling plans for preliminary computational experiments", Technometrics 33 (1991), with four levels.
std::vector<std::vector<double>> morris_trajectories(std::size_t n, std::size_t dimensions, std::uint32_t seed);

/// Blocks of `dimensions` + 2 points each: A, then A with one coordinate after the other from B, then B, where A and B
/// are the halves of a Sobol' point in twice the dimensions, shifted by a random distance (around the cube) so that
/// none of them is the origin. Source: Saltelli et al., "Variance based sensitivity analysis of model output", Computer
/// Physics Communications 181 (2010); the shift: Cranley & Patterson, "Randomization of number theoretic methods for
/// multiple integration", SIAM Journal on Numerical Analysis 13 (1976).
std::vector<std::vector<double>> saltelli_blocks(std::size_t n, std::size_t dimensions, std::uint32_t seed);

}  // namespace caseload
