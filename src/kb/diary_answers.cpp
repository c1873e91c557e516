#include "diary_answers.hpp"

#include <algorithm>

namespace backcoach {
namespace {

std::vector<std::string> chosen(const Finding& finding, Choices choices) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < finding.values.size(); ++i) {
    if (((choices.bits >> i) & 1U) != 0) words.push_back(finding.values[i]);
  }
  return words;
}

struct ToValue {
  const Finding& finding;
  std::optional<DiaryValue> operator()(std::monostate) const {
    return std::nullopt;
  }
  std::optional<DiaryValue> operator()(YesNo answer) const {
    return std::string(name(answer));
  }
  std::optional<DiaryValue> operator()(double answer) const { return answer; }
  std::optional<DiaryValue> operator()(Choice answer) const {
    return finding.values[answer.index];
  }
  std::optional<DiaryValue> operator()(Choices answer) const {
    return chosen(finding, answer);
  }
};

bool is_of_checkin(const KnowledgeBase& kb, std::size_t finding) {
  const auto& measures = kb.checkin.measures;
  return std::find(measures.begin(), measures.end(), finding) != measures.end();
}

std::optional<std::size_t> place_of(const Finding& finding,
                                    const std::string& word) {
  const auto it = std::find(finding.values.begin(), finding.values.end(), word);
  if (it == finding.values.end()) return std::nullopt;
  return static_cast<std::size_t>(it - finding.values.begin());
}

struct ToAnswer {
  const Finding& finding;
  Answer operator()(double number) const {
    const bool fits = finding.type == FindingType::number &&
                      number >= finding.min && number <= finding.max;
    return fits ? Answer(number) : Answer{};
  }
  Answer operator()(const std::string& word) const {
    if (finding.type == FindingType::yes_no) {
      const auto answer = yes_no_named(word);
      return answer ? Answer(*answer) : Answer{};
    }
    if (finding.type != FindingType::one_of) return {};
    const auto place = place_of(finding, word);
    return place ? Answer(Choice{static_cast<std::uint8_t>(*place)}) : Answer{};
  }
  Answer operator()(const std::vector<std::string>& words) const {
    Choices choices;
    for (const std::string& word : words) {
      if (const auto place = place_of(finding, word)) {
        choices.bits |= Choices::only(*place).bits;
      }
    }
    const bool fits = finding.type == FindingType::many_of;
    return fits ? Answer(choices) : Answer();
  }
};

}  // namespace

DiaryValues kept_values(const KnowledgeBase& kb, const Answers& answers) {
  DiaryValues out;
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const Finding& finding = kb.findings[i];
    if (finding.sensitive) continue;
    // What the diary works out from its entries is not an entry.
    if (finding.history && !is_of_checkin(kb, i)) continue;
    const auto index = static_cast<FindingIndex>(i);
    auto value = answers.declined(index) && !answers.answered(index)
                     ? std::optional<DiaryValue>(std::string(kSkipped))
                     : std::visit(ToValue{finding}, answers[index]);
    if (value) out.emplace(finding.id, std::move(*value));
  }
  return out;
}

Answers answers_from(const KnowledgeBase& kb, const DiaryValues& values) {
  Answers out(kb.findings.size());
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const auto it = values.find(kb.findings[i].id);
    if (it == values.end() || kb.findings[i].sensitive) continue;
    const auto index = static_cast<FindingIndex>(i);
    if (it->second == DiaryValue(std::string(kSkipped))) {
      out.decline(index);
      continue;
    }
    out.set(index, std::visit(ToAnswer{kb.findings[i]}, it->second));
  }
  return out;
}

Answers with_private_no(const KnowledgeBase& kb, const Answers& answers) {
  Answers all = answers;
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const auto finding = static_cast<FindingIndex>(i);
    const Finding& about = kb.findings[i];
    if (!about.sensitive || about.history || all.answered(finding)) continue;
    if (about.type == FindingType::yes_no) all.set(finding, YesNo::no);
    for (std::size_t v = 0; v < about.values.size(); ++v) {
      if (about.values[v] == name(YesNo::no)) {
        all.set(finding, Choice{static_cast<std::uint8_t>(v)});
      }
    }
  }
  return all;
}

int remove_sensitive(const KnowledgeBase& kb, DiaryEntry& entry) {
  const auto clean = [&](DiaryValues& values) {
    std::size_t gone = 0;
    for (const Finding& finding : kb.findings) {
      if (finding.sensitive) gone += values.erase(finding.id);
    }
    return static_cast<int>(gone);
  };
  if (auto* one = std::get_if<TriageRecord>(&entry.what)) {
    return clean(one->answers);
  }
  if (auto* one = std::get_if<CheckinRecord>(&entry.what)) {
    return clean(one->values);
  }
  if (auto* one = std::get_if<FlareRecord>(&entry.what)) {
    return clean(one->values);
  }
  return 0;
}

}  // namespace backcoach
