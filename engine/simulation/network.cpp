// See network.hpp.   Tested by tests/simulation/network_test.cpp.
#include "simulation/network.hpp"

#include <algorithm>
#include <bit>

#include "simulation/draws.hpp"
#include "simulation/state.hpp"

namespace caseload {

// ---------------------------------------------------------------------------------------------- what is plain

namespace {

bool has_feedback(const FeedbackRow& row) {
  return row.any_strain() || row.applicants > 0 || row.worker_change > 0 || row.manager > 0 || row.re_referral > 0;
}

/// Somebody of no special grade is as quick as anybody, and stays so.
bool is_plain(const GradeRow& grade) { return grade.hours == 1 && grade.speed == 1 && !grade.changes; }

/// Always there, always the same, and nobody is named.
bool is_plain(const Model& model, const TeamRow& team) {
  if (team.posts.size() != 1) return false;
  const PostsRow& posts = model.posts[team.posts.first];
  const bool all_posts_held = posts.last == 1 && posts.posts == team.most_posts && team.room == 0 &&
                              team.vacant_at_begin <= 0 && !team.has_leaving && !team.has_vacancy;
  const bool all_alike = !team.has_starter && team.spread <= 0 && team.grades.empty() && team.starters.empty();
  const bool all_hours_worked =
      model.calendars[team.calendar].always() && team.casework == 1 && team.absences.empty() && team.overtime <= 0;
  const bool no_management = team.manager == nobody && team.manages.empty() && team.span <= 0 && !team.held_against &&
                             !team.supervises_every.set;
  return team.pool && all_posts_held && all_alike && all_hours_worked && no_management && team.cost <= 0;
}

/// Asked of everybody on entering, and done once by the step's team.
bool is_plain(const TaskRow& task) {
  const bool by_its_team = task.by == nobody && task.or_by == nobody;
  const bool at_once = task.asked == Asked::on_entry && !task.has_after;
  const bool once = !task.recurs && !task.every.set && !task.first.set && !task.window.set && !task.may_be_missed;
  return by_its_team && at_once && once && !task.due.set && task.ends.empty() && task.routes.empty() &&
         task.direct == 1;
}

/// One task, then one of the ways out.
bool is_plain(const Model& model, const StepRow& step) {
  if (step.team == nobody || step.tasks.size() != 1 || step.routes.empty()) return false;
  const bool lasts_as_its_task = !step.plan && !step.has_lasts && !step.has_patience;
  const bool nothing_due = !step.due.set && !step.due_from_referral && step.due_from == no_mark;
  const bool nothing_remembered = step.mark == no_mark && step.is == 0 && step.been == 0 && step.been_routes.empty();
  const bool room_for_all = step.places == std::numeric_limits<std::uint32_t>::max();
  const bool nobody_returns = !step.has_returns || step.returns.share <= 0;
  return lasts_as_its_task && nothing_due && nothing_remembered && room_for_all && nobody_returns && !step.urgent &&
         step.cost <= 0 && is_plain(model.tasks[step.tasks.first]);
}

/// Whether each team takes families in the order in which they enter its steps.
bool first_come_first_served(const Model& model) {
  const auto urgency = [&](const StepRow& step) { return model.tasks[step.tasks.first].urgency; };
  return std::all_of(model.steps.begin(), model.steps.end(), [&](const StepRow& a) {
    return std::all_of(model.steps.begin(), model.steps.end(),
                       [&](const StepRow& b) { return a.team != b.team || urgency(a) == urgency(b); });
  });
}

bool nothing_happens_from_outside(const Model& model) {
  return model.later.empty() && model.events.empty() && model.campaigns.empty() && model.one_off_costs.empty() &&
         model.publicity.empty() && model.norms.empty() && !has_feedback(model.feedback);
}

std::size_t players_of(const Model& model) {
  std::size_t players = model.streams.size();
  for (const TeamRow& team : model.teams) players += team.most_posts;
  return players;
}

}  // namespace

bool is_plain_network(const Model& model) {
  const auto team_is_plain = [&](const TeamRow& team) { return is_plain(model, team); };
  const auto step_is_plain = [&](const StepRow& step) { return is_plain(model, step); };
  return model.begins_from == Begin::From::empty && !model.remembers && model.re_referral.share <= 0 &&
         nothing_happens_from_outside(model) && model.grades.size() == 1 && is_plain(model.grades.front()) &&
         std::all_of(model.teams.begin(), model.teams.end(), team_is_plain) &&
         std::all_of(model.steps.begin(), model.steps.end(), step_is_plain) && first_come_first_served(model) &&
         Tournament::fits(players_of(model), (model.end - model.begin).count());
}

// ---------------------------------------------------------------------------------------------- the tournament

bool Tournament::fits(std::size_t players, std::int64_t last) {
  const auto of_second = std::bit_width(static_cast<std::uint64_t>(last)), of_player = std::bit_width(players);
  // As many places in the order of scheduling as players, four times over, so that it is rarely counted anew.
  return 1 + of_second + 1 + of_player + 2 + of_player <= 64;
}

void Tournament::restart(std::size_t players, std::int64_t last) {
  players_ = std::bit_ceil(players);
  player_bits_ = static_cast<unsigned>(std::countr_zero(players_));
  second_bit_ = 63 - static_cast<unsigned>(std::bit_width(static_cast<std::uint64_t>(last)));
  last_ = last;
  order_ = 0;
  most_in_order_ = std::uint64_t{1} << (second_bit_ - 1 - player_bits_);
  winners_.resize(2 * players_);
  for (std::size_t player = 0; player < players_; ++player) winners_[players_ + player] = never | player;
  for (std::size_t at = players_ - 1; at > 0; --at) winners_[at] = std::min(winners_[2 * at], winners_[2 * at + 1]);
}

void Tournament::renumber() {
  std::vector<Key> all(winners_.begin() + static_cast<std::ptrdiff_t>(players_), winners_.end());
  std::sort(all.begin(), all.end());
  const Key of_time = ~Key{0} << (second_bit_ - 1);
  order_ = 0;
  for (const Key key : all) {
    if (key < never) put(player(key), (key & of_time) | order_++ << player_bits_ | player(key));
  }
}

// ---------------------------------------------------------------------------------------------- the loop

namespace {

class NetworkRun {
 public:
  NetworkRun(const Model& model, State& s)
      : model_{model},
        s_{s},
        it_{s.network},
        streams_{static_cast<std::uint32_t>(model.streams.size())},
        begin_{model.begin.time_since_epoch().count()} {
    set_up_teams();
    set_up_stages();
    it_.customers.clear();
    it_.coming.assign(streams_, {});
  }

