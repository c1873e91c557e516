#include "cliffs.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "../rules/lanes.hpp"
#include "../rules/number_findings.hpp"

namespace backcoach::authoring {
namespace {

using engine::Lanes;
using engine::Mask;

/// From here on a difference of one step is a cliff.
constexpr int kLevels = 3;

/// How one set of answers came out.
struct Seen {
  bool possible = false;  ///< the answers can all be true
  Urgency urgency = Urgency::self_care;
  std::vector<std::uint16_t> rules;  ///< that hold, worst first

  [[nodiscard]] bool holds(std::uint16_t rule) const {
    return std::find(rules.begin(), rules.end(), rule) != rules.end();
  }
};

/// Decides many people, 64 side by side.
class Decider {
 public:
  Decider(const KnowledgeBase& kb, std::size_t most)
      : kb_(kb), most_(most), lanes_(kb) {}

  [[nodiscard]] bool spent() const { return tried_ >= most_; }
  [[nodiscard]] std::size_t tried() const { return tried_; }

  /// `base` with each of `changes`.
  std::vector<Seen> decide(const Answers& base,
                           const std::vector<SparseAnswers>& changes) {
    std::vector<Seen> all;
    all.reserve(changes.size());
    std::vector<Answers> block;
    for (const SparseAnswers& change : changes) {
      Answers answers = base;
      for (const auto& [finding, value] : change) answers.set(finding, value);
      block.push_back(std::move(answers));
      if (block.size() == Lanes::kCount) run(block, all);
    }
    if (!block.empty()) run(block, all);
    return all;
  }

 private:
  void run(std::vector<Answers>& block, std::vector<Seen>& all) {
    const auto count = static_cast<unsigned>(block.size());
    for (unsigned lane = 0; lane < count; ++lane) {
      for (std::size_t f = 0; f < kb_.findings.size(); ++f) {
        const auto finding = static_cast<FindingIndex>(f);
        if (block[lane].answered(finding)) {
          lanes_.set(lane, finding, block[lane][finding]);
        }
      }
      lanes_.finish(lane);
    }
    lanes_.decide(count);
    for (unsigned lane = 0; lane < count; ++lane) {
      all.push_back(seen(lane));
    }
    lanes_.clear();
    tried_ += count;
    block.clear();
  }

  Seen seen(unsigned lane) {
    const auto is = [&](Mask mask) { return ((mask >> lane) & 1U) != 0; };
    Seen out;
    out.possible = !is(lanes_.conflicting());
    if (!out.possible) return out;
    for (std::size_t u = 0; u < engine::kUrgencies; ++u) {
      if (is(lanes_.outcomes().urgency[u])) {
        out.urgency = static_cast<Urgency>(u);
      }
    }
    const auto rules = lanes_.rules(lane);
    out.rules.assign(rules.begin(), rules.end());
    return out;
  }

  const KnowledgeBase& kb_;
  std::size_t most_;
  std::size_t tried_ = 0;
  Lanes lanes_;
};

/// Signs that can be added: a yes, or a value of a choice, that some rule asks
/// for.
class Signs {
 public:
  explicit Signs(const KnowledgeBase& kb) : kb_(kb) {
    for (const Rule& rule : kb.rules) {
      for (const Outcome& outcome : rule.outcomes) {
        if (outcome.urgency > Urgency::self_care) look(outcome.when, false);
      }
    }
  }
  [[nodiscard]] std::vector<std::pair<FindingIndex, Answer>> take() const {
    return {found_.begin(), found_.end()};
  }

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
          } else if constexpr (std::is_same_v<T, Sign>) {
            if (!negated) add(is.finding);
          }
        },
        condition.is);
  }

  void add(FindingIndex finding) {
    const Finding& about = kb_.findings[finding];
    const bool plain = about.type == FindingType::yes_no && !about.history &&
                       !about.asked_later;
    if (plain) found_.emplace(finding, YesNo::yes);
  }

  const KnowledgeBase& kb_;
  std::map<FindingIndex, Answer> found_;
};

/// Numbers just below and just above each bound that a rule has for it.
std::vector<double> bounds_of(const KnowledgeBase& kb, FindingIndex finding) {
  const Network& net = kb.network;
  const Finding& about = kb.findings[finding];
  std::set<double> values;
  for (std::uint32_t i = net.leaf_start[finding];
       i < net.leaf_start[finding + 1U]; ++i) {
    const Node& leaf = net.nodes[net.leaves[i]];
    for (const double bound : {leaf.low, leaf.high}) {
      if (leaf.op != Node::Op::compare || !std::isfinite(bound)) continue;
      for (const double value :
           {std::floor(bound) - 1, std::floor(bound), std::floor(bound) + 1}) {
        if (value >= about.min && value <= about.max) values.insert(value);
      }
    }
  }
  return {values.begin(), values.end()};
}

/// A number that goes up by one.
struct Step {
  FindingIndex finding = 0;
  double low = 0;
};

