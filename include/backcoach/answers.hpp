/// \file
/// What a person has answered. The names come from the findings of a
/// knowledge base; an answer is stored under the index of its finding.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace backcoach {

/// Kleene truth. `unknown` means "not asked yet" and never counts as "no".
enum class Truth : std::uint8_t { no, unknown, yes };

/// The four answers to a yes-or-no question. Doubt and refusal are answers of
/// their own: what they count as depends on the danger of the rule that asks.
enum class YesNo : std::uint8_t { no, yes, not_sure, prefer_not_to_say };

/// How a file says that a question was asked and not answered.
inline constexpr const char* kSkipped = "skipped";

/// Position of a finding in `KnowledgeBase::findings`.
using FindingIndex = std::uint16_t;

/// One value of a `one_of` finding: its position in `Finding::values`.
struct Choice {
  std::uint8_t index = 0;
  friend bool operator==(Choice, Choice) = default;
};

/// Values of a `many_of` finding: bit n is set when value n was chosen.
struct Choices {
  std::uint64_t bits = 0;
  static constexpr std::size_t kMost = 64;
  [[nodiscard]] static constexpr Choices only(std::size_t value) {
    return {std::uint64_t{1} << value};
  }
  friend bool operator==(Choices, Choices) = default;
};

/// `monostate` = not asked.
using Answer = std::variant<std::monostate, YesNo, double, Choice, Choices>;

/// A set of answers of one person at one moment.
///
/// Invariant: as large as the knowledge base it was made for; every value fits
/// the type and the range of its finding (the loader and the interview check).
class Answers {
 public:
  Answers() = default;
  /// \param findings how many findings (with history measures) there are.
  explicit Answers(std::size_t findings) : values_(findings) {}

  [[nodiscard]] const Answer& operator[](FindingIndex finding) const {
    return values_[finding];
  }
  [[nodiscard]] bool answered(FindingIndex finding) const {
    return !std::holds_alternative<std::monostate>(values_[finding]);
  }
  void set(FindingIndex finding, Answer answer) {
    values_[finding] = answer;
    if (!declined_.empty()) std::erase(declined_, finding);
  }
  /// Not asked, as at the beginning.
  void clear(FindingIndex finding) {
    values_[finding] = {};
    if (!declined_.empty()) std::erase(declined_, finding);
  }

  /// Marks what was asked but not answered ("skipped"): it is read
  /// as unknown and not asked again.
  void decline(FindingIndex finding);
  [[nodiscard]] bool declined(FindingIndex finding) const;

  [[nodiscard]] std::size_t size() const { return values_.size(); }
  friend bool operator==(const Answers&, const Answers&) = default;

 private:
  std::vector<Answer> values_;
  std::vector<FindingIndex> declined_;  ///< sorted
};

}  // namespace backcoach
