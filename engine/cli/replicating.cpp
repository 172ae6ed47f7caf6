// Replications as commands ask for them.   Tested by tests/cli/run_test.cpp, tests/cli/interrupt_test.cpp.
#include "cli/replicating.hpp"

#include <fmt/format.h>

#include <utility>

#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/terminal.hpp"
#include "report/text.hpp"

namespace caseload::cli {

Experiment experiment_of(const HowMany& asked) {
  return {Seed{asked.seed}, 0, asked.replications.value_or(asked.precision.most), asked.threads};
}

Wanted wanted_of(const HowMany& asked, std::vector<std::vector<Measure>> measures) {
  if (asked.replications) return [n = *asked.replications](const auto&) { return n; };
  return Stopping{std::move(measures), asked.precision};
}

PairedReplications replicate_with_progress(PairedExperiment asked, const Wanted& wanted, bool quiet) {
  catch_interrupts();
  const std::size_t before = asked.earlier.empty() ? 0 : asked.earlier.front().numbers.size();
  const Progress::Kind loud = bar_wanted() ? Progress::Kind::bar : Progress::Kind::lines;
  Progress progress{quiet ? Progress::Kind::none : loud};
  PairedReplications all = replicate(std::move(asked), wanted, [&](std::uint32_t done, std::uint32_t of) {
    progress.tell(done - static_cast<std::uint32_t>(before), of - static_cast<std::uint32_t>(before));
    return !interrupted();
  });
  progress.end();
  if (quiet) return all;
  const Replications& first = all.of.front();
  const std::size_t begun = first.numbers.size() + first.failures.size();
  std::string text = counted(begun - std::min(begun, before), "replication");
  if (all.of.size() > 1) text += fmt::format(" of {}", counted(all.of.size(), "model"));
  if (before > 0) text += fmt::format(" added to {}", before);
  say(fmt::format("{} in {:.1f} s\n", text, progress.seconds()));
  return all;
}

std::string in_words(const HowMany& asked) {
  const Precision usual;
  std::string text = asked.replications ? fmt::format(" --reps {}", *asked.replications) : " --reps auto";
  const Precision& precision = asked.precision;
  if (precision.relative != usual.relative) text += fmt::format(" --precision {:.10g}%", precision.relative * 100);
  if (precision.confidence != usual.confidence)
    text += fmt::format(" --confidence {:.10g}%", precision.confidence * 100);
  if (precision.least != usual.least) text += fmt::format(" --min-reps {}", precision.least);
  if (precision.most != usual.most) text += fmt::format(" --max-reps {}", precision.most);
  return text + fmt::format(" --seed {}", asked.seed);
}

std::string in_words(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += ' ' + shell_quoted(word);
  return text;
}

void explain_failures(const Replications& replications, const std::function<std::string(std::uint32_t)>& alone) {
  if (replications.failures.empty()) return;
  const Failure& first = replications.failures.front();
  say(fmt::format("warning: {} failed; the first is number {}: {}\n  to run it alone: {}\n",
                  counted(replications.failures.size(), "replication"), first.replication, shown(first.what),
                  shown_whole(alone(first.replication))));
}

}  // namespace caseload::cli
