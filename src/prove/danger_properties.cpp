// A danger sign never lowers urgency, and a doubt is never more than a yes.
#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "backcoach/triage.hpp"
#include "properties.hpp"

namespace backcoach::prove {
namespace {

/// What of one finding some rule above self-care asks for.
struct Danger {
  bool yes = false;          ///< a yes to it
  std::uint32_t values = 0;  ///< values of a choice, as bits
  bool more = false;         ///< points, at or above a bound
};

/// Finds for every finding what speaks for danger: what a rule above self-care
/// asks for and that does not stand under an odd number of `none_of`.
class DangerSigns {
 public:
  explicit DangerSigns(const KnowledgeBase& kb)
      : kb_(kb), found_(kb.findings.size()) {
    for (const Rule& rule : kb.rules) {
      for (const Outcome& outcome : rule.outcomes) {
        if (outcome.urgency > Urgency::self_care) look(outcome.when, false);
      }
    }
  }
  std::vector<Danger> take() { return std::move(found_); }

 private:
  void look(const Condition& condition, bool negated) {
    std::visit(
        [&](const auto& is) {
          using T = std::decay_t<decltype(is)>;
          if constexpr (std::is_same_v<T, FactIs>) {
            look(kb_.facts[is.fact].when, negated);
          } else if constexpr (std::is_same_v<T, NoneOf>) {
            for (const Condition& part : is.parts) look(part, !negated);
          } else if constexpr (requires { is.parts; }) {
            for (const Condition& part : is.parts) look(part, negated);
          } else if constexpr (!std::is_same_v<T, RuleFires>) {
            if (!negated) leaf(is);
          }
        },
        condition.is);
  }

  void leaf(const Sign& is) { yes_to(is.finding); }
  void leaf(const Plainly& is) {
    if (is.answer == YesNo::yes) yes_to(is.finding);
  }
  /// Of an answer that grades, what stands for it is the worse one: where that
  /// is no, a yes is good news.
  void yes_to(FindingIndex finding) {
    const Finding& about = kb_.findings[finding];
    const bool good = about.grading && about.when_absent == Answer(YesNo::no);
    found_[finding].yes = found_[finding].yes || !good;
  }
  void leaf(const ChoiceIn& is) { found_[is.finding].values |= is.values; }
  void leaf(const Has&) {}
  void leaf(const Answered&) {}
  void leaf(const Compare& is) { points(is.number, is.low > 0); }

  /// A scale in points goes from nothing to the worst.
  void points(const Number& number, bool from_a_bound) {
    constexpr std::string_view kPoints = "points";
    if (number.kind == Number::Kind::finding) {
      const Finding& about = kb_.findings[number.finding];
      if (from_a_bound && !about.history && about.unit == kPoints) {
        found_[number.finding].more = true;
      }
    }
  }

  const KnowledgeBase& kb_;
  std::vector<Danger> found_;
};

/// The value of a choice that says "nothing of this": no or none, and no rule
/// asks for it.
std::optional<std::size_t> harmless_value(const Finding& finding,
                                          std::uint32_t dangerous) {
  constexpr std::string_view kNone = "none";
  for (std::size_t v = 0; v < finding.values.size(); ++v) {
    const bool says_no = yes_no_named(finding.values[v]) == YesNo::no ||
                         finding.values[v] == kNone;
    if (says_no && ((dangerous >> v) & 1U) == 0) return v;
  }
  return std::nullopt;
}

/// One person twice: before and after one answer changes for the worse.
struct Change {
  NetworkCopy from;
  NetworkCopy to;
  std::vector<Literal> also;  ///< what else holds of the two
  std::string words;
};
using Changes = std::function<std::vector<Change>(Depth)>;

/// "No outcome of this urgency or a higher one holds or is open", by urgency.
std::array<Literal, 5> ruled_out(Prover& prover, const NetworkCopy& person) {
  std::array<std::vector<Literal>, 5> parts;
  for (const OutcomeNode& outcome : prover.kb().network.outcomes) {
    const auto u = static_cast<std::size_t>(outcome.urgency);
    parts[u].push_back(person.open[outcome.node].no);
  }
  std::array<Literal, 5> out{};
  Literal above = prover.gates().yes();
  for (std::size_t u = parts.size(); u-- > 0;) {
    parts[u].push_back(above);
    above = out[u] = prover.gates().all(parts[u]);
  }
  return out;
}

/// "The urgency of `after` is below that of `before` and can rise no more", by
/// outcomes that `counts`.
template <class Counts>
Literal lower(Prover& prover, const NetworkCopy& before,
              const NetworkCopy& after, const Counts& counts) {
  // Then something that held before does not hold after, and nothing else of
  // its urgency does or might.
  Gates& gates = prover.gates();
  const std::array<Literal, 5> none = ruled_out(prover, after);
  std::vector<Literal> ways;
  for (const OutcomeNode& outcome : prover.kb().network.outcomes) {
    const Literal held = before.nodes[outcome.node].yes;
    if (held == after.nodes[outcome.node].yes || !counts(outcome)) continue;
    ways.push_back(
        gates.all({held, none[static_cast<std::size_t>(outcome.urgency)],
                   -at_least(after, outcome.urgency)}));
  }
  return gates.any(ways);
}

/// By node: whether it can fall when the answer changes.
using MayFall = std::vector<bool>;

/// Asks about one finding. An exception is for a finding and one rule, as
/// "finding/rule": urgency may fall where that rule alone has held it.
class FallCheck {
 public:
  /// \param may_fall  the outcomes that can fall at all, by node
  FallCheck(Run& run, FindingIndex finding, MayFall may_fall, Changes changes)
      : run_(run),
        kb_(run.kb()),
        id_(kb_.findings[finding].id),
        may_fall_(std::move(may_fall)),
        changes_(std::move(changes)) {}

