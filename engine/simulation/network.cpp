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

/// But that more families come or fewer.
bool nothing_happens(const Model& model) {
  const bool no_event = std::none_of(model.events.begin(), model.events.end(),
                                     [](const EventRow& event) { return event.waits() || event.posts > 0; });
  return no_event && model.later.empty() && model.campaigns.empty() && model.one_off_costs.empty() &&
         model.publicity.empty() && model.norms.empty() && !has_feedback(model.feedback);
}

std::size_t servers_of(const Model& model) {
  std::size_t servers = 0;
  for (const TeamRow& team : model.teams) servers += team.most_posts;
  return servers;
}

std::int64_t last_second(const Model& model) { return (model.end - model.begin).count(); }

}  // namespace

bool is_plain_network(const Model& model) {
#ifdef CASELOAD_POOLED_STREAMS
  return false;  // what is drawn hangs on when it is
#endif
  const auto team_is_plain = [&](const TeamRow& team) { return is_plain(model, team); };
  const auto step_is_plain = [&](const StepRow& step) { return is_plain(model, step); };
  return model.begins_from == Begin::From::empty && !model.remembers && model.re_referral.share <= 0 &&
         nothing_happens(model) && model.grades.size() == 1 && is_plain(model.grades.front()) &&
         std::all_of(model.teams.begin(), model.teams.end(), team_is_plain) &&
         std::all_of(model.steps.begin(), model.steps.end(), step_is_plain) && first_come_first_served(model) &&
         WhoIsNext::fits(std::max(servers_of(model), model.streams.size()), last_second(model));
}

// ---------------------------------------------------------------------------------------------- the tournament

bool WhoIsNext::fits(std::size_t players, std::int64_t last) {
  const auto of_second = std::bit_width(static_cast<std::uint64_t>(last)), of_player = std::bit_width(players);
  // As many places in the order of scheduling as players, four times over, so that it is rarely counted anew.
  return 1 + of_second + 1 + of_player + 2 + of_player <= 64;
}

void WhoIsNext::restart(std::size_t players, std::int64_t last) {
  second_bit_ = 63 - static_cast<unsigned>(std::bit_width(static_cast<std::uint64_t>(last)));
  begins_ = Key{1} << (second_bit_ - 1);
  order_ = 0;
  last_ = last;
  keys_.restart(std::bit_ceil(players));
  for (std::size_t player = 0; player < keys_.places(); ++player) keys_.set(player, never | player);
  keys_.play();
}

