// A file that says `caseload_sweep: 1`: which settings of which scenario are varied, and how.
// Tested by tests/scenario/sweep_plan_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

#include "caseload/sweep.hpp"
#include "scenario/node.hpp"
#include "scenario/quantity.hpp"
#include "scenario/suggest.hpp"
#include "scenario/text.hpp"
#include "scenario/utf8.hpp"

namespace caseload {
namespace scenario {
namespace {

constexpr double most_points = 1'000'000, most_replications = 1'000'000;

class Plan {
 public:
  explicit Plan(Problems& problems) : problems_{problems} {}

  SweepPlan take() { return std::move(plan_); }

  void read(const Node& root) {
    only(root, {"caseload_sweep", "base", "option", "set", "design", "factors", "replications"}, "");
    const Node* version = root.find("caseload_sweep");
    if (version->word != "1") wrong(*version, "caseload_sweep", "expected format version 1", "");
    plan_.base = word(root, "base", true);
    plan_.option = word(root, "option", false);
    if (const Node* set = map(root, "set", false)) {
      for (const Entry& entry : set->map) plan_.overrides.push_back(entry.key + "=" + in_words(entry.value));
    }
    if (const Node* design = map(root, "design", false)) read_design(*design);
    if (const Node* replications = map(root, "replications", false)) read_replications(*replications);
    const Node* factors = map(root, "factors", true);
    if (!factors) return;
    if (factors->map.empty()) wrong(*factors, "factors", "no setting is varied", "teams.duty.posts: {from: 6, to: 12}");
    for (const Entry& entry : factors->map) read_factor(entry);
  }

 private:
  void wrong(const Node& node, const std::string& key, std::string message, std::string hint) {
    problems_.push_back(problem_at(node.span, key, std::move(message), std::move(hint)));
  }

  void only(const Node& node, const std::vector<std::string>& known, const std::string& path) {
    for (const Entry& entry : node.map) {
      if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
      const std::string key = path.empty() ? entry.key : path + "." + entry.key;
      problems_.push_back(problem_at(entry.key_span, key,
                                     fmt::format("there is no setting '{}' here", made_visible(entry.key)),
                                     suggestion(entry.key, known)));
    }
  }

  std::string word(const Node& node, const std::string& key, bool needed) {
    const Node* value = node.find(key);
    if (!value) {
      if (needed) wrong(node, key, fmt::format("'{}' is missing", key), "the scenario file, such as base: kent.yaml");
      return {};
    }
    if (!value->is_word()) wrong(*value, key, "expected a word", "");
    return value->word;
  }

  const Node* map(const Node& node, const std::string& key, bool needed) {
    const Node* value = node.find(key);
    if (!value) {
      if (needed) wrong(node, key, fmt::format("'{}' is missing", key), "teams.duty.posts: {from: 6, to: 12}");
      return nullptr;
    }
    if (value->is_map()) return value;
    wrong(*value, key, "expected settings in braces or on lines of their own", "");
    return nullptr;
  }

  std::optional<double> plain_number(const Node& node, const std::string& key) {
    const auto found = node.is_word() ? quantity(node.word) : std::nullopt;
    if (found && found->unit.empty()) return found->number;
    wrong(node, key, fmt::format("expected a number, found '{}'", made_visible(in_words(node))), "");
    return std::nullopt;
  }

  std::optional<std::uint32_t> count(const Node& node, const std::string& key, double most) {
    const auto number = plain_number(node, key);
    if (!number) return std::nullopt;
    if (*number == std::floor(*number) && *number >= 1 && *number <= most) return static_cast<std::uint32_t>(*number);
    wrong(node, key, fmt::format("expected a whole number from 1 to {}, found '{}'", in_words(most), in_words(node)),
          "");
    return std::nullopt;
  }

  void read_design(const Node& design) {
    only(design, {"type", "points"}, "design");
    const std::string type = word(design, "type", false);
    if (type == "lhs") {
      plan_.design.type = Design::Type::lhs;
    } else if (type == "sobol") {
      plan_.design.type = Design::Type::sobol;
    } else if (!type.empty() && type != "grid") {
      wrong(*design.find("type"), "design.type", fmt::format("there is no design '{}'", made_visible(type)),
            suggestion(type, {"grid", "lhs", "sobol"}));
    }
    const Node* points = design.find("points");
    const bool is_grid = plan_.design.type == Design::Type::grid;
    if (points && is_grid)
      wrong(*points, "design.points", "a grid has as many points as its values make",
            "leave it out, or choose lhs or sobol");
    if (!points && !is_grid) wrong(design, "design.points", "'points' is missing", "how many, such as points: 256");
    if (points && !is_grid) plan_.design.points = count(*points, "design.points", most_points).value_or(1);
  }

  void read_replications(const Node& node) {
    only(node, {"count", "at_most"}, "replications");
    if (const Node* number = node.find("count"); number && number->word != "auto") {
      plan_.replications = count(*number, "replications.count", most_replications);
    }
    const Node* most = node.find("at_most");
    if (most) plan_.at_most = count(*most, "replications.at_most", most_replications);
    if (most && plan_.replications) wrong(*most, "replications.at_most", "'at_most' goes with 'count: auto'", "");
  }

