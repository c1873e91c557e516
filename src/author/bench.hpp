#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "../kb/cases.hpp"
#include "../kb/written.hpp"
#include "../rules/evaluate.hpp"
#include "backcoach/triage.hpp"

namespace backcoach::authoring {

/// What one example looks at: a rule, a row, or one written condition.
struct Target {
  Decides decides = Decides::outcome;
  std::size_t owner = 0;
  /// One outcome of a rule, by itself; empty: the rule as a whole.
  std::optional<std::size_t> outcome = std::nullopt;
  bool unknown_is_yes = false;  ///< of a gate that closes when not asked
  bool turned = false;  ///< the gate says the opposite of what is written
  friend bool operator==(const Target&, const Target&) = default;
};

/// How a target came out. A rule has an urgency while it holds.
struct Seen {
  Truth held = Truth::unknown;
  Urgency urgency = Urgency::self_care;
  friend bool operator==(const Seen&, const Seen&) = default;
};

/// Of an outcome this is the whole rule, as the examples of rules see it.
[[nodiscard]] Target target_of(const Written& written);

/// Of an outcome this is that outcome alone, whatever the others do.
[[nodiscard]] Target close_target_of(const Written& written);

/// How `target` comes out in a network that has been decided.
[[nodiscard]] Seen look_at(const KnowledgeBase& kb,
                           const engine::Evaluation& truth,
                           const Target& target);

/// One example, ready to be run.
struct Test {
  Target target;
  std::string id;    ///< "fever_with_back_pain", "exercise press_up"
  std::string file;  ///< where the example stands
  std::string pointer;
  const Example* example = nullptr;
  Answers given;
  Answers implied;  ///< with what follows from `given` in the base as it is
};

/// An example or a case that came out otherwise than its author said.
struct Failure {
  std::string rule;  ///< or "decision.ROW", "exercise ID", "case ID", …
  std::size_t example = 0;
  std::string file;
  std::string pointer;
  std::string expected;
  std::string got;
  std::string answers;
  std::string why;  ///< what the author noted; may be empty
};

/// Everything a base is tried on: examples and worked cases.
class Bench {
 public:
  /// Both have to stay where they are.
  Bench(const KnowledgeBase& kb, const Cases& cases);

  [[nodiscard]] const std::vector<Test>& tests() const { return tests_; }
  [[nodiscard]] const std::vector<WorkedCase>& people() const {
    return cases_->people;
  }
  [[nodiscard]] const std::vector<Answers>& people_answers() const {
    return people_;
  }

  /// Every example and case that fails.
  [[nodiscard]] std::vector<Failure> failures() const;

  /// Whether an example about the same rule or condition as `target`, then
  /// any other example, fails in `kb`, a changed copy of the base.
  /// \param fresh  what follows from answers may have changed too.
  [[nodiscard]] const Test* first_failing(const KnowledgeBase& kb,
                                          engine::Evaluation& truth,
                                          const Target& target,
                                          bool fresh) const;
  [[nodiscard]] const WorkedCase* first_failing_case(
      const KnowledgeBase& kb) const;

 private:
  void add(Target target, std::string id, std::string file, std::string pointer,
           const Example& example);
  void add_plan(const std::vector<Written>& all);

  const KnowledgeBase* kb_;
  const Cases* cases_;
  std::vector<Test> tests_;
  std::vector<Answers> people_;
  std::deque<Example> pairs_;  ///< of adaptations, with and without
};

[[nodiscard]] Answers dense(const KnowledgeBase& kb,
                            const SparseAnswers& answers);

/// What is wrong with the decision about a case; empty when nothing is.
[[nodiscard]] std::string wrong_about(const KnowledgeBase& kb,
                                      const WorkedCase& one,
                                      const Decision& decision);

}  // namespace backcoach::authoring
