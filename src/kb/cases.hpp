/// \file
/// What a knowledge base is tried on: worked people and examples of single
/// conditions. They stand in `cases/` of its folder. Only the commands for
/// authors read them; no decision needs them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backcoach/load.hpp"

namespace backcoach {

/// One person, `cases/people/ID.json`: answers, and what a decision may be.
struct WorkedCase {
  std::string id;
  std::string title;
  std::string file;
  SparseAnswers answers;
  std::vector<Urgency> urgency;  ///< any of these is right
  std::vector<Focus> focus;      ///< any of these; empty = not said
  std::optional<bool> plan_allowed;
  std::vector<std::uint16_t> rules;  ///< have to fire
};

/// One example of a condition that stands outside the rules and the decision
/// table, whose examples are in their own files.
struct ConditionExample {
  std::string at;  ///< JSON pointer to the condition or what holds it
  Example example;
};

/// `cases/examples/FILE`: examples of the conditions in FILE.
struct ConditionExamples {
  std::string of;    ///< "plan.json", "exercises/press_up.json"
  std::string file;  ///< where they stand
  std::vector<ConditionExample> examples;
};

/// A change of a condition that nothing has to notice, and why.
struct HarmlessChange {
  std::string of;      ///< "red_flags/shingles.json"
  std::string at;      ///< JSON pointer
  std::string change;  ///< in the words of `rules mutate`
  std::string why;
};

/// Everything of `cases/`.
struct Cases {
  std::vector<WorkedCase> people;
  std::vector<ConditionExamples> examples;
  std::vector<HarmlessChange> harmless;
};

/// Reads `cases/` of a knowledge base.
///
/// \param kb     the base made from the same files.
/// \param files  every file of its folder; those outside `cases/` are only
///               looked at to see that a pointer leads somewhere.
/// \param shown  put before each path in issues, such as "data/".
/// \return the cases (none, when there is no such folder), or every problem.
[[nodiscard]] Checked<Cases> load_cases(const KnowledgeBase& kb,
                                        const std::vector<SourceFile>& files,
                                        const std::string& shown = "");

/// \name The compact form inside the program
/// @{
[[nodiscard]] std::string pack_cases(const Cases& cases);
[[nodiscard]] Cases unpack_cases(std::string_view bytes);
/// @}

}  // namespace backcoach
