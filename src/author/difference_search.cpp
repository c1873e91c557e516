#include "difference_search.hpp"

#include <algorithm>

#include "backcoach/render.hpp"
#include "backcoach/triage.hpp"
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
  DecisionFinder(const Side& older, const Side& newer,
                 const std::set<ChangeKind>& kinds)
      : old_(older), new_(newer), kinds_(kinds) {
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
    if (std::holds_alternative<std::monostate>(value)) {
      answers.decline(*index);
      return;
    }
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
      if (!kinds_.contains(kind)) continue;
      Kept& kept = kept_[kind];
      const std::size_t size = count(both);
      if (!kept.any || size < kept.size) {
        kept.any = true;
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
      found_.changes.push_back(shown_change(kind, /*proved=*/false, old_.kb,
                                            kept.both.older, new_.kb,
                                            kept.both.newer));
    }
  }

  struct Kept {
    bool any = false;
    std::size_t size = 0;
    Both both;
  };

  const Side& old_;
  const Side& new_;
  const std::set<ChangeKind>& kinds_;
  std::map<std::string, std::vector<Answer>> touched_;
  std::map<std::string, std::vector<std::string>> texts_;
  std::map<ChangeKind, Kept> kept_;
  DecisionSearch found_;
};

}  // namespace

DecisionSearch search_decisions(const Side& older, const Side& newer,
                                const std::set<ChangeKind>& kinds) {
  return DecisionFinder(older, newer, kinds).run();
}

}  // namespace backcoach::authoring
