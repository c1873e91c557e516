#include <algorithm>
#include <array>
#include <cmath>

#include "../base/edit_distance.hpp"
#include "names.hpp"

namespace backcoach::load {
namespace {

std::vector<std::string> keys_of(const Names::Index& index) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : index) keys.push_back(key);
  return keys;
}

std::vector<Condition> read_parts(Reader& reader, const Context& context,
                                  std::string_view key) {
  std::vector<Condition> parts;
  for (Reader& part : reader.objects(key)) {
    parts.push_back(read_condition(part, context));
  }
  return parts;
}

Number read_number(Reader reader, const Context& context);

std::vector<Number> read_numbers(Reader& reader, const Context& context,
                                 std::string_view key) {
  std::vector<Number> parts;
  const Json* list = reader.raw(key);
  if (!list || !list->is_array()) return parts;
  for (std::size_t i = 0; i < list->size(); ++i) {
    Reader part(
        reader.document(), (*list)[i],
        reader.pointer() + "/" + std::string(key) + "/" + std::to_string(i),
        reader.issues());
    if ((*list)[i].is_object()) parts.push_back(read_number(part, context));
  }
  return parts;
}

Number read_number(Reader reader, const Context& context) {
  Number number;
  if (reader.has("finding") || reader.has("history")) {
    const std::string key = reader.has("finding") ? "finding" : "history";
    number.finding = read_finding(reader, context, key).value_or(0);
    const Finding& finding = context.kb.findings[number.finding];
    if (finding.type != FindingType::number) {
      reader.error(key, "wrong-type", "\"" + finding.id + "\" is not a number");
    }
  } else if (reader.has("sum")) {
    number.kind = Number::Kind::sum;
    number.parts = read_numbers(reader, context, "sum");
  } else if (reader.has("difference")) {
    number.kind = Number::Kind::difference;
    number.parts = read_numbers(reader, context, "difference");
    if (number.parts.size() != 2) {
      reader.error("difference", "wrong-type",
                   "a difference takes exactly two numbers");
      number = {};
    }
  } else if (reader.has("first_of")) {
    number.kind = Number::Kind::first_of;
    number.parts = read_numbers(reader, context, "first_of");
  } else if (const Json* times = reader.raw("times", false)) {
    number.kind = Number::Kind::times;
    if (times->is_array() && times->size() == 2 && (*times)[1].is_number()) {
      Reader part(reader.document(), (*times)[0], reader.pointer() + "/times/0",
                  reader.issues());
      number.factor = (*times)[1].get<double>();
      number.parts.push_back(read_number(part, context));
    } else {
      reader.error("times", "wrong-type",
                   "\"times\" takes a number expression and a factor");
      number = {};
    }
  } else {
    reader.error("", "unknown-condition", "this is not a number expression",
                 "use finding, history, sum, difference, times or first_of");
  }
  reader.finish();
  return number;
}

Condition read_compare(Reader& reader, Number number) {
  Compare compare;
  compare.number = std::move(number);
  bool bounded = false;
  const auto bound = [&](std::string_view key, double& target) {
    if (!reader.has(key)) return false;
    target = reader.number(key, target);
    bounded = true;
    return true;
  };
  bound("at_least", compare.low);
  bound("at_most", compare.high);
  compare.low_open = bound("more_than", compare.low);
  compare.high_open = bound("less_than", compare.high);
  if (bound("equals", compare.low)) compare.high = compare.low;
  if (!bounded) {
    reader.error("", "unknown-condition", "a number needs a bound",
                 "add at_least, at_most, more_than, less_than or equals");
  } else if (compare.low > compare.high) {
    reader.error("", "out-of-range", "no number lies between these bounds");
  }
  return {std::move(compare)};
}

Condition read_yes_no(Reader& reader, FindingIndex finding) {
  if (reader.has("plainly") ||
      (reader.has("is") && !reader.has("doubt") && reader.text("is") == "no")) {
    const std::string key = reader.has("plainly") ? "plainly" : "is";
    const YesNo answer = reader.word(key, yes_no_named, YesNo::yes);
    return {Plainly{finding, answer}};
  }
  Sign sign{finding, std::nullopt};
  if (reader.word("is", yes_no_named, YesNo::yes) != YesNo::yes) {
    reader.error("is", "unknown-value", "a sign is \"yes\"",
                 "for another answer write \"plainly\"");
  }
  if (reader.has("doubt")) {
    sign.doubt = reader.word("doubt", yes_no_named, YesNo::no) == YesNo::yes;
  }
  return {sign};
}

std::optional<std::uint8_t> value_index(Reader& reader, const Finding& finding,
                                        const std::string& value,
                                        const std::string& key) {
  const auto it =
      std::find(finding.values.begin(), finding.values.end(), value);
  if (it != finding.values.end()) {
    return static_cast<std::uint8_t>(it - finding.values.begin());
  }
  const std::string near = text::nearest(value, finding.values);
  std::string help = "it takes:";
  for (const std::string& known : finding.values) help += " " + known;
  reader.error(key, "unknown-value",
               "\"" + value + "\" is not a value of \"" + finding.id + "\"",
               near.empty() ? help : "did you mean \"" + near + "\"?");
  return std::nullopt;
}

