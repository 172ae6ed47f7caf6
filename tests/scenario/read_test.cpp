// Defaults, notes, the resolved text, and how problems look.
#include <algorithm>
#include <sstream>

#include <catch2/catch.hpp>

#include "good_reading.hpp"
#include "scenario/description.hpp"
#include "scenario/quantity.hpp"
#include "scenario/suggest.hpp"
#include "scenario/utf8.hpp"
#include "scenario/width.hpp"

using namespace caseload;
using namespace caseload::test;

namespace {

const std::string smallest = "period: {start: 2010-01-31, length: 1 day}\nsteps: {first: {}, second: {}}\n";

Period period(const std::string& words) {
  return read_yaml("period: {start: 2010-01-31, length: " + words + "}\nsteps: {a: {}}\n").period;
}

}  // namespace

TEST_CASE("a queue is ten lines, and the rest is default") {
  const auto scenario = read_yaml(smallest +
                                  "demand: {arrivals: {rate: 1 family per day}}\nre-referral: {share: 10 %, after: 1 "
                                  "day}\nteams: {crew: {posts: 1}}\n");
  CHECK(scenario.name == "kent");
  CHECK(scenario.demand.front().to == "first");
  CHECK(scenario.demand.front().hours == "always");
  CHECK(std::get<Fixed>(scenario.demand.front().children).value == 1);
  CHECK(scenario.re_referral->to == "first");
  CHECK(scenario.steps.front().next.size() == 1);
  CHECK(scenario.steps.front().next.front().to == "closed");
  CHECK(scenario.steps.front().next.front().share == 1);
  CHECK(scenario.steps.front().gives_up_to == "closed");
  CHECK(scenario.next_child == 1);
  CHECK(scenario.teams.front().works == Works::cases);
  CHECK(scenario.teams.front().people.hours == "always");
  CHECK(scenario.teams.front().people.casework == 1);
}

TEST_CASE("always and office hours are always there") {
  using namespace std::chrono_literals;
  const auto calendars = read_yaml(smallest).calendars;
  REQUIRE(calendars.size() == 2);
  CHECK(calendars[0].name == "always");
  CHECK(calendars[0].days == std::vector<bool>(7, true));
  CHECK(calendars[0].until - calendars[0].from == 24h);
  CHECK_FALSE(calendars[0].england_bank_holidays);
  CHECK(calendars[1].name == "office hours");
  CHECK(5 * (calendars[1].until - calendars[1].from) == 37h);
  CHECK(calendars[1].england_bank_holidays);
}

TEST_CASE("a period ends by the calendar or after exact seconds") {
  using namespace std::chrono;
  CHECK(period("1 month").end == sys_days{2010y / February / 28});
  CHECK(period("3 years").end == sys_days{2013y / January / 31});
  CHECK(period("10 days").end == sys_days{2010y / February / 10});
  CHECK(period("36 hours").end == sys_days{2010y / February / 1});
  CHECK(period("36 hours").tail == 12h);
  CHECK(period("90 seconds").tail == 90s);
}

TEST_CASE("a run begins steady where families stay, otherwise empty") {
  CHECK(read_good().period.begin.from == Begin::From::steady);
  CHECK(read_good("length: 2 years", "length: 2 years, begin: empty").period.begin.from == Begin::From::empty);
  CHECK(read_yaml(smallest).period.begin.from == Begin::From::empty);
  const auto begin = read_good("length: 2 years", "length: 2 years, begin: {plan: 150 families}").period.begin;
  CHECK(begin.from == Begin::From::snapshot);
  CHECK(begin.open.at("plan") == 150);
}

TEST_CASE("sources and qualities are noted with their full path") {
  const auto scenario = read_good(
      "posts: 7, limit: 20 children",
      "posts: {value: 7, source: report, quality: high}, limit: {value: 20 children, source: norm}, source: team list");
  REQUIRE(scenario.notes.size() == 3);
  const auto note = [&](const std::string& key) {
    return *std::find_if(scenario.notes.begin(), scenario.notes.end(), [&](const Note& n) { return n.key == key; });
  };
  CHECK(note("teams.duty.posts").value == "7");
  CHECK(note("teams.duty.posts").source == "report");
  CHECK(note("teams.duty.posts").quality == "high");
  CHECK(note("teams.duty.posts").place.line == 8);
  CHECK(note("teams.duty.limit").value == "20 children");
  CHECK(note("teams.duty").source == "team list");
  CHECK(note("teams.duty").value.empty());
  CHECK(read_good("{exponential: 6 months}", "{exponential: 6 months, source: guess}").notes.size() == 1);
  CHECK(read_good("closed: rest}", "closed: rest, source: guess}").notes.front().key == "steps.intake.next");
}

