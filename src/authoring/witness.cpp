#include "witness.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <type_traits>

#include "answer_list.hpp"

namespace backcoach::authoring {
namespace {

void note_bounds(const Number& number, const Compare& compare,
                 std::vector<std::set<double>>& out) {
  if (number.kind == Number::Kind::finding) {
    for (const double bound : {compare.low, compare.high}) {
      if (!std::isfinite(bound)) continue;
      for (const double step : {-1.0, 0.0, 1.0}) {
        out[number.finding].insert(std::floor(bound) + step);
      }
    }
  }
  for (const Number& part : number.parts) note_bounds(part, compare, out);
}

void note_bounds(const Condition& condition,
                 std::vector<std::set<double>>& out) {
  std::visit(
      [&](const auto& is) {
        using T = std::decay_t<decltype(is)>;
        if constexpr (requires { is.parts; }) {
          for (const Condition& part : is.parts) note_bounds(part, out);
        } else if constexpr (std::is_same_v<T, Compare>) {
          note_bounds(is.number, is, out);
        }
      },
      condition.is);
}

/// Gives answers that force conditions one way, by throwing dice where there
/// is a choice. An answer once given stays; who calls looks at what came out.
class Forcer {
 public:
  Forcer(const KnowledgeBase& kb,
         const std::vector<std::vector<Answer>>& values, Dice& dice,
         Answers& answers)
      : kb_(kb), values_(values), dice_(dice), answers_(answers) {}

  void force(const Condition& condition, bool want) {
    std::visit([&](const auto& is) { one(is, want); }, condition.is);
  }

  /// Any answer at all for a finding that has none yet.
  void give_any(FindingIndex finding) {
    if (values_[finding].empty()) return;
    give(finding, values_[finding][dice_.below(values_[finding].size())]);
  }
  void give_any(const Condition& condition) {
    std::vector<bool> marks(kb_.findings.size());
    findings_in(kb_, condition, marks);
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (marks[i]) give_any(static_cast<FindingIndex>(i));
    }
  }

  void give(FindingIndex finding, Answer answer) {
    if (!answers_.answered(finding)) answers_.set(finding, answer);
  }

 private:
  void each(const std::vector<Condition>& parts, bool want) {
    for (const Condition& part : parts) force(part, want);
  }
  void some(const std::vector<Condition>& parts, bool want) {
    if (!parts.empty()) force(parts[dice_.below(parts.size())], want);
  }

  void one(const AllOf& c, bool want) {
    want ? each(c.parts, true) : some(c.parts, false);
  }
  void one(const AnyOf& c, bool want) {
    want ? some(c.parts, true) : each(c.parts, false);
  }
  void one(const NoneOf& c, bool want) {
    want ? each(c.parts, false) : some(c.parts, true);
  }
  void one(const AtLeast& c, bool want) {
    const auto wanted = static_cast<std::size_t>(c.count) - (want ? 0U : 1U);
    exactly(c.parts, wanted);
  }
  void one(const FactIs& c, bool want) { force(kb_.facts[c.fact].when, want); }
  void one(const RuleFires& c, bool want) {
    std::vector<const Condition*> enough;
    for (const Outcome& outcome : kb_.rules[c.rule].outcomes) {
      if (outcome.urgency >= c.at_least) enough.push_back(&outcome.when);
    }
    if (want && !enough.empty()) {
      force(*enough[dice_.below(enough.size())], true);
    } else {
      for (const Condition* when : enough) force(*when, false);
    }
  }
  void one(const Sign& c, bool want) {
    give(c.finding, want ? YesNo::yes : YesNo::no);
  }
  void one(const Plainly& c, bool want) {
    const YesNo other = c.answer == YesNo::yes ? YesNo::no : YesNo::yes;
    give(c.finding, want ? c.answer : other);
  }
  void one(const ChoiceIn& c, bool want) {
    std::vector<Answer> fitting;
    for (const Answer& value : values_[c.finding]) {
      const auto* choice = std::get_if<Choice>(&value);
      if (choice && (((c.values >> choice->index) & 1U) != 0) == want) {
        fitting.push_back(value);
      }
    }
    if (!fitting.empty()) give(c.finding, fitting[dice_.below(fitting.size())]);
  }
  void one(const Has& c, bool want) {
    give(c.finding, Choices{want ? 1U << c.value : 0U});
  }
  void one(const Answered& c, bool want) {
    if (c.wanted == want) give_any(c.finding);
  }
  void one(const Compare& c, bool want) {
    if (c.number.kind != Number::Kind::finding) {
      give_numbers(c.number);
      return;
    }
    std::vector<Answer> fitting;
    for (const Answer& value : values_[c.number.finding]) {
      const double x = std::get<double>(value);
      const bool above = c.low_open ? x > c.low : x >= c.low;
      const bool below = c.high_open ? x < c.high : x <= c.high;
      if ((above && below) == want) fitting.push_back(value);
    }
    if (!fitting.empty()) {
      give(c.number.finding, fitting[dice_.below(fitting.size())]);
    }
  }

