#include "day_plan.hpp"

#include "../base/number.hpp"
#include "../base/replace.hpp"
#include "../coach/diary_course.hpp"
#include "../coach/letting_go.hpp"
#include "../kb/answer_words.hpp"
#include "../term/time.hpp"
#include "ahead_output.hpp"
#include "answers_input.hpp"
#include "latest.hpp"
#include "own_prescription.hpp"
#include "plan_output.hpp"
#include "recent.hpp"

namespace backcoach::cli {
namespace {

constexpr int kMinutesPerHour = 60;
constexpr int kMinutesPerDay = 24 * kMinutesPerHour;

/// Minutes since midnight of `07:30` or `7:30`.
std::optional<int> clock_minutes(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.size() != colon + 3 ||
      colon > 2) {
    return std::nullopt;
  }
  const auto hours = text::whole_number(text.substr(0, colon));
  const auto minutes = text::whole_number(text.substr(colon + 1));
  if (!hours || !minutes || *hours < 0 || *minutes < 0 ||
      *minutes >= kMinutesPerHour) {
    return std::nullopt;
  }
  const int at = *hours * kMinutesPerHour + *minutes;
  return at < kMinutesPerDay ? std::optional(at) : std::nullopt;
}

std::string no_day(const std::string& text) {
  return "--date \"" + text +
         "\" is not a day. Write, for example, today, tomorrow or "
         "2026-11-22.";
}

/// Whether the flags can be read at all, whatever the plan.
bool well_formed(const Arguments& arguments, Context& context,
                 const KnowledgeBase& kb) {
  const std::string date =
      arguments.has("date") ? arguments.value("date") : "today";
  const bool is_day = parse_day(date, context.today()).has_value();
  if (!is_day) context.complain("error: " + no_day(date));
  return read_days(arguments, context, kb) && is_day;
}

/// Reads the flags about the day; every problem of them is said at once.
class DayReader {
 public:
  DayReader(const Arguments& arguments, Context& context,
            const KnowledgeBase& kb, const PlanBasis& basis)
      : arguments_(arguments),
        context_(context),
        furthest_(kb.plan.ahead.days_at_most),
        first_(basis.first_day),
        from_(basis.decided_on) {}

  std::optional<PlanRequest> read() {
    request_ = plan_request(context_, context_.today(), 1);
    read_date();
    read_minutes();
    read_clock("wake", request_.wake_minutes);
    read_clock("bed", request_.bed_minutes);
    if (request_.wake_minutes >= 0 &&
        request_.wake_minutes == request_.bed_minutes) {
      fail("--wake and --bed are the same time. A day needs hours to be up.");
    }
    return ok_ ? std::optional(request_) : std::nullopt;
  }

 private:
  void fail(const std::string& message) {
    context_.complain("error: " + message);
    ok_ = false;
  }

  void read_date() {
    std::optional<std::chrono::sys_days> date;
    if (arguments_.has("date")) {
      const std::string text = arguments_.value("date");
      const auto read = parse_day(text, context_.today());
      if (!read) {
        return fail(no_day(text));
      }
      date = std::chrono::sys_days(*read);
    }
    if (arguments_.has("day")) {
      const auto number = text::whole_number(arguments_.value("day"));
      const auto most = (from_ - first_).count() + furthest_;
      if (!number || *number < 1 || *number > most) {
        return fail("--day takes a number from 1 to " + std::to_string(most) +
                    ".");
      }
      const auto day = first_ + std::chrono::days(*number - 1);
      if (date && *date != day) {
        return fail("--date and --day name different days. Give one of them.");
      }
      date = day;
    }
    set_date(date.value_or(std::chrono::sys_days(context_.today())));
  }

  void set_date(std::chrono::sys_days date) {
    const auto after = (date - from_).count();
    if (after < 0 || after >= furthest_) {
      const std::string from = iso_date(std::chrono::year_month_day(from_));
      return fail("plans are for the day of the last safety check (" + from +
                  ") and the " + std::to_string(furthest_ - 1) +
                  " days after it.");
    }
    request_.date = date;
    request_.day = static_cast<int>((date - first_).count()) + 1;
  }

  void read_minutes() {
    if (!arguments_.has("minutes")) return;
    const auto number = text::whole_number(arguments_.value("minutes"));
    if (!number || *number < 0 || *number > kMinutesPerDay) {
      return fail("--minutes takes a number from 0 to 1440.");
    }
    request_.minutes_available = *number;
  }

  void read_clock(const char* flag, int& into) {
    if (!arguments_.has(flag)) return;
    const std::string text = arguments_.value(flag);
    const auto minutes = clock_minutes(text);
    if (minutes) {
      into = *minutes;
    } else {
      fail("--" + std::string(flag) + " \"" + text +
           "\" is not a time. Write, for example, 06:30.");
    }
  }

