// A time-persistent level: a number that stays what it is between changes, such as how many families wait.
// It is updated when it changes, never by polling.   Tested by tests/observation/level_test.cpp.
#pragma once

#include <cstdint>

namespace caseload {

/// Cuts an integral into parts.
class Mark {
 public:
  /// What has been added to the whole since this was called last.
  double part_of(double whole) {
    const double part = whole - at_;
    at_ = whole;
    return part;
  }

 private:
  double at_{};
};

/// Of any numbers: full-time equivalents, pounds.
class Level {
 public:
  void change(std::int64_t now, double by) {
    integral_ += value_ * static_cast<double>(now - since_);
    since_ = now;
    value_ += by;
  }
  void set(std::int64_t now, double to) {
    if (to != value_) change(now, to - value_);
  }
  double value() const { return value_; }
  /// Several changes by whole numbers since the last one, the latest of which is no later than `now`: the sum of them and
  /// of each times when it was. Exact, and so the same as one after the other.
  void add(std::int64_t now, std::int64_t sum, std::int64_t moment) {
    change(now, 0);
    value_ += static_cast<double>(sum);
    integral_ += static_cast<double>(sum * now - moment);
  }

  /// Integral over the clock since restart(), up to `now` [units of the level x ticks of the clock].
  double integral(std::int64_t now) const { return integral_ + value_ * static_cast<double>(now - since_); }
  /// Time average since restart(); NaN if no time has passed.
  double mean(std::int64_t now) const { return integral(now) / static_cast<double>(now - start_); }

  /// Forgets the past, keeps the value.
  void restart(std::int64_t now) {
    since_ = start_ = now;
    integral_ = 0;
    mark_ = {};
  }

  /// Integral since the last call of integral_since_mark() or restart(), for series.
  double integral_since_mark(std::int64_t now) { return mark_.part_of(integral(now)); }

 private:
  double value_{};
  double integral_{};
  Mark mark_;
  std::int64_t since_{};
  std::int64_t start_{};
};

/// Of whole numbers: families, children, people. The same as a Level, and exact; a change is two additions that wait
/// for nothing, because the integral up to T of a sum of steps `by` at times t is the sum of by x (T - t).
class CountLevel {
 public:
  void change(std::int64_t now, std::int64_t by) {
    value_ += by;
    moment_ += by * now;
  }
  void set(std::int64_t now, std::int64_t to) { change(now, to - value_); }
  /// Several changes: the sum of them, and of each times when it was.
  void add(std::int64_t sum, std::int64_t moment) {
    value_ += sum;
    moment_ += moment;
  }
  double value() const { return static_cast<double>(value_); }
  std::int64_t count() const { return value_; }

  /// As Level has them.
  double integral(std::int64_t now) const { return static_cast<double>(value_ * now - moment_); }
  double mean(std::int64_t now) const { return integral(now) / static_cast<double>(now - start_); }
  void restart(std::int64_t now) {
    start_ = now;
    moment_ = value_ * now;
    mark_ = {};
  }
  double integral_since_mark(std::int64_t now) { return mark_.part_of(integral(now)); }

 private:
  std::int64_t value_{};
  std::int64_t moment_{};  ///< sum of the changes x their times; so that the integral is 0 at the last restart
  std::int64_t start_{};
  Mark mark_;
};

}  // namespace caseload