  void check() {
    std::vector<std::string> excused;
    for (const Rule& rule : kb_.rules) {
      if (run_.excepted(id_ + "/" + rule.id)) excused.push_back(rule.id);
    }
    const auto is_excused = [&](const OutcomeNode& outcome) {
      return std::find(excused.begin(), excused.end(),
                       kb_.rules[outcome.rule].id) != excused.end();
    };
    ask(id_, [&](const OutcomeNode& one) {
      return may_fall_[one.node] && !is_excused(one);
    });
    for (const std::string& rule : excused) {
      ask(id_ + "/" + rule, [&](const OutcomeNode& one) {
        return may_fall_[one.node] && kb_.rules[one.rule].id == rule;
      });
    }
  }

 private:
  /// Looks for a fall of urgency. A fall to a decision that is still open is
  /// none: more answers follow. Whether it is open is the dearer question
  /// (`Depth`), asked only where no answer can make up for the fall.
  template <class Counts>
  void ask(const std::string& about, const Counts& counts) {
    if (!falls_at_all(counts)) {
      run_.subject(about, false, {});
      return;
    }
    Prover& prover = run_.prover();
    for (const Change& change : changes_(Depth::decision)) {
      Query query;
      query.all = fall(change, counts);
      query.all.push_back(-change.to.decision.needs_answers);
      query.person = &change.from;
      query.then = &change.to;
      query.really = [&](const Witness& w) {
        const Decision after = triage(kb_, w.then);
        return after.status == Status::decided &&
               after.urgency < triage(kb_, w.answers).urgency;
      };
      query.smallest = run_.wants_answers() && !run_.excepted(about);
      const Found found = prover.find(query);
      if (!found.exists && !found.unsure) continue;
      run_.subject(about, found, failure(change, found));
      return;
    }
    run_.subject(about, false, {});
  }

  template <class Counts>
  std::vector<Literal> fall(const Change& change, const Counts& counts) {
    std::vector<Literal> all = change.also;
    all.push_back(change.from.allowed);
    all.push_back(change.to.allowed);
    all.push_back(lower(run_.prover(), change.from, change.to, counts));
    return all;
  }

  template <class Counts>
  bool falls_at_all(const Counts& counts) {
    const auto& outcomes = kb_.network.outcomes;
    if (std::none_of(outcomes.begin(), outcomes.end(), counts)) return false;
    Gates& gates = run_.prover().gates();
    std::vector<Literal> falls;
    for (const Change& change : changes_(Depth::urgency)) {
      falls.push_back(gates.all(fall(change, counts)));
    }
    const Literal somewhere = gates.any(falls);
    return somewhere != gates.no() && run_.prover().can_hold({somewhere});
  }

  Failure failure(const Change& change, const Found& found) const {
    Failure failure;
    failure.replay = Replay::triage;
    if (!found.witness) return failure;
    const Decision before = triage(kb_, found.witness->answers);
    const Decision after = triage(kb_, found.witness->then);
    const std::string by =
        before.because.empty() ? "" : kb_.rules[before.because[0].rule].id;
    failure.says = id_ + " " + change.words + " lowers urgency from " +
                   std::string(name(before.urgency)) + " to " +
                   std::string(name(after.urgency)) + " (" + by +
                   " held before).";
    return failure;
  }

