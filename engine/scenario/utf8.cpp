// Decoding of UTF-8, strictly, and what of it may be shown on a terminal.
// Tested by tests/scenario/bad_scenarios_test.cpp and bombs_test.cpp.
#include "scenario/utf8.hpp"

#include <fmt/format.h>

namespace caseload::scenario {

namespace {

constexpr unsigned char byte_at(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

}  // namespace

Character first_character(std::string_view text) {
  const unsigned char lead = byte_at(text, 0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {lead, 0};
  char32_t code = lead & (0xFFu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte_at(text, i) & 0xC0) != 0x80) return {lead, 0};
    code = (code << 6) | (byte_at(text, i) & 0x3Fu);
  }
  const bool overlong = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (overlong || surrogate || code > 0x10FFFF) return {lead, 0};
  return {code, bytes};
}

int count_characters(std::string_view text) {
  int count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(std::max<std::size_t>(1, first_character(text).bytes));
  return count;
}

bool is_invisible(char32_t code) {
  const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  const bool directional = code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
                           (code >= 0x2066 && code <= 0x2069);
  const bool nothing_at_all = code == 0x200B || code == 0x2060 || code == 0xFEFF || code == 0x2028 || code == 0x2029 ||
                              (code >= 0xE0000 && code <= 0xE007F);
  return control || directional || nothing_at_all;
}

std::string made_visible(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const auto [code, bytes] = first_character(text);
    const std::size_t taken = std::max<std::size_t>(1, bytes);
    if (bytes > 0 && !is_invisible(code)) {
      shown += text.substr(0, taken);
    } else if (code == U'\t') {
      shown += ' ';
    } else {
      shown += code < 0x100 ? fmt::format("\\x{:02x}", static_cast<unsigned>(code))
                            : fmt::format("\\u{:04x}", static_cast<unsigned>(code));
    }
    text.remove_prefix(taken);
  }
  return shown;
}

}  // namespace caseload::scenario
