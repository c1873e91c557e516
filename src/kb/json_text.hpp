#pragma once

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "backcoach/issue.hpp"
#include "text_fault.hpp"

namespace backcoach::load {

using Json = nlohmann::json;

/// Where the lines of a text begin, so that each of many problems is placed
/// without counting lines again.
class LineIndex {
 public:
  /// \param text  outlives this.
  explicit LineIndex(std::string_view text) : text_(text) {}
  /// As the free `place`.
  void place(std::size_t offset, Issue& issue) const;

 private:
  std::string_view text_;
  mutable std::vector<std::size_t> starts_;  ///< filled by the first `place`
};

/// A file that has been parsed, with the text for error messages.
struct Document {
  std::string file;
  std::string text;
  Json json;
  /// Who reads a million lines wants no million issues of one of them.
  std::size_t most_issues = static_cast<std::size_t>(-1);
  /// Where keys and values stand, by pointer; filled by the first `locate`.
  struct Place {
    std::size_t key = 0;
    std::size_t key_length = 0;
    std::size_t start = 0;
    std::size_t end = 0;
  };
  mutable std::map<std::string, Place, std::less<>> places = {};
  /// Pointers of the values that somebody asked for.
  mutable std::set<std::string, std::less<>> asked = {};
  /// Pointers of what is written for a feature to come.
  std::set<std::string, std::less<>> waiting = {};
  mutable std::optional<LineIndex> lines = {};  ///< made by the first `locate`
};

/// Nesting deeper than this is refused: no file of ours needs it, and it keeps
/// every walk over a document shallow.
inline constexpr int kDeepest = 64;

/// Parses `text`. Syntax errors, duplicate keys, numbers too large to hold and
/// too deep nesting become issues.
/// \param most_issues  of this document; what comes after is not reported.
/// \return empty when the text cannot be used.
[[nodiscard]] std::unique_ptr<Document> parse(
    std::string file, std::string text, std::vector<Issue>& issues,
    std::size_t most_issues = static_cast<std::size_t>(-1));

/// What of a value an issue points at.
enum class Part { value, key };

/// The place of the value (or of its key) that `pointer` names, with the line
/// as excerpt. An unknown pointer gives the place of its nearest parent.
void locate(const Document& document, std::string_view pointer, Part part,
            Issue& issue);

/// Fills line, column and excerpt from a byte offset. A line too long to be
/// read by anybody is no excerpt.
void place(std::string_view text, std::size_t offset, Issue& issue);

/// The octets of the value that `pointer` names, as they stand in the text;
/// empty when there is none.
[[nodiscard]] std::string_view text_at(const Document& document,
                                       std::string_view pointer);

/// `token` as it stands in a JSON pointer (RFC 6901).
[[nodiscard]] std::string escape_token(std::string_view token);

}  // namespace backcoach::load
