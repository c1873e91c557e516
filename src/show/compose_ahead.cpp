#include <fmt/format.h>

#include <algorithm>

#include "render_ahead.hpp"

namespace backcoach {
namespace {

std::string went_words(DayLight light) {
  switch (light) {
    case DayLight::green:
      return "good";
    case DayLight::amber:
      return "so-so";
    case DayLight::red:
      return "bad";
    case DayLight::missed:
      return "missed";
  }
  return {};
}

/// "3 x 5 min", or "12, 11, 11 min" where they differ.
std::string walks_words(const KnowledgeBase& kb, const Plan& plan) {
  std::vector<int> minutes;
  for (const PlanItem& item : plan.items) {
    const bool walk =
        item.exercise && kb.exercises[*item.exercise].kind == "walk";
    if (walk) minutes.push_back(item.dose.minutes);
  }
  if (minutes.empty()) return "none";
  const bool same = std::all_of(minutes.begin(), minutes.end(),
                                [&](int m) { return m == minutes.front(); });
  if (same) return fmt::format("{} x {} min", minutes.size(), minutes.front());
  return fmt::format("{} min", fmt::join(minutes, ", "));
}

std::vector<ExerciseIndex> movements(const KnowledgeBase& kb,
                                     const Plan& plan) {
  std::vector<ExerciseIndex> list;
  for (const PlanItem& item : plan.items) {
    if (!item.exercise) continue;
    const bool movement = kb.exercises[*item.exercise].kind == "exercise";
    const bool listed =
        std::find(list.begin(), list.end(), *item.exercise) != list.end();
    if (movement && !listed) list.push_back(*item.exercise);
  }
  return list;
}

std::string short_name(const KnowledgeBase& kb, ExerciseIndex exercise) {
  const std::string& name = kb.exercises[exercise].name;
  return name.substr(0, name.find(" ("));
}

std::string day_name(const Plan& plan) {
  return fmt::format("{}, {}", plan.day, long_date(plan.date));
}

Block table(const KnowledgeBase& kb, const std::vector<AheadDay>& days) {
  Block rows{Block::Kind::table,
             {},
             {},
             {{"Day", "If before", "Stage", "Walks", "Movements"}}};
  for (const AheadDay& day : days) {
    if (!day.plan) break;
    const bool first = &day == &days.front();
    rows.rows.push_back(
        {std::to_string(day.plan->day), first ? "-" : went_words(day.went),
         kb.stage(day.plan->stage).name, walks_words(kb, *day.plan),
         std::to_string(movements(kb, *day.plan).size())});
  }
  return rows;
}

/// What is new on a day, for the list under the table.
std::vector<std::string> news(const KnowledgeBase& kb, const AheadDay& day) {
  std::vector<std::string> words =
      day.plan ? day.plan->changes : day.course.changes;
  for (const ExerciseIndex exercise : movements(kb, *day.plan)) {
    if (!knows(day.course, exercise)) {
      words.push_back("New: " + short_name(kb, exercise) + ".");
    }
  }
  return words;
}

/// The day before says the same thing: once is enough.
Block changes(const KnowledgeBase& kb, const std::vector<AheadDay>& days) {
  Block list{Block::Kind::bullets};
  std::vector<std::string> before;
  for (const AheadDay& day : days) {
    if (&day == &days.front() || !day.plan) continue;
    std::vector<std::string> now = news(kb, day);
    if (!now.empty() && now != before) {
      list.items.push_back(
          fmt::format("Day {}: {}", day_name(*day.plan), fmt::join(now, " ")));
    }
    before = std::move(now);
  }
  return list;
}

void add_start(const KnowledgeBase& kb, const Plan& plan, Document& page) {
  Block list{Block::Kind::bullets};
  for (const ExerciseIndex exercise : movements(kb, plan)) {
    list.items.push_back(short_name(kb, exercise));
  }
  if (list.items.empty()) return;
  page.push_back(Block{Block::Kind::heading, "Movements on the first day"});
  page.push_back(std::move(list));
}

}  // namespace

Document compose_ahead(const KnowledgeBase& kb,
                       const std::vector<AheadDay>& days,
                       const Setting& setting) {
  Document page;
  const Plan& first = *days.front().plan;
  page.push_back(Block{
      Block::Kind::title,
      fmt::format("{} days from {}", days.size(), long_date(first.date))});
  page.push_back(Block{Block::Kind::paragraph, kb.plan.ahead.text});
  page.push_back(table(kb, days));
  add_start(kb, first, page);
  Block list = changes(kb, days);
  if (!list.items.empty()) {
    page.push_back(Block{Block::Kind::heading, "What changes"});
    page.push_back(std::move(list));
  }
  const AheadDay& last = days.back();
  if (!last.plan) {
    Block help = Block{
        Block::Kind::paragraph,
        fmt::format("If it goes this way, there is no plan for the day after "
                    "day {}. Do the safety check again then: backcoach triage",
                    last.course.day > 1 ? last.course.day
                                        : days[days.size() - 2].plan->day)};
    help.urgent = true;
    page.push_back(std::move(help));
  }
  page.push_back(
      Block{Block::Kind::paragraph,
            fill(kb, setting.region, kb.notice("emergency_always"))});
  Block notice = Block{Block::Kind::notice,
                       fill(kb, setting.region, kb.notice("not_a_diagnosis"))};
  notice.urgent = true;
  page.push_back(std::move(notice));
  return page;
}

}  // namespace backcoach
