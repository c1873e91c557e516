#include <algorithm>
#include <ostream>

#include "../config.hpp"
#include "../context.hpp"
#include "../figures.hpp"
#include "all.hpp"

namespace backcoach::cli {
namespace {

/// Words of "list|show ID|template": those in small letters.
std::vector<std::string> subcommands(std::string_view words) {
  std::vector<std::string> out;
  std::string word;
  bool first = true;
  const auto end = [&] {
    if (first && !word.empty()) out.push_back(word);
    word.clear();
  };
  for (const char c : words) {
    if (c >= 'a' && c <= 'z') {
      word += c;
    } else if (c == '|') {
      end();
      first = true;
    } else if (c == ' ' || c == ']') {
      end();
      first = false;
    } else if (c != '[') {
      word.clear();
      first = false;
    }
  }
  end();
  return out;
}

std::vector<const Flag*> flags_of(const Command& command) {
  std::vector<const Flag*> out;
  for (const Flag& flag : command.flags) out.push_back(&flag);
  for (const Flag& flag : common_flags()) out.push_back(&flag);
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

/// `text` inside single quotes of a shell.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

bool takes_file(const Flag& flag) {
  return flag.value.starts_with("FILE") || flag.value.starts_with("DIR");
}

/// What a flag takes, where that is a fixed list: `auto|always|never`, the
/// formats. Empty for anything else.
std::vector<std::string> values_of(const Flag& flag) {
  if (flag.name == "format") return {"text", "json", "markdown", "html", "ics"};
  if (flag.name == "bell") return {"off", "end", "all"};
  std::vector<std::string> values;
  if (flag.name == "figure") {
    for (const FigureStyleName& one : figure_styles()) {
      values.emplace_back(one.name);
    }
    return values;
  }
  const bool list =
      flag.value.find('|') != std::string_view::npos &&
      flag.value.find_first_not_of("abcdefghijklmnopqrstuvwxyz|") ==
          std::string_view::npos;
  if (!list) return {};
  return subcommands(flag.value);
}

/// Words that come after a word of a command: the keys of `config set`.
std::vector<std::string> further_words(const Command& command) {
  std::vector<std::string> words;
  if (command.name != "config") return words;
  for (const ConfigKey& key : config_keys()) words.emplace_back(key.name);
  return words;
}

/// Every way to write a flag: "--format" and "-f".
std::string ways(const Flag& flag, std::string_view between) {
  std::string out = "--" + std::string(flag.name);
  if (flag.letter != 0) out += std::string(between) + "-" + flag.letter;
  return out;
}

/// The cases of bash for the word after a flag with a fixed list.
std::string bash_values() {
  std::string out;
  std::vector<std::string> seen;
  for (const Command& command : commands()) {
    for (const Flag* flag : flags_of(command)) {
      const std::vector<std::string> values = values_of(*flag);
      const std::string pattern = ways(*flag, "|");
      if (values.empty() ||
          std::find(seen.begin(), seen.end(), pattern) != seen.end()) {
        continue;
      }
      seen.push_back(pattern);
      out += "    " + pattern + ") mapfile -t COMPREPLY < <(compgen -W " +
             quoted(joined(values)) + " -- \"$current\"); return ;;\n";
    }
  }
  return out;
}

std::string bash() {
  std::string names;
  std::string cases;
  for (const Command& command : commands()) {
    names += (names.empty() ? "" : " ") + std::string(command.name);
    std::vector<std::string> words = subcommands(command.words);
    for (const Flag* flag : flags_of(command)) {
      words.push_back("--" + std::string(flag->name));
    }
    for (std::string& word : further_words(command)) {
      words.push_back(std::move(word));
    }
    cases += "    " + std::string(command.name) +
             ") words=" + quoted(joined(words)) + " ;;\n";
  }
  std::string files;
  for (const Command& command : commands()) {
    for (const Flag* flag : flags_of(command)) {
      const std::string name = ways(*flag, "|");
      if (takes_file(*flag) && files.find(name) == std::string::npos) {
        files += (files.empty() ? "" : "|") + name;
      }
    }
  }
  return "# bash completion of backcoach; made by: backcoach completion bash\n"
         "_backcoach() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} words=" +
         quoted(names) +
         " word\n"
         "  COMPREPLY=()\n"
         "  case ${COMP_WORDS[COMP_CWORD-1]} in\n    " +
         files +
         ") mapfile -t COMPREPLY < <(compgen -f -- \"$current\"); return ;;\n" +
         bash_values() +
         "  esac\n"
         "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case $word in\n" +
         cases +
         "    *) continue ;;\n"
         "    esac\n"
         "    break\n"
         "  done\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
         "}\n"
         "complete -F _backcoach backcoach\n";
}

std::string zsh() {
  std::string list;
  std::string cases;
  for (const Command& command : commands()) {
    std::string entry(command.name);
    entry += ":" + std::string(command.summary);
    list += "    " + quoted(entry) + "\n";
    std::string flags;
    for (const Flag* flag : flags_of(command)) {
      std::string spec = "--" + std::string(flag->name);
      if (!flag->value.empty()) spec += "=";
      spec += "[" + std::string(flag->help) + "]";
      // A colon would end the word for zsh.
      std::string safe;
      for (const char c : spec) safe += c == ':' ? "\\:" : std::string(1, c);
      if (!flag->value.empty()) {
        const std::vector<std::string> values = values_of(*flag);
        safe += takes_file(*flag) ? ":file:_files"
                : values.empty()  ? ":value:"
                                  : ":value:(" + joined(values) + ")";
      }
      flags += " \\\n        " + quoted(safe);
    }
    const std::vector<std::string> words = subcommands(command.words);
    if (!words.empty()) {
      flags += " \\\n        " + quoted("1:what:(" + joined(words) + ")");
    }
    if (const auto further = further_words(command); !further.empty()) {
      flags += " \\\n        " + quoted("2:which:(" + joined(further) + ")");
    }
    cases +=
        "    " + std::string(command.name) + ") _arguments" + flags + " ;;\n";
  }
  return "#compdef backcoach\n"
         "# made by: backcoach completion zsh\n"
         "_backcoach() {\n"
         "  local -a commands\n"
         "  commands=(\n" +
         list +
         "  )\n"
         "  if (( CURRENT == 2 )); then\n"
         "    _describe 'command' commands\n"
         "    return\n"
         "  fi\n"
         "  local command=$words[2]\n"
         "  shift words\n"
         "  (( CURRENT-- ))\n"
         "  case $command in\n" +
         cases +
         "  esac\n"
         "}\n"
         "_backcoach \"$@\"\n";
}

std::string fish_flag(const Flag& flag, const std::string& condition) {
  std::string out =
      "complete -c backcoach" + condition + " -l " + std::string(flag.name);
  if (flag.letter != 0) out += std::string(" -s ") + flag.letter;
  if (!flag.value.empty()) out += takes_file(flag) ? " -rF" : " -x";
  if (const auto values = values_of(flag); !values.empty()) {
    out += " -a '" + joined(values) + "'";
  }
  // fish knows \' inside single quotes, not the way of other shells.
  std::string help;
  for (const char c : flag.help) help += c == '\'' ? "\\'" : std::string(1, c);
  return out + " -d '" + help + "'\n";
}

std::string fish() {
  std::string out =
      "# fish completion of backcoach; made by: backcoach completion fish\n"
      "complete -c backcoach -f\n";
  for (const Flag& flag : common_flags()) out += fish_flag(flag, "");
  for (const Command& command : commands()) {
    const std::string name(command.name);
    out += "complete -c backcoach -n __fish_use_subcommand -a " + name +
           " -d " + quoted(command.summary) + "\n";
    const std::string after = " -n '__fish_seen_subcommand_from " + name + "'";
    std::vector<std::string> words = subcommands(command.words);
    for (std::string& word : further_words(command)) {
      words.push_back(std::move(word));
    }
    if (!words.empty()) {
      out += "complete -c backcoach" + after + " -a '" + joined(words) + "'\n";
    }
    for (const Flag& flag : command.flags) out += fish_flag(flag, after);
  }
  return out;
}

ExitCode run(const Arguments& arguments, Context& context) {
  const std::string shell =
      arguments.words().empty() ? "" : arguments.words()[0];
  if (shell == "bash") return context.write(bash(), ExitCode::done);
  if (shell == "zsh") return context.write(zsh(), ExitCode::done);
  if (shell == "fish") return context.write(fish(), ExitCode::done);
  context.complain("error: completion takes bash, zsh or fish");
  return ExitCode::usage;
}

}  // namespace

Command completion_command() {
  return {.name = "completion",
          .summary = "Completion for your shell",
          .words = "bash|zsh|fish",
          .most_words = 1,
          .example =
              "backcoach completion bash > "
              "~/.local/share/bash-completion/completions/backcoach",
          .flags = {},
          .run = run};
}

}  // namespace backcoach::cli
