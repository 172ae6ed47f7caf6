// Vacancies, rounds of recruitment that find nobody, agency cover, publicity and campaigns.
#include <catch2/catch.hpp>
#include <cmath>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

/// 480 hours of one team.
std::string hiring_team(const std::string& people, const std::string& team = "posts: 1", const std::string& rest = "") {
  return R"(
caseload: 1
name: hiring
period: {start: 2024-01-01, length: 20 days, begin: empty}
report: {on: [2024-01-01, 2024-01-03, 2024-01-04, 2024-01-06, 2024-01-07, 2024-01-10]}
demand: {families: {every: 90 days, at_most: 1, to: plan}}
people: {)" + people + R"(}
teams: {desk: {)" + team + R"(}}
)" + rest + R"(
steps: {plan: {team: desk, lasts: 1 day}}
)";
}

struct Seen {
  Model model;
  Observations observed;
  explicit Seen(const std::string& yaml, std::uint32_t replication = 0)
      : model{model_of(yaml)}, observed{observe(model, replication)} {}
  double operator()(const std::string& measure, const std::string& where = "desk") const {
    return value(model, observed, measure, where);
  }
};

}  // namespace

TEST_CASE("vacancies last for the first round and those that follow a failure") {
  // Fails three times in ten: 13 weeks and 0.3 / 0.7 rounds of 8 weeks.
  const Model model = model_of(R"(
caseload: 1
name: rounds
period: {start: 2000-01-01, length: 50 years, settle: 5 years, begin: empty}
demand: {families: {rate: 1 family per year, to: help}}
people: {leaving: {after: {exponential: 156 weeks}}, vacancy: {filled_after: 13 weeks, fails: 30 %, again: {exponential: 8 weeks}}}
teams: {desk: {posts: 40, works: pool}}
steps: {help: {team: desk, tasks: {talk: {effort: 1 hour}}}}
)");
  const double vacancy = 13 + 8 * 0.3 / 0.7, share = vacancy / (156 + vacancy);
  std::vector<double> vacant, turnover;
  for (std::uint32_t replication = 0; replication < 40; ++replication) {
    const Observations seen = observe(model, replication);
    vacant.push_back(value(model, seen, "vacant, share of posts", "desk"));
    turnover.push_back(value(model, seen, "turnover", "desk"));
  }
  const Estimate mean_vacant = estimate(vacant), mean_turnover = estimate(turnover);
  CHECK(mean_vacant.mean == Approx(100 * share).margin(4 * mean_vacant.standard_error));
  CHECK(mean_vacant.standard_error < 0.01 * mean_vacant.mean);
  CHECK(mean_turnover.mean ==
        Approx(100 * seconds_per_year / (156 * seconds_per_week)).margin(4 * mean_turnover.standard_error));
  CHECK(mean_turnover.standard_error < 0.01 * mean_turnover.mean);
  CHECK(model.offered_at_begin.teams[0].there / (40 * 8765.82) == Approx(1 - share).epsilon(1e-4));
}

TEST_CASE("agency workers stay for their time, and the vacancy is covered again") {
  // Vacant from hour 100. Ten hours later an agency worker comes for fifty, and so on every sixty hours: six whole covers
  // and the first ten hours of a seventh.
  const Seen seen{
      hiring_team("leaving: {after: 100 hours}, vacancy: {filled_after: 40 days, agency: 100 %, agency_after: "
                  "10 hours, agency_stays: 50 hours}")};
  CHECK(480 * seen("agency workers") == Approx(6 * 50 + 10));
  CHECK(480 * seen("in post") == Approx(100 + 310));
  CHECK(seen("agency workers, share of in post") == Approx(100 * 310 / 410.0));
  CHECK(seen("leavers") * 20 * seconds_per_day / seconds_per_year == Approx(1));
  CHECK(seen("hired") == 0);
  CHECK(seen("available") == Approx(100 * 410 / 480.0));
}

TEST_CASE("an agency worker makes way for the employee, who is the one that counts as hired") {
  const Seen seen{hiring_team("leaving: {after: 100 hours}, vacancy: {filled_after: 60 hours, agency: 100 %}")};
  // Leaves at 100, covered until 160, leaves at 260, covered until 320, leaves at 420.
  CHECK(480 * seen("agency workers") == Approx(60 + 60 + 60));
  CHECK(480 * seen("in post") == Approx(480));
  CHECK(seen("hired") * 20 * seconds_per_day / seconds_per_year == Approx(2));
}

TEST_CASE("added posts are filled at once, or recruited first") {
  const std::string posts = "posts: [1, 2 from 2024-01-03]";
  const Seen at_once{hiring_team("vacancy: {filled_after: 3 days}", posts)};
  CHECK(at_once("in post") == Approx(1 + 18 / 20.0));
  const Seen recruited{hiring_team("vacancy: {filled_after: 3 days, new_posts: recruited}", posts)};
  CHECK(recruited("posts") == Approx(1 + 18 / 20.0));
  CHECK(recruited("in post") == Approx(1 + 15 / 20.0));
  CHECK(recruited("vacant") == Approx(3 / 20.0));
  const Seen covered{
      hiring_team("vacancy: {filled_after: 3 days, new_posts: recruited, agency: 100 %, agency_after: 1 day}", posts)};
  CHECK(covered("agency workers") == Approx(2 / 20.0));
  const Seen closed_again{hiring_team("vacancy: {filled_after: 3 days, new_posts: recruited}",
                                      "posts: [1, 2 from 2024-01-03, 1 from 2024-01-05]")};
  CHECK(closed_again("in post") == 1);
}

