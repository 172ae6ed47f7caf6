// Part of the page of a run: families on their way through the teams, month by month. What moves is drawn by queue.js;
// here is the data for it, and the same as a table.   Tested by tests/report/page_test.cpp and tests/page.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "report/page/sections.hpp"
#include "report/page/words.hpp"
#include "report/text.hpp"

namespace caseload::web {
namespace {

constexpr std::size_t most_teams = 12;

/// A team that holds steps, with its series.
struct TeamPicture {
  TeamId id{};
  std::string where;  ///< as measures name it
  std::vector<double> open, waiting, posts, in_post, over, entered;
};

std::vector<double> means_of(const std::optional<Path>& path, std::size_t dates) {
  std::vector<double> means(dates, 0);
  for (std::size_t i = 0; path && i < dates; ++i) means[i] = path->estimates[i].n > 0 ? path->estimates[i].mean : 0;
  return means;
}

bool holds_a_step(const Model& model, TeamId team) {
  return std::any_of(model.steps.begin(), model.steps.end(), [team](const StepRow& step) { return step.team == team; });
}

double posts_at(const Model& model, const TeamRow& team, Instant at) {
  double posts = 0;
  for (std::uint32_t i = team.posts.first; i < team.posts.last; ++i) {
    const PostsRow& row = model.posts[i];
    if (i == team.posts.first || row.from <= at) posts = row.posts == 0 ? 0 : row.posts - 1 + row.last;
  }
  return posts;
}

std::string where_of(const Model& model, std::size_t team) {
  const std::string& name = model.names.teams[team];
  const bool taken = std::find(model.names.steps.begin(), model.names.steps.end(), name) != model.names.steps.end();
  return name == "service" || taken ? "team " + name : name;
}

TeamPicture picture_of(const Run& run, std::size_t team, const std::vector<Date>& at) {
  TeamPicture picture;
  picture.id = TeamId{static_cast<std::uint16_t>(team)};
  picture.where = where_of(run.model, team);
  const std::size_t dates = at.size();
  picture.open = means_of(path_of(run, "open children", picture.where), dates);
  picture.waiting = means_of(path_of(run, "children unallocated", picture.where), dates);
  picture.in_post = means_of(path_of(run, "in post", picture.where), dates);
  const std::vector<double> share = means_of(path_of(run, "workers over their limit", picture.where), dates);
  picture.entered.assign(dates, 0);
  for (std::size_t i = 0; i < dates; ++i) {
    picture.over.push_back(share[i] / 100 * picture.in_post[i]);
    picture.posts.push_back(std::max(picture.in_post[i], posts_at(run.model, run.model.teams[team], at[i])));
  }
  for (std::size_t s = 0; s < run.model.steps.size(); ++s) {
    if (run.model.steps[s].team != picture.id) continue;
    const std::string& step = run.model.names.steps[s];
    const std::vector<double> came =
        means_of(path_of(run, "children entered", step == "service" ? "step service" : step), dates);
    for (std::size_t i = 0; i < dates; ++i) picture.entered[i] += came[i];
  }
  return picture;
}

// --------------------------------------------------------------------------------------------- who passes to whom

/// Families a year from one place to another; 0 is outside, i + 1 the i-th team of the picture.
class Flows {
 public:
  Flows(const Model& model, const std::vector<TeamPicture>& teams)
      : model_{model}, size_{teams.size() + 1}, flow_(size_ * size_) {
    for (std::size_t i = 0; i < teams.size(); ++i) place_of_[index(teams[i].id)] = i + 1;
    const std::vector<double>& entries = model.offered_at_begin.step_entries;
    std::vector<double> from_outside = entries;
    for (std::size_t s = 0; s < model.steps.size() && s < entries.size(); ++s) {
      const StepRow& step = model.steps[s];
      double before = 0;
      for (std::uint32_t r = step.routes.first; r < step.routes.last; ++r) {
        const double flow = entries[s] * (model.routes[r].cumulative - before);
        before = model.routes[r].cumulative;
        add(place(StepId{static_cast<std::uint16_t>(s)}), place(model.routes[r].to), flow);
        if (model.routes[r].to != closed) from_outside[index(model.routes[r].to)] -= flow;
      }
    }
    for (std::size_t s = 0; s < from_outside.size(); ++s) {
      add(0, place(StepId{static_cast<std::uint16_t>(s)}), std::max(0.0, from_outside[s]));
    }
  }

  /// To a team: its share of all who come there. Out of the service (-1): its share of all who leave the team. Less
  /// than a fiftieth is left out.
  json::Json links() const {
    json::Json all = json::Json::array();
    for (std::size_t from = 0; from < size_; ++from) {
      for (std::size_t to = 0; to < size_; ++to) {
        double whole = 0;
        for (std::size_t other = 0; other < size_; ++other) {
          const std::size_t at = to > 0 ? other * size_ + to : from * size_ + other;
          if (at / size_ != at % size_) whole += flow_[at];
        }
        const double share = whole > 0 ? flow_[from * size_ + to] / whole : 0;
        if (from == to || share < 0.02) continue;
        all.push_back({{"from", static_cast<int>(from) - 1}, {"to", static_cast<int>(to) - 1}, {"share", share}});
      }
    }
    return all;
  }

