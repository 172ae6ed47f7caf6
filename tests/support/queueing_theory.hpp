// What queueing theory says a service must do in the long run, or at a time, so that the engine can be held against
// it. Closed forms where there are some; small Markov chains, solved exactly or on a truncated chain, where there are
// none. Times are in any one unit, rates in its inverse.
// Hides: Eigen.   Tested by tests/queueing/theory_test.cpp.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace caseload::theory {

// ------------------------------------------------------------------------------------------------ one station

/// A station in the steady state. Waiting is before the service; "present" is waiting or being served.
struct Queue {
  double refused{};       ///< probability that an arrival finds no place
  double gave_up{};       ///< probability that one that entered leaves before its service
  double had_to_wait{};   ///< probability that one that entered finds nobody free
  double mean_wait{};     ///< of all that entered, whatever ended the wait
  double mean_waiting{};  ///< time mean
  double mean_present{};  ///< time mean
  double mean_busy{};     ///< servers, time mean
};

/// Probability that an arrival finds all servers busy when nobody waits, for any law of service.
/// @param offered  arrival rate times mean service
/// Source: Erlang (1917); the recursion in Cooper, Introduction to Queueing Theory, 2nd ed. (1981), section 3.3.
double erlang_b(int servers, double offered);

/// Probability that an arrival to M/M/c has to wait. Requires offered < servers.
/// Source: Erlang (1917); Cooper (1981), section 3.4.
double erlang_c(int servers, double offered);

/// M/M/c, first come first served. Requires arrival_rate < servers * service_rate.
/// Source: Kleinrock, Queueing Systems, vol. 1 (1975), section 3.5.
Queue mmc(double arrival_rate, double service_rate, int servers);

/// The wait that a share `p` of the cases of M/M/c does not exceed; 0 for those that find somebody free.
/// P(wait > t) = erlang_c * exp(-(servers * service_rate - arrival_rate) t): Kleinrock (1975), section 5.7 and 3.5.
double mmc_wait_quantile(double arrival_rate, double service_rate, int servers, double p);

/// M/M/c with `places` for those served and waiting together; one more is refused.
/// Source: Kleinrock (1975), section 3.7, as a birth-death process.
Queue mmck(double arrival_rate, double service_rate, int servers, int places);

/// M/M/c whose waiting cases give up after an exponential patience (Erlang A).
/// Source: Palm (1957); Garnett, Mandelbaum & Reiman, M&SOM 4 (2002), as a birth-death process cut off where its
/// terms vanish.
Queue erlang_a(double arrival_rate, double service_rate, int servers, double mean_patience);

/// `population` machines, each out for an exponential time and then served by one of `servers`.
/// Source: Palm (1947); Kleinrock (1975), section 3.8, as a birth-death process.
/// @return  with entries as arrivals: mean_wait is per repair
Queue machine_repair(int population, int servers, double mean_out, double mean_service);

// ------------------------------------------------------------------------------------------------ general laws

/// A law of service times or stays S by its mean up to a limit: t -> E[min(S, t)], the integral of P(S > u) over
/// [0, t].
using MeanUpTo = std::function<double(double)>;

MeanUpTo fixed(double value);
MeanUpTo exponential(double mean);
MeanUpTo lognormal(double mean, double cv);
MeanUpTo gamma(double mean, double cv);

/// Mean wait in M/G/1 in any order that does not look at the service times.
/// Source: Pollaczek (1930), Khinchine (1932); Kleinrock (1975), section 5.6.
double pollaczek_khinchine(double arrival_rate, double mean_service, double cv);

/// The wait that a share `p` of the cases of M/G/1, first come first served, does not exceed.
/// W(t) = 1 - rho + arrival_rate * integral of W(t - x) dE[min(S, x)], solved forward in steps of `step` (error of its
/// square). Source: Kleinrock (1975), section 5.7; Asmussen, Applied Probability and Queues, 2nd ed. (2003), VIII.5.
double mg1_wait_quantile(double arrival_rate, double mean_service, const MeanUpTo& service, double p, double step);

/// P(wait <= t) in M/D/1. Good to 1e-9 while arrival_rate * t is below 20: the terms alternate.
/// Source: Erlang (1909).
double md1_wait_distribution(double arrival_rate, double service, double t);

/// Mean waits of priority classes, most urgent first, no preemption, first come first served within a class.
/// @param behind  mean time until a server comes free seen by any arrival, 0 if one is: erlang_c / (c mu) for M/M/c
///                with one law of service, half the sum of rate * E[S^2] for M/G/1
/// @param loads   of the classes per server; they add up to less than 1
/// Source: Cobham, Operations Research 2 (1954).
std::vector<double> cobham(double behind, std::span<const double> loads);

/// A rate that holds from an instant on, until the next one's.
struct RateFrom {
  double from{}, rate{};
};

