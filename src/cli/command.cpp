#include "command.hpp"

#include <algorithm>
#include <array>

#include "commands/all.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kCommon = {
    Flag{"json", 0, {}, "Same as --format json"},
    Flag{"format", 'f', "FORMAT", "text, json, markdown, html or ics"},
    Flag{"output", 'o', "FILE|-",
         "Where results go; its ending sets the format"},
    Flag{"no-input", 0, {}, "Never ask; missing answers are an error"},
    Flag{"accessible", 0, {}, "For screen readers: plain lines, no drawing"},
    Flag{"helper", 0, {}, "You read aloud and type for somebody in pain"},
    Flag{"color", 0, "auto|always|never", "Colour on terminals"},
    Flag{"region", 0, "CC", "Country for telephone numbers, such as GB"},
    Flag{"data", 0, "DIR", "Use another knowledge base"},
    Flag{"home", 0, "DIR", "Keep drafts and diary in this folder"},
    Flag{"no-diary", 0, {}, "Read and keep nothing: for other people"},
    Flag{"now", 0, "TIME", "Pretend it is this time (ISO 8601)"},
    Flag{"exit-zero", 0, {}, "Exit 0 whatever the urgency"},
    Flag{"quiet", 'q', {}, "Say less on stderr"},
    Flag{"help", 'h', {}, "Show help for this command"},
    Flag{"version", 'V', {}, "Show the version and the intended use"},
};

}  // namespace

void Arguments::add(std::string_view flag, std::string value) {
  values_[std::string(flag)].push_back(std::move(value));
}

bool Arguments::has(std::string_view flag) const {
  return values_.find(flag) != values_.end();
}

std::string Arguments::value(std::string_view flag) const {
  const auto it = values_.find(flag);
  return it == values_.end() ? std::string() : it->second.back();
}

std::vector<std::string> Arguments::values(std::string_view flag) const {
  const auto it = values_.find(flag);
  return it == values_.end() ? std::vector<std::string>() : it->second;
}

std::span<const Command> commands() {
  static const std::array kCommands = {
      triage_command(),     plan_command(),    session_command(),
      checkin_command(),    flare_command(),   next_command(),
      progress_command(),   diary_command(),   export_command(),
      import_command(),     explain_command(), questions_command(),
      exercises_command(),  rules_command(),   batch_command(),
      schema_command(),     config_command(),  doctor_command(),
      completion_command(), version_command(), help_command()};
  return kCommands;
}

const Command* command_named(std::string_view name) {
  const auto all = commands();
  const auto it = std::find_if(all.begin(), all.end(), [&](const Command& one) {
    return one.name == name;
  });
  return it == all.end() ? nullptr : &*it;
}

std::span<const Flag> common_flags() { return kCommon; }

std::vector<std::string_view> format_names(Formats formats) {
  constexpr std::array<std::string_view, 5> kNames = {
      "text", "json", "markdown", "html", "ics"};
  const auto many = static_cast<std::size_t>(formats) + 1;
  return {kNames.begin(), kNames.begin() + static_cast<std::ptrdiff_t>(many)};
}

std::string verb_of(const Command& command, const Arguments& arguments) {
  if (arguments.words().empty()) return std::string(command.verb);
  return arguments.words()[0];
}

bool takes(std::string_view verb, const Flag& flag) {
  if (flag.of.empty()) return true;
  std::string_view rest = flag.of;
  while (!rest.empty()) {
    const std::size_t bar = std::min(rest.find('|'), rest.size());
    if (rest.substr(0, bar) == verb) return true;
    rest.remove_prefix(std::min(bar + 1, rest.size()));
  }
  return false;
}

}  // namespace backcoach::cli
