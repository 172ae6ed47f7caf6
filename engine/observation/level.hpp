// A time-persistent level: a number that stays what it is between changes, such as how many families wait.
// It is updated when it changes, never by polling.   Tested by tests/observation/level_test.cpp.
#pragma once

#include <cstdint>

namespace caseload {

class Level {
 public:
  void change(std::int64_t now, double by) {
    advance(now);
    value_ += by;
  }
  void set(std::int64_t now, double to) {
    if (to != value_) change(now, to - value_);
  }
  double value() const { return value_; }

  /// Integral over the clock since restart(), up to `now` [units of the level x ticks of the clock].
  double integral(std::int64_t now) const { return integral_ + value_ * static_cast<double>(now - since_); }
  /// Time average since restart(); NaN if no time has passed.
  double mean(std::int64_t now) const { return integral(now) / static_cast<double>(now - start_); }

  /// Forgets the past, keeps the value.
  void restart(std::int64_t now) {
    since_ = start_ = now;
    integral_ = 0;
    marked_ = 0;
  }

  /// Integral since the last call of integral_since_mark() or restart(), for series.
  double integral_since_mark(std::int64_t now) {
    const double whole = integral(now);
    const double part = whole - marked_;
    marked_ = whole;
    return part;
  }

 private:
  void advance(std::int64_t now) {
    integral_ += value_ * static_cast<double>(now - since_);
    since_ = now;
  }

  double value_{};
  double integral_{};
  double marked_{};
  std::int64_t since_{};
  std::int64_t start_{};
};

}  // namespace caseload
