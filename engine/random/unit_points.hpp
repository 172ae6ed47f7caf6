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

}  // namespace caseload