 private:
  std::size_t place(StepId step) const {
    if (step == closed) return 0;
    const auto found = place_of_.find(index(model_.steps[index(step)].team));
    return found == place_of_.end() ? 0 : found->second;
  }
  void add(std::size_t from, std::size_t to, double flow) { flow_[from * size_ + to] += flow; }

  const Model& model_;
  std::size_t size_;
  std::vector<double> flow_;
  std::map<std::size_t, std::size_t> place_of_;
};

json::Json numbers(const std::vector<double>& values) {
  json::Json all = json::Json::array();
  for (const double value : values) all.push_back(std::round(value * 100) / 100);
  return all;
}

std::string finding_of(const std::vector<TeamPicture>& teams) {
  const TeamPicture* worst = nullptr;
  std::size_t when = 0;
  double most = 0;
  for (const TeamPicture& team : teams) {
    for (std::size_t i = 0; i < team.over.size(); ++i) {
      if (!(team.over[i] > most)) continue;
      most = team.over[i];
      worst = &team;
      when = i;
    }
  }
  if (!worst) return "No worker is over the limit in any team";
  const std::string team = sentence(cut(worst->where));
  return first_that_fits({fmt::format("{}: {} of {} workers over their limit at worst", team,
                                      number(worst->over[when], 0), number(worst->in_post[when], 0)),
                          fmt::format("{} is hit hardest", team)});
}

}  // namespace

Html queue_picture(const Run& run, const std::string& foot) {
  const auto months = path_of(run, "open children", "service");
  if (!months) return {};
  std::vector<TeamPicture> teams;
  for (std::size_t t = 0; t < run.model.teams.size(); ++t) {
    if (holds_a_step(run.model, TeamId{static_cast<std::uint16_t>(t)})) teams.push_back(picture_of(run, t, months->at));
  }
  if (teams.empty() || teams.size() > most_teams) return {};

  json::Json names = json::Json::array(), drawn = json::Json::array();
  double busiest = 0;
  for (const Date date : months->at) names.push_back(months->by_month ? month(date) : day(date));
  Table table{"Each team, month by month",
              {{months->by_month ? "month" : "week from", false},
               {"team", false},
               {"open children", true},
               {"without a worker", true},
               {"came", true},
               {"posts", true},
               {"in post", true},
               {"over their limit", true}},
              {},
              ""};
  for (const TeamPicture& team : teams) {
    const TeamRow& row = run.model.teams[index(team.id)];
    const bool limited = std::isfinite(row.limit) && !row.pool;
    const std::string limit = limited ? fmt::format("{} {}", short_number(row.limit),
                                                    row.limit_of == Counted::children   ? "children"
                                                    : row.limit_of == Counted::families ? "families"
                                                                                        : "points")
                                      : "";
    drawn.push_back({{"name", team.where},
                     {"pool", row.pool},
                     {"limit", limit},
                     {"open", numbers(team.open)},
                     {"waiting", numbers(team.waiting)},
                     {"posts", numbers(team.posts)},
                     {"in_post", numbers(team.in_post)},
                     {"over", numbers(team.over)},
                     {"entered", numbers(team.entered)}});
    for (const double came : team.entered) busiest = std::max(busiest, came);
    for (std::size_t i = 0; i < months->at.size(); ++i) {
      std::vector<Cell> cells{word_cell(names[i].get<std::string>()), word_cell(team.where)};
      for (const double value :
           {team.open[i], team.waiting[i], team.entered[i], team.posts[i], team.in_post[i], team.over[i]}) {
        cells.push_back(number_cell(value, 1));
      }
      table.rows.push_back(std::move(cells));
    }
  }
  const Flows flows{run.model, teams};
  const json::Json data{{"months", std::move(names)},
                        {"child_per_dot", std::max(1.0, std::ceil(busiest / 15))},
                        {"teams", std::move(drawn)},
                        {"links", flows.links()}};
  const Html inside =
      element("h3", finding_of(teams)) +
      element("p", {{"class", "subtitle"}},
              fmt::format("Children on their way through the teams, those who wait for a worker before each, and its "
                          "workers; means over "
                          "futures, {}.",
                          place_and_period(*months).substr(place_and_period(*months).find(", ") + 2))) +
      element("div", {{"class", "stage"}}, "") +
      element("details", {{"class", "data"}, {"open", ""}},
              element("summary", "Numbers of this picture") + html(table)) +
      element("figcaption", foot) +
      element("script", {{"type", "application/json"}, {"id", "queue-data"}}, Html{harmless_json(data)});
  return element("figure", {{"class", "queue"}, {"id", "queue-picture"}}, inside) + Html{"\n"};
}

}  // namespace caseload::web
