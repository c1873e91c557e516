#include "senseless.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <type_traits>

#include "written.hpp"

namespace backcoach::load {
namespace {

/// Answers to one finding: bits for choices and yes-or-no, bounds for numbers.
struct Allowed {
  FindingIndex finding = 0;
  bool number = false;
  std::uint64_t bits = 0;
  double low = 0;
  double high = 0;
};

constexpr std::uint64_t bit(YesNo answer) {
  return std::uint64_t{1} << static_cast<std::uint32_t>(answer);
}

/// Reads conditions as sets of answers; whole numbers only.
class Sets {
 public:
  explicit Sets(const KnowledgeBase& kb) : kb_(kb) {}

  /// Every answer under which `condition` may hold; empty when it hangs on
  /// more than one finding.
  [[nodiscard]] std::optional<Allowed> possible(
      const Condition& condition) const {
    return of(condition, /*widest=*/true);
  }
  /// The answers under which it surely holds.
  [[nodiscard]] std::optional<Allowed> certain(
      const Condition& condition) const {
    return of(condition, /*widest=*/false);
  }

  /// Everything that can be answered.
  [[nodiscard]] Allowed all(FindingIndex index) const {
    const Finding& finding = kb_.findings[index];
    Allowed set{index, finding.type == FindingType::number, 0, finding.min,
                finding.max};
    if (finding.type == FindingType::yes_no) set.bits = 15;
    for (std::size_t v = 0; v < finding.values.size(); ++v) {
      set.bits |= std::uint64_t{1} << v;
    }
    return set;
  }

 private:
  [[nodiscard]] std::optional<Allowed> of(const Condition& condition,
                                          bool widest) const {
    if (const auto* sign = std::get_if<Sign>(&condition.is)) {
      Allowed set{sign->finding, false, bit(YesNo::yes), 0, 0};
      const bool doubt = sign->doubt.value_or(widest);
      if (doubt)
        set.bits |= bit(YesNo::not_sure) | bit(YesNo::prefer_not_to_say);
      return set;
    }
    if (const auto* plainly = std::get_if<Plainly>(&condition.is)) {
      return Allowed{plainly->finding, false, bit(plainly->answer), 0, 0};
    }
    if (const auto* choice = std::get_if<ChoiceIn>(&condition.is)) {
      return Allowed{choice->finding, false, choice->values, 0, 0};
    }
    const auto* compare = std::get_if<Compare>(&condition.is);
    if (!compare || compare->number.kind != Number::Kind::finding) {
      return std::nullopt;
    }
    Allowed set = all(compare->number.finding);
    // A measure of the diary may be unknown, and need not be whole.
    if (kb_.findings[set.finding].history) return std::nullopt;
    if (std::isfinite(compare->low)) {
      const double low = std::ceil(compare->low);
      const bool outside = compare->low_open && low == compare->low;
      set.low = std::max(set.low, outside ? low + 1 : low);
    }
    if (std::isfinite(compare->high)) {
      const double high = std::floor(compare->high);
      const bool outside = compare->high_open && high == compare->high;
      set.high = std::min(set.high, outside ? high - 1 : high);
    }
    return set;
  }

  const KnowledgeBase& kb_;
};

bool is_empty(const Allowed& set) {
  return set.number ? set.low > set.high : set.bits == 0;
}

class Finder {
 public:
  explicit Finder(KnowledgeBase& kb) : kb_(kb), sets_(kb) {}

  std::vector<Senseless> run() {
    for (const Written& written : written_conditions(kb_)) {
      for (const WrittenPart& part : parts_of(written)) look(written, part);
    }
    return std::move(found_);
  }

 private:
  void add(const Written& written, const WrittenPart& part, bool always,
           std::string why) {
    found_.push_back({written.path, part.pointer, always, std::move(why)});
  }

  [[nodiscard]] const std::string& id(FindingIndex finding) const {
    return kb_.findings[finding].id;
  }

