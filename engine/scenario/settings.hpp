// The parts of the description that stand in files of their own.   Tested by tests/scenario/read_test.cpp.
#pragma once

#include "scenario/describe.hpp"

namespace caseload::scenario {

const Block& people_block();    ///< describes a People
const Block& step_block();      ///< describes a Step
const Block& grade_block();     ///< describes a Grade
const Block& feedback_block();  ///< describes a Feedback
const Block& campaign_block();  ///< describes a Campaign
const Block& target_block();    ///< describes a Target
const Block& about_block();     ///< describes an About

}  // namespace caseload::scenario
