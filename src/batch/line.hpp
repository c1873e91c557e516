#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "../rules/lanes.hpp"
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
  /// Where reading is: the tokens that are left.
  struct Cursor {
    const std::uint32_t* token = nullptr;
    const std::uint32_t* stop = nullptr;
  };
  /// A finding as the reader needs it.
  struct Key {
    std::string_view name;
    std::span<const std::string> values;
    double min = 0;
    double max = 0;
    FindingType type = FindingType::yes_no;
  };
  /// The part of a finding that every answer touches, in one line of the
  /// cache. Most people give most findings the same answer, and most files
  /// write it the same way: name and value are then known by one comparison.
  struct alignas(64) Usual {
    static constexpr std::size_t kMost = 48;  ///< bytes
    /// From the name up to the next name: `"fever": "no", `.
    std::array<char, kMost> text{};
    /// What came after it last time: most files keep one order.
    std::uint32_t next = 0;
    std::uint32_t seen = 0;  ///< last line that had it
    std::uint8_t size = 0;   ///< of `text`; 0 = none yet
    std::uint8_t misses = 0;
    engine::Lanes::Class value = 0;
  };

  [[nodiscard]] bool more(const Cursor& at) const {
    return at.token != at.stop;
  }
  [[nodiscard]] bool take(Cursor& at, char c) const {
    if (!more(at) || text_[*at.token] != c) return false;
    ++at.token;
    return true;
  }
  /// The bytes of the token at hand, without spaces behind it.
  [[nodiscard]] std::string_view token(const Cursor& at) const;
  [[nodiscard]] bool string(Cursor& at, std::string_view& out) const;
  [[nodiscard]] bool object(Cursor& at, bool outermost);
  [[nodiscard]] bool special(Cursor& at, std::uint32_t what, bool outermost);
  [[nodiscard]] bool answer(Cursor& at, const Key& key, FindingIndex index);
  [[nodiscard]] bool yes_no(std::string_view word, FindingIndex index);
  [[nodiscard]] bool list(Cursor& at, const Key& key, FindingIndex index);
  [[nodiscard]] bool is_usual(const Cursor& at, const Usual& usual) const;
  [[nodiscard]] bool usual_answers(Cursor& at, std::uint32_t*& guess);
  template <class Value>
  void give(FindingIndex index, Value value);
  void learn(Usual& usual, std::size_t start, std::size_t stop) const;

  const Names* names_;
  engine::Lanes* lanes_;
  std::vector<Key> keys_;     ///< per finding
  std::vector<Usual> usual_;  ///< per finding
  /// The plain value that was read last; empty for numbers, lists and null.
  std::optional<engine::Lanes::Class> plain_;
  std::uint32_t first_ = 0;  ///< the finding that came first last time
  std::uint32_t line_ = 0;

  const char* text_ = nullptr;
  std::size_t end_ = 0;
  unsigned lane_ = 0;
  std::string_view id_;
  bool bare_ = false;
  bool schema_ = false;
  bool answers_ = false;
};

}  // namespace backcoach::batch
