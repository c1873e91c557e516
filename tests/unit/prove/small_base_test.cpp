// On small made-up bases every set of answers can be tried. What the solver
// says about a property has to be what trying them all says.
#include <functional>

#include "../../../src/prove/properties.hpp"
#include "../../../src/rules/compile.hpp"
#include "../../../src/rules/decide.hpp"
#include "../../support/catch.hpp"
#include "../../support/random_answers.hpp"
#include "../../support/small_base.hpp"
#include "backcoach/triage.hpp"

namespace backcoach::prove {
namespace {

using test::every_answer;
using test::Random;
using test::small_base;

/// Calls `visit` with every set of answers that keeps `from` and is allowed.
void for_all(const KnowledgeBase& kb, const Answers& from,
             const std::function<bool(FindingIndex)>& free,
             const std::function<void(const Answers&)>& visit) {
  Answers answers = from;
  const std::function<void(std::size_t)> choose = [&](std::size_t f) {
    if (f == kb.findings.size()) {
      if (conflicts(kb, answers).empty()) visit(answers);
      return;
    }
    const auto finding = static_cast<FindingIndex>(f);
    if (from.answered(finding) || !free(finding)) return choose(f + 1);
    for (const Answer& answer : every_answer(kb.findings[f])) {
      answers.set(finding, answer);
      choose(f + 1);
    }
    answers.clear(finding);
  };
  choose(0);
}

void for_everybody(const KnowledgeBase& kb,
                   const std::function<void(const Answers&)>& visit) {
  for_all(
      kb, Answers(kb.findings.size()), [](FindingIndex) { return true; },
      visit);
}

Verdict verdict(const KnowledgeBase& kb, const std::string& property) {
  const ProofReport report = prove(kb, {property}, [] { return 0.0; });
  REQUIRE(report.properties.size() == 1);
  return report.properties[0].verdict;
}

void compare(const KnowledgeBase& kb, const std::string& property, bool broken,
             int (&tally)[2]) {
  INFO(property);
  CHECK(verdict(kb, property) == (broken ? Verdict::failed : Verdict::held));
  ++tally[broken ? 1 : 0];
}

bool undecided_when_complete(const KnowledgeBase& kb) {
  bool broken = false;
  for_everybody(kb, [&](const Answers& answers) {
    const Answers all = with_implied(kb, answers);
    for (std::size_t f = 0; f < kb.findings.size(); ++f) {
      if (!all.answered(static_cast<FindingIndex>(f))) return;
    }
    broken = broken || triage(kb, answers).status == Status::needs_answers;
  });
  return broken;
}

bool plan_in_spite_of_flag(const KnowledgeBase& kb) {
  bool broken = false;
  for_everybody(kb, [&](const Answers& answers) {
    const Decision decision = triage(kb, answers);
    if (!decision.plan_permission()) return;
    for (const Reason& reason : decision.because) {
      broken = broken || reason.urgency >= Urgency::soon;
    }
    for (const OutcomeNode& node : kb.network.outcomes) {
      broken =
          broken || (node.plan_forbidden &&
                     truth_on_engine(kb, answers, node.node) == Truth::yes);
    }
  });
  return broken;
}

bool some_never_fires(const KnowledgeBase& kb) {
  std::vector<bool> fires(kb.network.nodes.size());
  for_everybody(kb, [&](const Answers& answers) {
    engine::Evaluation truth(kb, engine::Grading::worst_case);
    truth.decide(with_implied(kb, answers));
    for (std::size_t n = 0; n < fires.size(); ++n) {
      if (truth[static_cast<NodeIndex>(n)] == Truth::yes) fires[n] = true;
    }
  });
  bool broken = false;
  for (const OutcomeNode& node : kb.network.outcomes) {
    broken = broken || !fires[node.node];
  }
  for (const NodeIndex row : kb.network.rows) broken = broken || !fires[row];
  return broken;
}

bool some_never_leads(const KnowledgeBase& kb) {
  std::vector<bool> leads(kb.network.outcomes.size());
  std::vector<bool> rows(kb.rows.size());
  for_everybody(kb, [&](const Answers& answers) {
    engine::Evaluation truth(kb, engine::Grading::worst_case);
    truth.decide(with_implied(kb, answers));
    const Decision decision = triage(kb, answers);
    for (std::size_t o = 0; o < leads.size(); ++o) {
      const OutcomeNode& node = kb.network.outcomes[o];
      if (truth[node.node] == Truth::yes && node.urgency == decision.urgency) {
        leads[o] = true;
      }
    }
    if (decision.plan_permission()) rows[*decision.row] = true;
  });
  return std::count(leads.begin(), leads.end(), false) > 0 ||
         std::count(rows.begin(), rows.end(), false) > 0;
}

/// The yes-or-no findings that the property is about, told again here: those
/// with a sign outside an odd number of `none_of`, above self-care.
void mark_signs(const Condition& condition, bool negated,
                std::vector<bool>& out) {
  const auto each = [&](const std::vector<Condition>& parts, bool under) {
    for (const Condition& part : parts) mark_signs(part, under, out);
  };
  if (const auto* sign = std::get_if<Sign>(&condition.is)) {
    if (!negated) out[sign->finding] = true;
  } else if (const auto* plain = std::get_if<Plainly>(&condition.is)) {
    const bool yes = plain->answer == YesNo::yes;
    if (!negated && yes) out[plain->finding] = true;
  } else if (const auto* all = std::get_if<AllOf>(&condition.is)) {
    each(all->parts, negated);
  } else if (const auto* any = std::get_if<AnyOf>(&condition.is)) {
    each(any->parts, negated);
  } else if (const auto* none = std::get_if<NoneOf>(&condition.is)) {
    each(none->parts, !negated);
  } else if (const auto* some = std::get_if<AtLeast>(&condition.is)) {
    each(some->parts, negated);
  }
}

/// Whether urgency falls for anybody when a sign goes from an answer of `from`
/// to one of `to`.
bool falls(const KnowledgeBase& kb, const std::vector<YesNo>& from,
           const std::vector<YesNo>& to) {
  std::vector<bool> danger(kb.findings.size());
  for (const Rule& rule : kb.rules) {
    for (const Outcome& outcome : rule.outcomes) {
      if (outcome.urgency > Urgency::self_care) {
        mark_signs(outcome.when, false, danger);
      }
    }
  }
  // Of an answer that grades and counts as no when left out, a yes is good.
  for (std::size_t f = 0; f < danger.size(); ++f) {
    const Finding& about = kb.findings[f];
    const bool good = about.grading && about.when_absent == Answer(YesNo::no);
    danger[f] = danger[f] && !good;
  }
  bool broken = false;
  for_everybody(kb, [&](const Answers& before) {
    for (std::size_t f = 0; f < danger.size(); ++f) {
      const auto finding = static_cast<FindingIndex>(f);
      if (!danger[f]) continue;
      for (const YesNo was : from) {
        if (before[finding] != Answer(was)) continue;
        for (const YesNo value : to) {
          Answers after = before;
          after.set(finding, value);
          if (!conflicts(kb, after).empty()) continue;
          const Decision decision = triage(kb, after);
          broken = broken || (decision.status == Status::decided &&
                              decision.urgency < triage(kb, before).urgency);
        }
      }
    }
  });
  return broken;
}

bool danger_lowers(const KnowledgeBase& kb) {
  return falls(kb, {YesNo::no},
               {YesNo::yes, YesNo::not_sure, YesNo::prefer_not_to_say});
}

bool doubt_is_more(const KnowledgeBase& kb) {
  return falls(kb, {YesNo::not_sure, YesNo::prefer_not_to_say}, {YesNo::yes});
}

/// How a decision, made early, may differ from the one with more answers.
struct Later {
  bool worse = false;
  bool other = false;  ///< below an emergency
};

Later later_decisions(const KnowledgeBase& kb) {
  Later seen;
  for_everybody(kb, [&](const Answers& answers) {
    const Decision early = triage(kb, answers);
    if (early.status != Status::decided) return;
    for_all(
        kb, with_implied(kb, answers), [](FindingIndex) { return true; },
        [&](const Answers& more) {
          const Decision late = triage(kb, more);
          engine::Evaluation truth(kb, engine::Grading::worst_case);
          truth.decide(with_implied(kb, more));
          const bool plan = engine::decide(kb, truth).plan_allowed;
          seen.worse = seen.worse || late.urgency > early.urgency ||
                       (early.plan_permission() && !plan);
          const bool same = late.status == Status::decided &&
                            late.urgency == early.urgency &&
                            late.plan_allowed == early.plan_allowed &&
                            late.stage == early.stage;
          seen.other =
              seen.other || (early.urgency != Urgency::emergency && !same);
        });
  });
  return seen;
}

/// The findings of a base told later: what stands for them is then no floor.
void ask_later(KnowledgeBase& base) {
  for (Finding& finding : base.findings) {
    finding.asked_later = finding.grading;
  }
  engine::compile(base);
}

TEST_CASE("the solver says what trying all answers says", "[prove]") {
  Random random(60);
  int decision[2] = {};
  int flag[2] = {};
  int fires[2] = {};
  int leads[2] = {};
  int danger[2] = {};
  int doubt[2] = {};
  for (int n = 0; n < 60; ++n) {
    const KnowledgeBase kb = small_base(random);
    INFO("base " << n);
    compare(kb, "one-decision", undecided_when_complete(kb), decision);
    compare(kb, "red-flag-stops-plan", plan_in_spite_of_flag(kb), flag);
    compare(kb, "every-rule-can-fire", some_never_fires(kb), fires);
    compare(kb, "no-rule-hidden", some_never_leads(kb), leads);
    compare(kb, "danger-never-lowers", danger_lowers(kb), danger);
    compare(kb, "doubt-is-never-more-than-yes", doubt_is_more(kb), doubt);
  }
  // Both ways have to come up, or nothing was compared.
  for (const auto& tally : {decision, flag, fires, leads, danger, doubt}) {
    CHECK(tally[0] > 0);
    CHECK(tally[1] > 0);
  }
}

TEST_CASE("silence: the solver says what trying all answers says", "[prove]") {
  Random random(61);
  int silence[2] = {};
  int decided[2] = {};
  for (int n = 0; n < 24; ++n) {
    KnowledgeBase kb = small_base(random);
    // Every other base asks for its grade later, and can be wrong so.
    if (n % 2 == 1) ask_later(kb);
    INFO("base " << n);
    const Later seen = later_decisions(kb);
    compare(kb, "silence-never-reassures", seen.worse, silence);
    compare(kb, "decided-means-decided", seen.other, decided);
    if (n % 2 == 0) CHECK_FALSE((seen.worse || seen.other));
  }
  for (const auto& tally : {silence, decided}) {
    CHECK(tally[0] > 0);
    CHECK(tally[1] > 0);
  }
}

}  // namespace
}  // namespace backcoach::prove
