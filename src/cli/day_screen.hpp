#pragma once

#include <optional>
#include <string>

#include "../coach/traffic_light.hpp"
#include "backcoach/plan.hpp"
#include "context.hpp"
#include "standing.hpp"

namespace backcoach::cli {

/// The day of somebody who may have a plan, as the screens of it need it.
struct Today {
  const Answers* answers = nullptr;
  const Decision* decision = nullptr;
  std::optional<Plan> plan;      ///< empty: none for today
  std::string headline;          ///< the same on every page of this day
  std::vector<DiaryEntry> made;  ///< entries of the diary
};

/// What a day is called in a line: how it went where that was not good, else
/// what its stage says.
/// \param light  of yesterday's walks and exercises
[[nodiscard]] std::string day_headline(const KnowledgeBase& kb,
                                       const Region* region,
                                       const Decision& decision,
                                       std::optional<Light> light);

/// The exercises that a session would guide now.
struct NextSession {
  int exercises = 0;
  int minutes = 0;
  int at = 0;        ///< minutes since midnight of the plan's date
  bool due = false;  ///< now, and not done yet
};

/// \param minute  of the day. \return empty when none of today's is left
[[nodiscard]] std::optional<NextSession> next_session(
    const Plan& plan, const std::vector<DiaryEntry>& entries, int minute);

/// What stands last on the pages of a day: safety, the next command, headline.
/// \param next  a command; empty = none
[[nodiscard]] Document day_closing(const Context& context,
                                   const KnowledgeBase& kb,
                                   const std::string& headline,
                                   const std::string& next);

/// What a day goes on with.
enum class DayStep { close, session, checkin, flare, more, triage };

/// One key each for what is next. Those that only show something are answered
/// here, until one goes on or the person closes.
/// \param more  whether there is more to be asked of them today
[[nodiscard]] DayStep ask_day(Context& context, const KnowledgeBase& kb,
                              const Today& today, bool more);

/// Goes on with a step that is a command of its own.
[[nodiscard]] ExitCode go_on(Context& context, DayStep step);

}  // namespace backcoach::cli
