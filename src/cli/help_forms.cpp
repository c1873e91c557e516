// Help in the forms that are not for a terminal: JSON, Markdown and the manual
// page. All are made from the table of commands.
#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "../base/wrap.hpp"
#include "../show/say.hpp"
#include "../term/time.hpp"
#include "context.hpp"
#include "help.hpp"
#include "version.hpp"

namespace backcoach::cli {
namespace {

using OrderedJson = nlohmann::ordered_json;

struct Meaning {
  int status;
  std::string_view means;
};

constexpr std::array kStatuses = {
    Meaning{0, "Done; for a decision: self-care."},
    Meaning{1, "Our fault: a bug, and the message says so."},
    Meaning{2, "Wrong usage."},
    Meaning{3, "Bad input: answers, knowledge base, settings or import."},
    Meaning{4, "Answers are missing, and there is nobody to ask."},
    Meaning{5, "Cannot read or write."},
    Meaning{6, "No current plan: none yet, or it has expired."},
    Meaning{10, "See somebody soon, or as a routine."},
    Meaning{20, "Get medical help the same day."},
    Meaning{30, "Emergency."},
    Meaning{130, "Interrupted, by the signal itself."},
};

struct Variable {
  std::string_view name;
  std::string_view means;
};

constexpr std::array kVariables = {
    Variable{"BACKCOACH_DATA", "Folder of another knowledge base, as --data."},
    Variable{"BACKCOACH_REGION", "Country for telephone numbers, as --region."},
    Variable{"BACKCOACH_NOW", "Pretend it is this time, as --now."},
    Variable{"BACKCOACH_ACCESSIBLE, ACCESSIBLE",
             "Plain lines for screen readers, unless 0 or false."},
    Variable{"NO_COLOR, CLICOLOR, CLICOLOR_FORCE, FORCE_COLOR",
             "Whether there is colour, where --color says nothing."},
    Variable{"XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME",
             "Where settings, diary and drafts are kept."},
};

constexpr std::array kFiles = {
    Variable{"~/.config/backcoach/config.toml", "Settings."},
    Variable{"~/.local/share/backcoach/diary.db", "The diary."},
    Variable{"~/.local/state/backcoach/", "What was left unfinished."},
};

OrderedJson flag_value(const Flag& flag) {
  return {
      {"name", flag.name},
      {"letter", flag.letter == 0 ? OrderedJson(nullptr)
                                  : OrderedJson(std::string(1, flag.letter))},
      {"value",
       flag.value.empty() ? OrderedJson(nullptr) : OrderedJson(flag.value)},
      {"help", flag.help},
      {"many", flag.many},
      {"of", flag.of.empty() ? OrderedJson(nullptr) : OrderedJson(flag.of)}};
}

OrderedJson flag_list(std::span<const Flag> flags) {
  OrderedJson out = OrderedJson::array();
  for (const Flag& flag : flags) out.push_back(flag_value(flag));
  return out;
}

std::string help_json(const Command* only) {
  OrderedJson list = OrderedJson::array();
  for (const Command& command : commands()) {
    if (only && command.name != only->name) continue;
    list.push_back({{"name", command.name},
                    {"summary", command.summary},
                    {"words", command.words},
                    {"example", command.example},
                    {"formats", format_names(command.formats)},
                    {"flags", flag_list(command.flags)}});
  }
  OrderedJson statuses = OrderedJson::array();
  for (const Meaning& one : kStatuses) {
    statuses.push_back({{"status", one.status}, {"means", one.means}});
  }
  const OrderedJson out = {{"schema", "backcoach/help/1"},
                           {"commands", std::move(list)},
                           {"flags", flag_list(common_flags())},
                           {"exit_statuses", std::move(statuses)}};
  return out.dump(2) + '\n';
}

/// Text that Markdown shows as it is.
std::string marked(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<' || c == '*' || c == '_' || c == '[' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string usage_of(const Command& command) {
  std::string out = fmt::format("backcoach {}", command.name);
  if (!command.words.empty()) out += fmt::format(" {}", command.words);
  return out + " [FLAGS]";
}

std::string flags_markdown(std::span<const Flag> flags) {
  std::string out;
  for (const Flag& flag : flags) {
    out += fmt::format(
        "- `--{}{}{}`{}: {}\n", flag.name, flag.value.empty() ? "" : " ",
        flag.value,
        flag.letter == 0 ? std::string() : fmt::format(", `-{}`", flag.letter),
        marked(flag.help));
  }
  return out;
}

std::string command_markdown(const Command& command, std::string_view level) {
  std::string out = fmt::format(
      "{} backcoach {}\n\n{}.\n\n```sh\n{}\n```\n\nExample:\n\n```sh\n  {}\n```"
      "\n",
      level, command.name, marked(command.summary), usage_of(command),
      command.example);
  if (!command.flags.empty()) out += '\n' + flags_markdown(command.flags);
  return out;
}

std::string help_markdown(const Command* only) {
  if (only) {
    return command_markdown(*only, "#") + "\n## Flags of every command\n\n" +
           flags_markdown(common_flags());
  }
  std::string out = "# backcoach\n";
  for (const Command& command : commands()) {
    out += '\n' + command_markdown(command, "##");
  }
  return out + "\n## Flags of every command\n\n" +
         flags_markdown(common_flags());
}

/// Words that a macro of mdoc takes as they are.
std::string word(std::string_view text) {
  std::string out = "\\&";
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '"') {
      out += "\\(dq";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

/// A line of text: none begins as a request.
std::string line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else {
      out += c;
    }
    // A sentence ends its line, so that spaces after it come out right.
    if (out.ends_with(". ") || out.ends_with("? ")) {
      out.back() = '\n';
    }
  }
  std::string safe;
  constexpr std::size_t kColumns = 78;
  for (const std::string& part : text::wrap(out, kColumns)) {
    if (part.starts_with('.') || part.starts_with('\'')) safe += "\\&";
    safe += part + '\n';
  }
  return safe;
}

/// Lines as they are typed.
std::string literal(std::string_view text) {
  std::string out = ".Bd -literal -offset indent\n";
  std::string rest(text);
  for (std::size_t at = 0; at < rest.size();) {
    const std::size_t end = std::min(rest.find('\n', at), rest.size());
    const std::string one = rest.substr(at, end - at);
    at = end + 1;
    const std::size_t begin = one.find_first_not_of(' ');
    if (begin == std::string::npos) {
      out += '\n';
      continue;
    }
    for (const char c : "\\&" + one.substr(begin)) {
      out += c == '-' ? std::string("\\-") : std::string(1, c);
    }
    out += '\n';
  }
  return out + ".Ed\n";
}

std::string flags_man(std::span<const Flag> flags) {
  std::string out = ".Bl -tag -width Ds\n";
  for (const Flag& flag : flags) {
    out += ".It ";
    if (flag.letter != 0) out += fmt::format("Fl {} , ", flag.letter);
    out += "Fl \\-" + word(flag.name).substr(2);
    if (!flag.value.empty()) out += " Ar " + word(flag.value);
    out += '\n' + line(fmt::format("{}.", flag.help));
    if (!flag.of.empty()) {
      std::string of(flag.of);
      for (std::size_t at = 0; (at = of.find('|', at)) != std::string::npos;) {
        of.replace(at, 1, ", ");
      }
      out += line(fmt::format("Only with: {}.", of));
    }
    if (flag.many) out += "May be given several times.\n";
  }
  return out + ".El\n";
}

/// "2026-11-21" as mdoc writes a date.
std::string man_date(const std::string& iso) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  const auto date = parse_date(iso);
  if (!date) return iso;
  return fmt::format(
      "{} {}, {}", kMonths.at(static_cast<unsigned>(date->month()) - 1),
      static_cast<unsigned>(date->day()), static_cast<int>(date->year()));
}

std::string list_man(std::span<const Variable> list, std::string_view macro) {
  std::string out = ".Bl -tag -width Ds\n";
  for (const Variable& one : list) {
    out += fmt::format(".It {} {}\n{}", macro, word(one.name), line(one.means));
  }
  return out + ".El\n";
}

}  // namespace

