#include "aim.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <utility>

namespace backcoach::authoring {
namespace {

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

}  // namespace

Answers aimed_answers(const KnowledgeBase& kb,
                      const std::vector<std::vector<Answer>>& values,
                      const Written& written, const Mutant& mutant, bool alone,
                      Dice& dice) {
  Answers answers(kb.findings.size());
  Aim(kb, values, dice, answers).at(written, mutant, alone);
  return answers;
}

}  // namespace backcoach::authoring
