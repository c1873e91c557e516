#include "backcoach/interview.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/random_answers.hpp"

namespace backcoach {
namespace {

using test::Random;
using test::shipped_knowledge_base;

std::string next_id(const test::Json& answers) {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const auto next = next_question(kb, test::answers_from(answers));
  return next ? kb.questions[next->question].id : "";
}

TEST_CASE("the worst danger is asked about first", "[interview]") {
  CHECK(next_id(test::Json::object()) == "saddle");
}

TEST_CASE("a grade is asked beside its sign", "[interview]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const auto next =
      next_question(kb, test::answers_from({{"saddle_change", "yes"}}));
  REQUIRE(next);
  REQUIRE_FALSE(next->findings.empty());
  for (const FindingIndex finding : next->findings) {
    INFO(kb.findings[finding].id);
    CHECK(kb.findings[finding].grading);
  }
  // The lines beside it are asked with it, and open their signs.
  CHECK(next_id({{"saddle_change", "no"}}) == "saddle");
  for (const char* line : {"pee_changed", "leaks_new", "toilet_feeling_lost"}) {
    for (const char* answer : {"yes", "not_sure", "prefer_not_to_say"}) {
      test::Json told = {{"saddle_change", "no"},
                         {"pee_changed", "no"},
                         {"leaks_new", "no"},
                         {"toilet_feeling_lost", "no"}};
      told[line] = answer;
      INFO(line << " = " << answer);
      CHECK(next_id(told) == "bladder_bowel");
    }
  }
}

TEST_CASE("a graded emergency ends the interview", "[interview]") {
  CHECK(
      next_id({{"saddle_change", "yes"}, {"pelvic_symptom_days", 1}}).empty());
}

TEST_CASE("an emergency without a grade ends it at once", "[interview]") {
  for (const char* sign : {"stroke_signs", "sepsis_signs"}) {
    INFO(sign);
    CHECK(next_id({{sign, "yes"}}).empty());
  }
}

TEST_CASE("a man is not asked whether he is pregnant", "[interview]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Answers answers(kb.findings.size());
  answers.set(test::finding("sex"), Choice{1});
  std::set<std::string> asked;
  while (const auto next = next_question(kb, answers)) {
    for (const FindingIndex finding : next->findings) {
      asked.insert(kb.findings[finding].id);
      if (kb.findings[finding].type == FindingType::yes_no) {
        answers.set(finding, YesNo::no);
      } else if (kb.findings[finding].type == FindingType::number) {
        answers.set(finding, kb.findings[finding].min);
      } else {
        answers.set(finding, kb.findings[finding].type == FindingType::one_of
                                 ? Answer(Choice{0})
                                 : Answer(Choices{0}));
      }
    }
  }
  CHECK(asked.contains("fever"));
  for (const char* never :
       {"sex", "pregnant", "postpartum_lt12w", "vaginal_bleeding"}) {
    INFO(never);
    CHECK_FALSE(asked.contains(never));
  }
}

TEST_CASE("one question only shows what can still matter", "[interview]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(31);
  for (int n = 0; n < 40; ++n) {
    const Answers answers = test::random_partial(kb, random, 20, 3);
    const auto next = next_question(kb, answers);
    if (!next) continue;
    CHECK_FALSE(next->findings.empty());
    for (const FindingIndex finding : next->findings) {
      CHECK_FALSE(answers.answered(finding));
      const auto& sets = kb.questions[next->question].sets;
      CHECK(std::find(sets.begin(), sets.end(), finding) != sets.end());
    }
  }
}

struct Walk {
  Answers answers;
  std::size_t screens = 0;
  std::map<std::string, int> asked;  ///< how often each finding was
  std::map<std::string, int> questions;
};

/// The stateless loop: ask, add the answer, ask again.
Walk walk(Random& random, std::size_t signs, bool may_decline) {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Walk walk{Answers(kb.findings.size()), 0, {}, {}};
  while (const auto next = next_question(kb, walk.answers)) {
    if (++walk.screens > 300) break;
    ++walk.questions[kb.questions[next->question].id];
    for (const FindingIndex finding : next->findings) {
      ++walk.asked[kb.findings[finding].id];
      const bool number = kb.findings[finding].type == FindingType::number;
      if (may_decline && number && random.once_in(3)) {
        walk.answers.decline(finding);
      } else {
        walk.answers.set(finding,
                         test::random_answer(kb, random, finding, signs));
      }
    }
  }
  return walk;
}

TEST_CASE("the loop ends, and asks for nothing twice", "[interview]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(32);
  for (int n = 0; n < 60; ++n) {
    const Walk walked = walk(random, 5 + random.below(200), false);
    CHECK(walked.screens < 150);
    for (const auto& [id, times] : walked.asked) {
      INFO(id);
      CHECK(times == 1);
    }
    for (const auto& [id, times] : walked.questions) {
      INFO(id);
      CHECK(times == 1);
    }
    const Decision decision = triage(kb, walked.answers);
    CHECK(decision.status == Status::decided);
  }
}

TEST_CASE("the loop ends when numbers are not known", "[interview]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(33);
  for (int n = 0; n < 30; ++n) {
    const Walk walked = walk(random, 5 + random.below(200), true);
    CHECK(walked.screens < 150);
    for (const auto& [id, times] : walked.asked) {
      INFO(id);
      CHECK(times == 1);
    }
    // What is missing was asked for, and is not known.
    for (const FindingIndex finding : triage(kb, walked.answers).missing) {
      INFO(kb.findings[finding].id);
      CHECK(walked.answers.declined(finding));
    }
  }
}

TEST_CASE("the number of questions left never rises", "[interview]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(35);
  for (int n = 0; n < 12; ++n) {
    Answers answers(kb.findings.size());
    int most = 1000;
    int asked = 0;
    const std::size_t signs = 5 + random.below(200);
    while (true) {
      const Assessment now(kb, answers);
      const Decision& decision = now.decision();
      const auto next = question_object(now, decision);
      if (!next || ++asked > 150) break;
      INFO(next->question->id << " after " << asked);
      CHECK(next->at_most <= most);
      CHECK(next->at_most >= 1);
      CHECK(next->may_stop == (decision.status == Status::decided));
      most = next->at_most;
      for (const FindingIndex finding : next->findings) {
        if (next->may_skip && random.once_in(3)) {
          answers.decline(finding);
        } else {
          answers.set(finding, test::random_answer(kb, random, finding, signs));
        }
      }
    }
    CHECK(triage(kb, answers).status == Status::decided);
    CHECK_FALSE(next_question(kb, answers));
  }
}

TEST_CASE("in an emergency only what could make it milder is asked",
          "[interview]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const Answers told = test::answers_from({{"saddle_change", "yes"}});
  const Assessment now(kb, told);
  REQUIRE(now.decision().status == Status::decided);
  const auto next = question_object(now, now.decision());
  REQUIRE(next);
  CHECK(next->may_stop);
  for (const FindingIndex finding : next->findings) {
    CHECK(kb.findings[finding].grading);
  }
}

/// That a sign is not there.
Answer plain_no(const Finding& finding) {
  if (finding.type == FindingType::one_of) return Choice{0};
  return YesNo::no;
}

TEST_CASE("signs are asked in every interview that is not an emergency",
          "[interview]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(34);
  int interviews = 0;
  for (int n = 0; n < 30; ++n) {
    const Walk walked = walk(random, 1000, false);
    if (triage(kb, walked.answers).urgency == Urgency::emergency) continue;
    ++interviews;
    for (const Finding& finding : kb.findings) {
      // How weakness changes is no question where there is none.
      if (!finding.core || finding.id == "weak_progressing") {
        continue;
      }
      // A sign that was not asked for by itself was a plain no in what was
      // asked: in the line that names it, or who walks can stand.
      const Answer follows =
          with_implied(kb, walked.answers)[test::finding(finding.id)];
      INFO(finding.id);
      CHECK(
          (walked.asked.contains(finding.id) || follows == plain_no(finding)));
    }
  }
  CHECK(interviews >= 10);
}

}  // namespace
}  // namespace backcoach