  void look(const Written& written, const WrittenPart& part) {
    if (const auto* all = std::get_if<AllOf>(&part.condition->is)) {
      // Only the last row of the table is for everybody.
      if (all->parts.empty() && written.path != "decision.json") {
        add(written, part, true, "it has no part");
      }
      if (const auto finding = clash(all->parts)) {
        add(written, part, false,
            "no answer to \"" + id(*finding) + "\" fits all its parts");
      }
    } else if (const auto* any = std::get_if<AnyOf>(&part.condition->is)) {
      if (const auto finding = covers(any->parts)) {
        add(written, part, true,
            "every answer to \"" + id(*finding) + "\" fits one of its parts");
      }
    } else if (const auto set = sets_.possible(*part.condition)) {
      if (is_empty(*set)) {
        add(written, part, false,
            "\"" + id(set->finding) + "\" has no such answer");
      } else if (const auto sure = sets_.certain(*part.condition);
                 sure && is_all(*sure)) {
        add(written, part, true,
            "every answer to \"" + id(set->finding) + "\" fits");
      }
    }
  }

  [[nodiscard]] bool is_all(const Allowed& set) const {
    const Allowed all = sets_.all(set.finding);
    return set.number ? set.low <= all.low && set.high >= all.high
                      : (set.bits & all.bits) == all.bits;
  }

  /// Adds what `condition` demands, through "all of" and facts.
  void demands(const Condition& condition, std::vector<Allowed>& out) const {
    if (const auto* all = std::get_if<AllOf>(&condition.is)) {
      for (const Condition& part : all->parts) demands(part, out);
    } else if (const auto* fact = std::get_if<FactIs>(&condition.is)) {
      demands(kb_.facts[fact->fact].when, out);
    } else if (const auto* none = std::get_if<NoneOf>(&condition.is)) {
      for (const Condition& part : none->parts) {
        if (const auto set = without(part)) out.push_back(*set);
      }
    } else if (const auto set = sets_.possible(condition)) {
      out.push_back(*set);
    }
  }

  /// What is left when `condition` does not hold, where that is one set.
  [[nodiscard]] std::optional<Allowed> without(
      const Condition& condition) const {
    const auto sure = sets_.certain(condition);
    if (!sure) return std::nullopt;
    Allowed rest = sets_.all(sure->finding);
    if (!rest.number) {
      rest.bits &= ~sure->bits;
      return rest;
    }
    if (sure->low <= rest.low) {
      rest.low = sure->high + 1;
    } else if (sure->high >= rest.high) {
      rest.high = sure->low - 1;
    } else {
      return std::nullopt;
    }
    return rest;
  }

  [[nodiscard]] std::optional<FindingIndex> clash(
      const std::vector<Condition>& parts) const {
    std::vector<Allowed> wanted;
    for (const Condition& part : parts) demands(part, wanted);
    std::map<FindingIndex, Allowed> left;
    std::map<FindingIndex, int> times;
    for (const Allowed& set : wanted) {
      auto [it, fresh] = left.emplace(set.finding, set);
      if (!fresh) {
        it->second.bits &= set.bits;
        it->second.low = std::max(it->second.low, set.low);
        it->second.high = std::min(it->second.high, set.high);
      }
      // One part that never holds by itself is reported at its own place.
      if (++times[set.finding] > 1 && is_empty(it->second)) return set.finding;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<FindingIndex> covers(
      const std::vector<Condition>& parts) const {
    std::map<FindingIndex, std::vector<Allowed>> sets;
    for (const Condition& part : parts) {
      if (const auto set = sets_.certain(part)) {
        sets[set->finding].push_back(*set);
      }
    }
    for (auto& [finding, list] : sets) {
      if (list.size() < 2) continue;
      Allowed sum = list[0];
      std::sort(list.begin(), list.end(),
                [](const auto& a, const auto& b) { return a.low < b.low; });
      sum.low = list[0].low;
      sum.high = list[0].high;
      for (const Allowed& one : list) {
        sum.bits |= one.bits;
        if (one.low <= sum.high + 1) sum.high = std::max(sum.high, one.high);
      }
      if (is_all(sum)) return finding;
    }
    return std::nullopt;
  }

  KnowledgeBase& kb_;
  Sets sets_;
  std::vector<Senseless> found_;
};

}  // namespace

std::vector<Senseless> find_senseless(KnowledgeBase& kb) {
  return Finder(kb).run();
}

}  // namespace backcoach::load
