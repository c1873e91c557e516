#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backcoach/answers.hpp"

namespace backcoach::prove {

enum class Verdict : std::uint8_t {
  held,
  failed,
  unsure  ///< neither proved nor broken by answers that really do so
};

/// The command that shows a broken property with the answers found.
enum class Replay : std::uint8_t { none, triage, plan, next_question };

/// One way in which a property is broken.
struct Failure {
  std::string about;  ///< id of the rule, finding, … it is about; may be empty
  std::string says;   ///< what is wrong, one sentence
  std::optional<Answers> answers;  ///< the smallest set found that shows it
  std::optional<Answers> then;     ///< the set it is compared with
  Replay replay = Replay::none;
  /// How the days after the first went, one letter each as `plan --if` reads
  /// them; empty where no days are part of it.
  std::string days;
};

/// Something that need not hold, as the knowledge base says.
struct Excepted {
  std::string about;
  std::string because;
};

struct PropertyReport {
  std::string_view name;
  std::string_view claim;
  Verdict verdict = Verdict::held;
  std::size_t queries = 0;
  double milliseconds = 0;
  std::vector<Failure> failures;
  std::vector<Excepted> excepted;
  std::vector<std::string> notes;  ///< what was measured on the way
};

struct ProofReport {
  std::vector<PropertyReport> properties;
  /// Exceptions of the data that name no property or no subject.
  std::vector<std::string> bad_exceptions;

  [[nodiscard]] bool holds() const {
    if (!bad_exceptions.empty()) return false;
    for (const PropertyReport& property : properties) {
      if (property.verdict != Verdict::held) return false;
    }
    return true;
  }
};

}  // namespace backcoach::prove
