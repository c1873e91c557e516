#pragma once

#include "figure.hpp"
#include "names.hpp"

namespace backcoach::load {

/// One file of figures/.
/// \param context  to check its sources and exercises; nullptr = known good.
[[nodiscard]] Figure read_figure(Reader reader, const Context* context);

}  // namespace backcoach::load
