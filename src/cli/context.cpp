#include "context.hpp"

#include <algorithm>
#include <cctype>
#include <ostream>

#include "../text/width.hpp"
#include "embedded.hpp"
#include "time.hpp"
#include "version.hpp"

namespace backcoach::cli {
namespace {

bool is_set(const std::optional<std::string>& value) {
  return value && !value->empty();
}

Issue setting_issue(std::string code, std::string message, std::string help) {
  Issue issue;
  issue.code = std::move(code);
  issue.message = std::move(message);
  issue.help = std::move(help);
  return issue;
}

}  // namespace

Context::Context(World world, const Arguments& arguments)
    : world_(std::move(world)), now_(world_.clock()) {
  settings_.accessible =
      arguments.has("accessible") || accessible_from_environment();
  settings_.no_input = arguments.has("no-input");
  settings_.quiet = arguments.has("quiet");
  settings_.exit_zero = arguments.has("exit-zero");
  if (arguments.has("output")) settings_.output = arguments.value("output");
  settings_.data = arguments.has("data")
                       ? arguments.value("data")
                       : world_.environment("BACKCOACH_DATA").value_or("");
  settings_.home = arguments.value("home");
  settings_.region = arguments.has("region")
                         ? arguments.value("region")
                         : world_.environment("BACKCOACH_REGION").value_or("");
  color_flag_ = arguments.value("color");
  if (!color_flag_.empty() && color_flag_ != "auto" &&
      color_flag_ != "always" && color_flag_ != "never") {
    issues_.push_back(setting_issue("unknown-value",
                                    "--color takes auto, always or never", ""));
  }
  read_format(arguments);
  read_clock(arguments);
}

void Context::read_format(const Arguments& arguments) {
  const std::string format = arguments.value("format");
  if (arguments.has("json") || format == "json") {
    settings_.format = Format::json;
  } else if (format == "markdown" || format == "md") {
    settings_.format = Format::markdown;
  } else if (!format.empty() && format != "text") {
    issues_.push_back(setting_issue(
        "unknown-value", "--format \"" + format + "\" is not known here",
        "it takes text, json or markdown"));
  }
}

void Context::read_clock(const Arguments& arguments) {
  const std::string now =
      arguments.has("now") ? arguments.value("now")
                           : world_.environment("BACKCOACH_NOW").value_or("");
  if (now.empty()) return;
  if (const auto time = parse_time(now)) {
    now_ = *time;
  } else {
    issues_.push_back(setting_issue("wrong-type",
                                    "\"" + now + "\" is not a time",
                                    "write, for example, 2026-11-21T08:30"));
  }
}

std::chrono::year_month_day Context::today() const {
  return std::chrono::year_month_day(
      std::chrono::floor<std::chrono::days>(now_));
}

const KnowledgeBase* Context::knowledge(Parts parts) {
  if (kb_) return kb_.get();
  if (settings_.data.empty()) {
    kb_ = std::make_unique<KnowledgeBase>(embedded_knowledge(parts));
    warn_of_region();
    return kb_.get();
  }
  Checked<std::vector<SourceFile>> files = world_.files.tree(settings_.data);
  if (!files.value) {
    knowledge_error_ = ExitCode::cannot_read_or_write;
    report(files.issues, knowledge_error_);
    return nullptr;
  }
  std::string shown = settings_.data;
  if (!shown.ends_with('/')) shown += '/';
  Checked<KnowledgeBase> kb = load_knowledge(std::move(*files.value), shown);
  report(kb.issues, ExitCode::bad_input);
  if (!kb.value) {
    say("This knowledge base is not used.");
    return nullptr;
  }
  kb_ = std::make_unique<KnowledgeBase>(std::move(*kb.value));
  warn_of_region();
  return kb_.get();
}

void Context::warn_of_region() {
  if (settings_.region.empty() || kb_->region(settings_.region)) return;
  std::string known;
  for (const Region& region : kb_->regions) known += " " + region.code;
  say("warning: there are no numbers for the region \"" +
      text::safe(settings_.region) +
      "\". General words are used. Known:" + known);
}

const Region* Context::region(const KnowledgeBase& kb) const {
  if (!settings_.region.empty()) return kb.region(settings_.region);
  // A locale is a hint about language, not about where somebody is: never
  // guess a number from it.
  return nullptr;
}

Setting Context::setting(const KnowledgeBase& kb) const {
  const auto made = parse_date(kb.manifest.date);
  const bool is_old =
      made &&
      today() > *made + std::chrono::months(kb.manifest.expires_after_months);
  return {region(kb), today(), std::string(kVersion), is_old};
}

bool Context::accessible_from_environment() const {
  for (const char* name : {"BACKCOACH_ACCESSIBLE", "ACCESSIBLE"}) {
    const auto value = world_.environment(name);
    if (is_set(value)) return *value != "0" && *value != "false";
  }
  return world_.environment("TERM").value_or("") == "dumb";
}

bool Context::color() const {
  if (settings_.accessible) return false;
  if (color_flag_ == "always") return true;
  if (color_flag_ == "never") return false;
  if (is_set(world_.environment("NO_COLOR"))) return false;
  for (const char* name : {"CLICOLOR_FORCE", "FORCE_COLOR"}) {
    const auto value = world_.environment(name);
    if (is_set(value) && *value != "0") return true;
  }
  if (world_.environment("CLICOLOR").value_or("") == "0") return false;
  const std::string term = world_.environment("TERM").value_or("");
  if (term.empty() || term == "dumb") return false;
  return world_.io.out_is_terminal && settings_.output == "-";
}

bool Context::utf8() const {
  // The first variable that is set decides, as in POSIX; the C library is not
  // asked, because it says ASCII for a locale that is not installed.
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const auto value = world_.environment(name);
    if (!is_set(value)) continue;
    std::string lower = *value;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
      return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    });
    return lower.find("utf-8") != std::string::npos ||
           lower.find("utf8") != std::string::npos;
  }
  return false;
}

