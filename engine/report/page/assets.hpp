// The parts of a page that are the same in all of them, put into the program when it is built (embed.cmake).
#pragma once

#include <string_view>

namespace caseload::web {

std::string_view css();           ///< page.css
std::string_view vega();          ///< the modules of Vega that the charts need, as the global `vega`
std::string_view script();        ///< page.js: draws the charts, sorts, filters and copies tables
std::string_view queue_script();  ///< queue.js: the moving picture

}  // namespace caseload::web
