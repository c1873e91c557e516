#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "../kb/names.hpp"
#include "backcoach/issue.hpp"
#include "line.hpp"
#include "run.hpp"
#include "structure.hpp"

namespace backcoach::batch {

/// Bytes that were read. Its memory is kept, and never set to zero between.
struct Buffer {
  std::string bytes;  ///< the first `used`, and room
  std::size_t used = 0;
  [[nodiscard]] std::string_view view() const { return {bytes.data(), used}; }
};

/// A run of whole lines and what became of them.
struct Chunk {
  Buffer buffer;
  std::string_view text;         ///< lines, each with its end (last: maybe)
  std::uint64_t first_line = 1;  ///< number of the first line, from 1
  bool too_long = false;         ///< `text` is the start of one longer line
  std::string out;               ///< one line for each that is not empty
  std::uint64_t bad_lines = 0;
};

/// Turns lines of answers into lines of decisions. One per thread: it keeps
/// what it needs, so that in the steady state no decision allocates.
class Worker {
 public:
  Worker(const KnowledgeBase& kb, const Names& names, Extras extras);

  /// Fills `out` and `bad_lines` of `chunk`.
  void run(Chunk& chunk);

 private:
  /// One line of output that waits for its decision.
  struct Waiting {
    std::uint32_t id_start = 0;  ///< into `ids_`
    std::uint32_t id_size = 0;
    std::uint32_t text_start = 0;  ///< the line, for what has to be read again
    std::uint32_t text_size = 0;
    std::uint64_t number = 0;  ///< of the line
    bool slow = false;
  };

  void line(std::string_view text, std::span<const std::uint32_t> tokens,
            std::size_t begin, std::size_t end, bool indexed);
  void slow_line(std::string_view line);
  void wait(std::string_view id, std::string_view line, bool slow);
  void settle();
  void put_id(const Waiting& waiting);
  void put_decided(const Waiting& waiting, unsigned lane);
  void put_one(const Waiting& waiting);
  void put_error(std::string_view id, std::uint64_t number,
                 const std::vector<Issue>& issues);
  void prepare_texts();

  const KnowledgeBase* kb_;
  Extras extras_;
  load::Names answer_names_;
  engine::Lanes lanes_;
  LineReader reader_;
  Structure structure_;
  Structure one_line_;

  Chunk* chunk_ = nullptr;
  std::uint64_t line_number_ = 0;
  std::size_t usual_tokens_ = 0;  ///< how many the last line had
  std::size_t usual_size_ = 0;    ///< bytes of that line
  unsigned people_ = 0;
  std::vector<Waiting> waiting_;
  std::string ids_;

  /// `"status":…"rules":[` by urgency and row (0 = no plan).
  std::vector<std::string> decided_;
  std::vector<std::string> open_;        ///< by urgency
  std::vector<std::string> rule_names_;  ///< `"id",`
};

}  // namespace backcoach::batch
