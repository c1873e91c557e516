#include "schedule.hpp"

#include <algorithm>
#include <tuple>

namespace backcoach::plan {
namespace {

constexpr int kMinutesPerDay = 24 * 60;
constexpr int kRound = 5;

int rounded_up(int minutes) { return (minutes + kRound - 1) / kRound * kRound; }

/// `count` times from `from` to `until`, evenly; one alone comes early.
std::vector<int> spread(int from, int until, int count) {
  constexpr int kQuarter = 4;
  until = std::max(from, until);
  if (count == 1) return {rounded_up(from + (until - from) / kQuarter)};
  std::vector<int> times;
  for (int i = 0; i < count; ++i) {
    times.push_back(rounded_up(from + (until - from) * i / (count - 1)));
  }
  return times;
}

/// Order within one session.
enum class Step { warm, move, activate, strengthen, stretch, later, last };

Step step_of(const BalanceRules& balance, const Exercise& card) {
  if (card.kind == "heat") return Step::warm;
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
            DayWindow window)
      : person_(person),
        rules_(person.kb().plan),
        chosen_(chosen),
        window_(window) {}

  std::vector<Placed> run() {
    for (std::size_t i = 0; i < chosen_.size(); ++i) wish(i);
    std::sort(wishes_.begin(), wishes_.end());
    return sweep();
  }

 private:
  using Wish = std::tuple<int, Step, std::size_t>;

  [[nodiscard]] const Exercise& card(std::size_t i) const {
    return person_.kb().exercises[chosen_[i].exercise];
  }

  void wish(std::size_t i) {
    const std::string& kind = card(i).kind;
    // Habits and breaks have no time of their own.
    if (kind == "education" || kind == "break") return;
    const Step step = step_of(rules_.balance, card(i));
    const int earliest = window_.wake + not_before(i);
    for (const int at : wanted_times(i, step)) {
      wishes_.emplace_back(std::max(at, rounded_up(earliest)), step, i);
    }
  }

  [[nodiscard]] std::vector<int> wanted_times(std::size_t i, Step step) const {
    const DayRules& day = rules_.day;
    const int times = chosen_[i].dose.times_per_day;
    const std::string& kind = card(i).kind;
    if (kind == "walk") {
      return spread(window_.wake + day.walks_from,
                    window_.bed - day.walks_until_before_bed, times);
    }
    const int from = window_.wake + day.sessions_from;
    const int until =
        std::max(from, window_.bed - day.sessions_until_before_bed);
    if (kind == "rest") {
      return spread(from + day.walks_from, until, std::max(times, 1));
    }
    if (times > 2) return spread(from, until, times);
    if (times == 2) return {from, rounded_up(until)};
    return {step == Step::last ? rounded_up(until) : from};
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
    for (const auto& [at, step, i] : wishes_) {
      const int start = std::max(at, free_from);
      const int stop = start + chosen_[i].lasts_minutes;
      if (stop > end) continue;
      placed.push_back({start, i});
      free_from = rounded_up(stop);
    }
    return placed;
  }

  const Person& person_;
  const PlanRules& rules_;
  const std::vector<Chosen>& chosen_;
  DayWindow window_;
  std::vector<Wish> wishes_;
};

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

std::vector<Placed> schedule(const Person& person,
                             const std::vector<Chosen>& chosen,
                             DayWindow window) {
  return Scheduler(person, chosen, window).run();
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
