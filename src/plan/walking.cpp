#include "walking.hpp"

#include <algorithm>
#include <numeric>

namespace backcoach {

int WalkingDose::total() const {
  return std::accumulate(walks.begin(), walks.end(), 0);
}

namespace plan {
namespace {

constexpr int kPercent = 100;

/// The place of the row in `rules.first`.
std::size_t row_at(const WalkingRules& rules, int able_minutes, Stage stage) {
  for (std::size_t i = 0; i < rules.first.size(); ++i) {
    const FirstWalks& row = rules.first[i];
    const bool in_stage = row.stages.empty() || contains(row.stages, stage);
    if (in_stage && able_minutes >= row.able_minutes) return i;
  }
  return rules.first.size() - 1;
}

}  // namespace

WalkingDose spread(int minutes, int count) {
  WalkingDose dose;
  for (int i = 0; i < count; ++i) {
    dose.walks.push_back(minutes / count + (i < minutes % count ? 1 : 0));
  }
  return dose;
}

WalkingDose row_for(const WalkingRules& rules, int able_minutes, Stage stage) {
  return {rules.first[row_at(rules, able_minutes, stage)].walks};
}

WalkingDose first_walks(const Person& person, Stage stage) {
  const WalkingRules& rules = person.kb().plan.walking;
  const double able = person.number(rules.minutes_finding, -1);
  WalkingDose dose{rules.when_unknown};
  if (able >= 0) {
    std::size_t row = row_at(rules, static_cast<int>(able), stage);
    const bool lower =
        contains(rules.lower_stages, stage) && person.plainly(rules.lower_when);
    if (lower) {
      // The next row for less, among those of this stage.
      const int own = rules.first[row].able_minutes;
      for (std::size_t i = row; i < rules.first.size(); ++i) {
        const FirstWalks& below = rules.first[i];
        const bool in_stage =
            below.stages.empty() || contains(below.stages, stage);
        if (!in_stage || below.able_minutes >= own) continue;
        row = i;
        break;
      }
    }
    dose.walks = rules.first[row].walks;
    const int longest = std::max(
        1, static_cast<int>(able) * rules.longest_share_percent / kPercent);
    for (int& walk : dose.walks) walk = std::min(walk, longest);
  }
  if (stage == Stage::rest) {
    for (int& walk : dose.walks) walk = std::min(walk, rules.resting_minutes);
  }
  return dose;
}

bool is_full(const WalkingRules& rules, const WalkingDose& dose) {
  return dose.total() >= rules.day_minutes;
}

bool is_top(const WalkingRules& rules, const WalkingDose& dose) {
  return is_full(rules, dose) && dose.longest() >= rules.merging.back().front();
}

WalkingDose grown(const WalkingRules& rules, const WalkingDose& dose) {
  if (is_full(rules, dose)) {
    for (const std::vector<int>& shape : rules.merging) {
      if (shape.front() > dose.longest()) return {shape};
    }
    return dose;
  }
  const int total = dose.total();
  const int share = (total * rules.share_percent + kPercent - 1) / kPercent;
  const int more = std::max({1, share, rules.at_least_minutes});
  return spread(std::min(total + more, rules.day_minutes),
                static_cast<int>(dose.walks.size()));
}

int steps_to_top(const WalkingRules& rules, WalkingDose dose) {
  int steps = 0;
  while (!is_top(rules, dose)) {
    const WalkingDose next = grown(rules, dose);
    if (next == dose) break;
    dose = next;
    ++steps;
  }
  return steps;
}

WalkingDose at_percent(const WalkingDose& dose, int percent) {
  WalkingDose less = dose;
  for (int& walk : less.walks) {
    walk = std::max(1, walk * percent / kPercent);
  }
  return less;
}

bool is_more(const WalkingDose& one, const WalkingDose& other) {
  return one.total() > other.total() ||
         (one.total() == other.total() && one.longest() > other.longest());
}

}  // namespace plan
}  // namespace backcoach
