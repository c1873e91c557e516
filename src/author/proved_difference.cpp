#include "proved_difference.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "../plan/eligible.hpp"
#include "../prove/eligibility.hpp"
#include "../prove/two_bases.hpp"
#include "backcoach/triage.hpp"

namespace backcoach::authoring {
namespace {

using prove::Literal;
using prove::NetworkCopy;
using prove::Witness;

/// What a base can come out as in one respect, each with the statement that it
/// does: "soon", "silent", …
struct Way {
  std::string name;
  Literal holds = 0;
};
using Ways = std::vector<Way>;

constexpr std::array kUrgencies = {Urgency::emergency, Urgency::same_day,
                                   Urgency::soon, Urgency::routine,
                                   Urgency::self_care};

/// The statements about one of the two bases.
class Reading {
 public:
  Reading(const KnowledgeBase& kb, const NetworkCopy& person,
          prove::Gates& gates)
      : kb_(kb), person_(person), gates_(gates) {}

  [[nodiscard]] Ways urgencies() const {
    Ways ways;
    Literal above = gates_.no();
    for (const Urgency urgency : kUrgencies) {
      const Literal from =
          person_.decision.at_least[static_cast<std::size_t>(urgency)];
      ways.push_back({std::string(name(urgency)), gates_.all({from, -above})});
      above = from;
    }
    return ways;
  }

  [[nodiscard]] Ways statuses() const {
    return {{"decided", decided()}, {"needs_answers", -decided()}};
  }

  [[nodiscard]] Ways decisions() const {
    Ways ways{{"referral",
               gates_.all({decided(), -gates_.any(person_.decision.row)})}};
    for (std::size_t r = 0; r < kb_.rows.size(); ++r) {
      add(ways, std::string(name(kb_.rows[r].focus)), person_.decision.row[r]);
    }
    return ways;
  }

  [[nodiscard]] Ways stages() const {
    Ways ways;
    for (std::size_t r = 0; r < kb_.rows.size(); ++r) {
      add(ways, std::string(name(kb_.rows[r].stage)), person_.decision.row[r]);
    }
    return ways;
  }

  /// Only "silent" of a rule that the base does not have.
  [[nodiscard]] Ways rule(const std::string& id) const {
    Ways ways;
    std::vector<Literal> above;
    for (const Urgency urgency : kUrgencies) {
      std::vector<Literal> here;
      for (const OutcomeNode& outcome : kb_.network.outcomes) {
        if (outcome.urgency == urgency && kb_.rules[outcome.rule].id == id) {
          here.push_back(person_.nodes[outcome.node].yes);
        }
      }
      if (here.empty()) continue;
      const Literal any = gates_.any(here);
      ways.push_back(
          {std::string(name(urgency)), gates_.all({any, -gates_.any(above)})});
      above.push_back(any);
    }
    ways.push_back({"silent", -gates_.any(above)});
    return ways;
  }

  [[nodiscard]] Ways exercise(Literal eligible) const {
    const Literal plan = person_.decision.permission;
    return {{"possible", gates_.all({plan, eligible})},
            {"left out", gates_.all({plan, -eligible})}};
  }

 private:
  [[nodiscard]] Literal decided() const {
    return -person_.decision.needs_answers;
  }

  void add(Ways& ways, const std::string& name, Literal holds) const {
    const auto it = std::find_if(ways.begin(), ways.end(),
                                 [&](const Way& w) { return w.name == name; });
    if (it == ways.end()) {
      ways.push_back({name, holds});
    } else {
      it->holds = gates_.any({it->holds, holds});
    }
  }

  const KnowledgeBase& kb_;
  const NetworkCopy& person_;
  prove::Gates& gates_;
};

/// How the exercise `id` comes out for somebody who may have a plan.
std::string exercise_for(const KnowledgeBase& kb, const Answers& answers,
                         const std::string& id) {
  if (!triage(kb, answers).plan_permission()) return {};
  const auto it = std::find_if(kb.exercises.begin(), kb.exercises.end(),
                               [&](const Exercise& e) { return e.id == id; });
  const auto index = static_cast<ExerciseIndex>(it - kb.exercises.begin());
  const plan::Person person(kb, answers);
  return plan::exclusion(person, index).because.empty() ? "possible"
                                                        : "left out";
}

class Asking {
 public:
  Asking(const KnowledgeBase& older, const KnowledgeBase& newer)
      : old_(older), new_(newer), bases_(older, newer) {}

