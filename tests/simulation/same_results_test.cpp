// Every shipped scenario gives, to the last bit, what it gave when its digest was written down. Whoever makes the
// engine faster leaves this file alone; who changes what is simulated writes new digests down and says why in the
// commit.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <type_traits>

#include "caseload/caseload.hpp"

using namespace caseload;

namespace {

/// FNV-1a, 64 bits.   Source: Fowler, Noll & Vo, draft-eastlake-fnv.
class Digest {
 public:
  template <class T>
  void add(T value) {
    static_assert(std::is_arithmetic_v<T> || std::is_enum_v<T>);
    unsigned char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    for (const unsigned char byte : bytes) value_ = (value_ ^ byte) * 1099511628211u;
  }
  void add(Instant t) { add(t.time_since_epoch().count()); }
  void add(const std::vector<double>& numbers) {
    add(numbers.size());
    for (const double number : numbers)
      add(std::isnan(number) ? -0.5 : number);  // there are many ways to write no number
  }
  void add(const Observations& seen) {
    for (const auto* numbers :
         {&seen.values, &seen.of, &seen.series, &seen.months, &seen.histograms, &seen.beginning, &seen.luck}) {
      add(*numbers);
    }
    for (const JourneyStep& step : seen.journeys) add(step.family), add(step.step), add(step.entered), add(step.effort);
    for (const FirstWait& wait : seen.waits) add(wait.family), add(wait.waited.count());
    for (const LogEntry& entry : seen.log) {
      add(entry.what), add(entry.at), add(entry.family), add(entry.step), add(entry.task);
      add(static_cast<std::uint16_t>(entry.post));  // as wide as it was when the digests were written down
      add(entry.holder), add(entry.due);
    }
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_{14695981039346656037u};
};

struct Written {
  const char* scenario;
  const char* option;
  std::uint64_t digest;
  bool large{};
};

constexpr Written all[] = {
    {"birmingham-2009.yaml", "", 0x820a0f3e33f53fab},
    {"care-applications-2008.yaml", "", 0xc608c6194a6fb641},
    {"darlington-2009.yaml", "", 0x3f94aa731594c59},
    {"darlington-2009.yaml", "council's plan", 0x2350d7a98fd2417b},
    {"early-help.yaml", "", 0xd91150cdde68787e},
    {"england-2025.yaml", "", 0xef578763a1a72d2f, true},
    {"hartlepool-2009.yaml", "", 0xd34e025b2d69c215},
    {"leeds-2011.yaml", "", 0x739ad84f64bfba11},
    {"north-yorkshire-2011.yaml", "", 0x9fa88fef8c56f4bb},
    {"surrey-2009.yaml", "", 0x15ec787b0247a5c5},
    {"west-sussex-2009.yaml", "", 0xdedd9c3000da5213},
    {"../bench/mm5.yaml", "", 0x61b68ad12ec2ac90},
    {"../bench/small_service.yaml", "", 0xd04a6916cd1edb5d},
};

}  // namespace

TEST_CASE("scenarios give the results that they gave, bit by bit") {
  for (const Written& written : all) {
    Reading reading;
    reading.library = CASELOAD_SCENARIOS;
    reading.option = written.option;
    const Result<Scenario> scenario = read(std::filesystem::path{CASELOAD_SCENARIOS} / written.scenario, reading);
    REQUIRE(scenario);
    const Model model = compile(*scenario);
    Arena arena;
    Digest digest;
    // The second one in the memory of the first, without the recordings. One is enough of a whole country.
    if (!written.large) digest.add(run(model, Replication{0}, Seed{1}, arena, {.journeys = true, .waits = true, .log = true}));
    digest.add(run(model, Replication{1}, Seed{1}, arena));
    INFO(written.scenario << " " << written.option);
    CHECK(digest.value() == written.digest);
  }
}
