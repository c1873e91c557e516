#pragma once

#include <string>

namespace backcoach::cli {

/// An open file beside its target, to be renamed over it when it is whole.
struct PartFile {
  /// Descriptor, locked against other writers; negative when `error` is set.
  int number = -1;
  std::string name;
  /// 0 or errno.
  int error = 0;
};

/// Opens an empty hidden file, mode 0600, in the folder of `target`. Its name
/// follows from that of `target`, so that what a killed writer left behind is
/// overwritten by the next one instead of staying there with its answers.
[[nodiscard]] PartFile open_part(const std::string& target);

/// Removes what killed writers of `target` left behind.
void remove_parts(const std::string& target);

}  // namespace backcoach::cli
