/// \file
/// How a go at exercises went, as a light.
#pragma once

#include <optional>
#include <string_view>

#include "backcoach/coach_rules.hpp"

namespace backcoach {

enum class Light { green, amber, red };

[[nodiscard]] std::string_view name(Light light);
[[nodiscard]] std::optional<Light> light_named(std::string_view text);

/// Pain of one go, 0 to 10. What is not known is left out.
struct ExercisePain {
  std::optional<double> before;
  std::optional<double> during;   ///< the highest
  std::optional<double> morning;  ///< of the next day, before much was done
  bool red_sign = false;          ///< a sign that is red by itself
  bool never_green = false;       ///< a sign that keeps it from being good
  friend bool operator==(const ExercisePain&, const ExercisePain&) = default;
};

/// Red is looked at first, then green; everything else is amber. Green needs
/// all three numbers: what is not known is never called good.
/// \source data/plan.json, traffic_light
[[nodiscard]] Light traffic_light(const LightRules& rules,
                                  const ExercisePain& pain);

/// Whether pain stayed low and was as before by the next morning, so that the
/// dose may stay as it is. \source data/plan.json, traffic_light/settled
[[nodiscard]] bool is_settled(const LightRules& rules,
                              const ExercisePain& pain);

/// Whether an ache is mild enough to count as good, where mild aches may.
/// \source data/plan.json, traffic_light/mild_ache
[[nodiscard]] bool is_mild_ache(const LightRules& rules,
                                const ExercisePain& pain);

}  // namespace backcoach
