// The program: arguments in, public calls, exit code out.   Tested by tests/cli/.
#include <fmt/format.h>

#include <exception>
#include <variant>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/terminal.hpp"
#include "experiment/ranks.hpp"

namespace {

using namespace caseload::cli;

struct Command {
  int operator()(const NewArguments& arguments) const { return new_command(arguments); }
  int operator()(const RunArguments& arguments) const { return run_command(arguments); }
  int operator()(const CompareArguments& arguments) const { return compare_command(arguments); }
  int operator()(const WhyArguments& arguments) const { return why_command(arguments); }
  int operator()(const CheckArguments& arguments) const { return check_command(arguments); }
  int operator()(const SweepArguments& arguments) const { return sweep_command(arguments); }
  int operator()(const CollectArguments& arguments) const { return collect_command(arguments); }
  int operator()(const StatusArguments& arguments) const { return status_command(arguments); }
  int operator()(const SensitivityArguments& arguments) const { return sensitivity_command(arguments); }
  int operator()(const ReportArguments& arguments) const { return report_command(arguments); }
  int operator()(const BenchArguments& arguments) const { return bench_command(arguments); }
  int operator()(const SchemaArguments& arguments) const { return schema_command(arguments); }
  int operator()(const ExplainArguments& arguments) const { return explain_command(arguments); }
  int operator()(const ListArguments& arguments) const { return list_command(arguments); }
  int operator()(const Done& done) const { return done.exit_code; }
};

}  // namespace

int main(int argc, char** argv) {
  // Of the processes of mpirun the first one speaks for all.
  if (caseload::rank_by_environment() > 0) be_silent();
  try {
    return std::visit(Command{}, parse(argc, argv));
  } catch (const std::exception& e) {
    complain(fmt::format("error: {}\n", shown(e.what())));
    return exit_code::run_failed;
  }
}
