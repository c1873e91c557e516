#include "small_base.hpp"

#include "../../src/rules/compile.hpp"

namespace backcoach::test {

Condition random_condition(Random& random, int depth) {
  const auto parts = [&] {
    std::vector<Condition> list;
    const std::size_t count = 1 + random.below(3);
    for (std::size_t i = 0; i < count; ++i) {
      list.push_back(random_condition(random, depth - 1));
    }
    return list;
  };
  if (depth > 0) {
    switch (random.below(6)) {
      case 0:
        return {AllOf{parts()}};
      case 1:
        return {AnyOf{parts()}};
      case 2:
        return {NoneOf{parts()}};
      case 3:
        return {AtLeast{2, parts()}};
      default:
        break;
    }
  }
  const auto sign = static_cast<FindingIndex>(random.below(3));
  switch (random.below(8)) {
    case 0: {
      Compare compare;
      compare.number.finding = random.once_in(2) ? kM : kN;
      compare.low = static_cast<double>(random.below(3));
      return {compare};
    }
    case 1: {
      Compare compare;
      compare.number.kind =
          random.once_in(2) ? Number::Kind::sum : Number::Kind::difference;
      Number m;
      m.finding = kM;
      Number n;
      n.finding = kN;
      compare.number.parts = {m, n};
      (random.once_in(2) ? compare.low : compare.high) =
          static_cast<double>(random.below(4));
      return {compare};
    }
    case 2: {
      Compare compare;
      compare.number.kind = Number::Kind::first_of;
      Number m;
      m.finding = kM;
      Number n;
      n.finding = kN;
      compare.number.parts = {m, n};
      compare.high = static_cast<double>(random.below(3));
      compare.high_open = random.once_in(2);
      return {compare};
    }
    case 3:
      return {ChoiceIn{kSite, 1U << random.below(2)}};
    case 4:
      return {Plainly{sign, random.once_in(2) ? YesNo::no : YesNo::yes}};
    default:
      return {Sign{sign, random.once_in(5) ? std::optional(random.once_in(2))
                                           : std::nullopt}};
  }
}

KnowledgeBase small_base(Random& random) {
  KnowledgeBase kb;
  kb.findings.resize(kSmallFindings);
  const std::array ids = {"a", "b", "grade", "m", "n", "site"};
  for (std::size_t i = 0; i < kSmallFindings; ++i) kb.findings[i].id = ids[i];
  kb.findings[kGrade].grading = true;
  kb.findings[kGrade].when_absent = YesNo::no;
  for (const Small number : {kM, kN}) {
    kb.findings[number].type = FindingType::number;
    kb.findings[number].max = 2;
  }
  kb.findings[kSite].type = FindingType::one_of;
  kb.findings[kSite].values = {"x", "y"};
  for (std::size_t u = 0; u < 5; ++u) {
    UrgencyLevel level;
    level.id = static_cast<Urgency>(u);
    level.plan_allowed = level.id <= Urgency::routine || random.once_in(6);
    kb.levels.push_back(level);
  }
  const std::size_t rules = 1 + random.below(3);
  for (std::size_t r = 0; r < rules; ++r) {
    Rule rule;
    rule.id = "rule" + std::to_string(r);
    const std::size_t outcomes = 1 + random.below(2);
    for (std::size_t o = 0; o < outcomes; ++o) {
      Outcome outcome;
      outcome.id = "outcome" + std::to_string(o);
      outcome.urgency = static_cast<Urgency>(random.below(5));
      outcome.plan_forbidden = random.once_in(5);
      outcome.when = random_condition(random, 2);
      rule.outcomes.push_back(std::move(outcome));
    }
    kb.rules.push_back(std::move(rule));
  }
  for (int r = 0; r < 2; ++r) {
    Row row;
    row.id = "row" + std::to_string(r);
    row.order = random.once_in(2) ? 0 : r;
    row.stage = r == 0 ? Stage::strength : Stage::walk;
    row.focus = r == 0 ? Focus::strengthening : Focus::walking;
    row.when =
        random.once_in(3) ? Condition{AllOf{}} : random_condition(random, 2);
    kb.rows.push_back(std::move(row));
  }
  if (random.once_in(2)) {
    Implication implication;
    implication.when = random_condition(random, 1);
    implication.then = {{kB, YesNo::no}, {kN, 1.0}};
    kb.implications.push_back(std::move(implication));
  }
  if (random.once_in(3)) {
    Conflict conflict;
    conflict.when = random_condition(random, 1);
    kb.conflicts.push_back(std::move(conflict));
  }
  engine::compile(kb);
  return kb;
}

std::vector<Answer> every_answer(const Finding& finding) {
  std::vector<Answer> all{Answer{}};
  switch (finding.type) {
    case FindingType::yes_no:
      for (const YesNo value :
           {YesNo::no, YesNo::yes, YesNo::not_sure, YesNo::prefer_not_to_say}) {
        all.emplace_back(value);
      }
      break;
    case FindingType::number:
      for (double v = finding.min; v <= finding.max; v += 1)
        all.emplace_back(v);
      break;
    default:
      for (std::uint8_t v = 0; v < finding.values.size(); ++v) {
        all.emplace_back(Choice{v});
      }
  }
  return all;
}

}  // namespace backcoach::test
