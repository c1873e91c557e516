#include "standing.hpp"

#include <algorithm>
#include <array>

#include "latest.hpp"
#include "page_json.hpp"

namespace backcoach::cli {
namespace {

/// Timers and status bars are told nothing at all.
bool is_silent(const Context& context, Refusal refusal) {
  return refusal == Refusal::next_silent ||
         (refusal == Refusal::next && context.settings().quiet);
}

ExitCode refuse_unreadable(Context& context, const KnowledgeBase& kb,
                           Refusal refusal) {
  const std::string words(kb.notice("diary_unreadable"));
  if (!is_silent(context, refusal)) {
    context.complain(words);
    context.complain(
        fill(kb, context.region(kb), kb.notice("emergency_always")));
  }
  if (refusal == Refusal::to_result &&
      context.settings().format == Format::json) {
    return context.write(refusal_json(kb, "diary-unreadable", words,
                                      std::nullopt, context.region(kb)),
                         ExitCode::cannot_read_or_write);
  }
  return ExitCode::cannot_read_or_write;
}

ExitCode refuse_open(Context& context, const KnowledgeBase& kb,
                     const Standing& standing, Refusal refusal) {
  const std::string words(
      kb.notice(standing.last ? "open_first" : "open_no_decision"));
  if (is_silent(context, refusal)) return ExitCode::answers_missing;
  if (refusal == Refusal::to_result &&
      context.settings().format == Format::json) {
    return context.write(
        refusal_json(kb, "question-open", words, open_question(kb, standing),
                     context.region(kb)),
        ExitCode::answers_missing);
  }
  context.complain(words);
  context.complain(fill(kb, context.region(kb), kb.notice("emergency_always")));
  return ExitCode::answers_missing;
}

}  // namespace

Known known(Context& context, const KnowledgeBase& kb, store::Access access) {
  Known out;
  if (context.settings().no_diary) return out;
  auto diary = context.diary(access);
  std::vector<Issue> issues = std::move(diary.issues);
  if (diary.value && *diary.value) {
    auto entries = (*diary.value)->entries();
    issues = std::move(entries.issues);
    if (entries.value) out.entries = std::move(*entries.value);
  }
  out.standing = standing_of(out.entries);
  if (!issues.empty()) {
    out.standing.unreadable = true;
    if (!context.settings().quiet) {
      context.report(issues, ExitCode::cannot_read_or_write);
    }
    return out;
  }
  out.latest = latest_of(kb, out.entries);
  return out;
}

ExitCode standing_code(const Context& context, const Standing& standing) {
  ExitCode code = ExitCode::done;
  if (!standing.referrals.empty() || !standing.holds.empty()) {
    code = context.outcome(standing.urgency());
  }
  if (!standing.open.empty()) code = worse(code, ExitCode::answers_missing);
  if (standing.unreadable) code = worse(code, ExitCode::cannot_read_or_write);
  return code;
}

std::optional<ExitCode> refuse(Context& context, const KnowledgeBase& kb,
                               const Standing& standing, Refusal refusal) {
  if (!standing.forbids()) return std::nullopt;
  if (standing.unreadable) return refuse_unreadable(context, kb, refusal);
  const bool urgent = standing.urgency() >= Urgency::same_day;
  if (!urgent && !standing.open.empty()) {
    return refuse_open(context, kb, standing, refusal);
  }
  const Setting setting = context.setting(kb);
  const ExitCode code = context.outcome(standing.urgency());
  switch (refusal) {
    case Refusal::brief:
      context.complain(standing_headline(kb, standing, setting.region));
      context.complain(fill(kb, setting.region, kb.notice("no_plan")));
      return code;
    case Refusal::next_silent:
      return code;
    case Refusal::next:
      if (context.settings().quiet) return code;
      if (context.settings().format == Format::json) {
        return context.write(
            next_json(nullptr, standing_headline(kb, standing, setting.region)),
            code);
      }
      return context.write(
          standing_headline(kb, standing, setting.region) + "\n", code);
    case Refusal::to_stderr:
      context.complain(compose_standing(kb, standing, setting));
      return code;
    case Refusal::to_result:
      break;
  }
  if (context.settings().format == Format::json) {
    return context.write(standing_json(kb, standing, setting), code);
  }
  if (context.settings().format == Format::ics) {
    context.complain(compose_standing(kb, standing, setting));
    return code;
  }
  return context.write_page(compose_standing(kb, standing, setting), code);
}

std::optional<ExitCode> refuse_exercises(Context& context,
                                         const KnowledgeBase& kb) {
  if (context.settings().no_diary) return std::nullopt;
  const Known all = known(context, kb);
  const bool json = context.settings().format == Format::json;
  return refuse(context, kb, all.standing,
                json ? Refusal::to_result : Refusal::brief);
}

ExitCode worse(ExitCode a, ExitCode b) {
  constexpr std::array kOrder = {ExitCode::done,
                                 ExitCode::no_plan,
                                 ExitCode::routine_or_soon,
                                 ExitCode::answers_missing,
                                 ExitCode::cannot_read_or_write,
                                 ExitCode::bad_input,
                                 ExitCode::usage,
                                 ExitCode::our_fault,
                                 ExitCode::same_day,
                                 ExitCode::emergency};
  const auto place = [&](ExitCode code) {
    return std::find(kOrder.begin(), kOrder.end(), code) - kOrder.begin();
  };
  return place(a) < place(b) ? b : a;
}

}  // namespace backcoach::cli
