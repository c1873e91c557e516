#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "backcoach/interview.hpp"
#include "backcoach/issue.hpp"
#include "backcoach/plan.hpp"
#include "backcoach/standing.hpp"
#include "backcoach/triage.hpp"

/// \file
/// Values to text and JSON. Nothing here decides anything.

namespace backcoach {

/// How text is shown. Decided once, from the terminal, flags and environment.
struct Style {
  int width = 80;    ///< columns of the terminal
  bool wrap = true;  ///< false for pipes: one paragraph, one line
  bool color = false;
  bool accessible = false;  ///< append-only, no drawing, spelled-out states
  bool ascii = false;       ///< the terminal does not show UTF-8
};

/// What the same decision needs to be shown to one person on one day.
struct Setting {
  const Region* region = nullptr;  ///< empty: general words, no guess
  std::chrono::year_month_day today{};
  std::string program_version;
  bool knowledge_is_old = false;  ///< past the life its manifest gives
  int now_minutes = -1;           ///< since midnight of `today`; -1 = not known
};

/// A small document: what is said, apart from how it looks.
struct Block {
  enum class Kind {
    title,  ///< the first line: what to do
    heading,
    paragraph,
    bullets,
    quote,  ///< words to say to somebody
    table,  ///< rows of cells; the first row names the columns
    notice  ///< safety words, always visible
  };
  Kind kind = Kind::paragraph;
  std::string text = {};
  std::vector<std::string> items = {};
  std::vector<std::vector<std::string>> rows = {};
  bool urgent = false;
  std::string figure = {};  ///< exercise whose picture belongs here, if any
};
using Document = std::vector<Block>;

/// `document` as lines for a terminal or a pipe; ends in a newline.
[[nodiscard]] std::string render_text(const Document& document,
                                      const Style& style);

/// `document` as Markdown.
[[nodiscard]] std::string render_markdown(const Document& document);

/// Pictures for a page.
struct HtmlOptions {
  /// The picture of an exercise as `<svg>…</svg>`, or empty. It is written as
  /// it is, so it must be trusted.
  std::function<std::string(std::string_view exercise)> figure = {};
};

/// `document` as one HTML page that needs no other file: for a browser, light
/// or dark, and for paper.
[[nodiscard]] std::string render_html(const Document& document,
                                      const HtmlOptions& options = {});

/// Replaces `{emergency_number}`, `{advice_line}`, `{crisis_line}`, … by the
/// verified numbers of the region, else by general words.
[[nodiscard]] std::string fill(const KnowledgeBase& kb, const Region* region,
                               std::string_view text);

/// One answer as JSON writes it: `yes`, `6`, `["mat"]`.
[[nodiscard]] std::string answer_text(const Finding& finding,
                                      const Answer& answer);

/// One answer in words for a person: "not sure", "6 points".
[[nodiscard]] std::string answer_words(const Finding& finding,
                                       const Answer& answer);

/// A digest of answers, knowledge and program; no clock or locale in it.
/// \param seen  groups that were looked at
[[nodiscard]] std::string decision_id(const KnowledgeBase& kb,
                                      const Answers& answers,
                                      std::string_view program_version,
                                      const SeenInput& seen = {});

/// The decision on one screen: headline, first reason, first steps, when to
/// look again. For decisions below an emergency, whose page is one screen.
/// \param steps  how many lines of what to do, the most important first
[[nodiscard]] Document compose_card(const KnowledgeBase& kb,
                                    const Answers& answers,
                                    const Decision& decision,
                                    const Setting& setting, std::size_t steps);

/// Every reason, what to say to a clinician, and what was not sure.
[[nodiscard]] Document compose_why(const KnowledgeBase& kb,
                                   const Answers& answers,
                                   const Decision& decision);

/// The signs to look out for, each group under what to do if one starts.
[[nodiscard]] Document compose_watch_for(const KnowledgeBase& kb,
                                         const Answers& answers,
                                         const Decision& decision,
                                         const Setting& setting);

/// What stands last on every page below an emergency: one sentence of safety,
/// the next command and the headline again, so that the last screen says it.
/// \param next  a command; empty = none
[[nodiscard]] Document compose_closing(const KnowledgeBase& kb,
                                       const Decision& decision,
                                       const Setting& setting,
                                       const std::string& next);

/// The decision as a page for a person.
[[nodiscard]] Document compose_triage(const KnowledgeBase& kb,
                                      const Answers& answers,
                                      const Decision& decision,
                                      const Setting& setting);
/// The same with the plan of the day and the next command before the last
/// lines. An emergency shows neither.
[[nodiscard]] Document compose_triage(
    const KnowledgeBase& kb, const Answers& answers, const Decision& decision,
    const Setting& setting, const Document& day, const std::string& next);

/// The decision as `backcoach/triage/2`.
struct TriageJsonOptions {
  bool trace = false;
  bool ask = true;  ///< beside a decision too, as long as something fits it
  std::string decision_id = {};  ///< of a kept decision; empty = work it out
  SeenInput seen = {};           ///< that the decision took into account
};
/// \param decision  of `now`, or what stands elsewhere has made of it
[[nodiscard]] std::string triage_json(const Assessment& now,
                                      const Decision& decision,
                                      const Setting& setting,
                                      TriageJsonOptions options);
[[nodiscard]] std::string triage_json(const KnowledgeBase& kb,
                                      const Answers& answers,
                                      const Decision& decision,
                                      const Setting& setting,
                                      TriageJsonOptions options);

/// A set of answers as `backcoach/answers/1`.
/// \param all  also write what was not asked, as null.
[[nodiscard]] std::string answers_json(const KnowledgeBase& kb,
                                       const Answers& answers, bool all);

/// What a condition says, in the words of its author, as indented lines.
[[nodiscard]] std::vector<std::string> condition_words(
    const KnowledgeBase& kb, const Condition& condition);

/// ISO 8601, "2026-11-21", and for people, "Saturday 21 November".
[[nodiscard]] std::string iso_date(std::chrono::year_month_day date);
[[nodiscard]] std::string long_date(std::chrono::year_month_day date);

}  // namespace backcoach

