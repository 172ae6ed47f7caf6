// Random small scenarios as YAML, for RapidCheck: a failing case prints a file that can be run. Whole hours, tight
// limits and short absences, so that much happens at the same instant and in each other's way.
#pragma once

#include <rapidcheck.h>

#include <chrono>
#include <initializer_list>
#include <string>
#include <vector>

namespace caseload::support {

class SmallScenario {
 public:
  /// A generator of its text. Everything that may be left out shrinks to being left out.
  static rc::Gen<std::string> any() {
    return rc::gen::resize(100, rc::gen::exec([] { return SmallScenario{}.text(); }));
  }

 private:
  std::string text() {
    const std::chrono::sys_days start = one_of_days();
    const int length = between(12, 45);
    const std::chrono::year_month_day last{start + std::chrono::days{length - 1}};
    steps_ = between(1, 5);
    return "caseload: 1\nname: small\nperiod: {start: " + date(start) + ", length: " + std::to_string(length) +
           " days, begin: empty" + maybe(25, ", settle: " + any_of({"5 days", "1 week", "1 month", "3 working days"})) +
           "}\nreport: {on: [" + date(last) + "]}\n" + demand() +
           "calendars:\n"
           "  rota: {days: [mon, tue, wed, thu, fri, sat], from: \"08:00\", until: \"20:00\", bank_holidays: closed}\n"
           "  evenings: {days: [mon, tue, wed, thu, fri, sat, sun], from: \"12:00\", until: \"24:00\", bank_holidays: "
           "open}\n"
           "urgency: [high, middle, low]\n" +
           effort() + teams(start) + steps();
  }

  // -------------------------------------------------------------------------------------------- choices

  static int between(int low, int high) { return *rc::gen::inRange(low, high + 1); }
  static bool chance(int percent) { return between(0, 99) >= 100 - percent; }
  static std::string any_of(std::initializer_list<std::string> all) {
    const std::vector<std::string> choices{all};
    return choices[static_cast<std::size_t>(between(0, static_cast<int>(choices.size()) - 1))];
  }
  static std::string maybe(int percent, const std::string& text) { return chance(percent) ? text : ""; }
  static std::string percent(int number) { return std::to_string(number) + " %"; }

  /// Days before bank holidays, clocks that change, a leap day, and an ordinary one.
  static std::chrono::sys_days one_of_days() {
    using namespace std::chrono;
    const std::vector<sys_days> all{2024y / June / 3, 2024y / March / 25, 2024y / December / 18, 2023y / April / 27,
                                    2024y / January / 31};
    return all[static_cast<std::size_t>(between(0, static_cast<int>(all.size()) - 1))];
  }
  static std::string two(unsigned n) {
    std::string digits = std::to_string(n);
    return digits.size() < 2 ? digits.insert(0, 1, '0') : digits;
  }
  static std::string date(const std::chrono::year_month_day& d) {
    return std::to_string(static_cast<int>(d.year())) + "-" + two(static_cast<unsigned>(d.month())) + "-" +
           two(static_cast<unsigned>(d.day()));
  }

  std::string any_step() const { return "step " + std::to_string(between(0, steps_ - 1)); }
  static std::string any_team() { return any_of({"duty", "plans", "pool"}); }

  // -------------------------------------------------------------------------------------------- blocks