  std::uint64_t run(void (*handle)(const Model&, State&, const Event&)) {
    std::uint64_t handled = 0;
    for (;; ++handled) {
      // Of all that there may be only ends of work come before it in the same second. The first arrivals are among
      // these others: they were scheduled before any here.
      const Event other = s_.events.advance();
      const std::int64_t now = other.since_begin().count();
      const Tournament::Key until = it_.next.middle_of(now);
      for (; it_.next.first() < until; ++handled) next_of_families();
      if (other.kind() == EventKind::arrival) {
        draw_families(other.subject, now);
        arrive(other.subject, now);
        continue;
      }
      s_.now = s_.events.at(other);
      tell_recorder();
      if (other.kind() == EventKind::horizon_reached) break;
      handle(model_, s_, other);
    }
    // Every wait was for the step's one task.
    for (std::size_t step = 0; step < it_.stages.size(); ++step) {
      s_.recorder.tasks[model_.steps[step].tasks.first].wait = s_.recorder.steps[step].wait;
    }
    return handled;
  }

 private:
  void set_up_teams() {
    it_.next.restart(players_of(model_), (model_.end - model_.begin).count());
    it_.servers.resize(players_of(model_));
    it_.teams.assign(model_.teams.size(), {});
    std::uint32_t player = streams_;
    for (std::uint32_t t = 0; t < it_.teams.size(); ++t) {
      Servers& team = it_.teams[t];
      team.idle = none;
      for (std::uint32_t post = 0; post < model_.teams[t].most_posts; ++post, ++player) {
        it_.servers[player] = {std::exchange(team.idle, player), t};
      }
    }
  }

  void set_up_stages() {
    it_.stages.assign(model_.steps.size(), {});
    for (std::size_t i = 0; i < it_.stages.size(); ++i) {
      const StepRow& row = model_.steps[i];
      Stage& stage = it_.stages[i];
      stage.task = &model_.tasks[row.tasks.first];
      stage.routes = &model_.routes[row.routes.first];
      stage.ways = row.routes.size();
      stage.team = static_cast<std::uint32_t>(row.team);
      stage.wait = &s_.recorder.steps[i].wait;
      stage.stay = &s_.recorder.steps[i].stay;
      stage.asked = &s_.asked[row.tasks.first];
    }
  }

