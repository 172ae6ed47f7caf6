// The shipped scenarios: whose case each is, what it asks, what can be done, and how to run it.
// Tested by tests/cli/list_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "caseload/scenario.hpp"

namespace caseload {

/// What came of one of a scenario's expectations when it was last simulated, in the words of effects.csv.
struct Outcome {
  std::string option, against;  ///< empty: the scenario without options
  std::string measure, unit;
  std::string difference, lower95, upper95;  ///< of the measure: option less what it is held against
  std::string replications;
};

/// "children per worker lower by 5.09 children (5.04 to 5.14): hiring against no hiring"
std::string sentence_of(const Outcome&);

/// A scenario of the library, or a file that should be one.
struct Shipped {
  std::string file;  ///< as `caseload run` takes it: "leeds-2011"
  std::string name, description;
  About about;
  std::vector<Outcome> outcomes;  ///< from effects.csv beside it, which tests/library writes; empty: not simulated
  bool has_options{};
  bool is_readable{true};
};

/// Every scenario of a folder, by file name. Rules that lie in folders of their own and plans of sweeps are none.
std::vector<Shipped> shipped_in(const std::string& library);

/// "caseload compare leeds-2011": options are tried beside each other.
std::string command_of(const Shipped&);

std::string index(const std::vector<Shipped>&, bool colour);
std::string index_json(const std::vector<Shipped>&);
std::string index_markdown(const std::vector<Shipped>&);

}  // namespace caseload
