// The exact answers themselves, against values published or computed by other means: with them wrong, agreement of
// the engine would prove nothing.
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "support/queueing_theory.hpp"

using namespace caseload::theory;

namespace {

Approx exactly(double value) { return Approx(value).epsilon(1e-10); }

constexpr AbsentWorkers three_workers{
    .workers = 3, .arrival_rate = 0.45, .mean_service = 5, .mean_gap = 30, .mean_absence = 5};

}  // namespace

TEST_CASE("Erlang's formulas give the tabulated values") {
  CHECK(erlang_b(10, 8) == exactly(0.1216610642529515));
  CHECK(erlang_c(1, 0.5) == exactly(0.5));
  CHECK(erlang_c(2, 1.6) == exactly(0.7111111111111111));
  CHECK(erlang_c(5, 4) == exactly(0.5541125541125541));
  CHECK(erlang_c(10, 9) == exactly(0.668731524107697));
}

TEST_CASE("M/M/c waits as long as its published percentiles say") {
  const Queue queue = mmc(4, 1, 5);
  CHECK(queue.mean_wait == exactly(0.5541125541125541));
  CHECK(queue.mean_present == exactly(6.216450216450217));
  CHECK(mmc_wait_quantile(4, 1, 5, 0.5) == exactly(0.10275973395776894));
  CHECK(mmc_wait_quantile(4, 1, 5, 0.9) == exactly(1.7121976463918693));
  CHECK(mmc_wait_quantile(0.5, 1, 1, 0.5) == 0);
}

TEST_CASE("places and patience are birth-death processes") {
  const Queue limited = mmck(0.75, 1, 2, 3);
  CHECK(limited.refused == exactly(0.04936014625228519));
  CHECK(limited.mean_present == exactly(0.7623400365630713));
  CHECK(limited.mean_wait == exactly(0.06923076923076923));
  CHECK(limited.had_to_wait == exactly(0.13846153846153847));
  CHECK(mmck(8, 1, 10, 10).refused == exactly(erlang_b(10, 8)));

  const Queue impatient = erlang_a(4.5, 1, 5, 2);
  CHECK(impatient.gave_up == exactly(0.10986858805835428));
  CHECK(impatient.had_to_wait == exactly(0.5276424103016994));
  CHECK(impatient.mean_waiting == exactly(0.9888172925251886));
  CHECK(impatient.mean_wait == exactly(0.21973717611670857));
  CHECK(impatient.mean_busy == exactly(5 * 0.8011182707474811));

  const Queue repairs = machine_repair(5, 1, 10, 2);
  CHECK(repairs.mean_present == exactly(1.4243391066545124));
  CHECK(repairs.mean_waiting == exactly(0.7092069279854147));
  CHECK(repairs.mean_wait == exactly(1.9834289356277883));
  CHECK(repairs.mean_busy == exactly(0.7151321786690975));
}

TEST_CASE("M/G/1 waits as Pollaczek and Khinchine say, at every percentile") {
  CHECK(pollaczek_khinchine(0.8, 1, 1) == exactly(4));
  CHECK(pollaczek_khinchine(0.8, 1, 0.5) == exactly(2.5));
  CHECK(pollaczek_khinchine(0.8, 1, 0) == exactly(2));

  const auto near = [](double value) { return Approx(value).epsilon(2e-5); };  // the error of the step
  CHECK(mg1_wait_quantile(0.8, 1, exponential(1), 0.9, 0.01) == near(mmc_wait_quantile(0.8, 1, 1, 0.9)));
  CHECK(mg1_wait_quantile(0.8, 1, lognormal(1, 1), 0.5, 0.01) == near(2.15585401));
  CHECK(mg1_wait_quantile(0.8, 1, lognormal(1, 1), 0.9, 0.01) == near(10.6196101));
  CHECK(mg1_wait_quantile(0.8, 1, gamma(1, 0.5), 0.9, 0.01) == near(6.36022399));
  CHECK(mg1_wait_quantile(0.8, 1, fixed(1), 0.9, 0.01) == near(5.0115114984464455));
  CHECK(md1_wait_distribution(0.8, 1, 5.0115114984464455) == exactly(0.9));
  CHECK(md1_wait_distribution(0.8, 1, 10.355886791999154) == exactly(0.99));
}

