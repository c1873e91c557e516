#pragma once

#include "items.hpp"

namespace backcoach::plan {

/// A free item of a prescription: nothing is known about it.
struct FreeItem {
  const PrescribedItem* item = nullptr;
  ItemDose dose;
  int lasts_minutes = 0;
};

/// What of a prescription belongs to one day.
struct Prescribed {
  std::vector<Chosen> chosen;
  std::vector<FreeItem> free;
  std::vector<Paused> paused;
};

/// Sorts the items of `prescription` that fall on `day`, which is `date`. The
/// rules only pause: all of it while the stage is rest, else a card with a
/// reason against it, and what may be such a card under another name.
[[nodiscard]] Prescribed prescribed_for(const Person& person,
                                        const std::vector<Exclusion>& excluded,
                                        const Prescription& prescription,
                                        Stage stage, int day,
                                        std::chrono::year_month_day date);

/// Finds a time for each go of `free` between the items of `plan`.
/// \return whether all of them have one; if not, none was added.
[[nodiscard]] bool place_free(const Person& person, const FreeItem& free,
                              DayWindow window, Plan& plan);

}  // namespace backcoach::plan
