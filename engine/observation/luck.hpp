// What chance brought: sums of what was drawn less what is drawn on average. A draw is added when it is made and only
// once, whatever becomes of it, so that each sum has mean zero in every scenario (a martingale).
// Tested by tests/simulation/luck_test.cpp.
#pragma once

#include <vector>

#include "caseload/model.hpp"

namespace caseload {

struct Luck {
  double families{};  ///< who came by streams at a rate
  double children{};  ///< of all who came by streams
  double hours{};     ///< asked by tasks of families, given their children
  double sick{};      ///< lengths of spells of sickness [working days]
  double sooner{};    ///< gaps until spells of sickness, by how much they are shorter [working days]
};

/// Those that chance has a hand in, in the order of luck_of(model).
std::vector<double> listed(const Model&, const Luck&);

}  // namespace caseload
