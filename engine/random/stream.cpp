// Where Random123 is called, and nothing else.   Tested by tests/random/stream_test.cpp.
#include "random/stream.hpp"

#include <Random123/philox.h>

namespace caseload {

std::array<std::uint32_t, 4> philox4x32_10(const std::array<std::uint32_t, 4>& counter,
                                           const std::array<std::uint32_t, 2>& key) {
  const r123::Philox4x32_R<10>::ctr_type in{{counter[0], counter[1], counter[2], counter[3]}};
  const r123::Philox4x32_R<10>::key_type with{{key[0], key[1]}};
  const auto out = r123::Philox4x32_R<10>{}(in, with);
  return {out[0], out[1], out[2], out[3]};
}

void Stream::next_block() {
  const auto words = philox4x32_10(counter_, key_);
  // Put together by arithmetic, not by copying memory: the same on machines of either byte order.
  block_ = {words[0] | std::uint64_t{words[1]} << 32U, words[2] | std::uint64_t{words[3]} << 32U};
  ++counter_[3];
  used_ = 0;
}

}  // namespace caseload
