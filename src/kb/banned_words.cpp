#include "banned_words.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace backcoach::load {
namespace {

using Words = std::vector<std::string>;

/// Never shown as prose: names, conditions and what is for authors. The same
/// list stands in tests/words/texts.py.
const std::set<std::string, std::less<>> kHidden = {
    "$schema",     "provenance",   "clinical_review",
    "when",        "who",          "soon_if",
    "never_when",  "only_when",    "examples",
    "applies_to",  "key",          "url",
    "role",        "janda",        "tone",
    "muscle",      "verification", "aliases",
    "number",      "also",         "source",
    "also_source", "code",         "note",
    "accuracy",    "means",        "id",
    "name"};

bool has_prose(const std::string& path) {
  for (const char* folder : {"schema/", "cases/", "words/"}) {
    if (path.starts_with(folder)) return false;
  }
  // Names, titles and quoted claims.
  const std::set<std::string> others = {"sources.json",  "manifest.json",
                                        "evidence.json", "findings.json",
                                        "facts.json",    "history.json"};
  return !others.contains(path);
}

/// The words of a text in small letters; marks between them do not count.
Words words_of(std::string_view text) {
  Words words;
  std::string word;
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool lower = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                       c == '\'' || c == '_';
    if (upper || lower) {
      word += upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

struct Banned {
  Words words;
  std::string phrase;
  std::string say;
  std::string because;
  std::string group;
};

/// Where a phrase may stand all the same.
struct Allowed {
  std::set<std::string> files;
  std::set<std::string> fields;
  std::set<std::string> ids;
  std::set<std::string> skip;
};

std::set<std::string> strings(const Json& object, const char* key) {
  std::set<std::string> out;
  const auto it = object.find(key);
  if (it == object.end() || !it->is_array()) return out;
  for (const Json& one : *it) {
    if (one.is_string()) out.insert(one.get<std::string>());
  }
  return out;
}

std::string text_at(const Json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : "";
}

class Checker {
 public:
  Checker(const Json& rules, std::vector<Issue>& issues) : issues_(issues) {
    for (const Json& one : rules.value("banned", Json::array())) {
      if (!one.is_object()) continue;
      Banned banned{words_of(text_at(one, "phrase")), text_at(one, "phrase"),
                    text_at(one, "say"), text_at(one, "because"),
                    text_at(one, "group")};
      if (banned.words.empty()) continue;
      const std::string first = banned.words[0];
      by_first_word_.emplace(first, std::move(banned));
    }
    for (const Json& one : rules.value("allow", Json::array())) {
      if (!one.is_object()) continue;
      allowed_.push_back({strings(one, "files"), strings(one, "fields"),
                          strings(one, "ids"), strings(one, "skip")});
    }
  }

  void check(const std::string& path, const Document& document) {
    path_ = &path;
    document_ = &document;
    walk(document.json, "", "", text_at(document.json, "id"));
  }

 private:
  void walk(const Json& value, const std::string& pointer,
            const std::string& field, const std::string& id) {
    if (value.is_string()) {
      look(value.get_ref<const std::string&>(), pointer, field, id);
    } else if (value.is_array()) {
      for (std::size_t i = 0; i < value.size(); ++i) {
        walk(value[i], pointer + "/" + std::to_string(i), field, id);
      }
    } else if (value.is_object()) {
      const std::string own = text_at(value, "id");
      for (const auto& [key, part] : value.items()) {
        if (kHidden.contains(key)) continue;
        walk(part, pointer + "/" + escape_token(key), key,
             own.empty() ? id : own);
      }
    }
  }

  void look(const std::string& text, const std::string& pointer,
            const std::string& field, const std::string& id) {
    // A single word in small letters is a name of the data, not prose.
    const bool is_name = text.find(' ') == std::string::npos &&
                         std::none_of(text.begin(), text.end(), [](char c) {
                           return c >= 'A' && c <= 'Z';
                         });
    if (is_name && field != "text") return;
    look_at_places(text, pointer);
    const Words words = words_of(text);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto [first, last] = by_first_word_.equal_range(words[i]);
      for (auto it = first; it != last; ++it) {
        const Words& wanted = it->second.words;
        const bool here =
            i + wanted.size() <= words.size() &&
            std::equal(wanted.begin(), wanted.end(),
                       words.begin() + static_cast<std::ptrdiff_t>(i));
        if (here && !is_allowed(it->second, field, id)) {
          report(it->second, pointer);
        }
      }
    }
  }

  /// A place for a number or a word: {emergency_number}. Written otherwise it
  /// would stand on the page as it is.
  void look_at_places(const std::string& text, const std::string& pointer) {
    for (std::size_t at = text.find('{'); at != std::string::npos;
         at = text.find('{', at + 1)) {
      const std::size_t end = text.find_first_not_of(kPlace, at + 1);
      if (end != std::string::npos && text[end] == '}' && end > at + 1)
        continue;
      Issue issue;
      issue.code = "unknown-place";
      issue.where.file = document_->file;
      issue.where.pointer = pointer;
      issue.message = "what is in { } is no name of a number or a word";
      issue.help = "write it as in {emergency_number}";
      locate(*document_, pointer, Part::value, issue);
      issues_.push_back(std::move(issue));
    }
  }

  [[nodiscard]] bool is_allowed(const Banned& banned, const std::string& field,
                                const std::string& id) const {
    const auto fits = [](const std::set<std::string>& list,
                         const std::string& one) {
      return list.empty() || list.contains(one);
    };
    return std::any_of(allowed_.begin(), allowed_.end(),
                       [&](const Allowed& one) {
                         const bool skips = one.skip.contains("all") ||
                                            one.skip.contains(banned.group) ||
                                            one.skip.contains(banned.phrase);
                         return skips && fits(one.files, *path_) &&
                                fits(one.fields, field) && fits(one.ids, id);
                       });
  }

  void report(const Banned& banned, const std::string& pointer) {
    Issue issue;
    issue.code = "banned-phrase";
    issue.where.file = document_->file;
    issue.where.pointer = pointer;
    issue.message = "do not say \"" + banned.phrase + "\": " + banned.because;
    if (!banned.say.empty()) issue.help = "say: " + banned.say;
    locate(*document_, pointer, Part::value, issue);
    issues_.push_back(std::move(issue));
  }

  static constexpr std::string_view kPlace =
      "abcdefghijklmnopqrstuvwxyz_0123456789";
  std::multimap<std::string, Banned> by_first_word_;
  std::vector<Allowed> allowed_;
  std::vector<Issue>& issues_;
  const std::string* path_ = nullptr;
  const Document* document_ = nullptr;
};

}  // namespace

void refuse_banned_words(
    const std::map<std::string, std::unique_ptr<Document>>& documents,
    std::vector<Issue>& issues) {
  const auto rules = documents.find("words/rules.json");
  if (rules == documents.end() || !rules->second->json.is_object()) return;
  Checker checker(rules->second->json, issues);
  for (const auto& [path, document] : documents) {
    if (has_prose(path)) checker.check(path, *document);
  }
}

}  // namespace backcoach::load
