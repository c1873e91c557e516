#include "reminders.hpp"

#include <algorithm>
#include <map>

#include "../base/sha256.hpp"
#include "../base/width.hpp"
#include "backcoach/render.hpp"

namespace backcoach::render {
namespace {

constexpr int kMinutesPerDay = 24 * 60;
/// How long a reminder without a length of its own stands in a calendar.
constexpr int kShortest = 5;

std::string base_key(const KnowledgeBase& kb, const PlanItem& item) {
  if (item.exercise) return kb.exercises[*item.exercise].id;
  if (!item.prescribed) return std::string(name(item.kind));
  constexpr std::size_t kLength = 8;
  text::Sha256 digest;
  digest.add(item.title);
  return "own-" + digest.hex().substr(0, kLength);
}

/// Minutes from midnight of the plan's date to the evening check-in.
int evening(const Plan& plan) {
  const auto days = std::chrono::sys_days(plan.next_checkin.date) -
                    std::chrono::sys_days(plan.date);
  return static_cast<int>(days.count()) * kMinutesPerDay +
         plan.next_checkin.minutes;
}

/// Whoever is doing something of the plan is not sitting.
bool is_free(const Plan& plan, int at) {
  return std::none_of(plan.items.begin(), plan.items.end(),
                      [&](const PlanItem& item) {
                        return item.kind != ItemKind::brk && at >= item.at &&
                               at < item.at + std::max(1, item.lasts_minutes);
                      });
}

std::vector<int> break_times(const Plan& plan, const PlanItem& item) {
  std::vector<int> times;
  const int end = evening(plan);
  for (int at = item.at; at < end; at += item.dose.every_minutes) {
    if (is_free(plan, at)) times.push_back(at);
  }
  return times;
}

std::vector<std::string> lines_of(const PlanItem& item) {
  std::vector<std::string> lines = item.care;
  lines.insert(lines.end(), item.steps.begin(), item.steps.end());
  if (item.stop_if.empty()) return lines;
  std::string stop = "Stop if:";
  for (const std::string& sign : item.stop_if) stop += " " + sign;
  lines.push_back(std::move(stop));
  return lines;
}

}  // namespace

std::vector<std::string> item_keys(const KnowledgeBase& kb, const Plan& plan) {
  std::vector<std::string> keys;
  std::map<std::string, int> seen;
  for (const PlanItem& item : plan.items) {
    const std::string key = base_key(kb, item);
    keys.push_back(key + "-" + std::to_string(++seen[key]));
  }
  return keys;
}

std::vector<Reminder> reminders(const KnowledgeBase& kb, const Plan& plan) {
  std::vector<Reminder> list;
  const std::vector<std::string> keys = item_keys(kb, plan);
  for (std::size_t i = 0; i < plan.items.size(); ++i) {
    const PlanItem& item = plan.items[i];
    const bool repeats = item.dose.every_minutes > 0;
    Reminder reminder;
    reminder.key = keys[i];
    reminder.title = text::safe(item.title);
    reminder.how_much = dose_words(item.dose);
    reminder.at = repeats ? break_times(plan, item) : std::vector{item.at};
    reminder.lasts_minutes =
        repeats ? std::max(1, item.dose.minutes)
                : (item.lasts_minutes > 0 ? item.lasts_minutes : kShortest);
    reminder.lines = lines_of(item);
    if (!reminder.at.empty()) list.push_back(std::move(reminder));
  }
  return list;
}

std::vector<Reminder> still_to_come(const Plan& plan,
                                    std::vector<Reminder> list,
                                    const LocalTime& made) {
  const auto key = [](const LocalTime& time) {
    return std::pair(std::chrono::sys_days(time.date), time.minutes);
  };
  for (Reminder& reminder : list) {
    std::erase_if(reminder.at,
                  [&](int at) { return key(moment(plan, at)) < key(made); });
  }
  std::erase_if(list, [](const Reminder& one) { return one.at.empty(); });
  return list;
}

LocalTime moment(const Plan& plan, int minutes) {
  const auto days = std::chrono::days(minutes / kMinutesPerDay);
  return {std::chrono::sys_days(plan.date) + days, minutes % kMinutesPerDay};
}

}  // namespace backcoach::render