Style Context::style() const {
  const bool screen = world_.io.out_is_terminal && settings_.output == "-";
  Style style;
  style.width = world_.io.columns;
  style.wrap = screen;
  style.color = color();
  style.accessible = settings_.accessible;
  style.ascii = screen && !utf8();
  return style;
}

std::string Context::terminal() const {
  return world_.environment("TERM").value_or("");
}

bool Context::may_prompt() const {
  return world_.io.in_is_terminal && world_.io.out_is_terminal &&
         !settings_.no_input && settings_.format != Format::json &&
         settings_.output == "-";
}

std::string Context::folder(const char* xdg, const char* fallback) const {
  if (!settings_.home.empty()) return settings_.home;
  const auto set = world_.environment(xdg);
  // The XDG specification: a relative path is to be ignored.
  if (is_set(set) && set->front() == '/') return *set + "/backcoach";
  const auto home = world_.environment("HOME");
  if (!is_set(home)) return {};
  return *home + fallback + "/backcoach";
}

std::string Context::state_folder() const {
  return folder("XDG_STATE_HOME", "/.local/state");
}

std::string Context::data_folder() const {
  return folder("XDG_DATA_HOME", "/.local/share");
}

ExitCode Context::write(const std::string& text, ExitCode otherwise) {
  if (settings_.output != "-") {
    const std::vector<Issue> issues =
        world_.files.write(settings_.output, text);
    if (issues.empty()) return otherwise;
    report(issues, ExitCode::cannot_read_or_write);
    return rescue(text, otherwise);
  }
  world_.io.out << text << std::flush;
  if (world_.io.out.good()) return otherwise;
  return rescue(text, otherwise);
}

ExitCode Context::rescue(const std::string& text, ExitCode otherwise) {
  // Words that may save somebody are not lost with a file or a stream.
  if (otherwise < ExitCode::same_day) return ExitCode::cannot_read_or_write;
  world_.io.err << text << std::flush;
  return otherwise;
}

ExitCode Context::report(const std::vector<Issue>& issues, ExitCode code) {
  for (const Issue& issue : issues) world_.io.err << describe(issue);
  world_.io.err << std::flush;
  return code;
}

void Context::say(std::string_view text) {
  if (!settings_.quiet) world_.io.err << text << std::endl;
}

void Context::complain(std::string_view text) {
  world_.io.err << text << std::endl;
}

ExitCode Context::outcome(Urgency urgency) const {
  if (settings_.exit_zero) return ExitCode::done;
  switch (urgency) {
    case Urgency::self_care:
      return ExitCode::done;
    case Urgency::routine:
    case Urgency::soon:
      return ExitCode::routine_or_soon;
    case Urgency::same_day:
      return ExitCode::same_day;
    case Urgency::emergency:
      return ExitCode::emergency;
  }
  return ExitCode::our_fault;
}

}  // namespace backcoach::cli