  void give_numbers(const Number& number) {
    // Of several that may stand for each other, some stay unknown.
    if (number.kind == Number::Kind::finding) give_any(number.finding);
    for (const Number& part : number.parts) {
      if (number.kind == Number::Kind::first_of && dice_.below(3) == 0) {
        continue;
      }
      give_numbers(part);
    }
  }

 public:
  /// `wanted` of the parts hold, the others do not; which is left to chance.
  void exactly(const std::vector<Condition>& parts, std::size_t wanted) {
    std::vector<std::size_t> order(parts.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (std::size_t i = order.size(); i > 1; --i) {
      std::swap(order[i - 1], order[dice_.below(i)]);
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
      force(parts[order[i]], i < wanted);
    }
  }

 private:
  const KnowledgeBase& kb_;
  const std::vector<std::vector<Answer>>& values_;
  Dice& dice_;
  Answers& answers_;
};

/// Answers under which the changed part decides the whole.
class Aim {
 public:
  Aim(const KnowledgeBase& kb, const std::vector<std::vector<Answer>>& values,
      Dice& dice, Answers& answers)
      : kb_(kb), forcer_(kb, values, dice, answers), dice_(dice) {}

  void at(const Written& written, const Mutant& mutant, bool alone) {
    const std::vector<WrittenPart> parts = parts_of(written);
    const WrittenPart& part = parts[mutant.part];
    aim(mutant, part);
    for (const WrittenPart* one = &part; one->parent;
         one = above(parts, *one)) {
      siblings(*one->parent, *one->condition);
    }
    if (written.decides == Decides::outcome && !alone) silence_others(written);
  }

 private:
  static const WrittenPart* above(const std::vector<WrittenPart>& parts,
                                  const WrittenPart& part) {
    for (const WrittenPart& one : parts) {
      if (one.condition == part.parent) return &one;
    }
    return &part;
  }

  void aim(const Mutant& mutant, const WrittenPart& part) {
    const Condition& condition = *part.condition;
    const bool under_all =
        part.parent && std::holds_alternative<AllOf>(part.parent->is);
    switch (mutant.fault) {
      case Fault::drop:
        if (std::holds_alternative<ChoiceIn>(condition.is) && mutant.at &&
            std::holds_alternative<ChoiceIn>(mutant.replacement.is)) {
          forcer_.force(condition, true);
        } else {
          forcer_.force(condition, !under_all);
        }
        return;
      case Fault::threshold:
        if (const auto* count = std::get_if<AtLeast>(&condition.is)) {
          const auto now =
              static_cast<std::size_t>(count->count) - dice_.below(2);
          forcer_.exactly(count->parts, now);
          return;
        }
        near_bound(condition);
        return;
      case Fault::border:
        near_bound(condition);
        return;
      case Fault::swap:
        if (const auto* none = std::get_if<NoneOf>(&condition.is)) {
          forcer_.exactly(none->parts, dice_.below(2));
        } else if (const auto* all = std::get_if<AllOf>(&condition.is)) {
          forcer_.exactly(all->parts, all->parts.size() - 1);
        } else if (const auto* any = std::get_if<AnyOf>(&condition.is)) {
          forcer_.exactly(any->parts, 1);
        }
        return;
      case Fault::doubt:
        if (const auto* sign = std::get_if<Sign>(&condition.is);
            sign && mutant.at) {
          forcer_.give(sign->finding, YesNo::not_sure);
        }
        return;
      case Fault::urgency:
      case Fault::plan:
        forcer_.force(condition, true);
        return;
    }
  }

  /// A number at or beside a bound; calculated ones are left to chance.
  void near_bound(const Condition& condition) {
    const auto* compare = std::get_if<Compare>(&condition.is);
    if (compare && compare->number.kind == Number::Kind::finding) {
      const Finding& about = kb_.findings[compare->number.finding];
      const double bound =
          std::isfinite(compare->low) &&
                  (!std::isfinite(compare->high) || dice_.below(2) == 0)
              ? compare->low
              : compare->high;
      const double value = bound + static_cast<double>(dice_.below(3)) - 1;
      if (value >= about.min && value <= about.max) {
        forcer_.give(compare->number.finding, value);
        return;
      }
    }
    forcer_.give_any(condition);
  }