  ProvedDifference run() {
    const Reading was(old_, bases_.older(), bases_.gates());
    const Reading now(new_, bases_.newer(), bases_.gates());
    ask_each("urgency", "", was.urgencies(), now.urgencies());
    ask_each("decision", "", was.decisions(), now.decisions());
    ask_each("stage", "", was.stages(), now.stages());
    ask_each("status", "", was.statuses(), now.statuses());
    ask_answers();
    for (const std::string& id : rules()) {
      ask_each("rule", id, was.rule(id), now.rule(id));
    }
    ask_exercises(was, now);
    found_.queries = bases_.queries();
    return std::move(found_);
  }

 private:
  /// Names of the rules of both, as they stand.
  [[nodiscard]] std::vector<std::string> rules() const {
    std::vector<std::string> ids;
    std::set<std::string> known;
    for (const KnowledgeBase* kb : {&old_, &new_}) {
      for (const Rule& rule : kb->rules) {
        if (known.insert(rule.id).second) ids.push_back(rule.id);
      }
    }
    return ids;
  }

  void ask_each(const std::string& what, const std::string& id, const Ways& was,
                const Ways& now) {
    for (const Way& before : was) {
      for (const Way& after : now) {
        if (before.name == after.name) continue;
        const ChangeKind kind{what, id, before.name, after.name};
        ask(kind,
            {bases_.older().allowed, bases_.newer().allowed, before.holds,
             after.holds},
            [&](const Witness& w) { return shows(kind, w); });
      }
    }
  }

  [[nodiscard]] bool shows(const ChangeKind& kind, const Witness& w) const {
    if (!conflicts(old_, w.answers).empty()) return false;
    if (!conflicts(new_, w.then).empty()) return false;
    if (kind.what == "exercise") {
      return exercise_for(old_, w.answers, kind.id) == kind.was &&
             exercise_for(new_, w.then, kind.id) == kind.now;
    }
    const std::vector<ChangeKind> all =
        changes_between(verdict_of(old_, w.answers), verdict_of(new_, w.then));
    return std::find(all.begin(), all.end(), kind) != all.end();
  }

  /// Answers that one base takes and the other calls contradictory.
  void ask_answers() {
    const Literal was = bases_.older().allowed;
    const Literal now = bases_.newer().allowed;
    const auto accepted = [](const KnowledgeBase& kb, const Answers& answers) {
      return conflicts(kb, answers).empty();
    };
    ask({"answers", "", "accepted", "refused"}, {was, -now},
        [&](const Witness& w) {
          return accepted(old_, w.answers) && !accepted(new_, w.then);
        });
    ask({"answers", "", "refused", "accepted"}, {-was, now},
        [&](const Witness& w) {
          return !accepted(old_, w.answers) && accepted(new_, w.then);
        });
  }

  void ask_exercises(const Reading& was, const Reading& now) {
    const prove::Eligibility before(old_, bases_.gates(), bases_.older());
    const prove::Eligibility after(new_, bases_.gates(), bases_.newer());
    for (std::size_t o = 0; o < old_.exercises.size(); ++o) {
      const std::string& id = old_.exercises[o].id;
      const auto it =
          std::find_if(new_.exercises.begin(), new_.exercises.end(),
                       [&](const Exercise& e) { return e.id == id; });
      if (it == new_.exercises.end()) continue;
      const auto n = static_cast<ExerciseIndex>(it - new_.exercises.begin());
      ask_each(
          "exercise", id,
          was.exercise(before.exactly_eligible(static_cast<ExerciseIndex>(o))),
          now.exercise(after.exactly_eligible(n)));
    }
  }

  void ask(const ChangeKind& kind, const std::vector<Literal>& all,
           const prove::Really& really) {
    const Literal together = bases_.gates().all(all);
    if (together == bases_.gates().no()) return;
    prove::Found found = bases_.find({together}, really);
    if (found.unsure) {
      found_.unsettled.push_back(kind);
      return;
    }
    if (!found.exists) return;
    ShownChange change = shown(kind, *found.witness);
    if (!change.diary.empty()) {
      // Who reads it can try it out, if no diary is needed.
      std::vector<Literal> without = bases_.no_diary();
      without.push_back(together);
      found = bases_.find(without, really);
      if (found.exists) change = shown(kind, *found.witness);
    }
    found_.changes.push_back(std::move(change));
  }

  [[nodiscard]] ShownChange shown(const ChangeKind& kind,
                                  const Witness& w) const {
    return shown_change(kind, old_, w.answers, new_, w.then);
  }

  const KnowledgeBase& old_;
  const KnowledgeBase& new_;
  prove::TwoBases bases_;
  ProvedDifference found_;
};

}  // namespace

ProvedDifference prove_difference(const KnowledgeBase& older,
                                  const KnowledgeBase& newer) {
  return Asking(older, newer).run();
}

}  // namespace backcoach::authoring