  const Arguments& arguments_;
  Context& context_;
  int furthest_;
  std::chrono::sys_days first_;
  std::chrono::sys_days from_;
  PlanRequest request_;
  bool ok_ = true;
};

/// Says why there is no plan, without naming any exercise.
ExitCode refuse(Context& context, const KnowledgeBase& kb,
                const PlanBasis& basis, Refusal refusal) {
  const Setting setting = context.setting(kb);
  ExitCode code = context.outcome(basis.decision.urgency);
  if (basis.decision.urgency == Urgency::self_care) code = ExitCode::no_plan;
  const Format format = context.settings().format;
  if (refusal == Refusal::next_silent) return code;
  if (refusal == Refusal::next || refusal == Refusal::brief) {
    context.say(fill(kb, setting.region, kb.notice("no_plan")));
    return code;
  }
  const bool no_result = refusal == Refusal::to_stderr || format == Format::ics;
  if (format == Format::json && !no_result) {
    return context.write(
        triage_json(kb, basis.answers, basis.decision, setting,
                    {.trace = false, .decision_id = {}, .seen = basis.seen}),
        code);
  }
  const Document page =
      compose_triage(kb, basis.answers, basis.decision, setting);
  if (no_result) {
    context.complain(page);
    return code;
  }
  return context.write_page(page, code);
}

/// What stands in the way, with the calendar that takes earlier ones back.
std::optional<ExitCode> refuse_standing(Context& context,
                                        const KnowledgeBase& kb,
                                        const Standing& standing,
                                        Refusal refusal) {
  const auto code = cli::refuse(context, kb, standing, refusal);
  if (code && context.settings().format == Format::ics) {
    const std::string calendar = withdrawal_of(context, kb);
    if (!calendar.empty()) return context.write(calendar, *code);
  }
  return code;
}

/// There is no current plan, and why.
ExitCode no_plan(Context& context, const KnowledgeBase& kb, Refusal refusal,
                 const std::string& code, const std::string& words,
                 const std::string& hint) {
  context.say(words);
  if (!hint.empty()) context.say(hint);
  if (refusal == Refusal::to_result &&
      context.settings().format == Format::json) {
    return context.write(refusal_json(kb, code, words, std::nullopt, nullptr),
                         ExitCode::no_plan);
  }
  return ExitCode::no_plan;
}

std::variant<DayPlan, ExitCode> plan_of(const Arguments& arguments,
                                        Context& context,
                                        const KnowledgeBase& kb,
                                        const PlanBasis& basis,
                                        const std::optional<Prescription>& own,
                                        Refusal refusal) {
  const auto permission = basis.decision.plan_permission();
  if (!permission) return refuse(context, kb, basis, refusal);
  const auto asked = DayReader(arguments, context, kb, basis).read();
  const auto lights = read_lights(arguments, context);
  const auto count = read_days(arguments, context, kb);
  if (!asked || !lights || !count) return ExitCode::usage;
  const bool several = *count > 0;
  PlanRequest first = *asked;
  first.prescription = own ? &*own : nullptr;
  // A later day follows from the days before it.
  const auto to_go = (std::chrono::sys_days(asked->date) -
                      std::chrono::sys_days(basis.decided_on))
                         .count();
  first.date = basis.decided_on;
  first.day = asked->day - static_cast<int>(to_go);
  first.course = basis.course ? &*basis.course : nullptr;
  // What a plan begins with on its first day depends on when it was made.
  if (basis.first_day == basis.decided_on) {
    first.made_at_minutes = basis.made_at_minutes;
  }
  const auto looked_at = knowledge_seen(kb, basis.seen, basis.answers);
  const KnowledgeBase& rules = looked_at ? *looked_at : kb;
  DayPlan made{look_ahead(rules, basis.answers, basis.decision, first,
                          several ? *count : static_cast<int>(to_go) + 1,
                          *lights, basis.diary),
               several};
  if (several) return made;
  if (to_go > 0) context.say(kb.plan.ahead.text);
  const AheadDay& last = made.days.back();
  if (last.plan) return made;
  context.say("If the days go this way, there is no plan for that day.");
  return refuse(
      context, kb,
      {last.answers, last.decision, basis.first_day, basis.decided_on, {}, {}},
      refusal);
}

std::variant<DayPlan, ExitCode> from_answers(const Arguments& arguments,
                                             Context& context,
                                             const KnowledgeBase& kb,
                                             Refusal refusal) {
  Checked<AnswersFile> given = read_triage_input(arguments, context, kb);
  if (!given.value) {
    return context.report(given.issues, input_failure(given.issues));
  }
  // What is told to somebody with a diary does not go around it.
  if (!context.settings().no_diary) {
    const Known all = known(context, kb);
    if (auto code = refuse_standing(context, kb, all.standing, refusal)) {
      return *code;
    }
  }
  PlanBasis basis{with_told_exercise(kb, given.value->answers),
                  {},
                  context.today(),
                  context.today(),
                  {},
                  {},
                  minute_of_day(context.now()),
                  std::move(given.value->seen)};
  basis.decision = triage(kb, basis.answers, basis.seen);
  if (basis.decision.status == Status::needs_answers) {
    context.complain("There is no plan while answers are missing: " +
                     ids_of(kb, basis.decision.missing));
    if (context.settings().format == Format::json &&
        refusal == Refusal::to_result) {
      return context.write(
          triage_json(kb, basis.answers, basis.decision, context.setting(kb),
                      {.trace = false, .decision_id = {}, .seen = basis.seen}),
          ExitCode::answers_missing);
    }
    return ExitCode::answers_missing;
  }
  // Read once: its problems are said once.
  std::optional<Prescription> own;
  if (basis.decision.plan_permission()) own = own_prescription(context, kb);
  return plan_of(arguments, context, kb, basis, own, refusal);
}

}  // namespace