TEST_CASE("people's sources are noted once, though every team has them") {
  CHECK(read_good("casework: 80 %", "casework: {value: 80 %, source: survey}").notes.size() == 1);
}

TEST_CASE("the resolved text reads as the same scenario") {
  const std::string rich = good_but("urgency:",
                                    "options: {more: {duty.posts: +3 from 2011-01-01}}\ndescription: \"Quotes \\\" "
                                    "and: colons, # and \\n lines\"\nurgency:");
  const auto scenario = read_yaml(rich, {{"legal.posts=2", "plan.lasts=x 2"}, "more", {}});
  const auto again = read_yaml(scenario.resolved);
  CHECK(again.resolved == scenario.resolved);
  CHECK(again.name == scenario.name);
  CHECK(again.description == scenario.description);
  CHECK(again.teams[0].posts.entries.size() == 2);
  CHECK(again.teams[0].posts.entries[1].value == 10);
  CHECK(again.teams[1].posts.entries[0].value == 2);
  CHECK(again.steps[1].lasts->of == scenario.steps[1].lasts->of);
  CHECK(scenario.resolved.find("options") == std::string::npos);
}

TEST_CASE("a byte order mark, Windows line ends and quoted numbers do no harm") {
  std::string windows = "\xEF\xBB\xBF";
  for (const char c : good_scenario) windows += c == '\n' ? "\r\n" : std::string(1, c);
  CHECK(read_yaml(windows).resolved == read_good().resolved);
  CHECK(read_good("posts: 7", "posts: '7'").teams.front().posts.entries.front().value == 7);
}

TEST_CASE("every mistake is found at once, in the order of the text") {
  const auto result =
      read_text(good_but("posts: 7", "psots: 7, limitt: 3, posts: x").replace(0, 4, "nmae"), "kent.yaml");
  REQUIRE_FALSE(result);
  REQUIRE(result.problems().size() == 4);
  CHECK(result.problems()[0].key == "nmae");
  CHECK(result.problems()[1].key == "teams.duty.psots");
  CHECK(result.problems()[2].key == "teams.duty.limitt");
  CHECK(result.problems()[3].key == "teams.duty.posts");
}

TEST_CASE("a problem shows its place, the line and what to write") {
  CHECK(error_of(good_but("    lasts:", "    due: 45\n    lasts:")) ==
        "kent.yaml:18:10: error: 'plan.due' needs a unit\n"
        "   18 |     due: 45\n"
        "      |          ^^ write '45 working days' or '45 days'");
  CHECK(error_of(good_but("posts: 1,", "psots: 1,")).find("did you mean 'posts'?") != std::string::npos);
}

TEST_CASE("text that could drive a terminal is shown as what it is") {
  const std::string text =
      to_text({{"kent.yaml", 1, 7}, "name", "found '\x1B[2J\xE2\x80\xAE'", {}, "name: \x1B[2J\xE2\x80\xAE\xFF", 2});
  CHECK(text.find('\x1B') == std::string::npos);
  CHECK(text.find("\xE2\x80\xAE") == std::string::npos);
  CHECK(text.find("\\x1b[2J\\u202e\\xff") != std::string::npos);
  CHECK(text.find("      |       ^^^^^\n") == std::string::npos);  // the escape takes four columns, the '[' one
  CHECK(text.ends_with("      |       ^^^^^"));
}

TEST_CASE("a long line is cut around the mistake") {
  const std::string text =
      to_text({{"kent.yaml", 1, 501}, {}, "wrong", {}, std::string(500, 'a') + "X" + std::string(500, 'b'), 1});
  std::vector<std::string> lines;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  REQUIRE(lines.size() == 3);
  CHECK(lines[1].size() < 130);
  CHECK(lines[1].at(lines[2].find('^')) == 'X');
}

