#include <fmt/format.h>

#include <cmath>

#include "backcoach/render.hpp"

namespace backcoach {
namespace {

/// Writes a condition as indented lines.
class Words {
 public:
  explicit Words(const KnowledgeBase& kb) : kb_(kb) {}

  std::vector<std::string> write(const Condition& condition) {
    add(condition, 0);
    return std::move(lines_);
  }

 private:
  void line(int depth, std::string text) {
    lines_.push_back(std::string(static_cast<std::size_t>(depth) * 2, ' ') +
                     std::move(text));
  }

  void group(const std::string& title, const std::vector<Condition>& parts,
             int depth) {
    if (parts.empty()) {
      line(depth, "always");
      return;
    }
    line(depth, title);
    for (const Condition& part : parts) add(part, depth + 1);
  }

  void add(const Condition& condition, int depth) {
    std::visit([&](const auto& is) { add_kind(is, depth); }, condition.is);
  }

  void add_kind(const AllOf& c, int depth) { group("all of:", c.parts, depth); }
  void add_kind(const AnyOf& c, int depth) { group("any of:", c.parts, depth); }
  void add_kind(const NoneOf& c, int depth) {
    group("none of:", c.parts, depth);
  }
  void add_kind(const AtLeast& c, int depth) {
    group(fmt::format("at least {} of:", c.count), c.parts, depth);
  }
  void add_kind(const FactIs& c, int depth) {
    line(depth, kb_.facts[c.fact].means);
  }
  void add_kind(const RuleFires& c, int depth) {
    std::string text = "the rule " + kb_.rules[c.rule].id + " fires";
    if (c.at_least > Urgency::routine) {
      text += " at " + std::string(name(c.at_least)) + " or above";
    }
    line(depth, text);
  }
  void add_kind(const Sign& c, int depth) {
    std::string text = kb_.findings[c.finding].means;
    if (c.doubt) {
      text +=
          *c.doubt ? " (not sure counts too)" : " (only a plain yes counts)";
    }
    line(depth, text);
  }
  void add_kind(const Plainly& c, int depth) {
    line(depth, fmt::format("{}: a plain {}", kb_.findings[c.finding].means,
                            name(c.answer)));
  }
  void add_kind(const ChoiceIn& c, int depth) {
    const Finding& finding = kb_.findings[c.finding];
    std::string values;
    for (std::size_t v = 0; v < finding.values.size(); ++v) {
      if (((c.values >> v) & 1U) == 0) continue;
      values += values.empty() ? "" : " or ";
      values += answer_words(finding, Choice{static_cast<std::uint8_t>(v)});
    }
    line(depth, finding.means + ": " + values);
  }
  void add_kind(const Has& c, int depth) {
    const Finding& finding = kb_.findings[c.finding];
    line(depth, finding.means + ": " + finding.values[c.value]);
  }
  void add_kind(const Answered& c, int depth) {
    line(depth, kb_.findings[c.finding].means +
                    (c.wanted ? ": answered" : ": not answered"));
  }
  void add_kind(const Compare& c, int depth) {
    std::string bounds;
    const bool has_low = std::isfinite(c.low);
    const bool has_high = std::isfinite(c.high);
    if (has_low && c.low == c.high) {
      bounds = fmt::format("exactly {:g}", c.low);
    } else {
      if (has_low) {
        bounds = fmt::format("{} {:g}", c.low_open ? "more than" : "at least",
                             c.low);
      }
      if (has_high) {
        bounds += fmt::format("{}{} {:g}", has_low ? " and " : "",
                              c.high_open ? "less than" : "at most", c.high);
      }
    }
    line(depth, number(c.number) + ": " + bounds);
  }

  std::string number(const Number& n) const {
    const auto listed = [&](const char* between) {
      std::string out;
      for (const Number& part : n.parts) {
        out += (out.empty() ? "" : between) + number(part);
      }
      return out;
    };
    switch (n.kind) {
      case Number::Kind::finding:
        return kb_.findings[n.finding].means;
      case Number::Kind::sum:
        return "the sum of (" + listed(") and (") + ")";
      case Number::Kind::difference:
        return "(" + listed(") less (") + ")";
      case Number::Kind::times:
        return fmt::format("({}) times {:g}", listed(""), n.factor);
      case Number::Kind::first_of:
        return listed(", or if not known, ");
    }
    return {};
  }

  const KnowledgeBase& kb_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> condition_words(const KnowledgeBase& kb,
                                         const Condition& condition) {
  return Words(kb).write(condition);
}

}  // namespace backcoach
