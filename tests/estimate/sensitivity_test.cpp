// The whole way from the points of a design to what is said of its settings, on functions whose answer is known.
#include "caseload/sensitivity.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

using namespace caseload;

namespace {

using Function = std::function<double(const std::vector<double>&)>;

/// A sweep over a function of its settings' numbers, in two replications that differ by one and average out.
SweepRun sweep_of(std::vector<Factor> factors, const Design& design, const Function& function) {
  SweepRun run;
  run.factors = std::move(factors);
  run.design = design;
  run.seed = 5;
  run.measures = {{"wait for a worker, mean", "service", "days", true, Better::less}};
  const auto points = std::make_shared<std::vector<DesignPoint>>(points_of(run.factors, design, run.seed));
  run.size = run.finished.points = points->size();
  run.each = [points, function](const std::function<bool(const SweepPoint&)>& go_on) {
    for (std::size_t i = 0; i < points->size(); ++i) {
      SweepPoint point;
      point.number = static_cast<std::uint32_t>(i);
      point.values = (*points)[i];
      std::vector<double> numbers;
      for (const std::string& value : point.values) numbers.push_back(*number_of(value));
      point.numbers = {0, 1};
      point.measured = {{function(numbers) - 0.5}, {function(numbers) + 0.5}};
      if (!go_on(point)) return;
    }
  };
  return run;
}

Factor range(const char* name, double low, double high) { return {name, {}, low, high, false, "days"}; }

bool contains(const Uncertain& interval, double truth) {
  return interval.lower95 <= truth && truth <= interval.upper95;
}

}  // namespace

TEST_CASE("blocks of a sweep over the Ishigami function give its Sobol' indices") {
  // Ishigami & Homma (1990); shares of variance in closed form, with a = 7 and b = 0.1.
  constexpr double pi = std::numbers::pi, a = 7, b = 0.1;
  const auto ishigami = [](const std::vector<double>& x) {
    return std::sin(x[0]) + a * std::pow(std::sin(x[1]), 2) + b * std::pow(x[2], 4) * std::sin(x[0]);
  };
  const double first = 0.5 * std::pow(1 + b * std::pow(pi, 4) / 5, 2), second = a * a / 8,
               both = b * b * std::pow(pi, 8) * (1.0 / 18 - 1.0 / 50), all = first + second + both;
  const SweepRun run = sweep_of({range("x1", -pi, pi), range("x2", -pi, pi), range("x3", -pi, pi)},
                                {Design::Type::saltelli, 512}, ishigami);
  const Sensitivity found = sensitivity(run, 0, method_for(run.design.type));
  CHECK(found.points == 512 * 5);
  REQUIRE(found.sobol.size() == 3);
  const double alone[] = {first / all, second / all, 0}, together[] = {(first + both) / all, second / all, both / all};
  for (std::size_t f = 0; f < 3; ++f) {
    CHECK(contains(found.sobol[f].first, alone[f]));
    CHECK(contains(found.sobol[f].total, together[f]));
    CHECK(found.sobol[f].total.upper95 - found.sobol[f].total.lower95 < 0.3);
  }
}

TEST_CASE("trajectories of a sweep over a linear function give its slopes over whole ranges, and no spread") {
  const SweepRun run = sweep_of(
      {range("a", 10, 20), {"b", {}, 3, 9, true, ""}, {"c", {"1 week", "2 weeks", "5 weeks"}}},
      {Design::Type::morris, 10}, [](const std::vector<double>& x) { return 2 * x[0] - 0.5 * x[1] + 3 * x[2]; });
  const Sensitivity found = sensitivity(run, 0, method_for(run.design.type));
  REQUIRE(found.morris.size() == 3);
  const double effects[] = {20, -3, 12};
  for (std::size_t f = 0; f < 3; ++f) {
    CHECK(found.morris[f].size.value == Approx(std::abs(effects[f])));
    CHECK(found.morris[f].mean == Approx(effects[f]));
    CHECK(found.morris[f].spread.value == Approx(0).margin(1e-6));
  }
}

TEST_CASE("a method that does not fit the design is refused, and the design that it needs is named") {
  using Type = Design::Type;
  for (const Type type : {Type::grid, Type::list, Type::lhs, Type::sobol, Type::morris, Type::saltelli})
    CHECK(why_not(method_for(type), type).empty());
  CHECK(why_not(Method::morris, Type::sobol).find("{type: morris") != std::string::npos);
  CHECK(why_not(Method::sobol, Type::lhs).find("{type: saltelli") != std::string::npos);
  CHECK_FALSE(why_not(Method::pawn, Type::morris).empty());
}

