/// \file
/// Problems found in data that somebody wrote, as values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace backcoach {

enum class Severity { warning, error };

/// A place in a file that a person can edit.
struct Location {
  std::string file;     ///< path as the user gave it; "-" is standard input
  int line = 0;         ///< 1-based; 0 = unknown
  int column = 0;       ///< 1-based, in bytes; 0 = unknown
  std::string pointer;  ///< RFC 6901 JSON pointer; "" = the whole document
  friend bool operator==(const Location&, const Location&) = default;
};

/// One thing wrong with data that somebody wrote. A value, not an exception: a
/// loader reports every issue it can find, so that one run shows them all.
struct Issue {
  Severity severity = Severity::error;
  std::string code;     ///< stable kebab-case name, listed in docs/errors.md
  Location where;       ///< where to look
  std::string message;  ///< what is wrong; no full stop
  std::string excerpt;  ///< the line at fault, without its end; may be empty
  int width = 1;        ///< how many columns the caret line underlines
  std::string help;     ///< the next thing to try; may be empty
  friend bool operator==(const Issue&, const Issue&) = default;
};

/// One line: `FILE:LINE:COLUMN: error: MESSAGE (at POINTER) [CODE]`.
/// Parts that are not known are left out.
[[nodiscard]] std::string to_string(const Issue& issue);

/// The line of `to_string`, then the excerpt with a caret, then the help.
/// Control characters of the excerpt are shown as `?`, so hostile input never
/// reaches a terminal raw. Ends in a newline.
[[nodiscard]] std::string describe(const Issue& issue);

/// So many problems of one input are shown, and have their line and excerpt;
/// all of them are counted.
inline constexpr std::size_t kMostIssuesShown = 100;

/// A value and everything noticed while making it.
/// Invariant: `value` is empty exactly when some issue is an error.
template <class T>
struct Checked {
  std::optional<T> value;
  std::vector<Issue> issues;
};

/// \return whether any of `issues` is an error (warnings alone do not stop).
[[nodiscard]] bool has_error(const std::vector<Issue>& issues);

}  // namespace backcoach