  void next_of_families() {
    const Tournament::Key first = it_.next.first();
    const std::uint32_t player = it_.next.player(first);
    const std::int64_t now = it_.next.second(first);
    if (player < streams_) {
      arrive(player, now);
    } else {
      task_done(player, now);
    }
  }

  // -------------------------------------------------------------------------------------------- what is drawn

  static std::int64_t seconds_of(double hours) { return to_elapsed(hours * seconds_per_hour).count(); }

  double siblings(std::uint8_t children) const { return 1 + model_.next_child * (children - 1); }

  static StepId way_out(const Stage& stage, double u) {
    std::uint32_t way = 0;
    while (u >= stage.routes[way].cumulative && way + 1 < stage.ways) ++way;
    return stage.routes[way].to;
  }

  using Eight = std::array<double, BlocksAhead::count>;

  static Eight exponentials_of_mean_1(BlocksAhead& blocks, StreamKey key) {
    const auto bits = [&] { return Stream{key}; };
    Eight values;
    for (std::uint32_t i = 0; const std::uint64_t word : blocks.first_words(key)) {
      values[i++] = unit_exponential(word, bits);
      ++key.entity;
    }
    return values;
  }

  static Eight uniforms(BlocksAhead& blocks, const StreamKey& key) {
    Eight values;
    for (std::uint32_t i = 0; const std::uint64_t word : blocks.first_words(key)) values[i++] = uniform01(word);
    return values;
  }

  /// What draw_with() gives eight families. @param key  of the first of them
  static Eight draw_eight(const Distribution& distribution, BlocksAhead& blocks, StreamKey key) {
    Eight values;
    if (const auto* law = std::get_if<Exponential>(&distribution)) {
      values = exponentials_of_mean_1(blocks, key);
      for (double& value : values) value *= law->mean;
      return values;
    }
    for (double& value : values) {
      value = draw_with(distribution, [&] { return blocks.stream(key); });
      ++key.entity;
    }
    return values;
  }

  /// The next eight families. @param now  when the last one came, or, of the first eight, when the first one does
  void draw_families(std::uint32_t stream, std::int64_t now) {
    const StreamRow& row = model_.streams[stream];
    const Stage& stage = it_.stages[index(row.to)];
    StreamState& ahead = s_.streams[stream];
    ComingFamilies& coming = it_.coming[stream];
    const auto key = [&](Purpose purpose) { return key_for(s_, purpose, stream, 0, ahead.arrivals, 0, 0); };
    const Eight children = draw_eight(row.children, ahead.children, key(Purpose::children));
    const Eight efforts = draw_eight(stage.task->effort, ahead.efforts, key(Purpose::effort));
    for (std::uint32_t i = 0; ComingFamilies::Family & family : coming.families) {
      family.children = static_cast<std::uint8_t>(std::clamp(children[i], 1.0, 255.0) + 0.5);
      family.siblings = siblings(family.children);
      family.hours = family.siblings * efforts[i++];
      family.needs = seconds_of(family.hours);
      family.to = stage.routes->to;
    }
    if (stage.ways > 1) {
      const Eight where = uniforms(coming.routes, key(Purpose::route));
      for (std::uint32_t i = 0; ComingFamilies::Family & family : coming.families)
        family.to = way_out(stage, where[i++]);
    }
    draw_arrivals(stream, now);
  }

  /// When they come, as next_arrival() in referrals.cpp has it.
  void draw_arrivals(std::uint32_t stream, std::int64_t now) {
    const StreamRow& row = model_.streams[stream];
    StreamState& ahead = s_.streams[stream];
    const StreamKey key = key_for(s_, Purpose::gap, stream, 0, ahead.arrivals, 0, 0);
    const Eight gaps = row.by_gap ? draw_eight(row.gap, ahead.gaps, key) : exponentials_of_mean_1(ahead.gaps, key);
    std::uint32_t number = ahead.arrivals;
    for (std::uint32_t i = 0; ComingFamilies::Family & family : it_.coming[stream].families) {
      const double gap = gaps[i++];
      const bool first = number == 0;  // start() has drawn when it comes
      if (number >= row.at_most) {
        now = no_more;
      } else if (!first) {
        now = row.by_gap ? now + to_elapsed(gap).count() : poisson_arrival(row, ahead, gap);
      }
      family.at = now;
      ++number;
    }
  }

