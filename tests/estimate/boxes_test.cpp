// Peeled boxes against boxes that were hidden.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "caseload/sensitivity.hpp"
#include "estimate/samples.hpp"
#include "estimate/sweep_samples.hpp"
#include "random/unit_points.hpp"

using namespace caseload;
using namespace caseload::test;

namespace {

struct Labelled {
  std::size_t factors{};
  std::vector<double> places;
  std::vector<bool> interesting;

  std::vector<Box> boxes() const { return peeled_boxes(places, factors, interesting); }
};

Labelled labelled(const std::vector<Spot>& spots, const std::function<bool(const Spot&)>& interesting) {
  Labelled result;
  for (const Spot& spot : spots) {
    result.factors = spot.size();
    result.places.insert(result.places.end(), spot.begin(), spot.end());
    result.interesting.push_back(interesting(spot));
  }
  return result;
}

bool unrestricted(const Interval& side) { return side.lower == 0 && side.upper == 1; }

/// The points in the box, and the interesting ones, counted one by one.
std::pair<std::size_t, std::size_t> counted(const Labelled& all, const Box& box) {
  std::size_t inside = 0, interesting = 0;
  for (std::size_t p = 0; p < all.interesting.size(); ++p) {
    bool in = true;
    for (std::size_t f = 0; f < all.factors; ++f) {
      const double place = all.places[p * all.factors + f];
      in = in && box.sides[f].lower <= place && place <= box.sides[f].upper;
    }
    inside += in;
    interesting += in && all.interesting[p];
  }
  return {inside, interesting};
}

bool hidden(const Spot& x) { return x[0] > 0.6 && x[2] > 0.2 && x[2] < 0.7; }

}  // namespace

TEST_CASE("a hidden box is found, and factors that have no part in it are not restricted") {
  const Labelled all = labelled(sobol_points(1000, 5), hidden);
  const Box box = telling_box(all.boxes());
  CHECK(box.density > 0.97);
  CHECK(box.coverage > 0.97);
  CHECK(box.sides[0].lower == Approx(0.6).margin(0.02));
  CHECK(box.sides[0].upper == 1);
  CHECK(box.sides[2].lower == Approx(0.2).margin(0.02));
  CHECK(box.sides[2].upper == Approx(0.7).margin(0.02));
  for (const std::size_t f : {1U, 3U, 4U}) CHECK(unrestricted(box.sides[f]));
}

TEST_CASE("a hidden box is found among points of which one in ten is mislabelled") {
  const auto near = [](double side, double truth) { return std::abs(side - truth) < 0.1; };
  std::size_t found = 0, needless = 0;
  double density = 0, coverage = 0;
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    Dice dice{seed};
    const Labelled all =
        labelled(latin_hypercube(400, 5, seed), [&](const Spot& x) { return hidden(x) != (dice.uniform() < 0.1); });
    const Box box = telling_box(all.boxes());
    found += near(box.sides[0].lower, 0.6) && near(box.sides[2].lower, 0.2) && near(box.sides[2].upper, 0.7);
    for (const std::size_t f : {1U, 3U, 4U}) needless += !unrestricted(box.sides[f]);
    density += box.density / 40;
    coverage += box.coverage / 40;
  }
  CHECK(found >= 36);
  CHECK(needless <= 2);                        // of 120
  CHECK(density == Approx(0.9).margin(0.03));  // of the hidden box itself
  CHECK(coverage == Approx(0.18 / 0.26).margin(0.03));
}

TEST_CASE("boxes go from all points to a few, and say truly what is in them") {
  Dice dice{1};
  const Labelled all =
      labelled(latin_hypercube(300, 3, 1), [&](const Spot& x) { return dice.uniform() < x[0] * x[1]; });
  const std::vector<Box> boxes = all.boxes();
  REQUIRE(boxes.size() > 3);
  CHECK(boxes.front().inside == 300);
  CHECK(boxes.front().coverage == 1);
  CHECK(std::all_of(boxes.front().sides.begin(), boxes.front().sides.end(), unrestricted));
  CHECK(boxes.back().density > boxes.front().density);
  const auto interesting = static_cast<double>(std::count(all.interesting.begin(), all.interesting.end(), true));
  for (const Box& box : boxes) {
    const auto [inside, of_interest] = counted(all, box);
    CHECK(box.inside == inside);
    CHECK(box.interesting == of_interest);
    CHECK(box.inside >= 15);
    CHECK(box.density == Approx(static_cast<double>(of_interest) / static_cast<double>(inside)));
    CHECK(box.coverage == Approx(static_cast<double>(of_interest) / interesting));
  }
}

TEST_CASE("factors with few places are cut between them, and sides lie at the outermost points inside") {
  std::vector<Spot> spots = sobol_points(300, 2);
  for (Spot& spot : spots) spot[0] = std::floor(spot[0] * 3) / 2;  // 0, 0.5 or 1
  const Labelled all = labelled(spots, [](const Spot& x) { return x[0] == 0.5; });
  const Box box = telling_box(all.boxes());
  CHECK(box.sides[0].lower == 0.5);
  CHECK(box.sides[0].upper == 0.5);
  CHECK(unrestricted(box.sides[1]));
  CHECK(box.density == 1);
  CHECK(box.coverage == 1);
}

TEST_CASE("there is no box where no point is interesting or all are, and few points make few boxes") {
  const std::vector<Spot> spots = sobol_points(64, 1);
  CHECK(labelled(spots, [](const Spot&) { return false; }).boxes().empty());
  CHECK(labelled(spots, [](const Spot&) { return true; }).boxes().empty());
  CHECK(peeled_boxes({}, 2, {}).empty());
  const Box one = telling_box(labelled(spots, [](const Spot& x) { return x[0] < 0.5; }).boxes());
  CHECK(one.inside == 32);
  CHECK(one.density == 1);
  CHECK(one.sides[0].lower == 0);
  const std::vector<Box> stuck =
      labelled(std::vector<Spot>(40, {0.5}), [n = 0](const Spot&) mutable { return ++n < 9; }).boxes();
  REQUIRE(stuck.size() == 1);
  CHECK(stuck[0].density == Approx(0.2));
  CHECK(labelled(sobol_points(5, 1), [](const Spot& x) { return x[0] > 0.5; }).boxes().size() == 1);
}

TEST_CASE("where nothing tells interesting points from others, no side is restricted") {
  std::size_t restricted = 0;
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    Dice dice{seed};
    const Box box =
        telling_box(labelled(latin_hypercube(200, 4, seed), [&](const Spot&) { return dice.uniform() < 0.3; }).boxes());
    restricted += !std::all_of(box.sides.begin(), box.sides.end(), unrestricted);
  }
  CHECK(restricted <= 8);
}

TEST_CASE("the telling box has the highest harmonic mean of coverage and density, the larger one of equals") {
  const auto box = [](std::size_t inside, double coverage, double density) {
    return Box{{}, inside, 1, coverage, density};
  };
  CHECK(telling_box({box(100, 1, 0.2), box(30, 0.8, 0.6), box(10, 0.4, 1)}).inside == 30);
  CHECK(telling_box({box(20, 0.5, 1), box(40, 1, 0.5), box(10, 0.1, 1)}).inside == 40);
  CHECK(telling_box({Box{{}, 5, 0, 0, 0}, box(4, 0.1, 0.1)}).inside == 4);
}
