// Runs bench/peers/queues.*.   Tested by tests/bench/peers_test.cpp.
#include "bench/peers.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "bench/cases.hpp"
#include "bench/limit.hpp"

namespace caseload::bench {
namespace {

constexpr std::uint32_t fewer_customers = 50'000, times = 3;

struct Peer {
  std::string name;
  std::string program;   ///< followed by model, customers and seed
  std::string is_there;  ///< a command that says so by its exit code
  std::string install;
};

std::vector<Peer> all_peers() {
  const std::string folder = in_bench("peers");
  // Debian's Python has Debian's packages; another one may come first in the path.
  return {{"SimPy", fmt::format("/usr/bin/python3 '{}/queues.py'", folder), "/usr/bin/python3 -c 'import simpy'",
           "apt-get install python3-simpy3"},
          {"SimJS", fmt::format("node '{}/queues.mjs'", folder),
           fmt::format("command -v node && test -d '{}/node_modules/simjs'", folder),
           fmt::format("npm --prefix '{}' ci (which needs Node: apt-get install nodejs npm)", folder)}};
}

bool succeeds(const std::string& command) { return std::system(("(" + command + ") >/dev/null 2>&1").c_str()) == 0; }

std::string output_of(const std::string& command) {
  FILE* const pipe = popen(command.c_str(), "r");
  if (!pipe) throw std::runtime_error("cannot run " + command);
  std::string text;
  char part[256];
  while (std::fgets(part, sizeof part, pipe)) text += part;
  if (pclose(pipe) != 0) throw std::runtime_error("failed: " + command);
  return text;
}

using Limit = LimitSeen (*)(Form, std::uint32_t, std::uint64_t);
Limit limit_of(std::string_view name) {
  if (name == "mm1") return limit<MM1>;
  if (name == "mm20") return limit<MM20>;
  if (name == "network") return limit<Network>;
  return nullptr;
}

void add(Turns& to, double seconds, std::uint64_t events) {
  to.seconds_per_event.push_back(seconds / static_cast<double>(events));
  to.seconds += seconds;
  to.events += events;
  ++to.runs;
}

}  // namespace

std::vector<Timing> peers(std::string_view name, const std::function<void(std::string_view)>& missing) {
  const Limit by_hand = limit_of(name);
  if (!by_hand) return {};
  const Case of{name, "", 0, nullptr};
  std::vector<Timing> all;
  for (const Peer& peer : all_peers()) {
    if (!succeeds(peer.is_there)) {
      missing(fmt::format("{} is not there; to install it: {}\n", peer.name, peer.install));
      continue;
    }
    Turns its, hand;
    for (std::uint32_t seed = 1; seed <= times; ++seed) {
      const auto said =
          nlohmann::json::parse(output_of(fmt::format("{} {} {} {}", peer.program, name, fewer_customers, seed)));
      add(its, said.at("seconds"), 2 * said.at("visits").get<std::uint64_t>());
      const double began = seconds_now(Time::of_thread);
      const std::uint64_t events = by_hand(Form::heap, fewer_customers, seed).events();
      add(hand, seconds_now(Time::of_thread) - began, events);
    }
    all.push_back(timing(of, peer.name, its, "event", hand, "by hand"));
  }
  return all;
}

}  // namespace caseload::bench
