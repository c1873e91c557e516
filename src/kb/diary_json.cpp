#include "diary_json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "../base/width.hpp"

namespace backcoach::render {
namespace {

using OrderedJson = nlohmann::ordered_json;

OrderedJson number(double value) {
  constexpr double kExact = 9007199254740992;  // 2^53
  if (!(value > -kExact && value < kExact)) return value;
  const auto whole = static_cast<std::int64_t>(value);
  if (static_cast<double>(whole) == value) return whole;
  return value;
}

OrderedJson values_of(const DiaryValues& values) {
  struct Visitor {
    OrderedJson operator()(double value) const { return number(value); }
    OrderedJson operator()(const std::string& value) const { return value; }
    OrderedJson operator()(const std::vector<std::string>& value) const {
      return value;
    }
  };
  // Added at the end: to set a name looks through all that are there.
  OrderedJson::object_t out;
  out.reserve(values.size());
  for (const auto& [name, value] : values) {
    out.emplace_back(name, std::visit(Visitor{}, value));
  }
  return out;
}

/// What a decision says beside itself, as far as it says anything.
void add_notes(const TriageRecord& one, OrderedJson& out) {
  for (const auto& [id, what] : one.ends) {
    out["ends"].push_back({{"id", id}, {"what", what}});
  }
  for (const SeenNote& seen : one.seen) {
    out["seen"].push_back({{"group", seen.group},
                           {"exercise", seen.exercise},
                           {"rules", seen.rules}});
  }
  if (!one.open.empty()) out["open"] = one.open;
  if (!one.rests_on.empty()) out["rests_on"] = one.rests_on;
  if (!one.groups.empty()) out["groups"] = one.groups;
  if (!one.continues.empty()) out["continues"] = one.continues;
  if (!one.of.empty()) out["of"] = one.of;
}

OrderedJson record(const TriageRecord& one) {
  OrderedJson rules = OrderedJson::array();
  for (const FiredRule& fired : one.rules) {
    rules.push_back({{"rule", fired.rule}, {"outcome", fired.outcome}});
  }
  OrderedJson out = {{"origin", one.origin},
                     {"urgency", one.urgency},
                     {"focus", one.focus},
                     {"stage", one.stage},
                     {"row", one.row},
                     {"plan_allowed", one.plan_allowed},
                     {"rules", std::move(rules)},
                     {"decision_id", one.decision_id},
                     {"knowledge", one.knowledge},
                     {"answers", values_of(one.answers)},
                     {"whole", one.whole}};
  add_notes(one, out);
  return out;
}

OrderedJson record(const CheckinRecord& one) {
  return {{"light", one.light}, {"values", values_of(one.values)}};
}

OrderedJson record(const SessionRecord& one) {
  OrderedJson list = OrderedJson::array();
  for (const SessionExercise& done : one.exercises) {
    list.push_back({{"exercise", done.exercise},
                    {"planned_sets", done.planned_sets},
                    {"planned_reps", done.planned_reps},
                    {"planned_seconds", done.planned_seconds},
                    {"done_sets", done.done_sets},
                    {"done_reps", done.done_reps},
                    {"done_seconds", done.done_seconds},
                    {"before", number(done.before)},
                    {"during", number(done.during)},
                    {"after", number(done.after)},
                    {"stopped", done.stopped}});
  }
  OrderedJson out = {{"end", one.end}, {"exercises", std::move(list)}};
  if (!one.values.empty()) out["values"] = values_of(one.values);
  return out;
}

OrderedJson record(const FlareRecord& one) {
  return {{"values", values_of(one.values)}};
}

OrderedJson record(const PastRecord&) { return OrderedJson::object(); }

}  // namespace

std::string entry_line(const DiaryEntry& entry) {
  OrderedJson out = {{"schema", "backcoach/diary_entry/1"},
                     {"id", entry.id},
                     {"kind", kind(entry)},
                     {"date", entry.date},
                     {"at", entry.at},
                     {"changed", entry.changed}};
  if (!entry.changed_utc.empty()) out["changed_utc"] = entry.changed_utc;
  if (!entry.note.empty()) out["note"] = entry.note;
  out[std::string(kind(entry))] =
      std::visit([](const auto& one) { return record(one); }, entry.what);
  return text::safe_json(out.dump(-1, ' ', /*ensure_ascii=*/false,
                                  OrderedJson::error_handler_t::replace)) +
         "\n";
}

std::string values_text(const DiaryValues& values) {
  return values_of(values).dump();
}

std::optional<DiaryValues> values_from(const std::string& text) {
  const auto object = nlohmann::json::parse(text, nullptr,
                                            /*allow_exceptions=*/false);
  if (!object.is_object()) return std::nullopt;
  DiaryValues out;
  for (const auto& [name, value] : object.items()) {
    const bool words =
        value.is_array() &&
        std::all_of(value.begin(), value.end(),
                    [](const auto& one) { return one.is_string(); });
    if (value.is_number()) {
      out.emplace_hint(out.end(), name, value.get<double>());
    } else if (value.is_string()) {
      out.emplace_hint(out.end(), name, value.get<std::string>());
    } else if (words) {
      out.emplace_hint(out.end(), name, value.get<std::vector<std::string>>());
    } else {
      return std::nullopt;
    }
  }
  return out;
}

}  // namespace backcoach::render
