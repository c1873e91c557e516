#pragma once

#include "context.hpp"
#include "session_run.hpp"

namespace backcoach::cli {

/// How the steps of a test are shown.
struct StepWay {
  FigureStyle style = FigureStyle::none;
  SessionSetup::Bell bell = SessionSetup::Bell::end;
  double speed = 1;
  std::string say;
};

/// The name of the test where a session takes the name of an exercise.
inline constexpr std::string_view kDirectionTest = "direction_test";

/// `session direction_test`: leads through one test at a terminal; elsewhere
/// takes its answers from --set and asks nothing. Keeps what comes of it in the
/// diary, and decides again as a check-in does.
[[nodiscard]] ExitCode run_direction_test(const Arguments& arguments,
                                          Context& context,
                                          const KnowledgeBase& kb,
                                          const StepWay& way);

}  // namespace backcoach::cli
