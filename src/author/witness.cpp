#include "witness.hpp"

#include "aim.hpp"
#include "answer_list.hpp"
#include "telling_answers.hpp"

namespace backcoach::authoring {
namespace {

bool sane(const KnowledgeBase& kb, const Written& written,
          const Answers& answers) {
  if (written.decides == Decides::conflict) return true;
  return conflicts(kb, with_implied(kb, answers)).empty();
}

}  // namespace

WitnessFinder::WitnessFinder(const KnowledgeBase& original)
    : original_(&original),
      written_(written_conditions(const_cast<KnowledgeBase&>(original))),
      values_(telling_answers(original)) {}

WitnessFinder::Pair WitnessFinder::see(const KnowledgeBase& now,
                                       const std::vector<Written>& written_now,
                                       const Mutant& mutant,
                                       const Answers& answers) {
  engine::Evaluation truth(*original_, engine::Grading::worst_case);
  truth.decide(with_implied(*original_, answers));
  Pair pair;
  pair.before = look_at(*original_, truth, target(written_[mutant.written]));
  engine::Evaluation changed(now, engine::Grading::worst_case);
  changed.decide(with_implied(now, answers));
  pair.after = look_at(now, changed, target(written_now[mutant.written]));
  return pair;
}

bool WitnessFinder::differs(const Pair& pair, bool decided) const {
  if (pair.before == pair.after) return false;
  return !decided || pair.before.held != Truth::unknown;
}

bool WitnessFinder::tells(const KnowledgeBase& now,
                          const std::vector<Written>& written_now,
                          const Mutant& mutant, const SparseAnswers& answers,
                          bool outcome_only) {
  close_ = outcome_only;
  return differs(see(now, written_now, mutant, dense(*original_, answers)),
                 false);
}

Target WitnessFinder::target(const Written& written) const {
  return close_ ? close_target_of(written) : target_of(written);
}

void WitnessFinder::minimise(const KnowledgeBase& now,
                             const std::vector<Written>& written_now,
                             const Mutant& mutant, Answers& answers,
                             bool decided) {
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto finding = static_cast<FindingIndex>(i);
    if (!answers.answered(finding)) continue;
    const Answer kept = answers[finding];
    answers.clear(finding);
    if (!differs(see(now, written_now, mutant, answers), decided)) {
      answers.set(finding, kept);
    }
  }
}

Search WitnessFinder::find(const KnowledgeBase& now,
                           const std::vector<Written>& written_now,
                           const Mutant& mutant) {
  close_ = false;
  Search whole = search(now, written_now, mutant);
  const Written& written = written_[mutant.written];
  // Another outcome of the rule may hide the change; what the person reads
  // and which exercises are offered can still hang on it.
  const bool may_be_hidden = written.decides == Decides::outcome &&
                             mutant.at != nullptr && !whole.answers;
  if (!may_be_hidden) return whole;
  close_ = true;
  Search alone = search(now, written_now, mutant);
  alone.outcome_only = true;
  return alone.answers || alone.combinations > 0 ? alone : Search{};
}

Search WitnessFinder::search(const KnowledgeBase& now,
                             const std::vector<Written>& written_now,
                             const Mutant& mutant) {
  constexpr int kTries = 600;
  Dice dice(mutant.written * 131 + mutant.part + 1);
  const Written& written = written_[mutant.written];
  std::optional<Answers> open;
  for (int n = 0; n < kTries; ++n) {
    Answers answers =
        aimed_answers(*original_, values_, written, mutant, close_, dice);
    const Pair pair = see(now, written_now, mutant, answers);
    if (!differs(pair, false)) continue;
    if (!sane(*original_, written, answers)) continue;
    if (differs(pair, true)) {
      minimise(now, written_now, mutant, answers, true);
      return {sparse(answers)};
    }
    if (!open) open = answers;
  }
  if (!open) open = beside_examples(now, written_now, mutant, dice);
  if (open) {
    minimise(now, written_now, mutant, *open, false);
    return {sparse(*open)};
  }
  return exhaust(now, written_now, mutant);
}

std::optional<Answers> WitnessFinder::beside_examples(
    const KnowledgeBase& now, const std::vector<Written>& written_now,
    const Mutant& mutant, Dice& dice) {
  constexpr int kTries = 3000;
  const Written& written = written_[mutant.written];
  if (written.decides != Decides::outcome) return std::nullopt;
  const std::vector<Example>& examples =
      original_->rules[written.owner].examples;
  std::vector<bool> marks(original_->findings.size());
  findings_in(*original_, *written.when, marks);
  std::vector<FindingIndex> about;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (marks[i]) about.push_back(static_cast<FindingIndex>(i));
  }
  if (examples.empty() || about.empty()) return std::nullopt;
  for (int n = 0; n < kTries; ++n) {
    Answers answers =
        dense(*original_, examples[dice.below(examples.size())].answers);
    for (std::size_t changes = 1 + dice.below(3); changes > 0; --changes) {
      const FindingIndex finding = about[dice.below(about.size())];
      const std::size_t value = dice.below(values_[finding].size() + 1);
      if (value == values_[finding].size()) {
        answers.clear(finding);
      } else {
        answers.set(finding, values_[finding][value]);
      }
    }
    if (differs(see(now, written_now, mutant, answers), false) &&
        sane(*original_, written, answers)) {
      return answers;
    }
  }
  return std::nullopt;
}

Search WitnessFinder::exhaust(const KnowledgeBase& now,
                              const std::vector<Written>& written_now,
                              const Mutant& mutant) {
  constexpr std::size_t kMost = 30000;
  const Written& written = written_[mutant.written];
  std::vector<bool> marks(original_->findings.size());
  if (written.decides == Decides::outcome && !close_) {
    for (const Outcome& outcome : original_->rules[written.owner].outcomes) {
      findings_in(*original_, outcome.when, marks);
    }
  } else {
    findings_in(*original_, *written.when, marks);
  }
  std::vector<FindingIndex> about;
  std::size_t combinations = 1;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (!marks[i]) continue;
    about.push_back(static_cast<FindingIndex>(i));
    combinations *= values_[i].size() + 1;
    if (combinations > kMost) return {};
  }
  Answers answers(original_->findings.size());
  for (std::size_t n = 0; n < combinations; ++n) {
    std::size_t rest = n;
    for (const FindingIndex finding : about) {
      const std::size_t choice = rest % (values_[finding].size() + 1);
      rest /= values_[finding].size() + 1;
      if (choice == 0) {
        answers.clear(finding);
      } else {
        answers.set(finding, values_[finding][choice - 1]);
      }
    }
    if (!differs(see(now, written_now, mutant, answers), false)) continue;
    if (!sane(*original_, written, answers)) continue;
    minimise(now, written_now, mutant, answers, false);
    return {sparse(answers)};
  }
  return {std::nullopt, combinations};
}

}  // namespace backcoach::authoring
