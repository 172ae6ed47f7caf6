// Files that are whole or not there.
#include "store/files.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "support/scratch.hpp"

namespace {

using namespace caseload;
using test::content_of;
using test::names_in;
using test::Scratch;
namespace fs = std::filesystem;

std::string machine() {
  std::string name(256, '\0');
  ::gethostname(name.data(), name.size() - 1);
  return name.c_str();
}

}  // namespace

TEST_CASE("files are written into a folder that is made for them, and nothing else is left there") {
  const Scratch scratch;
  write_files(scratch / "a/b", {{"one.txt", "1\n"}, {"two.txt", ""}});
  CHECK(content_of(scratch / "a/b/one.txt") == "1\n");
  CHECK(content_of(scratch / "a/b/two.txt").empty());
  CHECK(names_in(scratch / "a/b") == std::vector<std::string>{"one.txt", "two.txt"});
}

TEST_CASE("writing again replaces the files and leaves others alone") {
  const Scratch scratch;
  write_files(scratch.path(), {{"one.txt", "a long first version\n"}, {"notes.md", "mine\n"}});
  write_files(scratch.path(), {{"one.txt", "2\n"}});
  CHECK(content_of(scratch / "one.txt") == "2\n");
  CHECK(content_of(scratch / "notes.md") == "mine\n");
}

TEST_CASE("when one file cannot be written, none is changed and no half file is left") {
  const Scratch scratch;
  write_files(scratch.path(), {{"one.txt", "old\n"}});
  CHECK_THROWS_AS(write_files(scratch.path(), {{"one.txt", "new\n"}, {"no/such/folder.txt", "x"}}), std::runtime_error);
  CHECK(content_of(scratch / "one.txt") == "old\n");
  CHECK(names_in(scratch.path()) == std::vector<std::string>{"one.txt"});
}

TEST_CASE("a name that is taken by a folder is refused and leaves no half file") {
  const Scratch scratch;
  fs::create_directories(scratch / "results.json/inside");
  CHECK_THROWS_AS(write_files(scratch.path(), {{"results.json", "{}"}}), fs::filesystem_error);
  CHECK(names_in(scratch.path()) == std::vector<std::string>{"results.json"});
}

TEST_CASE("a folder that cannot be made is refused") {
  const Scratch scratch;
  std::ofstream{scratch / "file"} << "x";
  CHECK_THROWS_AS(write_files(scratch / "file", {{"a", ""}}), fs::filesystem_error);
}

TEST_CASE("a full disk is an error that says so") {
  if (!fs::exists("/dev/full")) return;
  const Scratch scratch;
  // The file under its temporary name is a link to a device that is always full.
  const std::string temporary = ".big.csv." + machine() + "." + std::to_string(::getpid()) + ".part";
  fs::create_symlink("/dev/full", scratch / temporary);
  CHECK_THROWS_WITH(write_files(scratch.path(), {{"big.csv", "some bytes"}}), Catch::Contains("No space left"));
  CHECK(names_in(scratch.path()).empty());
}

TEST_CASE("what a killed program has left of a file is taken away by the next one that writes it") {
  const Scratch scratch;
  // A process that has ended, and one that has not.
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  ::waitpid(child, nullptr, 0);
  const std::string start = ".results.csv." + machine() + ".";
  const std::string orphan = start + std::to_string(child) + ".part",
                    alive = start + std::to_string(::getppid()) + ".part",
                    elsewhere = ".results.csv.other-machine." + std::to_string(child) + ".part";
  for (const std::string& name : {orphan, alive, elsewhere}) std::ofstream{scratch / name} << "half";
  write_files(scratch.path(), {{"results.csv", "whole\n"}});
  CHECK_FALSE(fs::exists(scratch / orphan));
  CHECK(fs::exists(scratch / alive));
  CHECK(fs::exists(scratch / elsewhere));
  CHECK(content_of(scratch / "results.csv") == "whole\n");
}
