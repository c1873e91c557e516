/// \file
/// A folder for one test, removed with everything in it.
#pragma once

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

namespace backcoach::test {

class Folder {
 public:
  Folder() {
    std::random_device chance;
    path_ = std::filesystem::temp_directory_path() /
            ("backcoach-" + std::to_string(chance()));
    std::filesystem::create_directory(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string path() const { return path_.string(); }
  [[nodiscard]] std::string empty_file(const std::string& name) const {
    const std::filesystem::path file = path_ / name;
    std::ofstream make(file);
    return file.string();
  }

 private:
  std::filesystem::path path_;
};

}  // namespace backcoach::test
