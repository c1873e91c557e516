#include "properties.hpp"

#include <algorithm>

#include "backcoach/triage.hpp"

namespace backcoach::prove {
namespace {

constexpr std::array kProperties = {
    Property{"one-decision",
             "every complete set of answers has exactly one decision",
             one_decision},
    Property{"red-flag-stops-plan",
             "no danger sign ends in a plan that it forbids",
             red_flag_stops_plan},
    Property{"danger-never-lowers",
             "a danger sign, or doubt about one, never lowers urgency",
             danger_never_lowers},
    Property{"doubt-is-never-more-than-yes",
             "doubt about a danger sign is never more urgent than a yes",
             doubt_never_more_than_yes},
    Property{"every-rule-can-fire", "every rule can fire", every_rule_can_fire},
    Property{"no-rule-hidden", "no rule is always hidden by others",
             no_rule_hidden},
    Property{"equal-rank-agrees", "no two rules of equal rank disagree",
             equal_rank_agrees},
    Property{"silence-never-reassures",
             "who stops at a decision is told no less than who goes on",
             silence_never_reassures},
    Property{
        "decided-means-decided",
        "below an emergency no open answer changes urgency, focus or stage",
        decided_means_decided},
    Property{"every-question-matters", "every question can matter to someone",
             every_question_matters},
    Property{"asks-only-what-matters",
             "nothing is asked for that can matter to nobody",
             asks_only_what_matters},
    Property{"no-avoided-exercise",
             "no exercise may be done whose `avoid` can hold",
             no_avoided_exercise},
    Property{"rest-within-cap", "rest never exceeds its cap", rest_within_cap},
    Property{"good-days-lead-on",
             "good days lead to the longest walk and the last stage (explored)",
             good_days_lead_on},
    Property{"one-bad-day-costs-one-day",
             "a good day after a bad one brings everything back (explored)",
             one_bad_day_costs_one_day},
    Property{
        "so-so-days-hold",
        "in long-lasting pain a settled so-so day takes nothing (explored)",
        so_so_days_hold},
    Property{"never-below-the-card",
             "no dose is below the least of its card (explored)",
             never_below_the_card},
    Property{"never-above-the-caps",
             "no dose is above the most of its card or of a day (explored)",
             never_above_the_caps},
    Property{"first-aid-passes-no-block",
             "no test of a direction, and no movement found by one, passes a "
             "block (explored)",
             first_aid_passes_no_block},
    Property{"every-adaptation-acts",
             "every adaptation changes the day of somebody",
             every_adaptation_acts},
    Property{"no-adaptation-passes-a-block",
             "no adaptation brings what the answers close, whoever it is",
             no_adaptation_passes_a_block},
    Property{"every-plan-question-matters",
             "every answer that only the plan asks for changes a day",
             every_plan_question_matters},
    Property{"every-card-is-planned",
             "every card is planned for somebody, or marked on_request",
             every_card_is_planned},
    Property{"watch-for-and-review",
             "every decision has signs to watch for and a review",
             watch_for_and_review},
};

/// Exceptions that name no property, or nothing that the property is about.
void check_exceptions(const KnowledgeBase& kb, const Run* run,
                      std::string_view property, ProofReport& report) {
  for (const ProofException& exception : kb.proof_exceptions) {
    if (run && exception.property != property) continue;
    // What `rules cliffs` knows is no property.
    if (exception.property == "cliffs") continue;
    if (!run) {
      const bool known = std::any_of(
          kProperties.begin(), kProperties.end(),
          [&](const Property& one) { return one.name == exception.property; });
      if (!known) {
        report.bad_exceptions.push_back("there is no property \"" +
                                        exception.property + "\"");
      }
      continue;
    }
    for (const std::string& about : exception.about) {
      if (run->met().contains(about)) continue;
      report.bad_exceptions.push_back("\"" + exception.property +
                                      "\" is not about \"" + about + "\"");
    }
  }
}

}  // namespace

Run::Run(Prover& prover, PropertyReport& report,
         std::optional<Samples>& samples)
    : prover_(prover), report_(report), samples_(samples) {
  for (const ProofException& exception : prover.kb().proof_exceptions) {
    if (exception.property != report.name) continue;
    for (const std::string& about : exception.about) {
      exceptions_.emplace(about, exception.because);
    }
  }
}

const Samples& Run::samples() {
  if (!samples_) samples_.emplace(prover_.kb());
  return *samples_;
}

bool Run::excepted(std::string_view about) const {
  return exceptions_.find(about) != exceptions_.end();
}

bool Run::wants_answers() const {
  constexpr std::size_t kMostShown = 3;
  return report_.failures.size() < kMostShown;
}

void Run::record(const std::string& about, Failure failure) {
  failure.about = about;
  if (const auto it = exceptions_.find(about); it != exceptions_.end()) {
    report_.excepted.push_back({about, it->second});
    return;
  }
  report_.failures.push_back(std::move(failure));
  report_.verdict = Verdict::failed;
}

void Run::note(std::string words) { report_.notes.push_back(std::move(words)); }

void Run::not_needed(const std::string& about) {
  if (!excepted(about)) return;
  Failure failure;
  failure.about = about;
  failure.says = "The exception for this is not needed. Take it out.";
  report_.failures.push_back(std::move(failure));
  report_.verdict = Verdict::failed;
}

void Run::subject(const std::string& about, const Found& found,
                  Failure failure) {
  met_.insert(about);
  if (found.exists && !wants_answers()) {
    failure.replay = Replay::none;
    record(about, std::move(failure));
    return;
  }
  if (found.exists) {
    failure.answers = found.witness->answers;
    if (found.witness->then != found.witness->answers) {
      failure.then = found.witness->then;
    }
    record(about, std::move(failure));
    return;
  }
  if (!found.unsure) {
    not_needed(about);
    return;
  }
  failure.about = about;
  failure.says = "Not proved, and no answers were found that break it.";
  failure.replay = Replay::none;
  report_.failures.push_back(std::move(failure));
  if (report_.verdict == Verdict::held) report_.verdict = Verdict::unsure;
}

void Run::subject(const std::string& about, bool broken, Failure failure) {
  met_.insert(about);
  if (broken) {
    record(about, std::move(failure));
  } else {
    not_needed(about);
  }
}

std::span<const Property> properties() { return kProperties; }

ProofReport prove(const KnowledgeBase& kb, const std::vector<std::string>& only,
                  const std::function<double()>& clock, bool until_broken) {
  ProofReport report;
  check_exceptions(kb, nullptr, {}, report);
  std::optional<Samples> samples;
  for (const Property& property : kProperties) {
    const bool wanted = only.empty() || std::find(only.begin(), only.end(),
                                                  property.name) != only.end();
    if (!wanted) continue;
    PropertyReport entry;
    entry.name = property.name;
    entry.claim = property.claim;
    const double begin = clock();
    // Each starts afresh: what one property adds would slow the next.
    Prover prover(kb);
    Run run(prover, entry, samples);
    property.check(run);
    entry.queries = prover.queries();
    entry.milliseconds = clock() - begin;
    check_exceptions(kb, &run, property.name, report);
    report.properties.push_back(std::move(entry));
    if (until_broken && !report.holds()) break;
  }
  return report;
}

Truth truth_on_engine(const KnowledgeBase& kb, const Answers& answers,
                      NodeIndex node) {
  engine::Evaluation truth(kb, engine::Grading::worst_case);
  truth.decide(with_implied(kb, answers));
  return truth[node];
}

}  // namespace backcoach::prove
