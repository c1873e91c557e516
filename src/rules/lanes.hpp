#pragma once

#include <array>
#include <span>
#include <vector>

#include "decide.hpp"
#include "kleene.hpp"

namespace backcoach::engine {

/// Decides up to 64 people side by side, one bit of every mask each ("lane").
/// Says the same as `triage` for each of them: leaves are read by
/// `leaf_truth`, inner nodes by `inner`, the outcome by `decide`. As there, all
/// is read twice: with what stands for grading answers, and with them open.
///
/// The cost follows what the given answers touch: what nobody of the 64
/// answered is not visited. After the first blocks nothing allocates
/// (tests/unit/batch).
///
/// Answers are given as classes: all values of a finding that no condition can
/// tell apart are one class, whose number is a position in one long table.
class Lanes {
 public:
  static constexpr unsigned kCount = 64;
  using Class = std::uint32_t;

  explicit Lanes(const KnowledgeBase& kb);

  /// Forgets everybody.
  void clear();

  /// \name One person
  /// Give all answers of a lane, then call `finish`.
  /// @{
  void set(unsigned lane, FindingIndex finding, YesNo answer) {
    give(lane, finding, class_of(finding, answer));
  }
  void set(unsigned lane, FindingIndex finding, Choice choice) {
    give(lane, finding, class_of(finding, choice));
  }
  /// The same as a class, to be kept and given again.
  [[nodiscard]] Class class_of(FindingIndex finding, YesNo answer) const {
    return first_class_[finding] + static_cast<Class>(answer);
  }
  [[nodiscard]] Class class_of(FindingIndex finding, Choice choice) const {
    return first_class_[finding] + choice.index;
  }
  void give(unsigned lane, FindingIndex finding, Class which) {
    masks_[which] |= Mask{1} << lane;
    if (touched_[finding] != 0) return;
    touched_[finding] = 1;
    touched_findings_[touched_count_++] = finding;
  }
  void set(unsigned lane, FindingIndex finding, Choices choices);
  void set(unsigned lane, FindingIndex finding, double number);
  void set(unsigned lane, FindingIndex finding, const Answer& answer);
  void finish(unsigned lane);
  /// Takes back what `lane` was given, whether finished or not.
  void withdraw(unsigned lane);
  /// @}

  /// Decides everybody up to `people` lanes.
  void decide(unsigned people);

  /// People whose answers cannot all be true; nothing else holds for them.
  [[nodiscard]] Mask conflicting() const { return conflicting_; }
  [[nodiscard]] const Outcomes& outcomes() const { return outcomes_; }
  /// Positions of the rules that hold, as `Decision::because` orders them.
  [[nodiscard]] std::span<const std::uint16_t> rules(unsigned lane) const {
    return fired_[lane];
  }

 private:
  struct Table {  // rows of different length, one after the other
    std::vector<std::uint32_t> start;
    std::vector<std::uint32_t> items;
    [[nodiscard]] std::span<const std::uint32_t> operator[](
        std::size_t row) const {
      return {items.data() + start[row], start[row + 1] - start[row]};
    }
  };

  void lay_out_classes();
  void lay_out_numbers(FindingIndex finding);
  void lay_out_leaves();
  void lay_out_wide();
  void lay_out_outcomes();
  [[nodiscard]] bool is_wide(const Node& node) const;
  [[nodiscard]] std::vector<Answer> samples(FindingIndex finding) const;
  [[nodiscard]] Class number_class(FindingIndex finding, double number) const;

  [[nodiscard]] std::span<const FindingIndex> touched() const {
    return {touched_findings_.data(), touched_count_};
  }
  /// The truth of every node in one reading.
  struct Sheet {
    Grading grading = Grading::worst_case;
    std::vector<Kleene> before;  ///< per node: nobody has answered anything
    std::vector<Kleene> nodes;
    std::vector<std::uint64_t> dirty;
    std::vector<std::uint8_t> changed;  ///< per node
    std::vector<NodeIndex> changed_nodes;
    /// Of the outcomes before any answer.
    std::array<std::size_t, kUrgencies> open{};
    std::size_t may_forbid = 0;
    std::vector<std::uint32_t> always;  ///< hold before any answer
  };
  static constexpr std::size_t kWorst = 0;
  static constexpr std::size_t kOpen = 1;

  [[nodiscard]] Mask answered(FindingIndex finding) const;
  void refresh(Sheet& sheet, std::size_t reading, FindingIndex finding);
  void refresh(FindingIndex finding);
  void keep_wide(FindingIndex finding, Mask lanes);
  void update(Sheet& sheet, NodeIndex node, Kleene now);
  void propagate(Sheet& sheet);
  void propagate();
  void imply(Mask people);
  void collect(Mask people);
  /// The outcomes that anybody's answers touch, as the bits of
  /// `outcomes_seen_`, and what all outcomes of a reading say.
  [[nodiscard]] Standing stand(const Sheet& sheet);
  template <class Act>
  void each_seen(Act act) const;

  const KnowledgeBase* kb_;
  Answers scratch_;  ///< the numbers of the person being given

  std::vector<Class> first_class_;  ///< per finding; one more at the end
  std::vector<Mask> masks_;         ///< per class
  std::vector<std::vector<double>> thresholds_;  ///< per finding, sorted
  Table classes_of_leaf_;  ///< per node: classes that make a leaf hold
  Table wide_of_;          ///< per finding: the `wide_numbers_` it is a part of
  std::vector<std::uint32_t> wide_slot_;  ///< per node; 0 = not wide
  /// A leaf on a number of several findings.
  struct Wide {
    NodeIndex node = 0;
    std::uint32_t number = 0;   ///< into `wide_numbers_`
    std::array<Mask, 2> yes{};  ///< by reading
    std::array<Mask, 2> unknown{};
  };
  std::vector<Wide> wide_;
  /// Such a number, and the leaves that compare it: worked out once for all.
  struct WideNumber {
    std::uint32_t number = 0;
    std::uint32_t first = 0;  ///< into `wide_`
    std::uint32_t last = 0;   ///< one past them
    unsigned last_lane = kCount;
    Mask given = 0;
  };
  std::vector<WideNumber> wide_numbers_;
  /// Per finding that is a part of one: what each lane said, where it did.
  std::vector<std::vector<double>> told_;
  void weigh(WideNumber& wide, unsigned lane);
  void weigh_again(FindingIndex finding, Mask lanes);
  void forget_numbers();

  std::array<Sheet, 2> sheets_;
  std::vector<std::uint8_t> touched_;           ///< per finding
  std::vector<FindingIndex> touched_findings_;  ///< the first `touched_count_`
  std::size_t touched_count_ = 0;
  std::vector<FindingIndex> numbers_given_;

  Table outcomes_of_;                         ///< per node
  std::vector<std::uint64_t> outcomes_seen_;  ///< bit per outcome
  std::vector<Mask> rule_seen_;
  Mask conflicting_ = 0;
  Outcomes outcomes_;
  std::array<std::vector<std::uint16_t>, kCount> fired_;
};

}  // namespace backcoach::engine