class Search {
 public:
  Search(const KnowledgeBase& kb, const CliffOptions& options)
      : kb_(kb), decider_(kb, options.most), signs_(Signs(kb).take()) {
    // What a proof excuses is no news here.
    constexpr std::string_view kFalls = "danger-never-lowers";
    for (const ProofException& one : kb.proof_exceptions) {
      const bool falls = one.property == kFalls;
      if (!falls && one.property != kCliffs) continue;
      for (const std::string& about : one.about) {
        known_[falls ? std::string(name(CliffKind::lowered)) + "/" + about
                     : about] = one.because;
      }
    }
    for (std::size_t f = 0; f < kb.findings.size(); ++f) {
      const Finding& finding = kb.findings[f];
      if (finding.type != FindingType::number || finding.history) continue;
      const auto index = static_cast<FindingIndex>(f);
      const std::vector<double> values = bounds_of(kb, index);
      for (std::size_t i = 0; i + 1 < values.size(); ++i) {
        if (values[i] + 1 == values[i + 1])
          steps_.push_back({index, values[i]});
      }
    }
  }

  CliffSearch run(const std::vector<Answers>& people) {
    CliffSearch out;
    for (const Answers& person : people) {
      if (decider_.spent()) {
        out.whole = false;
        break;
      }
      ++out.people;
      look_at(person);
    }
    out.tried = decider_.tried();
    for (auto& [about, cliff] : found_) out.cliffs.push_back(std::move(cliff));
    return out;
  }

  static constexpr std::string_view kCliffs = "cliffs";

 private:
  void look_at(const Answers& person) {
    std::vector<SparseAnswers> ones{{}};
    for (const auto& sign : signs_) {
      if (person[sign.first] != sign.second) ones.push_back({sign});
    }
    const std::vector<Seen> single = decider_.decide(person, ones);
    if (!single[0].possible) return;
    for (std::size_t i = 1; i < ones.size(); ++i) {
      compare(person, {}, single[0], ones[i], single[i]);
    }
    for (std::size_t i = 0; i < ones.size() && !decider_.spent(); ++i) {
      if (!single[i].possible) continue;
      two_signs(person, ones, single, i);
      numbers(person, ones[i]);
    }
  }

  /// All pairs of sign `first` with a later one.
  void two_signs(const Answers& person, const std::vector<SparseAnswers>& ones,
                 const std::vector<Seen>& single, std::size_t first) {
    if (first == 0) return;
    std::vector<SparseAnswers> pairs;
    std::vector<std::size_t> with;
    for (std::size_t j = first + 1; j < ones.size(); ++j) {
      if (!single[j].possible) continue;
      pairs.push_back({ones[first][0], ones[j][0]});
      with.push_back(j);
    }
    const std::vector<Seen> both = decider_.decide(person, pairs);
    for (std::size_t p = 0; p < pairs.size(); ++p) {
      compare(person, ones[first], single[first], ones[with[p]], both[p]);
      compare(person, ones[with[p]], single[with[p]], ones[first], both[p]);
    }
  }

  /// One more sign: `added` to somebody who has `had`.
  void compare(const Answers& person, const SparseAnswers& had,
               const Seen& before, const SparseAnswers& added,
               const Seen& after) {
    if (!after.possible || after.urgency >= before.urgency) return;
    keep(CliffKind::lowered, kb_.findings[added[0].first].id,
         silenced(before, after), before.urgency, after.urgency,
         with(person, had), added);
  }

  /// Moves each number across each bound, and where that changes anything, two
  /// numbers at once.
  void numbers(const Answers& person, const SparseAnswers& had) {
    const Answers base = with(person, had);
    std::vector<SparseAnswers> values;
    std::vector<std::size_t> told;
    for (std::size_t s = 0; s < steps_.size(); ++s) {
      if (!base.answered(steps_[s].finding)) continue;
      told.push_back(s);
      values.push_back({{steps_[s].finding, steps_[s].low}});
      values.push_back({{steps_[s].finding, steps_[s].low + 1}});
    }
    const std::vector<Seen> seen = decider_.decide(base, values);
    std::vector<std::size_t> moves;
    for (std::size_t i = 0; i < told.size(); ++i) {
      const Seen& low = seen[2 * i];
      const Seen& high = seen[2 * i + 1];
      if (!low.possible || !high.possible || low.urgency == high.urgency) {
        continue;
      }
      moves.push_back(told[i]);
      judge(CliffKind::step, kb_.findings[steps_[told[i]].finding].id,
            with(base, values[2 * i]), low, values[2 * i + 1], high);
    }
    if (had.empty()) two_numbers(base, moves);
  }

