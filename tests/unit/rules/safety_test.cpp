// Promises that hold for everybody, tried on many made-up people. The seeds are
// fixed, so a failure can be repeated.
#include <algorithm>
#include <set>

#include "../../../src/rules/decide.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/random_answers.hpp"
#include "backcoach/interview.hpp"
#include "backcoach/render.hpp"
#include "backcoach/triage.hpp"

namespace backcoach {
namespace {

using engine::Evaluation;
using engine::Grading;
using test::Random;
using test::shipped_knowledge_base;

/// Findings of which a "yes" may rightly make a rule milder.
const std::set<std::string, std::less<>> kMilder = {
    "assessed_unchanged",      // a clinician has seen it
    "extension_aggravated",    // movement changes it: less likely steady pain
    "flexion_aggravated",      // the same
    "improving",               // better than a week ago
    "list_with_pain",          // a lean that came with pain, not a new shape
    "lying_eases",             // rest eases it: less likely steady pain
    "movement_eases",          // the same
    "womb_removed",            // no pregnancy can be
    "pelvic_symptom_checked",  // a clinician has seen it
    "rotation_aggravated",     // movement changes it
    "sitting_aggravated",      // the same
    "sitting_eases",           // the same
    "standing_aggravated",     // the same
    "strain",                  // a reason for a sudden start
    "trauma_examined",         // a clinician has seen it
    "walking_aggravated",      // movement changes it
    "walking_eases",           // the same
};

/// A sign that was raised, and the outcome went down.
struct Exception {
  std::string finding;
  std::string answer;
  std::string from;
  std::string to;
  friend auto operator<=>(const Exception&, const Exception&) = default;
};

std::string shown(const KnowledgeBase& kb, const Answers& answers) {
  std::string out;
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const auto finding = static_cast<FindingIndex>(i);
    if (!answers.answered(finding) || answers[finding] == Answer(YesNo::no)) {
      continue;
    }
    out += kb.findings[i].id + "=" +
           answer_text(kb.findings[i], answers[finding]) + " ";
  }
  return out;
}

/// People of many kinds: few signs, many, complete and not.
Answers person(const KnowledgeBase& kb, Random& random) {
  const std::size_t signs = 3 + random.below(60);
  return random.once_in(2)
             ? test::random_complete(kb, random, signs)
             : test::random_partial(kb, random, signs, 2 + random.below(20));
}

TEST_CASE("one sign more never lowers the urgency", "[safety]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(20261121);
  std::set<Exception> exceptions;
  std::string first;
  constexpr int kPeople = 20000;
  Evaluation truth(kb, Grading::worst_case);
  for (int n = 0; n < kPeople; ++n) {
    Answers answers = person(kb, random);
    // A few signs for each person; all of them for some.
    const bool every = n % 400 == 0;
    truth.decide(with_implied(kb, answers));
    const Urgency before = engine::decide(kb, truth).urgency;
    for (std::size_t i = 0; i < kb.findings.size(); ++i) {
      const auto finding = static_cast<FindingIndex>(i);
      const Finding& about = kb.findings[i];
      if (about.type != FindingType::yes_no || about.asked_later ||
          kMilder.contains(about.id) || !(every || random.once_in(150))) {
        continue;
      }
      if (answers[finding] != Answer(YesNo::no)) continue;
      // A line that names several signs opens them: what was a no is not known
      // any more, and decides nothing before it is asked for.
      if (!each_sign(kb, answers).answered(finding)) continue;
      // A blood thinner explains bruises (rule ill_without_fever).
      if (about.id == "anticoagulant" &&
          answers[test::finding("bruising_unexplained")] != Answer(YesNo::no)) {
        continue;
      }
      for (const YesNo value : {YesNo::yes, YesNo::not_sure}) {
        answers.set(finding, value);
        truth.decide(with_implied(kb, answers));
        const Urgency after = engine::decide(kb, truth).urgency;
        if (after < before) {
          exceptions.insert({about.id, std::string(name(value)),
                             std::string(name(before)),
                             std::string(name(after))});
          if (first.empty()) first = about.id + ": " + shown(kb, answers);
        }
      }
      answers.set(finding, YesNo::no);
    }
  }
  for (const Exception& one : exceptions) {
    UNSCOPED_INFO(one.finding << " = " << one.answer << ": " << one.from
                              << " -> " << one.to);
  }
  INFO("first: " << first);
  CHECK(exceptions.empty());
}

TEST_CASE("doubt about a sign that decides is not looked after at home",
          "[safety]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(5);
  std::size_t tried = 0;
  for (int n = 0; n < 4000; ++n) {
    Answers answers = test::random_complete(kb, random, 20 + random.below(60));
    const Decision before = triage(kb, answers);
    if (before.urgency == Urgency::self_care) continue;
    for (const Reason& reason : before.because) {
      if (reason.urgency != before.urgency) continue;
      for (const FindingIndex finding : reason.answers) {
        const Finding& about = kb.findings[finding];
        if (!about.core || answers[finding] != Answer(YesNo::yes)) continue;
        Answers doubtful = answers;
        doubtful.set(finding, YesNo::not_sure);
        const Decision after = triage(kb, doubtful);
        ++tried;
        INFO(about.id << ": " << shown(kb, answers));
        CHECK_FALSE((after.status == Status::decided &&
                     after.urgency == Urgency::self_care));
      }
    }
  }
  CHECK(tried > 1000);
}

TEST_CASE("without a core answer an ordinary interview is not over",
          "[safety]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    if (!kb.findings[i].core) continue;
    const auto finding = static_cast<FindingIndex>(i);
    Answers answers = test::full_answers();
    answers.clear(finding);
    // Who walks can stand, so only minutes of walking that are not known leave
    // that open.
    answers.clear(test::finding("walk_minutes"));
    const Decision decision = triage(kb, answers);
    INFO(kb.findings[i].id);
    // How weakness changes is no question for a person without weakness.
    const bool settled = kb.findings[i].id == "weak_progressing";
    const bool asked =
        std::find(decision.missing.begin(), decision.missing.end(), finding) !=
        decision.missing.end();
    CHECK(asked == !settled);
    CHECK((decision.status == Status::needs_answers) == !settled);
    CHECK(decision.plan_permission().has_value() == settled);
  }
}

