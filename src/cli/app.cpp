// The only file that includes CLI11: it takes seconds to compile, and flags are
// data here (command.hpp), so no command needs it.
#include "app.hpp"

#include <CLI/CLI.hpp>
#include <map>
#include <ostream>

#include "../base/edit_distance.hpp"
#include "../base/width.hpp"
#include "help.hpp"
#include "page_json.hpp"
#include "status.hpp"

namespace backcoach::cli {
namespace {

/// Values that CLI11 fills while it parses.
struct Bound {
  const Flag* flag = nullptr;
  std::vector<std::string> values;
  bool on = false;
};

std::vector<const Flag*> flags_of(const Command* command) {
  std::vector<const Flag*> flags;
  for (const Flag& flag : common_flags()) flags.push_back(&flag);
  if (command) {
    for (const Flag& flag : command->flags) flags.push_back(&flag);
  }
  return flags;
}

std::string option_names(const Flag& flag) {
  std::string names = "--" + std::string(flag.name);
  if (flag.letter != 0) names += std::string(",-") + flag.letter;
  return names;
}

/// What was typed wrongly, and what was probably meant.
std::string usage_error(const std::vector<std::string>& words,
                        const Command* command, const std::string& what) {
  std::vector<std::string> known;
  for (const Flag* flag : flags_of(command)) {
    known.push_back("--" + std::string(flag->name));
  }
  for (const std::string& word : words) {
    const std::string name = word.substr(0, word.find('='));
    const bool is_flag = name.size() > 2 && name.starts_with("--");
    const bool unknown =
        is_flag && std::find(known.begin(), known.end(), name) == known.end();
    if (!unknown) continue;
    const std::string near = text::nearest(name, known);
    return "unknown flag " + name +
           (near.empty() ? "" : "; did you mean " + near + "?");
  }
  return what;
}

/// Reads the words after the command into `arguments`.
/// \return a message when they cannot be read.
std::optional<std::string> parse_words(const std::vector<std::string>& words,
                                       const Command* command,
                                       Arguments& arguments) {
  CLI::App app;
  app.set_help_flag();
  app.allow_windows_style_options(false);
  const std::vector<const Flag*> flags = flags_of(command);
  std::vector<Bound> bound(flags.size());
  for (std::size_t i = 0; i < flags.size(); ++i) {
    bound[i].flag = flags[i];
    if (flags[i]->value.empty()) {
      app.add_flag(option_names(*flags[i]), bound[i].on);
    } else {
      app.add_option(option_names(*flags[i]), bound[i].values)
          ->expected(1)
          ->allow_extra_args(false)
          ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }
  }
  std::vector<std::string> plain;
  CLI::Option* positional = app.add_option("words", plain);
  positional->expected(0, -1);
  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    return usage_error(words, command, error.what());
  }
  for (const Bound& one : bound) {
    if (one.on) arguments.add(one.flag->name, "");
    for (const std::string& value : one.values) {
      arguments.add(one.flag->name, value);
    }
  }
  for (std::string& word : plain) arguments.add_word(std::move(word));
  return std::nullopt;
}

/// \param json  the call asks for JSON, so its errors are JSON too.
ExitCode refuse(const World& world, const std::string& message,
                const Command* command, bool json) {
  const std::string help =
      "backcoach " +
      (command ? "help " + std::string(command->name) : std::string("help"));
  world.io.err << "error: " << text::safe(message) << '\n'
               << "Help: " << help << std::endl;
  if (json) {
    Issue issue;
    issue.code = "usage";
    issue.message = message;
    issue.help = help;
    world.io.out << text::safe_json(error_json(ExitCode::usage, {issue}, {}))
                 << std::flush;
  }
  return ExitCode::usage;
}

/// What is wrong with the values themselves, whichever flag it is: an empty one
/// is an unset variable of a script, and of two values nobody knows which was
/// meant. \return empty when nothing is.
std::optional<std::string> value_error(const Command* command,
                                       const Arguments& arguments) {
  for (const Flag* flag : flags_of(command)) {
    const std::string name = "--" + std::string(flag->name);
    std::map<std::string, std::string> given;
    for (const std::string& value : arguments.values(flag->name)) {
      if (flag->value.empty()) break;
      if (value.empty())
        return name + " is empty; it takes " + std::string(flag->value);
      // Of --set each ID counts by itself.
      const std::size_t equals =
          flag->many ? value.find('=') : std::string::npos;
      const bool pairs = flag->many && equals != std::string::npos;
      if (flag->many && !pairs) continue;
      const std::string key = pairs ? value.substr(0, equals) : std::string();
      const auto [first, fresh] = given.emplace(key, value);
      if (fresh || first->second == value) continue;
      return name + " is given twice, as \"" + first->second + "\" and as \"" +
             value + "\"; give one of them";
    }
  }
  if (arguments.has("json") && arguments.has("format") &&
      arguments.value("format") != "json") {
    return "--json and --format " + arguments.value("format") +
           " ask for two formats; give one of them";
  }
  // The words behind completion are a line that is being typed: its last word
  // may have no letter yet.
  const bool typing = command && command->name == "completion";
  for (const std::string& word : arguments.words()) {
    if (word.empty() && !typing)
      return std::string("a word of this command is empty");
  }
  return std::nullopt;
}

/// The command and the words after it. Flags may stand before the command.
struct Call {
  const Command* command = nullptr;
  std::vector<std::string> words;
  std::string unknown;
};

Call split(const std::vector<std::string>& words) {
  Call call;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool flag = words[i].starts_with("-");
    // An empty word is no command; what is empty is told of later.
    if (!flag && !words[i].empty() && !call.command && call.unknown.empty()) {
      // The value of a common flag such as "--region GB" is not a command.
      const bool after_value_flag = i > 0 && [&] {
        for (const Flag& one : common_flags()) {
          const bool named = words[i - 1] == "--" + std::string(one.name) ||
                             (one.letter != 0 &&
                              words[i - 1] == std::string("-") + one.letter);
          if (named) return !one.value.empty();
        }
        return false;
      }();
      if (!after_value_flag) {
        call.command = command_named(words[i]);
        if (!call.command) call.unknown = words[i];
        continue;
      }
    }
    call.words.push_back(words[i]);
  }
  return call;
}

