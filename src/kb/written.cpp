#include "written.hpp"

#include <type_traits>

#include "plan_gates.hpp"

namespace backcoach {
namespace {

std::string step(const std::string& pointer, const std::string& key,
                 std::size_t index) {
  return pointer + "/" + key + "/" + std::to_string(index);
}

class Collector {
 public:
  explicit Collector(KnowledgeBase& kb) : kb_(kb) {
    // Only rules know how their files are shown; the others stand beside them.
    constexpr std::string_view kFolder = "red_flags/";
    for (const Rule& rule : kb.rules) {
      const std::size_t at = rule.file.rfind(kFolder);
      if (at == std::string::npos) continue;
      shown_ = rule.file.substr(0, at);
      break;
    }
  }

  std::vector<Written> run() {
    for (std::size_t r = 0; r < kb_.rules.size(); ++r) add_rule(r);
    for (std::size_t r = 0; r < kb_.rows.size(); ++r) {
      add(Decides::row, r, "decision." + kb_.rows[r].id, "decision.json",
          step("", "rows", r) + "/when", kb_.rows[r].when);
    }
    for (std::size_t f = 0; f < kb_.facts.size(); ++f) {
      add(Decides::fact, f, "fact " + kb_.facts[f].id, "facts.json",
          step("", "facts", f) + "/when", kb_.facts[f].when);
    }
    for (std::size_t i = 0; i < kb_.implications.size(); ++i) {
      add(Decides::implication, i, "implication " + kb_.implications[i].id,
          "implications.json", step("", "implications", i) + "/if",
          kb_.implications[i].when);
    }
    for (std::size_t c = 0; c < kb_.conflicts.size(); ++c) {
      add(Decides::conflict, c, "conflict " + kb_.conflicts[c].id,
          "implications.json", step("", "conflicts", c) + "/when",
          kb_.conflicts[c].when);
    }
    for (Exercise& exercise : kb_.exercises) add_exercise(exercise);
    add_plan();
    return std::move(all_);
  }

 private:
  void add(Decides decides, std::size_t owner, std::string id,
           const std::string& path, std::string pointer, Condition& when) {
    Written one;
    one.decides = decides;
    one.owner = owner;
    one.id = std::move(id);
    one.file = shown_ + path;
    one.path = path;
    one.pointer = std::move(pointer);
    one.when = &when;
    all_.push_back(std::move(one));
  }

  void add_rule(std::size_t index) {
    Rule& rule = kb_.rules[index];
    for (std::size_t o = 0; o < rule.outcomes.size(); ++o) {
      add(Decides::outcome, index, rule.id, "red_flags/" + rule.id + ".json",
          step("", "outcomes", o) + "/when", rule.outcomes[o].when);
      all_.back().part = o;
    }
  }

  void gate(const std::string& id, const std::string& path, std::string pointer,
            Gate& gate) {
    add(Decides::gate, gate.node, id, path, std::move(pointer), gate.when);
    all_.back().gate = &gate;
  }

  void gates(const std::string& id, const std::string& path,
             const std::string& key, std::vector<Gate>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      gate(id, path, "/" + key + "/" + std::to_string(i) + "/when", list[i]);
    }
  }

  void add_exercise(Exercise& exercise) {
    const std::string id = "exercise " + exercise.id;
    const std::string path = "exercises/" + exercise.id + ".json";
    gates(id, path, "avoid", exercise.avoid);
    gates(id, path, "care", exercise.care);
  }

  void add_plan() {
    visit_gates(kb_.plan,
                [&](const std::string& pointer, Gate& one, bool turned) {
                  if (pointer.empty()) return;
                  gate("plan", "plan.json", pointer, one);
                  if (!turned) return;
                  // Written is when it may pass; kept is when it may not.
                  all_.back().when = std::get<NoneOf>(one.when.is).parts.data();
                  all_.back().gate_turned = true;
                });
    for (Adaptation& one : kb_.plan.adaptations) {
      gate("adaptation " + one.id, "adaptations/" + one.id + ".json", "/when",
           one.when);
    }
    for (Lesson& one : kb_.plan.lessons) {
      if (one.for_all) continue;
      gate("lesson " + one.id, "lessons/" + one.id + ".json", "/when",
           one.when);
    }
  }

  KnowledgeBase& kb_;
  std::string shown_;
  std::vector<Written> all_;
};

void add_parts(Condition& condition, Condition* parent,
               const std::string& pointer, bool negated,
               std::vector<WrittenPart>& out) {
  out.push_back({&condition, parent, pointer, negated});
  std::visit(
      [&](auto& is) {
        using T = std::decay_t<decltype(is)>;
        if constexpr (requires { is.parts; }) {
          const char* key = "of";
          if constexpr (std::is_same_v<T, AllOf>) key = "all_of";
          if constexpr (std::is_same_v<T, AnyOf>) key = "any_of";
          if constexpr (std::is_same_v<T, NoneOf>) key = "none_of";
          const bool turned = std::is_same_v<T, NoneOf> ? !negated : negated;
          for (std::size_t i = 0; i < is.parts.size(); ++i) {
            add_parts(is.parts[i], &condition, step(pointer, key, i), turned,
                      out);
          }
        }
      },
      condition.is);
}

void findings_in(const Number& number, std::vector<bool>& out) {
  if (number.kind == Number::Kind::finding) out[number.finding] = true;
  for (const Number& part : number.parts) findings_in(part, out);
}

}  // namespace

std::vector<Written> written_conditions(KnowledgeBase& kb) {
  return Collector(kb).run();
}

std::vector<WrittenPart> parts_of(const Written& written) {
  std::vector<WrittenPart> parts;
  add_parts(*written.when, nullptr, written.pointer, written.gate_turned,
            parts);
  return parts;
}

void findings_in(const KnowledgeBase& kb, const Condition& condition,
                 std::vector<bool>& out) {
  std::visit(
      [&](const auto& is) {
        using T = std::decay_t<decltype(is)>;
        if constexpr (requires { is.parts; }) {
          for (const Condition& part : is.parts) findings_in(kb, part, out);
        } else if constexpr (std::is_same_v<T, FactIs>) {
          findings_in(kb, kb.facts[is.fact].when, out);
        } else if constexpr (std::is_same_v<T, RuleFires>) {
          for (const Outcome& outcome : kb.rules[is.rule].outcomes) {
            findings_in(kb, outcome.when, out);
          }
        } else if constexpr (std::is_same_v<T, Compare>) {
          findings_in(is.number, out);
        } else {
          out[is.finding] = true;
        }
      },
      condition.is);
}

}  // namespace backcoach
