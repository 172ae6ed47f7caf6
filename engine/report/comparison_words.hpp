// What an option changes, as a sentence.   Tested by tests/report/comparison_table_test.cpp.
#pragma once

#include <string>

#include "caseload/comparison.hpp"

namespace caseload {

/// "In the same futures, with three workers: 212 ± 14 more initial assessments in time a year; 31 ± 3 children a year
/// wait more than a day longer for a worker, 340 ± 9 wait less." Only differences that are clear of chance.
std::string in_words(const Comparison&, std::size_t option);

/// "initial assessments". Names are their authors' own: the plural is formed where it is sure to be one, otherwise "cases of
/// 'screening'".
std::string many(const std::string& step);

}  // namespace caseload
