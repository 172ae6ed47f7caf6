// See html.hpp.   Tested by tests/report/html_test.cpp.
#include "report/page/html.hpp"

#include "scenario/utf8.hpp"
#include "store/slug.hpp"

namespace caseload::web {
namespace {

/// Most words need none of this, and a page has a hundred thousand of them.
bool is_harmless(std::string_view words) {
  for (const char c : words) {
    if (c < ' ' || c > '~' || c == '<' || c == '>' || c == '&' || c == '"' || c == '\'') return false;
  }
  return true;
}

void open(std::string& markup, std::string_view tag, Attributes attributes) {
  markup += '<';
  markup += tag;
  for (const auto& [name, value] : attributes) {
    if (name.empty()) continue;
    markup += ' ';
    markup += name;
    if (!value.empty()) markup += "=\"" + escaped(value) + '"';
  }
  markup += '>';
}

void close(std::string& markup, std::string_view tag) {
  markup += "</";
  markup += tag;
  markup += '>';
}

}  // namespace

std::string escaped(std::string_view words) {
  if (is_harmless(words)) return std::string{words};
  std::string safe;
  for (const char c : scenario::made_visible(words)) {
    switch (c) {
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '&':
        safe += "&amp;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

Html text(std::string_view words) { return {escaped(words)}; }

Html element(std::string_view tag, Attributes attributes, const Html& inside) {
  Html html;
  open(html.markup, tag, attributes);
  html += inside;
  close(html.markup, tag);
  return html;
}

Html element(std::string_view tag, Attributes attributes, std::string_view words) {
  return element(tag, attributes, text(words));
}

std::string anchor(std::string_view words) {
  constexpr std::size_t longest = 60;
  const std::string name = slug(words, longest);
  return name.empty() ? "it" : name;
}

}  // namespace caseload::web
