// Just enough of NetCDF to write a file of the classic model.
// Hides: netcdf-c, which brings HDF5, TLS and more with it, so that linking it would triple the time in which the
// program starts: it is loaded when the first file is written.   Tested by tests/store/netcdf_test.cpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caseload {

/// Defined first, written afterwards, closed by its destructor unless close() was called. The same calls give the same
/// bytes. Every failure is a std::runtime_error.
class NetcdfFile {
 public:
  using Dimension = int;
  using Variable = int;

  /// Whether the library is there.
  static bool is_available();

  /// @param is_large  some variable has 4 GiB or more: a newer variant of the format
  NetcdfFile(const std::filesystem::path&, bool is_large);
  ~NetcdfFile();
  NetcdfFile(const NetcdfFile&) = delete;
  NetcdfFile& operator=(const NetcdfFile&) = delete;

  Dimension dimension(const std::string& name, std::size_t length);
  /// What is not written of it is not a number.
  Variable numbers(const std::string& name, const std::vector<Dimension>&);
  /// All of it must be written.
  Variable whole_numbers(const std::string& name, const std::vector<Dimension>&);
  /// Texts in UTF-8; the last dimension counts their bytes.
  Variable texts(const std::string& name, const std::vector<Dimension>&);
  void attribute(Variable, const std::string& name, std::string_view text);
  void attribute(Variable, const std::string& name, double number);
  void attribute(Variable, const std::string& name, std::int32_t number);
  static constexpr Variable whole_file = -1;

  /// No definitions any more.
  void end_definitions();
  /// @param from, counts  one per dimension of the variable
  void write(Variable, const std::vector<std::size_t>& from, const std::vector<std::size_t>& counts,
             std::span<const double>);
  void write(Variable, const std::vector<std::size_t>& from, const std::vector<std::size_t>& counts,
             std::span<const std::int32_t>);
  /// One text, as long as it is; the last of `from` is nought.
  void write(Variable, std::vector<std::size_t> from, std::string_view text);
  void close();

 private:
  void check(int status) const;

  std::filesystem::path file_;
  int id_{};
  bool is_open_{};
};

}  // namespace caseload
