// What lies in a folder of results, and how the program says where it is.   Tested by tests/cli/.
#pragma once

#include <filesystem>
#include <string>

namespace caseload::cli {

inline constexpr auto replications_file = "replications.sqlite";
inline constexpr auto points_file = "points.sqlite";
inline constexpr auto netcdf_file = "results.nc";
inline constexpr auto page_file = "report.html";

/// The lines under a table: where the page and the files are, and the line that gives them again.
std::string closing_lines(const std::filesystem::path& folder, const std::string& command);

}  // namespace caseload::cli
