#include "difference.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "../engine/decide.hpp"
#include "backcoach/render.hpp"
#include "bench.hpp"
#include "structure.hpp"
#include "telling_answers.hpp"

namespace backcoach::authoring {
namespace {

/// Enough for any change of a few rules; a whole other base stops here.
constexpr std::size_t kMostTried = 60000;
constexpr std::size_t kMostPairs = 20000;

/// Answers under both numberings at once.
struct Both {
  Answers older;
  Answers newer;
};

class DecisionFinder {
 public:
  DecisionFinder(const Side& older, const Side& newer)
      : old_(older), new_(newer) {
    for (const Finding& finding : old_.kb.findings) {
      if (!new_.kb.finding(finding.id)) found_.only_old.push_back(finding.id);
    }
    for (const Finding& finding : new_.kb.findings) {
      if (!old_.kb.finding(finding.id)) found_.only_new.push_back(finding.id);
    }
    for (const std::string& id : findings_touched(older.kb, newer.kb)) {
      add_values(id);
    }
  }

  DecisionSearch run() {
    std::vector<Both> starts = starting_points();
    for (const Both& start : starts) look(start);
    for (const Both& start : starts) one_changed(start);
    // The first two are nothing at all and an untroubled person.
    for (std::size_t i = 0; i < 2 && i < starts.size(); ++i) {
      two_changed(starts[i]);
    }
    shrink_all();
    return std::move(found_);
  }

 private:
  void add_values(const std::string& id) {
    std::set<std::string> known;
    for (const Side* side : {&old_, &new_}) {
      const auto index = side->kb.finding(id);
      if (!index) continue;
      const auto values = telling_answers(side->kb)[*index];
      for (const Answer& value : values) {
        const std::string text = answer_text(side->kb.findings[*index], value);
        if (!known.insert(text).second) continue;
        touched_[id].push_back(value);
        texts_[id].push_back(text);
      }
    }
  }

  /// Sets a value by its text, in each base that can take it.
  static void set(const KnowledgeBase& kb, Answers& answers,
                  const std::string& id, const std::string& text) {
    const auto index = kb.finding(id);
    if (!index) return;
    if (kb.findings[*index].history) return;
    Answers changed = answers;
    if (set_answer(kb, id + "=" + text, changed).empty()) {
      answers = std::move(changed);
    }
  }

  Both carried(const KnowledgeBase& from, const SparseAnswers& answers) {
    Both both{Answers(old_.kb.findings.size()),
              Answers(new_.kb.findings.size())};
    for (const auto& [finding, value] : answers) {
      const Finding& about = from.findings[finding];
      copy(old_.kb, both.older, about, value);
      copy(new_.kb, both.newer, about, value);
    }
    return both;
  }

  /// The same answer under the numbering of `kb`, where it can be given.
  static void copy(const KnowledgeBase& kb, Answers& answers,
                   const Finding& about, const Answer& value) {
    const auto index = kb.finding(about.id);
    if (!index) return;
    const Finding& here = kb.findings[*index];
    if (here.type != about.type) return;
    if (const auto* number = std::get_if<double>(&value)) {
      if (*number < here.min || *number > here.max) return;
    }
    if (here.values == about.values) {
      answers.set(*index, value);
      return;
    }
    set(kb, answers, about.id, answer_text(about, value));
  }

  void add_start(std::vector<Both>& out, const KnowledgeBase& from,
                 const SparseAnswers& answers) {
    out.push_back(carried(from, answers));
  }

  std::vector<Both> starting_points() {
    std::vector<Both> out;
    add_start(out, new_.kb, {});
    add_start(out, new_.kb, untroubled());
    for (const Side* side : {&old_, &new_}) {
      for (const WorkedCase& one : side->cases.people) {
        add_start(out, side->kb, one.answers);
      }
      for (const Rule& rule : side->kb.rules) {
        for (const Example& one : rule.examples) {
          add_start(out, side->kb, one.answers);
        }
      }
      for (const Row& row : side->kb.rows) {
        for (const Example& one : row.examples) {
          add_start(out, side->kb, one.answers);
        }
      }
    }
    return out;
  }

