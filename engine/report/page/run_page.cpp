// The page of one run, in the order in which people ask.   Tested by tests/report/page_test.cpp and tests/page.
#include <fmt/format.h>

#include "report/headlines.hpp"
#include "report/page/document.hpp"
#include "report/page/sections.hpp"
#include "report/text.hpp"

namespace caseload {
namespace {

std::string replications_and_why(const Run& run) {
  const std::string futures = counted(run.replications.numbers.size(), "replication");
  if (!run.precision) return futures + ", as asked";
  return fmt::format("{}, until {}", futures, in_words(*run.precision));
}

}  // namespace

std::string page(const Run& run, const Freshness& freshness) {
  const std::string foot = web::provenance(run.scenario, run.replications.numbers.size());
  web::Document document;
  document.title = run.scenario.name;
  document.lede = fmt::format("{} from {}", length_of(run.scenario.period), day(run.scenario.period.start));
  if (!run.scenario.option.empty()) document.lede += " · option " + run.scenario.option;
  document.about = run.scenario.description;
  document.banner = web::staleness(freshness);
  document.foot = foot;
  document.sections = {
      {"answer", "The answer", web::answer(run)},
      {"sure", "How sure", web::how_sure(run)},
      {"targets", "Targets", web::targets(run, foot)},
      {"time", "Demand, work and people", web::over_time(run, foot)},
      {"waits", "How long things take", web::waits(run, foot)},
      {"queue", "Families on their way", web::queue_picture(run, foot)},
      {"teams", "Teams", web::teams(run, foot)},
      {"costs", "Costs", web::costs(run, foot)},
      {"assumptions", "Assumptions and sources", web::assumptions(run.scenario)},
      {"method", "Method",
       web::method(
           {run.scenario, run.model, run.replications.numbers.size(),
            static_cast<std::uint32_t>(run.replications.asked.seed), replications_and_why(run), run.command,
            "Waits, timeliness, caseloads, overload, queues, hours and costs, each over the period and by month."})},
      {"numbers", "Every number", web::every_number(run)},
  };
  return web::html(document);
}

}  // namespace caseload
