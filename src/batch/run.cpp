#include "run.hpp"

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

#include "lines.hpp"

namespace backcoach::batch {
namespace {

Result run_alone(const KnowledgeBase& kb, const Options& options,
                 const Streams& streams) {
  Result result;
  const Names names(kb);
  Worker worker(kb, names, options.trace);
  Lines lines(streams);
  Chunk chunk;
  while (lines.next(chunk)) {
    worker.run(chunk);
    result.bad_lines += chunk.bad_lines;
    if (!chunk.out.empty() && !streams.write(chunk.out)) {
      result.write_failed = true;
      break;
    }
  }
  result.read_failed = lines.failed();
  return result;
}

/// Chunks go round: the reader fills them in turn, any worker answers them,
/// the writer empties them in turn. Positions only grow; a chunk stands at its
/// position modulo the number of chunks.
class Ring {
 public:
  Ring(const KnowledgeBase& kb, const Options& options, const Streams& streams)
      : streams_(&streams),
        names_(kb),
        slots_(std::size_t{options.jobs} * 2 + 1) {
    for (unsigned job = 0; job < options.jobs; ++job) {
      workers_.push_back(std::make_unique<Worker>(kb, names_, options.trace));
    }
  }

  Result run() {
    {
      std::vector<std::jthread> threads;
      for (const auto& worker : workers_) {
        threads.emplace_back([this, &worker] {
          try {
            work(*worker);
          } catch (...) {
            fail(std::current_exception());
          }
        });
      }
      threads.emplace_back([this] { write(); });
      read();
    }  // all threads have ended
    if (failure_) std::rethrow_exception(failure_);
    return result_;
  }

 private:
  struct Slot {
    Chunk chunk;
    bool answered = false;
  };

  void read() {
    Lines lines(*streams_);
    while (true) {
      Slot& slot = slots_[filled_ % slots_.size()];
      {
        std::unique_lock lock(mutex_);
        moved_.wait(lock, [&] {
          return stopped_ || filled_ - written_ < slots_.size();
        });
        if (stopped_) break;
      }
      // Nobody else looks at a slot between `written_` and `filled_`.
      if (!lines.next(slot.chunk)) break;
      const std::scoped_lock lock(mutex_);
      ++filled_;
      moved_.notify_all();
    }
    const std::scoped_lock lock(mutex_);
    result_.read_failed = lines.failed();
    ended_ = true;
    moved_.notify_all();
  }

  void work(Worker& worker) {
    while (true) {
      Slot* slot = nullptr;
      {
        std::unique_lock lock(mutex_);
        moved_.wait(lock,
                    [&] { return stopped_ || ended_ || taken_ < filled_; });
        if (stopped_ || taken_ == filled_) return;
        slot = &slots_[taken_++ % slots_.size()];
      }
      worker.run(slot->chunk);
      const std::scoped_lock lock(mutex_);
      slot->answered = true;
      moved_.notify_all();
    }
  }

  /// What goes wrong in a thread goes wrong for who started it.
  void fail(std::exception_ptr failure) {
    const std::scoped_lock lock(mutex_);
    failure_ = std::move(failure);
    stopped_ = true;
    moved_.notify_all();
  }

  void write() {
    while (true) {
      Slot& slot = slots_[written_ % slots_.size()];
      {
        std::unique_lock lock(mutex_);
        moved_.wait(lock, [&] {
          return stopped_ || (written_ < filled_ && slot.answered) ||
                 (ended_ && written_ == filled_);
        });
        if (stopped_ || written_ == filled_) return;
      }
      const bool good =
          slot.chunk.out.empty() || streams_->write(slot.chunk.out);
      const std::scoped_lock lock(mutex_);
      slot.answered = false;
      result_.bad_lines += slot.chunk.bad_lines;
      ++written_;
      if (!good) {
        result_.write_failed = true;
        stopped_ = true;
      }
      moved_.notify_all();
      if (!good) return;
    }
  }

  const Streams* streams_;
  Names names_;
  std::vector<Slot> slots_;
  std::vector<std::unique_ptr<Worker>> workers_;

  std::mutex mutex_;
  std::condition_variable moved_;
  std::uint64_t filled_ = 0;   ///< changed by the reader only
  std::uint64_t taken_ = 0;    ///< by workers
  std::uint64_t written_ = 0;  ///< by the writer only
  bool ended_ = false;         ///< nothing more will be filled
  bool stopped_ = false;       ///< nothing more can be done
  std::exception_ptr failure_;
  Result result_;
};

}  // namespace

Result run(const KnowledgeBase& kb, const Options& options,
           const Streams& streams) {
  if (options.jobs <= 1) return run_alone(kb, options, streams);
  return Ring(kb, options, streams).run();
}

}  // namespace backcoach::batch
