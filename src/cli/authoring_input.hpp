#pragma once

#include <optional>
#include <string>

#include "../kb/cases.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// A knowledge base with what it is tried on.
struct TriedBase {
  KnowledgeBase kb;
  Cases cases;
  ExitCode error = ExitCode::done;  ///< anything else: the two are empty
};

/// Reads a folder with its cases and reports every problem.
/// \param folder  empty: that of --data, or else what the program carries;
///                `built-in`: what the program carries.
[[nodiscard]] TriedBase read_tried_base(Context& context, std::string folder);

}  // namespace backcoach::cli