  std::string demand() const {
    std::string text = "demand:\n";
    const int streams = between(1, 3);
    for (int i = 0; i < streams; ++i) {
      text += "  stream " + std::to_string(i) + ": {";
      if (chance(60)) {
        text += "every: " +
                any_of({"1 day", "12 hours", "6 hours", "4 hours", "{exponential: 9 hours}",
                        "{uniform: {low: 1 hour, high: 20 hours}}"}) +
                maybe(50, ", first: " + any_of({"0 hours", "9 hours", "1 day", "2 working days"})) +
                maybe(25, ", at_most: " + std::to_string(between(1, 40)));
      } else {
        text +=
            "rate: " + any_of({"1 family per day", "3 families per day", "4 children per day", "20 children per week"});
      }
      text += maybe(
          60, ", children: " + any_of({"1.8", "{fixed: 2}", "{fixed: 3}",
                                       "{bands: [{share: 50 %, low: 1, high: 1}, {share: 50 %, low: 2, high: 4}]}"}));
      text += ", to: " + any_step() + "}\n";
    }
    if (chance(40)) {
      text += "re-referral: {share: " + percent(between(10, 50)) +
              ", after: " + any_of({"{exponential: 3 days}", "2 days", "3 working days", "12 hours"}) +
              ", to: " + any_step() + "}\n";
    }
    return text;
  }

  static std::string effort() {
    if (!chance(60)) return "";
    return "effort: {next_child: " + any_of({"50 %", "0 %", "100 %"}) +
           ", handover_new: " + any_of({"0 hours", "1 hour", "2 hours", "{exponential: 2 hours}"}) +
           ", handover_old: " + any_of({"0 hours", "1 hour", "{exponential: 1 hour}"}) + "}\n";
  }

  static std::string teams(std::chrono::sys_days start) {
    std::string text = "teams:\n";
    for (const std::string name : {"duty", "plans", "pool"}) {
      const int posts = between(1, 4);
      text += "  " + name + ": {posts: ";
      if (chance(30)) {
        text += "[" + std::to_string(posts);
        for (int changes = between(1, 2), day = 0; changes > 0; --changes) {
          day += between(1, 15);
          text += ", " + std::to_string(between(0, 4)) + " from " + date(start + std::chrono::days{day});
        }
        text += "]";
      } else {
        text += std::to_string(posts);
      }
      if (name == "pool") {
        text += ", works: pool";
      } else {
        text += maybe(
            80, ", limit: " + any_of({"1 family", "2 families", "3 children", "5 children", "4 points", "6 points"}));
      }
      text += people() + "}\n";
    }
    return text;
  }

  static std::string people() {
    std::string text = "hours: " + any_of({"always", "office hours", "rota", "evenings"});
    text += maybe(30, ", casework: " + any_of({"50 %", "80 %"}));
    for (const std::string kind : {"sickness", "leave", "training"}) {
      if (!chance(kind == "sickness" ? 60 : 30)) continue;
      text += ", " + kind + ": {" +
              any_of({"every: 40 hours", "every: 25 hours", "every: {exponential: 60 hours}", "every: 3 working days",
                      "days: 40 per year"}) +
              ", lasting: " +
              any_of({"5 hours", "1 working day", "2 working days", "{exponential: 10 hours}",
                      "{exponential: 2 working days}"});
      const std::string away = any_of({"kept", "handed over", "finished first"});
      text += ", while_away: " + away;
      if (away == "handed over") {
        text += maybe(50, ", handed_over_after: " + any_of({"6 hours", "1 working day", "2 hours"}));
      }
      text += "}";
    }
    if (chance(40)) {
      text += ", leaving: {" + any_of({"after: 8 days", "after: {exponential: 12 days}", "rate: 800 % per year"}) +
              maybe(60, ", notice: " + any_of({"2 days", "1 week", "3 working days", "1 month"})) + "}";
      if (chance(80)) {
        text +=
            ", vacancy: {filled_after: " + any_of({"3 days", "{exponential: 6 days}", "4 working days", "0 hours"}) +
            maybe(60, ", agency: 60 %, agency_after: " + any_of({"1 day", "0 hours", "{exponential: 2 days}"})) + "}";
      }
    }
    text += maybe(
        50, ", starter: {speed: " + any_of({"50 %", "25 %"}) + ", full_after: " + any_of({"10 days", "1 month"}) + "}");
    return ", people: {" + text + "}";
  }

  std::string steps() const {
    std::string text = "steps:\n";
    for (int i = 0; i < steps_; ++i) text += "  step " + std::to_string(i) + ": {" + step(i) + "}\n";
    return text;
  }

