#pragma once

#include <span>
#include <string_view>

#include "../engine/lanes.hpp"
#include "names.hpp"

namespace backcoach::batch {

/// Reads answers straight into a lane, without a tree in between. It knows
/// only the plain ways to write answers; whatever is unusual or wrong is left
/// to `load_answers`, which reads everything and has the messages.
class LineReader {
 public:
  LineReader(const KnowledgeBase& kb, const Names& names, engine::Lanes& lanes);

  /// \param text    where the offsets of `tokens` count from.
  /// \param tokens  those of one line.
  /// \param end     offset one past the line.
  /// \return false when the line has to be read by `load_answers`; the lane
  ///         then may hold a part of it.
  [[nodiscard]] bool read(std::string_view text,
                          std::span<const std::uint32_t> tokens,
                          std::size_t end, unsigned lane);

  /// The "id" of the last line as it stood there; empty when it had none.
  [[nodiscard]] std::string_view id() const { return id_; }

 private:
  [[nodiscard]] char at() const { return text_[tokens_[next_]]; }
  [[nodiscard]] bool more() const { return next_ < tokens_.size(); }
  [[nodiscard]] bool take(char c) {
    if (!more() || at() != c) return false;
    ++next_;
    return true;
  }
  /// The bytes of the token at hand, without spaces behind it.
  [[nodiscard]] std::string_view token() const;
  [[nodiscard]] bool string(std::string_view& out);
  [[nodiscard]] bool object(bool outermost);
  [[nodiscard]] bool special(std::uint32_t what, bool outermost);
  [[nodiscard]] bool answer(FindingIndex finding);
  [[nodiscard]] bool word(const Finding& finding, FindingIndex index);
  [[nodiscard]] bool number(const Finding& finding, FindingIndex index);
  [[nodiscard]] bool list(const Finding& finding, FindingIndex index);

  const KnowledgeBase* kb_;
  const Names* names_;
  engine::Lanes* lanes_;
  std::vector<std::uint32_t> seen_;  ///< per finding: last line that had it
  std::uint32_t line_ = 0;

  std::string_view text_;
  std::span<const std::uint32_t> tokens_;
  std::size_t next_ = 0;
  std::size_t end_ = 0;
  unsigned lane_ = 0;
  std::string_view id_;
  bool bare_ = false;
  bool schema_ = false;
  bool answers_ = false;
};

}  // namespace backcoach::batch
