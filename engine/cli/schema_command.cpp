// `caseload schema`: the JSON Schema of scenarios, for editors.   Tested by tests/cli/schema_test.cpp.
#include "report/schema.hpp"

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/terminal.hpp"

namespace caseload::cli {

int schema_command(const SchemaArguments&) {
  print(schema());
  return exit_code::ok;
}

}  // namespace caseload::cli
