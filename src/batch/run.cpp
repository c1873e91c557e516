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
  Worker worker(kb, names, options.extras);
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

/// Each thread reads a chunk, answers it while it is still in its cache, and
/// writes it when its turn has come; one reads and one writes at a time.
/// Positions only grow; a chunk stands at its position modulo the number of
/// chunks.
class Ring {
 public:
  Ring(const KnowledgeBase& kb, const Options& options, const Streams& streams)
      : streams_(&streams),
        names_(kb),
        lines_(streams),
        slots_(std::size_t{options.jobs} * 2) {
    for (unsigned job = 0; job < options.jobs; ++job) {
      workers_.push_back(std::make_unique<Worker>(kb, names_, options.extras));
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
    }  // all threads have ended
    if (failure_) std::rethrow_exception(failure_);
    result_.read_failed = lines_.failed();
    return result_;
  }

 private:
  struct Slot {
    Chunk chunk;
    bool answered = false;
  };

  void work(Worker& worker) {
    while (Slot* slot = read()) {
      worker.run(slot->chunk);
      write(*slot);
    }
  }

  /// \return the next chunk; nothing when there are no more.
  Slot* read() {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [&] {
      return stopped_ || ended_ ||
             (!reading_ && taken_ - written_ < slots_.size());
    });
    if (stopped_ || ended_) return nullptr;
    Slot& slot = slots_[taken_ % slots_.size()];
    reading_ = true;
    lock.unlock();
    const bool more = lines_.next(slot.chunk);
    lock.lock();
    reading_ = false;
    if (more) {
      ++taken_;
    } else {
      ended_ = true;
    }
    moved_.notify_all();
    return more ? &slot : nullptr;
  }

  /// Writes all chunks whose turn has come, unless somebody is at it: they
  /// then see this one as well.
  void write(Slot& answered) {
    std::unique_lock lock(mutex_);
    answered.answered = true;
    if (writing_) return;
    writing_ = true;
    while (!stopped_ && written_ < taken_) {
      Slot& slot = slots_[written_ % slots_.size()];
      if (!slot.answered) break;
      lock.unlock();
      const bool good =
          slot.chunk.out.empty() || streams_->write(slot.chunk.out);
      lock.lock();
      slot.answered = false;
      result_.bad_lines += slot.chunk.bad_lines;
      ++written_;
      if (!good) result_.write_failed = stopped_ = true;
      moved_.notify_all();
    }
    writing_ = false;
  }

  /// What goes wrong in a thread goes wrong for who started it.
  void fail(std::exception_ptr failure) {
    const std::scoped_lock lock(mutex_);
    failure_ = std::move(failure);
    stopped_ = true;
    moved_.notify_all();
  }

  const Streams* streams_;
  Names names_;
  Lines lines_;  ///< for who set `reading_`
  std::vector<Slot> slots_;
  std::vector<std::unique_ptr<Worker>> workers_;

  std::mutex mutex_;
  std::condition_variable moved_;
  std::uint64_t taken_ = 0;
  std::uint64_t written_ = 0;
  bool reading_ = false;
  bool writing_ = false;
  bool ended_ = false;    ///< nothing more can be read
  bool stopped_ = false;  ///< nothing more can be done
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
