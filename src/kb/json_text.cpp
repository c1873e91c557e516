#include "json_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

namespace backcoach::load {
namespace {

/// Walks JSON text and reports each key and value with its pointer and place.
/// Expects text that the parser has accepted.
class Walker {
 public:
  explicit Walker(std::string_view text) : text_(text) {}

  /// \param on_key   (pointer of the member, key, offset, is a duplicate)
  /// \param on_value (pointer, first offset, one past the last offset)
  template <class OnKey, class OnValue>
  void walk(OnKey on_key, OnValue on_value) {
    value("", on_key, on_value);
  }

 private:
  void space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' ||
                                  text_[at_] == '\t' || text_[at_] == '\r')) {
      ++at_;
    }
  }

  bool take(char c) {
    space();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  /// Goes past a string. \return whether it has an escape
  bool pass_string() {
    bool escapes = false;
    ++at_;
    while (at_ < text_.size() && text_[at_] != '"') {
      const bool escape = text_[at_] == '\\';
      escapes |= escape;
      at_ += escape ? 2U : 1U;
    }
    at_ = std::min(at_ + 1, text_.size());
    return escapes;
  }

  std::string string() {
    const std::size_t start = at_;
    const bool escapes = pass_string();
    const std::string_view whole = text_.substr(start, at_ - start);
    if (!escapes && whole.size() >= 2) {
      return std::string(whole.substr(1, whole.size() - 2));
    }
    const Json json = Json::parse(whole, nullptr,
                                  /*allow_exceptions=*/false);
    return json.is_string() ? json.get<std::string>() : std::string();
  }

  template <class OnKey, class OnValue>
  void value(const std::string& pointer, OnKey on_key, OnValue on_value) {
    space();
    const std::size_t start = at_;
    if (at_ >= text_.size()) return;
    if (text_[at_] == '{') {
      ++at_;
      std::set<std::string> keys;
      while (!take('}') && at_ < text_.size()) {
        take(',');
        space();
        const std::size_t key_at = at_;
        const std::string key = string();
        const std::string member = pointer + "/" + escape_token(key);
        on_key(member, key, key_at, !keys.insert(key).second);
        take(':');
        value(member, on_key, on_value);
      }
    } else if (text_[at_] == '[') {
      ++at_;
      for (std::size_t i = 0; !take(']') && at_ < text_.size(); ++i) {
        take(',');
        value(pointer + "/" + std::to_string(i), on_key, on_value);
      }
    } else if (text_[at_] == '"') {
      pass_string();
    } else {
      while (at_ < text_.size() &&
             std::string_view(",]} \n\t\r").find(text_[at_]) ==
                 std::string_view::npos) {
        ++at_;
      }
    }
    on_value(pointer, start, at_);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

Issue make(const std::string& file, std::string code, std::string message,
           std::string help) {
  Issue issue;
  issue.where.file = file;
  issue.code = std::move(code);
  issue.message = std::move(message);
  issue.help = std::move(help);
  return issue;
}

/// What is told of JSON before it is parsed.
struct Shape {
  /// Where nesting first exceeds the limit; npos when it does not.
  std::size_t too_deep_at = std::string_view::npos;
  std::size_t members = 0;  ///< of all objects, each as often as it is given
};

Shape shape_of(std::string_view text) {
  Shape shape;
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') in_string = true;
    if (c == ':') ++shape.members;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth > kDeepest) {
      shape.too_deep_at = i;
      break;
    }
  }
  return shape;
}

/// Members of all objects, each once.
std::size_t members_of(const Json& json) {
  std::size_t members = json.is_object() ? json.size() : 0;
  if (json.is_structured()) {
    for (const Json& one : json) members += members_of(one);
  }
  return members;
}

/// The useful end of nlohmann's message.
std::string reason_of(const std::string& what) {
  std::size_t from = what.find(" - ");
  from = from == std::string::npos ? what.find("] ") : from + 1;
  if (from == std::string::npos) return what;
  std::string reason = what.substr(from + 2);
  const std::size_t last_read = reason.find("; last read");
  return reason.substr(0, last_read);
}

void report_large_numbers(const std::string& file, std::string_view text,
                          std::vector<Issue>& issues) {
  // The parser does not say where; try every run that looks like a number.
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      for (++i; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\') ++i;
      }
      continue;
    }
    if (text[i] != '-' && (text[i] < '0' || text[i] > '9')) continue;
    const std::size_t end =
        std::min(text.find_first_not_of("+-.eE0123456789", i), text.size());
    const std::string number(text.substr(i, end - i));
    if (!std::isfinite(std::strtod(number.c_str(), nullptr))) {
      Issue issue = make(file, "out-of-range", "this number is too large", "");
      place(text, i, issue);
      issue.width = static_cast<int>(std::min<std::size_t>(end - i, 40));
      issues.push_back(std::move(issue));
      return;
    }
    i = end - 1;
  }
  issues.push_back(make(file, "out-of-range", "a number is too large", ""));
}

}  // namespace