/// \file
/// The day plan as a page and as JSON.

namespace backcoach {

/// The plan as a page for a person: the table of the day fits one screen.
[[nodiscard]] Document compose_plan(const KnowledgeBase& kb, const Plan& plan,
                                    const Setting& setting);

/// The day by itself: how much it is in a line, and the table of it.
/// \param from  minutes since midnight: what is over by then is left out; -1 =
///              the whole day
[[nodiscard]] Document compose_day(const KnowledgeBase& kb, const Plan& plan,
                                   int from);

/// The plan for paper: boxes to tick, pain to circle, no clock of today.
[[nodiscard]] Document compose_paper(const KnowledgeBase& kb, const Plan& plan,
                                     const Setting& setting);

/// What stands behind the table on paper: each exercise with its steps. For
/// formats that may be longer than a screen.
[[nodiscard]] Document compose_cards(const KnowledgeBase& kb, const Plan& plan);

/// How much at one go, in a few words: "3 x 8, hold 10 s, each side".
[[nodiscard]] std::string dose_words(const ItemDose& dose);

/// The plan as `backcoach/plan/1`.
/// \param next  a question whose answer would fit the plan better, if any.
[[nodiscard]] std::string plan_json(
    const KnowledgeBase& kb, const Answers& answers, const Plan& plan,
    const Setting& setting, const std::optional<QuestionObject>& next = {});

/// "07:30" from minutes; past midnight it starts again.
[[nodiscard]] std::string clock_time(int minutes);

}  // namespace backcoach

/// \file
/// What stands, as pages and as JSON. No page of it names an exercise or what
/// is private.

namespace backcoach {

/// The decision of the referral that gives the page, or of the first hold.
/// \pre something stands or holds
[[nodiscard]] Decision decision_of(const KnowledgeBase& kb,
                                   const Standing& standing);

/// The page of what stands, or holds.
/// \pre something does
[[nodiscard]] Document compose_standing(const KnowledgeBase& kb,
                                        const Standing& standing,
                                        const Setting& setting);

/// One line: what to do.
[[nodiscard]] std::string standing_headline(const KnowledgeBase& kb,
                                            const Standing& standing,
                                            const Region* region);

/// Why a referral does not hold any more, and what ends it.
/// \return empty when it holds
[[nodiscard]] std::string withdrawn_words(const KnowledgeBase& kb,
                                          const Referral& referral);

/// The same as `backcoach/triage/2`, with `stands` and `holds`.
[[nodiscard]] std::string standing_json(const KnowledgeBase& kb,
                                        const Standing& standing,
                                        const Setting& setting);

/// `json` with `stands` and `holds` in it.
[[nodiscard]] std::string with_standing(const KnowledgeBase& kb,
                                        const std::string& json,
                                        const Standing& standing);

/// Why there is no result: an error of one kind, and what to ask next.
[[nodiscard]] std::string refusal_json(
    const KnowledgeBase& kb, const std::string& code,
    const std::string& message, const std::optional<QuestionObject>& next,
    const Region* region);

/// The question of the first thing that is open.
[[nodiscard]] std::optional<QuestionObject> open_question(
    const KnowledgeBase& kb, const Standing& standing);

/// A `YYYY-MM-DDTHH:MM:SS` of the diary for people.
[[nodiscard]] std::string told_at(const std::string& at);

}  // namespace backcoach
