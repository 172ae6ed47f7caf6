// The name of the folder that a scenario's results go to.   Tested by tests/store/folder_name_test.cpp.
#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "caseload/report.hpp"
#include "store/slug.hpp"

namespace caseload {
namespace {

/// The same on every machine, unlike std::hash. Source: Fowler, Noll & Vo, FNV-1a, 64 bits.
std::uint64_t hash(std::string_view text, std::uint64_t before = 0xCBF29CE484222325U) {
  for (const char c : text) before = (before ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return before;
}

std::uint64_t whole_hash(const Scenario& scenario) {
  const std::uint64_t h = hash(scenario.option, hash(std::string_view{"\0", 1}, hash(scenario.resolved)));
  if (scenario.period.begin.list.empty()) return h;
  return hash(fmt::format("{:x}", scenario.period.begin.content), h);
}

/// What people call the scenario in a shell: its file, or its name if it came from no file.
std::string short_name(const Scenario& scenario) {
  const std::string stem = std::filesystem::path{scenario.file}.stem().string();
  return stem.empty() || stem == "-" ? scenario.name : stem;
}

}  // namespace

std::string slug(std::string_view name, std::size_t longest) {
  std::string text;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool lower_or_digit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (upper || lower_or_digit) {
      text += upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!text.empty() && text.back() != '-') {
      text += '-';
    }
    if (text.size() == longest) break;
  }
  if (!text.empty() && text.back() == '-') text.pop_back();
  return text;
}

std::string id_of(const Scenario& scenario) { return fmt::format("{:016x}", whole_hash(scenario)); }

std::string hash_of(const Scenario& scenario) {
  const std::uint64_t h = whole_hash(scenario);
  return fmt::format("{:06x}", (h ^ (h >> 24U) ^ (h >> 48U)) & 0xFFFFFFU);
}

std::string folder_name(const Scenario& scenario) {
  constexpr std::size_t longest_name = 40;
  const std::string name = slug(short_name(scenario), longest_name);
  return fmt::format("{}-{}", name.empty() ? "scenario" : name, hash_of(scenario));
}

}  // namespace caseload
