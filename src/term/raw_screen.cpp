#include "raw_screen.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <ostream>

namespace backcoach::cli {
namespace {

// Signal handlers can reach nothing but these.
volatile std::sig_atomic_t g_ending = 0;
volatile std::sig_atomic_t g_suspend = 0;
volatile std::sig_atomic_t g_resumed = 0;
volatile std::sig_atomic_t g_resized = 0;

constexpr std::array kWatched = {SIGINT,  SIGTERM, SIGHUP,  SIGQUIT,
                                 SIGTSTP, SIGCONT, SIGWINCH};
std::array<struct sigaction, kWatched.size()> g_before{};

extern "C" void note_signal(int signal) {
  switch (signal) {
    case SIGTSTP:
      g_suspend = 1;
      break;
    case SIGCONT:
      g_resumed = 1;
      break;
    case SIGWINCH:
      g_resized = 1;
      break;
    default:
      g_ending = signal;
  }
}

bool take(volatile std::sig_atomic_t& flag) {
  if (flag == 0) return false;
  flag = 0;
  return true;
}

void watch(int signal, struct sigaction* before) {
  struct sigaction action {};
  action.sa_handler = note_signal;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, before);
}

}  // namespace

SignalWatch::SignalWatch() {
  g_ending = 0;
  g_suspend = 0;
  g_resumed = 0;
  g_resized = 0;
  for (std::size_t i = 0; i < kWatched.size(); ++i) {
    watch(kWatched[i], &g_before[i]);
  }
}

SignalWatch::~SignalWatch() {
  for (std::size_t i = 0; i < kWatched.size(); ++i) {
    sigaction(kWatched[i], &g_before[i], nullptr);
  }
}

int SignalWatch::ending() const { return g_ending; }
bool SignalWatch::take_suspend() { return take(g_suspend); }
bool SignalWatch::take_resumed() { return take(g_resumed); }
bool SignalWatch::take_resized() { return take(g_resized); }

void SignalWatch::suspend() {
  std::signal(SIGTSTP, SIG_DFL);
  std::raise(SIGTSTP);
  watch(SIGTSTP, nullptr);
}

void end_by(int signal) {
  std::signal(signal, SIG_DFL);
  std::raise(signal);
  constexpr int kSignalled = 128;
  _exit(kSignalled + signal);
}

RawScreen::RawScreen(std::ostream& out) : out_(out) {
  known_ = tcgetattr(STDIN_FILENO, &before_) == 0;
  enter();
}

RawScreen::~RawScreen() { leave(); }

void RawScreen::enter() {
  if (inside_ || !known_) return;
  termios raw = before_;
  raw.c_lflag &= static_cast<tcflag_t>(~(ICANON | ECHO));
  raw.c_cc[VMIN] = 0;
  raw.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSANOW, &raw);
  out_ << "\x1b[?1049h\x1b[?25l\x1b[2J" << std::flush;
  inside_ = true;
  forget();
}

void RawScreen::leave() {
  if (!inside_) return;
  out_ << "\x1b[0m\x1b[?25h\x1b[?1049l" << std::flush;
  // Keys pressed in a hurry are not answers to what is asked next.
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  inside_ = false;
}

void RawScreen::forget() { shown_.clear(); }

void RawScreen::show(const std::vector<std::string>& lines) {
  std::string bytes;
  if (shown_.empty()) bytes += "\x1b[2J";
  for (std::size_t row = 0; row < lines.size(); ++row) {
    if (row < shown_.size() && shown_[row] == lines[row]) continue;
    bytes += "\x1b[" + std::to_string(row + 1) + ";1H" + lines[row] +
             "\x1b[0m\x1b[K";
  }
  for (std::size_t row = lines.size(); row < shown_.size(); ++row) {
    bytes += "\x1b[" + std::to_string(row + 1) + ";1H\x1b[K";
  }
  shown_ = lines;
  if (!bytes.empty()) out_ << bytes << std::flush;
}

void RawScreen::ring() { out_ << '\a' << std::flush; }

RawScreen::Size RawScreen::size() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
    return {};
  }
  return {size.ws_col, size.ws_row};
}

int SessionClock::passed() {
  using namespace std::chrono;
  const long long now =
      duration_cast<milliseconds>(steady_clock::now().time_since_epoch())
          .count();
  const long long real = last_ < 0 ? 0 : now - last_;
  last_ = now;
  // A tick comes ten times a second; so late, it is no tick.
  constexpr long long kTick = 5000;
  stood_ = real > kTick;
  if (stood_) return 0;
  rest_ += static_cast<double>(real) * speed_;
  constexpr double kMost = 3600.0 * 1000;
  const double whole = std::min(rest_, kMost);
  rest_ = 0;
  return static_cast<int>(whole);
}

bool SessionClock::wait(int milliseconds) {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  // The end of the input is something to read, too.
  return poll(&input, 1, milliseconds) > 0;
}

void SessionClock::rest(int milliseconds) {
  (void)poll(nullptr, 0, milliseconds);
}

void SessionClock::forget() {
  last_ = -1;
  (void)passed();
}

}  // namespace backcoach::cli
