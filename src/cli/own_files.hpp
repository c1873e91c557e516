#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "context.hpp"

namespace backcoach::cli {

/// A file that the program writes for itself.
struct OwnFile {
  std::string_view what;  ///< "Diary", "Draft", …
  std::string path;       ///< as the folders say; may be a link
};

/// Every file that the program ever writes without being told its name, in the
/// folders of this home; none when there is no home. `doctor` shows them,
/// `diary erase` removes them, `--output` does not overwrite them. Whatever
/// starts to write a file of its own adds it here.
/// \test tests/cli/own_files.py
[[nodiscard]] std::vector<OwnFile> own_files(const Context& context);

/// Files beside the diary that look like other copies of it: what programs that
/// keep folders in step put there when two devices wrote at once.
[[nodiscard]] std::vector<std::string> copies_of_diary(const Context& context);

/// Removes `own`, through a link to its target, with what a killed writer of it
/// left. \return an issue when something is still there.
[[nodiscard]] std::vector<Issue> remove_own(Context& context,
                                            const OwnFile& own);

}  // namespace backcoach::cli
