// Observations in memory, or in a file without a name.   Tested by tests/experiment/kept_test.cpp.
#include "caseload/kept.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>

namespace caseload {
namespace {

constexpr std::array<Kept::Row, 7> all_rows{&Observations::values, &Observations::of,         &Observations::series,
                                            &Observations::months, &Observations::histograms, &Observations::beginning,
                                            &Observations::luck};

/// Bytes, of which somebody who goes over all replications has one block in memory.
constexpr std::size_t most_in_block = std::size_t{8} << 20;

/// Besides those in rows, a replication has one number: of events.
template <class Widths>
std::size_t numbers_in(const Widths& widths) {
  return std::accumulate(widths.begin(), widths.end(), std::size_t{1});
}

/// Numbers of a replication that come before a row.
template <class Widths>
std::size_t before(const Widths& widths, Kept::Row row) {
  const auto place = std::find(all_rows.begin(), all_rows.end(), row) - all_rows.begin();
  return std::accumulate(widths.begin(), widths.begin() + place, std::size_t{0});
}

bool has_lists(const Observations& seen) { return !seen.journeys.empty() || !seen.waits.empty() || !seen.log.empty(); }

/// -1 where there can be none.
int open_without_name() {
  const char* const wanted = std::getenv("TMPDIR");
  // Not /tmp, which is memory on many machines.
  std::string name = fmt::format("{}/caseload-XXXXXX", wanted && *wanted ? wanted : "/var/tmp");
  const int file = ::mkostemp(name.data(), O_CLOEXEC);
  if (file >= 0) ::unlink(name.c_str());
  return file;
}

}  // namespace

// ----------------------------------------------------------------------------------------------------------- the file

/// Numbers that are written once, each block at the end of what is there.
class Kept::File {
 public:
  File() = default;
  ~File() {
    if (file_ >= 0) ::close(file_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  bool is_open() const { return file_ >= 0; }

  /// A place for so many, which is nobody else's.
  std::uint64_t reserve(std::size_t count) { return end_.fetch_add(count); }

  /// Whether the disk took them all.
  bool write(std::uint64_t at, const std::vector<double>& numbers) {
    const char* const bytes = reinterpret_cast<const char*>(numbers.data());
    for (std::size_t done = 0, all = numbers.size() * sizeof(double); done < all;) {
      const ssize_t written = ::pwrite(file_, bytes + done, all - done, place(at) + static_cast<off_t>(done));
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      done += static_cast<std::size_t>(written);
    }
    return true;
  }

  void read(std::uint64_t at, double* numbers, std::size_t count) const {
    char* const bytes = reinterpret_cast<char*>(numbers);
    for (std::size_t done = 0, all = count * sizeof(double); done < all;) {
      const ssize_t got = ::pread(file_, bytes + done, all - done, place(at) + static_cast<off_t>(done));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) {
        throw std::runtime_error(fmt::format("cannot read the replications that were put aside: {}",
                                             got < 0 ? std::strerror(errno) : "the file has become shorter"));
      }
      done += static_cast<std::size_t>(got);
    }
  }

 private:
  static off_t place(std::uint64_t at) { return static_cast<off_t>(at * sizeof(double)); }

  int file_{open_without_name()};
  std::atomic<std::uint64_t> end_{0};
};

// ----------------------------------------------------------------------------------------------------------- the list

Kept::Kept(std::vector<Observations> all) : Kept{} {
  for (Observations& seen : all) push_back(std::move(seen));
}

Kept::Widths Kept::widths_of(const Observations& seen) {
  Widths widths;
  static_assert(widths.size() == all_rows.size());
  std::transform(all_rows.begin(), all_rows.end(), widths.begin(), [&](Row row) { return (seen.*row).size(); });
  return widths;
}

std::size_t Kept::bytes_of(const Observations& seen) {
  std::size_t numbers = 0;
  for (const Row row : all_rows) numbers += (seen.*row).capacity();
  return sizeof(Observations) + numbers * sizeof(double);
}

void Kept::push_back(Observations seen) {
  const Widths widths = widths_of(seen);
  const auto fits = [&](const Block& last) {
    return last.stored == 0 && last.widths == widths && last.count * bytes_of(seen) < most_in_block;
  };
  if (blocks_.empty() || !fits(blocks_.back())) blocks_.push_back({widths, size(), 0, {}, 0, 0});
  held_ += bytes_of(seen);
  blocks_.back().rows.push_back(std::move(seen));
  ++blocks_.back().count;
  if (held_ > in_memory_) put_into_file();
}

void Kept::cut(std::size_t count) {
  assert(count <= size());
  while (!blocks_.empty() && blocks_.back().first >= count) blocks_.pop_back();
  if (!blocks_.empty()) {
    Block& last = blocks_.back();
    last.count = count - last.first;
    if (last.stored == 0) last.rows.resize(last.count);
  }
  held_ = 0;
  for (const Block& block : blocks_)
    for (const Observations& seen : block.rows) held_ += bytes_of(seen);
}

/// Whether it is there now.
bool Kept::put_into_file(Block& block) {
  constexpr std::size_t at_once = std::size_t{1} << 17;  // 1 MB: what is put aside is not held twice
  std::uint64_t at = block.at = file_->reserve(numbers_in(block.widths) * block.count);
  std::vector<double> numbers;
  bool done = true;
  const auto write = [&] {
    done = done && file_->write(at, numbers);
    at += numbers.size();
    numbers.clear();
  };
  for (std::size_t r = 0; r < all_rows.size(); ++r) {
    for (std::size_t place = 0; place < block.widths[r]; ++place) {
      for (const Observations& seen : block.rows) numbers.push_back((seen.*all_rows[r])[place]);
      if (numbers.size() >= at_once) write();
    }
  }
  for (const Observations& seen : block.rows) numbers.push_back(std::bit_cast<double>(seen.events));
  write();
  if (!done) return false;
  block.stored = block.count;
  block.rows = std::vector<Observations>();  // gives the memory back, which {} would not
  return true;
}

void Kept::put_into_file() {
  if (!file_) file_ = std::make_shared<File>();
  held_ = 0;
  for (Block& block : blocks_) {
    if (block.stored > 0) continue;
    const bool has_more = std::any_of(block.rows.begin(), block.rows.end(), has_lists);
    if (!has_more && file_->is_open() && put_into_file(block)) continue;
    for (const Observations& seen : block.rows) held_ += bytes_of(seen);
  }
  // What cannot be put there is not tried again with every replication.
  if (held_ > 0) in_memory_ = std::numeric_limits<std::size_t>::max();
}

std::size_t Kept::width(Row row) const {
  if (blocks_.empty()) return 0;
  return blocks_.front()
      .widths[static_cast<std::size_t>(std::find(all_rows.begin(), all_rows.end(), row) - all_rows.begin())];
}

std::vector<double> Kept::column(Row row, std::size_t place, std::size_t from) const {
  assert(from <= size());
  std::vector<double> values(size() - from);
  double* to = values.data();
  for (const Block& block : blocks_) {
    if (block.first + block.count <= from) continue;
    const std::size_t skipped = from > block.first ? from - block.first : 0;
    if (block.stored > 0) {
      file_->read(block.at + (before(block.widths, row) + place) * block.stored + skipped, to, block.count - skipped);
      to += block.count - skipped;
    } else {
      for (std::size_t i = skipped; i < block.count; ++i) {
        assert(place < (block.rows[i].*row).size());
        *to++ = (block.rows[i].*row)[place];
      }
    }
  }
  return values;
}

// ------------------------------------------------------------------------------------------------------- one by one

Kept::Iterator::Iterator(const Kept& of, std::size_t at) : of_{&of}, at_{at} {
  if (at_ >= of_->size()) return;
  while (at_ >= of_->blocks_[block_].first + of_->blocks_[block_].count) ++block_;
  read();
}

Kept::Iterator::reference Kept::Iterator::operator*() const {
  assert(at_ < of_->size());
  const Block& block = of_->blocks_[block_];
  return block.stored > 0 ? row_ : block.rows[at_ - block.first];
}

Kept::Iterator& Kept::Iterator::operator++() {
  ++at_;
  if (at_ >= of_->size()) return *this;
  if (at_ == of_->blocks_[block_].first + of_->blocks_[block_].count) {
    ++block_;
    numbers_ = {};
  }
  read();
  return *this;
}

/// Makes the row of a replication that is in the file.
void Kept::Iterator::read() {
  const Block& block = of_->blocks_[block_];
  if (block.stored == 0) return;
  if (!numbers_) {
    const auto numbers = std::make_shared<std::vector<double>>(numbers_in(block.widths) * block.stored);
    of_->file_->read(block.at, numbers->data(), numbers->size());
    numbers_ = numbers;
  }
  const double* at = numbers_->data() + (at_ - block.first);
  for (std::size_t r = 0; r < all_rows.size(); ++r) {
    std::vector<double>& row = row_.*all_rows[r];
    row.resize(block.widths[r]);
    for (double& number : row) {
      number = *at;
      at += block.stored;
    }
  }
  row_.events = std::bit_cast<std::uint64_t>(*at);
}

}  // namespace caseload
