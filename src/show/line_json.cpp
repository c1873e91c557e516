#include "line_json.hpp"

#include "../base/width.hpp"
#include "json_values.hpp"

namespace backcoach::render {
namespace {

std::string cut(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  // Not in the middle of a character.
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return text.substr(0, end) + "…";
}

std::string one_line(const OrderedJson& json) {
  return text::safe_json(json.dump(-1, ' ', /*ensure_ascii=*/false,
                                   OrderedJson::error_handler_t::replace));
}

}  // namespace

std::string trace_json(const Assessment& now) {
  return one_line(trace_value(now));
}

std::string next_json(const Assessment& now, const Region* region) {
  return one_line(
      next_value(now.kb(), question_object(now, now.decision()), region));
}

std::string issue_json(const Issue& issue, std::size_t more, std::size_t most) {
  OrderedJson out = {{"code", issue.code},
                     {"message", cut(issue.message, most)},
                     {"pointer", cut(issue.where.pointer, most)}};
  if (!issue.help.empty()) out["help"] = cut(issue.help, most);
  if (more > 0) out["more"] = more;
  return one_line(out);
}

}  // namespace backcoach::render
