#include "schedule.hpp"

#include <algorithm>
#include <tuple>

namespace backcoach::plan {
namespace {

constexpr int kMinutesPerDay = 24 * 60;
constexpr int kRound = 5;

int rounded_up(int minutes) { return (minutes + kRound - 1) / kRound * kRound; }

/// Order within one session.
enum class Step {
  warm,
  walk,
  move,
  activate,
  strengthen,
  stretch,
  later,
  last
};

Step step_of(const BalanceRules& balance, const Exercise& card) {
  if (card.kind == "heat") return Step::warm;
  if (card.kind == "walk") return Step::walk;
  if (card.kind == "mind") return Step::last;
  if (card.static_stretch) {
    return card.muscle == balance.first_muscle ? Step::stretch : Step::later;
  }
  if (card.goal == "strength") return Step::strengthen;
  return card.goal == "activation" ? Step::activate : Step::move;
}

class Scheduler {
 public:
  Scheduler(const Person& person, const std::vector<Chosen>& chosen,
            DayWindow window, const std::vector<BlockWindow>& blocks,
            int exercise_blocks)
      : person_(person),
        rules_(person.kb().plan),
        chosen_(chosen),
        window_(window),
        blocks_(blocks),
        exercise_blocks_(exercise_blocks) {}

  std::vector<Placed> run() {
    for (std::size_t i = 0; i < chosen_.size(); ++i) wish(i);
    std::sort(wishes_.begin(), wishes_.end());
    return sweep();
  }

 private:
  /// When, in which order then, what, and in which block.
  using Wish = std::tuple<int, Step, std::size_t, std::size_t>;

  [[nodiscard]] const Exercise& card(std::size_t i) const {
    return person_.kb().exercises[chosen_[i].exercise];
  }

  void wish(std::size_t i) {
    const std::string& kind = card(i).kind;
    // Habits and breaks have no time of their own.
    if (kind == "education" || kind == "break") return;
    const Step step = step_of(rules_.balance, card(i));
    const int earliest = rounded_up(window_.wake + not_before(i));
    const std::vector<std::size_t> open = open_blocks(i);
    if (open.empty()) return;
    auto goes =
        static_cast<std::size_t>(std::max(1, chosen_[i].dose.times_per_day));
    const bool few = exercise_blocks_ > 0 && kind == "exercise";
    if (few) goes = std::min(goes, open.size());
    // Spread over the blocks; the last block first where one go is calm.
    std::vector<std::size_t> in(blocks_.size());
    std::vector<std::size_t> places;
    for (std::size_t go = 0; go < goes; ++go) {
      std::size_t place = goes == 1 ? 0 : go * (open.size() - 1) / (goes - 1);
      if (goes > open.size()) place = go * open.size() / goes;
      if (goes == 1 && step == Step::last) place = open.size() - 1;
      places.push_back(open[place]);
      ++in[open[place]];
    }
    std::vector<std::size_t> so_far(blocks_.size());
    for (const std::size_t b : places) {
      const BlockWindow& block = blocks_[b];
      const auto share = static_cast<int>(so_far[b]++) *
                         (block.until - block.from) / static_cast<int>(in[b]);
      wishes_.emplace_back(std::max(rounded_up(block.from + share), earliest),
                           step, i, b);
    }
  }

  /// Blocks with room for it: the floor is no place at work.
  [[nodiscard]] std::vector<std::size_t> open_blocks(std::size_t i) const {
    const bool floor = std::any_of(
        card(i).needs.begin(), card(i).needs.end(), [&](const auto& need) {
          return contains(rules_.day.blocks.floor_needs, need);
        });
    const std::string& kind = card(i).kind;
    const bool private_room = floor || kind == "heat" || kind == "rest";
    std::vector<std::size_t> open;
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      if (!private_room || !blocks_[b].at_work) open.push_back(b);
    }
    const auto most = static_cast<std::size_t>(exercise_blocks_);
    if (most > 0 && kind == "exercise" && open.size() > most) {
      open.resize(most);
    }
    return open;
  }

  [[nodiscard]] int not_before(std::size_t i) const {
    int minutes = card(i).not_before_minutes_after_waking;
    for (const StretchGate& gate : rules_.stretch_gates) {
      if (!applies(gate, card(i), chosen_[i].exercise)) continue;
      minutes = std::max(minutes, gate.not_within_minutes_of_waking);
      for (const Gate& longer : gate.longer_when) {
        if (person_.closed(longer)) {
          minutes = std::max(minutes, gate.longer_minutes);
        }
      }
    }
    return minutes;
  }

  std::vector<Placed> sweep() {
    const int end = window_.bed - rules_.day.checkin.before_bed_minutes;
    std::vector<Placed> placed;
    int free_from = window_.wake;
    for (const auto& [at, step, i, block] : wishes_) {
      const int start = std::max(at, free_from);
      const int stop = start + chosen_[i].lasts_minutes;
      if (stop > end) continue;
      placed.push_back({start, i, block});
      free_from = rounded_up(stop);
    }
    return placed;
  }

