#pragma once

#include <string>
#include <vector>

#include "../kb/cases.hpp"

namespace backcoach::authoring {

/// One condition, or a part of one, and how it came out over all examples and
/// worked cases.
struct Covered {
  std::string id;       ///< "shingles", "decision.rest", "exercise press_up"
  std::string file;     ///< as issues show it
  std::string pointer;  ///< to the part
  bool yes = false;
  bool no = false;
  bool open = false;
  /// False when it hangs on grades or the diary alone, which are never open.
  bool can_be_open = true;
  [[nodiscard]] bool whole() const {
    return yes && no && (open || !can_be_open);
  }
};

struct Coverage {
  std::vector<Covered> parts;  ///< in the order of the files
  std::size_t states = 0;      ///< yes, no, and open where it can be
  std::size_t seen = 0;
};

/// How every condition of rules, decision table, facts, exercises and plan
/// came out over the examples of the base and its worked cases.
[[nodiscard]] Coverage cover(const KnowledgeBase& kb, const Cases& cases);

}  // namespace backcoach::authoring
