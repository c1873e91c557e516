#include "../help.hpp"

#include <array>

#include "../context.hpp"
#include "all.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kFlags = {
    Flag{"man", 0, {}, "The manual page of the whole program, for man -l"},
};

ExitCode run(const Arguments& arguments, Context& context) {
  if (arguments.has("man")) {
    if (context.settings().format != Format::text ||
        !arguments.words().empty()) {
      context.complain("error: --man is one page of its own format");
      return ExitCode::usage;
    }
    const KnowledgeBase* kb = context.knowledge(Parts::decision);
    if (!kb) return context.knowledge_error();
    return context.write(manual_page(*kb), ExitCode::done);
  }
  if (arguments.words().empty()) return write_help(context, nullptr);
  const Command* command = command_named(arguments.words()[0]);
  if (command) return write_help(context, command);
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
          .flags = kFlags,
          .run = run};
}

}  // namespace backcoach::cli
