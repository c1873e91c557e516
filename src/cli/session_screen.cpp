// A session in the whole terminal.
#include <unistd.h>

#include <array>
#include <optional>

#include "session_frame.hpp"
#include "session_run.hpp"

namespace backcoach::cli {
namespace {

std::optional<SessionKey> key_of(char c) {
  switch (c) {
    case ' ':
    case 'p':
      return SessionKey::pause;
    case 'n':
      return SessionKey::next;
    case 's':
      return SessionKey::swap;
    case 'e':
      return SessionKey::easier;
    case '+':
    case '=':
      return SessionKey::more;
    case '\n':
    case '\r':
      return SessionKey::done;
    case '!':
      return SessionKey::wrong;
    case 'q':
      return SessionKey::stop;
    default:
      return std::nullopt;
  }
}

class Screen {
 public:
  Screen(Context& context, const SessionSetup& setup)
      : context_(context), setup_(setup), raw_(context.io().out) {}

  void run() {
    setup_.keep_up();
    setup_.clock.forget();
    draw();
    while (!setup_.session.ended()) {
      constexpr int kFrame = 100;
      const bool typed = setup_.clock.wait(kFrame);
      if (setup_.signals.ending() != 0) return;
      if (!signals()) {
        const int passed = setup_.clock.passed();
        if (setup_.clock.stood_still()) {
          pause();
          raw_.forget();
        }
        hear(setup_.session.tick(passed));
        if (typed && !keys()) return;
      }
      setup_.speaker.go_on();
      // First: what is on the screen as done may not be lost.
      setup_.keep_up();
      draw();
    }
  }

 private:
  /// \return whether time has stood still.
  bool signals() {
    bool stood = false;
    if (setup_.signals.take_suspend()) {
      pause();
      raw_.leave();
      setup_.signals.suspend();
      stood = true;
    }
    if (setup_.signals.take_resumed() || stood) {
      if (!stood) pause();
      raw_.leave();
      raw_.enter();
      setup_.clock.forget();
      stood = true;
    }
    if (setup_.signals.take_resized()) raw_.forget();
    return stood;
  }

  void pause() {
    if (!setup_.session.view().paused) {
      hear(setup_.session.press(SessionKey::pause));
    }
  }

  /// \return false when there is no keyboard any more.
  bool keys() {
    std::array<char, 64> typed{};
    const ssize_t count = read(STDIN_FILENO, typed.data(), typed.size());
    // Readable and empty: the terminal is gone, or Ctrl-D.
    if (count <= 0) {
      if (count == 0) setup_.session.press(SessionKey::stop);
      return count == 0;
    }
    for (ssize_t i = 0; i < count; ++i) {
      const char c = typed[static_cast<std::size_t>(i)];
      constexpr char kEscape = '\x1b';
      constexpr char kEndOfInput = '\x04';
      if (c == kEscape) return true;  // arrows and the like mean nothing here
      note_.clear();
      if (help_) {
        help_ = false;
        // What stops is never only a way back.
        if (c != '!' && c != 'q' && c != kEndOfInput) continue;
      }
      if (c == kEndOfInput) {
        hear(setup_.session.press(SessionKey::stop));
      } else if (const auto key = key_of(c)) {
        hear(setup_.session.press(*key));
      } else if (c == '?' || c == 'h') {
        pause();
        help_ = true;
      } else {
        note_ = "That key does nothing here. ? shows the keys.";
      }
    }
    return true;
  }

  void hear(const std::vector<SessionCue>& cues) {
    using Bell = SessionSetup::Bell;
    for (const SessionCue& cue : cues) {
      setup_.speaker.say(cue.words);
      const bool rings =
          (cue.bell == SessionCue::Bell::end && setup_.bell != Bell::off) ||
          (cue.bell == SessionCue::Bell::start && setup_.bell == Bell::all);
      if (rings) raw_.ring();
    }
  }

  void draw() {
    if (setup_.session.ended()) return;
    const RawScreen::Size size = RawScreen::size();
    raw_.show(session_frame({&setup_.session, &setup_.figures, setup_.style,
                             context_.style(), size.columns, size.rows, note_,
                             help_}));
  }

  Context& context_;
  const SessionSetup& setup_;
  RawScreen raw_;
  std::string note_;   ///< until the next key
  bool help_ = false;  ///< the keys are shown
};

}  // namespace

void run_session_screen(Context& context, const SessionSetup& setup) {
  Screen(context, setup).run();
}

}  // namespace backcoach::cli
