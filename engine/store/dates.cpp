// Dates as files carry them.   Tested by tests/store/json_test.cpp.
#include "store/dates.hpp"

#include <fmt/format.h>

namespace caseload {

std::string iso_date(Date date) {
  const std::chrono::year_month_day d{date};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(d.year()), static_cast<unsigned>(d.month()),
                     static_cast<unsigned>(d.day()));
}

std::string iso_instant(Instant instant) {
  const Date date = std::chrono::floor<std::chrono::days>(instant);
  return instant == date ? iso_date(date) : iso_second(instant);
}

std::string iso_second(Instant instant) {
  const Date date = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time{instant - date};
  return fmt::format("{}T{:02}:{:02}:{:02}", iso_date(date), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

}  // namespace caseload
