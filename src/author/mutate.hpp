#pragma once

#include <optional>
#include <string>
#include <vector>

#include "../kb/cases.hpp"
#include "mutants.hpp"

namespace backcoach::authoring {

/// A change that no example, case or property noticed.
struct Survivor {
  Fault fault = Fault::drop;
  std::string id;       ///< "shingles", "exercise press_up"
  std::string file;     ///< with the folder, as issues show it
  std::string path;     ///< relative to the base
  std::string pointer;  ///< to what was changed
  std::string change;   ///< in words
  /// Answers that tell the change from the rule, if any were found.
  std::optional<SparseAnswers> telling;
  /// Place of the outcome that they are about, if the rule as a whole comes
  /// out the same: "/outcomes/1".
  std::string at;
  Truth holds = Truth::unknown;    ///< how the rule comes out for them
  std::optional<Urgency> urgency;  ///< of a rule that then holds
  std::string why_harmless;        ///< empty: an example is missing
};

/// Of one kind of change, or of all.
struct Tally {
  std::size_t made = 0;
  std::size_t noticed = 0;
  std::size_t harmless = 0;  ///< not noticed, with a reason
  [[nodiscard]] std::size_t missed() const { return made - noticed - harmless; }
};

struct MutationReport {
  std::vector<std::pair<Fault, Tally>> faults;
  std::size_t by_examples = 0;
  std::size_t by_cases = 0;
  std::size_t by_properties = 0;  ///< quick ones, tried on every change
  std::size_t by_proofs = 0;      ///< properties proved over all answers
  /// Changes on which nothing was proved any more: that takes long.
  std::size_t not_proved = 0;
  std::vector<Survivor> survivors;
  std::vector<HarmlessChange> unused;  ///< reasons for what is noticed, or gone
  [[nodiscard]] Tally all() const;
};

inline constexpr std::size_t kMostProved = 20;

struct MutationOptions {
  std::string only;     ///< id of a rule, row, fact or exercise; empty = all
  bool explain = true;  ///< look for answers that would tell
};

/// Changes one thing of a base at a time and looks whether its examples, its
/// worked cases or the properties of decisions notice. Those of `rules prove`
/// are asked only about changes that nothing else noticed and that no reason
/// in the data calls harmless, and about the first `kMostProved` of them.
/// \param kb  all of whose examples and cases pass.
[[nodiscard]] MutationReport mutate(const KnowledgeBase& kb, const Cases& cases,
                                    const MutationOptions& options);

/// Whether `only` names something that can be changed.
[[nodiscard]] bool has_conditions(const KnowledgeBase& kb,
                                  const std::string& only);

}  // namespace backcoach::authoring
