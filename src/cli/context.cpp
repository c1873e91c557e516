#include "context.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "../base/width.hpp"
#include "../term/time.hpp"
#include "embedded.hpp"
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

/// Names of --format, which are endings of files too.
std::optional<Format> format_named(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, Format>, 8> kNames = {
      {{"text", Format::text},
       {"txt", Format::text},
       {"json", Format::json},
       {"markdown", Format::markdown},
       {"md", Format::markdown},
       {"html", Format::html},
       {"htm", Format::html},
       {"ics", Format::ics}}};
  for (const auto& [known, format] : kNames) {
    if (known == name) return format;
  }
  return std::nullopt;
}

}  // namespace

Context::Context(World world, const Arguments& arguments)
    : world_(std::move(world)),
      now_(world_.clock()),
      utc_(world_.utc_clock
               ? world_.utc_clock()
               : std::chrono::sys_seconds(now_.time_since_epoch())) {
  refuse_empty_variables();
  settings_.home = arguments.value("home");
  read_config_file();
  const auto configured = [&](std::string_view key) {
    const auto it = config_.find(key);
    return it == config_.end() ? std::string() : it->second;
  };
  settings_.helper = arguments.has("helper");
  settings_.accessible =
      arguments.has("accessible") ||
      accessible_from_environment(configured("accessible") == "true");
  settings_.no_input = arguments.has("no-input");
  settings_.quiet = arguments.has("quiet");
  settings_.exit_zero = arguments.has("exit-zero");
  const std::string nothing =
      world_.environment("BACKCOACH_NO_DIARY").value_or("");
  settings_.no_diary =
      arguments.has("no-diary") || (!nothing.empty() && nothing != "0");
  if (arguments.has("output")) settings_.output = arguments.value("output");
  settings_.data =
      arguments.has("data")
          ? arguments.value("data")
          : world_.environment("BACKCOACH_DATA").value_or(configured("data"));
  settings_.region = arguments.has("region")
                         ? arguments.value("region")
                         : world_.environment("BACKCOACH_REGION")
                               .value_or(configured("region"));
  color_flag_ = arguments.value("color");
  if (!color_flag_.empty() && color_flag_ != "auto" &&
      color_flag_ != "always" && color_flag_ != "never") {
    issues_.push_back(setting_issue("unknown-value",
                                    "--color takes auto, always or never", ""));
  }
  if (color_flag_.empty()) color_flag_ = configured("color");
  read_format(arguments);
  read_clock(arguments);
}

std::string Context::config_path() const {
  const std::string where = folder("XDG_CONFIG_HOME", "/.config");
  return where.empty() ? where : where + "/config.toml";
}

void Context::read_config_file() {
  const std::string path = config_path();
  // Most people have none, and then this is all it costs.
  if (path.empty() || !world_.files.exists(path)) return;
  Checked<std::string> text = world_.files.read(path);
  if (!text.value) {
    config_issues_ = std::move(text.issues);
    return;
  }
  Checked<Config> config = read_config(path, *text.value);
  config_issues_ = std::move(config.issues);
  if (config.value) config_ = std::move(*config.value);
}

void Context::read_format(const Arguments& arguments) {
  if (arguments.has("json")) {
    settings_.format = Format::json;
    return;
  }
  const std::string format = arguments.value("format");
  if (format.empty()) {
    // A file name says what is wanted, as far as its ending is known.
    const std::size_t dot = settings_.output.rfind('.');
    if (dot == std::string::npos) return;
    const auto by_ending = format_named(settings_.output.substr(dot + 1));
    settings_.format = by_ending.value_or(Format::text);
    return;
  }
  if (const auto named = format_named(format)) {
    settings_.format = *named;
  } else {
    issues_.push_back(setting_issue(
        "unknown-value", "--format \"" + format + "\" is not known here",
        "it takes text, json, markdown, html or ics"));
  }
}

void Context::read_clock(const Arguments& arguments) {
  const std::string now =
      arguments.has("now") ? arguments.value("now")
                           : world_.environment("BACKCOACH_NOW").value_or("");
  if (now.empty()) return;
  if (const auto time = parse_time(now)) {
    now_ = *time;
    const auto ahead = parse_offset(now).value_or(std::chrono::seconds(0));
    utc_ = std::chrono::sys_seconds(now_.time_since_epoch() - ahead);
  } else {
    const char* const from = arguments.has("now") ? "--now" : "BACKCOACH_NOW";
    issues_.push_back(setting_issue(
        "wrong-type", std::string(from) + ": \"" + now + "\" is not a time",
        "write, for example, 2026-11-21T08:30, 2026-11-21T08:30:00.5 or "
        "2026-11-21T08:30+01:00"));
  }
}

