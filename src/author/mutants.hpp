#pragma once

#include <optional>
#include <string>
#include <vector>

#include "../kb/written.hpp"

namespace backcoach::authoring {

/// What is done to a knowledge base to see whether anybody notices.
enum class Fault : std::uint8_t {
  threshold,  ///< a bound or a count moved by one step
  border,     ///< "at least" for "more than", or the other way round
  drop,       ///< a part left out, or a whole condition that never holds
  swap,       ///< all for any, any for all, any for none
  urgency,    ///< one level lower
  plan,       ///< "no plan" taken back
  doubt       ///< not sure, refused or not asked counts as no
};

[[nodiscard]] std::string_view name(Fault fault);

/// One changed knowledge base, as a difference.
struct Mutant {
  Fault fault = Fault::drop;
  std::size_t written = 0;  ///< position in `written_conditions`
  std::size_t part = 0;     ///< position in its `parts_of`
  std::string pointer;      ///< to what is changed
  std::string change;       ///< in words: "at least 18 becomes at least 19"

  Condition* at = nullptr;  ///< the condition that is replaced, if one is
  Condition replacement;
  std::optional<Urgency> urgency;  ///< of the outcome, if that is changed
};

/// Every single change of one condition.
[[nodiscard]] std::vector<Mutant> mutants_of(const KnowledgeBase& kb,
                                             const Written& written,
                                             std::size_t index);

/// Makes the change while it lives, and takes it back. The network is the
/// business of the caller.
class Applied {
 public:
  Applied(KnowledgeBase& kb, const Written& written, Mutant& mutant);
  ~Applied();
  Applied(const Applied&) = delete;
  Applied& operator=(const Applied&) = delete;

 private:
  void turn();

  Outcome* outcome_ = nullptr;
  Gate* gate_ = nullptr;
  Mutant* mutant_;
  Urgency urgency_ = Urgency::self_care;
};

}  // namespace backcoach::authoring
