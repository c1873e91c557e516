#include <algorithm>

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/random_answers.hpp"
#include "backcoach/triage.hpp"

namespace backcoach {
namespace {

using test::Random;
using test::shipped_knowledge_base;

/// What is compared: urgency, referral, focus.
struct Outcome3 {
  explicit Outcome3(const Decision& decision)
      : urgency(decision.urgency),
        referral(!decision.plan_allowed),
        focus(decision.focus) {}
  Urgency urgency;
  bool referral;
  std::optional<Focus> focus;
  friend bool operator==(const Outcome3&, const Outcome3&) = default;
};

/// People who are near a decision: ordinary answers with a few signs.
std::vector<Answers> people() {
  const KnowledgeBase& kb = shipped_knowledge_base();
  std::vector<Answers> all = {test::full_answers()};
  Random random(21);
  for (int i = 0; i < 12; ++i) {
    Answers answers = test::full_answers();
    for (int n = 0; n < 3; ++n) {
      const auto finding =
          static_cast<FindingIndex>(random.below(kb.findings.size()));
      if (kb.findings[finding].history || kb.findings[finding].asked_later) {
        continue;
      }
      answers.set(finding, test::random_answer(kb, random, finding, 2));
    }
    all.push_back(std::move(answers));
  }
  return all;
}

TEST_CASE("each change really changes the outcome, as it says", "[engine]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  for (const Answers& answers : people()) {
    const Decision before = triage(kb, answers);
    for (const Change& change : what_would_change(kb, answers)) {
      Answers changed = answers;
      changed.set(change.finding, change.answer);
      const Decision after = triage(kb, changed);
      INFO(kb.findings[change.finding].id);
      CHECK(after.urgency == change.urgency);
      if (after.status != Status::decided) {
        CHECK(after.urgency > before.urgency);
        continue;
      }
      CHECK_FALSE(Outcome3(after) == Outcome3(before));
      CHECK(after.focus == change.focus);
      CHECK(!after.plan_allowed == change.referral);
      if (change.rule) {
        const bool fires = std::any_of(
            after.because.begin(), after.because.end(),
            [&](const Reason& reason) { return reason.rule == change.rule; });
        CHECK(fires);
      }
    }
  }
}

TEST_CASE("no yes-or-no answer that would change it is left out", "[engine]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  for (const Answers& answers : people()) {
    const Decision before = triage(kb, answers);
    const std::vector<Change> changes = what_would_change(kb, answers);
    for (std::size_t i = 0; i < kb.findings.size(); ++i) {
      const auto finding = static_cast<FindingIndex>(i);
      if (kb.findings[i].type != FindingType::yes_no) continue;
      for (const YesNo value : {YesNo::yes, YesNo::no, YesNo::not_sure}) {
        Answers changed = answers;
        changed.set(finding, value);
        const Decision after = triage(kb, changed);
        const bool told_of =
            after.status == Status::decided || after.urgency > before.urgency;
        if (!told_of || Outcome3(after) == Outcome3(before)) continue;
        INFO(kb.findings[i].id << " = " << name(value));
        // Of answers with the same outcome only one is named.
        const bool named = std::any_of(
            changes.begin(), changes.end(), [&](const Change& change) {
              return change.finding == finding &&
                     change.urgency == after.urgency &&
                     (after.status != Status::decided ||
                      change.focus == after.focus);
            });
        CHECK(named);
      }
    }
  }
}

TEST_CASE("changes stand worst first", "[engine]") {
  const auto changes =
      what_would_change(shipped_knowledge_base(), test::full_answers());
  REQUIRE(changes.size() > 20);
  for (std::size_t i = 1; i < changes.size(); ++i) {
    CHECK(changes[i - 1].urgency >= changes[i].urgency);
  }
  CHECK(changes[0].urgency == Urgency::emergency);
}

}  // namespace
}  // namespace backcoach
