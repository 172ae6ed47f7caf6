// The reference as Markdown, and as a list, from the description.
#include "report/reference.hpp"

#include <catch2/catch.hpp>

#include "support/text.hpp"

using namespace caseload;
using support::has;

TEST_CASE("every key has a row in the table of its block, in the order of the description") {
  const std::string text = reference();
  std::size_t at = 0;
  for (const scenario::Field& field : scenario::scenario_block().fields) {
    const auto found = text.find("\n| `" + field.name + "` | ", at);
    INFO(field.name);
    REQUIRE(found != text.npos);
    at = found;
  }
  CHECK(has(text, "### `teams.<team>`\n"));
  CHECK(has(text, "### `steps.<step>.tasks.<task>`\n"));
  CHECK(has(text, "| `leave` | annual leave | block, as `people.sickness` | none |\n"));
  CHECK(has(text,
            "| `works` | by case: each family has a named worker, who holds several; pool: tasks wait in one queue "
            "for whoever is free | `by case`, `pool` | `by case` |\n"));
  CHECK(has(text, "this or `every`"));
  CHECK(has(text, "### Kinds of value\n"));
  CHECK(has(text, "| limit | children, families or points | `20 children` |\n"));
}

TEST_CASE("quotes and braces of a meaning are code in Markdown, and apostrophes stay") {
  const std::string text = reference();
  CHECK(has(text, "with `every`: the first arrival"));
  CHECK(has(text, "`{child in need: 150 families}`"));
  CHECK(has(text, "whether it is closed on England's bank holidays"));
}

TEST_CASE("a key that is no longer described is in no reference and in no list") {
  scenario::Block without = scenario::scenario_block();
  std::erase_if(without.fields, [](const scenario::Field& field) { return field.name == "budget"; });
  CHECK(has(reference(), "| `budget` |"));
  CHECK_FALSE(has(reference(without), "| `budget` |"));
  CHECK(has(list_of_keys(false), "\nbudget "));
  CHECK_FALSE(has(list_of_keys(false, without), "\nbudget "));
  CHECK_FALSE(has(list_of_keys_json(without), "\"budget\""));
}
