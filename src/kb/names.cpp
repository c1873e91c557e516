#include <array>
#include <cstddef>
#include <string_view>

#include "backcoach/rules.hpp"

namespace backcoach {
namespace {

constexpr std::array<std::string_view, 3> kTruths = {"no", "unknown", "yes"};
constexpr std::array<std::string_view, 5> kUrgencies = {
    "self_care", "routine", "soon", "same_day", "emergency"};
constexpr std::array<std::string_view, 4> kFocuses = {
    "short_rest", "walking", "stretching", "strengthening"};
constexpr std::array<std::string_view, 6> kStages = {
    "rest", "walk", "mobility", "strength", "maintain", "flare"};
constexpr std::array<std::string_view, 4> kYesNos = {"no", "yes", "not_sure",
                                                     "prefer_not_to_say"};
constexpr std::array<std::string_view, 4> kTypes = {"yes_no", "number",
                                                    "one_of", "many_of"};

template <class Enum, std::size_t n>
std::optional<Enum> named(const std::array<std::string_view, n>& names,
                          std::string_view text) {
  for (std::size_t i = 0; i < n; ++i) {
    if (names[i] == text) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view name(Truth v) { return kTruths[std::size_t(v)]; }
std::string_view name(Urgency v) { return kUrgencies[std::size_t(v)]; }
std::string_view name(Focus v) { return kFocuses[std::size_t(v)]; }
std::string_view name(Stage v) { return kStages[std::size_t(v)]; }
std::string_view name(YesNo v) { return kYesNos[std::size_t(v)]; }
std::string_view name(FindingType v) { return kTypes[std::size_t(v)]; }

std::optional<Truth> truth_named(std::string_view text) {
  return named<Truth>(kTruths, text);
}
std::optional<Urgency> urgency_named(std::string_view text) {
  return named<Urgency>(kUrgencies, text);
}
std::optional<Focus> focus_named(std::string_view text) {
  return named<Focus>(kFocuses, text);
}
std::optional<Stage> stage_named(std::string_view text) {
  return named<Stage>(kStages, text);
}
std::optional<YesNo> yes_no_named(std::string_view text) {
  return named<YesNo>(kYesNos, text);
}

}  // namespace backcoach
