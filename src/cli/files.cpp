#include "files.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "part_file.hpp"

namespace backcoach::cli {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kFileMode = 0600;
constexpr mode_t kFolderMode = 0700;
// No file of ours comes near this; a device that never ends would.
constexpr std::size_t kLargest = 64U << 20U;

Issue trouble(const std::string& path, const std::string& what, int error) {
  Issue issue;
  issue.where.file = path;
  issue.code = "cannot-" + what;
  issue.message =
      "cannot " + what + " this: " + std::generic_category().message(error);
  return issue;
}

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ > STDERR_FILENO) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return number_; }
  /// Closes now, to see its error. \return 0 or errno.
  int close_now() {
    const int result = ::close(number_);
    number_ = -1;
    return result == 0 ? 0 : errno;
  }

 private:
  int number_;
};

int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(descriptor, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return 0;
}

int make_folders(const fs::path& folder) {
  if (folder.empty() || fs::is_directory(folder)) return 0;
  if (const int error = make_folders(folder.parent_path())) return error;
  if (::mkdir(folder.c_str(), kFolderMode) == 0 || errno == EEXIST) return 0;
  return errno;
}

class DiskSource : public Source {
 public:
  explicit DiskSource(int number) : file_(number) {}

  std::ptrdiff_t read(char* into, std::size_t size) override {
    std::size_t filled = 0;
    while (filled < size && (filled == 0 || ready())) {
      const ssize_t got = ::read(file_.get(), into + filled, size - filled);
      if (got < 0 && errno == EINTR) continue;
      // What came before a failure still counts; the next call fails again.
      if (got < 0) return filled > 0 ? static_cast<std::ptrdiff_t>(filled) : -1;
      if (got == 0) break;
      filled += static_cast<std::size_t>(got);
    }
    return static_cast<std::ptrdiff_t>(filled);
  }

 private:
  /// Whether there is more at once, without waiting for it.
  bool ready() {
    pollfd one{file_.get(), POLLIN, 0};
    return ::poll(&one, 1, 0) == 1;
  }

  Descriptor file_;
};

class DiskSink : public Sink {
 public:
  /// \param name  where it is written; renamed to `path` in the end.
  DiskSink(int number, std::string path, std::string name)
      : file_(number), path_(std::move(path)), name_(std::move(name)) {}
  ~DiskSink() override {
    if (!settled_) discard();
  }
  DiskSink(const DiskSink&) = delete;
  DiskSink& operator=(const DiskSink&) = delete;

  bool write(std::string_view bytes) override {
    if (error_ == 0) error_ = write_all(file_.get(), bytes);
    return error_ == 0;
  }

  std::vector<Issue> finish() override {
    const auto then = [this](auto step) {
      if (error_ == 0 && step() != 0) error_ = errno;
    };
    if (!special()) {
      then([&] { return ::fsync(file_.get()); });
      then([&] { return ::rename(name_.c_str(), path_.c_str()); });
    }
    // Closing gives up the lock on the name, so it comes last.
    if (error_ != 0) discard();
    settled_ = true;
    const int close_error = file_.close_now();
    if (error_ == 0) error_ = close_error;
    if (error_ == 0) return {};
    return {trouble(path_, "write", error_)};
  }

 private:
  [[nodiscard]] bool special() const { return name_ == path_; }
  void discard() {
    if (!special()) ::unlink(name_.c_str());
  }

  Descriptor file_;
  std::string path_;
  std::string name_;
  int error_ = 0;
  /// In its place, or gone.
  bool settled_ = false;
};

