#include "mutate.hpp"

#include <algorithm>

#include "../prove/properties.hpp"
#include "../rules/compile.hpp"
#include "bench.hpp"
#include "properties.hpp"
#include "witness.hpp"

namespace backcoach::authoring {
namespace {

/// The part of an id that a person types: "press_up" of "exercise press_up".
bool is_called(const Written& written, const std::string& name) {
  if (written.id == name) return true;
  const std::size_t space = written.id.rfind(' ');
  return space != std::string::npos && written.id.substr(space + 1) == name;
}

class Run {
 public:
  Run(const KnowledgeBase& kb, const Cases& cases,
      const MutationOptions& options)
      : original_(kb),
        work_(kb),
        cases_(cases),
        options_(options),
        bench_(original_, cases),
        finder_(original_),
        written_(written_conditions(work_)),
        used_(cases.harmless.size()) {
    for (const Property& property : properties()) {
      holds_.push_back(property.broken_by(original_).empty());
    }
  }

  MutationReport run() {
    for (std::size_t w = 0; w < written_.size(); ++w) {
      if (!options_.only.empty() && !is_called(written_[w], options_.only)) {
        continue;
      }
      suggested_.clear();
      for (Mutant& mutant : mutants_of(work_, written_[w], w)) try_one(mutant);
    }
    for (std::size_t i = 0; i < used_.size(); ++i) {
      if (!used_[i] && options_.only.empty()) {
        report_.unused.push_back(cases_.harmless[i]);
      }
    }
    return std::move(report_);
  }

 private:
  Tally& tally(Fault fault) {
    for (auto& [kind, tally] : report_.faults) {
      if (kind == fault) return tally;
    }
    return report_.faults.emplace_back(fault, Tally{}).second;
  }

  void try_one(Mutant& mutant) {
    const Written& written = written_[mutant.written];
    Tally& count = tally(mutant.fault);
    ++count.made;
    const Applied applied(work_, written, mutant);
    engine::compile(work_);
    if (noticed(mutant)) {
      ++count.noticed;
      return;
    }
    Survivor survivor{mutant.fault,
                      written.id,
                      written.file,
                      written.path,
                      mutant.pointer,
                      mutant.change,
                      std::nullopt,
                      "",
                      Truth::unknown,
                      std::nullopt,
                      reason_in_data(written, mutant)};
    if (survivor.why_harmless.empty() && options_.explain) {
      explain(mutant, survivor);
    }
    // What no answers can tell breaks no property either.
    if (survivor.why_harmless.empty() && broken_by_proof()) {
      ++report_.by_proofs;
      ++count.noticed;
      return;
    }
    if (!survivor.why_harmless.empty()) ++count.harmless;
    report_.survivors.push_back(std::move(survivor));
  }

  bool noticed(const Mutant& mutant) {
    const Written& written = written_[mutant.written];
    const bool fresh = written.decides == Decides::fact ||
                       written.decides == Decides::implication;
    engine::Evaluation truth(work_, engine::Grading::worst_case);
    if (mutant.fault != Fault::plan &&
        bench_.first_failing(work_, truth, target_of(written), fresh)) {
      ++report_.by_examples;
      return true;
    }
    // How a day is put together decides nothing about a case.
    if (written.decides == Decides::gate) return false;
    if (bench_.first_failing_case(work_)) {
      ++report_.by_cases;
      return true;
    }
    for (std::size_t p = 0; p < properties().size(); ++p) {
      if (holds_[p] && !properties()[p].broken_by(work_).empty()) {
        ++report_.by_properties;
        return true;
      }
    }
    return false;
  }

  /// Whether a property that is proved of the base as it is breaks now.
  bool broken_by_proof() {
    if (proofs_ == kMostProved) {
      ++report_.not_proved;
      return false;
    }
    ++proofs_;
    const auto no_clock = [] { return 0.0; };
    if (!proved_) {
      proved_.emplace();
      for (const prove::PropertyReport& one :
           prove::prove(original_, {}, no_clock).properties) {
        // What asks the solver nothing explores days; a change of a condition
        // of a decision is none of its business.
        const bool asked = one.queries > 0;
        const bool held = one.verdict == prove::Verdict::held;
        if (asked && held) proved_->emplace_back(one.name);
      }
    }
    if (proved_->empty()) return false;
    const prove::ProofReport now =
        prove::prove(work_, *proved_, no_clock, /*until_broken=*/true);
    return std::any_of(now.properties.begin(), now.properties.end(),
                       [](const prove::PropertyReport& one) {
                         return one.verdict == prove::Verdict::failed;
                       });
  }