TEST_CASE("posts that are vacant at the beginning have been so for some time") {
  // Of 2000 posts a fifth; half of them are filled within half of the time that it takes.
  const Seen seen{hiring_team("vacancy: {filled_after: 20 days, at_begin: 20 %, agency: 50 %}", "posts: 2000")};
  CHECK(seen("agency workers") + seen("vacant") == Approx(200).margin(4 * 6));
  CHECK(seen("vacant", "desk on 2024-01-10") == Approx(100).margin(4 * 9.7));
  const Seen first_day{hiring_team("vacancy: {filled_after: 50 years, at_begin: 20 %}", "posts: 2000")};
  CHECK(first_day("vacant", "desk on 2024-01-01") == Approx(400).margin(4 * 17.9));
}

TEST_CASE("publicity makes rounds fail for as long as it lasts") {
  // A thousand new posts on the 2nd, a round a day. Half of the rounds on the 3rd to 6th find nobody, none on the 7th.
  const auto with = [](const std::string& strength) {
    return hiring_team("vacancy: {filled_after: 1 day, new_posts: recruited}", "posts: [0, 1000 from 2024-01-02]",
                       "feedback: {applicants: {strength: " + strength +
                           ", default: 30 %, strong: 50 %, lasting: 5 days}}\n"
                           "events: [{on: 2024-01-02, publicity: yes}]");
  };
  const Seen strong{with("strong")};
  CHECK(strong("in post", "desk on 2024-01-03") == Approx(500).margin(4 * 15.8));
  CHECK(strong("in post", "desk on 2024-01-04") == Approx(750).margin(4 * 13.7));
  CHECK(strong("in post", "desk on 2024-01-06") == Approx(937.5).margin(4 * 7.7));
  CHECK(strong("in post", "desk on 2024-01-07") == 1000);
  CHECK(Seen{with("off")}("in post", "desk on 2024-01-03") == 1000);
}

TEST_CASE("publicity before the beginning may not be over") {
  const std::string yaml =
      hiring_team("vacancy: {filled_after: 1 day, new_posts: recruited}", "posts: [0, 1000 from 2024-01-02]",
                  "feedback: {applicants: {strength: default, default: 30 %, lasting: 1 month}}\n"
                  "events: [{on: 2023-12-10, publicity: yes}]");
  CHECK(Seen{yaml}("in post", "desk on 2024-01-03") == Approx(700).margin(4 * 14.5));
}

TEST_CASE("people whom a campaign wins take the posts that have been vacant longest, or none") {
  // Team a loses its worker at hour 24, team b at hour 48. Two of three start at hour 96 and stay 24 and 48 hours.
  const auto campaign = [](const std::string& people) {
    return R"(
caseload: 1
name: campaign
period: {start: 2024-01-01, length: 20 days, begin: empty}
demand: {families: {every: 90 days, at_most: 1, to: plan}}
grades: {newly qualified: {hours: 50 %}}
teams:
  a: {posts: 1, people: {leaving: {after: 24 hours}}}
  b: {posts: 1, people: {leaving: {after: 48 hours}}}
campaigns: {West Sussex: {on: 2024-01-04, people: )" + people + R"(, starts_after: 1 day, grade: newly qualified}}
steps: {plan: {team: a, lasts: 1 day}}
)";
  };
  const Seen three{campaign("3")};
  CHECK(three("started", "West Sussex") == 2);
  CHECK(three("without a post", "West Sussex") == 1);
  CHECK(480 * three("in post", "a") == Approx(24 + 24 * 0.5));
  CHECK(480 * three("in post", "b") == Approx(48 + 48 * 0.5));
  const Seen one{campaign("1")};
  CHECK(480 * one("of grade newly qualified", "a") == Approx(12));
  CHECK(one("of grade newly qualified", "b") == 0);
  const Seen other_team{campaign("1, teams: [b]")};
  CHECK(480 * other_team("of grade newly qualified", "b") == Approx(24));
}

TEST_CASE("the shares of a campaign's stages multiply") {
  const Seen seen{hiring_team("casework: 100 %", "posts: 1",
                              "campaigns: {register: {on: 2024-01-02, people: 40000, reach: [1 %, 80 %], starts_after: "
                              "{uniform: {low: 1 day, high: 9 days}}}}")};
  CHECK(seen("started", "register") == 0);
  CHECK(seen("without a post", "register") == Approx(320).margin(4 * 17.8));
}

TEST_CASE("those whom a campaign won before the beginning and who start after it come") {
  const Seen seen{hiring_team("leaving: {after: 24 hours}", "posts: 1",
                              "campaigns: {course: {on: 2022-01-03, people: 1, starts_after: 2 years}}")};
  CHECK(seen("started", "course") == 1);
}
