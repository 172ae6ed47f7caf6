// The progress of a run.   Tested by tests/cli/run_test.cpp.
#include "cli/progress.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "cli/terminal.hpp"
#include "report/text.hpp"

namespace caseload::cli {
namespace {

using std::chrono::duration;

constexpr std::size_t bar_width = 30;
constexpr duration<double> between_bars{0.1};
constexpr duration<double> between_lines{30};

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

/// "12 s", "3 min", "2 h 5 min"
std::string rough_time(double seconds) {
  const auto minutes = static_cast<long>(std::ceil(seconds / 60));
  if (seconds < 90) return fmt::format("{:.0f} s", std::ceil(seconds));
  return minutes < 90 ? fmt::format("{} min", minutes) : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

}  // namespace

Progress::Progress(Kind kind, std::string_view noun) : kind_{kind}, noun_{noun} {
  if (kind_ == Kind::lines) say("Running ...\n");
}

void Progress::tell(double done, std::uint32_t of) {
  const Clock::time_point now = Clock::now();
  if (kind_ == Kind::bar && (now - told_ >= between_bars || done == of)) {
    told_ = now;
    draw_bar(done, of);
  }
  if (kind_ == Kind::lines && now - told_ >= between_lines && done < of) {
    told_ = now;
    const double left = seconds() / done * (of - done);
    say(fmt::format("  {:.0f} of {} done, about {} left\n", std::floor(done), of, rough_time(left)));
  }
}

void Progress::end() {
  if (kind_ == Kind::bar) say("\r\x1b[K");
}

double Progress::seconds() const { return duration<double>(Clock::now() - began_).count(); }

void Progress::draw_bar(double done, std::uint32_t of) const {
  const auto full = static_cast<std::size_t>(static_cast<double>(bar_width) * done / of);
  say(fmt::format("\r  {}{}  {} of {} · {} left\x1b[K", repeated("█", full), repeated("░", bar_width - full),
                  number(std::floor(done), 0), counted(of, noun_), rough_time(seconds() / done * (of - done))));
}

}  // namespace caseload::cli
