#include "structure.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <type_traits>

#include "../kb/written.hpp"
#include "backcoach/render.hpp"

namespace backcoach::authoring {
namespace {

std::string spelled(const KnowledgeBase& kb, const Number& number) {
  std::string out = std::to_string(static_cast<int>(number.kind)) + "(";
  if (number.kind == Number::Kind::finding)
    out += kb.findings[number.finding].id;
  if (number.kind == Number::Kind::times) out += std::to_string(number.factor);
  for (const Number& part : number.parts) out += " " + spelled(kb, part);
  return out + ")";
}

/// Spells one kind of condition; names, never positions.
class Speller {
 public:
  explicit Speller(const KnowledgeBase& kb) : kb_(kb) {}

  std::string operator()(const AllOf& c) const { return list("all", c.parts); }
  std::string operator()(const AnyOf& c) const { return list("any", c.parts); }
  std::string operator()(const NoneOf& c) const {
    return list("none", c.parts);
  }
  std::string operator()(const AtLeast& c) const {
    return list("least" + std::to_string(c.count), c.parts);
  }
  std::string operator()(const FactIs& c) const {
    return "fact " + kb_.facts[c.fact].id;
  }
  std::string operator()(const RuleFires& c) const {
    return "rule " + kb_.rules[c.rule].id + " " + std::string(name(c.at_least));
  }
  std::string operator()(const Sign& c) const {
    std::string out = "sign " + id(c.finding);
    if (c.doubt) out += *c.doubt ? " doubt yes" : " doubt no";
    return out;
  }
  std::string operator()(const Plainly& c) const {
    return "plainly " + id(c.finding) + " " + std::string(name(c.answer));
  }
  std::string operator()(const ChoiceIn& c) const {
    std::string out = "choice " + id(c.finding);
    const Finding& finding = kb_.findings[c.finding];
    for (std::size_t v = 0; v < finding.values.size(); ++v) {
      if (((c.values >> v) & 1U) != 0) out += " " + finding.values[v];
    }
    return out;
  }
  std::string operator()(const Has& c) const {
    return "has " + id(c.finding) + " " +
           kb_.findings[c.finding].values[c.value];
  }
  std::string operator()(const Compare& c) const {
    return "number " + spelled(kb_, c.number) + (c.low_open ? " >" : " >=") +
           std::to_string(c.low) + (c.high_open ? " <" : " <=") +
           std::to_string(c.high);
  }
  std::string operator()(const Answered& c) const {
    return "answered " + id(c.finding) + (c.wanted ? " yes" : " no");
  }

 private:
  const std::string& id(FindingIndex finding) const {
    return kb_.findings[finding].id;
  }
  std::string list(const std::string& kind,
                   const std::vector<Condition>& parts) const {
    std::string out = kind + "(";
    for (const Condition& part : parts) {
      out += std::visit(*this, part.is) + ";";
    }
    return out + ")";
  }

  const KnowledgeBase& kb_;
};

class Comparison {
 public:
  Comparison(const KnowledgeBase& older, const KnowledgeBase& newer)
      : old_(older), new_(newer) {}

  std::vector<StructureChange> run() {
    compare("rule", old_.rules, new_.rules,
            [&](const Rule& a, const Rule& b) { rules(a, b); });
    compare("row", old_.rows, new_.rows, [&](const Row& a, const Row& b) {
      condition("row", a.id, a.when, b.when);
      word("row", a.id, "stage", name(a.stage), name(b.stage));
      word("row", a.id, "focus", name(a.focus), name(b.focus));
      if (a.order != b.order) {
        word("row", a.id, "order", std::to_string(a.order),
             std::to_string(b.order));
      }
      words("row", a.id, a.title + a.because, b.title + b.because);
    });
    compare("fact", old_.facts, new_.facts, [&](const Fact& a, const Fact& b) {
      condition("fact", a.id, a.when, b.when);
    });
    compare("finding", old_.findings, new_.findings,
            [&](const Finding& a, const Finding& b) { findings(a, b); });
    compare("question", old_.questions, new_.questions,
            [&](const Question& a, const Question& b) { questions(a, b); });
    compare("exercise", old_.exercises, new_.exercises,
            [&](const Exercise& a, const Exercise& b) { exercises(a, b); });
    compare("implication", old_.implications, new_.implications,
            [&](const Implication& a, const Implication& b) {
              condition("implication", a.id, a.when, b.when);
            });
    compare("conflict", old_.conflicts, new_.conflicts,
            [&](const Conflict& a, const Conflict& b) {
              condition("conflict", a.id, a.when, b.when);
            });
    return std::move(changes_);
  }

 private:
  void add(std::string what, std::string id, std::string change,
           std::vector<std::string> was = {},
           std::vector<std::string> now = {}) {
    changes_.push_back({std::move(what), std::move(id), std::move(change),
                        std::move(was), std::move(now)});
  }

