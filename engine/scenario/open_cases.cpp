// See open_cases.hpp.   Tested by tests/scenario/open_cases_test.cpp.
#include "scenario/open_cases.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unordered_map>

#include <fmt/format.h>

#include "scenario/csv_records.hpp"
#include "scenario/quantity.hpp"
#include "scenario/suggest.hpp"
#include "scenario/text.hpp"
#include "scenario/utf8.hpp"

namespace caseload::scenario {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_cases = 1'000'000, most_mistakes = 50;
constexpr std::uintmax_t most_list_bytes = 256u << 20;

enum Column : std::size_t { of_step, of_children, of_entered, of_referred, of_allocated, columns };
const std::vector<std::string> column_names{"step", "children", "entered", "referred", "allocated"};

/// Lines of a list turned into families, with their mistakes.
class Reader {
 public:
  Reader(const Scenario& scenario, std::string file, std::string_view text, Problems& problems)
      : file_{std::move(file)}, records_{text}, problems_{problems}, begin_{scenario.period.start} {
    for (const Step& each : scenario.steps) {
      step_names_.push_back(each.name);
      const bool passes = !each.is_plan() && each.tasks.empty();
      steps_.emplace(each.name, StepHere{passes, named_worker(scenario, each)});
    }
  }

  std::vector<OpenCase> read() {
    std::vector<OpenCase> cases;
    if (!records_.next(fields_) || !read_header()) return cases;
    while (records_.next(fields_)) {
      if (cases.size() == most_cases) {
        complain({}, {}, fmt::format("more than {} open cases", most_cases));
        break;
      }
      cases.push_back(read_case());
    }
    if (!records_.is_closed()) complain(fields_.back(), {}, "a quote that never closes");
    if (mistakes_ > most_mistakes)
      problems_.push_back({{file_, records_.line(), 1},
                           {},
                           fmt::format("{} more mistakes up to here", mistakes_ - most_mistakes),
                           {},
                           {},
                           1});
    return cases;
  }

 private:
  struct StepHere {
    bool passes_at_once{}, has_named_worker{};
  };

  static bool named_worker(const Scenario& scenario, const Step& of) {
    const auto team =
        std::find_if(scenario.teams.begin(), scenario.teams.end(), [&](const Team& t) { return t.name == of.team; });
    return team != scenario.teams.end() && team->works == Works::cases;
  }

  void complain(const CsvField& at, const std::string& column, std::string message, std::string hint = {}) {
    if (++mistakes_ > most_mistakes) return;
    problems_.push_back({{file_, records_.line(), at.column},
                         column,
                         std::move(message),
                         std::move(hint),
                         std::string{records_.words()},
                         at.width});
  }

  bool read_header() {
    columns_.fill(none_);
    bool good = true;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      const auto name = std::find(column_names.begin(), column_names.end(), fields_[i].text);
      if (name == column_names.end()) {
        complain(fields_[i], {}, fmt::format("there is no column '{}' in a list of open cases", made_visible(fields_[i].text)),
                 suggestion(fields_[i].text, column_names));
        good = false;
        continue;
      }
      std::size_t& column = columns_[static_cast<std::size_t>(name - column_names.begin())];
      if (column != none_) complain(fields_[i], *name, fmt::format("'{}' is given twice", *name));
      good &= column == none_;
      column = i;
    }
    for (const Column needed : {of_step, of_entered}) {
      if (columns_[needed] != none_ || !good) continue;
      complain(fields_.front(), {}, fmt::format("the list has no column '{}'", column_names[needed]),
               "its first line names the columns: step,children,entered,referred,allocated");
      good = false;
    }
    width_ = fields_.size();
    return good;
  }

  const CsvField* given(Column column) const {
    const std::size_t i = columns_[column];
    return i < fields_.size() && !fields_[i].text.empty() ? &fields_[i] : nullptr;
  }

  OpenCase read_case() {
    OpenCase open;
    if (fields_.size() != width_) {
      complain(fields_.back(), {}, fmt::format("expected {} values, found {}", width_, fields_.size()),
               "quote text that holds a ','");
      return open;
    }
    const StepHere here = read_step(open.step);
    if (const CsvField* field = given(of_children)) read_children(*field, open.children);
    open.entered = begin_;
    read_date(of_entered, begin_, "the simulation begins", open.entered);
    open.referred = open.entered;
    if (given(of_referred)) read_date(of_referred, open.entered, "the step was entered", open.referred);
    open.allocated = here.has_named_worker;
    if (const CsvField* field = given(of_allocated)) read_allocated(*field, here, open.allocated);
    return open;
  }

