// The page of a comparison, in the order in which people ask.   Tested by tests/report/page_test.cpp and tests/page.
#include <fmt/format.h>

#include "report/headlines.hpp"
#include "report/page/comparison_sections.hpp"
#include "report/page/document.hpp"
#include "report/page/sections.hpp"
#include "report/page/words.hpp"
#include "report/text.hpp"

namespace caseload {

std::string page(const ComparisonRun& run, const Freshness& freshness) {
  const Comparison& c = run.comparison;
  web::Document document;
  const bool known = !run.options.empty();
  document.title = known ? run.options.front().scenario.name : run.title;
  std::vector<std::string> names;
  for (std::size_t option = 0; option < c.names.size(); ++option) names.push_back(web::cut(c.names[option]));
  document.lede = "Compared: " + web::listed(names);
  if (known) {
    const Period& period = run.options.front().scenario.period;
    document.lede += fmt::format(" · {} from {}", length_of(period), day(period.start));
    document.about = run.options.front().scenario.description;
  }
  const std::string foot = known ? web::provenance(run.options.front().scenario, c.replications)
                                 : fmt::format("caseload {} · {}", version, counted(c.replications, "future"));
  document.foot = foot;
  document.banner = web::staleness(freshness);
  document.sections = {{"answer", "The answer", web::answer(run)},
                       {"sure", "How sure", web::how_sure(run)},
                       {"changes", "What the options change", web::what_changes(run)},
                       {"targets", "Targets", web::targets(run, foot)},
                       {"differences", "What each option buys", web::differences(run, foot)},
                       {"who", "Who waits longer, who less", web::who_waits(run, foot)},
                       {"time", "Over time", web::over_time(run, foot)}};
  if (known) {
    const Run& first = run.options.front();
    const std::string chosen = run.precision ? ", until " + in_words(*run.precision) : ", as asked";
    document.sections.push_back({"assumptions", "Assumptions and sources", web::assumptions(first.scenario)});
    document.sections.push_back(
        {"method", "Method",
         web::method({first.scenario, first.model, c.replications, run.seed,
                      counted(c.replications, "replication") + " of each option" + chosen, run.command,
                      "Paired differences of waits, timeliness, caseloads, overload, queues, hours and costs."})});
  }
  document.sections.push_back({"numbers", "Every number", web::every_number(c)});
  return web::html(document);
}

}  // namespace caseload