/// Every answer that `finding` can get at a prompt.
std::vector<Answer> all_answers(const Finding& finding) {
  std::vector<Answer> all;
  if (finding.type == FindingType::one_of) {
    for (std::size_t v = 0; v < finding.values.size(); ++v) {
      all.emplace_back(Choice{static_cast<std::uint8_t>(v)});
    }
  } else {
    for (const YesNo value :
         {YesNo::yes, YesNo::no, YesNo::not_sure, YesNo::prefer_not_to_say}) {
      all.emplace_back(value);
    }
  }
  return all;
}

void check_same(const Decision& one, const Decision& other) {
  CHECK(one.status == other.status);
  CHECK(one.urgency == other.urgency);
  CHECK(one.focus == other.focus);
  CHECK(one.stage == other.stage);
}

TEST_CASE("a core answer that is missing is asked for, or cannot matter",
          "[safety]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(6);
  for (int n = 0; n < 500; ++n) {
    const Answers told = test::agreeing(
        kb, random, test::random_complete(kb, random, 20 + random.below(80)));
    // Sign by sign the same is decided as line by line.
    const Answers complete = each_sign(kb, told);
    check_same(triage(kb, told), triage(kb, complete));
    for (std::size_t i = 0; i < kb.findings.size(); ++i) {
      const auto finding = static_cast<FindingIndex>(i);
      if (!kb.findings[i].core || !random.once_in(4)) continue;
      Answers answers = complete;
      answers.clear(finding);
      // Who walks can stand: that is as if it had been said, and is open where
      // minutes of walking are not known.
      const Answers known = with_implied(kb, answers);
      if (known.answered(finding)) {
        Answers said = answers;
        said.set(finding, known[finding]);
        check_same(triage(kb, answers), triage(kb, said));
        answers.clear(test::finding("walk_minutes"));
      }
      const Decision open = triage(kb, answers);
      const bool asked = std::find(open.missing.begin(), open.missing.end(),
                                   finding) != open.missing.end();
      if (asked) {
        CHECK(open.status == Status::needs_answers);
        continue;
      }
      for (const Answer& answer : all_answers(kb.findings[i])) {
        answers.set(finding, answer);
        const Decision closed = triage(kb, answers);
        INFO(kb.findings[i].id << " = " << answer_text(kb.findings[i], answer)
                               << ": " << shown(kb, complete));
        // An emergency already holds, or the answer changes nothing.
        if (open.status == Status::decided &&
            open.urgency == Urgency::emergency) {
          CHECK(closed.urgency == Urgency::emergency);
          continue;
        }
        check_same(closed, open);
      }
    }
  }
}

TEST_CASE("a decision stays when open answers are filled in", "[safety]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(8);
  std::size_t decided = 0;
  for (int n = 0; n < 4000; ++n) {
    // What follows from an answer is not open.
    Answers answers =
        with_implied(kb, test::random_partial(kb, random, 3 + random.below(60),
                                              8 + random.below(200)));
    const Decision before = triage(kb, answers);
    const Answers more = test::random_complete(kb, random, 2);
    for (std::size_t i = 0; i < more.size(); ++i) {
      const auto finding = static_cast<FindingIndex>(i);
      // What nobody asks for in a triage is told after it.
      if (kb.findings[i].asked_later || answers.answered(finding)) continue;
      answers.set(finding, more[finding]);
    }
    const Decision after = triage(kb, answers);
    INFO(shown(kb, answers));
    if (before.status != Status::decided) continue;
    // Told at once, an emergency can only become milder.
    if (before.urgency == Urgency::emergency) continue;
    ++decided;
    CHECK(after.urgency == before.urgency);
    CHECK(after.focus == before.focus);
    CHECK(after.stage == before.stage);
  }
  CHECK(decided > 500);
}

TEST_CASE("the same answers give the same decision", "[safety]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(9);
  const Setting setting{
      nullptr, std::chrono::year(2026) / std::chrono::November / 21, "test"};
  for (int n = 0; n < 60; ++n) {
    const Answers answers = person(kb, random);
    const Answers copy = answers;
    CHECK(triage_json(kb, answers, triage(kb, answers), setting, {true}) ==
          triage_json(kb, copy, triage(kb, copy), setting, {true}));
  }
}

TEST_CASE("only urgencies that allow a plan give one", "[safety]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(10);
  for (int n = 0; n < 4000; ++n) {
    const Decision decision = triage(kb, person(kb, random));
    if (decision.urgency >= Urgency::soon ||
        decision.status == Status::needs_answers) {
      CHECK_FALSE(decision.plan_permission());
      CHECK_FALSE(decision.plan_allowed);
      CHECK_FALSE(decision.focus);
    } else if (decision.plan_allowed) {
      CHECK(decision.plan_permission());
    }
    CHECK(decision.missing.empty() == (decision.status == Status::decided));
  }
}

}  // namespace
}  // namespace backcoach
