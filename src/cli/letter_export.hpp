#pragma once

#include <variant>
#include <vector>

#include "context.hpp"

namespace backcoach::cli {

/// A letter for those who treat, from `--answers` or the diary. It goes on
/// while a referral stands.
[[nodiscard]] ExitCode export_letter(const Arguments& arguments,
                                     Context& context, const KnowledgeBase& kb);

/// The questions as a FHIR Questionnaire.
[[nodiscard]] ExitCode export_questionnaire(const Arguments& arguments,
                                            Context& context,
                                            const KnowledgeBase& kb);

/// One person as a FHIR Bundle, from `--answers` or the diary. It goes on while
/// a referral stands.
[[nodiscard]] ExitCode export_fhir(const Arguments& arguments, Context& context,
                                   const KnowledgeBase& kb);

/// What is taken elsewhere about one person: answers and their decision.
struct Told {
  Answers answers;
  Decision decision;
  std::chrono::year_month_day decided_on{};
  std::vector<DiaryEntry> diary;  ///< none with `--answers`
  bool private_reason = false;    ///< one that the diary does not keep
};

/// From `--answers` and `--set`, else from the diary.
/// \return the exit code after the reason has been said.
[[nodiscard]] std::variant<Told, ExitCode> read_told(const Arguments& arguments,
                                                     Context& context,
                                                     const KnowledgeBase& kb);

}  // namespace backcoach::cli
