#pragma once

#include <functional>

#include "../coach/session.hpp"
#include "../kb/figure.hpp"
#include "../term/raw_screen.hpp"
#include "../term/speaker.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// What both ways of running a session need.
struct SessionSetup {
  Session& session;
  SignalWatch& signals;
  SessionClock& clock;
  Speaker& speaker;
  const Figures& figures;
  FigureStyle style = FigureStyle::none;
  enum class Bell { off, end, all } bell = Bell::end;
  /// Called again and again while it goes on, to keep what was done.
  std::function<void()> keep_up = [] {};
};

/// In the whole terminal, with pictures, until the session ends or a signal
/// does. The terminal is as before when this returns.
void run_session_screen(Context& context, const SessionSetup& setup);

/// Line by line, nothing redrawn: for screen readers, pipes and slow lines.
void run_session_lines(Context& context, const SessionSetup& setup);

}  // namespace backcoach::cli