  std::int64_t poisson_arrival(const StreamRow& row, StreamState& it, double gap) {
    it.expected += gap;
    const RateSegment* const segments = &model_.segments[row.segments.first];
    while (it.segment + 1 < row.segments.size() && segments[it.segment + 1].expected <= it.expected) ++it.segment;
    const RateSegment& segment = segments[it.segment];
    if (segment.per_second <= 0) return no_more;
    const Elapsed into = to_elapsed((it.expected - segment.expected) / segment.per_second);
    return (segment.from - model_.begin + into).count();
  }

  // -------------------------------------------------------------------------------------------- families come

  void arrive(std::uint32_t stream, std::int64_t now) {
    const StreamRow& row = model_.streams[stream];
    std::uint32_t& arrivals = s_.streams[stream].arrivals;
    ComingFamilies& coming = it_.coming[stream];
    const ComingFamilies::Family& family = coming.family(arrivals);
    const std::uint32_t id = new_customer();
    Customer& customer = it_.customers[id];
    customer.needs = family.needs;
    customer.number = arrivals;
    customer.visit = 0;
    customer.to = family.to;
    customer.stream = static_cast<std::uint16_t>(stream);
    customer.children = family.children;
    s_.luck.children += family.children - row.mean_children;
    ++referred_families_;
    referred_children_ += family.children;
    ask(customer, row.to, now, family.hours, family.siblings);
    join(id, customer, now);
    if (++arrivals % BlocksAhead::count == 0) draw_families(stream, now);
    it_.next.schedule(stream, coming.family(arrivals).at, Tournament::What::begins);
  }

  std::uint32_t new_customer() {
    if (free_ != none) return std::exchange(free_, it_.customers[free_].next);
    it_.customers.emplace_back();
    return static_cast<std::uint32_t>(it_.customers.size() - 1);
  }

  // -------------------------------------------------------------------------------------------- and go through steps

  /// The family enters a step and has its task asked for.
  void ask(Customer& customer, StepId step, std::int64_t now, double hours, double times) {
    Stage& stage = it_.stages[index(step)];
    customer.step = step;
    customer.entered = now;
    ++stage.entered;
    stage.children_entered += customer.children;
    stage.moment += now;
    stage.children_moment += now * customer.children;
    stage.asked->hours += hours;
    stage.asked->times += times;
  }

  /// The next step of a family that has been in others.
  void enter(Customer& customer, StepId step, std::int64_t now) {
    const Stage& stage = it_.stages[index(step)];
    const auto bits = [&](Purpose purpose) {
      return stream_of(key_for(s_, purpose, customer.stream, 0, customer.number, customer.visit, 0));
    };
    const double times = siblings(customer.children);
    const double hours = times * draw_with(stage.task->effort, [&] { return bits(Purpose::effort); });
    customer.needs = seconds_of(hours);
    customer.to = stage.ways == 1 ? stage.routes->to : way_out(stage, uniform01(bits(Purpose::route)()));
    ask(customer, step, now, hours, times);
  }

  /// The family has entered its step: somebody begins, or it waits.
  void join(std::uint32_t id, const Customer& customer, std::int64_t now) {
    Stage& stage = it_.stages[index(customer.step)];
    Servers& team = it_.teams[stage.team];
    if (team.idle == none) return wait(id, stage, team, now);
    const std::uint32_t player = std::exchange(team.idle, it_.servers[team.idle].serves);
    ++team.busy;
    team.busy_moment += now;
    begin(player, id, customer, stage, now);
  }

  void wait(std::uint32_t id, Stage& stage, Servers& team, std::int64_t now) {
    ++stage.waiting;
    stage.waiting_moment += now;
    (team.queue++ == 0 ? team.first : it_.customers[team.last].next) = id;
    team.last = id;
  }

  void begin(std::uint32_t player, std::uint32_t id, const Customer& customer, Stage& stage, std::int64_t now) {
    it_.next.schedule(player, now + customer.needs, Tournament::What::ends);
    it_.servers[player].serves = id;
    stage.wait->add(Elapsed{now - customer.entered});
  }

  /// The first of the team's queue has its turn, if anybody has.
  void go_on(std::uint32_t player, Servers& team, std::int64_t now) {
    if (team.queue == 0) return becomes_idle(player, team, now);
    const std::uint32_t id = team.first;
    const Customer& customer = it_.customers[id];
    Stage& stage = it_.stages[index(customer.step)];
    team.first = customer.next;
    --team.queue;
    --stage.waiting;
    stage.waiting_moment -= now;
    begin(player, id, customer, stage, now);
  }