  std::string step(int number) const {
    const int kind = between(0, 9);  // 0 to 4 work, 5 to 7 plan, 8 a delay, 9 a junction
    if (kind == 9) return next(number + 1);
    if (kind == 8) return "lasts: " + stay() + maybe(30, ", places: 2") + ", " + next(0);
    const bool nobody = chance(10);
    std::string text = nobody ? "" : "team: " + any_team() + ", ";
    text += maybe(50, "urgency: " + any_of({"high", "middle"}) + ", ");
    text += maybe(15, "urgent: yes, ");
    text += maybe(50, "points: " + any_of({"0.5", "2", "1.5"}) + ", ");
    text += maybe(
        60,
        "due: " + any_of({"1 day", "2 working days", "8 hours", "1 week", "{within: 4 working days, from: referral}"}) +
            ", ");
    text += maybe(20, "places: " + std::to_string(between(1, 4)) + ", ");
    text += maybe(25, "gives_up: {after: " + any_of({"1 day", "8 hours", "{exponential: 1 day}", "1 working day"}) +
                          ", to: " + (chance(50) ? any_step() : std::string{"closed"}) + "}, ");
    const bool plan = kind >= 5;
    const bool lasts = plan && chance(70);
    if (lasts) text += "lasts: " + stay() + ", ";
    const int tasks = between(lasts ? 0 : 1, 3);
    if (tasks > 0) text += "tasks: {";
    for (int i = 0; i < tasks; ++i) {
      const bool ends = plan && !lasts && i == 0;  // the one that is sure to end it
      text += (i > 0 ? ", " : "") + std::string{"task "} + std::to_string(i) + ": {" +
              task(nobody, plan, ends || (plan && chance(15)), ends) + "}";
    }
    if (tasks > 0) text += "}, ";
    return text + next(0);
  }

  static std::string stay() {
    return any_of(
        {"2 days", "30 hours", "5 working days", "{exponential: 4 days}", "{gamma: {mean: 6 days, cv: 0.5}}"});
  }

  static std::string task(bool nobody, bool plan, bool ends, bool surely) {
    std::string text = "effort: " + any_of({"1 hour", "2 hours", "4 hours", "7 hours", "{exponential: 2 hours}",
                                            "{gamma: {mean: 3 hours, cv: 0.5}}"});
    if (nobody || chance(25)) text += ", by: " + any_team();
    text += maybe(25, ", urgency: " + any_of({"high", "middle", "low"}));
    text += maybe(30, ", due: " + any_of({"4 hours", "1 day", "1 working day"}));
    const bool recurs = plan && chance(ends ? 70 : 80);
    if (recurs) {
      text += ", every: " + any_of({"1 day", "2 days", "3 working days", "1 week", "1 working day"});
      text += maybe(40, ", first: " + any_of({"1 day", "6 hours", "2 working days", "0 hours"}));
      text += maybe(40, ", window: " + any_of({"0 hours", "12 hours", "1 day"}));
    } else {
      text += maybe(35, ", after: " + any_of({"3 hours", "1 day", "1 working day", "{exponential: 10 hours}"}));
    }
    if (ends)
      text += ", ends: " + (recurs   ? any_of({"[20 %, 60 %]", "[0 %, 0 %, 50 %]"})
                            : surely ? std::string{"[100 %]"}
                                     : any_of({"[50 %]", "[100 %]"}));
    return text;
  }

  /// Where families go: to a step from this number on (junctions only go forward), or out.
  std::string next(int from) const {
    if (from >= steps_ || !chance(75)) return "next: {closed: rest}";
    const int to = between(from, steps_ - 1), also = between(from, steps_ - 1);
    std::string text = "next: {step " + std::to_string(to) + ": " + percent(between(10, 60));
    if (also != to) text += ", step " + std::to_string(also) + ": " + percent(between(5, 25));
    return text + ", closed: rest}";
  }

  int steps_{};
};

}  // namespace caseload::support
