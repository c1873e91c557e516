#pragma once

#include <sys/types.h>

#include <string>

namespace backcoach::cli {

/// Hands each cue to a program of the person's choice, on its standard input.
/// One cue at a time; while one is spoken only the newest waits.
class Speaker {
 public:
  /// \param command  for the shell; empty = silent.
  explicit Speaker(std::string command) : command_(std::move(command)) {}
  ~Speaker();
  Speaker(const Speaker&) = delete;
  Speaker& operator=(const Speaker&) = delete;

  void say(const std::string& words);
  /// Starts what waits, once the program has ended. Call now and then.
  void go_on();

 private:
  void start(const std::string& words);
  [[nodiscard]] bool busy();

  std::string command_;
  std::string waiting_;
  pid_t child_ = 0;
};

}  // namespace backcoach::cli