std::string escape_token(std::string_view token) {
  std::string out;
  for (const char c : token) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

void LineIndex::place(std::size_t offset, Issue& issue) const {
  if (starts_.empty()) {
    starts_.push_back(0);
    for (std::size_t at = text_.find('\n'); at != std::string_view::npos;
         at = text_.find('\n', at + 1)) {
      starts_.push_back(at + 1);
    }
  }
  const std::string_view text = text_;
  offset = std::min(offset, text.size());
  const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const std::size_t start = *(next - 1);
  const std::size_t end = next == starts_.end() ? text.size() : *next - 1;
  issue.where.line = static_cast<int>(next - starts_.begin());
  issue.where.column = 1 + static_cast<int>(offset - start);
  constexpr std::size_t kLongestExcerpt = 16U << 10U;
  if (end - start <= kLongestExcerpt) {
    issue.excerpt = std::string(text.substr(start, end - start));
  }
}

void place(std::string_view text, std::size_t offset, Issue& issue) {
  LineIndex(text).place(offset, issue);
}

std::unique_ptr<Document> parse(std::string file, std::string text,
                                std::vector<Issue>& issues,
                                std::size_t most_issues) {
  // A byte order mark says nothing here, and some editors write one.
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.starts_with(kMark)) text.erase(0, kMark.size());
  if (auto issue = not_utf8(file, text, "not-json")) {
    issues.push_back(std::move(*issue));
    return nullptr;
  }
  const Shape shape = shape_of(text);
  if (const std::size_t deep = shape.too_deep_at; deep != std::string::npos) {
    Issue issue = make(file, "too-deep", "this is nested too deeply",
                       "nest at most " + std::to_string(kDeepest) + " levels");
    place(text, deep, issue);
    issues.push_back(std::move(issue));
    return nullptr;
  }
  auto document = std::make_unique<Document>();
  try {
    document->json = Json::parse(text);
  } catch (const Json::parse_error& error) {
    // What stands before the fault was read; what stands behind it may be the
    // first that a person sees.
    if (const auto slip = json_slip(text); slip && slip->at <= error.byte + 1) {
      Issue issue =
          make(file, "not-json", "this is not valid JSON: " + slip->message,
               slip->help);
      place(text, slip->at, issue);
      issue.width = static_cast<int>(std::max<std::size_t>(1, slip->width));
      issues.push_back(std::move(issue));
      return nullptr;
    }
    Issue issue = make(file, "not-json",
                       "this is not valid JSON: " + reason_of(error.what()),
                       text.empty() ? "the file is empty" : "");
    place(text, error.byte > 0 ? error.byte - 1 : 0, issue);
    issues.push_back(std::move(issue));
    return nullptr;
  } catch (const Json::exception&) {
    report_large_numbers(file, text, issues);
    return nullptr;
  }
  document->most_issues = most_issues;
  document->file = std::move(file);
  document->text = std::move(text);
  if (members_of(document->json) == shape.members) return document;
  const LineIndex lines(document->text);
  Walker(document->text)
      .walk(
          [&](const std::string& pointer, const std::string& key,
              std::size_t offset, bool duplicate) {
            if (!duplicate || issues.size() >= most_issues) return;
            Issue issue = make(document->file, "duplicate-key",
                               "\"" + key + "\" is given more than once",
                               "keep one of them");
            issue.where.pointer = pointer;
            if (issues.size() < kMostIssuesShown) lines.place(offset, issue);
            issue.width = static_cast<int>(key.size()) + 2;
            issues.push_back(std::move(issue));
          },
          [](const std::string&, std::size_t, std::size_t) {});
  return document;
}

namespace {

/// Where everything of `document` stands.
const std::map<std::string, Document::Place, std::less<>>& places_of(
    const Document& document) {
  auto& places = document.places;
  if (places.empty()) {
    Walker(document.text)
        .walk(
            [&](const std::string& seen, const std::string& key, std::size_t at,
                bool) {
              places[seen].key = at;
              places[seen].key_length = key.size() + 2;
            },
            [&](const std::string& seen, std::size_t start, std::size_t end) {
              places[seen].start = start;
              places[seen].end = end;
            });
  }
  return places;
}

}  // namespace

std::string_view text_at(const Document& document, std::string_view pointer) {
  const auto& places = places_of(document);
  const auto it = places.find(pointer);
  if (it == places.end()) return {};
  return std::string_view(document.text)
      .substr(it->second.start, it->second.end - it->second.start);
}

void locate(const Document& document, std::string_view pointer, Part part,
            Issue& issue) {
  const auto& places = places_of(document);
  // A key that is missing is shown in its nearest parent that exists.
  auto it = places.find(pointer);
  while (it == places.end() && !pointer.empty()) {
    pointer = pointer.substr(0, pointer.rfind('/'));
    it = places.find(pointer);
    part = Part::value;
  }
  if (it == places.end()) return;
  const Document::Place& found = it->second;
  const bool at_key = part == Part::key && found.key_length > 0;
  const std::size_t start = at_key ? found.key : found.start;
  const std::size_t end = at_key ? found.key + found.key_length : found.end;
  if (!document.lines) document.lines.emplace(document.text);
  document.lines->place(start, issue);
  if (issue.excerpt.empty()) return;
  const std::size_t rest =
      issue.excerpt.size() + 1 - static_cast<std::size_t>(issue.where.column);
  issue.width = static_cast<int>(std::min(end - start, rest));
}

}  // namespace backcoach::load
