/// \file
/// A prescription as a person types it or a program writes it.
#pragma once

#include <string>
#include <string_view>

#include "backcoach/issue.hpp"
#include "backcoach/knowledge.hpp"
#include "backcoach/plan_rules.hpp"

namespace backcoach {

struct PrescriptionOptions {
  bool skip_bad = false;  ///< problems become warnings; the rest is taken
};

/// Reads `backcoach/prescription/1` (a JSON object), or one exercise a line:
/// `bird dog 3x8 hold 10s each side`. `#` starts a comment. Names are matched
/// with the catalogue; one that is not there is kept as it was written, with a
/// warning that names the nearest.
///
/// \param file  the name for issues; "-" for standard input.
/// \return the items, or every problem with line, column and excerpt. Numbers
///         nobody means (0 times, 1000 minutes) are problems.
[[nodiscard]] Checked<Prescription> load_prescription(
    const KnowledgeBase& kb, const std::string& file, std::string text,
    PrescriptionOptions options = {});

/// \return `prescription` as `backcoach/prescription/1`.
[[nodiscard]] std::string prescription_json(const KnowledgeBase& kb,
                                            const Prescription& prescription);

}  // namespace backcoach
