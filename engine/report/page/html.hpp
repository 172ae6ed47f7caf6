// Pieces of a web page. Whatever comes from a scenario goes through escaped(), so that it is text and nothing else.
// Tested by tests/report/html_test.cpp.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace caseload::web {

/// Markup that may be put together with other markup. Text becomes markup by text() only.
struct Html {
  std::string markup;

  Html& operator+=(const Html& more) {
    markup += more.markup;
    return *this;
  }
  friend Html operator+(Html a, const Html& b) {
    a += b;
    return a;
  }
  bool empty() const { return markup.empty(); }
};

/// Someone's words, harmless in markup, between quotes too: nothing of them is a tag, and control characters and those
/// that change the direction of text are written out (\x1b, \u202e).
std::string escaped(std::string_view words);

Html text(std::string_view words);

using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// An attribute with an empty name is left out, one with an empty value stands alone.
Html element(std::string_view tag, Attributes attributes, const Html& inside);
Html element(std::string_view tag, Attributes attributes, std::string_view words);
inline Html element(std::string_view tag, const Html& inside) { return element(tag, {}, inside); }
inline Html element(std::string_view tag, std::string_view words) { return element(tag, {}, words); }

/// "Open children, whole service" as a part of an address within the page: "open-children-whole-service".
std::string anchor(std::string_view words);

}  // namespace caseload::web