  StepHere read_step(std::string& name) {
    const CsvField* field = given(of_step);
    if (!field) {
      complain(fields_[columns_[of_step]], "step", "'step' has no value");
      return {};
    }
    const auto found = steps_.find(field->text);
    if (found == steps_.end()) {
      complain(*field, "step", fmt::format("there is no step '{}'", made_visible(field->text)),
               suggestion(field->text, step_names_));
      return {};
    }
    if (found->second.passes_at_once)
      complain(*field, "step", fmt::format("nobody stays in '{}': it has no tasks and does not last", made_visible(field->text)));
    name = field->text;
    return found->second;
  }

  void read_children(const CsvField& field, std::uint32_t& number) {
    const char* const end = field.text.data() + field.text.size();
    const auto [stop, error] = std::from_chars(field.text.data(), end, number);
    if (error == std::errc{} && stop == end && number >= 1 && number <= 255) return;
    number = 1;
    complain(field, "children", fmt::format("expected a whole number of children from 1 to 255, found '{}'", made_visible(field.text)));
  }

  void read_date(Column column, Date latest, std::string_view of_what, Date& read) {
    const std::string& name = column_names[column];
    const CsvField* field = given(column);
    if (!field) return complain(fields_[columns_[column]], name, fmt::format("'{}' has no value", name));
    const auto found = date(field->text);
    if (!found) {
      complain(*field, name, fmt::format("expected a date, found '{}'", made_visible(field->text)), "write it as 2009-07-31");
    } else if (*found > latest) {
      complain(*field, name, fmt::format("{} is after {}, when {}", field->text, in_words(latest), of_what));
    } else {
      read = *found;
    }
  }

  void read_allocated(const CsvField& field, const StepHere& here, bool& is_allocated) {
    const bool yes = field.text == "yes" || field.text == "true", no = field.text == "no" || field.text == "false";
    if (!yes && !no)
      return complain(field, "allocated", fmt::format("expected 'yes' or 'no', found '{}'", made_visible(field.text)));
    if (yes && !here.has_named_worker && !fields_[columns_[of_step]].text.empty() &&
        steps_.contains(fields_[columns_[of_step]].text))
      return complain(field, "allocated", "the families of this step have no named worker", "write 'no', or nothing");
    is_allocated = yes;
  }

  static constexpr std::size_t none_ = static_cast<std::size_t>(-1);
  std::string file_;
  Records records_;
  Problems& problems_;
  Date begin_;
  std::vector<std::string> step_names_;
  std::unordered_map<std::string, StepHere> steps_;
  std::array<std::size_t, columns> columns_{};
  std::size_t width_{}, mistakes_{};
  std::vector<CsvField> fields_;
};

/// FNV-1a, 64 bits: the same on every machine.
std::uint64_t hash(std::string_view text) {
  std::uint64_t h = 0xCBF29CE484222325U;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return h;
}

}  // namespace

void read_open_cases(Scenario& scenario, const Span& at, Problems& problems) {
  Begin& begin = scenario.period.begin;
  const auto refuse = [&](std::string message, std::string hint = {}) {
    problems.push_back(problem_at(at, "period.begin.list", std::move(message), std::move(hint)));
  };
  const std::string shown = made_visible(begin.list);
  const fs::path path{begin.list};
  const bool leads_out = path.empty() || path.is_absolute() ||
                         std::any_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; }) ||
                         begin.list.find('\\') != begin.list.npos || begin.list.size() > 200;
  if (leads_out)
    return refuse(fmt::format("'{}' leads out of the scenario's folder", shown), "name a file beside this one");
  const bool from_file = at.source && at.line > 0 && at.source->name() != "standard input";
  const fs::path folder = fs::path{from_file ? at.source->name() : scenario.file}.parent_path();
  const std::string file = (folder / path).string();
  std::error_code error;
  if (!fs::is_regular_file(file, error))
    return refuse(fmt::format("there is no file '{}'", shown),
                  fmt::format("looked in {}", folder.empty() ? "." : folder.string()));
  if (fs::file_size(file, error) > most_list_bytes) return refuse(fmt::format("'{}' is over 256 MiB", shown));
  std::ifstream in{file, std::ios::binary};
  const std::string text = without_mark(std::string{std::istreambuf_iterator<char>{in}, {}});
  if (!in) return refuse(fmt::format("'{}' cannot be read", shown));
  begin.content = hash(text);
  begin.cases = Reader{scenario, file, text, problems}.read();
}

}  // namespace caseload::scenario
