/// \file
/// How a go at exercises went, as a light.
#pragma once

#include <optional>
#include <string_view>

#include "backcoach/daily_check.hpp"

namespace backcoach {

enum class Light { green, amber, red };

[[nodiscard]] std::string_view name(Light light);
[[nodiscard]] std::optional<Light> light_named(std::string_view text);

/// Pain of one go, 0 to 10. What is not known is left out.
struct ExercisePain {
  std::optional<double> before;
  std::optional<double> during;   ///< the highest
  std::optional<double> morning;  ///< of the next day, before much was done
  bool sharp = false;             ///< sharp, shooting or catching
  bool leg_further_down = false;
  bool new_numbness = false;
  bool new_weakness = false;
  bool sleep_broken = false;       ///< newly, by pain
  bool settled_in_an_hour = true;  ///< back to where it was
  bool settled_in_a_day = true;
  friend bool operator==(const ExercisePain&, const ExercisePain&) = default;
};

/// Red is looked at first, then green; everything else is amber. Green needs
/// all three numbers: what is not known is never called good.
/// \source data/plan.json, traffic_light
[[nodiscard]] Light traffic_light(const LightRules& rules,
                                  const ExercisePain& pain);

}  // namespace backcoach
