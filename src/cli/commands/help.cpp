#include "../help.hpp"

#include "../context.hpp"
#include "all.hpp"

namespace backcoach::cli {
namespace {

ExitCode run(const Arguments& arguments, Context& context) {
  if (arguments.words().empty()) {
    return context.write(fitted(overview_help(), context.style()),
                         ExitCode::done);
  }
  const Command* command = command_named(arguments.words()[0]);
  if (command) {
    return context.write(fitted(command_help(*command), context.style()),
                         ExitCode::done);
  }
  context.complain("error: there is no command \"" + arguments.words()[0] +
                   "\"" + did_you_mean(arguments.words()[0]));
  return ExitCode::usage;
}

}  // namespace

Command help_command() {
  return {.name = "help",
          .summary = "Help for a command",
          .words = "[COMMAND]",
          .most_words = 1,
          .example = "backcoach help triage",
          .flags = {},
          .run = run};
}

}  // namespace backcoach::cli
