#include "../../../src/rules/lanes.hpp"
#include "../../../src/rules/compile.hpp"

#include "../../support/allocations.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/random_answers.hpp"
#include "../../support/small_base.hpp"
#include "backcoach/triage.hpp"

namespace backcoach::engine {
namespace {

using test::Random;

/// What lanes say of one person, in the words of `triage`.
void require_same(const KnowledgeBase& kb, const Lanes& lanes, unsigned lane,
                  const Answers& answers) {
  const auto is = [lane](Mask mask) { return ((mask >> lane) & 1U) != 0; };
  REQUIRE(is(lanes.conflicting()) == !conflicts(kb, answers).empty());
  if (is(lanes.conflicting())) return;
  const Decision wanted = triage(kb, answers);
  const Outcomes& got = lanes.outcomes();
  REQUIRE(is(got.needs_answers) == (wanted.status == Status::needs_answers));
  for (std::size_t u = 0; u < kUrgencies; ++u) {
    REQUIRE(is(got.urgency[u]) == (static_cast<Urgency>(u) == wanted.urgency));
  }
  if (wanted.status == Status::decided) {
    REQUIRE(is(got.plan_allowed) == wanted.plan_allowed);
    REQUIRE(got.row[lane] == (wanted.row ? static_cast<int>(*wanted.row) : -1));
  }
  std::vector<std::uint16_t> rules;
  for (const Reason& reason : wanted.because) rules.push_back(reason.rule);
  const auto fired = lanes.rules(lane);
  REQUIRE(std::vector<std::uint16_t>(fired.begin(), fired.end()) == rules);
}

void give(const KnowledgeBase& kb, Lanes& lanes, unsigned lane,
          const Answers& answers) {
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    const auto finding = static_cast<FindingIndex>(f);
    lanes.set(lane, finding, answers[finding]);
  }
  lanes.finish(lane);
}

Answers somebody(const KnowledgeBase& kb, Random& random) {
  Answers answers = test::random_partial(kb, random, 1 + random.below(40),
                                         1 + random.below(9));
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    const auto finding = static_cast<FindingIndex>(f);
    if (kb.findings[f].asked_later && random.once_in(3)) {
      answers.set(finding, test::random_answer(kb, random, finding, 2));
    }
  }
  // What contradicts itself is not decided at all.
  return random.once_in(4) ? answers : test::agreeing(kb, random, answers);
}

TEST_CASE("64 people side by side are decided as each alone", "[engine]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  Random random(64);
  Lanes lanes(kb);
  for (int round = 0; round < 60; ++round) {
    const auto count = static_cast<unsigned>(1 + random.below(Lanes::kCount));
    std::vector<Answers> people;
    for (unsigned lane = 0; lane < count; ++lane) {
      if (random.once_in(8)) {
        give(kb, lanes, lane, somebody(kb, random));
        lanes.withdraw(lane);  // leaves nothing behind
      }
      people.push_back(somebody(kb, random));
      give(kb, lanes, lane, people.back());
    }
    lanes.decide(count);
    for (unsigned lane = 0; lane < count; ++lane) {
      require_same(kb, lanes, lane, people[lane]);
    }
    lanes.clear();
  }
}