  void becomes_idle(std::uint32_t player, Servers& team, std::int64_t now) {
    it_.next.has_nothing_to_do(player);
    it_.servers[player].serves = std::exchange(team.idle, player);
    --team.busy;
    team.busy_moment -= now;
  }

  /// The family goes on. Whoever is free now chooses before others are called to it, as in dispatch().
  void task_done(std::uint32_t player, std::int64_t now) {
    const Server server = it_.servers[player];
    Servers& team = it_.teams[server.team];
    const std::uint32_t id = server.serves;
    Customer& customer = it_.customers[id];
    Stage& stage = it_.stages[index(customer.step)];
    ++stage.left;
    stage.children_left += customer.children;
    stage.moment -= now;
    stage.children_moment -= now * customer.children;
    stage.stay->add(Elapsed{now - customer.entered});
    if (customer.to == closed) {
      customer.next = std::exchange(free_, id);
      ++closed_;
      return go_on(player, team, now);
    }
    ++customer.visit;
    enter(customer, customer.to, now);
    Stage& next = it_.stages[index(customer.step)];
    const bool same_team = next.team == server.team;
    if (same_team) wait(id, next, team, now);
    go_on(player, team, now);
    if (!same_team) join(id, customer, now);
  }

  // -------------------------------------------------------------------------------------------- what is counted

  /// @param moment  in seconds since Model::begin; levels have those of the wall
  std::int64_t on_the_wall(std::int64_t sum, std::int64_t moment) const { return moment + sum * begin_; }

  void tell_recorder() {
    Recorder& r = s_.recorder;
    for (std::size_t i = 0; i < it_.stages.size(); ++i) {
      Stage& stage = it_.stages[i];
      StepRecord& step = r.steps[i];
      TeamRecord& team = r.teams[stage.team];
      step.came += static_cast<std::uint64_t>(stage.entered);
      step.entered += static_cast<std::uint64_t>(stage.entered);
      step.children_entered += static_cast<std::uint64_t>(stage.children_entered);
      step.piece_children_entered += static_cast<std::uint64_t>(stage.children_entered);
      r.tasks[model_.steps[i].tasks.first].done += static_cast<std::uint64_t>(stage.left);
      const auto change = [&](CountLevel& level, std::int64_t sum, std::int64_t moment) {
        level.add(sum, on_the_wall(sum, moment));
      };
      for (CountLevel* level : {&step.families, &team.families, &r.families}) {
        change(*level, stage.entered - stage.left, stage.moment);
      }
      for (CountLevel* level : {&step.children, &team.children, &r.children}) {
        change(*level, stage.children_entered - stage.children_left, stage.children_moment);
      }
      change(step.waiting, stage.waiting, stage.waiting_moment);
      stage.entered = stage.left = stage.children_entered = stage.children_left = 0;
      stage.moment = stage.children_moment = stage.waiting = stage.waiting_moment = 0;
    }
    for (std::size_t t = 0; t < it_.teams.size(); ++t) {
      Servers& team = it_.teams[t];
      const TeamId id{static_cast<std::uint16_t>(t)};
      for (Level* level : {&r.teams[t].busy_open, &r.on_cases(id, id)}) {
        level->add(s_.now.time_since_epoch().count(), team.busy, on_the_wall(team.busy, team.busy_moment));
      }
      team.busy = team.busy_moment = 0;
    }
    r.referred_families += std::exchange(referred_families_, 0);
    r.referred_children += referred_children_;
    r.piece_referred_children += std::exchange(referred_children_, 0);
    r.closed += std::exchange(closed_, 0);
  }

  static constexpr std::int64_t no_more = std::numeric_limits<std::int64_t>::max();

  const Model& model_;
  State& s_;
  NetworkState& it_;
  std::uint32_t streams_;
  std::int64_t begin_;        ///< second of Model::begin on the wall
  std::uint32_t free_{none};  ///< who has left, a list through Customer::next
  std::uint64_t referred_families_{}, referred_children_{}, closed_{};
};

}  // namespace

std::uint64_t run_network(const Model& model, State& s, void (*handle)(const Model&, State&, const Event&)) {
  return NetworkRun{model, s}.run(handle);
}

}  // namespace caseload
