#pragma once

#include "../coach/checkin_decision.hpp"
#include "backcoach/plan.hpp"
#include "context.hpp"
#include "latest.hpp"
#include "sitting.hpp"

namespace backcoach::cli {

/// A check-in that can begin.
struct CheckinBegun {
  CheckinStart start;
  Answers given;        ///< by file and flags
  bool asking = false;  ///< somebody is there to be asked
};

/// What `checkin` and `flare` have in common: the answers that came by file and
/// flags, and where they start. With nobody to ask, every required answer of
/// `steps` has to be there: without danger signs and pain nothing is decided.
/// \return the exit code, after saying why, when it cannot begin.
[[nodiscard]] std::variant<CheckinBegun, ExitCode> begin_checkin(
    const Arguments& arguments, Context& context, const KnowledgeBase& kb,
    std::chrono::year_month_day date, const std::vector<CheckinStep>& steps);

/// Decides again, with what the diary knows once this check-in, made now, is in
/// it.
[[nodiscard]] CheckinResult evaluate_checkin(const Context& context,
                                             const KnowledgeBase& kb,
                                             const CheckinStart& start,
                                             const Answers& now, bool asking,
                                             const std::string& note);

/// Keeps the check-in and, where it is about today or worse than before, the
/// decision. \return what went wrong; the id of the entry is filled in.
[[nodiscard]] std::vector<Issue> keep_checkin(Context& context,
                                              const KnowledgeBase& kb,
                                              const CheckinStart& start,
                                              CheckinResult& result,
                                              Sitting& sitting);

/// What a check-in decided, ended and left open, as an entry; empty where it
/// did none of it.
[[nodiscard]] std::optional<DiaryEntry> decision_entry(
    const Context& context, const KnowledgeBase& kb, const CheckinStart& start,
    const CheckinResult& result, Origin origin);

/// The check-in as `backcoach/checkin/1`.
[[nodiscard]] std::string checkin_json(const Context& context,
                                       const KnowledgeBase& kb,
                                       const CheckinStart& start,
                                       const CheckinResult& result,
                                       const Standing& standing);

/// The check-in as a page. \param standing  with it in the diary
/// \param plan  of today; empty where there is none
[[nodiscard]] Document checkin_page(const Context& context,
                                    const KnowledgeBase& kb,
                                    const CheckinStart& start,
                                    const CheckinResult& result,
                                    const Standing& standing,
                                    const std::optional<Plan>& plan);

/// How a check-in at a terminal ended.
enum class CheckinEnd { finished, stopped, end_of_input };

/// Asks the steps of a check-in, danger signs first. After a sign, its
/// follow-ups come at once; with urgent help needed nothing more is asked.
/// A draft is saved after every answer.
/// \param more  also what is asked only of those who want to say more
[[nodiscard]] CheckinEnd ask_checkin(Context& context, const KnowledgeBase& kb,
                                     const CheckinStart& start,
                                     const std::vector<CheckinStep>& steps,
                                     Answers& now, Sitting& sitting,
                                     bool more = false);

void remove_checkin_draft(Context& context);

/// The day of --date: today, yesterday or 2026-11-20; not in the future.
[[nodiscard]] std::optional<std::chrono::year_month_day> read_checkin_date(
    const Arguments& arguments, Context& context);

}  // namespace backcoach::cli
