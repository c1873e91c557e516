#include <algorithm>
#include <cmath>

#include "../base/edit_distance.hpp"
#include "names.hpp"

namespace backcoach::load {
namespace {

std::string listed(const std::vector<std::string>& values) {
  std::string out;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out += i + 1 == values.size() ? " or " : ", ";
    out += values[i];
  }
  return out;
}

std::string plain(double value) {
  std::string out = std::to_string(value);
  out.erase(out.find_last_not_of('0') + 1);
  if (!out.empty() && out.back() == '.') out.pop_back();
  return out;
}

std::optional<Answer> wrong(Reader& reader, const std::string& key,
                            const Json& json, const Finding& finding,
                            const std::string& takes, std::string help = {}) {
  reader.error(key, "wrong-type",
               "\"" + finding.id + "\" takes " + takes + ", not " +
                   std::string(type_name(json)),
               std::move(help));
  return std::nullopt;
}

/// `["mat","chair"]` for the text "mat,chair", as far as it names values.
std::string example_list(const Finding& finding, const Json& json) {
  std::string list;
  const auto add = [&](const std::string& value) {
    list += (list.empty() ? "" : ",") + ("\"" + value + "\"");
  };
  if (json.is_string()) {
    const auto& words = json.get_ref<const std::string&>();
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end =
          std::min(words.find_first_of(", ;", at), words.size());
      const std::string word = words.substr(at, end - at);
      at = end + 1;
      if (std::find(finding.values.begin(), finding.values.end(), word) !=
          finding.values.end()) {
        add(word);
      }
    }
  }
  constexpr std::size_t kShown = 2;
  if (!list.empty()) return "[" + list + "]";
  for (std::size_t v = 0; v < std::min(kShown, finding.values.size()); ++v) {
    add(finding.values[v]);
  }
  return "[" + list + "]";
}

std::optional<Answer> unknown(Reader& reader, const std::string& key,
                              const std::string& value, const Finding& finding,
                              const std::vector<std::string>& values) {
  const std::string near =
      reader.crowded() ? std::string() : text::nearest(value, values);
  reader.error(key, "unknown-value",
               "\"" + value + "\" is not an answer to \"" + finding.id + "\"",
               near.empty() ? "it takes " + listed(values)
                            : "did you mean \"" + near + "\"?");
  return std::nullopt;
}

std::optional<Answer> read_yes_no(Reader& reader, const std::string& key,
                                  const Json& json, const Finding& finding) {
  if (json.is_boolean()) {
    return Answer(json.get<bool>() ? YesNo::yes : YesNo::no);
  }
  static const std::vector<std::string> kValues = {"yes", "no", "not_sure",
                                                   "prefer_not_to_say"};
  if (!json.is_string()) {
    return wrong(reader, key, json, finding, listed(kValues));
  }
  const auto& value = json.get_ref<const std::string&>();
  if (const auto answer = yes_no_named(value)) return Answer(*answer);
  return unknown(reader, key, value, finding, kValues);
}

std::optional<Answer> read_number(Reader& reader, const std::string& key,
                                  const Json& json, const Finding& finding) {
  const std::string range =
      plain(finding.min) + " to " + plain(finding.max) + " " + finding.unit;
  if (!json.is_number()) {
    return wrong(reader, key, json, finding, "a number from " + range);
  }
  const double value = json.get<double>();
  if (!(value >= finding.min && value <= finding.max)) {
    reader.error(key, "out-of-range", "\"" + finding.id + "\" is out of range",
                 "it takes " + range);
    return std::nullopt;
  }
  if (!finding.history && value != std::floor(value)) {
    reader.error(key, "out-of-range",
                 "\"" + finding.id + "\" takes a whole number",
                 "it takes " + range);
    return std::nullopt;
  }
  return Answer(value);
}

}  // namespace

