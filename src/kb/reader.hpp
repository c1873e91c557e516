#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "backcoach/issue.hpp"
#include "json_text.hpp"

namespace backcoach::load {

/// Reads one JSON object, key by key. Whatever is missing, of the wrong type or
/// unknown becomes an issue; reading goes on with an empty value, so that one
/// run shows everything.
class Reader {
 public:
  Reader(const Document& document, const Json& json, std::string pointer,
         std::vector<Issue>& issues);

  /// \return false (with an issue) unless the value is an object.
  bool is_object();

  [[nodiscard]] bool has(std::string_view key);
  std::string text(std::string_view key, bool required = true);
  std::vector<std::string> texts(std::string_view key, bool required = true);
  int integer(std::string_view key, int otherwise);
  double number(std::string_view key, double otherwise);
  /// A number that has to be there; 0 after reporting that it is not.
  double number(std::string_view key);
  bool flag(std::string_view key, bool otherwise = false);
  /// The object under `key`; empty when absent (an issue if required).
  std::optional<Reader> object(std::string_view key, bool required = true);
  /// The objects of the list under `key`.
  std::vector<Reader> objects(std::string_view key, bool required = true);
  /// The raw value under `key`; nullptr when absent (an issue if required).
  const Json* raw(std::string_view key, bool required = true);
  /// A word of a fixed list. \return empty after reporting an unknown one.
  template <class T>
  T word(std::string_view key, std::optional<T> (*named)(std::string_view),
         T otherwise) {
    const std::string text_found = text(key);
    if (text_found.empty()) return otherwise;
    if (const std::optional<T> found = named(text_found)) return *found;
    error(std::string(key), "unknown-value",
          "\"" + text_found + "\" is not known here", "");
    return otherwise;
  }

  /// A required text that is one of `allowed`; another is an issue.
  std::string one_of(std::string_view key,
                     const std::vector<std::string>& allowed);

  /// `clinical_review`: "pending", or "signed" and the day of it.
  std::string review();

  /// The whole object, for names that are data: every key counts as read.
  const Json& members();

  /// Takes every key as known, after a problem that explains them.
  void accept_all();

  /// Reports every key that nothing asked for. Call last.
  void finish();

  /// An issue about the value under `key` ("" = this object).
  void error(const std::string& key, std::string code, std::string message,
             std::string help = {}, Severity severity = Severity::error);
  /// An issue about the key itself.
  void key_error(const std::string& key, std::string code, std::string message,
                 std::string help = {});

  /// Whether there are so many problems already that nobody guesses any more
  /// what was meant.
  [[nodiscard]] bool crowded() const;

  [[nodiscard]] const Json& json() const { return *json_; }
  [[nodiscard]] const std::string& pointer() const { return pointer_; }
  [[nodiscard]] const Document& document() const { return *document_; }
  [[nodiscard]] std::vector<Issue>& issues() const { return *issues_; }

  /// The value is there and is no `wanted`, such as "a text".
  void wrong_type(std::string_view key, std::string_view wanted);

 private:
  void add(const std::string& pointer, Part part, std::string code,
           std::string message, std::string help, Severity severity);

  const Document* document_;
  const Json* json_;
  std::string pointer_;
  std::vector<Issue>* issues_;
  std::set<std::string, std::less<>> known_;
};

/// "a string", "a number", … for messages.
[[nodiscard]] std::string_view type_name(const Json& json);

}  // namespace backcoach::load