  /// Somebody with no sign at all: a worked case sent nowhere, or all "no".
  SparseAnswers untroubled() const {
    for (const WorkedCase& one : new_.cases.people) {
      const Answers answers = dense(new_.kb, one.answers);
      const Decision decision = triage(new_.kb, answers);
      if (decision.status == Status::decided &&
          decision.urgency == Urgency::self_care) {
        return one.answers;
      }
    }
    SparseAnswers answers;
    for (std::size_t i = 0; i < new_.kb.findings.size(); ++i) {
      const Finding& finding = new_.kb.findings[i];
      if (finding.type == FindingType::yes_no && !finding.grading) {
        answers.emplace_back(static_cast<FindingIndex>(i), YesNo::no);
      }
    }
    return answers;
  }

  void one_changed(const Both& start) {
    for (const auto& [id, values] : texts_) {
      for (std::size_t v = 0; v < values.size(); ++v) {
        if (found_.tried >= kMostTried) return;
        look(with(start, id, v));
      }
    }
  }

  void two_changed(const Both& start) {
    std::size_t pairs = 0;
    for (auto first = texts_.begin(); first != texts_.end(); ++first) {
      for (std::size_t v = 0; v < first->second.size(); ++v) {
        const Both one = with(start, first->first, v);
        for (auto second = std::next(first); second != texts_.end(); ++second) {
          for (std::size_t w = 0; w < second->second.size(); ++w) {
            if (++pairs > kMostPairs) return;
            look(with(one, second->first, w));
          }
        }
      }
    }
  }

  Both with(const Both& start, const std::string& id, std::size_t value) {
    Both both = start;
    const auto one = [&](const KnowledgeBase& kb, Answers& answers) {
      const auto index = kb.finding(id);
      if (!index) return;
      const Finding& here = kb.findings[*index];
      const Answer& answer = touched_[id][value];
      const auto* number = std::get_if<double>(&answer);
      if (number && (*number < here.min || *number > here.max)) return;
      const bool listed =
          here.type == FindingType::one_of || here.type == FindingType::many_of;
      if (listed) {
        set(kb, answers, id, texts_[id][value]);
      } else if (here.type ==
                 (number ? FindingType::number : FindingType::yes_no)) {
        answers.set(*index, answer);
      }
    };
    one(old_.kb, both.older);
    one(new_.kb, both.newer);
    return both;
  }

  void look(const Both& both) {
    ++found_.tried;
    const Verdict was = verdict_of(old_.kb, both.older);
    const Verdict now = verdict_of(new_.kb, both.newer);
    if (was == now) return;
    for (const ChangeKind& kind : changes_between(was, now)) {
      Kept& kept = kept_[kind];
      ++kept.times;
      const std::size_t size = count(both);
      if (kept.times == 1 || size < kept.size) {
        kept.size = size;
        kept.both = both;
      }
    }
  }

  static std::size_t count(const Both& both) {
    const auto given = [](const Answers& answers) {
      std::size_t n = 0;
      for (std::size_t i = 0; i < answers.size(); ++i) {
        n += answers.answered(static_cast<FindingIndex>(i)) ? 1U : 0U;
      }
      return n;
    };
    return std::max(given(both.older), given(both.newer));
  }

  bool shows(const Both& both, const ChangeKind& kind) const {
    const std::vector<ChangeKind> all = changes_between(
        verdict_of(old_.kb, both.older), verdict_of(new_.kb, both.newer));
    return std::find(all.begin(), all.end(), kind) != all.end();
  }

  void clear(Both& both, const std::string& id) const {
    if (const auto index = old_.kb.finding(id)) both.older.clear(*index);
    if (const auto index = new_.kb.finding(id)) both.newer.clear(*index);
  }