  std::string reason_in_data(const Written& written, const Mutant& mutant) {
    for (std::size_t i = 0; i < cases_.harmless.size(); ++i) {
      const HarmlessChange& one = cases_.harmless[i];
      if (one.of != written.path || one.at != mutant.pointer ||
          one.change != mutant.change) {
        continue;
      }
      used_[i] = true;
      return one.why;
    }
    return "";
  }

  /// A reason when both bounds let the same answers in.
  std::string same_in_range(const Mutant& mutant) const {
    if (!mutant.at) return "";
    const auto* now = std::get_if<Compare>(&mutant.at->is);
    const auto* was = std::get_if<Compare>(&mutant.replacement.is);
    if (!now || !was || now->number.kind != Number::Kind::finding) return "";
    const Finding& about = original_.findings[now->number.finding];
    const auto takes_all = [&](const Compare& c) {
      return (c.low < about.min || (c.low == about.min && !c.low_open)) &&
             (c.high > about.max || (c.high == about.max && !c.high_open));
    };
    if (!takes_all(*now) || !takes_all(*was)) return "";
    return "both let in every value of " + about.id +
           ": it asks only whether that is known";
  }

  void explain(const Mutant& mutant, Survivor& survivor) {
    if (mutant.fault == Fault::plan) return;
    survivor.why_harmless = same_in_range(mutant);
    if (!survivor.why_harmless.empty()) return;
    // One example often notices several changes of the same rule.
    for (const auto& [known, outcome_only] : suggested_) {
      if (outcome_only && mutant.at == nullptr) continue;
      if (finder_.tells(work_, written_, mutant, dense(original_, known),
                        outcome_only)) {
        suggest(mutant, survivor, known, outcome_only);
        return;
      }
    }
    const Search search = finder_.find(work_, written_, mutant);
    if (search.answers) {
      suggest(mutant, survivor, *search.answers, search.outcome_only);
      suggested_.emplace_back(*search.answers, search.outcome_only);
    } else if (search.nobody) {
      survivor.why_harmless =
          "no answers tell it from the original: that is proved";
    }
  }

  void suggest(const Mutant& mutant, Survivor& survivor,
               const SparseAnswers& answers, bool outcome_only) {
    engine::Evaluation truth(original_, engine::Grading::worst_case);
    truth.decide(with_implied(original_, dense(original_, answers)));
    const Written& written = finder_.written()[mutant.written];
    const Seen seen =
        look_at(original_, truth,
                outcome_only ? close_target_of(written) : target_of(written));
    if (outcome_only) {
      survivor.at = "/outcomes/" + std::to_string(written.part);
    }
    survivor.telling = answers;
    survivor.holds = seen.held;
    if (written.decides == Decides::outcome && !outcome_only &&
        seen.held == Truth::yes) {
      survivor.urgency = seen.urgency;
    }
  }

  const KnowledgeBase& original_;
  KnowledgeBase work_;
  const Cases& cases_;
  const MutationOptions& options_;
  Bench bench_;
  WitnessFinder finder_;
  std::vector<Written> written_;
  std::vector<bool> used_;
  std::vector<bool> holds_;  ///< which properties the base keeps unchanged
  /// Names of the properties that are proved of the base unchanged; found out
  /// when first needed.
  std::optional<std::vector<std::string>> proved_;
  std::size_t proofs_ = 0;
  std::vector<std::pair<SparseAnswers, bool>> suggested_;
  MutationReport report_;
};

}  // namespace

Tally MutationReport::all() const {
  Tally sum;
  for (const auto& [fault, tally] : faults) {
    sum.made += tally.made;
    sum.noticed += tally.noticed;
    sum.harmless += tally.harmless;
  }
  return sum;
}

MutationReport mutate(const KnowledgeBase& kb, const Cases& cases,
                      const MutationOptions& options) {
  return Run(kb, cases, options).run();
}

bool has_conditions(const KnowledgeBase& kb, const std::string& only) {
  // Nothing is changed through these pointers.
  for (const Written& written :
       written_conditions(const_cast<KnowledgeBase&>(kb))) {
    if (is_called(written, only)) return true;
  }
  return false;
}

}  // namespace backcoach::authoring
