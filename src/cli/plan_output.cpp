#include "plan_output.hpp"

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <system_error>

#include "../base/shell.hpp"
#include "../coach/diary_course.hpp"
#include "../coach/history.hpp"
#include "../show/render_calendar.hpp"
#include "backcoach/render.hpp"
#include "latest.hpp"
#include "own_prescription.hpp"
#include "version.hpp"

namespace backcoach::cli {

int configured_minutes(const Context& context, std::string_view key) {
  const auto it = context.config().find(key);
  if (it == context.config().end()) return -1;
  return minutes_of(it->second).value_or(-1);
}

int minute_of_day(std::chrono::local_seconds now) {
  const auto day = std::chrono::floor<std::chrono::days>(now);
  return static_cast<int>(
      std::chrono::floor<std::chrono::minutes>(now - day).count());
}

PlanRequest plan_request(const Context& context,
                         std::chrono::year_month_day date, int day) {
  PlanRequest request;
  request.date = date;
  request.day = day;
  request.wake_minutes = configured_minutes(context, "wake");
  request.bed_minutes = configured_minutes(context, "bed");
  if (const auto work = context.config().find("work");
      work != context.config().end()) {
    const std::string_view hours = work->second;
    const std::size_t dash = hours.find('-');
    request.work_from_minutes = minutes_of(hours.substr(0, dash)).value_or(-1);
    request.work_until_minutes =
        dash == std::string_view::npos
            ? -1
            : minutes_of(hours.substr(dash + 1)).value_or(-1);
  }
  return request;
}

Document plan_page(Context& context, const KnowledgeBase& kb,
                   const Answers& answers, const Decision& decision) {
  const auto permission = decision.plan_permission();
  if (!permission) return {};
  PlanRequest request = plan_request(context, context.today(), 1);
  request.made_at_minutes = minute_of_day(context.now());
  const auto prescription = own_prescription(context, kb);
  request.prescription = prescription ? &*prescription : nullptr;
  return page_of(context, kb, build_plan(kb, answers, *permission, request));
}

Plan plan_of_today(Context& context, const KnowledgeBase& kb,
                   const std::vector<DiaryEntry>& diary, const Answers& answers,
                   const SeenInput& seen, const PlanPermission& permission) {
  const auto looked_at = knowledge_seen(kb, seen, answers);
  const KnowledgeBase& rules = looked_at ? *looked_at : kb;
  const std::chrono::sys_days today(context.today());
  const auto first = plan_start(kb.checkin, diary, today).value_or(today);
  PlanRequest request = plan_request(
      context, today, static_cast<int>((today - first).count()) + 1);
  const auto prescription = own_prescription(context, kb);
  request.prescription = prescription ? &*prescription : nullptr;
  const auto course = course_of(rules, diary, first, today, request);
  if (first == today) request.made_at_minutes = minute_of_day(context.now());
  request.course = course ? &*course : nullptr;
  Answers known = answers;
  set_history(kb, diary, today, known);
  return build_plan(rules, known, permission, request);
}

Document plan_page_after(Context& context, const KnowledgeBase& kb,
                         const std::vector<DiaryEntry>& diary,
                         const Answers& answers, const SeenInput& seen,
                         const Decision& decision) {
  const auto permission = decision.plan_permission();
  if (!permission) return {};
  return page_of(context, kb,
                 plan_of_today(context, kb, diary, answers, seen, *permission));
}

Document page_of(Context& context, const KnowledgeBase& kb, const Plan& plan) {
  const Setting setting = context.setting(kb);
  if (context.settings().format != Format::html) {
    Document page = compose_plan(kb, plan, setting);
    // At a terminal what is printed last is what is seen.
    const auto day = std::find_if(page.begin(), page.end(), [](const Block& b) {
      return b.kind == Block::Kind::table;
    });
    if (context.may_prompt() && day != page.end()) {
      std::rotate(day, day + 1, page.end());
    }
    return page;
  }
  Document page = compose_paper(kb, plan, setting);
  const Document cards = compose_cards(kb, plan);
  page.insert(page.end(), cards.begin(), cards.end());
  return page;
}

namespace {

template <class Time>
LocalTime on_the_wall(Time now) {
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const auto minutes =
      std::chrono::floor<std::chrono::minutes>(now - day).count();
  return {std::chrono::year_month_day(day), static_cast<int>(minutes)};
}

std::string sent_path(const Context& context) {
  const std::string folder = context.state_folder();
  return folder.empty() ? folder : folder + "/calendar.txt";
}

/// The events that were handed out and are still to come.
std::vector<SentEvent> read_sent(Context& context) {
  std::vector<SentEvent> out;
  const std::string path = sent_path(context);
  if (path.empty() || !context.files().exists(path)) return out;
  const Checked<std::string> text = context.files().read(path);
  if (!text.value) return out;
  std::istringstream lines(*text.value);
  SentEvent one;
  while (lines >> one.uid >> one.start >> one.sequence) out.push_back(one);
  std::string today = iso_date(context.today());
  std::erase(today, '-');
  std::erase_if(out, [&](const SentEvent& event) {
    return event.start.substr(0, today.size()) < today;
  });
  return out;
}

void keep_sent(Context& context, const std::vector<SentEvent>& events) {
  const std::string path = sent_path(context);
  if (path.empty()) return;
  std::string text;
  for (const SentEvent& one : events) {
    text +=
        one.uid + " " + one.start + " " + std::to_string(one.sequence) + "\n";
  }
  if (text.empty() && !context.files().exists(path)) return;
  const auto issues = context.files().write(path, text);
  if (issues.empty()) return;
  context.report(issues, ExitCode::done);
  context.say("What is in this calendar cannot be withdrawn later.");
}

CalendarOptions calendar_options(const Context& context,
                                 const KnowledgeBase& kb) {
  CalendarOptions options;
  options.made = on_the_wall(context.utc());
  options.here = on_the_wall(context.now());
  options.program_version = kVersion;
  options.watch = fill(kb, context.region(kb), kb.notice("emergency_always"));
  return options;
}

}  // namespace

std::string calendar_of(Context& context, const KnowledgeBase& kb,
                        const std::vector<Plan>& plans) {
  CalendarOptions options = calendar_options(context, kb);
  if (!plans.empty() && plans.front().date > context.today()) {
    options.ahead = kb.plan.ahead.text;
  }
  std::vector<SentEvent> before = read_sent(context);
  for (SentEvent& one : before) options.sequence[one.uid] = ++one.sequence;
  std::vector<SentEvent> now = plan_events(kb, plans, options);
  // What an earlier calendar had of these days and this one has not.
  std::vector<SentEvent> gone;
  for (const SentEvent& one : before) {
    const bool again = std::any_of(
        now.begin(), now.end(),
        [&](const SentEvent& other) { return other.uid == one.uid; });
    const bool same_day =
        std::any_of(now.begin(), now.end(), [&](const SentEvent& other) {
          return other.uid.substr(0, 8) == one.uid.substr(0, 8);
        });
    if (!again && same_day) gone.push_back(one);
  }
  const std::string calendar =
      with_cancelled(plan_calendar(kb, plans, options), gone, options);
  for (const SentEvent& one : before) {
    const bool again = std::any_of(
        now.begin(), now.end(),
        [&](const SentEvent& other) { return other.uid == one.uid; });
    if (!again) now.push_back(one);
  }
  keep_sent(context, now);
  return calendar;
}

std::string withdrawal_of(Context& context, const KnowledgeBase& kb) {
  const CalendarOptions options = calendar_options(context, kb);
  std::vector<SentEvent> before = read_sent(context);
  const std::string calendar = with_cancelled({}, before, options);
  for (SentEvent& one : before) ++one.sequence;
  keep_sent(context, before);
  return calendar;
}

void remove_sent(Context& context) {
  const std::string path = sent_path(context);
  if (!path.empty()) context.files().remove(path);
}

TimerOptions timer_options(const Context& context, const KnowledgeBase& kb,
                           const Plan& plan) {
  TimerOptions options;
  options.here = on_the_wall(context.now());
  options.command = "backcoach next -q --exit-zero";
  const Settings& settings = context.settings();
  if (!settings.home.empty()) {
    // A timer runs in a folder of its own.
    std::error_code ignored;
    const auto home = std::filesystem::absolute(settings.home, ignored);
    options.command +=
        " --home " +
        text::shell_line_word(ignored ? settings.home : home.string());
  }
  if (plan.date > context.today()) options.ahead = kb.plan.ahead.text;
  return options;
}

}  // namespace backcoach::cli