/// Mean (and so the whole Poisson law) of the number present at `t` when nobody waits, empty at the first instant.
/// Source: Eick, Massey & Whitt, "The physics of the Mt/G/infinity queue", Operations Research 41 (1993), theorem 1.
double mt_g_infinity_mean(std::span<const RateFrom> rates, const MeanUpTo& stay, double t);

/// The least n with P(N <= n) >= p for a Poisson N.
int poisson_quantile(double mean, double p);

// ------------------------------------------------------------------------------------------------ networks

using Matrix = std::vector<std::vector<double>>;

/// Total arrival rates r = external + r * routing.
/// Source: Jackson, Operations Research 5 (1957).
std::vector<double> traffic_equations(std::span<const double> external, const Matrix& routing);

/// Each station of an open Jackson network, as M/M/c of its own.
std::vector<Queue> jackson(std::span<const double> external, const Matrix& routing,
                           std::span<const double> mean_services, std::span<const int> servers);

/// Cases that move between states and leave by exits, each at constant rates, independently of each other.
struct Cohort {
  Matrix rates;       ///< between states; the diagonal is 0
  Matrix exit_rates;  ///< by state and exit
};

/// Mean time spent in each state. Source: Kemeny & Snell, Finite Markov Chains (1960), chapter 3.
std::vector<double> mean_times(const Cohort&, std::size_t start);
/// Probability to leave by each exit.
std::vector<double> exit_shares(const Cohort&, std::size_t start);
/// Probability to be in each state at time `t`, by the matrix exponential.
std::vector<double> occupancy(const Cohort&, std::size_t start, double t);

// ------------------------------------------------------------------------------------------------ people

/// Share of posts that are vacant in the long run, when each is filled on its own. Any laws.
/// Source: alternating renewal process; Cox, Renewal Theory (1962), chapter 7.
double vacant_share(double mean_tenure, double mean_recruitment);

/// Probability that a post filled at 0 is vacant at `t`; tenure and recruitment exponential.
double vacant_at(double mean_tenure, double mean_recruitment, double t);

/// The same when recruitment takes a fixed time: the post is filled at t if k tenures and k recruitments have passed,
/// P(filled) = sum over k of Poisson(k; (t - k d) / tenure) while k d <= t.
double vacant_at_fixed_recruitment(double mean_tenure, double recruitment, double t);

/// What happens to the case in hand when its worker's absence begins.
enum class InHand { handed_over, kept, finished_first };

/// M/M/c whose workers are away now and then, each on their own, all times exponential.
struct AbsentWorkers {
  int workers{};
  double arrival_rate{}, mean_service{};
  double mean_gap{};  ///< from the end of one absence to the next; runs on while the worker works
  double mean_absence{};
};

struct AbsenceAnswer {
  double had_to_wait{};     ///< probability that an arrival finds no present worker free
  double mean_not_begun{};  ///< cases that no worker has had in hand yet
  double mean_waiting{};    ///< cases that no worker has in hand
  double mean_present{};    ///< all cases
  double mean_busy{};       ///< workers at work
  double mean_absent{};     ///< workers away
};

/// handed_over: any present worker goes on with the case, which is put back at the head of the queue. State: queue of
/// new cases, cases put back, workers at work, workers present.
/// kept: the case waits for its worker, and the worker has no other. State: queue, workers at work, workers away with a
/// case, workers away without.
/// finished_first: an absence that falls due during a service starts at its end, with its full length. State: queue,
/// workers at work, workers at work with an absence due, workers away.
/// Source: Mitrany & Avi-Itzhak, "A many-server queue with service interruptions", Operations Research 16 (1968) for
/// the first; the others are the same chain with the rule changed. Solved with the queue cut off at `longest_queue`.
AbsenceAnswer absent_workers(const AbsentWorkers&, InHand, int longest_queue = 1500);

/// One case manager with up to `limit` open cases, each in turn worked on (one at a time) and away with somebody else.
struct CaseManager {
  int limit{};
  double arrival_rate{};
  double mean_work{}, mean_away{};  ///< exponential
  double leaves{};                  ///< probability that a case is closed after a spell of work
};

struct CaseManagerAnswer {
  double mean_wait{};     ///< of a new case until it is taken on
  double mean_waiting{};  ///< cases not taken on
  double mean_open{};     ///< cases taken on
  double busy{};          ///< share of time at work
  double had_to_wait{};   ///< probability that a new case finds the manager full
};

/// Source: Campello, Ingolfsson & Shumsky, "Queueing models of case managers", Management Science 63 (2017), for one
/// manager: a chain in the cases present and those of them that want work now.
CaseManagerAnswer case_manager(const CaseManager&, int longest_queue = 1500);

}  // namespace caseload::theory
