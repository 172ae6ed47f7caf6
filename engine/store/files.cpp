// Files under a temporary name first, then renamed.   Tested by tests/store/files_test.cpp.
#include "store/files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace caseload {
namespace {

namespace fs = std::filesystem;

/// With which the temporary names of a file begin on this machine.
std::string start_of_name(const fs::path& final) {
  std::array<char, 256> machine{};
  ::gethostname(machine.data(), machine.size() - 1);
  return fmt::format(".{}.{}.", final.filename().string(), machine.data());
}

/// What programs have left that were killed on this machine while they wrote the same file.
void remove_orphans(const fs::path& final) {
  const std::string start = start_of_name(final);
  const fs::path folder = final.has_parent_path() ? final.parent_path() : fs::path{"."};
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator{folder, ignored}) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(start) || !name.ends_with(".part")) continue;
    const auto process = static_cast<pid_t>(std::strtol(name.c_str() + start.size(), nullptr, 10));
    const bool is_gone = process > 0 && ::kill(process, 0) != 0 && errno == ESRCH;
    if (is_gone) fs::remove(entry.path(), ignored);
  }
}

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
    remove_orphans(final);
    // Machine and process keep programs that write to the same folder apart.
    const fs::path temporary = final.parent_path() / fmt::format("{}{}.part", start_of_name(final), ::getpid());
    return names_.emplace_back(temporary, final).first;
  }

  void write(const fs::path& final, const File& file) {
    const fs::path temporary = begin(final);
    errno = 0;
    std::ofstream out{temporary, std::ios::binary | std::ios::trunc};
    const auto take = [&](std::string_view piece) {
      out.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    };
    take(file.content);
    if (file.rest) file.rest(take);
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
  for (const File& file : files) unfinished.write(folder / file.name, file);
  unfinished.finish();
}

void write_file(const fs::path& file, const std::function<void(const fs::path&)>& fill) {
  Unfinished unfinished;
  fill(unfinished.begin(file));
  unfinished.finish();
}

}  // namespace caseload
