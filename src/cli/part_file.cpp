#include "part_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

namespace backcoach::cli {
namespace {

constexpr mode_t kFileMode = 0600;
// How many may write the same file at once.
constexpr int kWriters = 8;
// Leaves room for what is put around it; a name has 255 bytes at most.
constexpr std::size_t kLongestName = 200;

std::string part_name(const std::string& target, int writer) {
  const std::filesystem::path path(target);
  const std::string stem = path.filename().string().substr(0, kLongestName);
  return (path.parent_path() /
          ("." + stem + ".backcoach-part" + std::to_string(writer)))
      .string();
}

/// Whether the open file is a plain one of this person alone and still called
/// `name`: another writer may have renamed it before we locked it, and in a
/// folder of everybody's a stranger may have laid it there to read it.
bool ours(int number, const std::string& name) {
  struct stat open {};
  struct stat named {};
  return ::fstat(number, &open) == 0 && ::lstat(name.c_str(), &named) == 0 &&
         open.st_dev == named.st_dev && open.st_ino == named.st_ino &&
         S_ISREG(open.st_mode) && open.st_uid == ::geteuid() &&
         open.st_nlink == 1;
}

PartFile try_part(const std::string& name) {
  constexpr int kFlags =
      O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
  const int number = ::open(name.c_str(), kFlags, kFileMode);
  if (number < 0) return {-1, name, errno};
  int error = 0;
  if (::flock(number, LOCK_EX | LOCK_NB) != 0) {
    error = errno;
  } else if (!ours(number, name)) {
    error = EEXIST;
  } else if (::fchmod(number, kFileMode) != 0 || ::ftruncate(number, 0) != 0) {
    error = errno;
  }
  if (error == 0) return {number, name, 0};
  ::close(number);
  return {-1, name, error};
}

}  // namespace

PartFile open_part(const std::string& target) {
  PartFile part;
  part.error = EWOULDBLOCK;
  for (int writer = 1; part.error != 0 && writer <= kWriters; ++writer) {
    part = try_part(part_name(target, writer));
  }
  return part;
}

void remove_parts(const std::string& target) {
  for (int writer = 1; writer <= kWriters; ++writer) {
    ::unlink(part_name(target, writer).c_str());
  }
}

}  // namespace backcoach::cli
