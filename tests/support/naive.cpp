#include "naive.hpp"

#include <algorithm>
#include <set>

namespace backcoach::test {
namespace {

Truth from(bool holds) { return holds ? Truth::yes : Truth::no; }

}  // namespace

Naive::Naive(const KnowledgeBase& kb, const Answers& given, bool open)
    : kb_(kb), answers_(given), open_(false) {
  for (const Implication& implication : kb.implications) {
    if (truth(implication.when, Urgency::self_care, false) != Truth::yes) {
      continue;
    }
    for (const auto& [finding, answer] : implication.then) {
      if (!answers_.answered(finding)) answers_.set(finding, answer);
    }
    // What was worked out before this answer is out of date.
    facts_.clear();
    outcomes_.clear();
  }
  open_ = open;
  facts_.clear();
  outcomes_.clear();
}

bool Naive::can_be_told(FindingIndex finding) const {
  const Finding& about = kb_.findings[finding];
  return !about.history && !about.asked_later && !answers_.answered(finding) &&
         !answers_.declined(finding);
}

Answer Naive::value(FindingIndex finding) const {
  if (answers_.answered(finding)) return answers_[finding];
  const Finding& about = kb_.findings[finding];
  if (open_ && can_be_told(finding)) return Answer{};
  return about.grading ? about.when_absent : Answer{};
}

Truth Naive::sign(const Sign& sign, Urgency urgency, bool negated) const {
  const Answer answer = value(sign.finding);
  const auto* given = std::get_if<YesNo>(&answer);
  if (!given) return Truth::unknown;
  const bool danger = urgency >= Urgency::same_day;
  switch (*given) {
    case YesNo::yes:
      return Truth::yes;
    case YesNo::no:
      return Truth::no;
    case YesNo::not_sure:
      if (sign.doubt) return from(*sign.doubt);
      return from(!negated && urgency >= Urgency::soon);
    case YesNo::prefer_not_to_say:
      if (sign.doubt) return from(*sign.doubt);
      return from(!negated && danger &&
                  !kb_.findings[sign.finding].refusal_is_no);
  }
  return Truth::no;
}

bool Naive::answered(const Number& number) const {
  switch (number.kind) {
    case Number::Kind::finding:
      return answers_.answered(number.finding);
    case Number::Kind::first_of:
      return std::any_of(number.parts.begin(), number.parts.end(),
                         [&](const Number& part) { return answered(part); });
    default:
      return std::all_of(number.parts.begin(), number.parts.end(),
                         [&](const Number& part) { return answered(part); });
  }
}

Naive::Ends Naive::number(const Number& n, bool only_answered) const {
  switch (n.kind) {
    case Number::Kind::finding: {
      const Finding& about = kb_.findings[n.finding];
      if (const auto* given = std::get_if<double>(&answers_[n.finding])) {
        return {*given, *given, true};
      }
      if (about.history) return {0, 0, false};
      const auto* stands = std::get_if<double>(&about.when_absent);
      const bool waits = open_ && can_be_told(n.finding);
      if (about.grading && stands && !only_answered && !waits) {
        return {*stands, *stands, true};
      }
      return {about.min, about.max, true};
    }
    case Number::Kind::sum: {
      Ends all{0, 0, true};
      for (const Number& part : n.parts) {
        const Ends one = number(part, only_answered);
        all = {all.low + one.low, all.high + one.high, all.known && one.known};
      }
      return all;
    }
    case Number::Kind::difference: {
      const Ends a = number(n.parts[0], only_answered);
      const Ends b = number(n.parts[1], only_answered);
      return {a.low - b.high, a.high - b.low, a.known && b.known};
    }
    case Number::Kind::times: {
      const Ends one = number(n.parts[0], only_answered);
      const double a = one.low * n.factor;
      const double b = one.high * n.factor;
      return {std::min(a, b), std::max(a, b), one.known};
    }
    case Number::Kind::first_of: {
      bool known = true;
      for (const Number& part : n.parts) {
        const bool waits = part.kind == Number::Kind::finding &&
                           &part != &n.parts.back() &&
                           can_be_told(part.finding);
        const bool stands =
            waits && !open_ && kb_.findings[part.finding].grading;
        Ends one = number(part, !(stands || (waits && open_)));
        known = known && one.known;
        one.known = known;
        if (stands || (waits && open_)) return one;
        if (answered(part) || &part == &n.parts.back()) return one;
      }
      return {};
    }
  }
  return {};
}

Truth Naive::compare(const Compare& c) const {
  const Ends value = number(c.number, false);
  if (!value.known) return Truth::no;
  const auto inside = [&](double x) {
    const bool above = c.low_open ? x > c.low : x >= c.low;
    const bool below = c.high_open ? x < c.high : x <= c.high;
    return above && below;
  };
  if (inside(value.low) && inside(value.high)) return Truth::yes;
  const bool all_below = c.low_open ? value.high <= c.low : value.high < c.low;
  const bool all_above = c.high_open ? value.low >= c.high : value.low > c.high;
  return all_below || all_above ? Truth::no : Truth::unknown;
}

Truth Naive::truth(const Condition& condition, Urgency urgency,
                   bool negated) const {
  struct Tally {
    int no = 0;
    int open = 0;
    int yes = 0;
  };
  const auto count = [&](const std::vector<Condition>& parts, bool under) {
    Tally tally;
    for (const Condition& part : parts) {
      const Truth held = truth(part, urgency, under);
      tally.no += held == Truth::no ? 1 : 0;
      tally.open += held == Truth::unknown ? 1 : 0;
      tally.yes += held == Truth::yes ? 1 : 0;
    }
    return tally;
  };
  if (const auto* c = std::get_if<AllOf>(&condition.is)) {
    const Tally tally = count(c->parts, negated);
    if (tally.no > 0) return Truth::no;
    return tally.open > 0 ? Truth::unknown : Truth::yes;
  }
  if (const auto* c = std::get_if<AnyOf>(&condition.is)) {
    const Tally tally = count(c->parts, negated);
    if (tally.yes > 0) return Truth::yes;
    return tally.open > 0 ? Truth::unknown : Truth::no;
  }
  if (const auto* c = std::get_if<NoneOf>(&condition.is)) {
    const Tally tally = count(c->parts, !negated);
    if (tally.yes > 0) return Truth::no;
    return tally.open > 0 ? Truth::unknown : Truth::yes;
  }
  if (const auto* c = std::get_if<AtLeast>(&condition.is)) {
    const Tally tally = count(c->parts, negated);
    if (tally.yes >= c->count) return Truth::yes;
    return tally.yes + tally.open >= c->count ? Truth::unknown : Truth::no;
  }
  if (const auto* c = std::get_if<FactIs>(&condition.is)) {
    constexpr std::size_t kReadings = 10;
    facts_.resize(kb_.facts.size() * kReadings);
    const std::size_t at = c->fact * kReadings +
                           static_cast<std::size_t>(urgency) * 2 +
                           (negated ? 1 : 0);
    if (!facts_[at]) {
      const Truth held = truth(kb_.facts[c->fact].when, urgency, negated);
      facts_[at] = held;
    }
    return *facts_[at];
  }
  if (const auto* c = std::get_if<RuleFires>(&condition.is)) {
    Truth best = Truth::no;
    for (const Outcome& one : kb_.rules[c->rule].outcomes) {
      if (one.urgency >= c->at_least) best = std::max(best, outcome(one));
    }
    return best;
  }
  if (const auto* c = std::get_if<Sign>(&condition.is)) {
    return sign(*c, urgency, negated);
  }
  if (const auto* c = std::get_if<Compare>(&condition.is)) return compare(*c);
  if (const auto* c = std::get_if<Answered>(&condition.is)) {
    if (open_ && can_be_told(c->finding)) return Truth::unknown;
    return from(answers_.answered(c->finding) == c->wanted);
  }
  if (const auto* c = std::get_if<Plainly>(&condition.is)) {
    const Answer answer = value(c->finding);
    const auto* given = std::get_if<YesNo>(&answer);
    return given ? from(*given == c->answer) : Truth::unknown;
  }
  if (const auto* c = std::get_if<ChoiceIn>(&condition.is)) {
    const Answer answer = value(c->finding);
    const auto* given = std::get_if<Choice>(&answer);
    if (!given) return Truth::unknown;
    return from(((c->values >> given->index) & 1U) != 0);
  }
  const auto& has = std::get<Has>(condition.is);
  const Answer answer = value(has.finding);
  const auto* given = std::get_if<Choices>(&answer);
  if (!given) return Truth::unknown;
  return from(((given->bits >> has.value) & 1U) != 0);
}

Truth Naive::outcome(const Outcome& outcome) const {
  const auto known = outcomes_.find(&outcome);
  if (known != outcomes_.end()) return known->second;
  const Truth held = truth(outcome.when, outcome.urgency, false);
  outcomes_.emplace(&outcome, held);
  return held;
}

Truth Naive::row(const Row& row) const {
  return truth(row.when, Urgency::soon, false);
}

NaiveDecision Naive::decide() const {
  NaiveDecision result = decide_reading();
  if (open_ || result.urgency == Urgency::emergency) return result;
  result.decided = Naive(kb_, answers_, /*open=*/true).decide_reading().decided;
  if (!result.decided) result.plan.reset();
  return result;
}

NaiveDecision Naive::decide_reading() const {
  NaiveDecision result;
  bool forbidden = false;
  std::vector<std::pair<const Outcome*, Truth>> outcomes;
  for (const Rule& rule : kb_.rules) {
    for (const Outcome& one : rule.outcomes) {
      outcomes.emplace_back(&one, outcome(one));
      if (outcomes.back().second != Truth::yes) continue;
      result.urgency = std::max(result.urgency, one.urgency);
      forbidden = forbidden || one.plan_forbidden;
    }
  }
  for (const UrgencyLevel& level : kb_.levels) {
    if (level.id == result.urgency) {
      result.plan_allowed = level.plan_allowed && !forbidden;
    }
  }
  if (result.urgency == Urgency::emergency) {
    result.decided = true;
    return result;
  }
  bool open = false;
  for (const auto& [one, held] : outcomes) {
    const bool matters = one->urgency > result.urgency ||
                         (one->plan_forbidden && result.plan_allowed);
    open = open || (matters && held == Truth::unknown);
  }
  if (!result.plan_allowed) {
    result.decided = !open;
    return result;
  }
  // Every row that can still turn out to be the first.
  std::set<std::pair<Stage, Focus>> ends;
  bool closed = false;
  for (const Row& one : kb_.rows) {
    const Truth held = row(one);
    if (held != Truth::no) ends.emplace(one.stage, one.focus);
    closed = held == Truth::yes;
    if (closed) break;
  }
  result.decided = !open && closed && ends.size() == 1;
  if (result.decided) result.plan = *ends.begin();
  return result;
}

}  // namespace backcoach::test
