#include "ahead_output.hpp"

#include <fmt/format.h>

#include "../base/number.hpp"

namespace backcoach::cli {

std::optional<std::vector<DayLight>> read_lights(const Arguments& arguments,
                                                 Context& context) {
  if (!arguments.has("if")) return std::vector<DayLight>{DayLight::green};
  const std::string text = arguments.value("if");
  if (const auto light = day_light_named(text)) return std::vector{*light};
  std::vector<DayLight> lights;
  for (const char letter : text) {
    std::optional<DayLight> found;
    for (const DayLight light :
         {DayLight::green, DayLight::amber, DayLight::red, DayLight::missed}) {
      if (name(light).front() == letter) found = light;
    }
    if (!found) {
      context.complain(fmt::format(
          "error: --if \"{}\" is not known. Write green, amber, red or missed, "
          "or one letter a day, such as gggarm.",
          text));
      return std::nullopt;
    }
    lights.push_back(*found);
  }
  if (lights.empty()) {
    context.complain(
        "error: --if needs green, amber, red or missed, or one letter a day.");
    return std::nullopt;
  }
  return lights;
}

std::optional<int> read_days(const Arguments& arguments, Context& context,
                             const KnowledgeBase& kb) {
  if (!arguments.has("days")) return 0;
  const auto number = text::whole_number(arguments.value("days"));
  if (number && *number >= 1 && *number <= kb.plan.ahead.days_at_most) {
    return number;
  }
  context.complain(fmt::format("error: --days takes a number from 1 to {}.",
                               kb.plan.ahead.days_at_most));
  return std::nullopt;
}

}  // namespace backcoach::cli
