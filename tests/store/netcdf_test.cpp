// NetCDF files: the bytes of the classic format, which its specification gives away.
#include "store/netcdf.hpp"

#include <array>
#include <catch2/catch.hpp>

#include "support/scratch.hpp"

using namespace caseload;
using test::Scratch;

namespace {

void write_one(const std::filesystem::path& file, bool is_large) {
  NetcdfFile out{file, is_large};
  const NetcdfFile::Dimension x = out.dimension("x", 3), bytes = out.dimension("bytes", 5);
  const NetcdfFile::Variable numbers = out.numbers("numbers", {x}), counts = out.whole_numbers("counts", {x}),
                             texts = out.texts("texts", {x, bytes});
  out.attribute(numbers, "units", "day");
  out.attribute(NetcdfFile::whole_file, "title", "Café");
  out.end_definitions();
  out.write(numbers, {1}, {1}, std::array{2.5});
  out.write(counts, {0}, {3}, std::array<std::int32_t, 3>{1, 2, 3});
  out.write(texts, {2, 0}, "kept");
  out.close();
}

}  // namespace

TEST_CASE("a file of the classic format has its magic, its names and its numbers, the same bytes each time") {
  if (!NetcdfFile::is_available()) {
    WARN("the library of NetCDF is not installed here; left out");
    return;
  }
  const Scratch scratch;
  write_one(scratch / "a.nc", false);
  write_one(scratch / "b.nc", false);
  write_one(scratch / "large.nc", true);
  const std::string bytes = test::content_of(scratch / "a.nc");
  CHECK(bytes.starts_with("CDF\x02"));  // with offsets of 64 bits
  CHECK(test::content_of(scratch / "large.nc").starts_with("CDF\x05"));
  CHECK(bytes == test::content_of(scratch / "b.nc"));
  CHECK(bytes.find("Café") != std::string::npos);
  CHECK(bytes.find("kept") != std::string::npos);
  // 2.5 is 0x4004000000000000, most significant byte first, between two that are not numbers.
  CHECK(bytes.find(std::string{"\x40\x04\0\0\0\0\0\0\x7F\xF8", 10}) != std::string::npos);
}

TEST_CASE("what cannot be written is an exception with the name of the file") {
  if (!NetcdfFile::is_available()) return;
  const Scratch scratch;
  CHECK_THROWS_WITH((NetcdfFile{scratch / "no/such/folder.nc", false}), Catch::Contains("folder.nc"));
  NetcdfFile out{scratch / "a.nc", false};
  out.dimension("x", 3);
  CHECK_THROWS(out.dimension("x", 4));
}
