#pragma once

#include <termios.h>

#include <iosfwd>
#include <string>
#include <vector>

namespace backcoach::cli {

/// Notes signals while it lives, so that a session can put the terminal back
/// and keep what was done. Only one at a time.
class SignalWatch {
 public:
  SignalWatch();
  ~SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

  /// A signal that asks to end; 0 = none.
  [[nodiscard]] int ending() const;
  /// Each is told once.
  [[nodiscard]] bool take_suspend();
  [[nodiscard]] bool take_resumed();
  [[nodiscard]] bool take_resized();
  /// Stops this process as the shell expects; returns when it goes on.
  void suspend();
};

/// Ends the program by `signal`, as if it had never been noted. A shell loop
/// stops then, too.
[[noreturn]] void end_by(int signal);

/// The whole terminal: keys come one by one, the lines before come back. Its
/// end puts everything back, on every way out.
class RawScreen {
 public:
  explicit RawScreen(std::ostream& out);
  ~RawScreen();
  RawScreen(const RawScreen&) = delete;
  RawScreen& operator=(const RawScreen&) = delete;

  void enter();
  void leave();
  /// Shows `lines`; only those that are not there yet are written.
  void show(const std::vector<std::string>& lines);
  /// The next `show` writes everything.
  void forget();
  void ring();

  struct Size {
    int columns = 80;
    int rows = 24;
  };
  [[nodiscard]] static Size size();

 private:
  std::ostream& out_;
  termios before_{};
  bool known_ = false;
  bool inside_ = false;
  std::vector<std::string> shown_;
};

/// A clock that only goes forward, and the keyboard.
class SessionClock {
 public:
  explicit SessionClock(double speed) : speed_(speed) {}
  virtual ~SessionClock() = default;
  /// Milliseconds of the session since the last call. Longer than a few real
  /// seconds, nobody was there: the program was stopped, or a debugger held it.
  /// That time does not count, and `stood_still` says so.
  [[nodiscard]] virtual int passed();
  /// Whether time stood still before the last `passed`.
  [[nodiscard]] virtual bool stood_still() const { return stood_; }
  /// Waits for input on stdin for at most `milliseconds` of real time.
  [[nodiscard]] virtual bool wait(int milliseconds);
  /// The same without listening.
  virtual void rest(int milliseconds);
  /// Time until now does not count: somebody was asked, or it stood still.
  virtual void forget();

 private:
  double speed_;
  long long last_ = -1;
  bool stood_ = false;
  double rest_ = 0;
};

}  // namespace backcoach::cli
