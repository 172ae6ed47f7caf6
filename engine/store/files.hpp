// Puts files on the disk so that each appears whole or not at all.   Tested by tests/store/files_test.cpp.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace caseload {

struct File {
  std::string name;
  std::string content;
};

/// Writes all of them into `folder`, which is created, under names of their own, and gives them their real names only
/// when every one is complete. When the disk refuses, nothing new is left and what was there before still is.
/// Throws std::filesystem::filesystem_error or std::runtime_error.
void write_files(const std::filesystem::path& folder, const std::vector<File>& files);

}  // namespace caseload
