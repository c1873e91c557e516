#include "properties.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "../rules/reading.hpp"

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

const Samples& Shared::samples() {
  std::call_once(sampled_, [&] { samples_.emplace(kb); });
  return *samples_;
}

Run::Run(Shared& shared, PropertyReport& report)
    : shared_(shared), report_(report) {
  for (const ProofException& exception : kb().proof_exceptions) {
    if (exception.property != report.name) continue;
    for (const std::string& about : exception.about) {
      exceptions_.emplace(about, exception.because);
    }
  }
}

Prover& Run::prover() {
  if (!prover_) prover_.emplace(kb());
  return *prover_;
}

void Run::start_afresh() {
  earlier_queries_ = queries();
  prover_.reset();
}

std::size_t Run::queries() const {
  return earlier_queries_ + (prover_ ? prover_->queries() : 0);
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
  std::vector<const Property*> wanted;
  for (const Property& property : kProperties) {
    const bool asked = only.empty() || std::find(only.begin(), only.end(),
                                                 property.name) != only.end();
    if (asked) wanted.push_back(&property);
  }
  Shared shared(kb);
  std::vector<ProofReport> parts(wanted.size());
  const auto check = [&](std::size_t i) {
    PropertyReport& entry = parts[i].properties.emplace_back();
    entry.name = wanted[i]->name;
    entry.claim = wanted[i]->claim;
    const double begin = clock();
    Run run(shared, entry);
    wanted[i]->check(run);
    entry.queries = run.queries();
    check_exceptions(kb, &run, entry.name, parts[i]);
    entry.milliseconds = clock() - begin;
  };
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < wanted.size(); i = next++) check(i);
  };
  const std::size_t others = std::min<std::size_t>(
      wanted.size(), std::max(1U, std::thread::hardware_concurrency()));
  if (!until_broken) {
    std::vector<std::jthread> threads;
    for (std::size_t t = 1; t < others; ++t) threads.emplace_back(work);
    work();
  }
  ProofReport report;
  check_exceptions(kb, nullptr, {}, report);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (until_broken) check(i);
    report.properties.push_back(std::move(parts[i].properties.front()));
    report.bad_exceptions.insert(report.bad_exceptions.end(),
                                 parts[i].bad_exceptions.begin(),
                                 parts[i].bad_exceptions.end());
    if (until_broken && !report.holds()) break;
  }
  return report;
}

void add_below(const Network& net, std::vector<bool>& nodes) {
  // Parents stand behind their children.
  for (std::size_t n = net.nodes.size(); n-- > 0;) {
    const Node& node = net.nodes[n];
    if (!nodes[n] || engine::is_leaf(node)) continue;
    for (std::uint32_t i = 0; i < node.count; ++i) {
      nodes[net.children[node.first + i]] = true;
    }
  }
}

engine::Evaluation on_engine(const KnowledgeBase& kb, Answers answers) {
  engine::Evaluation truth(kb, engine::Grading::worst_case);
  truth.decide(answers);
  engine::complete(kb, answers, truth);
  return truth;
}

}  // namespace backcoach::prove
