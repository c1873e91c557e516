#include <algorithm>
#include <cmath>

#include "../text/edit_distance.hpp"
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
                            const std::string& takes) {
  reader.error(key, "wrong-type",
               "\"" + finding.id + "\" takes " + takes + ", not " +
                   std::string(type_name(json)));
  return std::nullopt;
}

std::optional<Answer> unknown(Reader& reader, const std::string& key,
                              const std::string& value, const Finding& finding,
                              const std::vector<std::string>& values) {
  const std::string near = text::nearest(value, values);
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
                     "a list of " + listed(finding.values));
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
        choices.bits |= 1U << (it - finding.values.begin());
      }
      if (!good) return std::nullopt;
      return Answer(choices);
    }
  }
  return std::nullopt;
}

SparseAnswers read_answers(Reader reader, const std::vector<Finding>& findings,
                           const Names::Index& known) {
  // Whoever has more mistakes than this is told them all, but not guessed at.
  constexpr int kMostGuesses = 20;
  int guesses = 0;
  // Gathered for the first mistake only: most files have none, and there may
  // be as many examples as there are names.
  std::vector<std::string> names;
  const auto nearest = [&](const std::string& id) {
    if (++guesses > kMostGuesses) return std::string();
    if (names.empty()) {
      for (const auto& [name, index] : known) names.push_back(name);
    }
    return text::nearest(id, names);
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
