#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "../kb/figure.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// The figures of the knowledge base in use. Read only when something is
/// drawn; empty after their problems have been reported.
[[nodiscard]] Figures figures_of(Context& context);

/// One way to draw, as people name it.
struct FigureStyleName {
  std::string_view name;
  FigureStyle style;
};
[[nodiscard]] std::span<const FigureStyleName> figure_styles();
/// \return empty when no style has this name.
[[nodiscard]] std::optional<FigureStyle> figure_style_named(
    std::string_view name);

/// `wanted` where it can be shown: nothing is drawn for screen readers, and
/// without UTF-8 there is only ASCII.
[[nodiscard]] FigureStyle drawable(FigureStyle wanted, Context& context);

/// How to draw here: what --figure says, else what was chosen for good, else
/// what the terminal can show.
/// \param wanted  the value of --figure; empty = not given.
/// \return empty when `wanted` is no style; a message has been written.
[[nodiscard]] std::optional<FigureStyle> figure_style(
    Context& context, const std::string& wanted);

/// A picture as text, with what is far away dimmed where colours are on.
[[nodiscard]] std::vector<std::string> colored(const Picture& picture,
                                               const Style& style);

/// A picture with a line above it.
struct CaptionedPicture {
  std::string caption;  ///< ASCII; empty for no line
  Picture picture;
};

/// Pictures next to each other where there is room, else below each other;
/// an empty line after each row.
[[nodiscard]] std::string in_rows(const std::vector<CaptionedPicture>& pictures,
                                  const Style& style);

}  // namespace backcoach::cli
