#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <string>

#include "prover.hpp"
#include "report.hpp"
#include "samples.hpp"

namespace backcoach::prove {

struct Explored;

/// What several properties are shown by: made when one first asks for it.
class Shared {
 public:
  explicit Shared(const KnowledgeBase& base) : kb(base) {}

  [[nodiscard]] const Samples& samples();
  /// Everything that days lead to (course_properties.cpp).
  [[nodiscard]] const Explored& explored();

  const KnowledgeBase& kb;

 private:
  std::once_flag sampled_;
  std::once_flag walked_;
  std::optional<Samples> samples_;
  std::shared_ptr<const Explored> explored_;
};

/// One property while it is being checked.
class Run {
 public:
  Run(Shared& shared, PropertyReport& report);

  /// Made when first asked for. Each property starts afresh: what one adds
  /// would slow the next.
  [[nodiscard]] Prover& prover();
  /// As `prover`, without what was added so far.
  void start_afresh();
  [[nodiscard]] const KnowledgeBase& kb() const { return shared_.kb; }
  [[nodiscard]] std::size_t queries() const;

  [[nodiscard]] const Samples& samples() { return shared_.samples(); }
  [[nodiscard]] const Explored& explored() { return shared_.explored(); }

  /// Whether the data excepts `about` from this property.
  [[nodiscard]] bool excepted(std::string_view about) const;
  /// Keeps what was found about one subject: a failure, an exception that is
  /// used, or an exception that is not needed.
  void subject(const std::string& about, const Found& found, Failure failure);
  /// As `subject`, where no answers are behind it.
  void subject(const std::string& about, bool broken, Failure failure);

  /// Adds a sentence on what was measured.
  void note(std::string words);

  /// The first failures are shown with the smallest answers; of more, answers
  /// would only repeat it and take long to make small.
  [[nodiscard]] bool wants_answers() const;

  /// Ids of exceptions that were asked for.
  [[nodiscard]] const std::set<std::string>& met() const { return met_; }

 private:
  void record(const std::string& about, Failure failure);
  void not_needed(const std::string& about);

  Shared& shared_;
  PropertyReport& report_;
  std::optional<Prover> prover_;
  std::size_t earlier_queries_ = 0;
  std::map<std::string, std::string, std::less<>> exceptions_;
  std::set<std::string> met_;
};

/// One line of the table of properties.
struct Property {
  std::string_view name;
  std::string_view claim;
  void (*check)(Run&);
};

[[nodiscard]] std::span<const Property> properties();

/// Checks the properties named in `only`, or all when it is empty, on as many
/// processors as there are.
/// \param clock milliseconds of the thread that calls it; for the report alone
/// \param until_broken  one after another, and the first that does not hold is
///                      the last one.
[[nodiscard]] ProofReport prove(const KnowledgeBase& kb,
                                const std::vector<std::string>& only,
                                const std::function<double()>& clock,
                                bool until_broken = false);

/// \name The checks, by what they are about
/// @{
void one_decision(Run& run);
void red_flag_stops_plan(Run& run);
void every_rule_can_fire(Run& run);
void no_rule_hidden(Run& run);
void equal_rank_agrees(Run& run);
void watch_for_and_review(Run& run);
void danger_never_lowers(Run& run);
void silence_never_reassures(Run& run);
void decided_means_decided(Run& run);
void doubt_never_more_than_yes(Run& run);
void every_question_matters(Run& run);
void asks_only_what_matters(Run& run);
void no_avoided_exercise(Run& run);
void rest_within_cap(Run& run);
void good_days_lead_on(Run& run);
void one_bad_day_costs_one_day(Run& run);
void so_so_days_hold(Run& run);
void never_below_the_card(Run& run);
void never_above_the_caps(Run& run);
void first_aid_passes_no_block(Run& run);
void every_adaptation_acts(Run& run);
void no_adaptation_passes_a_block(Run& run);
void every_plan_question_matters(Run& run);
void every_card_is_planned(Run& run);
/// @}

/// Urgencies above self-care, lowest first.
inline constexpr std::array kAboveSelfCare = {
    Urgency::routine, Urgency::soon, Urgency::same_day, Urgency::emergency};

/// "This urgency or a higher one holds."
[[nodiscard]] inline Literal at_least(const NetworkCopy& person, Urgency u) {
  return person.decision.at_least[static_cast<std::size_t>(u)];
}

/// Marks what the nodes marked in `nodes` are made of.
void add_below(const Network& net, std::vector<bool>& nodes);

/// The truth of every node as the engine finds it.
[[nodiscard]] engine::Evaluation on_engine(const KnowledgeBase& kb,
                                           Answers answers);
/// Of one of them.
[[nodiscard]] inline Truth truth_on_engine(const KnowledgeBase& kb,
                                           const Answers& answers,
                                           NodeIndex node) {
  return on_engine(kb, answers)[node];
}

}  // namespace backcoach::prove
