// A folder of tables in the layout of explore-education-statistics, with made-up figures of made-up authorities:
// Borchester has everything, Ambridge has gaps, Felpersham and Penny Hassett return their workforce together.
#pragma once

#include <map>
#include <string>

#include "support/scratch.hpp"

namespace caseload::test {

class PublishedFolder {
 public:
  PublishedFolder() {
    const std::string where =
        "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,"
        "old_la_code,new_la_code,la_name,";
    files_["need.csv"] = where + "category,Anypoint_episodes,At31_episodes,awaiting_assessment\n" +
                         national("Children in Need,1,40240,9") + borchester("x,1,2000,9") + ambridge("x,1,1200,c") +
                         felpersham("x,1,1500,9") + hassett("x,1,500,9");
    files_["referrals.csv"] =
        where + "category,referral_count,rereferral_count,no_further_action_count,not_in_need_count\n" +
        national("x,63280,14290,4130,19460") + borchester("x,3000,660,200,950") + ambridge("x,1800,400,c,540") +
        felpersham("x,2500,500,150,800") + hassett("x,800,150,50,240");
    files_["starts.csv"] = where + "category,CPP_start,CPP_subsequent\n" + national("x,6180,1510") +
                           borchester("x,300,70") + ambridge("x,c,c") + felpersham("x,220,50") + hassett("x,75,20");
    files_["open.csv"] =
        where +
        "category,CPP_At31,3_months_or_less,more_than_3_months_6_months,more_than_6_months_less_than_1_year,"
        "1_year_less_than_2_years,2_years_or_more\n" +
        national("x,4940,1560,1260,1300,709,111") + borchester("x,240,75,60,65,c,c") + ambridge("x,130,40,c,35,c,c") +
        felpersham("x,180,56,46,48,26,4") + hassett("x,60,19,15,16,8,2");
    files_["care.csv"] = where + "population_type,population_estimate,children_count\n";
    for (const auto& [kind, figures] : std::map<std::string, std::map<std::string, std::string>>{
             {"Children starting to be looked after each year",
              {{"E", "3240"}, {"B", "160"}, {"A", "z"}, {"F", "110"}, {"P", "40"}}},
             {"Children ceasing to be looked after each year",
              {{"E", "3440"}, {"B", "150"}, {"A", "c"}, {"F", "100"}, {"P", "40"}}},
             {"Children looked after on 31 March each year",
              {{"E", "8170"}, {"B", "400"}, {"A", "210"}, {"F", "300"}, {"P", "100"}}}}) {
      const auto row = [&](const std::string& of) { return kind + ",1," + figures.at(of); };
      files_["care.csv"] +=
          national(row("E")) + borchester(row("B")) + ambridge(row("A")) + felpersham(row("F")) + hassett(row("P"));
    }
    files_["workers.csv"] =
        where +
        "inpost_fte,turnover_rate_fte,vacancy_fte,vacancy_rate_fte,vacancy_agency_cover_rate_fte,"
        "case_holders_fte,cases,working_days_lost_fte\n" +
        national("3618.6,11.8,596.5,14.2,73.6,2110.5,32166,32278.6", "2025") +
        row("999", "E99000001", "Borchester", "150,12,20,12,75,100,1600,1200") +
        row("998", "E99000002", "Ambridge", "x,u,k,low,z,x,x,x") +
        row("997 / 996", "E99000003 / E99000004", "Felpersham / Penny Hassett", "160,10,20,11,80,120,1800,1600");
    files_["people.csv"] =
        where + "age_group,population_estimate\n" + national("Children aged 0 to 17 years,1218301", "2024") +
        row("999", "E99000001", "Borchester", "Children aged 0 to 17 years,60000", "2024") +
        row("998", "E99000002", "Ambridge", "Children aged 0 to 17 years,34000", "2024") +
        row("997", "E99000003", "Felpersham", "Children aged 0 to 17 years,45000", "2024") +
        row("996", "E99000004", "\"Penny Hassett, Borough of\"", "Children aged 0 to 17 years,15000", "2024");
  }

  /// Changes one of the files before they are written.
  std::string& operator[](const std::string& name) { return files_[name]; }
  void leave_out(const std::string& name) { files_.erase(name); }

  /// Writes the files. @return the folder
  std::string write() const {
    for (const auto& [name, content] : files_) folder_.write(name, content);
    return folder_.path().string();
  }
  std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }

  static std::string national(const std::string& figures, const std::string& year = "2025") {
    return year + ",Reporting year,National,E92000001,England,,,,,," + figures + "\n";
  }
  static std::string row(const std::string& old_code, const std::string& code, const std::string& name,
                         const std::string& figures, const std::string& year = "2025") {
    return year + ",Reporting year,Local authority,E92000001,England,E12000008,Borsetshire," + old_code + "," + code +
           "," + name + "," + figures + "\n";
  }

 private:
  static std::string borchester(const std::string& figures) { return row("999", "E99000001", "Borchester", figures); }
  static std::string ambridge(const std::string& figures) { return row("998", "E99000002", "Ambridge", figures); }
  static std::string felpersham(const std::string& figures) { return row("997", "E99000003", "Felpersham", figures); }
  static std::string hassett(const std::string& figures) {
    return row("996", "E99000004", "\"Penny Hassett, Borough of\"", figures);
  }

  Scratch folder_;
  std::map<std::string, std::string> files_;
};

}  // namespace caseload::test
