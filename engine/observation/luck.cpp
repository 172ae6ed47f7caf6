// See luck.hpp.   Tested by tests/simulation/luck_test.cpp.
#include "observation/luck.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "caseload/observations.hpp"
#include "observation/where.hpp"

namespace caseload {
namespace {

bool is_random(const Distribution& distribution) { return !std::holds_alternative<Fixed>(distribution); }

bool families_vary(const Model& model) {
  return std::any_of(model.segments.begin(), model.segments.end(), [](const RateSegment& s) { return s.per_second > 0; });
}

bool children_vary(const Model& model) {
  return std::any_of(model.streams.begin(), model.streams.end(),
                     [](const StreamRow& stream) { return is_random(stream.children); });
}

bool hours_vary(const Model& model) {
  return std::any_of(model.tasks.begin(), model.tasks.end(), [](const TaskRow& task) { return is_random(task.effort); });
}

template <auto length>
bool sickness_varies(const Model& model) {
  return std::any_of(model.absences.begin(), model.absences.end(),
                     [](const AbsenceRow& absence) { return absence.sickness && is_random(absence.*length); });
}

struct Kind {
  std::string_view name;
  double Luck::* sum;
  bool (*varies)(const Model& rules);
};

constexpr std::array kinds{
    Kind{"families who came", &Luck::families, families_vary},
    Kind{"children of families who came", &Luck::children, children_vary},
    Kind{"hours of tasks", &Luck::hours, hours_vary},
    Kind{"lengths of spells of sickness", &Luck::sick, sickness_varies<&AbsenceRow::length>},
    Kind{"gaps between spells of sickness", &Luck::sooner, sickness_varies<&AbsenceRow::gap>},
};

}  // namespace

std::vector<std::string> luck_of(const Model& model) {
  std::vector<std::string> names;
  for (const Kind& kind : kinds) {
    if (catalogue::ever(model, kind.varies)) names.emplace_back(kind.name);
  }
  return names;
}

std::vector<double> listed(const Model& model, const Luck& luck) {
  std::vector<double> sums;
  for (const Kind& kind : kinds) {
    if (catalogue::ever(model, kind.varies)) sums.push_back(luck.*kind.sum);
  }
  return sums;
}

}  // namespace caseload