std::string between_checkins(const KnowledgeBase& kb, const Latest& latest,
                             std::chrono::year_month_day today) {
  const auto next = next_checkin_after(kb, latest.made_on());
  const bool soon = std::chrono::sys_days(today) < std::chrono::sys_days(next);
  if (!soon || latest.imported || latest.other_rules ||
      !latest.decision.plan_permission() || !is_let_go(kb, latest.answers)) {
    return {};
  }
  return text::replaced(kb.plan.letting_go.between, "{date}", long_date(next));
}

std::variant<DayPlan, ExitCode> make_day_plan(const Arguments& arguments,
                                              Context& context,
                                              const KnowledgeBase& kb,
                                              Refusal refusal) {
  if (arguments.has("answers") || arguments.has("set")) {
    return from_answers(arguments, context, kb, refusal);
  }
  const bool for_prompt =
      refusal == Refusal::next || refusal == Refusal::next_silent;
  const Known all =
      known_lately(context, kb, std::nullopt,
                   for_prompt ? store::Access::read_now : store::Access::read);
  if (auto code = refuse_standing(context, kb, all.standing, refusal)) {
    return *code;
  }
  if (!well_formed(arguments, context, kb)) return ExitCode::usage;
  const auto& latest = all.latest;
  if (!latest && context.diary_path().empty() && !context.settings().no_diary) {
    // Nobody knows whether there was one.
    Standing unknown;
    unknown.unreadable = true;
    if (!context.settings().quiet) {
      context.complain("error: there is no home folder; use --home DIR");
    }
    if (auto code = refuse_standing(context, kb, unknown, refusal)) {
      return *code;
    }
  }
  if (!latest) {
    return no_plan(context, kb, refusal, "no-plan",
                   "There is no plan yet. Start with: backcoach triage", {});
  }
  if (latest->other_rules) {
    return no_plan(context, kb, refusal, "other-rules",
                   std::string(kb.notice("other_rules")), {});
  }
  const bool allowed =
      plan_permission(latest->decision, all.standing).has_value();
  // A day that cannot be seen today cannot be looked ahead to either.
  if (!allowed || plan_is_over(*latest, context.today())) {
    const std::string between =
        allowed ? between_checkins(kb, *latest, context.today()) : "";
    return no_plan(
        context, kb, refusal, "plan-expired",
        between.empty() ? std::string(kb.notice("plan_expired")) : between,
        between.empty() ? "Start with: backcoach checkin"
                        : "To see today's plan: backcoach checkin");
  }
  const std::chrono::year_month_day made = latest->made_on();
  PlanBasis basis{latest->answers,
                  latest->decision,
                  latest->plan_start,
                  made,
                  {},
                  {},
                  minute_of_day(latest->at),
                  latest->seen};
  std::optional<Prescription> own;
  if (basis.decision.plan_permission()) {
    own = own_prescription(context, kb);
    PlanRequest usual = plan_request(context, made, 1);
    usual.prescription = own ? &*own : nullptr;
    const auto looked_at = knowledge_seen(kb, latest->seen, latest->answers);
    basis.course = course_of(looked_at ? *looked_at : kb, all.entries,
                             basis.first_day, made, usual);
    for (const DiaryEntry& entry : all.entries) {
      if (entry.date <= iso_date(made)) basis.diary.push_back(entry);
    }
  }
  return plan_of(arguments, context, kb, basis, own, refusal);
}

}  // namespace backcoach::cli
