// A file that says `caseload_sweep: 1`: which settings of which scenario are varied, and how.
// Tested by tests/scenario/sweep_plan_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "caseload/sweep.hpp"
#include "scenario/csv_records.hpp"
#include "scenario/node.hpp"
#include "scenario/quantity.hpp"
#include "scenario/suggest.hpp"
#include "scenario/text.hpp"
#include "scenario/utf8.hpp"

namespace caseload {
namespace scenario {
namespace {

constexpr std::array<std::string_view, 6> design_names{"grid", "list", "lhs", "sobol", "morris", "saltelli"};

constexpr double most_points = 1'000'000, most_replications = 1'000'000;
constexpr std::size_t most_listed = 1'000'000, most_wrong_lines = 50;

std::optional<std::string> bytes_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>{in}, {}};
}

class Plan {
 public:
  /// @param folder  in which a list of points is looked up
  Plan(std::filesystem::path folder, Problems& problems) : folder_{std::move(folder)}, problems_{problems} {}

  SweepPlan take() { return std::move(plan_); }

  void read(const Node& root) {
    only(root, {"caseload_sweep", "base", "option", "set", "design", "factors", "replications", "keep", "on_failure"},
         "");
    const Node* version = root.find("caseload_sweep");
    if (version->word != "1") wrong(*version, "caseload_sweep", "expected format version 1", "");
    plan_.base = word(root, "base", true);
    plan_.option = word(root, "option", false);
    if (const Node* set = map(root, "set", false)) {
      for (const Entry& entry : set->map) plan_.overrides.push_back(entry.key + "=" + in_words(entry.value));
    }
    if (const Node* design = map(root, "design", false)) read_design(*design);
    if (const Node* replications = map(root, "replications", false)) read_replications(*replications);
    if (const Node* keep = map(root, "keep", false)) read_keep(*keep);
    read_on_failure(root);
    if (plan_.design.type == Design::Type::list) {
      if (const Node* factors = root.find("factors"))
        wrong(*factors, "factors", "a list says itself which settings it varies", "leave 'factors' out");
      return;
    }
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

  /// What says how large a design is; empty: its factors do.
  static std::string size_key(Design::Type type) {
    switch (type) {
      case Design::Type::lhs:
      case Design::Type::sobol:
        return "points";
      case Design::Type::morris:
        return "trajectories";
      case Design::Type::saltelli:
        return "blocks";
      case Design::Type::list:
        return "file";
      case Design::Type::grid:
        break;
    }
    return "";
  }

  void read_design(const Node& design) {
    only(design, {"type", "points", "trajectories", "blocks", "file"}, "design");
    if (const std::string type = word(design, "type", false); !type.empty()) {
      const auto known = design_called(type);
      if (!known) {
        wrong(*design.find("type"), "design.type", fmt::format("there is no design '{}'", made_visible(type)),
              suggestion(type, {design_names.begin(), design_names.end()}));
        return;
      }
      plan_.design.type = *known;
    }
    const std::string needed = size_key(plan_.design.type), name{name_of(plan_.design.type)};
    for (const Entry& entry : design.map) {
      if (entry.key == "type" || entry.key == needed) continue;
      if (!needed.empty()) {
        wrong(entry.value, "design." + entry.key, fmt::format("'{}' does not go with {}", entry.key, name),
              fmt::format("it takes '{}'", needed));
      } else {
        wrong(entry.value, "design." + entry.key, "a grid has as many points as its values make",
              "leave it out, or choose another design");
      }
    }
    const Node* size = needed.empty() ? nullptr : design.find(needed);
    if (!needed.empty() && !size) {
      wrong(design, "design." + needed, fmt::format("'{}' is missing", needed),
            needed == "file" ? "a CSV file with a column for each setting"
                             : fmt::format("how many, such as {}: 64", needed));
    } else if (needed == "file") {
      read_list(*size);
    } else if (size) {
      plan_.design.size = count(*size, "design." + needed, most_points).value_or(1);
    }
  }

  /// A CSV file: the first line names settings, every other one is a point.
  void read_list(const Node& name) {
    if (!name.is_word()) {
      wrong(name, "design.file", "expected a file's name", "");
      return;
    }
    const auto bytes = bytes_of(folder_ / name.word);
    if (!bytes) {
      wrong(name, "design.file", fmt::format("'{}' cannot be read", made_visible(name.word)), "");
      return;
    }
    const std::string text = without_mark(*bytes);
    Records records{text};
    std::vector<CsvField> fields;
    if (records.next(fields)) {
      for (const CsvField& field : fields) plan_.factors.push_back({field.text, {}});
    }
    std::size_t wrong_lines = 0;
    while (records.next(fields)) {
      if (fields.size() == plan_.factors.size() && plan_.design.listed.size() < most_listed) {
        DesignPoint& point = plan_.design.listed.emplace_back();
        for (const CsvField& field : fields) point.push_back(field.text);
      } else if (++wrong_lines <= most_wrong_lines) {
        problems_.push_back(
            {{(folder_ / name.word).string(), records.line(), 1},
             "design.file",
             fmt::format("expected {} values, one for each setting, found {}", plan_.factors.size(), fields.size()),
             "",
             std::string{records.words()},
             1});
      }
    }
    if (plan_.design.listed.empty() && wrong_lines == 0)
      wrong(name, "design.file", fmt::format("there are no points in '{}'", made_visible(name.word)),
            "the first line names settings, every other one is a point");
    add_levels();
  }

  /// Of a list: the values that each setting takes, in order of their numbers where they have any.
  void add_levels() {
    for (std::size_t f = 0; f < plan_.factors.size(); ++f) {
      std::vector<std::string>& levels = plan_.factors[f].levels;
      std::set<std::string> seen;
      for (const DesignPoint& point : plan_.design.listed)
        if (seen.insert(point[f]).second) levels.push_back(point[f]);
      const auto has_number = [](const std::string& level) { return number_of(level).has_value(); };
      if (!std::all_of(levels.begin(), levels.end(), has_number)) continue;
      std::stable_sort(levels.begin(), levels.end(),
                       [](const std::string& a, const std::string& b) { return *number_of(a) < *number_of(b); });
    }
  }

  /// {measures: all, series: monthly}
  void read_keep(const Node& keep) {
    only(keep, {"measures", "series"}, "keep");
    plan_.all_measures = choice(keep, "keep", "measures", {"headlines", "all"}) == "all";
    plan_.series = choice(keep, "keep", "series", {"none", "monthly"}) == "monthly";
  }

  void read_on_failure(const Node& root) {
    plan_.stop_on_failure = choice(root, "", "on_failure", {"continue", "stop"}) == "stop";
  }

  /// One of several words; the first is the default.
  std::string choice(const Node& node, const std::string& path, const std::string& key,
                     const std::vector<std::string>& words) {
    const Node* value = node.find(key);
    if (!value) return words.front();
    if (value->is_word() && std::find(words.begin(), words.end(), value->word) != words.end()) return value->word;
    wrong(*value, path.empty() ? key : path + "." + key,
          fmt::format("expected {}, found '{}'", fmt::join(words, " or "), made_visible(in_words(*value))), "");
    return words.front();
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

  std::filesystem::path folder_;
  Problems& problems_;
  SweepPlan plan_;
};

}  // namespace
}  // namespace scenario

std::string_view name_of(Design::Type type) { return scenario::design_names[static_cast<std::size_t>(type)]; }

std::optional<Design::Type> design_called(std::string_view name) {
  const auto found = std::find(scenario::design_names.begin(), scenario::design_names.end(), name);
  if (found == scenario::design_names.end()) return std::nullopt;
  return static_cast<Design::Type>(found - scenario::design_names.begin());
}

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
  Plan plan{std::filesystem::path{file}.parent_path(), problems};
  plan.read(*tree);
  if (!problems.empty()) return problems;
  return plan.take();
}

}  // namespace caseload
