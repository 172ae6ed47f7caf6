// Names that are safe on every file system, in every shell and in every address.   Tested by
// tests/store/folder_name_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace caseload {

/// Lower-case letters, digits and single hyphens, at most `longest`; empty when nothing of the name is left.
std::string slug(std::string_view name, std::size_t longest);

}  // namespace caseload
