// A session line by line.
#include <istream>
#include <ostream>

#include "session_frame.hpp"
#include "session_run.hpp"

namespace backcoach::cli {
namespace {

class Lines {
 public:
  Lines(Context& context, const SessionSetup& setup)
      : context_(context),
        setup_(setup),
        session_(setup.session),
        asks_(!context.settings().no_input) {}

  void run() {
    setup_.clock.forget();
    while (!session_.ended() && !stopped_) {
      const SessionView view = session_.view();
      setup_.keep_up();
      begin(view);
      if (session_.ended() || stopped_) return;
      const SessionView begun = session_.view();
      if (begun.card != view.card || begun.number != view.number) continue;
      // Whoever comes back from "something is wrong" has just pressed Enter.
      if (begun.paused) (void)session_.press(SessionKey::pause);
      say({{"Get ready.", SessionCue::Bell::none}});
      setup_.clock.forget();
      follow(view);
    }
  }

 private:
  void print(const std::string& text) {
    context_.io().out << render_text({{Block::Kind::paragraph, text}},
                                     context_.style());
    context_.io().out << std::flush;
  }

  [[nodiscard]] const SessionCard& card(const SessionView& view) const {
    return session_.script().cards[view.card];
  }

  void begin(const SessionView& view) {
    const SessionCard& now = card(view);
    std::string head = "Step " + std::to_string(view.number) + " of " +
                       std::to_string(view.count) + ". " + now.title + ".";
    const std::string dose = dose_line(now.dose);
    if (!dose.empty()) head += " " + dose + ".";
    if (now.dose.per_side) head += " The right side first.";
    context_.io().out << '\n';
    print(head);
    if (const Figure* figure = figure_of(setup_.figures, now.id)) {
      print("Picture: " + figure->sentence);
    }
    if (!now.easier_words.empty()) print("Easier: " + now.easier_words);
    for (const std::string& care : now.care) print("Take care: " + care);
    std::string how = "How:";
    for (const std::string& step : now.steps) how += " " + step;
    print(how);
    if (asks_) ask(view);
  }

  /// Until something is typed that begins, changes or ends this exercise.
  void ask(const SessionView& view) {
    std::string keys = "Press Enter to start. Type n for next";
    if (view.has_easier) keys += ", e for easier";
    if (view.has_swap) keys += ", s to swap";
    keys += ", ! if something is wrong, ? for all keys, q to stop:";
    while (true) {
      print(keys);
      context_.io().out << "> " << std::flush;
      const auto line = read_line();
      if (stopped_) return;
      if (!line) {
        context_.io().out << '\n';
        hear(session_.press(SessionKey::stop));
        return;
      }
      if (line->empty() || obey(*line)) return;
      if (!tells_keys(*line)) print("That is not one of them.");
    }
  }

  std::optional<std::string> read_line() {
    // Waiting here, not in the stream: that would swallow every signal.
    constexpr int kLook = 100;
    while (context_.io().in.rdbuf()->in_avail() <= 0 &&
           !setup_.clock.wait(kLook)) {
      setup_.speaker.go_on();
      if (setup_.signals.ending() != 0) {
        stopped_ = true;
        return std::nullopt;
      }
      if (setup_.signals.take_suspend()) suspend();
    }
    std::string line;
    if (!std::getline(context_.io().in, line)) return std::nullopt;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) {
      line.pop_back();
    }
    return line;
  }

  void suspend() {
    setup_.signals.suspend();
    (void)setup_.signals.take_resumed();
    setup_.clock.forget();
  }

  /// Says what each key does. \return whether that was asked for.
  bool tells_keys(const std::string& line) {
    if (line != "?" && line != "h") return false;
    for (const KeyHelp& one : session_keys(session_.view())) {
      print(one.key + ": " + one.does + ".");
    }
    return true;
  }

  /// \return whether it was a key of a session.
  bool obey(const std::string& line) {
    if (line.size() != 1) return false;
    switch (line[0]) {
      case 'n':
        hear(session_.press(SessionKey::next));
        return true;
      case 'e':
        hear(session_.press(SessionKey::easier));
        return true;
      case 's':
        hear(session_.press(SessionKey::swap));
        return true;
      case '+':
        hear(session_.press(SessionKey::more));
        return true;
      case 'p':
        hear(session_.press(SessionKey::pause));
        return true;
      case '!':
        hear(session_.press(SessionKey::wrong));
        return true;
      case 'q':
        hear(session_.press(SessionKey::stop));
        return true;
      default:
        return false;
    }
  }

  /// Counts until this exercise is over or another takes its place.
  void follow(const SessionView& from) {
    while (!session_.ended()) {
      const SessionView view = session_.view();
      if (view.number != from.number || view.card != from.card) return;
      constexpr int kStep = 50;
      const bool listens = asks_ && context_.io().in_is_terminal;
      const bool typed = wait(listens, kStep);
      if (setup_.signals.ending() != 0) {
        stopped_ = true;
        return;
      }
      if (setup_.signals.take_suspend()) {
        suspend();
        continue;
      }
      const int passed = setup_.clock.passed();
      if (setup_.clock.stood_still() && !view.paused && listens) {
        hear(session_.press(SessionKey::pause));
        print("Type p to go on.");
      }
      hear(session_.tick(passed));
      setup_.speaker.go_on();
      setup_.keep_up();
      if (!typed || session_.ended()) continue;
      const auto line = read_line();
      if (!line) {
        hear(session_.press(SessionKey::stop));
      } else if (line->empty()) {
        hear(session_.press(SessionKey::done));
      } else if (!obey(*line)) {
        if (!tells_keys(*line)) print("Type ? to hear the keys.");
      }
    }
  }

  /// Typed lines count only at a terminal; a pipe would be read all at once.
  bool wait(bool listens, int milliseconds) {
    if (listens) {
      return context_.io().in.rdbuf()->in_avail() > 0 ||
             setup_.clock.wait(milliseconds);
    }
    setup_.clock.rest(milliseconds);
    return false;
  }

  void hear(const std::vector<SessionCue>& cues) { say(cues); }

  void say(const std::vector<SessionCue>& cues) {
    for (const SessionCue& cue : cues) {
      // The next exercise is told as a step, once this one is over.
      if (cue.words.empty() || cue.words.starts_with("Get ready: ")) continue;
      setup_.speaker.say(cue.words);
      // Single numbers are for the ear; a reader would only be held up.
      if (cue.words.size() > 1) print(cue.words);
    }
  }

  Context& context_;
  const SessionSetup& setup_;
  Session& session_;
  bool asks_;
  bool stopped_ = false;
};

}  // namespace

void run_session_lines(Context& context, const SessionSetup& setup) {
  Lines(context, setup).run();
}

}  // namespace backcoach::cli