  void shrink_all() {
    std::set<std::string> ids;
    for (const Finding& finding : old_.kb.findings) ids.insert(finding.id);
    for (const Finding& finding : new_.kb.findings) ids.insert(finding.id);
    for (auto& [kind, kept] : kept_) {
      for (const std::string& id : ids) {
        Both less = kept.both;
        clear(less, id);
        if (!(less.older == kept.both.older && less.newer == kept.both.newer) &&
            shows(less, kind)) {
          kept.both = std::move(less);
        }
      }
      found_.changes.push_back({kind, kept.times, named(kept.both),
                                verdict_of(old_.kb, kept.both.older),
                                verdict_of(new_.kb, kept.both.newer)});
    }
    // What matters most to a person stands first.
    std::stable_sort(found_.changes.begin(), found_.changes.end(),
                     [](const ShownChange& a, const ShownChange& b) {
                       return rank(a.kind) < rank(b.kind);
                     });
  }

  static std::size_t rank(const ChangeKind& kind) {
    constexpr std::array kOrder = {"urgency", "decision", "stage", "status",
                                   "rule"};
    return static_cast<std::size_t>(
        std::find(kOrder.begin(), kOrder.end(), kind.what) - kOrder.begin());
  }

  std::vector<std::pair<std::string, std::string>> named(
      const Both& both) const {
    std::map<std::string, std::string> all;
    const auto add = [&](const KnowledgeBase& kb, const Answers& answers) {
      for (std::size_t i = 0; i < answers.size(); ++i) {
        const auto finding = static_cast<FindingIndex>(i);
        if (!answers.answered(finding)) continue;
        all[kb.findings[i].id] = answer_text(kb.findings[i], answers[finding]);
      }
    };
    add(old_.kb, both.older);
    add(new_.kb, both.newer);
    return {all.begin(), all.end()};
  }

  struct Kept {
    std::size_t times = 0;
    std::size_t size = 0;
    Both both;
  };

  const Side& old_;
  const Side& new_;
  std::map<std::string, std::vector<Answer>> touched_;
  std::map<std::string, std::vector<std::string>> texts_;
  std::map<ChangeKind, Kept> kept_;
  DecisionSearch found_;
};

}  // namespace

Verdict verdict_of(const KnowledgeBase& kb, const Answers& given) {
  engine::Evaluation truth(kb, engine::Grading::worst_case);
  truth.decide(with_implied(kb, given));
  const engine::Outcome outcome = engine::decide(kb, truth);
  Verdict verdict;
  verdict.decided = outcome.status == Status::decided;
  verdict.urgency = name(outcome.urgency);
  if (verdict.decided) {
    verdict.decision = "referral";
    if (outcome.plan_allowed && outcome.row >= 0) {
      const Row& row = kb.rows[static_cast<std::size_t>(outcome.row)];
      verdict.decision = name(row.focus);
      verdict.stage = name(row.stage);
    }
  }
  for (const OutcomeNode& node : kb.network.outcomes) {
    if (truth[node.node] != Truth::yes) continue;
    // Worst first, so the first one of a rule is its urgency.
    verdict.fired.emplace(kb.rules[node.rule].id, name(node.urgency));
  }
  return verdict;
}

std::vector<ChangeKind> changes_between(const Verdict& was,
                                        const Verdict& now) {
  std::vector<ChangeKind> kinds;
  const auto differ = [&](const char* what, const std::string& a,
                          const std::string& b) {
    if (a != b) kinds.push_back({what, "", a, b});
  };
  differ("urgency", was.urgency, now.urgency);
  if (was.decided != now.decided) {
    differ("status", was.decided ? "decided" : "needs_answers",
           now.decided ? "decided" : "needs_answers");
  } else if (was.decided) {
    differ("decision", was.decision, now.decision);
    if (!was.stage.empty() && !now.stage.empty()) {
      differ("stage", was.stage, now.stage);
    }
  }
  for (const auto& [rule, urgency] : was.fired) {
    const auto other = now.fired.find(rule);
    if (other == now.fired.end()) {
      kinds.push_back({"rule", rule, urgency, "silent"});
    } else if (other->second != urgency) {
      kinds.push_back({"rule", rule, urgency, other->second});
    }
  }
  for (const auto& [rule, urgency] : now.fired) {
    if (!was.fired.contains(rule)) {
      kinds.push_back({"rule", rule, "silent", urgency});
    }
  }
  return kinds;
}

DecisionSearch search_decisions(const Side& older, const Side& newer) {
  return DecisionFinder(older, newer).run();
}

}  // namespace backcoach::authoring