/// Files that know only to read and write as a whole.
class WholeSource : public Source {
 public:
  explicit WholeSource(std::string text) : text_(std::move(text)) {}
  std::ptrdiff_t read(char* into, std::size_t size) override {
    const std::size_t count = text_.copy(into, size, at_);
    at_ += count;
    return static_cast<std::ptrdiff_t>(count);
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

class WholeSink : public Sink {
 public:
  WholeSink(Files& files, std::string path)
      : files_(&files), path_(std::move(path)) {}
  bool write(std::string_view bytes) override {
    text_ += bytes;
    return true;
  }
  std::vector<Issue> finish() override { return files_->write(path_, text_); }

 private:
  Files* files_;
  std::string path_;
  std::string text_;
};

}  // namespace

Checked<std::unique_ptr<Source>> Files::open(const std::string& path) {
  Checked<std::string> text = read(path);
  if (!text.value) return {std::nullopt, std::move(text.issues)};
  return {std::make_unique<WholeSource>(std::move(*text.value)), {}};
}

Checked<std::unique_ptr<Sink>> Files::create(const std::string& path) {
  return {std::make_unique<WholeSink>(*this, path), {}};
}

std::string Files::stamp(const std::string&) { return {}; }
bool Files::has_folder(const std::string&) { return true; }
std::string Files::target(const std::string& path) { return path; }
std::vector<std::string> Files::names(const std::string&) { return {}; }

Checked<std::string> DiskFiles::read(const std::string& path) {
  Checked<std::string> result;
  const int number =
      path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (number < 0) {
    result.issues.push_back(trouble(path, "read", errno));
    return result;
  }
  const Descriptor file(number);
  std::string text;
  std::array<char, 1U << 16U> buffer{};
  while (true) {
    const ssize_t got = ::read(file.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      result.issues.push_back(trouble(path, "read", errno));
      return result;
    }
    if (got == 0) break;
    text.append(buffer.data(), static_cast<std::size_t>(got));
    if (text.size() > kLargest) {
      result.issues.push_back(trouble(path, "read", EFBIG));
      return result;
    }
  }
  result.value = std::move(text);
  return result;
}

std::vector<Issue> DiskFiles::write(const std::string& path,
                                    std::string_view bytes) {
  const Checked<std::unique_ptr<Sink>> sink = create(path);
  if (!sink.value) return sink.issues;
  // What could not be written is told by `finish`.
  (void)(*sink.value)->write(bytes);
  return (*sink.value)->finish();
}

Checked<std::unique_ptr<Source>> DiskFiles::open(const std::string& path) {
  const int number =
      path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  Checked<std::unique_ptr<Source>> result;
  if (number < 0) {
    result.issues.push_back(trouble(path, "read", errno));
  } else {
    result.value = std::make_unique<DiskSource>(number);
  }
  return result;
}

Checked<std::unique_ptr<Sink>> DiskFiles::create(const std::string& path) {
  Checked<std::unique_ptr<Sink>> result;
  // Renaming over a link would leave its target as it was.
  const std::string end = target(path);
  std::error_code unknown;
  if (fs::is_symlink(end, unknown)) {
    result.issues.push_back(trouble(path, "write", ELOOP));
    return result;
  }
  if (const int error = make_folders(fs::path(end).parent_path())) {
    result.issues.push_back(trouble(path, "write", error));
    return result;
  }
  // A device or a pipe cannot be renamed into place.
  struct stat known {};
  const bool there = ::stat(path.c_str(), &known) == 0;
  const bool special = there && !S_ISREG(known.st_mode);
  PartFile file;
  if (special) {
    file = {::open(path.c_str(), O_WRONLY | O_CLOEXEC), path, errno};
  } else {
    file = open_part(end);
    constexpr mode_t kBits = 0777;
    if (there && file.number >= 0 &&
        ::fchmod(file.number, known.st_mode & kBits) != 0) {
      file.error = errno;
      ::close(file.number);
      ::unlink(file.name.c_str());
      file.number = -1;
    }
  }
  if (file.number < 0) {
    result.issues.push_back(trouble(path, "write", file.error));
  } else {
    result.value = std::make_unique<DiskSink>(file.number, special ? path : end,
                                              file.name);
  }
  return result;
}

bool DiskFiles::exists(const std::string& path) {
  return ::access(path.c_str(), F_OK) == 0;
}

bool DiskFiles::has_folder(const std::string& path) {
  const fs::path folder = fs::path(target(path)).parent_path();
  std::error_code error;
  return folder.empty() || fs::is_directory(folder, error);
}

std::string DiskFiles::target(const std::string& path) {
  // As many links as Linux follows.
  constexpr int kMost = 40;
  fs::path at(path);
  for (int step = 0; step < kMost; ++step) {
    std::error_code error;
    const fs::path next = fs::read_symlink(at, error);
    if (error) return at.string();
    at = next.is_absolute() ? next : at.parent_path() / next;
  }
  return path;
}

std::vector<std::string> DiskFiles::names(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    std::error_code unknown;
    if (it->is_regular_file(unknown)) names.push_back(it->path().filename());
  }
  return names;
}

void DiskFiles::remove(const std::string& path) {
  const std::string end = target(path);
  if (::unlink(end.c_str()) != 0 && errno == ENOENT && end != path) {
    ::unlink(path.c_str());
  }
  remove_parts(end);
}

std::optional<unsigned> DiskFiles::mode(const std::string& path) {
  struct stat known {};
  if (::stat(path.c_str(), &known) != 0) return std::nullopt;
  constexpr unsigned kBits = 07777;
  return static_cast<unsigned>(known.st_mode) & kBits;
}

std::string DiskFiles::stamp(const std::string& path) {
  struct stat known {};
  if (::stat(path.c_str(), &known) != 0) return {};
  std::string stamp;
  for (const long long part : {static_cast<long long>(known.st_dev),
                               static_cast<long long>(known.st_ino),
                               static_cast<long long>(known.st_size),
                               static_cast<long long>(known.st_mtim.tv_sec),
                               static_cast<long long>(known.st_mtim.tv_nsec),
                               static_cast<long long>(known.st_ctim.tv_sec),
                               static_cast<long long>(known.st_ctim.tv_nsec)}) {
    stamp += std::to_string(part) + " ";
  }
  return stamp;
}

std::vector<Issue> DiskFiles::ensure(const std::string& path) {
  if (exists(path)) return {};
  // A link to a file that is not there yet: O_EXCL would refuse the link.
  const std::string end = target(path);
  if (const int error = make_folders(fs::path(end).parent_path())) {
    return {trouble(path, "write", error)};
  }
  const int number =
      ::open(end.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kFileMode);
  if (number < 0 && errno == EEXIST) return {};
  if (number < 0) return {trouble(path, "write", errno)};
  const Descriptor file(number);
  // The umask may have taken too much away, never too little.
  if (::fchmod(file.get(), kFileMode) != 0) {
    return {trouble(path, "write", errno)};
  }
  return {};
}

Checked<std::vector<SourceFile>> DiskFiles::tree(const std::string& folder) {
  Checked<std::vector<SourceFile>> result;
  std::error_code error;
  std::vector<SourceFile> files;
  fs::recursive_directory_iterator it(folder, error);
  for (; !error && it != fs::recursive_directory_iterator();
       it.increment(error)) {
    if (it->path().filename().string().starts_with('.')) {
      if (it->is_directory()) it.disable_recursion_pending();
      continue;
    }
    if (!it->is_regular_file()) continue;
    Checked<std::string> text = read(it->path().string());
    if (!text.value) {
      result.issues = std::move(text.issues);
      return result;
    }
    files.push_back({fs::relative(it->path(), folder).generic_string(),
                     std::move(*text.value)});
  }
  if (error) {
    result.issues.push_back(trouble(folder, "read", error.value()));
    return result;
  }
  result.value = std::move(files);
  return result;
}

}  // namespace backcoach::cli
