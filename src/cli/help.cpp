#include "help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "../base/edit_distance.hpp"
#include "../base/wrap.hpp"

namespace backcoach::cli {
namespace {

/// "diff, check: what it does": a flag of some verbs alone names them.
std::string flag_help(const Flag& flag) {
  if (flag.of.empty()) return std::string(flag.help);
  std::string out;
  for (const char c : flag.of) out += c == '|' ? ", " : std::string(1, c);
  out += ": " + std::string(flag.help);
  const std::size_t first = out.size() - flag.help.size();
  if (out[first] >= 'A' && out[first] <= 'Z') {
    out[first] = static_cast<char>(out[first] - 'A' + 'a');
  }
  return out;
}

/// What `--format` takes: "text, json or markdown".
std::string formats_help(Formats formats) {
  const auto names = format_names(formats);
  std::string out(names.front());
  for (std::size_t i = 1; i < names.size(); ++i) {
    out += (i + 1 == names.size() ? " or " : ", ") + std::string(names[i]);
  }
  return out;
}

std::string flag_line(const Flag& flag, Formats formats) {
  const std::string help =
      flag.name == "format" ? formats_help(formats) : flag_help(flag);
  std::string left = flag.letter == 0 ? std::string("      ")
                                      : fmt::format("  -{}, ", flag.letter);
  left += fmt::format("--{}", flag.name);
  if (!flag.value.empty()) left += fmt::format(" {}", flag.value);
  constexpr std::size_t kColumn = 36;
  if (left.size() + 2 > kColumn) {
    return fmt::format("{}\n{:{}}{}\n", left, "", kColumn, help);
  }
  return fmt::format("{:<{}}{}\n", left, kColumn, help);
}

}  // namespace

std::string fitted(const std::string& help, const Style& style) {
  if (!style.wrap || style.width >= 80) return help;
  std::string out;
  for (std::size_t at = 0; at < help.size();) {
    const std::size_t end = std::min(help.find('\n', at), help.size());
    const std::string line = help.substr(at, end - at);
    at = end + 1;
    const std::size_t indent =
        std::min(line.find_first_not_of(' '), std::size_t{4});
    const std::string left(line.empty() ? 0 : indent, ' ');
    const auto room = static_cast<std::size_t>(style.width) - left.size() - 1;
    for (const std::string& part : text::wrap(line, room)) {
      out += left + part + '\n';
    }
  }
  return out;
}

std::string did_you_mean(const std::string& word) {
  // What people type who do not know the names.
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12>
      kMeant = {{{"start", "triage"},
                 {"begin", "triage"},
                 {"check", "checkin"},
                 {"today", "plan"},
                 {"status", "plan"},
                 {"stretch", "exercises"},
                 {"stretches", "exercises"},
                 {"exercise", "exercises"},
                 {"walk", "session"},
                 {"bad", "flare"},
                 {"pain", "flare"},
                 {"why", "explain"}}};
  for (const auto& [typed, name] : kMeant) {
    if (typed == word) {
      return "; did you mean \"" + std::string(name) + "\"?";
    }
  }
  std::vector<std::string> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  const std::string near = text::nearest(word, names);
  return near.empty() ? "" : "; did you mean \"" + near + "\"?";
}

std::string overview_help() {
  std::string out =
      "backcoach: a guided recovery coach for low back pain\n\n"
      "Start here\n"
      "  backcoach                    what is next today, in one key\n"
      "  backcoach triage             answer questions, find out what to do "
      "today\n"
      "  backcoach session            do the exercises, with a timer\n"
      "  backcoach checkin            each day: 3 questions or a few more, new "
      "plan\n"
      "  backcoach flare              on a bad day\n"
      "  backcoach explain            see why\n\n"
      "For scripts\n"
      "  backcoach questions template > today.json\n"
      "  backcoach triage --answers today.json --json\n\n"
      "All commands\n";
  for (const Command& command : commands()) {
    out += fmt::format("  {:<12} {}\n", command.name, command.summary);
  }
  out +=
      "\nEvery command: backcoach help COMMAND\n"
      "Screen reader? Add --accessible, or set ACCESSIBLE=1.\n"
      "This is not a diagnosis. In an emergency, call your local emergency\n"
      "number first.\n";
  return out;
}

std::string command_help(const Command& command) {
  std::string out = fmt::format("backcoach {}: {}\n\nUsage: backcoach {}",
                                command.name, command.summary, command.name);
  if (!command.words.empty()) out += fmt::format(" {}", command.words);
  out += " [FLAGS]\n\nExample\n";
  out += fmt::format("  {}\n", command.example);
  if (!command.flags.empty()) {
    out += "\nFlags\n";
    for (const Flag& flag : command.flags)
      out += flag_line(flag, command.formats);
  }
  out += "\nFlags of every command\n";
  for (const Flag& flag : common_flags())
    out += flag_line(flag, command.formats);
  return out;
}

}  // namespace backcoach::cli
