#include "day_screen.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../term/prompt.hpp"
#include "../term/typed.hpp"
#include "backcoach/render.hpp"
#include "plan_output.hpp"

namespace backcoach::cli {
namespace {

/// Exercises may begin so long before their time.
constexpr int kEarly = 60;

bool is_done(const SessionExercise& one) {
  return one.done_sets > 0 || one.done_reps > 0 || one.done_seconds > 0;
}

int sessions_on(const std::vector<DiaryEntry>& entries,
                const std::string& date) {
  int count = 0;
  for (const DiaryEntry& entry : entries) {
    const auto* session = std::get_if<SessionRecord>(&entry.what);
    if (!session || entry.date != date) continue;
    count += std::any_of(session->exercises.begin(), session->exercises.end(),
                         is_done)
                 ? 1
                 : 0;
  }
  return count;
}

std::string start_words(const NextSession& next) {
  return fmt::format("start: {} exercise{}, {} minute{}", next.exercises,
                     next.exercises == 1 ? "" : "s", next.minutes,
                     next.minutes == 1 ? "" : "s");
}

/// The keys as one line, which may be wrapped anywhere.
std::string join(const std::vector<std::string>& keys) {
  std::string line;
  for (const std::string& key : keys) line += (line.empty() ? "" : "; ") + key;
  return line + ":";
}

char small(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }

}  // namespace

std::string day_headline(const KnowledgeBase& kb, const Region* region,
                         const Decision& decision, std::optional<Light> light) {
  if (light == Light::amber) return kb.checkin.light.amber_text;
  if (light == Light::red) return kb.checkin.light.red_text;
  if (decision.stage)
    return fill(kb, region, kb.stage(*decision.stage).headline);
  return fill(kb, region, kb.level(decision.urgency).headline);
}

std::optional<NextSession> next_session(const Plan& plan,
                                        const std::vector<DiaryEntry>& entries,
                                        int minute) {
  int done = sessions_on(entries, iso_date(plan.date));
  std::optional<NextSession> last;
  for (const PlanBlock& block : plan.blocks) {
    NextSession next;
    next.at = block.at;
    for (const std::size_t i : block.items) {
      const PlanItem& item = plan.items[i];
      const bool guided = item.exercise && (item.kind == ItemKind::exercise ||
                                            item.kind == ItemKind::mind);
      if (!guided) continue;
      if (next.exercises == 0) next.at = item.at;
      ++next.exercises;
      next.minutes += item.lasts_minutes;
    }
    if (next.exercises == 0) continue;
    // Each session done counts for a block, the first of them first.
    if (done-- > 0) continue;
    next.due = minute + kEarly >= next.at;
    // What has passed is not made up for, but the last one can still be done.
    last = next;
    if (minute < next.at + next.minutes + kEarly) return next;
  }
  return last;
}

Document day_closing(const Context& context, const KnowledgeBase& kb,
                     const std::string& headline, const std::string& next) {
  Document page = {
      Block{Block::Kind::notice,
            std::string(kb.notice("closing")) + " " +
                fill(kb, context.region(kb), kb.notice("emergency_always"))}};
  if (!next.empty()) {
    page.push_back(Block{Block::Kind::paragraph, "Next: " + next});
  }
  if (!headline.empty()) page.push_back(Block{Block::Kind::title, headline});
  return page;
}

DayStep ask_day(Context& context, const KnowledgeBase& kb, const Today& today,
                bool more) {
  Prompt prompt(kb, context.io().in, context.io().out, context.style(),
                context.region(kb));
  const auto next = today.plan ? next_session(*today.plan, today.made,
                                              context.minute_of_today())
                               : std::optional<NextSession>();
  const bool starts = next && next->due;
  std::vector<std::string> keys;
  if (!today.plan) {
    keys.emplace_back(
        "Enter today's check, 3 short questions, at times a few more");
  } else if (starts) {
    keys.push_back("Enter " + start_words(*next));
  } else {
    keys.emplace_back("Enter close");
    if (next) keys.push_back("s " + start_words(*next));
  }
  if (more) keys.emplace_back("m say more");
  if (today.plan) keys.emplace_back("t the whole plan");
  keys.emplace_back("f a bad day");
  keys.emplace_back("w what to look out for");
  if (!today.plan || starts) keys.emplace_back("q close");
  while (true) {
    const auto line = prompt.read_line(join(keys));
    if (!line || way_out(*line) == WayOut::stop) return DayStep::close;
    if (line->empty()) {
      if (!today.plan) return DayStep::checkin;
      return starts ? DayStep::session : DayStep::close;
    }
    switch (line->size() == 1 ? small(line->front()) : '\0') {
      case 's':
        if (next) return DayStep::session;
        break;
      case 'm':
        if (more) return DayStep::more;
        break;
      case 'f':
        return DayStep::flare;
      case 'c':
        return DayStep::checkin;
      case 't':
        if (!today.plan) break;
        prompt.show(page_of(context, kb, *today.plan));
        continue;
      case 'w':
        prompt.show(compose_watch_for(kb, *today.answers, *today.decision,
                                      context.setting(kb)));
        continue;
      default:
        break;
    }
    prompt.show({Block{Block::Kind::paragraph,
                       "Type one of the letters before the words, or q."}});
  }
}

ExitCode go_on(Context& context, DayStep step) {
  const char* name = nullptr;
  switch (step) {
    case DayStep::session:
      name = "session";
      break;
    case DayStep::checkin:
      name = "checkin";
      break;
    case DayStep::flare:
      name = "flare";
      break;
    case DayStep::triage:
      name = "triage";
      break;
    case DayStep::close:
    case DayStep::more:
      return ExitCode::done;
  }
  return command_named(name)->run(Arguments(), context);
}

}  // namespace backcoach::cli
