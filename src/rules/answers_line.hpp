#pragma once

#include <string>

#include "../kb/names.hpp"
#include "backcoach/load.hpp"

namespace backcoach::load {

/// One line of many: answers as `load_answers` reads them, with a name.
struct AnswersLine {
  std::string id;  ///< as JSON: "\"a7\"" or "7"; empty = none was given
  Checked<Answers> answers;
};

/// The names of answers in `kb`, looked up once for all lines.
[[nodiscard]] Names answer_names(const KnowledgeBase& kb);

/// As `load_answers`, but "id" (a string or a number) may stand beside the
/// answers, or beside "answers" in the wrapper.
/// \param file  the name for issues.
[[nodiscard]] AnswersLine load_answers_line(const KnowledgeBase& kb,
                                            const std::string& file,
                                            std::string text);
/// \param names  of `kb`, from `answer_names`
[[nodiscard]] AnswersLine load_answers_line(const KnowledgeBase& kb,
                                            const Names& names,
                                            const std::string& file,
                                            std::string text);

}  // namespace backcoach::load
