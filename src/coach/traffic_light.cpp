#include "traffic_light.hpp"

namespace backcoach {
namespace {

bool is_red(const LightRules& rules, const ExercisePain& pain) {
  if (pain.red_sign) return true;
  if (!pain.before) return false;
  const double before = *pain.before;
  if (pain.during) {
    const double rise = *pain.during - before;
    if (rise >= rules.red_rise) return true;
    if (*pain.during >= rules.red_during &&
        before <= rules.red_during_before_at_most) {
      return true;
    }
    if (before >= rules.red_high_before && rise >= rules.red_high_rise) {
      return true;
    }
  }
  return pain.morning && *pain.morning - before >= rules.red_morning_above;
}

bool is_green(const LightRules& rules, const ExercisePain& pain) {
  if (!pain.before || !pain.during || !pain.morning) return false;
  const double rise = *pain.during - *pain.before;
  const bool quiet =
      rise <= rules.green_rise && *pain.during <= rules.green_during;
  const bool steady = *pain.before >= rules.green_steady_before &&
                      rise <= rules.green_steady_rise;
  return (quiet || steady) && !pain.never_green &&
         *pain.morning - *pain.before <= rules.green_morning_above;
}

}  // namespace

std::string_view name(Light light) {
  switch (light) {
    case Light::green:
      return "green";
    case Light::amber:
      return "amber";
    case Light::red:
      return "red";
  }
  return {};
}

std::optional<Light> light_named(std::string_view text) {
  for (const Light light : {Light::green, Light::amber, Light::red}) {
    if (name(light) == text) return light;
  }
  return std::nullopt;
}

Light traffic_light(const LightRules& rules, const ExercisePain& pain) {
  if (is_red(rules, pain)) return Light::red;
  return is_green(rules, pain) ? Light::green : Light::amber;
}

bool is_settled(const LightRules& rules, const ExercisePain& pain) {
  if (pain.red_sign || !pain.before || !pain.during || !pain.morning) {
    return false;
  }
  const bool low = *pain.during <= rules.settled_during ||
                   *pain.during - *pain.before <= rules.settled_rise;
  return low && *pain.morning - *pain.before <= rules.settled_morning_above;
}

bool is_mild_ache(const LightRules& rules, const ExercisePain& pain) {
  if (pain.red_sign || pain.never_green || !pain.before || !pain.during ||
      !pain.morning) {
    return false;
  }
  return *pain.during - *pain.before <= rules.mild_rise &&
         *pain.during <= rules.mild_during &&
         *pain.morning - *pain.before <= rules.mild_morning_above;
}

}  // namespace backcoach
