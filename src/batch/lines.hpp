#pragma once

#include "run.hpp"
#include "worker.hpp"

namespace backcoach::batch {

/// Cuts what is read into chunks of whole lines.
class Lines {
 public:
  explicit Lines(const Streams& streams) : streams_(&streams) {}

  /// Fills `chunk` with the next lines. \return false at the end.
  [[nodiscard]] bool next(Chunk& chunk);
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  [[nodiscard]] bool fill(Buffer& into);
  void keep(std::string_view rest);
  void skip_rest_of_line();

  const Streams* streams_;
  Buffer rest_;  ///< read, but not yet part of a chunk
  std::uint64_t line_ = 1;
  bool ended_ = false;
  bool failed_ = false;
};

}  // namespace backcoach::batch