TEST_CASE("where a sweep passes a threshold is found, in the words of its settings") {
  // It tips over where there are more than 33 families a week and no more than 8 posts.
  const SweepRun run = sweep_of({range("rate", 28, 38), {"duty.posts", {}, 6, 12, true, ""}, range("nothing", 0, 1)},
                                {Design::Type::sobol, 512},
                                [](const std::vector<double>& x) { return x[0] > 33 && x[1] <= 8 ? 20.0 : 5.0; });
  const Result<Threshold> threshold = threshold_of("wait for a worker, mean > 14 days", run.measures);
  REQUIRE(threshold);
  const Discovery found = discover(run, *threshold);
  CHECK(found.points == 512);
  REQUIRE(found.box);
  CHECK(found.box->density > 0.95);
  CHECK(found.box->coverage > 0.95);
  const std::vector<std::string> sides = sides_in_words(*found.box, run.factors);
  REQUIRE(sides.size() == 2);
  CHECK(sides[0].starts_with("rate is at least 3"));
  CHECK(28 + 10 * found.box->sides[0].lower == Approx(33).margin(0.2));
  CHECK(sides[1] == "duty.posts is at most 8");
  CHECK_FALSE(discover(run, {0, true, false, 100}).box);
  CHECK(discover(run, {0, false, false, 100}).passed == 512);
}

TEST_CASE("a condition is a measure, a sign and a number; anything else is explained") {
  const std::vector<Measure> measures{{"open children", "service", "children", true, Better::less},
                                      {"wait, mean", "duty", "days", true, Better::less}};
  const auto read = [&](const char* text) { return threshold_of(text, measures); };
  CHECK(read("duty.wait, mean>=2.5")->bound == 2.5);
  CHECK(read("duty.wait, mean>=2.5")->measure == 1);
  CHECK_FALSE(read("open children < 1e3 children")->above);
  CHECK(read("open children >= 0")->is_passed_by(0));
  CHECK_FALSE(read("open children > 0")->is_passed_by(0));
  CHECK(read("open children <= 3")->is_passed_by(3));
  CHECK_FALSE(read("open children < 3")->is_passed_by(3));
  for (const char* const wrong :
       {"open children", "open children > many", "opn children > 3", "wait, mean > 3 weeks", ">", ""})
    CHECK_FALSE(read(wrong));
  CHECK(read("opn children > 3").problems().front().hint == "did you mean 'open children'?");
}

TEST_CASE("means of a sample have the noise of their replications, and what saw nothing is left out") {
  const Sample sample{1, {0, 0.5, 1, 0.7}, {{13, 9, 9, 9}, {20}, {}, {32, std::nan(""), 28}}};
  const NoisyMeans means = noisy_means(sample);
  CHECK(means.places == std::vector<double>{0, 0.5, 0.7});
  CHECK(means.means == std::vector<double>{10, 20, 30});
  CHECK(means.variances[0] == Approx(12.0 / 3 / 4));
  CHECK(means.variances[1] == 0);
  CHECK(means.variances[2] == Approx(8.0 / 1 / 2));
}

TEST_CASE("points that are not finished keep their places in the design") {
  SweepRun run = sweep_of({range("a", 0, 1)}, {Design::Type::sobol, 8}, [](const auto& x) { return x[0]; });
  const EachPoint all = run.each;
  run.each = [all](const std::function<bool(const SweepPoint&)>& go_on) {
    all([&](const SweepPoint& point) { return point.number % 2 == 0 || go_on(point); });
  };
  const Sample sample = sample_of(run, 0);
  REQUIRE(sample.outcomes.size() == 8);
  CHECK(sample.outcomes[2].empty());
  CHECK(sample.outcomes[3] == std::vector<double>{sample.places[3] - 0.5, sample.places[3] + 0.5});
  CHECK(sample_of(run, 0, 4).outcomes.size() == 4);
}

TEST_CASE("a part of a sample fills the ranges as the whole does, whatever the order of its points") {
  using Type = Design::Type;
  const std::vector<Factor> factors{range("a", 0, 1), range("b", 0, 1), range("c", 0, 1)};
  for (const Design& design :
       {Design{Type::sobol, 512}, Design{Type::sobol, 600}, Design{Type::lhs, 900}, Design{Type::saltelli, 128}}) {
    const SweepRun run = sweep_of(factors, design, [](const auto& x) { return x[0]; });
    const Sample part = sample_of(run, 0, 300);
    REQUIRE(part.outcomes.size() == 300);
    for (std::size_t f = 0; f < 3; ++f) {
      int quarters[4] = {};
      for (std::size_t row = 0; row < 300; ++row)
        ++quarters[std::min(3, static_cast<int>(4 * part.places[3 * row + f]))];
      INFO(name_of(design.type) << ' ' << run.size << ' ' << f);
      for (const int count : quarters) CHECK(count == Approx(75).margin(25));
    }
  }
}
