// The whole public interface, in the order that data walks through it (DESIGN, D1):
//
//   YAML -> Scenario -> Model -> run(model, replication, seed) -> Observations -> Estimates -> files and tables
#pragma once

#include "caseload/time.hpp"
#include "caseload/result.hpp"
#include "caseload/distribution.hpp"
#include "caseload/scenario.hpp"
#include "caseload/model.hpp"
#include "caseload/observations.hpp"
#include "caseload/kept.hpp"
#include "caseload/simulation.hpp"
#include "caseload/experiment.hpp"
#include "caseload/estimates.hpp"
#include "caseload/comparison.hpp"
#include "caseload/causes.hpp"
#include "caseload/report.hpp"
#include "caseload/sweep.hpp"
#include "caseload/sensitivity.hpp"