  const Person& person_;
  const PlanRules& rules_;
  const std::vector<Chosen>& chosen_;
  DayWindow window_;
  const std::vector<BlockWindow>& blocks_;
  int exercise_blocks_;
  std::vector<Wish> wishes_;
};

std::string title_at(const BlockTitle& title, int at) {
  const int clock = at % kMinutesPerDay;
  const bool usual = clock >= title.from && clock <= title.until;
  return usual ? title.usual : title.otherwise;
}

/// Keeps the blocks off the hours at work.
void make_room_for_work(const DayRules& day, DayWindow window,
                        const PlanRequest& request,
                        std::vector<BlockWindow>& blocks) {
  if (request.work_from_minutes < 0 || request.work_until_minutes < 0) return;
  int from = request.work_from_minutes;
  int until = request.work_until_minutes;
  while (until <= from) until += kMinutesPerDay;
  if (until <= window.wake) {
    from += kMinutesPerDay;
    until += kMinutesPerDay;
  }
  if (from >= window.bed) return;
  const BlockRules& rules = day.blocks;
  const int end = window.bed - day.checkin.before_bed_minutes;
  const auto in_work = [&](int at) { return at >= from && at < until; };
  BlockWindow& morning = blocks[0];
  if (morning.from + rules.before_work > from && morning.from < until) {
    const int early = std::max(window.wake, from - rules.before_work);
    if (early < from) morning.from = std::min(morning.from, early);
    morning.at_work = early >= from;
  }
  BlockWindow& evening = blocks[2];
  if (in_work(evening.from) || evening.from < until + rules.after_work) {
    const int late = until + rules.after_work;
    if (late < end) evening.from = std::max(evening.from, late);
    evening.at_work = in_work(evening.from);
  }
  BlockWindow& midday = blocks[1];
  if (in_work(midday.from)) {
    midday.from =
        (std::max(from, morning.from) + std::min(until, evening.from)) / 2;
    midday.at_work = true;
  }
}

}  // namespace

DayWindow window_of(const DayRules& day, const PlanRequest& request) {
  const auto minute = [](int wanted, int otherwise) {
    return wanted >= 0 && wanted < kMinutesPerDay ? wanted : otherwise;
  };
  DayWindow window{minute(request.wake_minutes, day.wake),
                   minute(request.bed_minutes, day.bed)};
  if (window.bed <= window.wake) window.bed += kMinutesPerDay;
  window.bed = std::max(window.bed, window.wake + day.shortest);
  return window;
}

std::vector<BlockWindow> blocks_of(const DayRules& day, DayWindow window,
                                   const PlanRequest& request) {
  const BlockRules& rules = day.blocks;
  const int end = window.bed - day.checkin.before_bed_minutes;
  const int morning = window.wake + rules.morning_after_waking;
  const int evening = std::max(morning, window.bed - rules.evening_before_bed);
  std::vector<BlockWindow> blocks = {
      {"morning", {}, morning, end, false},
      {"midday", {}, (morning + evening) / 2, end, false},
      {"evening", {}, evening, end, false}};
  make_room_for_work(day, window, request, blocks);
  for (BlockWindow& block : blocks) block.from = rounded_up(block.from);
  blocks[0].title = title_at(rules.morning, blocks[0].from);
  blocks[1].title = title_at(rules.midday, blocks[1].from);
  blocks[2].title = title_at(rules.evening, blocks[2].from);
  for (std::size_t b = 0; b + 1 < blocks.size(); ++b) {
    blocks[b].until = std::max(blocks[b].from, blocks[b + 1].from);
  }
  if (request.made_at_minutes >= 0) {
    int made = request.made_at_minutes;
    if (made < window.wake && made + kMinutesPerDay < window.bed) {
      made += kMinutesPerDay;
    }
    std::erase_if(
        blocks, [&](const BlockWindow& block) { return block.until <= made; });
    for (BlockWindow& block : blocks) {
      block.from = std::max(block.from, rounded_up(made));
    }
  }
  return blocks;
}

std::vector<Placed> schedule(const Person& person,
                             const std::vector<Chosen>& chosen,
                             DayWindow window,
                             const std::vector<BlockWindow>& blocks,
                             int exercise_blocks) {
  return Scheduler(person, chosen, window, blocks, exercise_blocks).run();
}

int sitting_minutes(const Person& person, Stage stage) {
  const BreakRules& breaks = person.kb().plan.breaks;
  int minutes = breaks.default_minutes;
  if (stage == Stage::flare) minutes = std::min(minutes, breaks.flare_minutes);
  for (const BreakRule& rule : breaks.rules) {
    if (person.closed(rule.when)) minutes = std::min(minutes, rule.minutes);
  }
  return minutes;
}

}  // namespace backcoach::plan
