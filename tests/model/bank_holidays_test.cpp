// Bank holidays against the published lists, Easter against almanacs.
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "caseload/model.hpp"

namespace caseload {
namespace {

using namespace std::chrono;

std::vector<std::string> holidays_of(int in) {
  std::vector<std::string> found;
  for (Date date = sys_days{year{in} / 1 / 1}; date <= sys_days{year{in} / 12 / 31}; date += days{1}) {
    if (!is_england_bank_holiday(date)) continue;
    const year_month_day on{date};
    found.push_back(std::to_string(static_cast<unsigned>(on.day())) + "/" +
                    std::to_string(static_cast<unsigned>(on.month())));
  }
  return found;
}

TEST_CASE("bank holidays are those that gov.uk published") {
  using List = std::vector<std::string>;
  CHECK(holidays_of(2008) == List{"1/1", "21/3", "24/3", "5/5", "26/5", "25/8", "25/12", "26/12"});
  CHECK(holidays_of(2009) == List{"1/1", "10/4", "13/4", "4/5", "25/5", "31/8", "25/12", "28/12"});
  CHECK(holidays_of(2010) == List{"1/1", "2/4", "5/4", "3/5", "31/5", "30/8", "27/12", "28/12"});
  CHECK(holidays_of(2011) == List{"3/1", "22/4", "25/4", "29/4", "2/5", "30/5", "29/8", "26/12", "27/12"});
  CHECK(holidays_of(2012) == List{"2/1", "6/4", "9/4", "7/5", "4/6", "5/6", "27/8", "25/12", "26/12"});
  CHECK(holidays_of(2013) == List{"1/1", "29/3", "1/4", "6/5", "27/5", "26/8", "25/12", "26/12"});
  CHECK(holidays_of(2020) == List{"1/1", "10/4", "13/4", "8/5", "25/5", "31/8", "25/12", "28/12"});
  CHECK(holidays_of(2021) == List{"1/1", "2/4", "5/4", "3/5", "31/5", "30/8", "27/12", "28/12"});
  CHECK(holidays_of(2022) == List{"3/1", "15/4", "18/4", "2/5", "2/6", "3/6", "29/8", "19/9", "26/12", "27/12"});
  CHECK(holidays_of(2023) == List{"2/1", "7/4", "10/4", "1/5", "8/5", "29/5", "28/8", "25/12", "26/12"});
  CHECK(holidays_of(2024) == List{"1/1", "29/3", "1/4", "6/5", "27/5", "26/8", "25/12", "26/12"});
  CHECK(holidays_of(2025) == List{"1/1", "18/4", "21/4", "5/5", "26/5", "25/8", "25/12", "26/12"});
  CHECK(holidays_of(2026) == List{"1/1", "3/4", "6/4", "4/5", "25/5", "31/8", "25/12", "28/12"});
}

TEST_CASE("anniversaries and the millennium moved or added a holiday") {
  using List = std::vector<std::string>;
  CHECK(holidays_of(1995) == List{"2/1", "14/4", "17/4", "8/5", "29/5", "28/8", "25/12", "26/12"});
  CHECK(holidays_of(1999) == List{"1/1", "2/4", "5/4", "3/5", "31/5", "30/8", "27/12", "28/12", "31/12"});
  CHECK(holidays_of(2002) == List{"1/1", "29/3", "1/4", "6/5", "3/6", "4/6", "26/8", "25/12", "26/12"});
}

TEST_CASE("Good Friday and Easter Monday follow the Easters of the almanac, earliest and latest included") {
  for (const sys_days easter :
       {sys_days{1818y / March / 22}, sys_days{1943y / April / 25}, sys_days{1954y / April / 18},
        sys_days{1981y / April / 19}, sys_days{2000y / April / 23}, sys_days{2008y / March / 23},
        sys_days{2011y / April / 24}, sys_days{2016y / March / 27}, sys_days{2019y / April / 21},
        sys_days{2024y / March / 31}, sys_days{2038y / April / 25}, sys_days{2285y / March / 22}}) {
    CHECK(is_england_bank_holiday(easter - days{2}));
    CHECK(is_england_bank_holiday(easter + days{1}));
    CHECK_FALSE(is_england_bank_holiday(easter - days{9}));
    CHECK_FALSE(is_england_bank_holiday(easter - days{6}));
  }
}

TEST_CASE("every year has eight holidays and those added, all of them from Monday to Friday") {
  for (int in = 1978; in <= 2100; ++in) {
    CAPTURE(in);
    const bool one_more = in == 1981 || in == 1999 || in == 2002 || in == 2011 || in == 2012 || in == 2023;
    CHECK(holidays_of(in).size() == (in == 2022 ? 10U : one_more ? 9U : 8U));
  }
  for (Date date = sys_days{1978y / 1 / 1}; date < sys_days{2101y / 1 / 1}; date += days{1}) {
    if (is_england_bank_holiday(date)) REQUIRE(weekday{date}.iso_encoding() <= 5);
  }
}

}  // namespace
}  // namespace caseload
