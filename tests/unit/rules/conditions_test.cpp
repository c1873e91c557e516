// What each kind of condition means, for every truth of its parts.
#include <algorithm>
#include <array>

#include "../../support/catch.hpp"
#include "../../support/toy_base.hpp"

namespace backcoach {
namespace {

using namespace test;  // NOLINT: the toys of this file
using engine::Grading;

constexpr std::array kTruths = {Truth::no, Truth::unknown, Truth::yes};

/// Answers that give the signs a, b, c these truths.
SparseAnswers signs(std::initializer_list<Truth> truths) {
  SparseAnswers answers;
  FindingIndex finding = kA;
  for (const Truth truth : truths) {
    if (truth != Truth::unknown) {
      answers.emplace_back(finding,
                           truth == Truth::yes ? YesNo::yes : YesNo::no);
    }
    ++finding;
  }
  return answers;
}

const Condition kSignA{Sign{kA, std::nullopt}};
const Condition kSignB{Sign{kB, std::nullopt}};
const Condition kSignC{Sign{kC, std::nullopt}};

Truth negated(Truth truth) {
  return static_cast<Truth>(2 - static_cast<int>(truth));
}

TEST_CASE("all, any and none are Kleene's", "[engine]") {
  for (const Truth a : kTruths) {
    for (const Truth b : kTruths) {
      INFO(name(a) << ' ' << name(b));
      const SparseAnswers given = signs({a, b});
      CHECK(truth_of({{AllOf{{kSignA, kSignB}}}}, given) == std::min(a, b));
      CHECK(truth_of({{AnyOf{{kSignA, kSignB}}}}, given) == std::max(a, b));
      CHECK(truth_of({{NoneOf{{kSignA, kSignB}}}}, given) ==
            negated(std::max(a, b)));
    }
  }
}

TEST_CASE("a count holds, can still hold, or cannot", "[engine]") {
  for (const Truth a : kTruths) {
    for (const Truth b : kTruths) {
      for (const Truth c : kTruths) {
        for (const int count : {1, 2, 3}) {
          int yes = 0;
          int open = 0;
          for (const Truth t : {a, b, c}) {
            yes += t == Truth::yes ? 1 : 0;
            open += t == Truth::unknown ? 1 : 0;
          }
          const Truth wanted = yes >= count          ? Truth::yes
                               : yes + open >= count ? Truth::unknown
                                                     : Truth::no;
          const Condition when{AtLeast{count, {kSignA, kSignB, kSignC}}};
          CHECK(truth_of({when}, signs({a, b, c})) == wanted);
        }
      }
    }
  }
}

TEST_CASE("empty groups", "[engine]") {
  CHECK(truth_of({{AllOf{}}}, {}) == Truth::yes);
  CHECK(truth_of({{AnyOf{}}}, {}) == Truth::no);
  CHECK(truth_of({{NoneOf{}}}, {}) == Truth::yes);
}

TEST_CASE("the same part counts twice only in a count", "[engine]") {
  const SparseAnswers given = signs({Truth::yes});
  CHECK(truth_of({{AtLeast{2, {kSignA, kSignA}}}}, given) == Truth::yes);
  CHECK(truth_of({{AllOf{{kSignA, kSignA}}}}, given) == Truth::yes);
}

// \source data/README.md, "Not sure and prefer not to say"
TEST_CASE("what doubt counts as follows the urgency", "[engine]") {
  struct Row {
    Urgency urgency;
    Truth not_sure;
    Truth refused;
    Truth refused_shy;
  };
  for (const Row& row :
       {Row{Urgency::emergency, Truth::yes, Truth::yes, Truth::no},
        Row{Urgency::same_day, Truth::yes, Truth::yes, Truth::no},
        Row{Urgency::soon, Truth::yes, Truth::no, Truth::no},
        Row{Urgency::routine, Truth::no, Truth::no, Truth::no},
        Row{Urgency::self_care, Truth::no, Truth::no, Truth::no}}) {
    INFO(name(row.urgency));
    const Condition shy{Sign{kShy, std::nullopt}};
    CHECK(truth_of({kSignA, row.urgency}, {{kA, YesNo::not_sure}}) ==
          row.not_sure);
    CHECK(truth_of({kSignA, row.urgency}, {{kA, YesNo::prefer_not_to_say}}) ==
          row.refused);
    CHECK(truth_of({shy, row.urgency}, {{kShy, YesNo::not_sure}}) ==
          row.not_sure);
    CHECK(truth_of({shy, row.urgency}, {{kShy, YesNo::prefer_not_to_say}}) ==
          row.refused_shy);
    // Never asked is never no.
    CHECK(truth_of({kSignA, row.urgency}, {}) == Truth::unknown);
    CHECK(truth_of({kSignA, row.urgency}, {{kA, YesNo::yes}}) == Truth::yes);
    CHECK(truth_of({kSignA, row.urgency}, {{kA, YesNo::no}}) == Truth::no);
  }
}

TEST_CASE("below an odd number of none_of only a plain yes counts",
          "[engine]") {
  const Condition once{NoneOf{{kSignA}}};
  const Condition twice{NoneOf{{once}}};
  const Condition thrice{NoneOf{{twice}}};
  const SparseAnswers doubt = {{kA, YesNo::not_sure}};
  CHECK(truth_of({once}, doubt) == Truth::yes);
  CHECK(truth_of({twice}, doubt) == Truth::yes);
  CHECK(truth_of({thrice}, doubt) == Truth::yes);
  CHECK(truth_of({once}, {{kA, YesNo::yes}}) == Truth::no);
  CHECK(truth_of({twice}, {{kA, YesNo::yes}}) == Truth::yes);
  // Inside a group below it, too.
  CHECK(truth_of({{NoneOf{{{AllOf{{kSignA, kSignB}}}}}}},
                 {{kA, YesNo::not_sure}, {kB, YesNo::yes}}) == Truth::yes);
}

TEST_CASE("doubt that is written down wins", "[engine]") {
  const Condition counts{Sign{kA, true}};
  const Condition never{Sign{kA, false}};
  for (const YesNo doubt : {YesNo::not_sure, YesNo::prefer_not_to_say}) {
    CHECK(truth_of({counts, Urgency::routine}, {{kA, doubt}}) == Truth::yes);
    CHECK(truth_of({never, Urgency::emergency}, {{kA, doubt}}) == Truth::no);
    CHECK(truth_of({{NoneOf{{counts}}}}, {{kA, doubt}}) == Truth::no);
  }
}

TEST_CASE("plainly is exactly that answer", "[engine]") {
  for (const YesNo wanted : {YesNo::yes, YesNo::no}) {
    for (const YesNo given :
         {YesNo::no, YesNo::yes, YesNo::not_sure, YesNo::prefer_not_to_say}) {
      CHECK((truth_of({{Plainly{kA, wanted}}}, {{kA, given}}) == Truth::yes) ==
            (wanted == given));
    }
    CHECK(truth_of({{Plainly{kA, wanted}}}, {}) == Truth::unknown);
  }
}

TEST_CASE("choices", "[engine]") {
  const Condition x_or_z{ChoiceIn{kSite, 0b101}};
  CHECK(truth_of({x_or_z}, {}) == Truth::unknown);
  CHECK(truth_of({x_or_z}, {{kSite, Choice{0}}}) == Truth::yes);
  CHECK(truth_of({x_or_z}, {{kSite, Choice{1}}}) == Truth::no);
  CHECK(truth_of({x_or_z}, {{kSite, Choice{2}}}) == Truth::yes);
  const Condition has_q{Has{kTools, 1}};
  CHECK(truth_of({has_q}, {}) == Truth::unknown);
  CHECK(truth_of({has_q}, {{kTools, Choices{0b01}}}) == Truth::no);
  CHECK(truth_of({has_q}, {{kTools, Choices{0b11}}}) == Truth::yes);
}

Number number_of(FindingIndex finding) {
  Number number;
  number.finding = finding;
  return number;
}

Number made_of(Number::Kind kind, std::vector<Number> parts,
               double factor = 1) {
  Number number;
  number.kind = kind;
  number.factor = factor;
  number.parts = std::move(parts);
  return number;
}

Condition at_least(Number number, double low) {
  Compare compare;
  compare.number = std::move(number);
  compare.low = low;
  return {compare};
}

TEST_CASE("bounds are in or out as written", "[engine]") {
  for (const bool low_open : {false, true}) {
    for (const bool high_open : {false, true}) {
      Compare compare;
      compare.number = number_of(kM);
      compare.low = 3;
      compare.high = 5;
      compare.low_open = low_open;
      compare.high_open = high_open;
      const auto holds = [&](double value) {
        return truth_of({{compare}}, {{kM, value}}) == Truth::yes;
      };
      CHECK_FALSE(holds(2));
      CHECK(holds(3) == !low_open);
      CHECK(holds(4));
      CHECK(holds(5) == !high_open);
      CHECK_FALSE(holds(6));
      CHECK(truth_of({{compare}}, {}) == Truth::unknown);
    }
  }
}

TEST_CASE("an open number is settled where its range allows", "[engine]") {
  CHECK(truth_of({at_least(number_of(kM), 0)}, {}) == Truth::yes);
  CHECK(truth_of({at_least(number_of(kM), 11)}, {}) == Truth::no);
  CHECK(truth_of({at_least(number_of(kM), 10)}, {}) == Truth::unknown);
}

TEST_CASE("sums and differences take the range of open parts", "[engine]") {
  const Number sum = made_of(Number::Kind::sum, {number_of(kM), number_of(kN)});
  CHECK(truth_of({at_least(sum, 3)}, {}) == Truth::unknown);
  CHECK(truth_of({at_least(sum, 3)}, {{kM, 3.0}}) == Truth::yes);
  CHECK(truth_of({at_least(sum, 3)}, {{kM, 2.0}}) == Truth::unknown);
  CHECK(truth_of({at_least(sum, 13)}, {{kM, 2.0}}) == Truth::no);
  CHECK(truth_of({at_least(sum, 3)}, {{kM, 2.0}, {kN, 1.0}}) == Truth::yes);

  const Number difference =
      made_of(Number::Kind::difference, {number_of(kM), number_of(kN)});
  CHECK(truth_of({at_least(difference, 1)}, {}) == Truth::unknown);
  CHECK(truth_of({at_least(difference, 1)}, {{kM, 0.0}}) == Truth::no);
  CHECK(truth_of({at_least(difference, 1)}, {{kM, 1.0}}) == Truth::unknown);
  CHECK(truth_of({at_least(difference, 1)}, {{kM, 1.0}, {kN, 0.0}}) ==
        Truth::yes);
  CHECK(truth_of({at_least(difference, -10)}, {}) == Truth::yes);

  const Number negative = made_of(Number::Kind::times, {number_of(kM)}, -2);
  CHECK(truth_of({at_least(negative, -20)}, {}) == Truth::yes);
  CHECK(truth_of({at_least(negative, 1)}, {}) == Truth::no);
  CHECK(truth_of({at_least(negative, -6)}, {{kM, 3.0}}) == Truth::yes);
  CHECK(truth_of({at_least(negative, -5)}, {{kM, 3.0}}) == Truth::no);
}

TEST_CASE("first_of takes the first that was answered", "[engine]") {
  const Condition when = at_least(
      made_of(Number::Kind::first_of, {number_of(kDays), number_of(kM)}), 5);
  CHECK(truth_of({when}, {{kDays, 5.0}, {kM, 0.0}}) == Truth::yes);
  CHECK(truth_of({when}, {{kDays, 4.0}, {kM, 9.0}}) == Truth::no);
  // While the first can still be told, what stands for it counts (no days).
  CHECK(truth_of({when}, {{kM, 9.0}}) == Truth::no);
  CHECK(truth_of({when}, {}) == Truth::no);
  // Skipped, it makes room for the next.
  const KnowledgeBase kb = toy_base({toy_rule(when, Urgency::emergency)});
  for (const double days : {9.0, 4.0}) {
    Answers answers(kb.findings.size());
    answers.decline(kDays);
    answers.set(kM, days);
    engine::Evaluation truth(kb, Grading::worst_case);
    truth.decide(answers);
    CHECK(truth[kb.network.outcomes[0].node] ==
          (days > 5 ? Truth::yes : Truth::no));
  }
  // The interview still means to ask for the first.
  const Asked open{when, Urgency::emergency, Grading::open};
  CHECK(truth_of(open, {{kM, 9.0}}) == Truth::unknown);
  CHECK(truth_of(open, {{kDays, 5.0}}) == Truth::yes);
}

TEST_CASE("a missing grade stands at its worst in a decision", "[engine]") {
  const Condition graded{Plainly{kGrade, YesNo::no}};
  CHECK(truth_of({graded}, {}) == Truth::yes);
  CHECK(truth_of({graded, Urgency::emergency, Grading::open}, {}) ==
        Truth::unknown);
  CHECK(truth_of({graded}, {{kGrade, YesNo::yes}}) == Truth::no);
  const Condition recent = at_least(number_of(kDays), 1);
  CHECK(truth_of({recent}, {}) == Truth::no);
  CHECK(truth_of({recent, Urgency::emergency, Grading::open}, {}) ==
        Truth::unknown);
}

TEST_CASE("whether a grade was answered", "[engine]") {
  const Condition given{Answered{kDays, true}};
  const Condition missing{Answered{kDays, false}};
  CHECK(truth_of({given}, {}) == Truth::no);
  CHECK(truth_of({missing}, {}) == Truth::yes);
  CHECK(truth_of({given}, {{kDays, 0.0}}) == Truth::yes);
  CHECK(truth_of({missing}, {{kDays, 0.0}}) == Truth::no);
  CHECK(truth_of({missing, Urgency::emergency, Grading::open}, {}) ==
        Truth::unknown);
}

TEST_CASE("a diary that does not exist holds nothing open", "[engine]") {
  CHECK(truth_of({at_least(number_of(kMeasure), 0)}, {}) == Truth::no);
  CHECK(truth_of({at_least(number_of(kMeasure), 3)}, {{kMeasure, 3.5}}) ==
        Truth::yes);
}

TEST_CASE("a declined grade stands at its worst for the interview too",
          "[engine]") {
  const KnowledgeBase kb =
      toy_base({toy_rule({Plainly{kGrade, YesNo::no}}, Urgency::soon)});
  Answers answers(kb.findings.size());
  answers.decline(kGrade);
  engine::Evaluation open(kb, Grading::open);
  open.decide(answers);
  CHECK(open[kb.network.outcomes[0].node] == Truth::yes);
}

TEST_CASE("rules that follow rules", "[engine]") {
  Rule first = toy_rule(kSignA, Urgency::same_day);
  Outcome milder;
  milder.urgency = Urgency::self_care;
  milder.when = kSignB;
  first.outcomes.push_back(milder);
  const KnowledgeBase kb = toy_base(
      {first, toy_rule({RuleFires{0, Urgency::routine}}, Urgency::routine),
       toy_rule({RuleFires{0, Urgency::emergency}}, Urgency::routine)});
  const auto truths = [&](const SparseAnswers& given) {
    Answers answers(kb.findings.size());
    for (const auto& [finding, answer] : given) answers.set(finding, answer);
    engine::Evaluation truth(kb, Grading::worst_case);
    truth.decide(answers);
    std::array<Truth, 3> out{};
    for (const OutcomeNode& outcome : kb.network.outcomes) {
      if (outcome.outcome == 0) out[outcome.rule] = truth[outcome.node];
    }
    return out;
  };
  CHECK(truths({{kA, YesNo::yes}})[1] == Truth::yes);
  CHECK(truths({{kA, YesNo::yes}})[2] == Truth::no);
  CHECK(truths({})[1] == Truth::unknown);
  // A note is not a rule that fires.
  CHECK(truths({{kA, YesNo::no}, {kB, YesNo::yes}})[1] == Truth::no);
  // Doubt keeps the meaning of the rule it is asked by.
  CHECK(truths({{kA, YesNo::not_sure}})[1] == Truth::yes);
}

}  // namespace
}  // namespace backcoach
