// Files under a temporary name first, then renamed.   Tested by tests/store/files_test.cpp.
#include "store/files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace caseload {
namespace {

namespace fs = std::filesystem;

/// Files that are not finished; those that still have their temporary name when it goes are removed.
class Unfinished {
 public:
  Unfinished() = default;
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  ~Unfinished() {
    std::error_code ignored;
    for (const auto& [temporary, final] : names_) fs::remove(temporary, ignored);
  }

  /// The temporary name of a file.
  const fs::path& begin(const fs::path& final) {
    // The process number keeps two programs that write to the same folder apart.
    const fs::path temporary = final.parent_path() / fmt::format(".{}.{}.part", final.filename().string(), ::getpid());
    return names_.emplace_back(temporary, final).first;
  }

  void write(const fs::path& final, std::string_view content) {
    const fs::path temporary = begin(final);
    errno = 0;
    std::ofstream out{temporary, std::ios::binary | std::ios::trunc};
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.close();
    if (!out) {
      throw std::runtime_error(
          fmt::format("cannot write {}: {}", final.string(), errno != 0 ? std::strerror(errno) : "the disk refused"));
    }
  }

  void finish() {
    for (const auto& [temporary, final] : names_) fs::rename(temporary, final);
    names_.clear();
  }

 private:
  std::vector<std::pair<fs::path, fs::path>> names_;
};

}  // namespace

void write_files(const fs::path& folder, const std::vector<File>& files) {
  fs::create_directories(folder);
  Unfinished unfinished;
  for (const File& file : files) unfinished.write(folder / file.name, file.content);
  unfinished.finish();
}

void write_file(const fs::path& file, const std::function<void(const fs::path&)>& fill) {
  Unfinished unfinished;
  fill(unfinished.begin(file));
  unfinished.finish();
}

}  // namespace caseload