TEST_CASE("a problem of ten thousand characters is a few lines, and points at its place") {
  for (const std::string& letter : {std::string{"x"}, std::string{"児"}, std::string{"\x1b"}, std::string{"e\xCC\x81"}}) {
    std::string words;
    for (int i = 0; i < 10'000; ++i) words += letter;
    const std::string line = "name: " + words + "!" + words;
    const int mistake = 7 + scenario::count_characters(words);
    std::istringstream in{to_text({{"kent.yaml", 3, mistake}, "teams." + words, "no '" + words + "' here",
                                   "did you mean '" + words + "'?", line, 1})};
    std::vector<std::string> lines;
    for (std::string one; std::getline(in, one);) lines.push_back(one);
    REQUIRE(lines.size() == 3);
    for (const std::string& one : lines) CHECK(scenario::display_width(one) < 500);
    CHECK(lines[0].starts_with("kent.yaml:3:"));
    CHECK(lines[0].ends_with("' here"));
    CHECK(lines[2].ends_with("'?"));
    CHECK(scenario::display_width(lines[1]) < 120);
    const std::string before = lines[1].substr(0, lines[1].find('!'));
    CHECK(scenario::display_width(before) == lines[2].find('^'));
  }
}

TEST_CASE("ten thousand accents on a letter are not shown, and the place below is still the right one") {
  std::string line = "name: Z";
  for (int i = 0; i < 10'000; ++i) line += "\xCC\x81";
  const std::string text = to_text({{"kent.yaml", 1, 7}, {}, "wrong", {}, line, 1});
  CHECK(text.size() < 200);
  CHECK(text.find("name: Z\xCC\x81") != std::string::npos);
  CHECK(text.ends_with("      |       ^"));
}

TEST_CASE("columns count characters, not bytes") {
  const auto result = read_text("name: Kent\nöö: 1\nteams: {éé: {posts: x}}\n", "kent.yaml");
  REQUIRE_FALSE(result);
  const auto& problems = result.problems();
  CHECK(std::any_of(problems.begin(), problems.end(),
                    [](const Problem& p) { return p.place.line == 3 && p.place.column == 21; }));
}

TEST_CASE("the description names every setting with a meaning, and a default or that it is required") {
  const auto keys = scenario::described_keys();
  CHECK(keys.size() > 90);
  for (const auto& [path, field, within] : keys) {
    INFO(path);
    CHECK_FALSE(field->meaning.empty());
    CHECK_FALSE(field->unless_given.empty());
    CHECK((field->kind != nullptr || field->block != nullptr));
    if (field->kind) CHECK_FALSE(field->kind->example.empty());
  }
  const auto has = [&](const std::string& path) {
    return std::any_of(keys.begin(), keys.end(), [&](const auto& key) { return key.path == path; });
  };
  CHECK(has("teams.<team>.posts"));
  CHECK(has("steps.<step>.tasks.<task>.effort"));
  CHECK(has("people.sickness.days"));
  CHECK(has("events.<n>.on"));
}

TEST_CASE("typing mistakes are one step each: insert, delete, exchange, swap") {
  using scenario::edit_distance;
  CHECK(edit_distance("posts", "posts") == 0);
  CHECK(edit_distance("psots", "posts") == 1);
  CHECK(edit_distance("post", "posts") == 1);
  CHECK(edit_distance("postts", "posts") == 1);
  CHECK(edit_distance("pasts", "posts") == 1);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("ca", "abc") == 3);  // optimal string alignment; the unrestricted distance is 2
}

TEST_CASE("a number has one way to be written") {
  using scenario::quantity;
  CHECK(quantity("45 working  days")->unit == "working days");
  CHECK(quantity("-2.5%")->number == -2.5);
  CHECK(quantity("0.5")->number == 0.5);
  for (const char* text : {"",    "x",     "064",   "00",    ".5",  "5.", "1e5", "1E+5", "0x10",       "0o7",
                           "0b1", "1_000", "1,000", "1.2.3", "--1", "+1", "inf", "nan",  "2009-07-01", "6..12"}) {
    INFO(text);
    CHECK_FALSE(quantity(text));
  }
  CHECK(scenario::in_words(10 * 1.1) == "11");
  CHECK(scenario::in_words(1e-7) == "0.0000001");
  CHECK(scenario::in_words(1e15) == "1000000000000000");
}

TEST_CASE("a date exists in the calendar") {
  CHECK(scenario::date("2012-02-29"));
  for (const char* text : {"2011-02-29", "2011-13-01", "2011-1-01", "2011/01/01", "20110101", "", "2011-01-1x"})
    CHECK_FALSE(scenario::date(text));
}
