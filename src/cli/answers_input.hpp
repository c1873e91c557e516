#pragma once

#include "backcoach/load.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// Which names are known: those of a triage, or also those of a check-in.
enum class InputOf { triage, checkin };

/// The answers of --answers and --set together; none given = nothing asked.
[[nodiscard]] Checked<Answers> read_answers_input(
    const Arguments& arguments, Context& context, const KnowledgeBase& kb,
    InputOf what = InputOf::triage);

/// The same for a triage, with what stands beside the answers and --about.
[[nodiscard]] Checked<AnswersFile> read_triage_input(const Arguments& arguments,
                                                     Context& context,
                                                     const KnowledgeBase& kb);

/// The exit code for answers that could not be used.
[[nodiscard]] ExitCode input_failure(const std::vector<Issue>& issues);

}  // namespace backcoach::cli
