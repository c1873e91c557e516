#pragma once

#include "context.hpp"

namespace backcoach::cli {

/// \name latest.json, which version 0.1 kept before there was a diary
/// @{
[[nodiscard]] bool has_earlier_latest(Context& context);
/// Takes it into the diary once, and removes it when that is done.
void take_over_latest(Context& context, store::Store& diary);
/// @}

}  // namespace backcoach::cli
