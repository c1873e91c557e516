#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backcoach/issue.hpp"
#include "backcoach/knowledge.hpp"

/// \file
/// From bytes to checked values. Nothing here reads a file: the caller hands
/// the bytes over, so a phone app, a service and a test load the same way.

namespace backcoach {

/// One file of a knowledge base.
struct SourceFile {
  std::string path;  ///< relative to its folder, with `/`: red_flags/x.json
  std::string text;
};

/// Reads a whole knowledge base.
///
/// \param files  every file of its folder. `schema/`, `cases/` and files that
///               are not JSON are left alone; any other unknown file is an
///               error.
/// \param shown  put before each path in issues, such as "data/".
/// \return the base, or every problem found. One error and there is no base:
///         half a set of danger signs is not used.
[[nodiscard]] Checked<KnowledgeBase> load_knowledge(
    std::vector<SourceFile> files, const std::string& shown = "");

/// Reads an answers file: `{"schema": "backcoach/answers/1", "answers": {…}}`,
/// or the bare object of answers.
///
/// \param file  the name for issues; "-" for standard input.
/// \return the answers, or every problem: unknown names (with the nearest
///         one), wrong types, values out of range, duplicate keys, and answers
///         that cannot both be true. `null` means not asked.
[[nodiscard]] Checked<Answers> load_answers(const KnowledgeBase& kb,
                                            const std::string& file,
                                            std::string text);

/// Reads one `ID=VALUE` (as of `--set`) into `answers`.
/// \return the problems; empty when it was set.
[[nodiscard]] std::vector<Issue> set_answer(const KnowledgeBase& kb,
                                            std::string_view assignment,
                                            Answers& answers);

/// The same two for a check-in, which has measures of its own beside the
/// answers of a triage (data/checkin.json).
[[nodiscard]] Checked<Answers> load_checkin_answers(const KnowledgeBase& kb,
                                                    const std::string& file,
                                                    std::string text);
[[nodiscard]] std::vector<Issue> set_checkin_answer(const KnowledgeBase& kb,
                                                    std::string_view assignment,
                                                    Answers& answers);

/// What the diary knows, for rules over days: an object of measures by name.
[[nodiscard]] Checked<Answers> load_history(const KnowledgeBase& kb,
                                            const std::string& file,
                                            std::string text);

/// Problems that only show once everything is there: the same finding set by
/// two questions, answers that cannot both be true, …
[[nodiscard]] std::vector<Issue> check_answers(const KnowledgeBase& kb,
                                               const std::string& file,
                                               const Answers& answers);

/// \name The compact form inside the program
/// A checked base, written at build time and read back without parsing.
/// @{
[[nodiscard]] std::string pack(const KnowledgeBase& kb);

/// What to read back; the rest is empty, and a short run is shorter.
/// \li decision: rules, questions and their texts
/// \li day: also sources, exercises, the plan with its lessons, the check-in
/// \li everything: also examples, provenance and conditions as written
enum class Parts { decision, day, everything };

/// \param bytes what `pack` wrote; anything else is a bug of the build.
[[nodiscard]] KnowledgeBase unpack(std::string_view bytes,
                                   Parts parts = Parts::everything);

/// As `unpack(bytes).manifest`, without the rest.
[[nodiscard]] Manifest unpack_manifest(std::string_view bytes);
/// @}

}  // namespace backcoach

/// \file
/// An answers file with what stands beside its answers.

namespace backcoach {

/// What a file of answers says.
struct AnswersFile {
  Answers answers;
  std::vector<std::string> about;  ///< referrals that `seen_since` names
  std::string continues;           ///< the entry that this goes on with
  SeenInput seen;  ///< groups that were looked at, the same since
};

/// As `load_answers`, with `about`, `continues` and `seen` beside the answers.
[[nodiscard]] Checked<AnswersFile> load_answers_file(const KnowledgeBase& kb,
                                                     const std::string& file,
                                                     std::string text);

/// Whether a group of signs is called so.
[[nodiscard]] bool is_seen_group(const KnowledgeBase& kb,
                                 const std::string& id);

}  // namespace backcoach