TEST_CASE("one answer alone is decided as by triage", "[engine]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  Lanes lanes(kb);
  std::vector<Answers> people;
  const auto settle = [&] {
    lanes.decide(static_cast<unsigned>(people.size()));
    for (unsigned lane = 0; lane < people.size(); ++lane) {
      require_same(kb, lanes, lane, people[lane]);
    }
    lanes.clear();
    people.clear();
  };
  const auto add = [&](FindingIndex finding, const Answer& answer) {
    people.emplace_back(kb.findings.size());
    people.back().set(finding, answer);
    give(kb, lanes, static_cast<unsigned>(people.size()) - 1, people.back());
    if (people.size() == Lanes::kCount) settle();
  };
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    const Finding& finding = kb.findings[f];
    const auto index = static_cast<FindingIndex>(f);
    if (finding.history) continue;
    if (finding.type == FindingType::yes_no) {
      for (const YesNo answer :
           {YesNo::no, YesNo::yes, YesNo::not_sure, YesNo::prefer_not_to_say}) {
        add(index, answer);
      }
    } else if (finding.type == FindingType::number) {
      // Close together where the thresholds are, then wide apart.
      for (double n = finding.min; n <= std::min(finding.max, 2000.0);
           n += n < 12 ? 1 : 97) {
        add(index, n);
      }
    } else if (finding.type == FindingType::one_of) {
      for (std::size_t v = 0; v < finding.values.size(); ++v) {
        add(index, Choice{static_cast<std::uint8_t>(v)});
      }
    } else {
      for (std::uint32_t bits = 0; bits < 1U << finding.values.size(); ++bits) {
        add(index, Choices{bits});
      }
    }
  }
  settle();
}

void add_rule(KnowledgeBase& kb, Random& random, const std::string& id,
              Condition when) {
  backcoach::Outcome outcome;
  outcome.id = "outcome";
  outcome.urgency = static_cast<Urgency>(random.below(kUrgencies));
  outcome.when = std::move(when);
  Rule rule;
  rule.id = id;
  rule.outcomes.push_back(std::move(outcome));
  kb.rules.push_back(std::move(rule));
}

/// A made-up base with a question of which several answers may be chosen, and
/// sometimes with a rule that holds for everybody.
KnowledgeBase base_with_choices(Random& random) {
  KnowledgeBase kb = test::small_base(random);
  const auto several = static_cast<FindingIndex>(kb.findings.size());
  Finding finding;
  finding.id = "several";
  finding.type = FindingType::many_of;
  finding.values = {"p", "q", "r"};
  kb.findings.push_back(std::move(finding));
  const auto value = static_cast<std::uint8_t>(random.below(3));
  add_rule(kb, random, "several_chosen", {Has{several, value}});
  if (random.once_in(2)) add_rule(kb, random, "always", {AllOf{}});
  compile(kb);
  return kb;
}

TEST_CASE("people of any base are decided as each alone", "[engine]") {
  Random random(65);
  for (int base = 0; base < 80; ++base) {
    INFO("base " << base);
    const KnowledgeBase kb = base_with_choices(random);
    Lanes lanes(kb);
    for (int round = 0; round < 3; ++round) {
      std::vector<Answers> people;
      for (unsigned lane = 0; lane < Lanes::kCount; ++lane) {
        people.push_back(test::random_partial(kb, random, 2, 2));
        give(kb, lanes, lane, people.back());
      }
      lanes.decide(Lanes::kCount);
      for (unsigned lane = 0; lane < Lanes::kCount; ++lane) {
        require_same(kb, lanes, lane, people[lane]);
      }
      lanes.clear();
    }
  }
}

TEST_CASE("counting masks counts each person", "[engine]") {
  Random random(5);
  for (int round = 0; round < 50; ++round) {
    MaskCounter counter;
    std::array<unsigned, 64> wanted{};
    for (std::size_t i = random.below(300); i > 0; --i) {
      const Mask one = random.next() | random.next();
      counter.add(one);
      for (unsigned lane = 0; lane < 64; ++lane) {
        wanted[lane] += (one >> lane) & 1U ? 1U : 0U;
      }
    }
    for (unsigned least = 0; least < 256; least += 7) {
      const Mask got = counter.at_least(least);
      for (unsigned lane = 0; lane < 64; ++lane) {
        REQUIRE((((got >> lane) & 1U) != 0) == (wanted[lane] >= least));
      }
    }
  }
}

TEST_CASE("who was counted beyond all digits stays counted", "[engine]") {
  MaskCounter counter;
  for (int i = 0; i < 600; ++i) counter.add(Mask{5});
  CHECK(counter.at_least(255) == Mask{5});
  CHECK(counter.at_least(1) == Mask{5});
}

}  // namespace
}  // namespace backcoach::engine
