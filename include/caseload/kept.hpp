// What replications observed, all of it, in memory that does not grow with them: what is too much for it lies in a
// file.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <vector>

#include "caseload/observations.hpp"

namespace caseload {

/// A list of observations that grows at its end. Once their numbers take more than `in_memory` bytes, they go to a
/// temporary file, in $TMPDIR or else in /var/tmp, which has no name and so is gone with the program, however that
/// ends. Where the disk refuses they stay in memory, as they do once one of them has journeys, first waits or a log.
/// Copies share the file. Several threads may read one list at the same time. Reading throws std::runtime_error when
/// the file cannot be read.
class Kept {
 public:
  /// One of the rows of numbers that a replication leaves: &Observations::values, &Observations::months ...
  using Row = std::vector<double> Observations::*;

  static constexpr std::size_t usual = std::size_t{32} << 20;  ///< bytes: 200 replications of a town in three years

  Kept() = default;
  explicit Kept(std::size_t in_memory) : in_memory_{in_memory} {}
  Kept(std::vector<Observations> all);  // NOLINT(google-explicit-constructor): made by hand, as tests do

  std::size_t size() const { return blocks_.empty() ? 0 : blocks_.back().first + blocks_.back().count; }
  bool empty() const { return blocks_.empty(); }
  void push_back(Observations);
  /// Keeps the first `count`, which are no more than there are.
  void cut(std::size_t count);

  /// How many numbers that row of the first replication has; 0 when there is none.
  std::size_t width(Row) const;
  /// The number at `place` of that row of each replication, from number `from` on. All of them must have it.
  std::vector<double> column(Row, std::size_t place, std::size_t from = 0) const;

  /// One of them, or all. Where they are in the file, columns are quick to read and a row is not: going over all of
  /// them reads each part of it once, this one every time.
  Observations operator[](std::size_t i) const { return *Iterator{*this, i}; }
  Observations front() const { return (*this)[0]; }
  Observations back() const { return (*this)[size() - 1]; }
  std::vector<Observations> all() const { return {begin(), end()}; }

  /// Its observations live until it goes on.
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Observations;
    using difference_type = std::ptrdiff_t;
    using pointer = const Observations*;
    using reference = const Observations&;

    Iterator(const Kept&, std::size_t at);
    reference operator*() const;
    pointer operator->() const { return &**this; }
    Iterator& operator++();
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    void read();

    const Kept* of_;
    std::size_t at_, block_{0};
    std::shared_ptr<const std::vector<double>> numbers_;  ///< of the block, if it is in the file
    Observations row_;                                    ///< likewise
  };
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, size()}; }

  std::size_t bytes_in_memory() const { return held_; }

 private:
  class File;
  /// Numbers in each row of a replication.
  using Widths = std::array<std::size_t, 7>;

  /// Replications that follow each other and have rows of the same widths.
  struct Block {
    Widths widths{};
    std::size_t first{}, count{};
    std::vector<Observations> rows;  ///< empty if they are in the file
    // There column by column, as they will be asked for.
    std::uint64_t at{};    ///< of the first number, in numbers
    std::size_t stored{};  ///< numbers in a column: `count`, or more after a cut; 0: it is in memory
  };

  static Widths widths_of(const Observations&);
  static std::size_t bytes_of(const Observations&);
  bool put_into_file(Block&);
  void put_into_file();

  std::vector<Block> blocks_;
  std::size_t in_memory_{usual}, held_{0};
  std::shared_ptr<File> file_;
};

}  // namespace caseload
