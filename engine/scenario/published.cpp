// See published.hpp.   Tested by tests/scenario/published_test.cpp.
#include "scenario/published.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>

#include "scenario/csv_records.hpp"
#include "scenario/suggest.hpp"
#include "scenario/text.hpp"
#include "scenario/utf8.hpp"

namespace caseload::scenario {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t most_table_bytes = 256u << 20;
constexpr std::size_t most_header_bytes = 100'000;

/// How a kind of file is known and where it is found.
struct TableKind {
  Table table;
  const char* name;
  const char* publication;  ///< for somebody who looks for it
  std::vector<std::string> columns;
};

const std::vector<TableKind>& kinds() {
  static const std::vector<TableKind> all{
      {Table::in_need,
       "children in need",
       "'Children in need' (DfE), table B1, b1_children_in_need",
       {"At31_episodes"}},
      {Table::referrals,
       "referrals",
       "'Children in need' (DfE), table C1, c1_children_in_need_referrals_and_rereferrals",
       {"referral_count", "rereferral_count", "no_further_action_count", "not_in_need_count"}},
      {Table::plans_started,
       "child protection plans that started",
       "'Children in need' (DfE), table D3, d3_cpps_subsequent_plan",
       {"CPP_start"}},
      {Table::plans_open,
       "child protection plans on 31 March by length",
       "'Children in need' (DfE), table D5, d5_cpps_at31march_by_duration",
       {"CPP_At31", "3_months_or_less", "more_than_3_months_6_months", "more_than_6_months_less_than_1_year"}},
      {Table::looked_after,
       "children looked after",
       "'Children looked after in England including adoptions' (DfE), cla_number_and_rate_per_10k_children",
       {"population_type", "children_count"}},
      {Table::workforce,
       "workforce",
       "'Children's social work workforce' (DfE), csww_indicators",
       {"inpost_fte", "turnover_rate_fte", "vacancy_rate_fte", "vacancy_agency_cover_rate_fte", "case_holders_fte",
        "cases", "working_days_lost_fte"}},
      {Table::population,
       "population",
       "the DfE's tables of authorities, ons_mid-year_population_estimates (ONS)",
       {"age_group", "population_estimate"}}};
  return all;
}

std::string lower(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

using Header = std::map<std::string, std::size_t>;  ///< columns by name, in small letters

Header header_of(const std::vector<CsvField>& fields) {
  Header header;
  for (std::size_t i = 0; i < fields.size(); ++i) header.emplace(lower(trimmed(fields[i].text)), i);
  return header;
}

bool is_of(const TableKind& kind, const Header& header) {
  std::vector<std::string> needed{"time_period", "geographic_level", "new_la_code", "la_name"};
  needed.insert(needed.end(), kind.columns.begin(), kind.columns.end());
  return std::all_of(needed.begin(), needed.end(), [&](const std::string& c) { return header.contains(lower(c)); });
}

/// A row about an authority or about England.
struct Row {
  int year{};
  std::string name, new_code, old_code;  ///< empty: England
  std::vector<CsvField> fields;
};

struct Read {
  std::string file;
  Header header;
  std::vector<Row> rows;
  int latest{};

  const std::string& text(const Row& row, const std::string& column) const {
    static const std::string none;
    const auto found = header.find(lower(column));
    return found == header.end() || found->second >= row.fields.size() ? none : row.fields[found->second].text;
  }
};

/// "2025", or "202425" for 2024-25.
int year_of(std::string_view text) {
  int number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return 0;
  return text.size() == 6 ? number / 10000 * 100 + number % 100 : text.size() == 4 ? number : 0;
}

std::optional<double> number_in(std::string text) {
  std::erase(text, ',');
  double value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return {};
  if (!std::isfinite(value) || value < 0) return {};
  return value;
}

Figure figure_in(const std::string& text) {
  const std::string code{trimmed(text)};
  if (const auto value = number_in(code)) return {value, {}};
  static const std::map<std::string, const char*> meanings{
      {"c", "suppressed"},       {"x", "not available"},  {"z", "not applicable"}, {"u", "of low reliability"},
      {"low", "rounds to zero"}, {"k", "rounds to zero"}, {":", "not available"}};
  if (const auto known = meanings.find(code); known != meanings.end())
    return {{}, fmt::format("{} ('{}')", known->second, code)};
  return {{}, code.empty() ? "empty in the table" : fmt::format("'{}' in the table", made_visible(code.substr(0, 40)))};
}

std::string start_of(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::string start(most_header_bytes, '\0');
  in.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return without_mark(std::move(start));
}

Problem problem(const std::string& file, int line, std::string message, std::string hint = {}) {
  return {{file, line, line > 0 ? 1 : 0}, {}, std::move(message), std::move(hint), {}, 1};
}

/// CSV files in the folder and in its `data`, by name.
std::vector<fs::path> csv_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::path& place : {folder, folder / "data"}) {
    std::error_code none;
    for (auto it = fs::directory_iterator{place, none}; it != fs::directory_iterator{}; it.increment(none)) {
      if (none) break;
      std::error_code ignored;
      if (lower(it->path().extension().string()) == ".csv" && it->is_regular_file(ignored)) files.push_back(it->path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Rows about an authority or England; nothing, with a problem, if the file cannot be read.
std::optional<Read> read_table(const fs::path& file, Problems& problems) {
  std::error_code failed;
  const std::uintmax_t bytes = fs::file_size(file, failed);
  if (failed || bytes > most_table_bytes) {
    problems.push_back(
        problem(file.string(), 0, failed ? "cannot be read" : "is too large for a table of authorities"));
    return {};
  }
  std::ifstream in{file, std::ios::binary};
  const std::string text = without_mark({std::istreambuf_iterator<char>{in}, {}});
  Records records{text};
  std::vector<CsvField> fields;
  Read read;
  read.file = file.string();
  records.next(fields);
  read.header = header_of(fields);
  while (records.next(fields)) {
    Row row;
    const auto field = [&](const char* column) -> std::string {
      const auto found = read.header.find(column);
      if (found == read.header.end() || found->second >= fields.size()) return {};
      return std::string{trimmed(fields[found->second].text)};
    };
    const std::string level = lower(field("geographic_level"));
    if (level != "local authority" && level != "national") continue;
    row.year = year_of(field("time_period"));
    if (row.year == 0) {
      problems.push_back(
          problem(read.file, records.line(),
                  fmt::format("no year in time_period: '{}'", made_visible(field("time_period").substr(0, 40)))));
      return {};
    }
    if (level == "local authority") {
      row.name = field("la_name");
      row.new_code = field("new_la_code");
      row.old_code = field("old_la_code");
      if (row.name.empty()) continue;
    }
    read.latest = std::max(read.latest, row.year);
    row.fields = std::move(fields);
    read.rows.push_back(std::move(row));
  }
  if (!records.is_closed()) {
    problems.push_back(problem(read.file, records.line(), "a quote that never closes"));
    return {};
  }
  return read;
}

/// "314 / 318" holds 318.
bool holds(const std::string& list, const std::string& one) {
  if (one.empty()) return false;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find('/', at), list.size());
    if (trimmed(std::string_view{list}.substr(at, end - at)) == one) return true;
    at = end + 1;
  }
  return false;
}

bool is_joint(const Row& row) {
  return row.old_code.find('/') != std::string::npos || row.new_code.find('/') != std::string::npos;
}

/// Codes of an area may have changed: any of them, or the name.
bool is_about(const Row& row, const Authority& authority) {
  return holds(row.new_code, authority.code) || holds(row.old_code, authority.old_code) ||
         (!row.name.empty() && lower(row.name) == lower(authority.name));
}

/// All tables, and the year that is taken of them.
struct Library {
  std::vector<Read> read;  ///< by Table
  int year{};

  const Read& of(Table table) const { return read[static_cast<std::size_t>(table)]; }
  /// Population is that of the middle of the year before, or the last one before it.
  int year_in(Table table) const {
    if (table != Table::population) return year;
    int found = 0;
    for (const Row& row : of(table).rows) {
      if (row.year < year) found = std::max(found, row.year);
    }
    return found;
  }
};

using Wanted = std::function<bool(const Read&, const Row&)>;

Published published(const Library& library, const std::function<bool(const Row&)>& is_it) {
  const auto find = [&](Table table, const std::string& column, const Wanted& wanted = {}) -> Figure {
    const Read& read = library.of(table);
    const int year = library.year_in(table);
    for (const Row& row : read.rows) {
      if (row.year == year && is_it(row) && (!wanted || wanted(read, row))) return figure_in(read.text(row, column));
    }
    return {{}, "not in the table"};
  };
  const auto counted = [&](const char* words) {
    return find(Table::looked_after, "children_count", [words](const Read& read, const Row& row) {
      return lower(read.text(row, "population_type")).find(words) != std::string::npos;
    });
  };
  Published p;
  p.population = find(Table::population, "population_estimate", [](const Read& read, const Row& row) {
    return lower(read.text(row, "age_group")).find("0 to 17") != std::string::npos;
  });
  p.referrals = find(Table::referrals, "referral_count");
  p.re_referrals = find(Table::referrals, "rereferral_count");
  p.no_further_action = find(Table::referrals, "no_further_action_count");
  p.not_in_need = find(Table::referrals, "not_in_need_count");
  p.in_need = find(Table::in_need, "At31_episodes");
  p.plan_starts = find(Table::plans_started, "CPP_start");
  p.open_plans = find(Table::plans_open, "CPP_At31");
  p.open_plans_by_length = {find(Table::plans_open, "3_months_or_less"),
                            find(Table::plans_open, "more_than_3_months_6_months"),
                            find(Table::plans_open, "more_than_6_months_less_than_1_year")};
  p.care_starts = counted("starting to be looked after");
  p.looked_after = counted("looked after on 31 march");
  p.workers = find(Table::workforce, "inpost_fte");
  p.days_lost = find(Table::workforce, "working_days_lost_fte");
  p.turnover = find(Table::workforce, "turnover_rate_fte");
  p.vacancy = find(Table::workforce, "vacancy_rate_fte");
  p.cover = find(Table::workforce, "vacancy_agency_cover_rate_fte");
  p.case_holders = find(Table::workforce, "case_holders_fte");
  p.cases = find(Table::workforce, "cases");
  return p;
}

/// The years that every table has, the population's aside.
std::set<int> years_of(const Library& library) {
  std::set<int> common;
  for (std::size_t i = 0; i < tables; ++i) {
    if (static_cast<Table>(i) == Table::population) continue;
    std::set<int> here, both;
    for (const Row& row : library.read[i].rows) here.insert(row.year);
    if (i == 0) {
      common = here;
      continue;
    }
    std::set_intersection(common.begin(), common.end(), here.begin(), here.end(), std::inserter(both, both.begin()));
    common = both;
  }
  return common;
}

/// Finds a file of each kind; the one that goes on to the latest year if there are several.
Library find_tables(const fs::path& folder, std::vector<std::string>& notes, Problems& problems) {
  std::vector<std::optional<Read>> found(tables);
  const std::vector<fs::path> files = csv_files(folder);
  for (const fs::path& file : files) {
    const std::string start = start_of(file);
    Records records{start};
    std::vector<CsvField> fields;
    if (!records.next(fields)) continue;
    const Header header = header_of(fields);
    for (const TableKind& kind : kinds()) {
      if (!is_of(kind, header)) continue;
      std::optional<Read> read = read_table(file, problems);
      if (!read) continue;
      std::optional<Read>& here = found[static_cast<std::size_t>(kind.table)];
      if (here && here->latest >= read->latest) std::swap(*here, *read);
      if (here) notes.push_back(fmt::format("two files of {}: {} is taken, not {}", kind.name, read->file, here->file));
      here = std::move(read);
    }
  }
  for (const TableKind& kind : kinds()) {
    if (found[static_cast<std::size_t>(kind.table)]) continue;
    problems.push_back(
        problem(folder.string(), 0, fmt::format("no file of {} among {} CSV files", kind.name, files.size()),
                fmt::format("it is in {}, on explore-education-statistics.service.gov.uk; known by its columns {}",
                            kind.publication, fmt::join(kind.columns, ", "))));
  }
  Library library;
  for (std::optional<Read>& read : found) library.read.push_back(read ? std::move(*read) : Read{});
  return library;
}

/// The authorities of the table of referrals, with what every table says of them.
std::vector<Authority> authorities_of(const Library& library) {
  std::vector<Authority> all;
  for (const Row& row : library.of(Table::referrals).rows) {
    if (row.year != library.year || row.name.empty() || is_joint(row)) continue;
    const auto same = [&](const Authority& other) { return other.code == row.new_code && other.name == row.name; };
    if (std::any_of(all.begin(), all.end(), same)) continue;
    Authority one;
    one.name = row.name;
    one.code = row.new_code;
    one.old_code = row.old_code;
    one.figures = published(library, [&](const Row& other) { return is_about(other, one); });
    all.push_back(std::move(one));
  }
  // Who shares a return of the workforce shares it by children in need.
  for (const Row& row : library.of(Table::workforce).rows) {
    if (row.year != library.year || !is_joint(row)) continue;
    std::vector<Authority*> members;
    double in_need = 0;
    bool known = true;
    for (Authority& one : all) {
      if (!is_about(row, one)) continue;
      members.push_back(&one);
      known = known && one.figures.in_need.value;
      in_need += one.figures.in_need.value.value_or(0);
    }
    for (Authority* one : members) {
      one->part =
          known && in_need > 0 ? *one->figures.in_need.value / in_need : 1 / static_cast<double>(members.size());
      for (const Authority* each : members) one->joint.push_back(each->name);
      for (Figure* count :
           {&one->figures.workers, &one->figures.days_lost, &one->figures.case_holders, &one->figures.cases}) {
        if (count->value) count->value = *count->value * one->part;
      }
    }
  }
  std::sort(all.begin(), all.end(), [](const Authority& a, const Authority& b) { return a.name < b.name; });
  return all;
}

}  // namespace

std::string source_of(Table table, int year) {
  switch (table) {
    case Table::in_need:
      return fmt::format("DfE, Children in need, year to March {}, table B1", year);
    case Table::referrals:
      return fmt::format("DfE, Children in need, year to March {}, table C1", year);
    case Table::plans_started:
      return fmt::format("DfE, Children in need, year to March {}, table D3", year);
    case Table::plans_open:
      return fmt::format("DfE, Children in need, year to March {}, table D5", year);
    case Table::looked_after:
      return fmt::format("DfE, Children looked after in England, year to March {}", year);
    case Table::workforce:
      return fmt::format("DfE, Children's social work workforce, 30 September {}", year);
    case Table::population:
      return fmt::format("ONS, mid-year population estimates, {}", year - 1);
  }
  return {};
}

const std::vector<Published::Entry>& Published::entries() {
  static const std::vector<Entry> all{
      {"population", Table::population, &Published::population},
      {"referrals", Table::referrals, &Published::referrals},
      {"re-referrals", Table::referrals, &Published::re_referrals},
      {"referrals with no further action", Table::referrals, &Published::no_further_action},
      {"referrals assessed and not in need", Table::referrals, &Published::not_in_need},
      {"children in need on 31 March", Table::in_need, &Published::in_need},
      {"plans that started", Table::plans_started, &Published::plan_starts},
      {"plans open on 31 March", Table::plans_open, &Published::open_plans},
      {"children who started to be looked after", Table::looked_after, &Published::care_starts},
      {"children looked after on 31 March", Table::looked_after, &Published::looked_after},
      {"social workers in post", Table::workforce, &Published::workers},
      {"days lost to sickness", Table::workforce, &Published::days_lost},
      {"turnover", Table::workforce, &Published::turnover},
      {"vacancy rate", Table::workforce, &Published::vacancy},
      {"vacancies covered by agency workers", Table::workforce, &Published::cover},
      {"social workers who hold cases", Table::workforce, &Published::case_holders},
      {"cases", Table::workforce, &Published::cases}};
  return all;
}

Result<Publications> read_publications(const std::string& folder, std::optional<int> year) {
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored))
    return Problems{problem(folder, 0, "is no folder",
                            "--data takes the folder with the CSV files of the Department for Education")};
  Publications publications;
  Problems problems;
  Library library = find_tables(folder, publications.notes, problems);
  if (!problems.empty()) return problems;
  const std::set<int> years = years_of(library);
  if (years.empty()) {
    for (std::size_t i = 0; i < tables; ++i)
      problems.push_back(problem(library.read[i].file, 0, fmt::format("goes on to {}", library.read[i].latest)));
    problems.push_back(problem(folder, 0, "no year is in all tables", "download tables of the same year"));
    return problems;
  }
  if (year && !years.contains(*year)) {
    return Problems{problem(folder, 0, fmt::format("the year to March {} is not in all tables", *year),
                            fmt::format("they have {}", fmt::join(years, ", ")))};
  }
  publications.year = library.year = year.value_or(*years.rbegin());
  if (library.year_in(Table::population) == 0) {
    return Problems{
        problem(library.of(Table::population).file, 0, fmt::format("no population before {}", library.year))};
  }
  // Only that year is looked at from here on.
  for (std::size_t i = 0; i < tables; ++i) {
    const int wanted = library.year_in(static_cast<Table>(i));
    std::erase_if(library.read[i].rows, [wanted](const Row& row) { return row.year != wanted; });
  }
  publications.england = published(library, [](const Row& row) { return row.name.empty(); });
  publications.authorities = authorities_of(library);
  const auto must_have = [&](Table table, const char* name, const Figure& figure) {
    if (figure.value && *figure.value > 0) return;
    problems.push_back(
        problem(library.of(table).file, 0,
                fmt::format("nothing for England in {}: {}, {}", library.year, name, figure.value ? "0" : figure.why),
                "the row of England stands in for what an authority's lacks"));
  };
  for (const Published::Entry& entry : Published::entries())
    must_have(entry.table, entry.name, publications.england.*entry.figure);
  for (const Figure& band : publications.england.open_plans_by_length)
    must_have(Table::plans_open, "open plans by length", band);
  if (publications.authorities.empty())
    problems.push_back(problem(library.of(Table::referrals).file, 0, fmt::format("no authority in {}", library.year)));
  if (!problems.empty()) return problems;
  return publications;
}

Result<Authority> find_authority(const Publications& publications, std::string_view name) {
  const std::string wanted = lower(trimmed(name));
  std::vector<std::string> known, near;
  for (const Authority& one : publications.authorities) {
    if (lower(one.name) == wanted || lower(one.code) == wanted || one.old_code == wanted) return one;
    known.push_back(lower(one.name));
    if (!wanted.empty() && lower(one.name).find(wanted) != std::string::npos) near.push_back(one.name);
  }
  if (const std::string typed = nearest(wanted, known); near.empty() && !typed.empty()) {
    for (const Authority& one : publications.authorities) {
      if (lower(one.name) == typed) near.push_back(one.name);
    }
  }
  constexpr std::size_t most_near = 8;
  if (near.size() > most_near) near.resize(most_near);
  return Problems{problem(
      {}, 0, fmt::format("no authority is called '{}' in {}", made_visible(name.substr(0, 80)), publications.year),
      near.empty() ? "--authority takes a name as published, such as \"Kent\", a code, such as E10000016, or all"
                   : fmt::format("did you mean {}?", fmt::join(near, ", or ")))};
}

}  // namespace caseload::scenario
