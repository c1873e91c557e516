#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "backcoach/render.hpp"

namespace backcoach {
namespace {

std::string count_words(int count, std::string_view one,
                        std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace

std::string dose_words(const ItemDose& dose) {
  if (dose.every_minutes > 0) {
    const std::string often =
        fmt::format("every {} minutes", dose.every_minutes);
    return dose.minutes > 1 ? fmt::format("{} minutes, {}", dose.minutes, often)
                            : often;
  }
  std::string out;
  const auto add = [&](const std::string& part) {
    out += (out.empty() ? "" : ", ") + part;
  };
  if (dose.minutes > 0) return count_words(dose.minutes, "minute", "minutes");
  if (dose.sets > 1 && dose.reps > 0) {
    add(fmt::format("{} x {}", dose.sets, dose.reps));
  } else if (dose.reps > 0) {
    add(count_words(dose.reps, "time", "times"));
  } else if (dose.sets > 0) {
    add(count_words(dose.sets, "time", "times"));
  }
  if (dose.hold_seconds > 0) add(fmt::format("hold {} s", dose.hold_seconds));
  if (dose.per_side) add("each side");
  return out;
}

namespace {

/// A name without what stands in brackets; the card has the whole of it.
std::string short_title(const std::string& title) {
  const std::size_t bracket = title.find(" (");
  return bracket == std::string::npos ? title : title.substr(0, bracket);
}

/// What goes on all day is over at its end.
constexpr int kWholeDay = 48 * 60;

/// What a row is worth: the lower, the longer it stays when a day is full.
enum class Worth { own, walk, first_aid, exercise, rest, brk, heat, other };

struct Row {
  int at = 0;
  int until = 0;  ///< when the last go of it is over
  Worth worth = Worth::other;
  std::vector<std::string> cells;
};

Worth worth_of(const PlanItem& item) {
  if (item.prescribed) return Worth::own;
  if (item.first_aid) return Worth::first_aid;
  switch (item.kind) {
    case ItemKind::walk:
      return Worth::walk;
    case ItemKind::exercise:
      return Worth::exercise;
    case ItemKind::rest:
      return Worth::rest;
    case ItemKind::brk:
      return Worth::brk;
    case ItemKind::heat:
      return Worth::heat;
    case ItemKind::mind:
    case ItemKind::checkin:
      break;
  }
  return Worth::other;
}

/// "3 walks of 8 minutes", or "walks of 12 and 8 minutes" where they differ.
std::string walks_words(std::vector<int> minutes) {
  std::sort(minutes.rbegin(), minutes.rend());
  const bool same = minutes.front() == minutes.back();
  const std::string unit = minutes.back() == 1 && same ? "minute" : "minutes";
  if (minutes.size() == 1) {
    return fmt::format("1 walk of {} {}", minutes.front(), unit);
  }
  if (same) {
    return fmt::format("{} walks of {} {}", minutes.size(), minutes.front(),
                       unit);
  }
  std::string list;
  for (std::size_t i = 0; i < minutes.size(); ++i) {
    if (i > 0) list += i + 1 == minutes.size() ? " and " : ", ";
    list += std::to_string(minutes[i]);
  }
  return fmt::format("walks of {} minutes", list);
}

/// The whole day in a line.
std::string day_words(const Plan& plan) {
  int exercise = 0;
  int blocks = 0;
  for (const PlanBlock& block : plan.blocks) {
    exercise += block.exercise_minutes;
    blocks += block.exercise_minutes > 0 ? 1 : 0;
  }
  std::vector<int> walks;
  for (const PlanItem& item : plan.items) {
    if (item.kind == ItemKind::walk) walks.push_back(item.dose.minutes);
  }
  std::string words;
  if (exercise > 0) {
    words = fmt::format("{} of exercise in {}",
                        count_words(exercise, "minute", "minutes"),
                        count_words(blocks, "block", "blocks"));
  }
  if (!walks.empty()) {
    words += (words.empty() ? "" : ", ") + walks_words(std::move(walks));
  }
  return words.empty() ? words : "Today: " + words + ".";
}

/// One row for what a block holds of one kind; what its exercises are stands
/// below the table.
Row block_row(const Plan& plan, const PlanBlock& block, Worth worth) {
  Row row;
  row.worth = worth;
  std::vector<int> walks;
  std::vector<const PlanItem*> items;
  int minutes = 0;
  for (const std::size_t i : block.items) {
    const PlanItem& item = plan.items[i];
    if (worth_of(item) != worth || item.prescribed) continue;
    if (items.empty()) row.at = item.at;
    row.until = std::max(row.until, item.at + item.lasts_minutes);
    items.push_back(&item);
    minutes += item.lasts_minutes;
    if (worth == Worth::walk) walks.push_back(item.dose.minutes);
  }
  if (items.empty()) return {};
  // A day that begins at noon has no morning.
  constexpr int kNoon = 12 * 60;
  const bool late = block.id == "morning" && row.at >= kNoon;
  const std::string when =
      (late ? "" : block.title + ", ") + clock_time(row.at);
  const PlanItem& first = *items.front();
  const bool same = std::all_of(
      items.begin(), items.end(),
      [&](const PlanItem* item) { return item->exercise == first.exercise; });
  if (worth == Worth::walk) {
    row.cells = {when, short_title(first.title), walks_words(std::move(walks))};
  } else if (!same && worth == Worth::exercise) {
    row.cells = {
        when,
        count_words(static_cast<int>(items.size()), "exercise", "exercises"),
        count_words(minutes, "minute", "minutes")};
  } else if (!same) {
    std::string names;
    for (const PlanItem* item : items) {
      names += (names.empty() ? "" : ", ") + short_title(item->title);
    }
    row.cells = {when, names, count_words(minutes, "minute", "minutes")};
  } else {
    std::string dose = dose_words(first.dose);
    if (items.size() > 1) dose = fmt::format("{} x {}", items.size(), dose);
    row.cells = {when, short_title(first.title), std::move(dose)};
  }
  return row;
}

/// "morning", "morning and evening".
std::string parts_words(const Plan& plan, ExerciseIndex exercise) {
  std::vector<std::string> parts;
  for (const PlanBlock& block : plan.blocks) {
    const bool here = std::any_of(
        block.items.begin(), block.items.end(),
        [&](std::size_t i) { return plan.items[i].exercise == exercise; });
    if (here) parts.push_back(block.id);
  }
  std::string words;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) words += i + 1 == parts.size() ? " and " : ", ";
    words += parts[i];
  }
  return words;
}

/// Each exercise of the day once: how much, and in which parts of the day.
void add_exercises(const Plan& plan, Document& page) {
  Block list{Block::Kind::bullets};
  std::vector<ExerciseIndex> seen;
  for (const PlanItem& item : plan.items) {
    if (item.kind != ItemKind::exercise || !item.exercise || item.prescribed ||
        item.first_aid ||
        std::find(seen.begin(), seen.end(), *item.exercise) != seen.end()) {
      continue;
    }
    seen.push_back(*item.exercise);
    std::string line = short_title(item.title) + ": " + dose_words(item.dose);
    const std::string parts = parts_words(plan, *item.exercise);
    if (!parts.empty()) line += ", " + parts;
    if (item.rung && item.rung->of > 1) {
      line += fmt::format(". Step {} of {}", item.rung->now, item.rung->of);
    }
    list.items.push_back(line + ".");
  }
  if (list.items.empty()) return;
  page.push_back(Block{Block::Kind::heading, "The exercises"});
  page.push_back(std::move(list));
}

/// A row for each kind of each block, and one for what lasts all day. What is
/// worth least goes first where there are too many.
/// \param from  minutes since midnight: what is over by then is left out; -1 =
///              the whole day
Block table(const KnowledgeBase& kb, const Plan& plan, int from = -1) {
  std::vector<Row> list;
  std::vector<bool> placed(plan.items.size());
  for (const PlanBlock& block : plan.blocks) {
    for (const Worth worth : {Worth::walk, Worth::exercise, Worth::rest,
                              Worth::heat, Worth::other}) {
      Row row = block_row(plan, block, worth);
      if (!row.cells.empty()) list.push_back(std::move(row));
    }
    for (const std::size_t i : block.items) {
      placed[i] = !plan.items[i].prescribed;
    }
  }
  for (std::size_t i = 0; i < plan.items.size(); ++i) {
    if (placed[i]) continue;
    const PlanItem& item = plan.items[i];
    const bool all_day = item.dose.every_minutes > 0 || item.first_aid;
    std::string dose = dose_words(item.dose);
    if (item.first_aid && item.dose.times_per_day > 1) {
      dose += fmt::format(", {} times a day", item.dose.times_per_day);
    }
    list.push_back(
        {item.first_aid ? 0 : item.at,  // first of all
         all_day ? kWholeDay : item.at + item.lasts_minutes,
         worth_of(item),
         {item.first_aid && !item.exercise ? "Today"
          : all_day                        ? "All day"
                                           : clock_time(item.at),
          short_title(item.title) + (item.prescribed ? " (your own)" : ""),
          std::move(dose)}});
  }
  std::erase_if(list, [&](const Row& row) {
    return row.until < from && row.worth != Worth::own;
  });
  const auto most =
      static_cast<std::size_t>(std::max(1, kb.plan.day.rows_at_most));
  while (list.size() > most) {
    const auto least = std::max_element(
        list.rbegin(), list.rend(),
        [](const Row& a, const Row& b) { return a.worth < b.worth; });
    if (least->worth == Worth::own) break;
    list.erase(std::next(least).base());
  }
  std::stable_sort(list.begin(), list.end(),
                   [](const Row& a, const Row& b) { return a.at < b.at; });
  Block rows{Block::Kind::table, "The day", {}, {{"When", "What", "How much"}}};
  for (Row& row : list) rows.rows.push_back(std::move(row.cells));
  return rows;
}

/// What is not as it was yesterday, and why.
void add_changes(const Plan& plan, Document& page) {
  if (plan.changes.empty()) return;
  page.push_back(Block{Block::Kind::heading, "Since yesterday"});
  page.push_back({Block::Kind::bullets, {}, plan.changes});
}

/// What of the answers shaped the day, notes on it, then changes for this
/// person, once per exercise.
void add_care(const Plan& plan, Document& page) {
  constexpr std::size_t kMost = 5;
  Block list{Block::Kind::bullets};
  for (const AdaptedBy& one : plan.adapted) {
    if (list.items.size() < kMost) list.items.push_back(one.because);
  }
  list.items.insert(list.items.end(), plan.notes.begin(), plan.notes.end());
  for (const PlanItem& item : plan.items) {
    if (item.care.empty()) continue;
    std::string line = short_title(item.title) + ":";
    for (const std::string& change : item.care) line += " " + change;
    if (std::find(list.items.begin(), list.items.end(), line) ==
        list.items.end()) {
      list.items.push_back(std::move(line));
    }
  }
  if (list.items.empty()) return;
  page.push_back(Block{Block::Kind::heading, "For you"});
  page.push_back(std::move(list));
}

/// Only what would have been in this very day; for somebody who fears to move
/// only what is dangerous.
void add_excluded(const KnowledgeBase& kb, const Plan& plan, Document& page) {
  Block list{Block::Kind::bullets};
  for (const Exclusion& exclusion : plan.excluded) {
    if (!exclusion.missed) continue;
    if (plan.few_left_out && !exclusion.dangerous) continue;
    list.items.push_back(short_title(kb.exercises[exclusion.exercise].name) +
                         ": " + exclusion.because.front());
  }
  if (list.items.empty()) return;
  page.push_back(
      Block{Block::Kind::heading, "Left out because of your answers"});
  page.push_back(std::move(list));
}

/// One fact and one thing to do.
void add_lesson(const KnowledgeBase& kb, const Plan& plan, Document& page) {
  if (!plan.lesson) return;
  const Lesson& lesson = kb.plan.lessons[*plan.lesson];
  page.push_back(Block{Block::Kind::heading, "Worth knowing: " + lesson.title});
  page.push_back(
      Block{Block::Kind::paragraph, lesson.fact + " " + lesson.action});
}

/// What was prescribed and is not for today, each with its reason.
void add_paused(const Plan& plan, Document& page) {
  if (plan.paused.empty()) return;
  Block list{Block::Kind::bullets};
  for (const Paused& paused : plan.paused) {
    list.items.push_back(short_title(paused.title) + ": " +
                         paused.because.front());
  }
  page.push_back(
      Block{Block::Kind::heading, "Your own exercises that wait today"});
  page.push_back(std::move(list));
}

/// Whoever looks in the afternoon is not to make up for the morning.
void add_from_now(const KnowledgeBase& kb, const Plan& plan,
                  const Setting& setting, Document& page) {
  if (plan.date != setting.today || setting.now_minutes < 0) return;
  const auto is_timed = [](const PlanItem& item) {
    return item.dose.every_minutes == 0 && item.counted && !item.first_aid;
  };
  bool passed = false;
  for (const PlanItem& item : plan.items) {
    if (!is_timed(item)) continue;
    if (item.at + item.lasts_minutes <= setting.now_minutes) {
      passed = true;
      continue;
    }
    if (!passed) return;
    page.push_back(Block{
        Block::Kind::paragraph,
        fmt::format("It is {}. {} Next: {} {}.",
                    clock_time(setting.now_minutes), kb.notice("plan_from_now"),
                    clock_time(item.at), short_title(item.title))});
    return;
  }
}

std::string when_words(const LocalTime& time) {
  return long_date(time.date) + ", " + clock_time(time.minutes);
}

/// What stands last: where to get help, how long this holds, what it is not.
void add_last_lines(const KnowledgeBase& kb, const Plan& plan,
                    const Setting& setting, Document& page) {
  page.push_back(
      Block{Block::Kind::paragraph,
            fill(kb, setting.region, kb.notice("emergency_always"))});
  page.push_back(Block{Block::Kind::paragraph,
                       "This plan is for " + long_date(plan.date) +
                           " only. Before the next one, do the safety check: "
                           "backcoach checkin"});
  Block notice = Block{Block::Kind::notice,
                       fill(kb, setting.region, kb.notice("not_a_diagnosis"))};
  notice.urgent = true;
  page.push_back(std::move(notice));
}

}  // namespace

Document compose_day(const KnowledgeBase& kb, const Plan& plan, int from) {
  Document page;
  if (const std::string words = day_words(plan); !words.empty()) {
    page.push_back(Block{Block::Kind::paragraph, words});
  }
  Block rows = table(kb, plan, from);
  if (rows.rows.size() > 1) {
    page.push_back(std::move(rows));
  } else {
    page.push_back(
        Block{Block::Kind::paragraph, "Nothing more is planned for today."});
  }
  return page;
}

Document compose_plan(const KnowledgeBase& kb, const Plan& plan,
                      const Setting& setting) {
  Document page;
  page.push_back(Block{Block::Kind::title,
                       fmt::format("{}, day {}: {}", long_date(plan.date),
                                   plan.day, kb.stage(plan.stage).name)});
  const bool ahead = setting.today.ok() && plan.date > setting.today;
  if (ahead) {
    Block mark = Block{Block::Kind::notice, kb.plan.ahead.text};
    mark.urgent = true;
    page.push_back(std::move(mark));
  }
  if (plan.goal) {
    page.push_back(
        Block{Block::Kind::paragraph,
              "Working toward: " + kb.plan.goals[*plan.goal].when.text + "."});
  }
  if (plan.let_go) {
    page.push_back(Block{Block::Kind::paragraph, kb.plan.letting_go.text});
  }
  if (const std::string words = day_words(plan); !words.empty()) {
    page.push_back(Block{Block::Kind::paragraph, words});
  }
  add_changes(plan, page);
  // A first day is laid out from when it was made.
  const bool first = plan.day == 1 && plan.date == setting.today;
  page.push_back(table(kb, plan, first ? setting.now_minutes : -1));
  add_exercises(plan, page);
  add_from_now(kb, plan, setting, page);
  if (plan.limits.rest_ends) {
    page.push_back(
        Block{Block::Kind::paragraph, kb.plan.rest.text + " Until " +
                                          when_words(*plan.limits.rest_ends) +
                                          " at the latest."});
  }
  page.push_back(Block{Block::Kind::paragraph,
                       fill(kb, setting.region, kb.notice("stop_rules"))});
  const bool sits = std::any_of(
      plan.items.begin(), plan.items.end(),
      [&](const PlanItem& i) { return i.exercise == kb.plan.breaks.exercise; });
  if (sits && !kb.plan.breaks.texts.empty()) {
    page.push_back(Block{Block::Kind::paragraph, kb.plan.breaks.texts.front()});
  }
  add_lesson(kb, plan, page);
  add_care(plan, page);
  add_paused(plan, page);
  add_excluded(kb, plan, page);
  add_last_lines(kb, plan, setting, page);
  return page;
}

Document compose_paper(const KnowledgeBase& kb, const Plan& plan,
                       const Setting& setting) {
  Document page = {Block{Block::Kind::title,
                         fmt::format("{}, day {}: {}", long_date(plan.date),
                                     plan.day, kb.stage(plan.stage).name)}};
  if (setting.today.ok() && plan.date > setting.today) {
    page.push_back(Block{Block::Kind::notice, kb.plan.ahead.text});
    page.back().urgent = true;
  }
  Document day = compose_day(kb, plan, -1);
  // A box to tick in front of what is done at a time.
  for (std::vector<std::string>& row : day.back().rows) {
    const bool head = &row == &day.back().rows.front();
    row.insert(row.begin(), head ? "Done" : "☐");
  }
  page.insert(page.end(), day.begin(), day.end());
  std::string scale(kb.notice("paper_pain"));
  constexpr int kWorst = 10;
  for (int pain = 0; pain <= kWorst; ++pain) {
    scale += "  " + std::to_string(pain);
  }
  page.push_back(Block{Block::Kind::paragraph, std::move(scale)});
  add_changes(plan, page);
  if (plan.limits.rest_ends) {
    page.push_back(
        Block{Block::Kind::paragraph, kb.plan.rest.text + " Until " +
                                          when_words(*plan.limits.rest_ends) +
                                          " at the latest."});
  }
  page.push_back(Block{Block::Kind::paragraph,
                       fill(kb, setting.region, kb.notice("stop_rules"))});
  add_care(plan, page);
  add_paused(plan, page);
  add_last_lines(kb, plan, setting, page);
  return page;
}

namespace {

/// One card: how, when to stop, an easier form, and why.
void add_card(const KnowledgeBase& kb, const PlanItem& item, Document& page) {
  Block head = Block{Block::Kind::heading, item.title};
  if (item.exercise) head.figure = kb.exercises[*item.exercise].id;
  page.push_back(std::move(head));
  const auto say = [&](std::string words) {
    if (!words.empty()) {
      page.push_back(Block{Block::Kind::paragraph, std::move(words)});
    }
  };
  const auto list = [&](const std::vector<std::string>& items) {
    if (!items.empty()) {
      page.push_back({Block::Kind::bullets, {}, items});
    }
  };
  std::string dose = dose_words(item.dose);
  say(dose.empty() ? dose : "How much: " + dose);
  list(item.steps);
  if (!item.care.empty()) say("For you:");
  list(item.care);
  // What always stops stands once, on the first page.
  std::vector<std::string> stops;
  std::copy_if(item.stop_if.begin(), item.stop_if.end(),
               std::back_inserter(stops), [&](const std::string& sign) {
                 const auto& always = kb.plan.stop_if;
                 return std::find(always.begin(), always.end(), sign) ==
                        always.end();
               });
  if (!stops.empty()) say("Also stop if:");
  list(stops);
  say(item.easier.empty() ? item.easier : "Easier: " + item.easier);
  say(item.why.empty() ? item.why : "Why: " + item.why);
}

}  // namespace

Document compose_cards(const KnowledgeBase& kb, const Plan& plan) {
  Document page;
  std::vector<std::string> shown;
  for (const PlanItem& item : plan.items) {
    const bool known =
        std::find(shown.begin(), shown.end(), item.title) != shown.end();
    if (known || item.steps.empty()) continue;
    shown.push_back(item.title);
    if (page.empty()) {
      page.push_back(Block{Block::Kind::title, "How to do it"});
    }
    add_card(kb, item, page);
  }
  return page;
}

}  // namespace backcoach
