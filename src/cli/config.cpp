// The only file that includes toml++.
#include "config.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "../base/edit_distance.hpp"
#include "../base/width.hpp"
#include "../kb/text_fault.hpp"
#include "figures.hpp"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace backcoach::cli {
namespace {

using Value = std::optional<std::string>;

Value read_region(std::string_view value) {
  const bool letters =
      value.size() == 2 && std::all_of(value.begin(), value.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      });
  if (!letters) return std::nullopt;
  std::string out(value);
  for (char& c : out) {
    if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

Value read_clock(std::string_view value) {
  return minutes_of(value) ? Value(value) : std::nullopt;
}

/// Two times with a dash between, such as 09:00-17:00.
Value read_hours(std::string_view value) {
  const std::size_t dash = value.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto from = minutes_of(value.substr(0, dash));
  const auto until = minutes_of(value.substr(dash + 1));
  return from && until && *from != *until ? Value(value) : std::nullopt;
}

Value read_switch(std::string_view value) {
  return value == "true" || value == "false" ? Value(value) : std::nullopt;
}

Value read_color(std::string_view value) {
  const bool known = value == "auto" || value == "always" || value == "never";
  return known ? Value(value) : std::nullopt;
}

Value read_figure(std::string_view value) {
  return figure_style_named(value) ? Value(value) : std::nullopt;
}

Value read_folder(std::string_view value) {
  return value.empty() ? std::nullopt : Value(value);
}

constexpr std::array kKeys = {
    ConfigKey{"region", "two letters, such as GB",
              "country for telephone numbers", read_region},
    ConfigKey{"wake", "a time, such as 07:00", "when your day begins",
              read_clock},
    ConfigKey{"bed", "a time, such as 22:30", "when your day ends", read_clock},
    ConfigKey{"work", "two times, such as 09:00-17:00",
              "when you are at work: nothing on the floor then", read_hours},
    ConfigKey{"accessible", "true or false", "plain lines for screen readers",
              read_switch, true},
    ConfigKey{"color", "auto, always or never", "colour on terminals",
              read_color},
    ConfigKey{"figure", "quadrant, braille, ascii or none",
              "how pictures are drawn", read_figure},
    ConfigKey{"data", "a folder", "another knowledge base", read_folder},
};

Issue issue_at(const std::string& file, const toml::source_region& where,
               std::string code, std::string message, std::string help) {
  Issue issue;
  issue.where.file = file;
  issue.where.line = static_cast<int>(where.begin.line);
  issue.where.column = static_cast<int>(where.begin.column);
  issue.code = std::move(code);
  issue.message = std::move(message);
  issue.help = std::move(help);
  return issue;
}

/// Where in a line of TOML a byte stands.
class LineState {
 public:
  enum class In { code, quotes, comment };
  [[nodiscard]] In in() const {
    if (comment_) return In::comment;
    return quote_ != 0 ? In::quotes : In::code;
  }
  [[nodiscard]] bool is_blank() const { return blank_; }

  void take(char c) {
    if (c == '\n') {
      *this = LineState();
      return;
    }
    const bool escaped = std::exchange(escaped_, false);
    if (in() == In::quotes) {
      if (c == quote_ && !escaped) quote_ = 0;
      escaped_ = c == '\\' && !escaped && quote_ == '"';
    } else if (in() == In::code) {
      if (c == '"' || c == '\'') quote_ = c;
      comment_ = c == '#';
    }
    blank_ = blank_ && (c == ' ' || c == '\t' || c == '\r');
  }

 private:
  char quote_ = 0;
  bool comment_ = false;
  bool escaped_ = false;
  bool blank_ = true;
};

/// What a letter beyond ASCII outside of quotes is.
std::string_view odd_letter(std::string_view text, std::size_t at) {
  const char32_t c = text::decode(text, at).value;
  const bool curly = (c >= 0x2018 && c <= 0x201F) || c == 0x00AB || c == 0x00BB;
  if (curly) return "this is a curly quote; a config takes straight ones";
  if (c == 0x00A0 || c == 0x202F || (c >= 0x2000 && c <= 0x200F)) {
    return "this is a no-break or odd space; type a plain one";
  }
  return "a letter like this needs quotes around it";
}

/// What is wrong with `c`; empty when nothing is.
std::string_view fault_of(char c, const LineState& line) {
  constexpr unsigned char kFirstPlain = 0x20;
  constexpr unsigned char kDelete = 0x7F;
  const auto byte = static_cast<unsigned char>(c);
  const bool space = c == '\t' || c == '\n' || c == '\r';
  if ((byte < kFirstPlain && !space) || byte == kDelete) {
    return "there is a control character here";
  }
  if (byte > kDelete && line.in() == LineState::In::code) {
    return "a letter like this needs quotes around it";
  }
  if (c == '[' && line.is_blank()) return "a config has no sections";
  return {};
}

/// What toml++ is not given to read, because it takes parts of it for granted
/// and stops the program, or worse, where they are not so: control characters,
/// heads of sections, letters beyond ASCII outside of quotes.
std::optional<Issue> unreadable(const std::string& file,
                                std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  toml::source_region where;
  where.begin = {1, 1};
  LineState line;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    std::string_view fault = fault_of(c, line);
    if (!fault.empty() && static_cast<unsigned char>(c) >= 0x80) {
      fault = odd_letter(text, at);
    }
    if (!fault.empty()) {
      return issue_at(file, where, "not-toml", std::string(fault),
                      "a line looks like: region = \"GB\"");
    }
    line.take(c);
    ++where.begin.column;
    if (c == '\n') where.begin = {where.begin.line + 1, 1};
  }
  return std::nullopt;
}

std::string key_name(std::string_view line) {
  const std::size_t start = line.find_first_not_of(" \t");
  const std::size_t equals = line.find('=');
  if (start == std::string_view::npos || equals == std::string_view::npos ||
      line[start] == '#') {
    return {};
  }
  const std::size_t end = line.find_last_not_of(" \t", equals - 1);
  return std::string(line.substr(start, end + 1 - start));
}

std::string toml_text(std::string_view value) {
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// The text of a value that is written without thought for its type.
Value text_of(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const auto flag = node.value_exact<bool>()) {
    return std::string(*flag ? "true" : "false");
  }
  return std::nullopt;
}

/// One line of the file.
std::string line_of(const ConfigKey& key, const std::string& value) {
  return std::string(key.name) + " = " +
         (key.is_switch ? value : toml_text(value)) + "\n";
}

/// `text` with the line of `key` changed, added or left out.
std::string with_line(const std::string& text, const ConfigKey& key,
                      const std::optional<std::string>& value) {
  const std::string line = value ? line_of(key, *value) : std::string();
  std::string out;
  bool done = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string one = text.substr(at, end - at);
    at = end + 1;
    if (key_name(one) != key.name) {
      out += one + "\n";
    } else if (!done) {
      out += line;
      done = true;
    }
  }
  return done ? out : out + line;
}

