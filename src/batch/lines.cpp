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
bool Lines::fill(Buffer& into) {
  if (ended_) return false;
  const std::size_t enough = std::max(kChunk, into.used + kChunk / 4);
  if (into.bytes.size() < enough) into.bytes.resize(enough);
  const std::ptrdiff_t got =
      streams_->read(into.bytes.data() + into.used, enough - into.used);
  if (got > 0) {
    into.used += static_cast<std::size_t>(got);
    return true;
  }
  ended_ = true;
  failed_ = got < 0;
  return false;
}

/// For the next chunk.
void Lines::keep(std::string_view rest) {
  if (rest_.bytes.size() < rest.size()) rest_.bytes.resize(rest.size());
  rest.copy(rest_.bytes.data(), rest.size());
  rest_.used = rest.size();
}

void Lines::skip_rest_of_line() {
  while (true) {
    const std::size_t found = rest_.view().find('\n');
    if (found != std::string_view::npos) {
      rest_.bytes.erase(0, found + 1);
      rest_.used -= found + 1;
      return;
    }
    rest_.used = 0;
    if (!fill(rest_)) return;
  }
}

bool Lines::next(Chunk& chunk) {
  std::swap(chunk.buffer, rest_);
  rest_.used = 0;
  chunk.too_long = false;
  chunk.first_line = line_;
  // A pipe gives little at a time; whatever is a whole line goes on at once,
  // so that somebody may wait for each answer.
  while (true) {
    std::uint64_t lines = 0;
    const std::string_view there = chunk.buffer.view();
    const std::size_t end = whole_lines(there, lines);
    if (end > 0) {
      chunk.text = there.substr(0, end);
      keep(there.substr(end));
      line_ += lines;
      return true;
    }
    if (there.size() > kLongestLine) {
      chunk.text = {};
      chunk.too_long = true;
      ++line_;
      skip_rest_of_line();
      return true;
    }
    if (!fill(chunk.buffer)) break;
  }
  ++line_;
  chunk.text = chunk.buffer.view();
  return !chunk.text.empty();
}

}  // namespace backcoach::batch
