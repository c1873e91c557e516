#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <iostream>

#include "app.hpp"

namespace {

using namespace backcoach::cli;  // NOLINT: the program itself
namespace store = backcoach::store;

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
  if (!value) return std::nullopt;
  return std::string(value);
}

/// The time on the wall, as a time without a zone.
std::chrono::local_seconds wall_clock() {
  const std::time_t now = std::time(nullptr);
  std::tm here{};
  localtime_r(&now, &here);
  const std::chrono::year_month_day day{
      std::chrono::year(here.tm_year + 1900),
      std::chrono::month(static_cast<unsigned>(here.tm_mon + 1)),
      std::chrono::day(static_cast<unsigned>(here.tm_mday))};
  return std::chrono::local_days(day) + std::chrono::hours(here.tm_hour) +
         std::chrono::minutes(here.tm_min) + std::chrono::seconds(here.tm_sec);
}

std::chrono::sys_seconds utc_clock() {
  return std::chrono::floor<std::chrono::seconds>(
      std::chrono::system_clock::now());
}

int terminal_columns() {
  constexpr int kSmallest = 20;
  constexpr int kLargest = 1000;
  if (const auto set = environment("COLUMNS")) {
    const int columns = std::atoi(set->c_str());
    if (columns >= kSmallest && columns <= kLargest) return columns;
  }
  winsize size{};
  const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
  return known && size.ws_col >= kSmallest ? size.ws_col : 80;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  // A file that grows too large is an error to report, not a reason to die.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    DiskFiles files;
    const World world{{std::cin, std::cout, std::cerr,
                       isatty(STDIN_FILENO) != 0, isatty(STDOUT_FILENO) != 0,
                       isatty(STDERR_FILENO) != 0, terminal_columns()},
                      files,
                      environment,
                      wall_clock,
                      store::open_sqlite,
                      utc_clock};
    const std::vector<std::string> words(argv + 1, argv + argc);
    return static_cast<int>(run(words, world));
  } catch (const std::exception& error) {
    std::fprintf(stderr,
                 "backcoach: this is our fault, not yours: %s\n"
                 "If you need help with your back now, do not wait for this "
                 "program.\n",
                 error.what());
    return static_cast<int>(ExitCode::our_fault);
  }
}