  /// {from: 6, to: 12}, {from: 6, to: 12, by: 3}, {uniform: [28, 44], unit: children per week}, {values: [6, 9]}
  void read_factor(const Entry& entry) {
    const std::string key = "factors." + entry.key;
    Factor factor{entry.key, {}, 0, 0, false, ""};
    const Node& node = entry.value;
    if (!node.is_map()) {
      wrong(node, key, "expected how it is varied",
            "{from: 6, to: 12}, {uniform: [28, 44], unit: children per week} or {values: [6, 9]}");
      return;
    }
    only(node, {"from", "to", "by", "uniform", "unit", "values"}, key);
    if (const Node* unit = node.find("unit")) factor.unit = unit->word;
    const Node *from = node.find("from"), *to = node.find("to"), *uniform = node.find("uniform"),
               *values = node.find("values");
    const std::size_t before = problems_.size();
    const int ways = (from || to ? 1 : 0) + (uniform ? 1 : 0) + (values ? 1 : 0);
    if (ways != 1) {
      wrong(node, key, "expected one of 'from' and 'to', 'uniform', 'values'", "");
    } else if (values) {
      read_values(*values, key, factor);
    } else if (uniform) {
      read_uniform(*uniform, key, factor);
    } else {
      read_whole(node, key, factor);
    }
    if (plan_.design.type == Design::Type::grid && factor.levels.empty() && problems_.size() == before) {
      wrong(node, key, "a grid needs values to go through",
            "{from: 6, to: 12, by: 2} or {values: [6, 9, 12]}, or another design");
    }
    plan_.factors.push_back(std::move(factor));
  }

  void read_values(const Node& values, const std::string& key, Factor& factor) {
    if (!values.is_list() || values.list.empty()) {
      wrong(values, key + ".values", "expected a list", "[6, 9, 12]");
      return;
    }
    for (const Node& value : values.list) {
      factor.levels.push_back(in_words(value) + (factor.unit.empty() ? "" : " " + factor.unit));
    }
  }

  void read_uniform(const Node& uniform, const std::string& key, Factor& factor) {
    if (!uniform.is_list() || uniform.list.size() != 2) {
      wrong(uniform, key + ".uniform", "expected the lowest and the highest value", "[28, 44]");
      return;
    }
    const auto low = plain_number(uniform.list[0], key), high = plain_number(uniform.list[1], key);
    if (!low || !high) return;
    factor.low = *low;
    factor.high = *high;
    if (!(factor.low < factor.high)) wrong(uniform, key + ".uniform", "the second number is not above the first", "");
  }

  /// Whole numbers; in a grid, and with `by`, as levels.
  void read_whole(const Node& node, const std::string& key, Factor& factor) {
    const Node *from = node.find("from"), *to = node.find("to"), *by = node.find("by");
    if (!from || !to) {
      wrong(node, key, "'from' and 'to' go together", "{from: 6, to: 12}");
      return;
    }
    const auto low = plain_number(*from, key + ".from"), high = plain_number(*to, key + ".to");
    const auto step = by ? plain_number(*by, key + ".by") : std::optional{1.0};
    if (!low || !high || !step) return;
    const bool is_whole = *low == std::floor(*low) && *high == std::floor(*high);
    if (!(*low < *high) || (by ? !(*step > 0) : !is_whole)) {
      wrong(node, key, by ? "expected 'from' below 'to' and 'by' above 0" : "expected whole numbers, 'from' below 'to'",
            by ? "" : "for others: {uniform: [0.5, 1.5]}, or 'by'");
      return;
    }
    if (by || plan_.design.type == Design::Type::grid) {
      factor.levels = several_values(
          fmt::format("{:.12g}..{:.12g}:{:.12g}{}{}", *low, *high, *step, factor.unit.empty() ? "" : " ", factor.unit));
      if (factor.levels.empty()) wrong(node, key, "these are too many values", "choose a larger 'by'");
      return;
    }
    factor.low = *low;
    factor.high = *high;
    factor.whole = true;
  }

  Problems& problems_;
  SweepPlan plan_;
};

std::optional<std::string> bytes_of(const std::string& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace
}  // namespace scenario

bool is_sweep_plan(const std::string& file) {
  const auto bytes = file == "-" ? std::nullopt : scenario::bytes_of(file);
  if (!bytes) return false;
  // At the start of a line; whatever else is wrong with the file is said when it is read.
  return bytes->starts_with("caseload_sweep:") || bytes->find("\ncaseload_sweep:") != std::string::npos;
}

Result<SweepPlan> read_sweep_plan(const std::string& file) {
  using namespace scenario;
  Problems problems;
  const auto bytes = bytes_of(file);
  if (!bytes) return Problems{{{file, 0, 0}, "", "cannot be read", "", "", 1}};
  const Source source{file, without_mark(*bytes)};
  const std::optional<Node> tree = check_text(source, problems) ? parse(source, problems) : std::nullopt;
  if (!problems.empty()) return problems;
  if (!tree || !tree->is_map()) return Problems{{{file, 1, 1}, "", "not a plan of a sweep", "", "", 1}};
  Plan plan{problems};
  plan.read(*tree);
  if (!problems.empty()) return problems;
  return plan.take();
}

}  // namespace caseload
