#pragma once

#include "sitting.hpp"

namespace backcoach::cli {

/// Something went wrong in a session. The danger questions are open in the
/// diary from the moment that this is made, however the program ends.
class Alarm {
 public:
  /// \param answers  those behind the plan of today
  Alarm(Context& context, const KnowledgeBase& kb, const Answers& answers);

  /// It was nothing, by the person's word: what was opened is closed.
  void over();

  /// Asks the danger signs anew, decides, and shows where to get help, or the
  /// day built again. Keeps the decision.
  ExitCode ask();

 private:
  Context& context_;
  const KnowledgeBase& kb_;
  bool keeps_;
  Known before_;
  Sitting sitting_;
  Answers answers_;
};

}  // namespace backcoach::cli
