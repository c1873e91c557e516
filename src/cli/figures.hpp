#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backcoach/figure.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// The figures of the knowledge base in use. Read only when something is
/// drawn; empty after their problems have been reported.
[[nodiscard]] Figures figures_of(Context& context);

/// How to draw here: what --figure says, else what the terminal can show.
/// \param wanted  the value of --figure; empty = not given.
/// \return empty when `wanted` is no style; a message has been written.
[[nodiscard]] std::optional<FigureStyle> figure_style(
    Context& context, const std::string& wanted);

/// A picture as text, with what is far away dimmed where colours are on.
[[nodiscard]] std::vector<std::string> colored(const Picture& picture,
                                               const Style& style);

}  // namespace backcoach::cli
