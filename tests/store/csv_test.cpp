// Cells that a spreadsheet shows and never runs.
#include "store/csv.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <limits>

using namespace caseload;

TEST_CASE("text is quoted only when it has to be") {
  CHECK(csv_text("duty") == "duty");
  CHECK(csv_text("") == "");
  CHECK(csv_text("wait, mean") == "\"wait, mean\"");
  CHECK(csv_text("the \"duty\" team") == "\"the \"\"duty\"\" team\"");
  CHECK(csv_text("two\nlines") == "\"two\nlines\"");
  CHECK(csv_text(" duty") == "\" duty\"");
  CHECK(csv_text("für Kinder") == "für Kinder");
}

TEST_CASE("text that would be a formula becomes plain text") {
  CHECK(csv_text("=1+1") == "'=1+1");
  CHECK(csv_text("+44") == "'+44");
  CHECK(csv_text("-2") == "'-2");
  CHECK(csv_text("@SUM(A1)") == "'@SUM(A1)");
  CHECK(csv_text("\t=1") == "'\t=1");
  CHECK(csv_text("\r=1") == "\"'\r=1\"");
  CHECK(csv_text("=HYPERLINK(\"http://x\",\"y\")") == "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
  CHECK(csv_text("a=b") == "a=b");
}

TEST_CASE("numbers are short and read back as the same bits") {
  CHECK(csv_number(0.1) == "0.1");
  CHECK(csv_number(3) == "3");
  CHECK(csv_number(-0.0) == "0");
  CHECK(csv_number(-2.5) == "-2.5");
  for (const double x : {1.0 / 3, 2.0 / 3 * 1e-300, 123456789.123456789, std::nextafter(1.0, 2.0)}) {
    CHECK(std::strtod(csv_number(x).c_str(), nullptr) == x);
  }
}

TEST_CASE("no number is an empty cell") {
  CHECK(csv_number(std::numeric_limits<double>::quiet_NaN()) == "");
  CHECK(csv_number(std::numeric_limits<double>::infinity()) == "");
}
