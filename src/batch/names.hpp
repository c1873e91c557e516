#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "backcoach/knowledge.hpp"

namespace backcoach::batch {

/// Whether `size` bytes are the same. Names are short, so a call of the library
/// would cost more than the comparison.
[[nodiscard]] inline bool same_bytes(const char* a, const char* b,
                                     std::size_t size) {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  const auto differ = [a, b](std::size_t at) {
    std::uint64_t x = 0;
    std::uint64_t y = 0;
    std::memcpy(&x, a + at, kWord);
    std::memcpy(&y, b + at, kWord);
    return x ^ y;
  };
  if (size < kWord) {
    for (std::size_t i = 0; i < size; ++i) {
      if (a[i] != b[i]) return false;
    }
    return true;
  }
  // Four words cover most names, the later ones overlapping the earlier: no
  // loop, and so no guess about its length.
  std::uint64_t all = differ(0) | differ(std::min(kWord, size - kWord)) |
                      differ(std::max(size, 2 * kWord) - 2 * kWord) |
                      differ(size - kWord);
  for (std::size_t at = 2 * kWord; at + 2 * kWord < size; at += kWord) {
    all |= differ(at);
  }
  return all == 0;
}

[[nodiscard]] inline bool same_bytes(std::string_view a, std::string_view b) {
  return a.size() == b.size() && same_bytes(a.data(), b.data(), a.size());
}

/// The least `size` of `same_block`.
inline constexpr std::size_t kLeastBlock = 16;

/// As `same_bytes`, for 16 to 48 bytes: three blocks that overlap as they must,
/// and no branch.
[[nodiscard]] inline bool same_block(const char* a, const char* b,
                                     std::size_t size) {
  using Block [[gnu::vector_size(kLeastBlock)]] = std::uint64_t;
  const auto differ = [a, b](std::size_t at) {
    Block x;
    Block y;
    std::memcpy(&x, a + at, sizeof x);
    std::memcpy(&y, b + at, sizeof y);
    return x ^ y;
  };
  const std::size_t last = size - kLeastBlock;
  const Block all =
      differ(0) | differ(std::min(kLeastBlock, last)) | differ(last);
  return (all[0] | all[1]) == 0;
}

/// The names an answers object may use, looked up by a table that is built
/// once. Views point into the knowledge base.
class Names {
 public:
  /// Beyond the findings: the keys that stand around answers.
  enum Special : std::uint32_t {
    none = 0xFFFF'FFFF,
    id = 0xFFFF'0000,
    schema,
    answers
  };

  explicit Names(const KnowledgeBase& kb);

  /// \return a finding, a `Special`, or `none`.
  [[nodiscard]] std::uint32_t find(std::string_view name) const {
    std::size_t at = hash(name) & mask_;
    while (true) {
      const Entry& entry = table_[at];
      if (same_bytes(entry.name, name)) return entry.what;
      if (entry.what == none) return none;
      at = (at + 1) & mask_;
    }
  }

 private:
  struct Entry {
    std::string_view name = {};
    std::uint32_t what = none;
  };

  static std::uint64_t hash(std::string_view name);
  void add(std::string_view name, std::uint32_t what);

  std::vector<Entry> table_;
  std::size_t mask_ = 0;
};

/// Eight bytes from either end and the length tell our names apart well.
inline std::uint64_t Names::hash(std::string_view name) {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  if (name.size() >= sizeof first) {
    std::memcpy(&first, name.data(), sizeof first);
    std::memcpy(&last, name.data() + name.size() - sizeof last, sizeof last);
  } else {
    for (const char c : name) {
      first = first << 8U | static_cast<unsigned char>(c);
    }
  }
  std::uint64_t mixed = (first ^ (last * 0x9E3779B97F4A7C15U)) + name.size();
  mixed *= 0xBF58476D1CE4E5B9U;
  return mixed ^ (mixed >> 32U);
}

}  // namespace backcoach::batch
