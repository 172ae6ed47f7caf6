// The event log: one row for each event of a family, in the columns that process miners (bupaR, PM4Py) and animators
// (vidigi) read. What a family enters and what it waits for are queues; a worker who holds it, or works on a task of
// it, is a resource in use. The end of a step, a refusal and a dropped task are no events there: the next row tells.
// Those programs take one arrival and one departure for each entity, so a case that is opened again has a row of its
// own. Tested by tests/store/event_log_test.cpp.
#include <fmt/format.h>

#include <set>
#include <utility>

#include "caseload/report.hpp"
#include "store/csv.hpp"
#include "store/dates.hpp"

namespace caseload {
namespace {

using What = LogEntry::What;

/// The number of each team's first post, among all posts of the service, from 1.
std::vector<std::uint32_t> first_posts(const Model& model) {
  std::vector<std::uint32_t> first;
  std::uint32_t next = 1;
  for (const TeamRow& team : model.teams) {
    first.push_back(next);
    next += team.most_posts;
  }
  return first;
}

struct Row {
  std::string_view type;
  std::string event;
  bool of_worker{};
};

/// Without a type: no row.
Row row_of(const Model& model, const LogEntry& entry, bool for_good) {
  const auto step = [&] { return model.names.steps[index(entry.step)]; };
  const auto task = [&] { return step() + ": " + model.names.tasks[entry.task]; };
  switch (entry.what) {
    case What::referred:
    case What::was_there:
      return {"arrival_departure", "arrival"};
    case What::came_back:
      return {"queue", "referred again"};
    case What::case_closed:
      return for_good ? Row{"arrival_departure", "depart"} : Row{"queue", "closed"};
    case What::enters:
      return {"queue", step()};
    case What::waits:
      return {"queue", step() + ": waits for a worker"};
    case What::allocated:
      return {"resource_use", step() + ": has a worker", true};
    case What::released:
      return {"resource_use_end", step() + ": has a worker", true};
    case What::begins:
      return {"resource_use", task(), true};
    case What::stops:
    case What::done:
      return {"resource_use_end", task(), true};
    case What::missed:
    case What::leaves:
    case What::gave_up:
    case What::refused:
      break;
  }
  return {};
}

/// By entry: the family does not come again afterwards.
std::vector<bool> last_stays(const std::vector<LogEntry>& log) {
  std::vector<bool> last(log.size());
  std::set<std::pair<std::uint16_t, std::uint32_t>> come_again;
  for (std::size_t i = log.size(); i-- > 0;) {
    const std::pair family{log[i].stream, log[i].family};
    last[i] = !come_again.contains(family);
    if (log[i].what == What::came_back) come_again.insert(family);
  }
  return last;
}

std::string pathway_of(const Model& model, const LogEntry& entry) {
  return entry.stream < model.names.streams.size() ? model.names.streams[entry.stream] : "open";
}

}  // namespace

std::string events_csv_header() { return "entity_id,event_type,event,time,timestamp,run_number,pathway,resource_id\n"; }

std::string events_csv(const Model& model, Replication replication, const std::vector<LogEntry>& log) {
  const std::vector<std::uint32_t> first_post = first_posts(model);
  const std::vector<bool> last_stay = last_stays(log);
  std::string text;
  for (std::size_t i = 0; i < log.size(); ++i) {
    const LogEntry& entry = log[i];
    const Row row = row_of(model, entry, last_stay[i]);
    if (row.type.empty()) continue;
    const std::string pathway = pathway_of(model, entry);
    const double hours = static_cast<double>((entry.at - model.begin).count()) / seconds_per_hour;
    const std::string resource = row.of_worker ? std::to_string(first_post[index(entry.team)] + entry.post) : "";
    text += csv_text(pathway + '-' + std::to_string(entry.family)) + ',' + std::string{row.type} + ',' +
            csv_text(row.event) + ',' + csv_number(hours) + ',' + iso_second(entry.at) + ',' +
            std::to_string(static_cast<std::uint32_t>(replication)) + ',' + csv_text(pathway) + ',' + resource + '\n';
  }
  return text;
}

}  // namespace caseload
