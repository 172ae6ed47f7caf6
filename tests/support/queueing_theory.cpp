#include "support/queueing_theory.hpp"

#include <Eigen/Dense>
#include <Eigen/Sparse>
#include <algorithm>
#include <array>
#include <boost/math/special_functions/gamma.hpp>
#include <cassert>
#include <cmath>
#include <map>
#include <numeric>
#include <unsupported/Eigen/MatrixFunctions>

namespace caseload::theory {

// ------------------------------------------------------------------------------------------------ one station

double erlang_b(int servers, double offered) {
  double blocked = 1;
  for (int n = 1; n <= servers; ++n) {
    blocked = offered * blocked / (n + offered * blocked);
  }
  return blocked;
}

double erlang_c(int servers, double offered) {
  assert(offered < servers);
  const double blocked = erlang_b(servers, offered);
  return blocked / (1 - offered / servers * (1 - blocked));
}

Queue mmc(double arrival_rate, double service_rate, int servers) {
  const double offered = arrival_rate / service_rate;
  Queue queue;
  queue.had_to_wait = erlang_c(servers, offered);
  queue.mean_wait = queue.had_to_wait / (servers * service_rate - arrival_rate);
  queue.mean_waiting = arrival_rate * queue.mean_wait;
  queue.mean_busy = offered;
  queue.mean_present = queue.mean_waiting + offered;
  return queue;
}

double mmc_wait_quantile(double arrival_rate, double service_rate, int servers, double p) {
  const double had_to_wait = erlang_c(servers, arrival_rate / service_rate);
  return 1 - p >= had_to_wait ? 0 : std::log(had_to_wait / (1 - p)) / (servers * service_rate - arrival_rate);
}

namespace {

using RateIn = std::function<double(int)>;

/// Stationary law of 0 .. last with these rates up and down.
std::vector<double> birth_death(int last, const RateIn& up, const RateIn& down) {
  std::vector<double> law{1};
  for (int n = 1; n <= last; ++n) {
    law.push_back(law.back() * up(n - 1) / down(n));
  }
  const double total = std::accumulate(law.begin(), law.end(), 0.0);
  for (double& p : law) {
    p /= total;
  }
  return law;
}

/// What follows from the law of the number present, when the arrivals at `n` come at rate `arrivals(n)` and those for
/// which n >= places are refused.
Queue station(const std::vector<double>& law, const RateIn& arrivals, int servers, int places) {
  Queue queue;
  double came = 0, entered = 0, waited = 0;
  for (int n = 0; n < static_cast<int>(law.size()); ++n) {
    const double p = law[static_cast<std::size_t>(n)];
    came += p * arrivals(n);
    if (n < places) {
      entered += p * arrivals(n);
      waited += n >= servers ? p * arrivals(n) : 0;
    }
    queue.mean_present += p * n;
    queue.mean_waiting += p * std::max(0, n - servers);
    queue.mean_busy += p * std::min(n, servers);
  }
  queue.refused = 1 - entered / came;
  queue.had_to_wait = waited / entered;
  queue.mean_wait = queue.mean_waiting / entered;
  return queue;
}

}  // namespace

Queue mmck(double arrival_rate, double service_rate, int servers, int places) {
  const auto arrivals = [&](int) { return arrival_rate; };
  const auto law = birth_death(places, arrivals, [&](int n) { return std::min(n, servers) * service_rate; });
  return station(law, arrivals, servers, places);
}

Queue erlang_a(double arrival_rate, double service_rate, int servers, double mean_patience) {
  // Far above both the offered load and the servers, patience makes the terms fall faster than geometrically.
  const int last = servers + static_cast<int>(20 * (10 + arrival_rate * std::max(mean_patience, 1 / service_rate)));
  const auto arrivals = [&](int) { return arrival_rate; };
  const auto law = birth_death(last, arrivals, [&](int n) {
    return std::min(n, servers) * service_rate + std::max(0, n - servers) / mean_patience;
  });
  Queue queue = station(law, arrivals, servers, last + 1);
  queue.gave_up = queue.mean_waiting / mean_patience / arrival_rate;
  return queue;
}

Queue machine_repair(int population, int servers, double mean_out, double mean_service) {
  const auto arrivals = [&](int n) { return (population - n) / mean_out; };
  const auto law = birth_death(population, arrivals, [&](int n) { return std::min(n, servers) / mean_service; });
  return station(law, arrivals, servers, population);
}

// ------------------------------------------------------------------------------------------------ general laws

MeanUpTo fixed(double value) {
  return [=](double t) { return std::min(t, value); };
}

MeanUpTo exponential(double mean) {
  return [=](double t) { return -mean * std::expm1(-t / mean); };
}

MeanUpTo lognormal(double mean, double cv) {
  const double sigma = std::sqrt(std::log1p(cv * cv));
  const double mu = std::log(mean) - sigma * sigma / 2;
  const auto below = [](double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; };  // standard normal distribution
  return [=](double t) {
    if (t <= 0) {
      return 0.0;
    }
    const double z = (std::log(t) - mu) / sigma;
    return mean * below(z - sigma) + t * below(-z);
  };
}

MeanUpTo gamma(double mean, double cv) {
  const double shape = 1 / (cv * cv);
  return [=](double t) {
    const double x = std::max(0.0, t) * shape / mean;
    return mean * boost::math::gamma_p(shape + 1, x) + t * boost::math::gamma_q(shape, x);
  };
}

double pollaczek_khinchine(double arrival_rate, double mean_service, double cv) {
  const double load = arrival_rate * mean_service;
  assert(load < 1);
  return load * mean_service * (1 + cv * cv) / (2 * (1 - load));
}

double mg1_wait_quantile(double arrival_rate, double mean_service, const MeanUpTo& service, double p, double step) {
  const double idle = 1 - arrival_rate * mean_service;
  assert(idle > 0 && p < 1);
  if (p <= idle) {
    return 0;
  }
  // Weight of lag j: the arrivals' work that has an age in ((j - 1) step, j step]; W is taken as straight within it.
  std::vector<double> weight{0}, wait_at_most{idle};
  while (wait_at_most.back() < p) {
    const double n = static_cast<double>(weight.size());
    weight.push_back(arrival_rate * (service(n * step) - service((n - 1) * step)) / 2);
    double known = idle;
    for (std::size_t j = 1; j < weight.size(); ++j) {
      const std::size_t at = weight.size() - 1 - j;
      known += weight[j] * (wait_at_most[at] + (j > 1 ? wait_at_most[at + 1] : 0));
    }
    wait_at_most.push_back(known / (1 - weight[1]));
  }
  const double last = wait_at_most.back(), before = wait_at_most[wait_at_most.size() - 2];
  return step * (static_cast<double>(wait_at_most.size()) - 2 + (p - before) / (last - before));
}

double md1_wait_distribution(double arrival_rate, double service, double t) {
  double sum = 0;
  for (int k = 0; k * service <= t; ++k) {
    const double x = arrival_rate * (t - k * service);
    double term = std::exp(x);
    for (int i = 1; i <= k; ++i) {
      term *= -x / i;
    }
    sum += term;
  }
  return (1 - arrival_rate * service) * sum;
}

std::vector<double> cobham(double behind, std::span<const double> loads) {
  std::vector<double> waits;
  double above = 0;  // load of the classes before
  for (const double load : loads) {
    const double with = above + load;
    assert(with < 1);
    waits.push_back(behind / ((1 - above) * (1 - with)));
    above = with;
  }
  return waits;
}

double mt_g_infinity_mean(std::span<const RateFrom> rates, const MeanUpTo& stay, double t) {
  double mean = 0;
  for (std::size_t i = 0; i < rates.size() && rates[i].from < t; ++i) {
    const double until = i + 1 < rates.size() ? std::min(t, rates[i + 1].from) : t;
    mean += rates[i].rate * (stay(t - rates[i].from) - stay(t - until));
  }
  return mean;
}

int poisson_quantile(double mean, double p) {
  int n = 0;
  double term = std::exp(-mean), sum = term;
  while (sum < p) {
    term *= mean / ++n;
    sum += term;
  }
  return n;
}

// ------------------------------------------------------------------------------------------------ networks

namespace {

Eigen::MatrixXd dense(const Matrix& rows) {
  Eigen::MatrixXd matrix(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(rows.front().size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows[i].size(); ++j) {
      matrix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = rows[i][j];
    }
  }
  return matrix;
}

std::vector<double> values(const Eigen::VectorXd& vector) { return {vector.begin(), vector.end()}; }

/// Generator of the cohort on its states; the rows lack what the exits take.
Eigen::MatrixXd generator(const Cohort& cohort) {
  Eigen::MatrixXd q = dense(cohort.rates);
  const Eigen::VectorXd leaving = q.rowwise().sum() + dense(cohort.exit_rates).rowwise().sum();
  q.diagonal() -= leaving;
  return q;
}

}  // namespace

std::vector<double> traffic_equations(std::span<const double> external, const Matrix& routing) {
  const Eigen::MatrixXd p = dense(routing);
  const Eigen::VectorXd r = Eigen::Map<const Eigen::VectorXd>(external.data(), p.rows());
  return values((Eigen::MatrixXd::Identity(p.rows(), p.cols()) - p.transpose()).partialPivLu().solve(r));
}

std::vector<Queue> jackson(std::span<const double> external, const Matrix& routing,
                           std::span<const double> mean_services, std::span<const int> servers) {
  std::vector<Queue> stations;
  for (const double rate : traffic_equations(external, routing)) {
    const std::size_t i = stations.size();
    stations.push_back(mmc(rate, 1 / mean_services[i], servers[i]));
  }
  return stations;
}

std::vector<double> mean_times(const Cohort& cohort, std::size_t start) {
  const Eigen::MatrixXd fundamental = (-generator(cohort)).inverse();
  return values(fundamental.row(static_cast<Eigen::Index>(start)).transpose());
}

std::vector<double> exit_shares(const Cohort& cohort, std::size_t start) {
  const Eigen::MatrixXd fundamental = (-generator(cohort)).inverse();
  return values((fundamental.row(static_cast<Eigen::Index>(start)) * dense(cohort.exit_rates)).transpose());
}

std::vector<double> occupancy(const Cohort& cohort, std::size_t start, double t) {
  const Eigen::MatrixXd transition = (generator(cohort) * t).exp();
  return values(transition.row(static_cast<Eigen::Index>(start)).transpose());
}

// ------------------------------------------------------------------------------------------------ people

double vacant_share(double mean_tenure, double mean_recruitment) {
  return mean_recruitment / (mean_tenure + mean_recruitment);
}

double vacant_at(double mean_tenure, double mean_recruitment, double t) {
  const double relaxation = 1 / mean_tenure + 1 / mean_recruitment;
  return -vacant_share(mean_tenure, mean_recruitment) * std::expm1(-relaxation * t);
}

double vacant_at_fixed_recruitment(double mean_tenure, double recruitment, double t) {
  double filled = 0;
  for (int k = 0; k * recruitment <= t; ++k) {
    const double x = (t - k * recruitment) / mean_tenure;
    filled += std::exp(k * std::log(x) - x - std::lgamma(k + 1.0));
  }
  return 1 - filled;
}

namespace {

/// Where a chain can go from a state, and how fast.
template <std::size_t N>
using Moves = std::vector<std::pair<std::array<int, N>, double>>;

/// Stationary law of the chain that can be reached from `start`, which must be a likely state: its probability is
/// taken as 1 until all are scaled.
template <std::size_t N, class MovesFrom>
std::vector<std::pair<std::array<int, N>, double>> stationary(const std::array<int, N>& start,
                                                              const MovesFrom& moves_from) {
  std::vector<std::array<int, N>> states{start};
  std::map<std::array<int, N>, int> number{{start, 0}};
  std::vector<Eigen::Triplet<double>> flows;  // without state 0, whose balance follows from the others'
  std::vector<Eigen::Triplet<double>> from_start;
  for (int from = 0; from < static_cast<int>(states.size()); ++from) {
    for (const auto& [state, rate] : moves_from(std::array<int, N>{states[static_cast<std::size_t>(from)]})) {
      const auto [place, is_new] = number.emplace(state, static_cast<int>(states.size()));
      if (is_new) {
        states.push_back(state);
      }
      const int to = place->second;
      if (to > 0 && from > 0) {
        flows.emplace_back(to - 1, from - 1, rate);
      } else if (to > 0) {
        from_start.emplace_back(to - 1, 0, rate);
      }
      if (from > 0) {
        flows.emplace_back(from - 1, from - 1, -rate);
      }
    }
  }
  const auto size = static_cast<Eigen::Index>(states.size()) - 1;
  Eigen::SparseMatrix<double> balance(size, size);
  balance.setFromTriplets(flows.begin(), flows.end());
  Eigen::VectorXd inflow = Eigen::VectorXd::Zero(size);
  for (const auto& flow : from_start) {
    inflow(flow.row()) += flow.value();
  }
  const Eigen::SparseLU<Eigen::SparseMatrix<double>> solver(balance);
  assert(solver.info() == Eigen::Success);
  const Eigen::VectorXd ratio = solver.solve(-inflow);
  const double total = 1 + ratio.sum();
  std::vector<std::pair<std::array<int, N>, double>> law{{start, 1 / total}};
  for (Eigen::Index i = 0; i < size; ++i) {
    law.emplace_back(states[static_cast<std::size_t>(i) + 1], ratio(i) / total);
  }
  return law;
}

AbsenceAnswer handed_over(const AbsentWorkers& a, int longest_queue) {
  const double finish = 1 / a.mean_service, go = 1 / a.mean_gap, come = 1 / a.mean_absence;
  const auto law = stationary<4>({0, 0, 0, a.workers}, [&](const std::array<int, 4>& state) {
    const auto [queue, put_back, busy, present] = state;
    const int idle = present - busy;
    assert(queue + put_back == 0 || idle == 0);
    // A worker who is free, with `others` at work and `there` present, begins what was put back before what is new.
    const auto begins = [queue, put_back](int others, int there) -> std::array<int, 4> {
      if (put_back > 0) {
        return {queue, put_back - 1, others + 1, there};
      }
      return queue > 0 ? std::array{queue - 1, 0, others + 1, there} : std::array{0, 0, others, there};
    };
    Moves<4> moves;
    if (idle > 0) {
      moves.push_back({{0, 0, busy + 1, present}, a.arrival_rate});
      moves.push_back({{0, 0, busy, present - 1}, idle * go});
    } else if (queue < longest_queue) {
      moves.push_back({{queue + 1, put_back, busy, present}, a.arrival_rate});
    }
    if (busy > 0) {
      moves.push_back({begins(busy - 1, present), busy * finish});
      moves.push_back(
          {idle > 0 ? std::array{0, 0, busy, present - 1} : std::array{queue, put_back + 1, busy - 1, present - 1},
           busy * go});
    }
    if (present < a.workers) {
      moves.push_back({begins(busy, present + 1), (a.workers - present) * come});
    }
    return moves;
  });
  AbsenceAnswer answer;
  for (const auto& [state, p] : law) {
    const auto [queue, put_back, busy, present] = state;
    answer.had_to_wait += busy == present ? p : 0;
    answer.mean_not_begun += p * queue;
    answer.mean_waiting += p * (queue + put_back);
    answer.mean_present += p * (queue + put_back + busy);
    answer.mean_busy += p * busy;
    answer.mean_absent += p * (a.workers - present);
  }
  return answer;
}

AbsenceAnswer kept(const AbsentWorkers& a, int longest_queue) {
  const double finish = 1 / a.mean_service, go = 1 / a.mean_gap, come = 1 / a.mean_absence;
  const auto law = stationary<4>({0, 0, 0, 0}, [&](const std::array<int, 4>& state) {
    const auto [queue, busy, away_with_case, away_idle] = state;
    const int idle = a.workers - busy - away_with_case - away_idle;
    assert(queue == 0 || idle == 0);
    Moves<4> moves;
    if (idle > 0) {
      moves.push_back({{0, busy + 1, away_with_case, away_idle}, a.arrival_rate});
      moves.push_back({{0, busy, away_with_case, away_idle + 1}, idle * go});
    } else if (queue < longest_queue) {
      moves.push_back({{queue + 1, busy, away_with_case, away_idle}, a.arrival_rate});
    }
    if (busy > 0) {
      moves.push_back(
          {{std::max(0, queue - 1), queue > 0 ? busy : busy - 1, away_with_case, away_idle}, busy * finish});
      moves.push_back({{queue, busy - 1, away_with_case + 1, away_idle}, busy * go});
    }
    if (away_with_case > 0) {
      moves.push_back({{queue, busy + 1, away_with_case - 1, away_idle}, away_with_case * come});
    }
    if (away_idle > 0) {
      moves.push_back(
          {{std::max(0, queue - 1), queue > 0 ? busy + 1 : busy, away_with_case, away_idle - 1}, away_idle * come});
    }
    return moves;
  });
  AbsenceAnswer answer;
  for (const auto& [state, p] : law) {
    const auto [queue, busy, away_with_case, away_idle] = state;
    answer.had_to_wait += busy + away_with_case + away_idle == a.workers ? p : 0;
    answer.mean_not_begun += p * queue;
    answer.mean_waiting += p * queue;
    answer.mean_present += p * (queue + busy + away_with_case);
    answer.mean_busy += p * busy;
    answer.mean_absent += p * (away_with_case + away_idle);
  }
  return answer;
}

AbsenceAnswer finished_first(const AbsentWorkers& a, int longest_queue) {
  const double finish = 1 / a.mean_service, go = 1 / a.mean_gap, come = 1 / a.mean_absence;
  const auto law = stationary<4>({0, 0, 0, 0}, [&](const std::array<int, 4>& state) {
    const auto [queue, busy, busy_and_due, away] = state;
    const int idle = a.workers - busy - busy_and_due - away;
    assert(queue == 0 || idle == 0);
    Moves<4> moves;
    if (idle > 0) {
      moves.push_back({{0, busy + 1, busy_and_due, away}, a.arrival_rate});
      moves.push_back({{0, busy, busy_and_due, away + 1}, idle * go});
    } else if (queue < longest_queue) {
      moves.push_back({{queue + 1, busy, busy_and_due, away}, a.arrival_rate});
    }
    if (busy > 0) {
      moves.push_back({{std::max(0, queue - 1), queue > 0 ? busy : busy - 1, busy_and_due, away}, busy * finish});
      moves.push_back({{queue, busy - 1, busy_and_due + 1, away}, busy * go});
    }
    if (busy_and_due > 0) {
      moves.push_back({{queue, busy, busy_and_due - 1, away + 1}, busy_and_due * finish});
    }
    if (away > 0) {
      moves.push_back({{std::max(0, queue - 1), queue > 0 ? busy + 1 : busy, busy_and_due, away - 1}, away * come});
    }
    return moves;
  });
  AbsenceAnswer answer;
  for (const auto& [state, p] : law) {
    const auto [queue, busy, busy_and_due, away] = state;
    answer.had_to_wait += busy + busy_and_due + away == a.workers ? p : 0;
    answer.mean_not_begun += p * queue;
    answer.mean_waiting += p * queue;
    answer.mean_present += p * (queue + busy + busy_and_due);
    answer.mean_busy += p * (busy + busy_and_due);
    answer.mean_absent += p * away;
  }
  return answer;
}

}  // namespace

AbsenceAnswer absent_workers(const AbsentWorkers& workers, InHand rule, int longest_queue) {
  switch (rule) {
    case InHand::handed_over: return handed_over(workers, longest_queue);
    case InHand::kept: return kept(workers, longest_queue);
    case InHand::finished_first: return finished_first(workers, longest_queue);
  }
  assert(false);
  return {};
}

CaseManagerAnswer case_manager(const CaseManager& m, int longest_queue) {
  const auto law = stationary<2>({0, 0}, [&](const std::array<int, 2>& state) {
    const auto [cases, want_work] = state;
    const int away = std::min(cases, m.limit) - want_work;
    Moves<2> moves;
    if (cases < m.limit) {
      moves.push_back({{cases + 1, want_work + 1}, m.arrival_rate});
    } else if (cases < m.limit + longest_queue) {
      moves.push_back({{cases + 1, want_work}, m.arrival_rate});
    }
    if (want_work > 0) {
      moves.push_back({{cases, want_work - 1}, (1 - m.leaves) / m.mean_work});
      // Whoever waits to be taken on takes the place of the case that is closed.
      moves.push_back({{cases - 1, cases > m.limit ? want_work : want_work - 1}, m.leaves / m.mean_work});
    }
    if (away > 0) {
      moves.push_back({{cases, want_work + 1}, away / m.mean_away});
    }
    return moves;
  });
  CaseManagerAnswer answer;
  for (const auto& [state, p] : law) {
    const auto [cases, want_work] = state;
    answer.mean_waiting += p * std::max(0, cases - m.limit);
    answer.mean_open += p * std::min(cases, m.limit);
    answer.busy += want_work > 0 ? p : 0;
    answer.had_to_wait += cases >= m.limit ? p : 0;
  }
  answer.mean_wait = answer.mean_waiting / m.arrival_rate;
  return answer;
}

}  // namespace caseload::theory
