#include "walking.hpp"

#include <algorithm>
#include <numeric>

namespace backcoach::progress {
namespace {

constexpr int kWeek = 7;
constexpr int kPercent = 100;

/// The best dose within one pair of ranges.
std::optional<WalkingDose> within(Range walks, Range minutes, std::size_t step,
                                  int walks_before, int minutes_at_most) {
  std::optional<WalkingDose> best;
  for (int w = walks.low; w <= walks.high; ++w) {
    const int each = std::min(minutes.high, w > 0 ? minutes_at_most / w : 0);
    if (each < minutes.low) continue;
    const WalkingDose dose{step, w, each, 0};
    const bool better =
        !best || dose.total() > best->total() ||
        (dose.total() == best->total() && dose.walks == walks_before);
    if (better) best = dose;
  }
  return best;
}

}  // namespace

std::optional<WalkingDose> dose_of_step(const WalkingRules& rules,
                                        std::size_t step, int walks_before,
                                        int minutes_at_most) {
  const WalkingStep& entry = rules.ladder[step];
  auto usual =
      within(entry.walks, entry.minutes, step, walks_before, minutes_at_most);
  if (usual || entry.instead_walks.empty()) return usual;
  return within(entry.instead_walks, entry.instead_minutes, step, walks_before,
                minutes_at_most);
}

int most_minutes(const std::vector<int>& walked, int percent) {
  if (walked.empty()) return 0;
  // Day 0 is the new one; the days before the first are like the first.
  const auto day = [&](int back) {
    const auto size = static_cast<int>(walked.size());
    return walked[static_cast<std::size_t>(std::max(0, size - back))];
  };
  int most = kPercent * kWeek * kWeek;
  for (int ahead = 0; ahead < kWeek; ++ahead) {
    const int known_days = kWeek - 1 - ahead;
    int known = 0;
    for (int back = 1; back <= known_days; ++back) known += day(back);
    int before = 0;
    for (int i = 1; i <= kWeek; ++i) before += day(known_days + i);
    const int allowed = before * (kPercent + percent) / kPercent - known;
    most = std::min(most, allowed / (ahead + 1));
  }
  // Weeks of new days only, after weeks that hold some of them.
  for (int fresh = 1; fresh < kWeek; ++fresh) {
    int known = 0;
    for (int back = 1; back <= kWeek - fresh; ++back) known += day(back);
    const int share = kWeek * kPercent - fresh * (kPercent + percent);
    if (share <= 0) break;
    most = std::min(most, known * (kPercent + percent) / share);
  }
  return most;
}

WalkingDose more(const PlanRules& rules, WalkingDose dose,
                 std::size_t highest_step, int minutes_at_most) {
  if (dose.step < highest_step) {
    const auto next =
        dose_of_step(rules.walking, dose.step + 1, dose.walks, minutes_at_most);
    const bool grows =
        next && (next->total() > dose.total() || next->minutes > dose.minutes);
    if (grows) return *next;
  }
  Range range = rules.walking.ladder[dose.step].minutes;
  if (dose.step < highest_step) {
    // The next step may be more than a week allows at once; the walks then grow
    // towards it.
    const Range next = rules.walking.ladder[dose.step + 1].minutes;
    range.high = std::max(range.high, next.low);
  }
  const Range more_each = rules.progress.minutes_more;
  for (int add = more_each.high; add >= more_each.low && add > 0; --add) {
    WalkingDose longer = dose;
    longer.minutes += add;
    longer.longer = 0;
    const bool fits =
        longer.minutes <= range.high && longer.total() <= minutes_at_most;
    if (fits) return longer;
  }
  WalkingDose one = dose;
  ++one.longer;
  if (one.longer == one.walks) {
    ++one.minutes;
    one.longer = 0;
  }
  const int longest = one.minutes + (one.longer > 0 ? 1 : 0);
  const bool fits = longest <= range.high && one.total() <= minutes_at_most;
  return fits ? one : dose;
}

WalkingDose step_down(const WalkingRules& rules, WalkingDose dose) {
  const std::size_t lower = dose.step == 0 ? 0 : dose.step - 1;
  if (const auto below =
          dose_of_step(rules, lower, dose.walks, dose.total() - 1)) {
    return *below;
  }
  // Already the least.
  dose.step = lower;
  dose.minutes =
      std::max(1, std::min(dose.minutes, rules.ladder[lower].minutes.high));
  dose.longer = 0;
  return dose;
}

WalkingDose at_percent(WalkingDose dose, int percent) {
  if (percent >= kPercent) return dose;
  dose.minutes = std::max(1, dose.minutes * percent / kPercent);
  dose.longer = 0;
  return dose;
}

}  // namespace backcoach::progress
