#pragma once

#include <string>
#include <vector>

#include "backcoach/knowledge.hpp"

namespace backcoach {

/// What a condition decides.
enum class Decides : std::uint8_t {
  outcome,
  row,
  fact,
  implication,
  conflict,
  gate
};

/// A condition as its author wrote it, with the place of it.
struct Written {
  Decides decides = Decides::outcome;
  std::size_t owner = 0;  ///< position of the rule, row, fact, …
  std::size_t part = 0;   ///< position of the outcome in its rule
  std::string id;         ///< "fever_with_back_pain", "exercise press_up"
  std::string file;       ///< as issues show it
  std::string path;       ///< relative to the base: "red_flags/shingles.json"
  std::string pointer;    ///< to the condition: "/outcomes/0/when"
  Condition* when = nullptr;
  Gate* gate = nullptr;      ///< of a gate
  bool gate_turned = false;  ///< the gate closes when `when` does not hold
};

/// Every condition of `kb`: rules, decision table, facts, answers that follow
/// or clash, exercises, plan. They point into `kb`, which has to stay.
[[nodiscard]] std::vector<Written> written_conditions(KnowledgeBase& kb);

/// One part of a condition: itself, and what stands in it at any depth.
struct WrittenPart {
  Condition* condition = nullptr;
  Condition* parent = nullptr;  ///< nullptr for the whole
  std::string pointer;
  bool negated = false;  ///< an odd number of `none_of` stands above
};

/// The parts of `written`, outer ones first. A fact or another rule that it
/// names is one part; what stands there is written elsewhere.
[[nodiscard]] std::vector<WrittenPart> parts_of(const Written& written);

/// Adds the findings that `condition` hangs on, through facts and rules.
void findings_in(const KnowledgeBase& kb, const Condition& condition,
                 std::vector<bool>& out);

}  // namespace backcoach
