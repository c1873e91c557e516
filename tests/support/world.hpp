/// \file
/// A world that lives in memory: commands run in it without a disk, a clock or
/// a terminal.
#pragma once

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "../../src/cli/app.hpp"

namespace backcoach::test {

/// Files in memory. Can be made to refuse writes, as a full disk does.
class MemoryFiles : public cli::Files {
 public:
  std::map<std::string, std::string> files;
  std::string standard_input;
  bool disk_full = false;
  std::vector<std::string> written;  ///< every path written, in order

  Checked<std::string> read(const std::string& path) override;
  std::vector<Issue> write(const std::string& path,
                           std::string_view bytes) override;
  bool exists(const std::string& path) override;
  void remove(const std::string& path) override;
  std::optional<unsigned> mode(const std::string& path) override;
  std::vector<Issue> ensure(const std::string& path) override;
  Checked<std::vector<SourceFile>> tree(const std::string& folder) override;
};

/// What one run of the program did.
struct Ran {
  int exit = 0;
  std::string out;
  std::string err;
};

/// One program start after another in the same world.
class TestWorld {
 public:
  MemoryFiles files;
  std::map<std::string, std::string> environment = {{"HOME", "/home/me"},
                                                    {"LANG", "C.UTF-8"}};
  bool terminal = false;
  int columns = 80;
  bool out_closed = false;  ///< stdout takes nothing
  std::string time = "2026-11-21T08:30";
  /// Diaries in memory, by path. What stands in `diary_trouble` is said
  /// instead of opening one.
  std::map<std::string, std::shared_ptr<store::Store>> diaries;
  std::vector<Issue> diary_trouble;

  /// \param typed  what a person types, when `terminal`.
  Ran run(const std::vector<std::string>& words, const std::string& typed = "");
};

}  // namespace backcoach::test