std::optional<Answer> read_answer(Reader& reader, const std::string& key,
                                  const Json& json, const Finding& finding) {
  if (json.is_null()) return Answer{};
  switch (finding.type) {
    case FindingType::yes_no:
      return read_yes_no(reader, key, json, finding);
    case FindingType::number:
      return read_number(reader, key, json, finding);
    case FindingType::one_of: {
      if (!json.is_string()) {
        return wrong(reader, key, json, finding, listed(finding.values));
      }
      const auto& value = json.get_ref<const std::string&>();
      const auto it =
          std::find(finding.values.begin(), finding.values.end(), value);
      if (it == finding.values.end()) {
        return unknown(reader, key, value, finding, finding.values);
      }
      return Answer(
          Choice{static_cast<std::uint8_t>(it - finding.values.begin())});
    }
    case FindingType::many_of: {
      if (!json.is_array()) {
        return wrong(reader, key, json, finding,
                     "a list of " + listed(finding.values),
                     "a list is written " + example_list(finding, json));
      }
      Choices choices;
      bool good = true;
      for (std::size_t i = 0; i < json.size(); ++i) {
        const std::string item = key + "/" + std::to_string(i);
        const auto it =
            json[i].is_string()
                ? std::find(finding.values.begin(), finding.values.end(),
                            json[i].get_ref<const std::string&>())
                : finding.values.end();
        if (it == finding.values.end()) {
          unknown(
              reader, item,
              json[i].is_string() ? json[i].get<std::string>() : json[i].dump(),
              finding, finding.values);
          good = false;
          continue;
        }
        choices.bits |=
            Choices::only(static_cast<std::size_t>(it - finding.values.begin()))
                .bits;
      }
      if (!good) return std::nullopt;
      return Answer(choices);
    }
  }
  return std::nullopt;
}

Skips skips_of(const KnowledgeBase& kb) {
  Skips skips;
  skips.allowed.resize(kb.findings.size());
  const auto note = [&](const std::vector<Question>& questions) {
    for (const Question& question : questions) {
      if (!question.may_skip) continue;
      for (const FindingIndex finding : question.sets) {
        skips.allowed[finding] = true;
      }
    }
  };
  note(kb.questions);
  note(kb.checkin.questions);
  return skips;
}

SparseAnswers read_example_answers(Reader reader, const Context& context) {
  Skips skips;
  for (const Finding& finding : context.kb.findings) {
    skips.allowed.push_back(finding.grading &&
                            finding.type == FindingType::number);
  }
  SparseAnswers out = read_answers(std::move(reader), context.kb.findings,
                                   context.names.findings, &skips);
  for (const FindingIndex finding : skips.given)
    out.emplace_back(finding, Answer{});
  return out;
}

SparseAnswers read_answers(Reader reader, const std::vector<Finding>& findings,
                           const Names::Index& known, Skips* skips) {
  // Whoever has more mistakes than this is told them all, but not guessed at.
  constexpr int kMostGuesses = 20;
  int guesses = 0;
  const auto nearest = [&](const std::string& id) {
    if (++guesses > kMostGuesses) return std::string();
    text::Nearest found(id);
    for (const auto& [name, index] : known) found.offer(name);
    return found.best();
  };
  SparseAnswers out;
  for (const auto& [id, value] : reader.members().items()) {
    const std::string key = escape_token(id);
    const auto it = known.find(id);
    if (it == known.end()) {
      const std::string near = nearest(id);
      reader.key_error(id, "unknown-finding",
                       "\"" + id + "\" is not an answer that is known here",
                       near.empty() ? "see: backcoach questions template"
                                    : "did you mean \"" + near + "\"?");
      continue;
    }
    if (skips && skips->allowed[it->second] && value == kSkipped) {
      skips->given.push_back(it->second);
      continue;
    }
    if (const auto answer =
            read_answer(reader, key, value, findings[it->second])) {
      if (!std::holds_alternative<std::monostate>(*answer)) {
        out.emplace_back(it->second, *answer);
      }
    }
  }
  return out;
}

}  // namespace backcoach::load