  void two_numbers(const Answers& base, const std::vector<std::size_t>& moves) {
    std::vector<SparseAnswers> corners;
    std::vector<std::pair<std::size_t, std::size_t>> of;
    for (std::size_t i = 0; i < moves.size(); ++i) {
      for (std::size_t j = i + 1; j < moves.size(); ++j) {
        const Step& a = steps_[moves[i]];
        const Step& b = steps_[moves[j]];
        if (a.finding == b.finding) continue;
        for (int corner = 0; corner < 4; ++corner) {
          corners.push_back({{a.finding, a.low + corner % 2},
                             {b.finding, b.low + corner / 2}});
        }
        of.emplace_back(moves[i], moves[j]);
      }
    }
    const std::vector<Seen> seen = decider_.decide(base, corners);
    for (std::size_t p = 0; p < of.size(); ++p) {
      const std::string about = kb_.findings[steps_[of[p].first].finding].id +
                                "+" +
                                kb_.findings[steps_[of[p].second].finding].id;
      // The two who differ in both numbers; those who differ in one were met.
      for (const auto& [low, high] : {std::pair{0, 3}, std::pair{1, 2}}) {
        const auto a = 4 * p + static_cast<std::size_t>(low);
        const auto b = 4 * p + static_cast<std::size_t>(high);
        if (!seen[a].possible || !seen[b].possible) continue;
        const bool one_is_enough = by_one_number(seen, p);
        if (one_is_enough) continue;
        judge(CliffKind::near, about, with(base, corners[a]), seen[a],
              corners[b], seen[b]);
      }
    }
  }

  /// Whether one of the two numbers alone makes the difference.
  static bool by_one_number(const std::vector<Seen>& seen, std::size_t p) {
    for (const auto& [a, b] :
         {std::pair{0, 1}, std::pair{0, 2}, std::pair{3, 1}, std::pair{3, 2}}) {
      const Seen& one = seen[4 * p + static_cast<std::size_t>(a)];
      const Seen& two = seen[4 * p + static_cast<std::size_t>(b)];
      if (one.possible && two.possible && apart(one, two) >= kLevels) {
        return true;
      }
    }
    return false;
  }

  static int apart(const Seen& a, const Seen& b) {
    return std::abs(static_cast<int>(a.urgency) - static_cast<int>(b.urgency));
  }

  void judge(CliffKind kind, const std::string& numbers, const Answers& first,
             const Seen& low, const SparseAnswers& then, const Seen& high) {
    if (apart(low, high) < kLevels) return;
    const bool down = low.urgency > high.urgency;
    keep(kind, numbers, down ? silenced(low, high) : silenced(high, low),
         low.urgency, high.urgency, first, then);
  }

  /// The rule that made the more urgent one what it is.
  std::string silenced(const Seen& more, const Seen& less) const {
    for (const std::uint16_t rule : more.rules) {
      if (!less.holds(rule)) return kb_.rules[rule].id;
    }
    return more.rules.empty() ? "" : kb_.rules[more.rules.front()].id;
  }

  void keep(CliffKind kind, const std::string& what, const std::string& rule,
            Urgency from, Urgency to, const Answers& answers,
            const SparseAnswers& then) {
    Cliff cliff;
    cliff.kind = kind;
    cliff.about = std::string(name(kind)) + "/" + what + "/" + rule;
    const auto wider = [&](const Cliff& one) {
      return std::abs(static_cast<int>(one.from) - static_cast<int>(one.to));
    };
    cliff.from = from;
    cliff.to = to;
    const auto it = found_.find(cliff.about);
    // Of one place the widest is shown, of equal ones the first.
    if (it != found_.end() && wider(it->second) >= wider(cliff)) return;
    cliff.answers = answers;
    cliff.then = then;
    if (const auto why = known_.find(cliff.about); why != known_.end()) {
      cliff.because = why->second;
    }
    const std::string about = cliff.about;
    found_.insert_or_assign(about, std::move(cliff));
  }

  static Answers with(const Answers& person, const SparseAnswers& change) {
    Answers answers = person;
    for (const auto& [finding, value] : change) answers.set(finding, value);
    return answers;
  }

  const KnowledgeBase& kb_;
  Decider decider_;
  std::vector<std::pair<FindingIndex, Answer>> signs_;
  std::vector<Step> steps_;
  std::map<std::string, std::string, std::less<>> known_;
  std::map<std::string, Cliff> found_;
};

}  // namespace

std::string_view name(CliffKind kind) {
  switch (kind) {
    case CliffKind::lowered:
      return "lowered";
    case CliffKind::step:
      return "step";
    case CliffKind::near:
      return "near";
  }
  return "";
}

std::size_t CliffSearch::new_ones() const {
  return static_cast<std::size_t>(
      std::count_if(cliffs.begin(), cliffs.end(),
                    [](const Cliff& one) { return one.because.empty(); }));
}

CliffSearch find_cliffs(const KnowledgeBase& kb,
                        const std::vector<Answers>& people,
                        const CliffOptions& options) {
  return Search(kb, options).run(people);
}

}  // namespace backcoach::authoring
