#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "backcoach/knowledge.hpp"

namespace backcoach::batch {

/// A longer line is an error: no answers come near it.
inline constexpr std::size_t kLongestLine = std::size_t{256} << 10U;

/// What a line of output holds beside the decision.
struct Extras {
  bool trace = false;  ///< how every rule came out
  bool next = false;   ///< what to ask next, of those who need answers
  const Region* region = nullptr;  ///< for numbers to call in questions
};

struct Options {
  unsigned jobs = 1;
  Extras extras;
};

/// Where lines come from and go to. Both are called by one thread at a time.
struct Streams {
  /// Fills at most `size` bytes of `into`, waiting only while there is nothing
  /// at all. \return how many; 0 at the end, negative when it cannot be read.
  std::function<std::ptrdiff_t(char* into, std::size_t size)> read;
  /// \return false when nothing more can be written.
  std::function<bool(std::string_view bytes)> write;
};

struct Result {
  std::uint64_t bad_lines = 0;
  bool read_failed = false;
  bool write_failed = false;
};

/// Answers each line of answers with one line, in the same order. Memory does
/// not grow with the input: a fixed number of chunks goes round.
[[nodiscard]] Result run(const KnowledgeBase& kb, const Options& options,
                         const Streams& streams);

}  // namespace backcoach::batch