  /// Makes the other parts of `parent` leave the decision to `child`.
  void siblings(const Condition& parent, const Condition& child) {
    std::visit(
        [&](const auto& is) {
          using T = std::decay_t<decltype(is)>;
          if constexpr (requires { is.parts; }) {
            std::vector<const Condition*> others;
            for (const Condition& part : is.parts) {
              if (&part != &child) others.push_back(&part);
            }
            std::size_t hold = 0;
            if constexpr (std::is_same_v<T, AllOf>) hold = others.size();
            if constexpr (std::is_same_v<T, AtLeast>) {
              hold = static_cast<std::size_t>(is.count) - 1;
            }
            const std::size_t turn = dice_.below(others.size());
            for (std::size_t i = 0; i < others.size(); ++i) {
              const std::size_t place = (i + turn) % others.size();
              forcer_.force(*others[place], i < hold);
            }
          }
        },
        parent.is);
  }

  /// A higher outcome of the same rule would hide this one.
  void silence_others(const Written& written) {
    const Rule& rule = kb_.rules[written.owner];
    const Urgency own = rule.outcomes[written.part].urgency;
    for (std::size_t o = 0; o < rule.outcomes.size(); ++o) {
      if (o == written.part || rule.outcomes[o].urgency < own) continue;
      forcer_.force(rule.outcomes[o].when, false);
    }
  }

  const KnowledgeBase& kb_;
  Forcer forcer_;
  Dice& dice_;
};

bool sane(const KnowledgeBase& kb, const Written& written,
          const Answers& answers) {
  if (written.decides == Decides::conflict) return true;
  return conflicts(kb, with_implied(kb, answers)).empty();
}

}  // namespace

std::vector<std::vector<Answer>> telling_answers(const KnowledgeBase& kb) {
  std::vector<std::set<double>> numbers(kb.findings.size());
  for (const Written& written :
       written_conditions(const_cast<KnowledgeBase&>(kb))) {
    note_bounds(*written.when, numbers);
  }
  std::vector<std::vector<Answer>> all(kb.findings.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Finding& finding = kb.findings[i];
    switch (finding.type) {
      case FindingType::yes_no:
        for (const YesNo value : {YesNo::yes, YesNo::no, YesNo::not_sure,
                                  YesNo::prefer_not_to_say}) {
          all[i].emplace_back(value);
        }
        break;
      case FindingType::number:
        numbers[i].insert(finding.min);
        if (std::isfinite(finding.max)) numbers[i].insert(finding.max);
        for (const double value : numbers[i]) {
          if (value >= finding.min && value <= finding.max) {
            all[i].emplace_back(value);
          }
        }
        break;
      case FindingType::one_of:
        for (std::size_t v = 0; v < finding.values.size(); ++v) {
          all[i].emplace_back(Choice{static_cast<std::uint8_t>(v)});
        }
        break;
      case FindingType::many_of:
        all[i].emplace_back(Choices{});
        for (std::size_t v = 0; v < finding.values.size(); ++v) {
          all[i].emplace_back(Choices{1U << v});
        }
        break;
    }
  }
  return all;
}

WitnessFinder::WitnessFinder(const KnowledgeBase& original)
    : original_(&original),
      written_(written_conditions(const_cast<KnowledgeBase&>(original))),
      values_(telling_answers(original)) {}

WitnessFinder::Pair WitnessFinder::see(const KnowledgeBase& now,
                                       const std::vector<Written>& written_now,
                                       const Mutant& mutant,
                                       const Answers& answers) {
  engine::Evaluation truth(*original_, engine::Grading::worst_case);
  truth.decide(with_implied(*original_, answers));
  Pair pair;
  pair.before = look_at(*original_, truth, target(written_[mutant.written]));
  engine::Evaluation changed(now, engine::Grading::worst_case);
  changed.decide(with_implied(now, answers));
  pair.after = look_at(now, changed, target(written_now[mutant.written]));
  return pair;
}

bool WitnessFinder::differs(const Pair& pair, bool decided) const {
  if (pair.before == pair.after) return false;
  return !decided || pair.before.held != Truth::unknown;
}

bool WitnessFinder::tells(const KnowledgeBase& now,
                          const std::vector<Written>& written_now,
                          const Mutant& mutant, const SparseAnswers& answers,
                          bool outcome_only) {
  close_ = outcome_only;
  return differs(see(now, written_now, mutant, dense(*original_, answers)),
                 false);
}

Target WitnessFinder::target(const Written& written) const {
  return close_ ? close_target_of(written) : target_of(written);
}

void WitnessFinder::minimise(const KnowledgeBase& now,
                             const std::vector<Written>& written_now,
                             const Mutant& mutant, Answers& answers,
                             bool decided) {
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto finding = static_cast<FindingIndex>(i);
    if (!answers.answered(finding)) continue;
    const Answer kept = answers[finding];
    answers.clear(finding);
    if (!differs(see(now, written_now, mutant, answers), decided)) {
      answers.set(finding, kept);
    }
  }
}

