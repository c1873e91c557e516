#include "lines.hpp"

#include <algorithm>

namespace backcoach::batch {
namespace {

constexpr std::size_t kChunk = std::size_t{256} << 10U;
// An error is longer than the line that has it; this bounds the answer.
constexpr std::size_t kMostLines = 4096;

/// Offset one past the last whole line of `text`, of at most `kMostLines`;
/// 0 when there is none. Counts the lines into `lines`.
std::size_t whole_lines(std::string_view text, std::uint64_t& lines) {
  std::size_t end = 0;
  lines = 0;
  while (lines < kMostLines) {
    const std::size_t found = text.find('\n', end);
    if (found == std::string_view::npos) break;
    end = found + 1;
    ++lines;
  }
  return end;
}

}  // namespace

/// Adds what there is to read, up to the size of a chunk.
bool Lines::fill(std::string& text) {
  if (ended_) return false;
  const std::size_t before = text.size();
  const std::size_t room = std::max(kChunk, before + kChunk / 4) - before;
  text.resize(before + room);
  const std::ptrdiff_t got = streams_->read(text.data() + before, room);
  text.resize(before +
              static_cast<std::size_t>(std::max<std::ptrdiff_t>(got, 0)));
  if (got > 0) return true;
  ended_ = true;
  failed_ = got < 0;
  return false;
}

void Lines::skip_rest_of_line() {
  while (true) {
    const std::size_t found = rest_.find('\n');
    if (found != std::string::npos) {
      rest_.erase(0, found + 1);
      return;
    }
    rest_.clear();
    if (!fill(rest_)) return;
  }
}

bool Lines::next(Chunk& chunk) {
  chunk.text.swap(rest_);
  rest_.clear();
  chunk.too_long = false;
  chunk.first_line = line_;
  // A pipe gives little at a time; whatever is a whole line goes on at once,
  // so that somebody may wait for each answer.
  while (true) {
    std::uint64_t lines = 0;
    const std::size_t end = whole_lines(chunk.text, lines);
    if (end > 0) {
      rest_.assign(chunk.text, end);
      chunk.text.resize(end);
      line_ += lines;
      return true;
    }
    if (chunk.text.size() > kLongestLine) {
      chunk.text.clear();
      chunk.too_long = true;
      ++line_;
      skip_rest_of_line();
      return true;
    }
    if (!fill(chunk.text)) break;
  }
  ++line_;
  return !chunk.text.empty();
}

}  // namespace backcoach::batch
