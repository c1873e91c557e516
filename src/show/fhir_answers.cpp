#include "fhir_answers.hpp"

#include <algorithm>

namespace backcoach::render {

OrderedJson fhir_coding(std::string_view code, std::string_view display) {
  return {{"system", kAnswerSystem}, {"code", code}, {"display", display}};
}

std::string fhir_display(std::string_view id) {
  std::string out(id);
  std::replace(out.begin(), out.end(), '_', ' ');
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') {
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
  }
  return out;
}

OrderedJson fhir_answers(const Finding& finding, const Answer& answer) {
  OrderedJson out = OrderedJson::array();
  const auto coded = [&](std::string_view code) {
    out.push_back({{"valueCoding", fhir_coding(code, fhir_display(code))}});
  };
  const OrderedJson value = answer_value(finding, answer);
  if (value.is_number()) {
    out.push_back({{"valueDecimal", value}});
  } else if (value.is_string()) {
    coded(value.get<std::string>());
  } else if (value.is_array()) {
    for (const auto& one : value) coded(one.get<std::string>());
    if (value.empty()) coded(kNone);
  }
  return out;
}

}  // namespace backcoach::render
