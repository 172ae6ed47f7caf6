// The schema against the scenarios that are shipped, and against bad ones: what an editor underlines.
#include "report/schema.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "caseload/scenario.hpp"
#include "support/bad_scenarios.hpp"
#include "support/json_schema.hpp"
#include "support/scratch.hpp"

using namespace caseload;
using namespace caseload::test;
namespace fs = std::filesystem;

namespace {

const JsonSchema& the_schema() {
  static const JsonSchema schema(Json::parse(caseload::schema()));
  return schema;
}

std::string mistake_of(const std::string& yaml) { return the_schema().mistake_of(yaml_as_json(yaml)); }

/// The good scenario with something beside its settings.
std::string beside(const std::string& lines) { return mistake_of(good_but("urgency:", lines + "\nurgency:")); }

}  // namespace

TEST_CASE("every scenario and every file of rules that is shipped fits the schema") {
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator{CASELOAD_SCENARIOS}) {
    if (entry.path().extension() != ".yaml") continue;
    INFO(entry.path().string());
    CHECK(mistake_of(content_of(entry.path())) == "");
    ++files;
  }
  CHECK(files >= 14);
}

TEST_CASE("the scenario that bad ones are made from fits the schema") { CHECK(mistake_of(good_scenario) == ""); }

TEST_CASE("what stands in a schema's definitions is used, and what it refers to is there") {
  const Json schema = Json::parse(caseload::schema());
  const std::string text = schema.dump();
  for (const auto& [name, ignored] : schema.at("definitions").items()) {
    INFO(name);
    CHECK(text.find("\"#/definitions/" + name + "\"") != std::string::npos);
    CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-0123456789") == name.npos);  // it stands in an address
  }
}

TEST_CASE("a key that is none, a value of another kind and a name that cannot be one are underlined") {
  CHECK(mistake_of(good_but("posts: 1,", "psots: 1,")).starts_with("/teams/legal/psots: no such key"));
  CHECK(mistake_of(good_but("casework: 80 %", "casework: 80 days")).starts_with("/people/casework"));
  CHECK(mistake_of(good_but("works: pool", "works: pond")).starts_with("/teams/legal/works"));
  CHECK(mistake_of(good_but("limit: 20 children", "limit: 20 hours")).starts_with("/teams/duty/limit"));
  CHECK(mistake_of(good_but("posts: 7,", "posts: seven,")).starts_with("/teams/duty/posts"));
  CHECK(mistake_of(good_but("{exponential: 6 months}", "{exponentail: 6 months}")).starts_with("/steps/plan/lasts"));
  CHECK(mistake_of(good_but("{exponential: 6 months}", "{lognormal: {mean: 6 months}}"))
            .starts_with("/steps/plan/lasts"));
  CHECK(mistake_of(good_but("  legal:", "  le.gal:")).starts_with("/teams/le.gal"));
  CHECK(mistake_of(good_but("2010-04-01", "April 2010")).starts_with("/period/start"));
  CHECK(beside("targets: {a: {measure: open children}}").starts_with("/targets"));
  CHECK(beside("targets: [{at_least: 3}]").starts_with("/targets/1"));
  CHECK(beside("targets: [{measure: x, at_least: 3, at_most: 4}]").starts_with("/targets/1"));
  CHECK(beside("about: {expect: [{measure: x, effect: down}]}").starts_with("/about/expect/1/effect"));
}

TEST_CASE("what is required may stand in the file that is extended, or in one that extends this") {
  const std::string without_posts = good_but("posts: 1, ", "");
  CHECK(mistake_of(without_posts).starts_with("/teams/legal"));
  CHECK(mistake_of("extends: base.yaml\n" + without_posts) == "");
  CHECK(mistake_of("name: Rules\nteams: {legal: {works: pool}}\n") == "");
  CHECK(mistake_of(good_but("{on: 2011-01-01, ", "{")).starts_with("/events/1"));
  CHECK(mistake_of("extends: base.yaml\nevents: [{referrals: +40 %}]\n").starts_with("/events/1"));
}

TEST_CASE("sources stand beside any value, values change on dates, and none takes away") {
  CHECK(mistake_of(good_but(
            "posts: 7,",
            "posts: {value: [7, +2 from 2011-01-01, 8 from 2012-01-01], source: report, quality: high},")) == "");
  CHECK(mistake_of(good_but("posts: 7,", "posts: {value: 7, sauce: report},")).starts_with("/teams/duty/posts"));
  CHECK(mistake_of(good_but("{exponential: 6 months}", "{exponential: {value: 6 months, source: x}, source: y}")) ==
        "");
  CHECK(mistake_of(
            good_but("casework: 80 %", "casework: 0.8, sickness: none, leaving: {rate: none, after: 2 years}")) == "");
  CHECK(mistake_of(good_but("casework: 80 %", "leaving: {rate: 9 % per year, after: 2 years}"))
            .starts_with("/people/leaving"));
  CHECK(beside("options: {more: {duty.posts: +3 from 2011-01-01, plan.lasts: x 1.5, people.casework: -5 %}}") == "");
  CHECK(beside("population: 22 730 children\nbudget: 5 million pounds per year") == "");
}

TEST_CASE("of the bad scenarios many are underlined while they are written") {
  // Much can only be known by the reader: which names there are, what adds up.
  std::size_t underlined = 0, all = 0;
  for (const BadScenario& bad : bad_scenarios()) {
    if (bad.key.empty()) continue;  // no YAML
    ++all;
    underlined += !mistake_of(bad.yaml).empty();
  }
  CHECK(all > 100);
  CHECK(5 * underlined > 2 * all);
}

TEST_CASE("what the reader puts together from files and options fits the schema") {
  for (const auto& entry : fs::directory_iterator{CASELOAD_SCENARIOS}) {
    if (entry.path().extension() != ".yaml") continue;
    INFO(entry.path().string());
    Reading reading{.overrides = {}, .option = {}, .library = CASELOAD_SCENARIOS};
    const auto scenario = read(entry.path().string(), reading);
    REQUIRE(scenario);
    CHECK(mistake_of(scenario->resolved) == "");
    for (const std::string& option : scenario->option_names) {
      reading.option = option;
      CHECK(mistake_of(read(entry.path().string(), reading)->resolved) == "");
    }
  }
}

TEST_CASE("the example of every kind of value is what the schema says") {
  scenario::Block all{"all kinds", {}};
  std::vector<std::string> documents;
  for (const auto& [path, field, within] : scenario::described_keys()) {
    if (!field->kind || field->repeats != scenario::Repeats::no) continue;
    scenario::Field& each = all.fields.emplace_back(*field);
    each.name = "key " + std::to_string(all.fields.size());
    each.is_required = false;
    each.instead_of.clear();
    documents.push_back(each.name + ": " + field->kind->example);
  }
  const JsonSchema schema(Json::parse(caseload::schema(all)));
  for (const std::string& document : documents) {
    INFO(document);
    CHECK(schema.mistake_of(yaml_as_json(document)) == "");
  }
}

TEST_CASE("a key that is no longer described is in the schema no longer") {
  scenario::Block without = scenario::scenario_block();
  std::erase_if(without.fields, [](const scenario::Field& field) { return field.name == "budget"; });
  const std::string document = "name: Kent\nbudget: 5 million pounds\n";
  CHECK(mistake_of(document) == "");
  CHECK(JsonSchema(Json::parse(caseload::schema(without)))
            .mistake_of(yaml_as_json(document))
            .starts_with("/budget: no such key"));
  CHECK_FALSE(caseload::schema(without).find("\"budget\"") != std::string::npos);
}
