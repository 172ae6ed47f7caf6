// Puts files on the disk so that each appears whole or not at all.   Tested by tests/store/files_test.cpp.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace caseload {

/// Takes one piece of a file after the other.
using Take = std::function<void(std::string_view)>;

struct File {
  std::string name;
  std::string content;
  std::function<void(const Take&)> rest{};  ///< gives what comes after the content and is too large to be held
};

/// Writes all of them into `folder`, which is created, under names of their own, and gives them their real names only
/// when every one is complete. When the disk refuses, nothing new is left and what was there before still is.
/// Throws std::filesystem::filesystem_error or std::runtime_error.
void write_files(const std::filesystem::path& folder, const std::vector<File>& files);

/// The same for one file that is too large to be held: `fill` writes it under the name that it is given.
void write_file(const std::filesystem::path& file, const std::function<void(const std::filesystem::path&)>& fill);

}  // namespace caseload
