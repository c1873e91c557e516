#pragma once

#include <string>
#include <vector>

#include "command.hpp"

namespace backcoach::cli {

class Context;

/// One word that could stand where somebody types.
struct Candidate {
  std::string word;
  std::string about;  ///< a few words; may be empty
};

/// What could come next, for the completions of all shells.
struct Candidates {
  enum class Files { none, any, folders };
  std::vector<Candidate> words;  ///< all begin as the word that is typed
  Files files = Files::none;     ///< names of the file system are wanted
  /// The word goes on: no blank follows "fever=".
  bool goes_on = false;
};

/// \param typed  the words after the program, up to where somebody types; the
///               last is what stands there, perhaps empty.
[[nodiscard]] Candidates candidates(Context& context,
                                    const std::vector<std::string>& typed);

/// One alternative of a command's words: "set KEY VALUE" is {set, KEY, VALUE}.
using Alternative = std::vector<std::string>;

/// "[list|get KEY]" cut into its alternatives.
[[nodiscard]] std::vector<Alternative> alternatives(std::string_view words);

}  // namespace backcoach::cli
