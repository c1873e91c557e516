#pragma once

#include "eligible.hpp"

namespace backcoach::plan {

/// The adaptations that hold for one person on one day, joined: `drop` beats
/// `add`, the smallest limit counts, of replacements and doses the first.
class Adapted {
 public:
  Adapted(const Person& person, Stage stage, int day);

  [[nodiscard]] const std::vector<const Adaptation*>& all() const {
    return all_;
  }
  /// What is to be in the day if nothing is against it, who wins first.
  [[nodiscard]] const std::vector<ExerciseIndex>& added() const {
    return added_;
  }
  [[nodiscard]] bool drops(ExerciseIndex index) const;
  /// Whether `index` belongs to a set that may all be new on one day.
  [[nodiscard]] bool at_once(ExerciseIndex index) const;
  /// What comes in the place of `index`, best first; empty: it stays.
  [[nodiscard]] const std::vector<ExerciseIndex>& instead_of(
      ExerciseIndex index) const;
  /// How early a menu or an adaptation names `index`: its rank, its place
  /// there; the largest when none does.
  [[nodiscard]] std::pair<int, std::size_t> preference(
      ExerciseIndex index) const;
  /// Whether a menu or an adaptation names `index`.
  [[nodiscard]] bool is_wanted(ExerciseIndex index) const;
  /// Whether an adaptation names `index` to come first.
  [[nodiscard]] bool prefers(ExerciseIndex index) const;
  [[nodiscard]] const AdaptedDose* dose(ExerciseIndex index) const;
  [[nodiscard]] const AdaptedLimits& limit() const { return limit_; }
  [[nodiscard]] std::vector<std::string> words(ExerciseIndex index) const;
  [[nodiscard]] bool few_left_out() const;
  /// Whether `one` shows in a day with these exercises.
  [[nodiscard]] bool acts(const Adaptation& one,
                          const std::vector<ExerciseIndex>& day) const;

 private:
  const Person& person_;
  std::vector<const Adaptation*> all_;
  std::vector<ExerciseIndex> added_;
  AdaptedLimits limit_;
};

/// The lesson of the day: what the adaptations name, what fits the answers,
/// then what fits all; none too often, fewer after a while, in the end none.
/// \param given  so far, with the days.
[[nodiscard]] std::optional<LessonIndex> lesson_of(
    const Person& person, const Adapted& adapted, Stage stage, int day,
    const std::vector<std::pair<LessonIndex, int>>& given);

}  // namespace backcoach::plan