void WhoIsNext::renumber() {
  in_order_.clear();
  for (std::size_t player = 0; player < keys_.places(); ++player) in_order_.push_back(keys_.at(player));
  std::sort(in_order_.begin(), in_order_.end());
  order_ = 0;
  for (const Key key : in_order_) {
    if (key >= never) break;
    keys_.put(player(key), (key & ~(begins_ - 1)) | order_ | player(key));
    order_ += keys_.places();
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
    it_.arrivals.restart(streams_, last_second(model_));
    it_.ends.restart(servers_of(model_), last_second(model_));
    // Whoever there was has left.
    free_ = nullptr;
    for (Customer& customer : it_.customers) customer.next = std::exchange(free_, &customer);
    set_up_teams();
    set_up_stages();
    set_up_sources();
  }

  std::uint64_t run(bool (*handle)(const Model&, State&, const Event&)) {
    for (;;) {
      const Event other = s_.events.advance();
      if (other.kind() == EventKind::arrival) continue;  // the first of a stream, which is on our own list
      // Of all that can be there in the same second only ends of work come before it.
      go_on_until(it_.ends.middle_of(other.since_begin().count()));
      s_.now = s_.events.at(other);
      tell_recorder();
      if (other.kind() == EventKind::horizon_reached) break;
      handle(model_, s_, other);
      ++handled_;
    }
    // Every wait was for the step's one task.
    for (std::size_t step = 0; step < it_.stages.size(); ++step) {
      s_.recorder.tasks[model_.steps[step].tasks.first].wait = s_.recorder.steps[step].wait.mean();
    }
    return handled_;
  }

 private:
  using Key = WhoIsNext::Key;
  static constexpr std::int64_t no_more = std::numeric_limits<std::int64_t>::max();
  using Eight = std::array<double, BlocksAhead::count>;

  // -------------------------------------------------------------------------------------------- the beginning

  void set_up_teams() {
    it_.servers.resize(servers_of(model_));
    it_.teams.assign(model_.teams.size(), {});
    std::uint32_t number = 0;
    for (std::uint32_t t = 0; t < it_.teams.size(); ++t) {
      Servers& team = it_.teams[t];
      team.end = &team.first;
      for (std::uint32_t post = 0; post < model_.teams[t].most_posts; ++post, ++number) {
        Server& server = it_.servers[number];
        server = {.team = &team, .next_idle = std::exchange(team.idle, &server), .number = number};
      }
    }
  }

  void set_up_stages() {
    it_.stages.assign(model_.steps.size(), {});
    it_.ways.clear();
    for (const StepRow& row : model_.steps) {
      for (std::uint32_t way = row.routes.first; way < row.routes.last; ++way) {
        const RouteRow& route = model_.routes[way];
        it_.ways.push_back({route.cumulative, route.to == closed ? nullptr : &it_.stages[index(route.to)]});
      }
    }
    const WayOut* ways = it_.ways.data();
    for (std::size_t i = 0; i < it_.stages.size(); ++i) {
      const StepRow& row = model_.steps[i];
      Stage& stage = it_.stages[i];
      stage.team = &it_.teams[index(row.team)];
      stage.effort = &model_.tasks[row.tasks.first].effort;
      stage.ways = std::exchange(ways, ways + row.routes.size());
      stage.other_ways = row.routes.size() - 1;
      stage.wait = &s_.recorder.steps[i].wait;
      stage.stay = &s_.recorder.steps[i].stay;
      stage.asked = &s_.asked[row.tasks.first];
      for (DurationTally* tally : {stage.wait, stage.stay}) tally->reserve(expected_entries(i));
    }
  }

  /// For memory that need not grow.
  std::size_t expected_entries(std::size_t step) const {
    if (!model_.offered_at_begin.finite) return 0;
    const double years = static_cast<double>((model_.end - model_.begin).count()) / seconds_per_year;
    constexpr double most = 1e6, spare = 1.05;  // beyond that they grow as they must
    return static_cast<std::size_t>(std::min(most, spare * years * model_.offered_at_begin.step_entries[step]));
  }

  void set_up_sources() {
    it_.sources.assign(streams_, {});
    for (std::uint32_t stream = 0; stream < streams_; ++stream) {
      draw_families(it_.sources[stream], stream, 0);
      next_comes(stream);
    }
  }

  // -------------------------------------------------------------------------------------------- what is drawn

  static std::int64_t seconds_of(double hours) { return to_elapsed(hours * seconds_per_hour).count(); }

  double siblings(std::uint8_t children) const { return 1 + model_.next_child * (children - 1); }

  /// @param word  64 random bits
  static Stage* way_out(const Stage& stage, std::uint64_t word) {
    const double u = uniform01(word);
    std::uint32_t way = 0;  // no branch hangs on which it is
    for (std::uint32_t i = 0; i < stage.other_ways; ++i) way += u >= stage.ways[i].cumulative;
    return stage.ways[way].to;
  }

  /// The key of the next family of a stream, the first of eight.
  StreamKey key_of(Purpose purpose, const Source& source, std::uint32_t stream) const {
    return key_for(s_, purpose, stream, 0, source.came, 0, 0);
  }

  static void draw_exponentials(double mean, BlocksAhead& blocks, const StreamKey& key, Eight& values) {
    const auto& words = blocks.first_words(key);
    const auto bits = [&](std::uint32_t i) {
      StreamKey one = key;
      one.entity += i;
      return blocks.stream(one);
    };
    for (std::uint32_t i = 0; i < BlocksAhead::count; ++i) {
      values[i] = mean * unit_exponential(words[i], [&] { return bits(i); });
    }
  }

  /// What draw_with() gives eight families. @param key  of the first of them
  static void draw_eight(const Distribution& distribution, BlocksAhead& blocks, StreamKey key, Eight& values) {
    if (const auto* law = std::get_if<Exponential>(&distribution)) {
      return draw_exponentials(law->mean, blocks, key, values);
    }
    for (double& value : values) {
      value = draw_with(distribution, [&] { return blocks.stream(key); });
      ++key.entity;
    }
  }

  /// The next eight. @param now  when the last one came
  void draw_families(Source& source, std::uint32_t stream, std::int64_t now) {
    const StreamRow& row = model_.streams[stream];
    Stage& stage = it_.stages[index(row.to)];
    // A processor works on both at once if neither has to be there first.
    const StreamKey of_effort = key_of(Purpose::effort, source, stream), of_gap = key_of(Purpose::gap, source, stream);
    if (!std::holds_alternative<Fixed>(*stage.effort)) source.efforts.first_words(of_effort);
    if (!row.by_gap || !std::holds_alternative<Fixed>(row.gap)) source.gaps.first_words(of_gap);
    const bool all_alike = std::holds_alternative<Fixed>(row.children);
    if (!all_alike || source.came == 0) draw_children(source, row, stream);
    draw_eight(*stage.effort, source.efforts, of_effort, source.hours);
    row.by_gap ? draw_gaps(source, row, stream, now) : draw_poisson_arrivals(source, row, stream);
    for (std::uint32_t i = row.at_most - source.came; i < BlocksAhead::count; ++i) source.at[i] = no_more;
    for (std::uint32_t i = 0; i < BlocksAhead::count; ++i) {
      source.hours[i] *= source.siblings[i];
      source.coming[i] = new_customer();
      *source.coming[i] = {.needs = seconds_of(source.hours[i]),
                           .entered = source.at[i],
                           .in = &stage,
                           .to = stage.ways->to,
                           .number = source.came + i,
                           .stream = static_cast<std::uint16_t>(stream),
                           .children = source.children[i]};
    }
    if (stage.other_ways == 0) return;
    const auto& words = source.routes.first_words(key_of(Purpose::route, source, stream));
    for (std::uint32_t i = 0; i < BlocksAhead::count; ++i) source.coming[i]->to = way_out(stage, words[i]);
  }

  void draw_children(Source& source, const StreamRow& row, std::uint32_t stream) {
    Eight drawn;
    draw_eight(row.children, source.children_ahead, key_of(Purpose::children, source, stream), drawn);
    for (std::uint32_t i = 0; i < BlocksAhead::count; ++i) {
      source.children[i] = static_cast<std::uint8_t>(std::clamp(drawn[i], 1.0, 255.0) + 0.5);
      source.siblings[i] = siblings(source.children[i]);
      source.luck[i] = source.children[i] - row.mean_children;
    }
  }

  // When they come, as next_arrival() in referrals.cpp has it.

  void draw_gaps(Source& source, const StreamRow& row, std::uint32_t stream, std::int64_t now) {
    Eight gaps;
    draw_eight(row.gap, source.gaps, key_of(Purpose::gap, source, stream), gaps);
    for (std::uint32_t i = 0; i < BlocksAhead::count; ++i) {
      const bool has_date = source.came + i == 0 && row.has_first;
      source.at[i] = now += has_date ? row.first.count() : to_elapsed(gaps[i]).count();
    }
  }

  void draw_poisson_arrivals(Source& source, const StreamRow& row, std::uint32_t stream) {
    Eight gaps;
    draw_exponentials(1, source.gaps, key_of(Purpose::gap, source, stream), gaps);
    const RateSegment* segment = &model_.segments[row.segments.first + source.segment];
    const RateSegment* const last = &model_.segments[row.segments.last - 1];
    for (std::uint32_t i = 0; i < BlocksAhead::count; ++i) {
      source.expected += gaps[i];
      while (segment < last && segment[1].expected <= source.expected) ++segment;
      source.at[i] = no_more;
      if (segment->per_second <= 0) continue;
      const Elapsed into = to_elapsed((source.expected - segment->expected) / segment->per_second);
      source.at[i] = (segment->from - model_.begin + into).count();
    }
    source.segment = static_cast<std::uint32_t>(segment - &model_.segments[row.segments.first]);
  }

  // -------------------------------------------------------------------------------------------- families come

  // Those that change who is first give who it is now: from the tournament's memory it would come later, and whose turn
  // it is next is what a processor waits for.

  struct Next {
    Key arrival, end;
  };

  void go_on_until(Key time) {
    Next next{it_.arrivals.first(), it_.ends.first()};
    while (std::min(next.arrival, next.end) < time) {
      if (next.arrival < next.end) {
        next = arrive(next);
      } else {
        next.end = task_done(it_.servers[it_.ends.player(next.end)], it_.ends.second(next.end));
      }
    }
  }

  [[gnu::always_inline]] Next arrive(Next next) {
    const std::uint32_t stream = it_.arrivals.player(next.arrival);
    const std::int64_t now = it_.arrivals.second(next.arrival);
    Source& source = it_.sources[stream];
    const std::uint32_t place = source.place();
    Customer& customer = *source.coming[place];
    const double hours = source.hours[place], times = source.siblings[place];
    s_.luck.children += source.luck[place];
    referred_children_ += customer.children;
    if (++source.came % BlocksAhead::count == 0) draw_families(source, stream, now);
    const Key arrival = next_comes(stream);
    ask(customer, now, hours, times);
    return {arrival, join(customer, now, next.end)};
  }

  Key next_comes(std::uint32_t stream) {
    const Source& source = it_.sources[stream];
    return it_.arrivals.schedule(stream, source.at[source.place()], WhoIsNext::What::begins);
  }

  Customer* new_customer() {
    if (free_ != nullptr) return std::exchange(free_, free_->next);
    return &it_.customers.emplace_back();
  }

  // -------------------------------------------------------------------------------------------- and go through steps

  /// The family enters a step and has its task asked for.
  static void ask(const Customer& customer, std::int64_t now, double hours, double times) {
    Stage& stage = *customer.in;
    stage.in.add(now, customer.children);
    stage.asked->hours += hours;
    stage.asked->times += times;
  }

  /// The next step.
  void enter_next(Customer& customer, std::int64_t now) {
    Stage& stage = *customer.to;
    customer.in = &stage;
    customer.entered = now;
    ++customer.visit;
    const auto bits = [&](Purpose purpose) {
      return Stream{key_for(s_, purpose, customer.stream, 0, customer.number, customer.visit, 0)};
    };
    const double times = siblings(customer.children);
    const double hours = times * draw_with(*stage.effort, [&] { return bits(Purpose::effort); });
    customer.needs = seconds_of(hours);
    customer.to = stage.other_ways == 0 ? stage.ways->to : way_out(stage, bits(Purpose::route)());
    ask(customer, now, hours, times);
  }

  /// The family has entered its step: somebody begins, or it waits.
  [[gnu::always_inline]] Key join(Customer& customer, std::int64_t now, Key first) {
    Servers& team = *customer.in->team;
    if (team.idle == nullptr) {
      wait(customer, team);
      return first;
    }
    Server& server = *std::exchange(team.idle, team.idle->next_idle);
    ++team.busy;
    team.busy_moment += now;
    return begin(server, customer, now);
  }

  static void wait(Customer& customer, Servers& team) {
    customer.next = nullptr;
    *std::exchange(team.end, &customer.next) = &customer;
  }

  [[gnu::always_inline]] Key begin(Server& server, Customer& customer, std::int64_t now) {
    server.serves = &customer;
    Stage& stage = *customer.in;
    ++stage.begun;
    stage.begun_moment += now;
    stage.wait->add(Elapsed{now - customer.entered});
    return it_.ends.schedule(server.number, now + customer.needs, WhoIsNext::What::ends);
  }

  /// The family goes on. Whoever is free now chooses before others are called to it, as in dispatch().
  Key task_done(Server& server, std::int64_t now) {
    Servers& team = *server.team;
    Customer& customer = *server.serves;
    if (customer.to != nullptr && customer.to->team == &team) {
      leave(customer, now);
      enter_next(customer, now);
      wait(customer, team);
      return go_on(server, team, now);
    }
    const Key first = go_on(server, team, now);
    leave(customer, now);
    if (customer.to == nullptr) {
      customer.next = std::exchange(free_, &customer);
      return first;
    }
    enter_next(customer, now);
    return join(customer, now, first);
  }

  static void leave(const Customer& customer, std::int64_t now) {
    customer.in->out.add(now, customer.children);
    customer.in->stay->add(Elapsed{now - customer.entered});
  }

  /// The first of the team's queue has its turn, if anybody has.
  [[gnu::always_inline]] Key go_on(Server& server, Servers& team, std::int64_t now) {
    if (team.first == nullptr) return becomes_idle(server, team, now);
    Customer& customer = *team.first;
    team.first = customer.next;
    if (team.first == nullptr) team.end = &team.first;
    return begin(server, customer, now);
  }

  Key becomes_idle(Server& server, Servers& team, std::int64_t now) {
    server.next_idle = std::exchange(team.idle, &server);
    --team.busy;
    team.busy_moment -= now;
    return it_.ends.has_nothing_to_do(server.number);
  }

  // -------------------------------------------------------------------------------------------- what is counted

  /// Changes of a level. @param moment  in seconds since Model::begin; levels have those of the wall
  void add(CountLevel& level, std::int64_t sum, std::int64_t moment) const { level.add(sum, moment + sum * begin_); }

  void tell_recorder() {
    tell_of_families();
    for (std::size_t i = 0; i < it_.stages.size(); ++i) tell_of_stage(i);
    for (std::size_t t = 0; t < it_.teams.size(); ++t) tell_of_work(t);
  }

  void tell_of_families() {
    Recorder& r = s_.recorder;
    std::int64_t come = 0, gone_on = 0, left = 0;
    for (std::uint32_t stream = 0; stream < streams_; ++stream) {
      Source& source = it_.sources[stream];
      s_.streams[stream].arrivals = source.came;
      come += source.came - std::exchange(source.told, source.came);
    }
    for (const Stage& stage : it_.stages) {
      gone_on += stage.in.families;
      left += stage.out.families;
    }
    gone_on -= come;
    handled_ += static_cast<std::uint64_t>(come + left);
    r.referred_families += static_cast<std::uint64_t>(come);
    r.referred_children += referred_children_;
    r.piece_referred_children += std::exchange(referred_children_, 0);
    r.closed += static_cast<std::uint64_t>(left - gone_on);
  }

  void tell_of_stage(std::size_t step) {
    Recorder& r = s_.recorder;
    Stage& stage = it_.stages[step];
    StepRecord& record = r.steps[step];
    TeamRecord& team = r.teams[index(model_.steps[step].team)];
    const Passed in = std::exchange(stage.in, {}), out = std::exchange(stage.out, {});
    record.came += static_cast<std::uint64_t>(in.families);
    record.entered += static_cast<std::uint64_t>(in.families);
    record.children_entered += static_cast<std::uint64_t>(in.children);
    record.piece_children_entered += static_cast<std::uint64_t>(in.children);
    r.tasks[model_.steps[step].tasks.first].done += static_cast<std::uint64_t>(out.families);
    for (CountLevel* level : {&record.families, &team.families, &r.families}) {
      add(*level, in.families - out.families, in.moment - out.moment);
    }
    for (CountLevel* level : {&record.children, &team.children, &r.children}) {
      add(*level, in.children - out.children, in.children_moment - out.children_moment);
    }
    const std::int64_t begun = std::exchange(stage.begun, 0), begun_moment = std::exchange(stage.begun_moment, 0);
    add(record.waiting, in.families - begun, in.moment - begun_moment);
  }

  void tell_of_work(std::size_t team) {
    const TeamId id{static_cast<std::uint16_t>(team)};
    const std::int64_t sum = std::exchange(it_.teams[team].busy, 0);
    const std::int64_t moment = std::exchange(it_.teams[team].busy_moment, 0) + sum * begin_;
    for (Level* level : {&s_.recorder.teams[team].busy_open, &s_.recorder.on_cases(id, id)}) {
      level->add(s_.now.time_since_epoch().count(), sum, moment);
    }
  }

  const Model& model_;
  State& s_;
  NetworkState& it_;
  std::uint32_t streams_;
  std::int64_t begin_;        ///< second of Model::begin on the wall
  Customer* free_{};          ///< who has left, a list through Customer::next
  std::uint64_t referred_children_{};
  std::uint64_t handled_{};  ///< events of which the recorder knows
};

}  // namespace

std::uint64_t run_network(const Model& model, State& s, bool (*handle)(const Model&, State&, const Event&)) {
  return NetworkRun{model, s}.run(handle);
}

}  // namespace caseload
