#include "letter_export.hpp"

#include "../kb/diary_answers.hpp"
#include "../show/render_diary.hpp"
#include "../show/render_fhir.hpp"
#include "../term/time.hpp"
#include "answers_input.hpp"
#include "standing.hpp"

namespace backcoach::cli {

std::variant<Told, ExitCode> read_told(const Arguments& arguments,
                                       Context& context,
                                       const KnowledgeBase& kb) {
  if (arguments.has("answers") || arguments.has("set")) {
    Checked<Answers> given = read_answers_input(arguments, context, kb);
    if (!given.value) {
      return context.report(given.issues, input_failure(given.issues));
    }
    Told told{std::move(*given.value), {}, context.today(), {}, false};
    told.decision = triage(kb, told.answers);
    return told;
  }
  Known all = known(context, kb);
  if (all.standing.unreadable) return ExitCode::cannot_read_or_write;
  // What stands is what the reader has to know, whatever was told after it.
  const Referral* referral = all.standing.page();
  if (referral || !all.standing.holds.empty()) {
    const TriageRecord& record =
        referral ? *referral->record : *all.standing.holds.front().record;
    const std::string& since =
        referral ? referral->since : all.standing.holds.front().since;
    const auto date = text::parse_date(since.substr(0, since.find('T')));
    return Told{answers_from(kb, record.answers), decision_of(kb, all.standing),
                date.value_or(context.today()), std::move(all.entries),
                all.standing.has_private()};
  }
  if (!all.latest) {
    context.say("There is no decision yet. Start with: backcoach triage");
    return ExitCode::no_plan;
  }
  const auto made_on = all.latest->made_on();
  return Told{std::move(all.latest->answers),
              under(all.standing, std::move(all.latest->decision)), made_on,
              std::move(all.entries), false};
}

namespace {

LetterSource source_of(const Context& context, const KnowledgeBase& kb,
                       const Told& told, int weeks) {
  LetterSource source{
      &told.answers,      &told.decision, told.decided_on, told.diary, {},
      told.private_reason};
  source.trends = trends(kb.checkin, source.diary,
                         std::chrono::sys_days(context.today()), weeks);
  return source;
}

void say_what_is_hidden(Context& context, const KnowledgeBase& kb,
                        const LetterSource& source, LetterOptions options) {
  if (source.private_reason) {
    context.say(
        "A private answer is left out: it was not kept. To put it in: "
        "--private --answers FILE");
  } else if (!options.with_private && letter_hides(kb, source)) {
    context.say("A private answer is left out. To put it in: --private");
  }
}

}  // namespace

ExitCode export_questionnaire(const Arguments& /*arguments*/, Context& context,
                              const KnowledgeBase& kb) {
  return context.write(fhir_questionnaire(kb, context.setting(kb)),
                       ExitCode::done);
}

ExitCode export_fhir(const Arguments& arguments, Context& context,
                     const KnowledgeBase& kb) {
  auto read = read_told(arguments, context, kb);
  if (const auto* code = std::get_if<ExitCode>(&read)) return *code;
  const Told& told = std::get<Told>(read);
  constexpr int kWeeks = 520;  // all that progress takes, too
  const LetterSource source = source_of(context, kb, told, kWeeks);
  const LetterOptions options{arguments.has("private")};
  say_what_is_hidden(context, kb, source, options);
  return context.write(fhir_bundle(kb, source, context.setting(kb), options),
                       ExitCode::done);
}

ExitCode export_letter(const Arguments& arguments, Context& context,
                       const KnowledgeBase& kb) {
  auto read = read_told(arguments, context, kb);
  if (const auto* code = std::get_if<ExitCode>(&read)) return *code;
  const Told& told = std::get<Told>(read);
  if (told.decision.status == Status::needs_answers) {
    context.complain("error: there is no decision yet: answers are missing");
    return ExitCode::answers_missing;
  }
  constexpr int kWeeks = 4;
  const LetterSource source = source_of(context, kb, told, kWeeks);
  const LetterOptions options{arguments.has("private")};
  const Document page =
      compose_letter(kb, source, context.setting(kb), options);
  say_what_is_hidden(context, kb, source, options);
  switch (context.settings().format) {
    case Format::html:
      return context.write(render_html(page, {[&](std::string_view id) {
                                         return id == kLetterPlot
                                                    ? trends_svg(source.trends)
                                                    : std::string();
                                       }}),
                           ExitCode::done);
    case Format::markdown:
      return context.write(render_markdown(page), ExitCode::done);
    case Format::text:
    case Format::json:
    case Format::ics:
      break;
  }
  constexpr int kPlotColumns = 40;
  const std::string plot = context.settings().accessible
                               ? std::string()
                               : trends_plot(source.trends, kPlotColumns);
  return context.write(
      render_text(page, context.style()) + (plot.empty() ? "" : "\n" + plot),
      ExitCode::done);
}

}  // namespace backcoach::cli
