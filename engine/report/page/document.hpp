// The frame of a page: head, contents, sections, scripts.   Tested by tests/report/page_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "caseload/report.hpp"
#include "report/page/html.hpp"

namespace caseload::web {

struct Section {
  std::string id, title;
  Html content;  ///< an empty section is left out
};

struct Document {
  std::string title;  ///< the scenario's name
  std::string lede;   ///< period, option
  std::string about;  ///< the scenario's description; may be empty
  Html banner;        ///< over everything else; may be empty
  std::vector<Section> sections;
  std::string foot;  ///< what the page ends with
};

std::string html(const Document&);

/// What to say over everything else of results that may not be the scenario's any more; empty when they are.
Html staleness(const Freshness&);

/// "3f9a1c · caseload 0.1.0 · 190 futures": where a figure's numbers come from.
std::string provenance(const Scenario&, std::size_t futures);

}  // namespace caseload::web
