#include "speaker.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

namespace backcoach::cli {

Speaker::~Speaker() {
  // The last words may be the ones that matter; but nobody waits for long.
  constexpr int kTries = 100;
  constexpr useconds_t kEach = 20000;
  for (int i = 0; i < kTries && (busy() || !waiting_.empty()); ++i) {
    go_on();
    usleep(kEach);
  }
}

void Speaker::say(const std::string& words) {
  if (command_.empty() || words.empty()) return;
  waiting_ = words;
  go_on();
}

bool Speaker::busy() {
  if (child_ <= 0) return false;
  int status = 0;
  const pid_t ended = waitpid(child_, &status, WNOHANG);
  if (ended == 0) return true;
  child_ = 0;
  return false;
}

void Speaker::go_on() {
  if (waiting_.empty() || busy()) return;
  const std::string words = std::move(waiting_);
  waiting_.clear();
  start(words);
}

void Speaker::start(const std::string& words) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) return;
  // Less than a pipe holds, whatever an exercise is called, so writing never
  // waits. The reading end stays open here until it is written: no SIGPIPE.
  constexpr std::size_t kMost = 4000;
  const std::size_t end = words.size() > kMost
                              ? std::min(words.rfind(' ', kMost), kMost)
                              : words.size();
  const std::string line = words.substr(0, end) + "\n";
  const ssize_t written = write(ends[1], line.data(), line.size());
  close(ends[1]);
  if (written != static_cast<ssize_t>(line.size())) {
    close(ends[0]);
    return;
  }
  child_ = fork();
  if (child_ == 0) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGPIPE}) {
      std::signal(signal, SIG_DFL);
    }
    dup2(ends[0], STDIN_FILENO);
    if (ends[0] != STDIN_FILENO) close(ends[0]);
    // What the speech program prints has no place on this screen.
    const int nothing = open("/dev/null", O_WRONLY);
    if (nothing >= 0) {
      dup2(nothing, STDOUT_FILENO);
      dup2(nothing, STDERR_FILENO);
    }
    execl("/bin/sh", "sh", "-c", command_.c_str(), static_cast<char*>(nullptr));
    constexpr int kNotFound = 127;
    _exit(kNotFound);
  }
  close(ends[0]);
}

}  // namespace backcoach::cli