std::string manual_page(const KnowledgeBase& kb) {
  std::string out = fmt::format(
      ".\\\" Made by: backcoach help --man\n"
      ".Dd {}\n.Dt BACKCOACH 1\n.Os\n.Sh NAME\n.Nm backcoach\n"
      ".Nd a guided recovery coach for low back pain\n"
      ".Sh SYNOPSIS\n.Nm\n.Op Ar command\n.Op Ar words\n.Op Ar flags\n"
      ".Sh DESCRIPTION\n",
      man_date(kb.manifest.date));
  bool first = true;
  for (const std::string& text :
       render::notices(kb, nullptr,
                       {"intended_use", "not_a_diagnosis",
                        "first_run_emergency", "clinical_review_pending"})) {
    if (!first) out += ".Pp\n";
    first = false;
    out += line(text);
  }
  out +=
      ".Pp\nWithout a command it shows where things stand.\n"
      "Results go to standard output, everything else to standard error.\n"
      "Nothing is asked unless both standard input and output are terminals.\n"
      "There is no network code.\n"
      ".Sh COMMANDS\n";
  for (const Command& command : commands()) {
    out += fmt::format(
        ".Ss {}\n{}.Pp\n.Nm\n.Cm {}{}\n.Op Ar flags\n", command.name,
        line(fmt::format("{}.", command.summary)), command.name,
        command.words.empty() ? std::string() : "\n.Li " + word(command.words));
    out += literal(command.example);
    if (!command.flags.empty()) out += flags_man(command.flags);
  }
  out += ".Sh FLAGS OF EVERY COMMAND\n" + flags_man(common_flags());
  out += ".Sh ENVIRONMENT\n" + list_man(kVariables, "Ev");
  out += ".Sh FILES\n" + list_man(kFiles, "Pa");
  out += ".Sh EXIT STATUS\n.Bl -tag -width Ds\n";
  for (const Meaning& one : kStatuses) {
    out += fmt::format(".It {}\n{}", one.status, line(one.means));
  }
  out +=
      ".El\n.Sh SEE ALSO\n.Xr backcoach-rules 5 ,\n.Xr crontab 5\n"
      ".Sh CAVEATS\n";
  out += line(fill(kb, nullptr, kb.notice("not_a_diagnosis")));
  out += line(fill(kb, nullptr, kb.notice("emergency_always")));
  return out;
}

ExitCode write_help(Context& context, const Command* command) {
  switch (context.settings().format) {
    case Format::json:
      return context.write(help_json(command), ExitCode::done);
    case Format::markdown:
      return context.write(help_markdown(command), ExitCode::done);
    case Format::text:
    case Format::html:
    case Format::ics:
      break;
  }
  return context.write(
      fitted(command ? command_help(*command) : overview_help(),
             context.style()),
      ExitCode::done);
}

}  // namespace backcoach::cli