/// The lines that are settings by themselves.
std::string readable_lines(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    const Checked<Config> one = read_config({}, line);
    const bool good = one.value && one.issues.empty() && !one.value->empty();
    if (good) out += line + "\n";
  }
  return out;
}

}  // namespace

std::string without_key(const std::string& text, std::string_view name) {
  const std::string readable =
      read_config({}, text).value ? text : readable_lines(text);
  std::string out;
  for (std::size_t at = 0; at < readable.size();) {
    const std::size_t end = std::min(readable.find('\n', at), readable.size());
    const std::string line = readable.substr(at, end - at);
    at = end + 1;
    if (key_name(line) != name) out += line + "\n";
  }
  return out;
}

std::span<const ConfigKey> config_keys() { return kKeys; }

const ConfigKey* config_key(std::string_view name) {
  const auto it =
      std::find_if(kKeys.begin(), kKeys.end(),
                   [&](const ConfigKey& one) { return one.name == name; });
  return it == kKeys.end() ? nullptr : &*it;
}

std::optional<int> minutes_of(std::string_view clock) {
  constexpr int kHours = 24;
  constexpr int kMinutes = 60;
  const auto digit = [&](std::size_t at) {
    return clock[at] >= '0' && clock[at] <= '9' ? clock[at] - '0' : 1000;
  };
  if (clock.size() != 5 || clock[2] != ':') return std::nullopt;
  const int hour = digit(0) * 10 + digit(1);
  const int minute = digit(3) * 10 + digit(4);
  if (hour >= kHours || minute >= kMinutes) return std::nullopt;
  return hour * kMinutes + minute;
}

Checked<Config> read_config(const std::string& file, const std::string& text) {
  Checked<Config> result;
  if (auto issue = load::not_utf8(file, text, "not-toml")) {
    result.issues.push_back(std::move(*issue));
    return result;
  }
  if (auto issue = unreadable(file, text)) {
    result.issues.push_back(std::move(*issue));
    return result;
  }
  const toml::parse_result parsed = toml::parse(text, file);
  if (!parsed) {
    result.issues.push_back(issue_at(file, parsed.error().source(), "not-toml",
                                     std::string(parsed.error().description()),
                                     "a line looks like: region = \"GB\""));
    return result;
  }
  Config config;
  std::vector<std::string> names;
  for (const ConfigKey& key : kKeys) names.emplace_back(key.name);
  for (const auto& [name, node] : parsed.table()) {
    const ConfigKey* key = config_key(name.str());
    if (!key) {
      const std::string near = text::nearest(std::string(name.str()), names);
      result.issues.push_back(
          issue_at(file, name.source(), "unknown-key",
                   "there is no key \"" + std::string(name.str()) + "\"",
                   near.empty() ? "see: backcoach config list"
                                : "did you mean \"" + near + "\"?"));
      continue;
    }
    const Value written = text_of(node);
    const Value value = written ? key->read(*written) : std::nullopt;
    if (value) {
      config.emplace(name.str(), *value);
      continue;
    }
    result.issues.push_back(
        issue_at(file, node.source(), "unknown-value",
                 "this is no value of \"" + std::string(key->name) + "\"",
                 "it takes " + std::string(key->takes)));
  }
  // What is right of it counts, whatever else is wrong.
  for (Issue& issue : result.issues) issue.severity = Severity::warning;
  result.value = std::move(config);
  return result;
}

std::string with_key(const std::string& text, const ConfigKey& key,
                     const std::optional<std::string>& value) {
  std::string out = with_line(text, key, value);
  Checked<Config> wanted = read_config({}, text);
  if (!wanted.value) {
    // What cannot be read as a whole is taken line by line, and written anew.
    out = with_line(readable_lines(text), key, value);
    return out;
  }
  if (value) {
    (*wanted.value)[std::string(key.name)] = *value;
  } else {
    wanted.value->erase(std::string(key.name));
  }
  // A line does not show everything: the mark of an editor before it, a quoted
  // name, a value over several lines. Then the file is written anew.
  const Checked<Config> now = read_config({}, out);
  if (now.value && *now.value == *wanted.value) return out;
  out.clear();
  for (const auto& [name, kept] : *wanted.value) {
    out += line_of(*config_key(name), kept);
  }
  return out;
}

}  // namespace backcoach::cli
