// What a result is due to, within the model: causes are switched off one at a time and together, in the same futures, and
// the difference is shared out among them.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "caseload/estimates.hpp"

namespace caseload {

enum class Cause : std::uint8_t {
  vacancies,        ///< people leave and posts stand vacant
  sickness,
  surge,            ///< events change the rates of referral
  handovers,        ///< hours of passing a case on and taking it over
  admin,            ///< recording and the like beyond what `admin: 100 %` is
  newly_qualified   ///< starters and grades who are slower, or hold fewer cases
};
inline constexpr std::array all_causes{Cause::vacancies, Cause::sickness,  Cause::surge,
                                       Cause::handovers, Cause::admin,     Cause::newly_qualified};
std::string_view name_of(Cause);

/// The scenario without it, its phases included. Its measures and the keys of its random draws stay what they are, and
/// so do `resolved` and `notes`, which tell what the author wrote.
Scenario without(const Scenario&, Cause);
/// Whether that changes anything.
bool has(const Scenario&, Cause);

/// Shares of a difference by Shapley value: each cause's mean effect over all orders of switching causes on.
/// @param values  by set of causes that are on (bit i: cause i), 2^causes of them
/// @return one per cause; they add up to values.back() - values.front()
/// Source: Shapley, "A value for n-person games" (1953); Song, Nelson & Staum, "Shapley effects for global sensitivity
/// analysis", SIAM/ASA Journal on Uncertainty Quantification 4 (2016).
std::vector<double> shapley(std::span<const double> values);

struct Explanation {
  Measure measure;
  std::vector<Cause> causes;      ///< that the scenario has
  std::vector<Cause> absent;      ///< that it has not: their share is zero, exactly
  Estimate with, without;         ///< all causes on, all off
  Estimate difference;            ///< paired
  std::vector<Estimate> shares;   ///< one per cause, over replications of the share within each
  std::vector<Estimate> alone;    ///< one per cause: what switching off this one alone takes away
  std::size_t replications{};
};

/// @param done     one model per set of causes that are on (bit i: causes[i])
/// @param measure  index into the measures of these models
Explanation explain(const std::vector<Cause>& causes, const std::vector<Replications>& done, const Measure&,
                    std::size_t measure);

}  // namespace caseload
