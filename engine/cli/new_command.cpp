// `caseload new`: a scenario to begin with, plain or from an authority's published figures.
// Tested by tests/cli/new_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/reading.hpp"
#include "cli/terminal.hpp"
#include "model/fit.hpp"
#include "report/text.hpp"
#include "scenario/published.hpp"
#include "scenario/starter.hpp"
#include "store/files.hpp"
#include "store/json.hpp"
#include "store/slug.hpp"

namespace caseload::cli {
namespace {

namespace fs = std::filesystem;
using namespace scenario;

/// A scenario and where it goes.
struct Written {
  std::string file;
  std::string content;
  Council council;  ///< without a name: the plain starter
  Fit fit;
};

Written written(const Council& council, std::string file) {
  Written one{.file = std::move(file), .content = {}, .council = council, .fit = fitted(council, library())};
  one.content = starter_text(one.council, one.fit);
  return one;
}

/// "kent", for all letters that a file's name should not have.
std::string file_name(const std::string& authority) { return slug(authority, 60) + ".yaml"; }

std::string in_json(const std::vector<Written>& all) {
  json::Json files = json::Json::array();
  for (const Written& one : all) {
    json::Json gaps = json::Json::array();
    for (const Gap& gap : one.council.gaps)
      gaps.push_back({{"figure", gap.what}, {"why", gap.why}, {"instead", gap.instead}});
    files.push_back({{"file", one.file},
                     {"authority", one.council.name},
                     {"code", one.council.code},
                     {"gaps", std::move(gaps)},
                     {"notes", one.fit.notes}});
  }
  return json::text_of({{"files", std::move(files)}});
}

/// What was done, and what to do next.
std::string sentence_of(const Written& one) {
  std::string text;
  if (!one.council.name.empty()) {
    text +=
        fmt::format("  {}, year to March {}: {}\n", shown(one.council.name), one.council.year,
                    one.council.gaps.empty() ? "nothing was suppressed or missing"
                                             : counted(one.council.gaps.size(), "gap") + " filled, named in the file");
    if (one.council.joint.size() > 1) text += "  The workforce is a joint return, split by children in need\n";
  }
  const std::string name = one.file == "-" ? "FILE" : shown_whole(shell_quoted(one.file));
  if (one.file != "-") text += fmt::format("  written  {}\n", name);
  return text + fmt::format(
                    "  next     caseload check {0}     every mistake at once, and the load of each team\n"
                    "           caseload run {0}       simulate it\n"
                    "           caseload compare {0}   its options side by side\n",
                    name);
}

/// Says which files are there already. @return whether there are none, or they may be written over
bool may_write(const std::vector<Written>& all, bool force) {
  if (force) return true;
  std::vector<std::string> there;
  std::error_code ignored;
  for (const Written& one : all) {
    if (one.file != "-" && fs::exists(one.file, ignored)) there.push_back(shown(one.file));
  }
  if (there.empty()) return true;
  constexpr std::size_t most_named = 5;
  const std::size_t more = there.size() - std::min(there.size(), most_named);
  there.resize(there.size() - more);
  say(fmt::format("error: {} there already: {}{}\n  --force writes over it; nothing was written\n",
                  there.size() + more > 1 ? "these files are" : "this file is", fmt::join(there, ", "),
                  more > 0 ? fmt::format(" and {} more", more) : ""));
  return false;
}

void write(const std::vector<Written>& all) {
  for (const Written& one : all) {
    if (one.file == "-") {
      print(one.content);
      continue;
    }
    const fs::path file{one.file};
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path{"."};
    write_files(folder, {{file.filename().string(), one.content}});
  }
}

/// What was asked for; nothing, with an explanation, if it cannot be had.
std::optional<std::vector<Written>> made(const NewArguments& arguments) {
  if (arguments.authority.empty()) {
    const std::string stem = arguments.file == "-" ? "" : fs::path{arguments.file}.stem().string();
    return std::vector<Written>{{arguments.file, starter_text(stem.empty() ? "My council" : stem), {}, {}}};
  }
  const auto refuse = [](const Problems& problems) {
    explain(problems, "Nothing was written.");
    return std::nullopt;
  };
  std::optional<int> year;
  if (arguments.year) year = static_cast<int>(*arguments.year);
  const Result<Publications> publications = read_publications(arguments.data, year);
  if (!publications) return refuse(publications.problems());
  for (const std::string& note : publications->notes) say(fmt::format("note: {}\n", shown(note)));

  const bool all = arguments.authority == "all";
  std::vector<Authority> wanted = publications->authorities;
  if (!all) {
    const Result<Authority> one = find_authority(*publications, arguments.authority);
    if (!one) return refuse(one.problems());
    wanted = {*one};
  }
  std::vector<Written> done;
  Problems problems;
  std::set<std::string> names;
  for (const Authority& authority : wanted) {
    const Result<Council> council = without_gaps(authority, publications->england, publications->year);
    if (!council) {
      problems.insert(problems.end(), council.problems().begin(), council.problems().end());
      continue;
    }
    std::string file = arguments.file;
    if (all) {
      file = file_name(authority.name);
      if (!names.insert(file).second) file = file_name(authority.name + " " + authority.code);
      file = (fs::path{arguments.out} / file).string();
    }
    done.push_back(written(*council, std::move(file)));
  }
  if (!problems.empty() && (!all || done.empty())) return refuse(problems);
  for (const Problem& problem : problems) say(to_text(problem) + '\n');
  return done;
}

}  // namespace

int new_command(const NewArguments& arguments) {
  const bool plain = arguments.authority != "all";
  // Before anything is read: whether there is a place for it.
  if (plain && !may_write({{arguments.file, {}, {}, {}}}, arguments.force)) return exit_code::usage;
  const std::optional<std::vector<Written>> all = made(arguments);
  if (!all || !may_write(*all, arguments.force)) return exit_code::usage;
  write(*all);
  if (arguments.json) {
    print(in_json(*all));
  } else if (plain) {
    say(sentence_of(all->front()));
  } else {
    say(fmt::format("  written  {} in {}\n  next     caseload check {}\n", counted(all->size(), "scenario"),
                    shown_whole(arguments.out), shown_whole(shell_quoted(all->front().file))));
  }
  return exit_code::ok;
}

}  // namespace caseload::cli
