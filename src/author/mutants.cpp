#include "mutants.hpp"

#include <cmath>
#include <type_traits>

#include "../rules/compile.hpp"
#include "backcoach/render.hpp"

namespace backcoach::authoring {
namespace {

std::string number_text(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string bounds_text(const Compare& c) {
  if (c.low == c.high) return "exactly " + number_text(c.low);
  std::string out;
  if (std::isfinite(c.low)) {
    out = (c.low_open ? "more than " : "at least ") + number_text(c.low);
  }
  if (std::isfinite(c.high)) {
    out += std::string(out.empty() ? "" : " and ") +
           (c.high_open ? "less than " : "at most ") + number_text(c.high);
  }
  return out;
}

/// The first line of a condition in words, for "… is left out".
std::string short_words(const KnowledgeBase& kb, const Condition& condition) {
  const std::vector<std::string> lines = condition_words(kb, condition);
  if (lines.empty()) return "this";
  std::string text = lines[0];
  if (lines.size() > 1) text += " …";
  return "\"" + text + "\"";
}

/// How doubt about a sign is read in one condition.
bool doubt_counts(const KnowledgeBase& kb, const Written& written) {
  switch (written.decides) {
    case Decides::outcome:
      return kb.rules[written.owner].outcomes[written.part].urgency >=
             Urgency::soon;
    case Decides::row:
    case Decides::fact:
    case Decides::gate:
      return true;
    case Decides::implication:
    case Decides::conflict:
      return false;
  }
  return false;
}

class Maker {
 public:
  Maker(const KnowledgeBase& kb, const Written& written, std::size_t index)
      : kb_(kb), written_(written), index_(index) {}

  std::vector<Mutant> run() {
    const std::vector<WrittenPart> parts = parts_of(written_);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      part_ = &parts[i];
      position_ = i;
      drop();
      std::visit([&](const auto& is) { change(is); }, parts[i].condition->is);
    }
    part_ = parts.data();
    position_ = 0;
    if (written_.decides == Decides::outcome) outcome();
    if (written_.gate && written_.gate->unknown_counts_as_yes) {
      add(Fault::doubt, "not asked counts as no", std::nullopt);
    }
    return std::move(all_);
  }

 private:
  Mutant& add(Fault fault, std::string words,
              std::optional<Condition> replacement) {
    Mutant mutant;
    mutant.fault = fault;
    mutant.written = index_;
    mutant.part = position_;
    mutant.pointer = part_->pointer;
    mutant.change = std::move(words);
    if (replacement) {
      mutant.at = part_->condition;
      mutant.replacement = std::move(*replacement);
    }
    all_.push_back(std::move(mutant));
    return all_.back();
  }

  void drop() {
    if (!part_->parent) {
      // An empty condition holds always; there is nothing to leave out.
      const auto* all = std::get_if<AllOf>(&part_->condition->is);
      if (all && all->parts.empty()) return;
      add(Fault::drop, "never holds", Condition{AnyOf{}});
      return;
    }
    // Under "all of", a part that always holds is as good as none; elsewhere
    // one that never holds is.
    const bool all = std::holds_alternative<AllOf>(part_->parent->is);
    add(Fault::drop, short_words(kb_, *part_->condition) + " is left out",
        all ? Condition{AllOf{}} : Condition{AnyOf{}});
  }

  void change(const AllOf& c) {
    if (c.parts.size() > 1) {
      add(Fault::swap, "all of becomes any of", Condition{AnyOf{c.parts}});
    }
  }
  void change(const AnyOf& c) {
    if (c.parts.size() > 1) {
      add(Fault::swap, "any of becomes all of", Condition{AllOf{c.parts}});
    }
  }
  void change(const NoneOf& c) {
    if (!c.parts.empty()) {
      add(Fault::swap, "none of becomes any of", Condition{AnyOf{c.parts}});
    }
  }
  void change(const AtLeast& c) {
    for (const int count : {c.count - 1, c.count + 1}) {
      if (count < 1 || count > static_cast<int>(c.parts.size())) continue;
      add(Fault::threshold,
          "at least " + std::to_string(c.count) + " of becomes at least " +
              std::to_string(count) + " of",
          Condition{AtLeast{count, c.parts}});
    }
  }
  void change(const FactIs&) {}
  void change(const RuleFires&) {}
  void change(const Has&) {}
  void change(const Answered&) {}
  void change(const Plainly&) {}
  void change(const Sign& c) {
    if (part_->negated && !c.doubt) return;
    // Such a gate reads doubt as yes, whatever the sign says.
    const bool fixed = written_.gate && written_.gate->unknown_counts_as_yes;
    if (fixed && !part_->negated) return;
    const bool counts = c.doubt.value_or(doubt_counts(kb_, written_));
    if (!counts) return;
    add(Fault::doubt, kb_.findings[c.finding].id + ": not sure counts as no",
        Condition{Sign{c.finding, false}});
  }
  void change(const ChoiceIn& c) {
    const Finding& finding = kb_.findings[c.finding];
    for (std::size_t v = 0; v < finding.values.size(); ++v) {
      const std::uint32_t bit = 1U << v;
      if ((c.values & bit) == 0 || c.values == bit) continue;
      add(Fault::drop, "the answer " + finding.values[v] + " is left out",
          Condition{ChoiceIn{c.finding, c.values & ~bit}});
    }
  }
  void change(const Compare& c) {
    const auto moved = [&](Fault fault, const Compare& now) {
      if (now.low > now.high) return;  // refused when it is read
      add(fault, bounds_text(c) + " becomes " + bounds_text(now),
          Condition{now});
    };
    for (const double step : {-1.0, 1.0}) {
      if (c.low == c.high) {
        Compare now = c;
        now.low += step;
        now.high += step;
        moved(Fault::threshold, now);
        continue;
      }
      if (std::isfinite(c.low)) {
        Compare now = c;
        now.low += step;
        moved(Fault::threshold, now);
      }
      if (std::isfinite(c.high)) {
        Compare now = c;
        now.high += step;
        moved(Fault::threshold, now);
      }
    }
    if (c.low == c.high) return;
    if (std::isfinite(c.low)) {
      Compare now = c;
      now.low_open = !now.low_open;
      moved(Fault::border, now);
    }
    if (std::isfinite(c.high)) {
      Compare now = c;
      now.high_open = !now.high_open;
      moved(Fault::border, now);
    }
  }

  void outcome() {
    const Outcome& outcome = kb_.rules[written_.owner].outcomes[written_.part];
    const std::string at = "/outcomes/" + std::to_string(written_.part);
    if (outcome.urgency > Urgency::self_care) {
      const auto lower =
          static_cast<Urgency>(static_cast<int>(outcome.urgency) - 1);
      Mutant& mutant =
          add(Fault::urgency,
              std::string(backcoach::name(outcome.urgency)) + " becomes " +
                  std::string(backcoach::name(lower)),
              std::nullopt);
      mutant.pointer = at + "/urgency";
      mutant.urgency = lower;
    }
    // Above routine no plan may be given anyway.
    if (outcome.plan_forbidden && kb_.level(outcome.urgency).plan_allowed) {
      add(Fault::plan, "a plan may be given", std::nullopt).pointer =
          at + "/plan";
    }
  }

  const KnowledgeBase& kb_;
  const Written& written_;
  std::size_t index_;
  const WrittenPart* part_ = nullptr;
  std::size_t position_ = 0;
  std::vector<Mutant> all_;
};

}  // namespace

std::string_view name(Fault fault) {
  switch (fault) {
    case Fault::threshold:
      return "threshold";
    case Fault::border:
      return "border";
    case Fault::drop:
      return "drop";
    case Fault::swap:
      return "swap";
    case Fault::urgency:
      return "urgency";
    case Fault::plan:
      return "plan";
    case Fault::doubt:
      return "doubt";
  }
  return "";
}

std::vector<Mutant> mutants_of(const KnowledgeBase& kb, const Written& written,
                               std::size_t index) {
  return Maker(kb, written, index).run();
}

Applied::Applied(KnowledgeBase& kb, const Written& written, Mutant& mutant)
    : gate_(written.gate), mutant_(&mutant) {
  if (written.decides == Decides::outcome) {
    outcome_ = &kb.rules[written.owner].outcomes[written.part];
    urgency_ = outcome_->urgency;
  }
  turn();
}

Applied::~Applied() {
  turn();
  if (outcome_) outcome_->urgency = urgency_;
}

void Applied::turn() {
  if (mutant_->at) {
    // Swapped, not copied: pointers to parts further in stay good.
    std::swap(mutant_->at->is, mutant_->replacement.is);
  } else if (mutant_->urgency) {
    outcome_->urgency = *mutant_->urgency;
  } else if (mutant_->fault == Fault::plan) {
    outcome_->plan_forbidden = !outcome_->plan_forbidden;
  } else if (gate_) {
    gate_->unknown_counts_as_yes = !gate_->unknown_counts_as_yes;
  }
}

}  // namespace backcoach::authoring
