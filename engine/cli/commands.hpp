// What the commands do with the public interface. Each gives the exit code of the program.   Tested by tests/cli/.
#pragma once

#include "cli/arguments.hpp"

namespace caseload::cli {

int new_command(const NewArguments&);
int run_command(const RunArguments&);
int compare_command(const CompareArguments&);
int why_command(const WhyArguments&);
int check_command(const CheckArguments&);
int sweep_command(const SweepArguments&);
int collect_command(const CollectArguments&);
int status_command(const StatusArguments&);
int sensitivity_command(const SensitivityArguments&);
int report_command(const ReportArguments&);
int bench_command(const BenchArguments&);
int schema_command(const SchemaArguments&);
int list_command(const ListArguments&);
int explain_command(const ExplainArguments&);

}  // namespace caseload::cli
