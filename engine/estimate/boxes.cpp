// Where the interesting points are: boxes that are peeled, slice by slice.
// Hides: Boost.Math.   Tested by tests/estimate/boxes_test.cpp.
#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cassert>
#include <cmath>
#include <numeric>
#include <optional>

#include "caseload/sensitivity.hpp"
#include "estimate/no_number.hpp"

namespace caseload {
namespace {

constexpr double slice = 0.05;   // of the points that are left
constexpr double needed_up_to = 0.05;  // of doing as well without a side, up to which the side is needed

struct Points {
  std::span<const double> places;
  std::size_t factors;
  const std::vector<bool>& interesting;

  double place(std::size_t point, std::size_t factor) const { return places[point * factors + factor]; }
};

/// A box and the points in it. Its sides are numbered: the low one of the first factor, the high one, the low one of
/// the second factor, ...
struct Region {
  std::vector<Interval> limits;  ///< infinite: not restricted
  std::vector<std::size_t> points;
  std::size_t interesting{};

  double density() const { return static_cast<double>(interesting) / static_cast<double>(points.size()); }
};
bool is_low(std::size_t side) { return side % 2 == 0; }
double& limit(std::vector<Interval>& limits, std::size_t side) {
  return is_low(side) ? limits[side / 2].lower : limits[side / 2].upper;
}

bool is_inside(const Points& points, std::size_t point, const std::vector<Interval>& limits) {
  for (std::size_t f = 0; f < limits.size(); ++f) {
    const double place = points.place(point, f);
    if (place < limits[f].lower || place > limits[f].upper) return false;
  }
  return true;
}

/// @param among  points, all those inside the limits at least
Region region(const Points& points, std::vector<Interval> limits, const std::vector<std::size_t>& among) {
  Region result{std::move(limits), {}, 0};
  for (const std::size_t point : among) {
    if (!is_inside(points, point, result.limits)) continue;
    result.points.push_back(point);
    result.interesting += points.interesting[point];
  }
  return result;
}

Region everything(const Points& points) {
  std::vector<std::size_t> all(points.interesting.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return region(points, std::vector<Interval>(points.factors, {-infinite, infinite}), all);
}

/// Without the slice at one side, and all that is in the same place as the last of it. Nothing may be left.
Region without_slice(const Points& points, const Region& from, std::size_t side) {
  const double inwards = is_low(side) ? 1 : -1;
  std::vector<double> depths;
  for (const std::size_t point : from.points) depths.push_back(inwards * points.place(point, side / 2));
  std::sort(depths.begin(), depths.end());
  const auto size = static_cast<std::size_t>(std::max(1.0, slice * static_cast<double>(depths.size())));
  const auto left = std::upper_bound(depths.begin(), depths.end(), depths[size - 1]);
  if (left == depths.end()) return {};
  std::vector<Interval> limits = from.limits;
  limit(limits, side) = inwards * *left;
  return region(points, std::move(limits), from.points);
}

/// The densest that the loss of one slice can leave, of those with `fewest` points at least; the first of equals.
std::optional<Region> peeled(const Points& points, const Region& from, std::size_t fewest) {
  std::optional<Region> best;
  for (std::size_t side = 0; side < 2 * points.factors; ++side) {
    Region rest = without_slice(points, from, side);
    if (rest.points.size() < fewest || rest.interesting == 0) continue;
    if (!best || rest.density() > best->density()) best = std::move(rest);
  }
  return best;
}

/// The chance that as many of the points inside would be interesting if they were any of the wider region's.
/// Source: Bryant & Lempert (2010), quasi-p-values.
double chance_of(const Region& inside, const Region& wider) {
  const boost::math::binomial any{static_cast<double>(inside.points.size()), wider.density()};
  return boost::math::cdf(boost::math::complement(any, static_cast<double>(inside.interesting) - 1));
}

/// Takes sides back, the least telling first, until all are needed.
Region with_needed_sides(const Points& points, Region box, const Region& all) {
  while (true) {
    std::optional<Region> widest;
    double highest = needed_up_to;
    for (std::size_t side = 0; side < 2 * points.factors; ++side) {
      if (std::isinf(limit(box.limits, side))) continue;
      std::vector<Interval> limits = box.limits;
      limit(limits, side) = is_low(side) ? -infinite : infinite;
      Region wider = region(points, std::move(limits), all.points);
      const double by_chance = chance_of(box, wider);
      if (by_chance <= highest) continue;
      highest = by_chance;
      widest = std::move(wider);
    }
    if (!widest) return box;
    box = std::move(*widest);
  }
}

/// With restricted sides drawn in to the outermost points.
Box box_of(const Points& points, const Region& region, const Region& all) {
  const double inside = static_cast<double>(region.interesting);
  Box box{
      {}, region.points.size(), region.interesting, inside / static_cast<double>(all.interesting), region.density()};
  for (std::size_t f = 0; f < points.factors; ++f) {
    Interval side{infinite, -infinite};
    for (const std::size_t point : region.points) {
      side.lower = std::min(side.lower, points.place(point, f));
      side.upper = std::max(side.upper, points.place(point, f));
    }
    if (std::isinf(region.limits[f].lower)) side.lower = 0;
    if (std::isinf(region.limits[f].upper)) side.upper = 1;
    box.sides.push_back(side);
  }
  return box;
}

double harmonic_mean(const Box& box) {
  return box.interesting == 0 ? 0 : 2 * box.coverage * box.density / (box.coverage + box.density);
}

}  // namespace

std::vector<Box> peeled_boxes(std::span<const double> places, std::size_t factors,
                              const std::vector<bool>& interesting) {
  assert(places.size() == interesting.size() * factors);
  const Points points{places, factors, interesting};
  const Region all = everything(points);
  if (all.interesting == 0 || all.interesting == all.points.size()) return {};
  const std::size_t fewest = std::max<std::size_t>(10, (all.points.size() + 19) / 20);

  std::vector<Box> boxes;
  std::vector<std::size_t> last;  // points in the last box
  for (std::optional<Region> left = all; left; left = peeled(points, *left, fewest)) {
    const Region box = with_needed_sides(points, *left, all);
    if (box.points != last) boxes.push_back(box_of(points, box, all));
    last = box.points;
    if (left->interesting == left->points.size()) break;  // nothing more to gain
  }
  return boxes;
}

const Box& telling_box(const std::vector<Box>& boxes) {
  assert(!boxes.empty());
  return *std::max_element(boxes.begin(), boxes.end(), [](const Box& a, const Box& b) {
    const double of_a = harmonic_mean(a), of_b = harmonic_mean(b);
    return of_a != of_b ? of_a < of_b : a.inside < b.inside;
  });
}

}  // namespace caseload
