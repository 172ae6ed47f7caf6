// Text is text on the page, whatever it says.
#include "report/page/html.hpp"

#include <catch2/catch.hpp>

#include "report/page/figure.hpp"

using namespace caseload::web;

TEST_CASE("nothing of a text is markup") {
  CHECK(text("<script>alert('x')</script> & \"co\"").markup ==
        "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;co&quot;");
  CHECK(element("p", {{"class", "\" onclick=\"steal()"}}, "<b>").markup ==
        "<p class=\"&quot; onclick=&quot;steal()\">&lt;b&gt;</p>");
}

TEST_CASE("characters that would turn text around or drive a terminal are written out") {
  CHECK(text("a\u202eb\x1b[31mc").markup == "a\\u202eb\\x1b[31mc");
  CHECK(text("Übergang 児童").markup == "Übergang 児童");
  CHECK(text(std::string{"half a \xC3"}).markup == "half a \\xc3");
}

TEST_CASE("attributes without a name are left out, those without a value stand alone") {
  CHECK(element("details", {{"", "x"}, {"open", ""}}, Html{}).markup == "<details open></details>");
}

TEST_CASE("anchors are safe in any address") {
  CHECK(anchor("Open children, whole service") == "open-children-whole-service");
  CHECK(anchor("<>\"'") == "it");
  CHECK(anchor(std::string(10'000, 'a')).size() == 60);
}

TEST_CASE("a chart's data can neither end its script nor begin a comment") {
  const caseload::json::Json data{{"name", "</script><!-- \xE2\x80\xA8"}};
  const std::string json = harmless_json(data);
  CHECK(json.find('<') == std::string::npos);
  CHECK(json == R"({"name":"\u003c/script>\u003c!-- \u2028"})");
  CHECK(caseload::json::Json::parse(json) == data);
}
