#include "shown_change.hpp"

#include <map>

#include "backcoach/render.hpp"

namespace backcoach::authoring {

namespace {

/// Answered "no", or with the first of several values: it only fills up.
bool is_plain(const Finding& finding, const Answer& answer) {
  if (finding.type == FindingType::one_of) return answer == Answer(Choice{0});
  return answer == Answer(YesNo::no);
}

}  // namespace

ShownChange shown_change(const ChangeKind& kind, const KnowledgeBase& older,
                         const Answers& was, const KnowledgeBase& newer,
                         const Answers& now) {
  ShownChange out{.kind = kind,
                  .answers = {},
                  .diary = {},
                  .in_words = {},
                  .was = verdict_of(older, was),
                  .now = verdict_of(newer, now)};
  struct Named {
    std::string value;
    std::string words;
    bool diary = false;
    bool plain = false;
  };
  std::map<std::string, Named> all;
  const auto add = [&](const KnowledgeBase& kb, const Answers& answers) {
    for (std::size_t i = 0; i < answers.size(); ++i) {
      const auto index = static_cast<FindingIndex>(i);
      if (!answers.answered(index)) continue;
      const Finding& finding = kb.findings[i];
      all[finding.id] = {
          answer_text(finding, answers[index]),
          finding.means + ": " + answer_words(finding, answers[index]),
          finding.history, is_plain(finding, answers[index])};
    }
  };
  add(older, was);
  add(newer, now);
  std::size_t plain = 0;
  for (auto& [id, named] : all) {
    (named.diary ? out.diary : out.answers).emplace_back(id, named.value);
    if (all.size() > kFewAnswers && named.plain) {
      ++plain;
    } else {
      out.in_words.push_back(std::move(named.words));
    }
  }
  if (plain > 0) {
    out.in_words.push_back(std::to_string(plain) +
                           " other answers: no, or nothing special");
  }
  return out;
}

}  // namespace backcoach::authoring
