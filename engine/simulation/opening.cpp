// The families that are open when the simulation begins: as many as the traffic equations say (steady), or as many as
// the scenario says (snapshot), or those that it lists. Their stays are under way, so what is drawn is what is left of them.
#include "simulation/draws.hpp"
#include "simulation/event_log.hpp"
#include "simulation/service.hpp"

namespace caseload {
namespace {

/// Children of open families: those of the first stream, which is what a service is mostly made of.
Distribution children_of_stock(const Model& model) {
  return model.streams.empty() ? Distribution{Fixed{1}} : model.streams.front().children;
}

std::uint32_t families_open(const Model& model, const State& s, std::size_t step) {
  if (model.begins_from == Begin::From::snapshot) return model.open_at_begin[step];
  const double mean = model.steps[step].mean_stock;
  if (!(mean > 0)) return 0;
  // Stocks without queues are independent Poisson numbers (M/G/infinity).
  Stream bits = stream_for(s, Purpose::open_stock, 0, 0, static_cast<std::uint32_t>(step), 0, 0);
  return static_cast<std::uint32_t>(draw(Poisson{mean, 0}, bits));
}

std::uint16_t before_all_streams(const Model& model) { return static_cast<std::uint16_t>(model.streams.size()); }

void open_list(const Model& whole, State& s) {
  const Model& model = *s.rules;
  std::uint32_t number = 0;
  for (const OpenCaseRow& row : whole.open_cases) {
    const std::uint32_t id =
        new_family(model, s, before_all_streams(model), number++, Fixed{static_cast<double>(row.children)});
    Family& family = s.families[id];
    family.entered = row.entered;
    family.referred = row.referred;
    family.seen = row.allocated;
    note(s, LogEntry::What::was_there, family, {});
    enter(model, s, id, row.step, Entry::listed);
  }
  s.recorder.restart(whole, s.now);  // they came before the period
}

}  // namespace

void open_stock(const Model& whole, State& s) {
  const Model& model = *s.rules;
  if (whole.begins_from == Begin::From::empty) return;
  if (whole.begins_from == Begin::From::list) return open_list(whole, s);
  const Distribution children = children_of_stock(model);
  std::uint32_t number = 0;
  for (std::size_t step = 0; step < model.steps.size(); ++step) {
    const std::uint32_t families = families_open(model, s, step);
    for (std::uint32_t i = 0; i < families; ++i) {
      const std::uint32_t family = new_family(model, s, before_all_streams(model), number++, children);
      note(s, LogEntry::What::was_there, s.families[family], {});
      enter(model, s, family, StepId{static_cast<std::uint16_t>(step)}, Entry::there_before);
    }
  }
}

}  // namespace caseload