/// A message when the command cannot write the format that was asked for:
/// plain text in a file called .html or .ics helps nobody.
std::optional<std::string> format_error(const Command* command,
                                        const Settings& settings) {
  const Formats can = command ? command->formats : Formats::plain;
  if (can >= formats_with(settings.format)) return std::nullopt;
  const std::string who =
      command ? std::string(command->name) : std::string("this page");
  const auto wanted = format_names(formats_with(settings.format)).back();
  return who + " cannot be written as " + std::string(wanted);
}

/// A message when a flag belongs to another verb of the command.
std::optional<std::string> verb_error(const Command* command,
                                      const Arguments& arguments) {
  if (!command) return std::nullopt;
  const std::string verb = verb_of(*command, arguments);
  for (const Flag& flag : command->flags) {
    if (!arguments.has(flag.name) || takes(verb, flag)) continue;
    std::string whose(flag.of);
    for (std::size_t at = 0; (at = whose.find('|', at)) != std::string::npos;) {
      whose.replace(at, 1, ", ");
    }
    return std::string(command->name) + " " + verb + " does not take --" +
           std::string(flag.name) + "; it goes with: " + whose;
  }
  return std::nullopt;
}

}  // namespace

ExitCode run(const std::vector<std::string>& words, const World& world) {
  Call call = split(words);
  const bool json = asks_for_json(words);
  if (!call.unknown.empty()) {
    return refuse(world,
                  "there is no command \"" + call.unknown + "\"" +
                      did_you_mean(call.unknown),
                  nullptr, json);
  }
  Arguments arguments;
  if (const auto problem = parse_words(call.words, call.command, arguments)) {
    return refuse(world, *problem, call.command, json);
  }
  if (const auto problem = value_error(call.command, arguments)) {
    return refuse(world, *problem, call.command, json);
  }
  if (call.command && arguments.words().size() > call.command->most_words) {
    return refuse(world,
                  "\"" + arguments.words().back() + "\" is not expected here",
                  call.command, json);
  }
  Context context(world, arguments);
  if (call.command) {
    std::string title = "backcoach " + std::string(call.command->name);
    for (const std::string& word : arguments.words()) title += " " + word;
    context.call_pages(std::move(title));
  }
  if (!context.issues().empty()) {
    return context.finish(context.report(context.issues(), ExitCode::usage));
  }
  // What repairs or explains a bad file is not stopped by it.
  const bool repairs = arguments.has("help") || arguments.has("version") ||
                       (call.command && (call.command->name == "config" ||
                                         call.command->name == "doctor" ||
                                         call.command->name == "help"));
  // A comfort setting never withholds a decision: the default is used.
  if (!context.config_issues().empty() && !repairs) {
    context.warn(context.config_issues());
  }
  if (arguments.has("help")) {
    return context.finish(write_help(context, call.command));
  }
  if (arguments.has("version")) {
    return context.finish(command_named("version")->run(arguments, context));
  }
  if (const auto problem = format_error(call.command, context.settings())) {
    return refuse(world, *problem, call.command, json);
  }
  if (const auto problem = verb_error(call.command, arguments)) {
    return refuse(world, *problem, call.command, json);
  }
  if (!call.command) return context.finish(show_status(context));
  return context.finish(call.command->run(arguments, context));
}

}  // namespace backcoach::cli
