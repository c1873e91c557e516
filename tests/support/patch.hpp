/// \file
/// The shipped data with something broken in it.
#pragma once

#include <vector>

#include "knowledge.hpp"

namespace backcoach::test {

/// Copies of the shipped files, changed by a list of edits. Each edit names a
/// "path" and has one of
///   "replace" and "with"  the first such text of the file, which must exist
///   "pointer" and "set"   a value inside it (the file is written anew)
///   "text"                the whole file
///   "remove": true        no such file
[[nodiscard]] std::vector<SourceFile> patched(const Json& edits);

}  // namespace backcoach::test
