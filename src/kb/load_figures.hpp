/// \file
/// From bytes to figures. They stand apart from the knowledge base, because
/// nothing that decides needs them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backcoach/load.hpp"
#include "figure.hpp"

namespace backcoach {

/// Reads `figures/*.json` among the files of a knowledge base.
/// `load_knowledge` has checked that each exercise has one.
/// \return the figures, or every problem found.
[[nodiscard]] Checked<Figures> load_figures(
    const std::vector<SourceFile>& files, const std::string& shown = "");

/// \name The compact form inside the program
/// @{
[[nodiscard]] std::string pack_figures(const Figures& figures);
[[nodiscard]] Figures unpack_figures(std::string_view bytes);
/// @}

}  // namespace backcoach