TEST_CASE("Cobham's classes wait in the order of their urgency") {
  const std::array loads{0.2, 0.6};
  const auto waits = cobham(erlang_c(1, 0.8), loads);
  CHECK(waits[0] == exactly(1));
  CHECK(waits[1] == exactly(5));
}

TEST_CASE("a case that stays is counted by its survival") {
  const std::array<RateFrom, 3> steps{{{0, 2}, {30, 5}, {60, 1}}};
  CHECK(mt_g_infinity_mean(steps, exponential(10), 10) == exactly(12.642411176571153));
  CHECK(mt_g_infinity_mean(steps, exponential(10), 60) == exactly(48.45681290543075));
  CHECK(mt_g_infinity_mean(steps, exponential(10), 120) == exactly(10.095324908696988));
  CHECK(mt_g_infinity_mean(steps, fixed(10), 40) == exactly(50));
  CHECK(mt_g_infinity_mean(steps, fixed(10), 75) == exactly(10));
  CHECK(mt_g_infinity_mean(steps, lognormal(10, 1.5), 40) == exactly(35.74037016149473));
  CHECK(mt_g_infinity_mean(steps, lognormal(10, 1.5), 120) == exactly(11.020750659822522));
  CHECK(mt_g_infinity_mean(steps, gamma(10, 0.6), 10) == exactly(15.353597255988298));
  CHECK(mt_g_infinity_mean(steps, gamma(10, 0.6), 90) == exactly(10.135300208296744));
  CHECK(poisson_quantile(48.45681290543075, 0.95) == 60);
  CHECK(poisson_quantile(10, 0.95) == 15);
}

TEST_CASE("a Jackson network is its traffic equations and Erlang's formula") {
  const std::array external{3.0, 0.5, 0.0, 0.0}, services{0.8, 1.0, 1.2, 2.0};
  const std::array servers{4, 4, 3, 3};
  const Matrix routing{{0, 0.6, 0.1, 0}, {0.1, 0, 0.5, 0.1}, {0, 0.2, 0, 0.4}, {0.15, 0, 0.1, 0}};
  const auto rates = traffic_equations(external, routing);
  CHECK(rates[0] == exactly(3.4564109266762513));
  CHECK(rates[3] == exactly(1.0691412887204288));
  const auto stations = jackson(external, routing, services, servers);
  CHECK(stations[0].mean_wait == exactly(0.2690036103342875));
  CHECK(stations[2].mean_wait == exactly(1.0647493757997708));
  double present = 0;
  for (const Queue& station : stations) {
    present += station.mean_present;
  }
  CHECK(present == exactly(15.842975138263634));
}

TEST_CASE("a cohort leaves by its exits") {
  const Cohort cohort{{{0, 0.1, 0.02, 0}, {0.02, 0, 0.015, 0.005}, {0, 0.01, 0, 0.004}, {0, 0.005, 0.006, 0}},
                      {{0.15, 0, 0}, {0.04, 0, 0}, {0.008, 0.004, 0.003}, {0.006, 0.002, 0.002}}};
  CHECK(mean_times(cohort, 0)[0] == exactly(4.163490150751296));
  CHECK(mean_times(cohort, 0)[3] == exactly(2.744509750879178));
  CHECK(exit_shares(cohort, 0)[1] == exactly(0.03208813909450853));
  CHECK(exit_shares(cohort, 2)[0] == exactly(0.6850650468484863));
  CHECK(occupancy(cohort, 0, 13)[2] == exactly(0.08815167773422694));
  CHECK(occupancy(cohort, 0, 260)[2] == exactly(0.0010520678329278476));
}

TEST_CASE("posts empty and fill as an alternating renewal process") {
  CHECK(40 * vacant_share(156, 13) == exactly(3.076923076923077));
  CHECK(40 * vacant_at(156, 13, 13) == exactly(2.0354909996715627));
  CHECK(40 * vacant_at(156, 13, 104) == exactly(3.0763931315201205));
  CHECK(40 * vacant_at_fixed_recruitment(156, 13, 13 - 1e-9) == Approx(40 * (1 - std::exp(-13.0 / 156))));
  CHECK(40 * vacant_at_fixed_recruitment(156, 13, 26) == exactly(3.073916288944356));
  CHECK(40 * vacant_at_fixed_recruitment(156, 13, 104) == exactly(3.076923076923106));
}