  template <class T, class Same>
  void compare(const char* what, const std::vector<T>& older,
               const std::vector<T>& newer, Same same) {
    const auto find = [](const std::vector<T>& list, const std::string& id) {
      const auto it = std::find_if(list.begin(), list.end(),
                                   [&](const T& one) { return one.id == id; });
      return it == list.end() ? nullptr : &*it;
    };
    for (const T& one : older) {
      if (const T* other = find(newer, one.id)) {
        same(one, *other);
      } else {
        add(what, one.id, "removed");
      }
    }
    for (const T& one : newer) {
      if (!find(older, one.id)) add(what, one.id, "added");
    }
  }

  bool condition(const std::string& what, const std::string& id,
                 const Condition& was, const Condition& now) {
    if (spelled_out(old_, was) == spelled_out(new_, now)) return false;
    add(what, id, "condition", condition_words(old_, was),
        condition_words(new_, now));
    return true;
  }

  void word(const std::string& what, const std::string& id, const char* change,
            std::string_view was, std::string_view now) {
    if (was == now) return;
    add(what, id, change, {std::string(was)}, {std::string(now)});
  }

  void words(const std::string& what, const std::string& id,
             const std::string& was, const std::string& now) {
    if (was != now) add(what, id, "words");
  }

  void rules(const Rule& a, const Rule& b) {
    const auto outcome = [](const Rule& rule, const std::string& id) {
      for (const Outcome& one : rule.outcomes) {
        if (one.id == id) return &one;
      }
      return static_cast<const Outcome*>(nullptr);
    };
    for (const Outcome& was : a.outcomes) {
      const std::string id = a.id + "/" + was.id;
      const Outcome* now = outcome(b, was.id);
      if (!now) {
        add("outcome", id, "removed", {std::string(name(was.urgency))});
        continue;
      }
      condition("outcome", id, was.when, now->when);
      word("outcome", id, "urgency", name(was.urgency), name(now->urgency));
      word("outcome", id, "plan", was.plan_forbidden ? "none" : "allowed",
           now->plan_forbidden ? "none" : "allowed");
      word("outcome", id, "menu", was.menu, now->menu);
    }
    for (const Outcome& now : b.outcomes) {
      if (!outcome(a, now.id)) {
        add("outcome", a.id + "/" + now.id, "added", {},
            {std::string(name(now.urgency))});
      }
    }
    const auto text = [](const Rule& rule) {
      std::string all = rule.title + rule.because + rule.explain +
                        rule.what_to_say + rule.what_to_say_unsure;
      for (const std::string& one : rule.what_to_do) all += one;
      return all;
    };
    words("rule", a.id, text(a), text(b));
  }

  void findings(const Finding& a, const Finding& b) {
    const auto shape = [](const Finding& one) {
      std::string out(name(one.type));
      if (one.type == FindingType::number) {
        out += " " + std::to_string(static_cast<long>(one.min)) + " to " +
               std::to_string(static_cast<long>(one.max));
      }
      for (const std::string& value : one.values) out += " " + value;
      if (one.grading) out += " grading";
      return out;
    };
    word("finding", a.id, "values", shape(a), shape(b));
  }

  void questions(const Question& a, const Question& b) {
    const auto names = [](const KnowledgeBase& kb, const Question& one) {
      std::set<std::string> ids;
      for (const FindingIndex finding : one.sets) {
        ids.insert(kb.findings[finding].id);
      }
      std::string out;
      for (const std::string& id : ids) out += (out.empty() ? "" : " ") + id;
      return out;
    };
    word("question", a.id, "sets", names(old_, a), names(new_, b));
    words("question", a.id, a.text + a.example + a.why,
          b.text + b.example + b.why);
  }

  void exercises(const Exercise& a, const Exercise& b) {
    const auto gates = [&](const KnowledgeBase& kb,
                           const std::vector<Gate>& list) {
      std::map<std::string, std::string> out;
      for (const Gate& gate : list) {
        out[spelled_out(kb, gate.when) +
            (gate.unknown_counts_as_yes ? " or unknown" : "")] = gate.text;
      }
      return out;
    };
    const auto compare_gates = [&](const char* kind, const auto& was,
                                   const auto& now) {
      for (const auto& [key, text] : was) {
        if (!now.contains(key)) {
          add("exercise", a.id, std::string(kind) + " removed", {text});
        }
      }
      for (const auto& [key, text] : now) {
        if (!was.contains(key)) {
          add("exercise", a.id, std::string(kind) + " added", {}, {text});
        }
      }
    };
    compare_gates("avoid", gates(old_, a.avoid), gates(new_, b.avoid));
    compare_gates("care", gates(old_, a.care), gates(new_, b.care));
    const auto text = [](const Exercise& one) {
      std::string all = one.name + one.feel;
      for (const std::string& step : one.steps) all += step;
      return all;
    };
    words("exercise", a.id, text(a), text(b));
  }

  const KnowledgeBase& old_;
  const KnowledgeBase& new_;
  std::vector<StructureChange> changes_;
};

}  // namespace

std::vector<StructureChange> structure_changes(const KnowledgeBase& older,
                                               const KnowledgeBase& newer) {
  return Comparison(older, newer).run();
}

std::string spelled_out(const KnowledgeBase& kb, const Condition& condition) {
  return std::visit(Speller(kb), condition.is);
}

}  // namespace backcoach::authoring
