#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backcoach/issue.hpp"
#include "backcoach/load.hpp"

namespace backcoach::cli {

/// Files of the world. An interface, so that tests can fill a disk.
class Files {
 public:
  virtual ~Files() = default;
  /// \param path "-" is standard input.
  [[nodiscard]] virtual Checked<std::string> read(const std::string& path) = 0;
  /// Writes all or nothing: a new file is synced and renamed into place. Mode
  /// 0600, folders 0700, whatever the umask.
  [[nodiscard]] virtual std::vector<Issue> write(const std::string& path,
                                                 std::string_view bytes) = 0;
  [[nodiscard]] virtual bool exists(const std::string& path) = 0;
  virtual void remove(const std::string& path) = 0;
  /// Permission bits; empty when there is nothing at `path`.
  [[nodiscard]] virtual std::optional<unsigned> mode(
      const std::string& path) = 0;
  /// Makes an empty file with the same modes, unless there is one. Never
  /// touches what another process has just made.
  [[nodiscard]] virtual std::vector<Issue> ensure(const std::string& path) = 0;
  /// Every regular file below `folder`, with paths relative to it.
  [[nodiscard]] virtual Checked<std::vector<SourceFile>> tree(
      const std::string& folder) = 0;
};

/// The real disk.
class DiskFiles : public Files {
 public:
  Checked<std::string> read(const std::string& path) override;
  std::vector<Issue> write(const std::string& path,
                           std::string_view bytes) override;
  bool exists(const std::string& path) override;
  void remove(const std::string& path) override;
  std::optional<unsigned> mode(const std::string& path) override;
  std::vector<Issue> ensure(const std::string& path) override;
  Checked<std::vector<SourceFile>> tree(const std::string& folder) override;
};

}  // namespace backcoach::cli