Condition read_choice(Reader& reader, FindingIndex index,
                      const Finding& finding) {
  ChoiceIn choice{index, 0};
  const auto allow = [&](const std::string& value, const std::string& key) {
    if (const auto found = value_index(reader, finding, value, key)) {
      choice.values |= 1U << *found;
    }
  };
  if (reader.has("in")) {
    const std::vector<std::string> values = reader.texts("in");
    for (std::size_t i = 0; i < values.size(); ++i) {
      allow(values[i], "in/" + std::to_string(i));
    }
  } else {
    allow(reader.text("is"), "is");
  }
  return {choice};
}

Condition read_finding_condition(Reader& reader, const Context& context) {
  const auto index = read_finding(reader, context, "finding");
  if (!index) {
    // Do not report the rest of the leaf as unknown keys too.
    reader.accept_all();
    return {AllOf{}};
  }
  const Finding& finding = context.kb.findings[*index];
  if (reader.has("answered")) {
    if (!finding.grading) {
      reader.error("answered", "unknown-condition",
                   "only a grading finding can be asked whether it was "
                   "answered");
    }
    return {Answered{*index, reader.flag("answered", true)}};
  }
  switch (finding.type) {
    case FindingType::yes_no:
      return read_yes_no(reader, *index);
    case FindingType::number: {
      Number number;
      number.finding = *index;
      return read_compare(reader, std::move(number));
    }
    case FindingType::one_of:
      return read_choice(reader, *index, finding);
    case FindingType::many_of: {
      const auto value =
          value_index(reader, finding, reader.text("has"), "has");
      return {Has{*index, value.value_or(0)}};
    }
  }
  return {AllOf{}};
}

}  // namespace

std::optional<std::uint16_t> Names::find(const Index& index,
                                         std::string_view id,
                                         std::string_view what, Reader& reader,
                                         const std::string& key) {
  if (const auto it = index.find(id); it != index.end()) return it->second;
  const std::string near = text::nearest(id, keys_of(index));
  reader.error(key, "unknown-" + std::string(what),
               "unknown " + std::string(what) + " \"" + std::string(id) + "\"",
               near.empty() ? "" : "did you mean \"" + near + "\"?");
  return std::nullopt;
}

std::optional<FindingIndex> read_finding(Reader& reader, const Context& context,
                                         const std::string& key) {
  const std::string id = reader.text(key);
  if (id.empty()) return std::nullopt;
  return Names::find(context.names.findings, id, "finding", reader, key);
}

Condition read_condition(Reader reader, const Context& context) {
  Condition condition;
  if (reader.has("at_least") && reader.has("of")) {
    AtLeast is;
    is.count = reader.integer("at_least", 1);
    is.parts = read_parts(reader, context, "of");
    if (is.count < 1 || is.count > static_cast<int>(is.parts.size())) {
      reader.error("at_least", "out-of-range",
                   "this count can never be met or is always met",
                   "give a count from 1 to the number of parts");
      is.count = 1;
    }
    condition.is = std::move(is);
  } else if (reader.has("all_of")) {
    condition.is = AllOf{read_parts(reader, context, "all_of")};
  } else if (reader.has("any_of")) {
    condition.is = AnyOf{read_parts(reader, context, "any_of")};
  } else if (reader.has("none_of")) {
    condition.is = NoneOf{read_parts(reader, context, "none_of")};
  } else if (reader.has("fact")) {
    const auto fact = Names::find(context.names.facts, reader.text("fact"),
                                  "fact", reader, "fact");
    if (fact) condition.is = FactIs{*fact};
  } else if (reader.has("rule")) {
    const auto rule = Names::find(context.names.rules, reader.text("rule"),
                                  "rule", reader, "rule");
    Urgency least = Urgency::routine;
    if (reader.has("urgency")) {
      least = reader.word("urgency", urgency_named, least);
    }
    if (rule) condition.is = RuleFires{*rule, least};
  } else if (reader.has("number") || reader.has("history")) {
    Number number;
    if (reader.has("history")) {
      number.finding = read_finding(reader, context, "history").value_or(0);
    } else if (auto expression = reader.object("number")) {
      number = read_number(*expression, context);
    }
    condition = read_compare(reader, std::move(number));
  } else if (reader.has("finding")) {
    condition = read_finding_condition(reader, context);
  } else {
    reader.error("", "unknown-condition", "this is not a condition",
                 "use all_of, any_of, none_of, at_least with of, fact, rule, "
                 "finding, number or history");
    return condition;
  }
  reader.finish();
  return condition;
}

Condition read_condition_at(Reader& reader, const Context& context,
                            std::string_view key) {
  auto object = reader.object(key);
  return object ? read_condition(*object, context) : Condition{};
}

}  // namespace backcoach::load