Search WitnessFinder::find(const KnowledgeBase& now,
                           const std::vector<Written>& written_now,
                           const Mutant& mutant) {
  close_ = false;
  Search whole = search(now, written_now, mutant);
  const Written& written = written_[mutant.written];
  // Another outcome of the rule may hide the change; what the person reads
  // and which exercises are offered can still hang on it.
  const bool may_be_hidden = written.decides == Decides::outcome &&
                             mutant.at != nullptr && !whole.answers;
  if (!may_be_hidden) return whole;
  close_ = true;
  Search alone = search(now, written_now, mutant);
  alone.outcome_only = true;
  return alone.answers || alone.combinations > 0 ? alone : Search{};
}

Search WitnessFinder::search(const KnowledgeBase& now,
                             const std::vector<Written>& written_now,
                             const Mutant& mutant) {
  constexpr int kTries = 600;
  Dice dice(mutant.written * 131 + mutant.part + 1);
  const Written& written = written_[mutant.written];
  std::optional<Answers> open;
  for (int n = 0; n < kTries; ++n) {
    Answers answers(original_->findings.size());
    Aim(*original_, values_, dice, answers).at(written, mutant, close_);
    const Pair pair = see(now, written_now, mutant, answers);
    if (!differs(pair, false)) continue;
    if (!sane(*original_, written, answers)) continue;
    if (differs(pair, true)) {
      minimise(now, written_now, mutant, answers, true);
      return {sparse(answers)};
    }
    if (!open) open = answers;
  }
  if (!open) open = beside_examples(now, written_now, mutant, dice);
  if (open) {
    minimise(now, written_now, mutant, *open, false);
    return {sparse(*open)};
  }
  return exhaust(now, written_now, mutant);
}

std::optional<Answers> WitnessFinder::beside_examples(
    const KnowledgeBase& now, const std::vector<Written>& written_now,
    const Mutant& mutant, Dice& dice) {
  constexpr int kTries = 3000;
  const Written& written = written_[mutant.written];
  if (written.decides != Decides::outcome) return std::nullopt;
  const std::vector<Example>& examples =
      original_->rules[written.owner].examples;
  std::vector<bool> marks(original_->findings.size());
  findings_in(*original_, *written.when, marks);
  std::vector<FindingIndex> about;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (marks[i]) about.push_back(static_cast<FindingIndex>(i));
  }
  if (examples.empty() || about.empty()) return std::nullopt;
  for (int n = 0; n < kTries; ++n) {
    Answers answers =
        dense(*original_, examples[dice.below(examples.size())].answers);
    for (std::size_t changes = 1 + dice.below(3); changes > 0; --changes) {
      const FindingIndex finding = about[dice.below(about.size())];
      const std::size_t value = dice.below(values_[finding].size() + 1);
      if (value == values_[finding].size()) {
        answers.clear(finding);
      } else {
        answers.set(finding, values_[finding][value]);
      }
    }
    if (differs(see(now, written_now, mutant, answers), false) &&
        sane(*original_, written, answers)) {
      return answers;
    }
  }
  return std::nullopt;
}

Search WitnessFinder::exhaust(const KnowledgeBase& now,
                              const std::vector<Written>& written_now,
                              const Mutant& mutant) {
  constexpr std::size_t kMost = 30000;
  const Written& written = written_[mutant.written];
  std::vector<bool> marks(original_->findings.size());
  if (written.decides == Decides::outcome && !close_) {
    for (const Outcome& outcome : original_->rules[written.owner].outcomes) {
      findings_in(*original_, outcome.when, marks);
    }
  } else {
    findings_in(*original_, *written.when, marks);
  }
  std::vector<FindingIndex> about;
  std::size_t combinations = 1;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (!marks[i]) continue;
    about.push_back(static_cast<FindingIndex>(i));
    combinations *= values_[i].size() + 1;
    if (combinations > kMost) return {};
  }
  Answers answers(original_->findings.size());
  for (std::size_t n = 0; n < combinations; ++n) {
    std::size_t rest = n;
    for (const FindingIndex finding : about) {
      const std::size_t choice = rest % (values_[finding].size() + 1);
      rest /= values_[finding].size() + 1;
      if (choice == 0) {
        answers.clear(finding);
      } else {
        answers.set(finding, values_[finding][choice - 1]);
      }
    }
    if (!differs(see(now, written_now, mutant, answers), false)) continue;
    if (!sane(*original_, written, answers)) continue;
    minimise(now, written_now, mutant, answers, false);
    return {sparse(answers)};
  }
  return {std::nullopt, combinations};
}

}  // namespace backcoach::authoring
