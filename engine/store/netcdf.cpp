// See netcdf.hpp.
#include "store/netcdf.hpp"

#include <dlfcn.h>
#include <fmt/format.h>
#include <netcdf.h>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace caseload {
namespace {

/// The functions that are used, found by name in the library.
class Library {
 public:
  static const Library& get() {
    static const Library library;
    return library;
  }
  bool is_there() const { return handle_ != nullptr; }

  decltype(&nc_create) create{};
  decltype(&nc_def_dim) def_dim{};
  decltype(&nc_def_var) def_var{};
  decltype(&nc_put_att_text) put_att_text{};
  decltype(&nc_put_att_double) put_att_double{};
  decltype(&nc_put_att_int) put_att_int{};
  decltype(&nc_enddef) enddef{};
  decltype(&nc_put_vara_double) put_vara_double{};
  decltype(&nc_put_vara_int) put_vara_int{};
  decltype(&nc_put_vara_text) put_vara_text{};
  decltype(&nc_close) close{};
  decltype(&nc_strerror) strerror{};

 private:
  Library() : handle_{::dlopen(CASELOAD_NETCDF, RTLD_NOW | RTLD_LOCAL)} {
    if (!handle_) return;
    find(create, "nc_create");
    find(def_dim, "nc_def_dim");
    find(def_var, "nc_def_var");
    find(put_att_text, "nc_put_att_text");
    find(put_att_double, "nc_put_att_double");
    find(put_att_int, "nc_put_att_int");
    find(enddef, "nc_enddef");
    find(put_vara_double, "nc_put_vara_double");
    find(put_vara_int, "nc_put_vara_int");
    find(put_vara_text, "nc_put_vara_text");
    find(close, "nc_close");
    find(strerror, "nc_strerror");
  }
  template <class Function>
  void find(Function& function, const char* name) {
    function = reinterpret_cast<Function>(::dlsym(handle_, name));
    if (!function) throw std::runtime_error(fmt::format("{} has no function {}", CASELOAD_NETCDF, name));
  }

  void* handle_;
};

const Library& netcdf() {
  const Library& library = Library::get();
  if (!library.is_there()) throw std::runtime_error(fmt::format("{} cannot be loaded", CASELOAD_NETCDF));
  return library;
}

}  // namespace

bool NetcdfFile::is_available() { return Library::get().is_there(); }

void NetcdfFile::check(int status) const {
  if (status != NC_NOERR) throw std::runtime_error(fmt::format("{}: {}", file_.string(), netcdf().strerror(status)));
}

NetcdfFile::NetcdfFile(const std::filesystem::path& file, bool is_large) : file_{file} {
  check(netcdf().create(file.c_str(), NC_CLOBBER | (is_large ? NC_64BIT_DATA : NC_64BIT_OFFSET), &id_));
  is_open_ = true;
}

NetcdfFile::~NetcdfFile() {
  if (is_open_) netcdf().close(id_);
}

NetcdfFile::Dimension NetcdfFile::dimension(const std::string& name, std::size_t length) {
  Dimension dimension{};
  check(netcdf().def_dim(id_, name.c_str(), length, &dimension));
  return dimension;
}

NetcdfFile::Variable NetcdfFile::numbers(const std::string& name, const std::vector<Dimension>& dimensions) {
  Variable variable{};
  check(netcdf().def_var(id_, name.c_str(), NC_DOUBLE, static_cast<int>(dimensions.size()), dimensions.data(),
                         &variable));
  attribute(variable, "_FillValue", std::numeric_limits<double>::quiet_NaN());
  return variable;
}

NetcdfFile::Variable NetcdfFile::whole_numbers(const std::string& name, const std::vector<Dimension>& dimensions) {
  Variable variable{};
  check(netcdf().def_var(id_, name.c_str(), NC_INT, static_cast<int>(dimensions.size()), dimensions.data(), &variable));
  return variable;
}

NetcdfFile::Variable NetcdfFile::texts(const std::string& name, const std::vector<Dimension>& dimensions) {
  Variable variable{};
  check(
      netcdf().def_var(id_, name.c_str(), NC_CHAR, static_cast<int>(dimensions.size()), dimensions.data(), &variable));
  attribute(variable, "_Encoding", "utf-8");
  return variable;
}

void NetcdfFile::attribute(Variable variable, const std::string& name, std::string_view text) {
  check(netcdf().put_att_text(id_, variable, name.c_str(), text.size(), text.data()));
}

void NetcdfFile::attribute(Variable variable, const std::string& name, double number) {
  check(netcdf().put_att_double(id_, variable, name.c_str(), NC_DOUBLE, 1, &number));
}

void NetcdfFile::attribute(Variable variable, const std::string& name, std::int32_t number) {
  check(netcdf().put_att_int(id_, variable, name.c_str(), NC_INT, 1, &number));
}

void NetcdfFile::end_definitions() { check(netcdf().enddef(id_)); }

void NetcdfFile::write(Variable variable, const std::vector<std::size_t>& from, const std::vector<std::size_t>& counts,
                       std::span<const double> values) {
  check(netcdf().put_vara_double(id_, variable, from.data(), counts.data(), values.data()));
}

void NetcdfFile::write(Variable variable, const std::vector<std::size_t>& from, const std::vector<std::size_t>& counts,
                       std::span<const std::int32_t> values) {
  check(netcdf().put_vara_int(id_, variable, from.data(), counts.data(), values.data()));
}

void NetcdfFile::write(Variable variable, std::vector<std::size_t> from, std::string_view text) {
  if (text.empty()) return;
  std::vector<std::size_t> counts(from.size(), 1);
  counts.back() = text.size();
  check(netcdf().put_vara_text(id_, variable, from.data(), counts.data(), text.data()));
}

void NetcdfFile::close() {
  is_open_ = false;
  check(netcdf().close(id_));
}

}  // namespace caseload
