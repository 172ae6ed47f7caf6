// The page as a whole: what it says follows from the numbers, and hostile text stays text. How it looks and behaves in
// a browser is tested by tests/page.
#include <algorithm>
#include <catch2/catch.hpp>

#include "caseload/caseload.hpp"
#include "report/page/words.hpp"
#include "support/hand_made_comparison.hpp"
#include "support/hand_made_run.hpp"
#include "support/text.hpp"

namespace {

using namespace caseload;
using support::has;

constexpr auto kent =
    "caseload: 1\n"
    "name: Kent\n"
    "period: {start: 2024-01-01, length: 1 year, begin: empty}\n"
    "demand: {referrals: {rate: {value: 30 families per week, source: a survey, quality: low}, children: 1.8, to: "
    "screening}}\n"
    "events: [{on: 2024-03-01, name: Media coverage, referrals: +40 %, lasting: yes}]\n"
    "people: {hours: office hours, cost: 50000 pounds per year}\n"
    "teams: {duty: {posts: 3, limit: 12 children}, care: {posts: 4, limit: 12 children}}\n"
    "steps:\n"
    "  screening: {team: duty, due: 1 working day, tasks: {decision: {effort: {exponential: 2 hours}}}, next: {plan: "
    "40 %, closed: rest}}\n"
    "  plan: {team: care, lasts: {exponential: 6 weeks}, tasks: {visit: {effort: 2 hours, every: 1 week}}, next: "
    "{closed: 1}}\n"
    "targets: [{name: In time, measure: screening.done in time, at_least: 99 %}]\n"
    "assumptions: [{id: A1, text: Nobody knows, quality: low, impact: high}]\n";

Run simulated(const std::string& text, std::uint32_t replications = 8) {
  Result<Scenario> scenario = read_text(text, "kent.yaml");
  if (!scenario) FAIL(to_text(scenario.problems().front()));
  Result<Ready> found = ready(*std::move(scenario));
  REQUIRE(found);
  Replications done = replicate(found->model, {Seed{1}, 0, replications, 2});
  return run_of(*std::move(found), {"kent.yaml", {}, ""}, std::move(done),
                {"caseload run kent.yaml --reps 8 --seed 1", {}, 0.95, false});
}

}  // namespace

TEST_CASE("a page has the sections that people ask for, in their order") {
  const std::string html = page(simulated(kent));
  std::size_t before = 0;
  for (const char* const id :
       {"answer", "sure", "targets", "time", "waits", "queue", "teams", "costs", "assumptions", "method", "numbers"}) {
    const std::size_t at = html.find("<section id=\"" + std::string{id} + "\"");
    INFO(id);
    REQUIRE(at != std::string::npos);
    CHECK(at > before);
    before = at;
  }
  CHECK(has(html, "caseload run kent.yaml --reps 8 --seed 1"));
  CHECK(has(html, "a survey"));
  CHECK(has(html, "kent.yaml:4"));
  CHECK(has(html, "Media coverage"));
}

TEST_CASE("the page asks for nothing from anywhere") {
  const std::string html = page(simulated(kent));
  CHECK(has(html, "default-src 'none'"));
  const std::string before_programs = html.substr(0, html.find("<script>\n"));
  for (const char* const asks : {"<img", "<iframe", "<link", "<object", "<embed", "<video", "<audio", "<base", "url(", "src="}) {
    CHECK_FALSE(has(before_programs, asks));
  }
}

TEST_CASE("findings change when the numbers change") {
  const std::string busy = page(simulated(kent));
  std::string quiet_yaml = kent;
  quiet_yaml.replace(quiet_yaml.find("+40 %"), 5, "-60 %");
  const std::string quiet = page(simulated(quiet_yaml));
  const auto findings = [](const std::string& page) {
    std::vector<std::string> all;
    for (std::size_t at = page.find("<h3>"); at != std::string::npos; at = page.find("<h3>", at + 1)) {
      all.push_back(page.substr(at + 4, page.find("</h3>", at) - at - 4));
    }
    return all;
  };
  const auto of_busy = findings(busy), of_quiet = findings(quiet);
  REQUIRE(of_busy.size() > 8);
  int same = 0;
  for (const std::string& one : of_busy) same += std::count(of_quiet.begin(), of_quiet.end(), one) > 0;
  CHECK(2 * same < static_cast<int>(of_busy.size()));
  for (const std::string& one : of_busy) {
    INFO(one);
    CHECK(web::count_words(one) <= web::most_words);
  }
}

TEST_CASE("hostile names and sources are text on the page") {
  std::string text = kent;
  const auto put = [&](const std::string& old, const std::string& with) {
    for (std::size_t at = text.find(old); at != std::string::npos; at = text.find(old, at + with.size()))
      text.replace(at, old.size(), with);
  };
  put("name: Kent", "name: \"</title><script>alert(1)</script>\\u202eKent" + std::string(10'000, 'k') + "\"");
  put("a survey", "\"<img src=x onerror=alert(2)> =cmd()\"");
  put("Media coverage", "\"<svg onload=alert(3)>\"");
  put("duty", "\"duty & 'co'\"");
  const std::string html = page(simulated(text));
  CHECK_FALSE(has(html, "<script>alert"));
  CHECK_FALSE(has(html, "<img"));
  CHECK_FALSE(has(html, "<svg onload"));
  CHECK_FALSE(has(html, "\u202e"));
  CHECK(has(html, "duty &amp; &#39;co&#39;"));
  CHECK(has(html, "\\u202eKent"));
}

TEST_CASE("one future, plain queues and scenarios without anything special have a page too") {
  CHECK(has(page(simulated(kent, 1)), "This is a single future"));
  constexpr auto queue =
      "caseload: 1\nname: Queue\nperiod: {start: 2024-01-01, length: 9 days, begin: empty}\n"
      "demand: {arrivals: {rate: 30 families per day, to: job}}\nteams: {desk: {posts: 2, works: pool}}\n"
      "steps: {job: {team: desk, tasks: {job: {effort: {exponential: 1 hour}}}, next: {closed: 1}}}\n";
  const std::string html = page(simulated(queue, 5));
  CHECK(has(html, "Families wait longest for job"));
  const std::string main = html.substr(html.find("<main>"), html.find("</main>") - html.find("<main>"));
  CHECK_FALSE(has(main, "nan"));
}

TEST_CASE("a comparison says what each option buys, clear of chance") {
  ComparisonRun run = test::hand_made_comparison_run({"as it is", "three workers", "council's plan"});
  const std::string html = page(run);
  CHECK(has(html, "In the same futures, with three workers"));
  CHECK(has(html, "Initial assessments in time: 20\u00a0points more with council&#39;s plan"));
  CHECK(has(html, "What may be chance, or hardly changes"));
}

TEST_CASE("results that may be out of date say so over everything else") {
  const Run run = simulated(kent);
  const std::string changed = page(run, {Freshness::State::changed, {{"teams.duty.posts", "3", "4"}}, ""});
  CHECK(changed.find("The scenario has changed since") < changed.find("<section id=\"answer\""));
  CHECK(has(changed, "teams.duty.posts"));
  CHECK_FALSE(has(page(run), "class=\"stale\""));
}
