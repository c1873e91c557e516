#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backcoach/issue.hpp"
#include "backcoach/load.hpp"

namespace backcoach::cli {

/// What is read piece by piece, because it may never end.
class Source {
 public:
  virtual ~Source() = default;
  /// Fills at most `size` bytes of `into`, waiting only while there is nothing
  /// at all. \return how many; 0 at the end, negative when it cannot be read.
  [[nodiscard]] virtual std::ptrdiff_t read(char* into, std::size_t size) = 0;
};

/// A file that is written piece by piece and stands there when it is whole.
class Sink {
 public:
  virtual ~Sink() = default;
  /// \return false when it cannot be written.
  [[nodiscard]] virtual bool write(std::string_view bytes) = 0;
  /// Puts the file in its place. Without it there is no file.
  [[nodiscard]] virtual std::vector<Issue> finish() = 0;
};

/// Files of the world. An interface, so that tests can fill a disk.
class Files {
 public:
  virtual ~Files() = default;
  /// \param path "-" is standard input.
  [[nodiscard]] virtual Checked<std::string> read(const std::string& path) = 0;
  /// Writes all or nothing: a new file is synced and renamed into place, behind
  /// a link into the place of its target. A file that was there keeps its mode;
  /// a new one has 0600, folders 0700, whatever the umask.
  [[nodiscard]] virtual std::vector<Issue> write(const std::string& path,
                                                 std::string_view bytes) = 0;
  /// \param path "-" is standard input. Unless overridden, reads it whole.
  [[nodiscard]] virtual Checked<std::unique_ptr<Source>> open(
      const std::string& path);
  /// As `write`, piece by piece. Unless overridden, keeps it whole.
  [[nodiscard]] virtual Checked<std::unique_ptr<Sink>> create(
      const std::string& path);
  [[nodiscard]] virtual bool exists(const std::string& path) = 0;
  /// Whether a file could be laid at `path`: its folder is there.
  [[nodiscard]] virtual bool has_folder(const std::string& path);
  /// Where a link ends, whether there is a file or not yet; `path` itself when
  /// it is none, or when it goes round in a circle.
  [[nodiscard]] virtual std::string target(const std::string& path);
  /// The names of the regular files right in `folder`; none when it cannot be
  /// read.
  [[nodiscard]] virtual std::vector<std::string> names(
      const std::string& folder);
  /// With what an interrupted writer of it left behind. Behind a link it is the
  /// target that goes; a link that leads nowhere goes itself.
  virtual void remove(const std::string& path) = 0;
  /// Permission bits; empty when there is nothing at `path`.
  [[nodiscard]] virtual std::optional<unsigned> mode(
      const std::string& path) = 0;
  /// Text that is another one when the file at `path` has been changed or has
  /// been exchanged for another; empty when that cannot be told.
  [[nodiscard]] virtual std::string stamp(const std::string& path);
  /// Makes an empty file with the same modes, unless there is one. Never
  /// touches what another process has just made.
  [[nodiscard]] virtual std::vector<Issue> ensure(const std::string& path) = 0;
  /// Every regular file below `folder`, with paths relative to it. Hidden ones,
  /// such as `._x.json` of a Mac or `.git`, are passed over.
  [[nodiscard]] virtual Checked<std::vector<SourceFile>> tree(
      const std::string& folder) = 0;
};

/// The real disk.
class DiskFiles : public Files {
 public:
  Checked<std::string> read(const std::string& path) override;
  std::vector<Issue> write(const std::string& path,
                           std::string_view bytes) override;
  Checked<std::unique_ptr<Source>> open(const std::string& path) override;
  Checked<std::unique_ptr<Sink>> create(const std::string& path) override;
  bool exists(const std::string& path) override;
  bool has_folder(const std::string& path) override;
  std::string target(const std::string& path) override;
  std::vector<std::string> names(const std::string& folder) override;
  void remove(const std::string& path) override;
  std::optional<unsigned> mode(const std::string& path) override;
  std::string stamp(const std::string& path) override;
  std::vector<Issue> ensure(const std::string& path) override;
  Checked<std::vector<SourceFile>> tree(const std::string& folder) override;
};

}  // namespace backcoach::cli