  Run& run_;
  const KnowledgeBase& kb_;
  std::string id_;
  MayFall may_fall_;
  Changes changes_;
};

/// Two fixed answers of one finding.
struct Pair {
  Answer from;
  Answer to;
  const char* words;
};

Changes changes_of(Run& run, FindingIndex finding, std::vector<Pair> pairs) {
  // Each answer is made a copy of once, and said whole when that is asked.
  std::vector<std::pair<Answer, NetworkCopy>> made;
  return [&run, finding, pairs = std::move(pairs), made](Depth depth) mutable {
    Prover& prover = run.prover();
    if (depth == Depth::decision) {
      for (auto& [answer, copy] : made) {
        if (!copy.decision.row.empty()) continue;
        prover.encoder().deepen(copy, prover.person());
      }
    }
    const auto with = [&](const Answer& answer) {
      for (const auto& [other, copy] : made) {
        if (other == answer) return copy;
      }
      made.emplace_back(
          answer,
          prover.encoder().with(
              prover.person(),
              {{finding, prover.encoder().fixed(finding, answer)}}, depth));
      return made.back().second;
    };
    std::vector<Change> changes;
    for (const Pair& pair : pairs) {
      NetworkCopy from = with(pair.from);
      changes.push_back({std::move(from), with(pair.to), {}, pair.words});
    }
    return changes;
  };
}

MayFall may_fall(Run& run, FindingIndex finding,
                 const std::vector<Pair>& pairs) {
  MayFall out(run.kb().network.nodes.size());
  for (const Pair& pair : pairs) {
    for (const auto& [node, moves] :
         run.prover().encoder().moves({{finding, pair.from, pair.to}})) {
      if (moves.down) out[node] = true;
    }
  }
  return out;
}

/// From any number to any higher one.
Changes more_of(Run& run, FindingIndex finding) {
  return [&run, finding](Depth depth) {
    Prover& prover = run.prover();
    const NetworkCopy& person = prover.person();
    const AnswerLiterals before = person.given[finding];
    const AnswerLiterals after = prover.encoder().any_answer(finding);
    std::vector<Literal> also{before.answered, after.answered};
    for (std::size_t i = 0; i < before.value.size(); ++i) {
      also.push_back(prover.gates().any({-before.value[i], after.value[i]}));
    }
    std::vector<Change> changes;
    changes.push_back({person,
                       prover.encoder().with(person, {{finding, after}}, depth),
                       also, "by more points"});
    return changes;
  };
}

std::vector<Pair> danger_pairs(const Finding& finding, const Danger& danger) {
  std::vector<Pair> pairs;
  if (danger.yes && finding.type == FindingType::yes_no) {
    pairs = {{YesNo::no, YesNo::yes, "from no to yes"},
             {YesNo::no, YesNo::not_sure, "from no to not sure"},
             {YesNo::no, YesNo::prefer_not_to_say, "from no to a refusal"}};
  }
  if (const auto none = harmless_value(finding, danger.values)) {
    for (std::size_t v = 0; v < finding.values.size(); ++v) {
      if (((danger.values >> v) & 1U) == 0) continue;
      pairs.push_back({Choice{static_cast<std::uint8_t>(*none)},
                       Choice{static_cast<std::uint8_t>(v)},
                       "from none of it to more"});
    }
  }
  return pairs;
}

bool any_outcome(const KnowledgeBase& kb, const MayFall& falls) {
  const auto& outcomes = kb.network.outcomes;
  return std::any_of(outcomes.begin(), outcomes.end(),
                     [&](const OutcomeNode& one) { return falls[one.node]; });
}

}  // namespace

void danger_never_lowers(Run& run) {
  const KnowledgeBase& kb = run.kb();
  const std::vector<Danger> danger = DangerSigns(kb).take();
  // What was asked about others slows the solver; to begin anew takes time too.
  constexpr int kTogether = 10;
  int asked = 0;
  for (std::size_t f = 0; f < danger.size(); ++f) {
    const auto finding = static_cast<FindingIndex>(f);
    std::vector<Pair> pairs = danger_pairs(kb.findings[f], danger[f]);
    if (pairs.empty() && !danger[f].more) continue;
    MayFall falls = pairs.empty() ? MayFall(kb.network.nodes.size(), true)
                                  : may_fall(run, finding, pairs);
    if (any_outcome(kb, falls) && asked++ % kTogether == 0) run.start_afresh();
    FallCheck(run, finding, std::move(falls),
              pairs.empty() ? more_of(run, finding)
                            : changes_of(run, finding, std::move(pairs)))
        .check();
  }
}

void doubt_never_more_than_yes(Run& run) {
  const KnowledgeBase& kb = run.kb();
  const std::vector<Danger> danger = DangerSigns(kb).take();
  for (std::size_t f = 0; f < danger.size(); ++f) {
    const bool sign =
        danger[f].yes && kb.findings[f].type == FindingType::yes_no;
    if (!sign) continue;
    const auto finding = static_cast<FindingIndex>(f);
    const std::vector<Pair> pairs = {
        {YesNo::not_sure, YesNo::yes, "from not sure to yes"},
        {YesNo::prefer_not_to_say, YesNo::yes, "from a refusal to yes"}};
    FallCheck(run, finding, may_fall(run, finding, pairs),
              changes_of(run, finding, pairs))
        .check();
  }
}

}  // namespace backcoach::prove
