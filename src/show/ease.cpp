#include "render_ease.hpp"

#include "../plan/eligible.hpp"

namespace backcoach {
namespace {

void add_lines(Document& page, Block::Kind kind,
               std::vector<std::string> lines) {
  if (lines.empty()) return;
  page.push_back({kind, {}, std::move(lines), {}, false});
}

}  // namespace

Document compose_ease(const KnowledgeBase& kb, const Answers& answers) {
  const plan::Person person(kb, answers);
  Document page;
  for (std::size_t i = 0; i < kb.exercises.size(); ++i) {
    const Exercise& card = kb.exercises[i];
    if (card.kind != "rest") continue;
    const auto index = static_cast<ExerciseIndex>(i);
    if (!plan::exclusion(person, index).because.empty()) continue;
    page.push_back({Block::Kind::heading, card.name});
    std::vector<std::string> steps = card.steps;
    for (const Gate& care : card.care) {
      if (person.closed(care)) steps.push_back(care.text);
    }
    add_lines(page, Block::Kind::bullets, std::move(steps));
    std::vector<std::string> stop =
        card.standard_stop ? kb.plan.stop_if : std::vector<std::string>();
    stop.insert(stop.end(), card.stop_also.begin(), card.stop_also.end());
    add_lines(page, Block::Kind::bullets, std::move(stop));
  }
  return page;
}

}  // namespace backcoach
