// See document.hpp.   Tested by tests/report/page_test.cpp.
#include "report/page/document.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/page/assets.hpp"
#include "report/page/figure.hpp"
#include "report/text.hpp"

namespace caseload::web {
namespace {

/// Nothing may be asked for from anywhere, and no text may become a program.
constexpr std::string_view policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

Html head(const Document& document) {
  return Html{
             "<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"} +
         Html{fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n", policy)} +
         element("title", document.title + " · caseload") + Html{"\n<style>\n"} + Html{std::string{css()}} +
         Html{"</style>\n</head>\n"};
}

Html contents(const Document& document) {
  Html items;
  for (const Section& section : document.sections) {
    if (section.content.empty()) continue;
    items += element("li", element("a", {{"href", "#" + section.id}}, section.title));
  }
  return element("nav", {{"class", "contents"}, {"aria-label", "Contents"}}, element("ol", items)) + Html{"\n"};
}

Html top(const Document& document) {
  Html inside = element("p", {{"class", "kicker"}}, "caseload · a projection, not a forecast") +
                element("h1", document.title) + element("p", {{"class", "lede"}}, document.lede);
  if (!document.about.empty()) inside += element("p", {{"class", "about"}}, document.about);
  return element("header", {{"class", "top"}}, inside) + Html{"\n"};
}

Html script(std::string_view program) {
  return Html{"<script>\n"} + Html{std::string{program}} + Html{"\n</script>\n"};
}

Html changed_settings(const std::vector<Change>& changes) {
  constexpr std::size_t most_named = 20;
  Table table{"Settings that have changed since", {{"setting", false}, {"then", false}, {"now", false}}, {}, ""};
  for (std::size_t i = 0; i < std::min(changes.size(), most_named); ++i) {
    const auto given = [](const std::string& value) { return value.empty() ? std::string{"not given"} : value; };
    table.rows.push_back(
        {word_cell(changes[i].path), word_cell(given(changes[i].before)), word_cell(given(changes[i].after))});
  }
  Html html = web::html(table);
  if (changes.size() > most_named) html += element("p", fmt::format("and {} more.", changes.size() - most_named));
  return html;
}

}  // namespace

std::string html(const Document& document) {
  Html body = element("a", {{"class", "skip"}, {"href", "#answer"}}, "Skip to the answer") + Html{"\n"} +
              top(document) + contents(document);
  Html sections = document.banner;
  for (const Section& section : document.sections) {
    if (section.content.empty()) continue;
    sections += element("section", {{"id", section.id}}, element("h2", section.title) + Html{"\n"} + section.content) +
                Html{"\n"};
  }
  body += element("main", sections) + Html{"\n"};
  body += element("footer", {{"class", "bottom"}}, document.foot) + Html{"\n"};
  body += script(vega()) + script(web::script()) + script(queue_script());
  return "<!doctype html>\n" +
         element("html", {{"lang", "en-GB"}}, head(document) + element("body", Html{"\n"} + body)).markup + "\n";
}

Html staleness(const Freshness& freshness) {
  switch (freshness.state) {
    case Freshness::State::fresh:
      return {};
    case Freshness::State::unknown:
      return element("aside", {{"class", "stale"}, {"aria-label", "Age of these results"}},
                     element("p", "Nobody can tell whether the scenario is still what it was: " + freshness.why + "."));
    case Freshness::State::changed:
      break;
  }
  const std::string what = counted(freshness.changes.size(), "setting");
  return element(
      "aside", {{"class", "stale"}, {"aria-label", "Age of these results"}},
      element("p", fmt::format("The scenario has changed since these results were made ({}). Run it again before you "
                               "decide anything by them.",
                               what)) +
          changed_settings(freshness.changes));
}

std::string provenance(const Scenario& scenario, std::size_t futures) {
  return fmt::format("{} · caseload {} · {}", hash_of(scenario), version, counted(futures, "future"));
}

}  // namespace caseload::web