TEST_CASE("cases handed over by absent workers wait as long as the published chain says") {
  const AbsenceAnswer answer = absent_workers(three_workers, InHand::handed_over);
  CHECK(answer.mean_present == exactly(8.649752727552592));
  CHECK(answer.mean_waiting == exactly(6.399752727552595));
  CHECK(answer.had_to_wait == exactly(0.8032677317006942));
  CHECK(answer.mean_not_begun < answer.mean_waiting);
  CHECK(answer.mean_busy == exactly(2.25));
  CHECK(answer.mean_absent == exactly(3.0 / 7));
}

TEST_CASE("the three rules for an absent worker's case differ by far more than the tests' noise") {
  const AbsenceAnswer handed_over = absent_workers(three_workers, InHand::handed_over);
  const AbsenceAnswer kept = absent_workers(three_workers, InHand::kept);
  const AbsenceAnswer finished_first = absent_workers(three_workers, InHand::finished_first);
  // The work done is the same under each.
  CHECK(kept.mean_busy == exactly(2.25));
  CHECK(finished_first.mean_busy == exactly(2.25));
  CHECK(kept.mean_absent == exactly(3.0 / 7));
  CHECK(finished_first.mean_absent == exactly(3 * 5 / 39.2));
  INFO("cases present: " << handed_over.mean_present << " handed over, " << kept.mean_present << " kept, "
                         << finished_first.mean_present << " finished first");
  CHECK(handed_over.mean_present == Approx(8.64975).epsilon(1e-6));
  CHECK(kept.mean_present == Approx(8.82553).epsilon(1e-6));
  CHECK(finished_first.mean_present == Approx(7.18840).epsilon(1e-6));
  // In hand, at work or left lying: kept cases lie while their worker is away.
  CHECK(handed_over.mean_present - handed_over.mean_waiting == exactly(2.25));
  CHECK(kept.mean_present - kept.mean_waiting == exactly(2.25 * (1 + 5.0 / 30)));
  CHECK(finished_first.mean_present - finished_first.mean_waiting == exactly(2.25));
}

TEST_CASE("absence rules agree where they must") {
  SECTION("workers who are never away are M/M/c") {
    const AbsentWorkers always_there{
        .workers = 3, .arrival_rate = 0.45, .mean_service = 5, .mean_gap = 1e12, .mean_absence = 1e-6};
    for (const InHand rule : {InHand::handed_over, InHand::kept, InHand::finished_first}) {
      CHECK(absent_workers(always_there, rule).mean_present == Approx(mmc(0.45, 0.2, 3).mean_present).epsilon(1e-8));
    }
  }
  SECTION("one worker may as well keep the case as put it at the head of the queue") {
    const AbsentWorkers one{.workers = 1, .arrival_rate = 0.12, .mean_service = 5, .mean_gap = 30, .mean_absence = 5};
    CHECK(absent_workers(one, InHand::kept).mean_present ==
          exactly(absent_workers(one, InHand::handed_over).mean_present));
  }
}

TEST_CASE("a case manager without limit, or whose cases never go away, is M/M/1") {
  // Each case brings a geometric number of spells of work: an exponential amount in all, mean 2.5.
  const CaseManager never_away{.limit = 1, .arrival_rate = 0.3, .mean_work = 1, .mean_away = 1e-9, .leaves = 0.4};
  const CaseManagerAnswer answer = case_manager(never_away);
  CHECK(answer.mean_wait == Approx(mmc(0.3, 0.4, 1).mean_wait).epsilon(1e-6));
  CHECK(answer.busy == Approx(0.75).epsilon(1e-6));
  // Without limit, work and away are a Jackson network: M/M/1 beside M/M/infinity.
  const CaseManager no_limit{.limit = 400, .arrival_rate = 0.2, .mean_work = 1, .mean_away = 3, .leaves = 0.25};
  const CaseManagerAnswer unlimited = case_manager(no_limit, 1);
  CHECK(unlimited.mean_open == Approx(mmc(0.8, 1, 1).mean_present + 0.8 * 0.75 * 3).epsilon(1e-9));
}
