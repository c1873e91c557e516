/// \file
/// A letter for those who treat: one page in the order situation, background,
/// assessment, recommendation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "../coach/trends.hpp"
#include "backcoach/diary.hpp"
#include "backcoach/render.hpp"

namespace backcoach {

/// What a letter is written from.
struct LetterSource {
  const Answers* answers = nullptr;
  const Decision* decision = nullptr;
  std::chrono::year_month_day decided_on{};
  std::vector<DiaryEntry> diary;  ///< may be empty
  Trends trends;                  ///< of the same diary
  /// Whether a reason was a private answer, which the diary does not keep.
  bool private_reason = false;
};

struct LetterOptions {
  /// Whether private answers, and rules that follow from them, are named.
  bool with_private = false;
};

/// The letter as a page. While the decision allows no plan it names no
/// exercise. A danger sign that nobody asked about is never written as absent.
[[nodiscard]] Document compose_letter(const KnowledgeBase& kb,
                                      const LetterSource& source,
                                      const Setting& setting,
                                      LetterOptions options);

/// Where the drawing of the course belongs in a letter: a heading with this as
/// its figure. `trends_svg` makes it for HTML.
inline constexpr const char* kLetterPlot = "pain_of_the_last_days";

/// The pain of the days as `<svg>…</svg>` with words for those who cannot see
/// it; days without a number are left out. Empty below two numbers.
[[nodiscard]] std::string trends_svg(const Trends& trends);

/// Whether a letter without private answers leaves something out.
[[nodiscard]] bool letter_hides(const KnowledgeBase& kb,
                                const LetterSource& source);

/// Whether what this reason says tells a private answer.
[[nodiscard]] bool is_private(const KnowledgeBase& kb, const Reason& reason);

}  // namespace backcoach