void Context::refuse_empty_variables() {
  // A variable of ours that is set to nothing is a slip of a script; those of
  // others (NO_COLOR, XDG_DATA_HOME) say themselves that empty is not set.
  for (const char* name : {"BACKCOACH_NOW", "BACKCOACH_DATA",
                           "BACKCOACH_REGION", "BACKCOACH_ACCESSIBLE"}) {
    const auto value = world_.environment(name);
    if (!value || !value->empty()) continue;
    issues_.push_back(
        setting_issue("unknown-value", std::string(name) + " is empty",
                      "give it a value, or: unset " + std::string(name)));
  }
}

std::chrono::year_month_day Context::today() const {
  const auto midnight = std::chrono::floor<std::chrono::days>(now_);
  const auto minute =
      std::chrono::floor<std::chrono::minutes>(now_ - midnight).count();
  const auto clock = [&](std::string_view key) -> std::optional<int> {
    const auto it = config_.find(key);
    return it == config_.end() ? std::nullopt : minutes_of(it->second);
  };
  constexpr int kNoon = 12 * 60;
  const auto bed = clock("bed");
  const bool past_midnight = bed && *bed < clock("wake").value_or(kNoon);
  const bool still_up = past_midnight && minute < *bed;
  return std::chrono::year_month_day(midnight -
                                     std::chrono::days(still_up ? 1 : 0));
}

int Context::minute_of_today() const {
  const std::chrono::local_seconds midnight{std::chrono::local_days(today())};
  return static_cast<int>(
      std::chrono::floor<std::chrono::minutes>(now_ - midnight).count());
}

const KnowledgeBase* Context::knowledge(Parts parts) {
  if (kb_) return kb_;
  if (settings_.data.empty()) {
    kb_ = &embedded_knowledge(parts);
    warn_of_region();
    return kb_;
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
  own_kb_ = std::make_unique<KnowledgeBase>(std::move(*kb.value));
  kb_ = own_kb_.get();
  warn_of_region();
  return kb_;
}

std::optional<Manifest> Context::manifest() {
  // With a region there may be something to warn of.
  if (!kb_ && settings_.data.empty() && settings_.region.empty()) {
    return embedded_manifest();
  }
  const KnowledgeBase* kb = knowledge();
  if (!kb) return std::nullopt;
  return kb->manifest;
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
  return {region(kb), today(), std::string(kVersion), is_old,
          minute_of_today()};
}

bool Context::accessible_from_environment(bool otherwise) const {
  for (const char* name : {"BACKCOACH_ACCESSIBLE", "ACCESSIBLE"}) {
    const auto value = world_.environment(name);
    if (is_set(value)) return *value != "0" && *value != "false";
  }
  return otherwise || world_.environment("TERM").value_or("") == "dumb";
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
  if (settings_.no_diary) return {};
  return folder("XDG_STATE_HOME", "/.local/state");
}

std::string Context::data_folder() const {
  if (settings_.no_diary) return {};
  return folder("XDG_DATA_HOME", "/.local/share");
}

std::string Context::diary_path() const {
  const std::string folder = data_folder();
  return folder.empty() ? folder : folder + "/diary.db";
}

Checked<std::shared_ptr<store::Store>> Context::diary(store::Access access) {
  if (diary_) return {diary_, {}};
  const std::string path = diary_path();
  if (path.empty()) {
    if (access != store::Access::write) return {nullptr, {}};
    return {std::nullopt,
            {setting_issue("cannot-write", "there is no home folder",
                           "say where to keep the diary: --home DIR")}};
  }
  if (access != store::Access::write) {
    if (!world_.files.exists(path)) return {nullptr, {}};
    return world_.open_diary(path, access);
  }
  if (auto issues = world_.files.ensure(path); !issues.empty()) {
    return {std::nullopt, std::move(issues)};
  }
  auto opened = world_.open_diary(path, access);
  if (opened.value) diary_ = *opened.value;
  return opened;
}

}  // namespace backcoach::cli
