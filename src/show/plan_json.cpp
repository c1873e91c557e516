#include <fmt/format.h>

#include "backcoach/render.hpp"
#include "json_values.hpp"
#include "reminders.hpp"

namespace backcoach {
namespace {

using render::OrderedJson;

constexpr std::string_view kPrescription = "prescription";
constexpr int kMinutesPerHour = 60;
constexpr int kHoursPerDay = 24;

OrderedJson number_or_null(int value) {
  return value > 0 ? OrderedJson(value) : OrderedJson(nullptr);
}

OrderedJson dose_value(const ItemDose& dose) {
  return {{"sets", number_or_null(dose.sets)},
          {"reps", number_or_null(dose.reps)},
          {"hold_seconds", number_or_null(dose.hold_seconds)},
          {"per_side", dose.per_side},
          {"minutes", number_or_null(dose.minutes)},
          {"times_per_day", number_or_null(dose.times_per_day)},
          {"every_minutes", number_or_null(dose.every_minutes)}};
}

std::string iso_time(const LocalTime& time) {
  return iso_date(time.date) + "T" + clock_time(time.minutes);
}

OrderedJson item_value(const KnowledgeBase& kb, const PlanItem& item,
                       std::string id) {
  OrderedJson out = {{"id", std::move(id)},
                     {"at", clock_time(item.at)},
                     {"kind", name(item.kind)}};
  out["exercise"] = item.exercise ? OrderedJson(kb.exercises[*item.exercise].id)
                                  : OrderedJson(nullptr);
  out["title"] = item.title;
  out["dose"] = dose_value(item.dose);
  out["lasts_minutes"] = number_or_null(item.lasts_minutes);
  out["counted"] = item.counted;
  out["care"] = item.care;
  out["steps"] = item.steps;
  out["stop_if"] = item.stop_if;
  out["easier"] =
      item.easier.empty() ? OrderedJson(nullptr) : OrderedJson(item.easier);
  out["why"] = item.why;
  out["sources"] = item.sources;
  if (item.prescribed) out["from"] = kPrescription;
  if (item.rung) {
    out["rung"] = {{"now", item.rung->now},
                   {"of", item.rung->of},
                   {"next_when", item.rung->next_when}};
  }
  return out;
}

OrderedJson given_value(const KnowledgeBase& kb, const Answers& answers,
                        const std::vector<FindingIndex>& findings) {
  OrderedJson given = OrderedJson::object();
  for (const FindingIndex index : findings) {
    const Finding& finding = kb.findings[index];
    // A private answer is not repeated in something that may be shared.
    if (finding.sensitive || finding.history) continue;
    given[finding.id] = render::answer_value(finding, answers[index]);
  }
  return given;
}

OrderedJson excluded_value(const KnowledgeBase& kb, const Answers& answers,
                           const Plan& plan) {
  OrderedJson list = OrderedJson::array();
  for (const Exclusion& exclusion : plan.excluded) {
    list.push_back(
        {{"exercise", kb.exercises[exclusion.exercise].id},
         {"because", fmt::format("{}", fmt::join(exclusion.because, " "))},
         {"answers", given_value(kb, answers, exclusion.answers)},
         {"missed", exclusion.missed}});
  }
  for (const Paused& paused : plan.paused) {
    list.push_back(
        {{"exercise", paused.exercise
                          ? OrderedJson(kb.exercises[*paused.exercise].id)
                          : OrderedJson(nullptr)},
         {"because", fmt::format("{}", fmt::join(paused.because, " "))},
         {"answers", given_value(kb, answers, paused.answers)},
         {"title", paused.title},
         {"from", kPrescription}});
  }
  return list;
}

OrderedJson adapted_value(const KnowledgeBase& kb, const Plan& plan) {
  OrderedJson list = OrderedJson::array();
  for (const AdaptedBy& one : plan.adapted) {
    list.push_back({{"id", kb.plan.adaptations[one.adaptation].id},
                    {"because", one.because}});
  }
  return list;
}

OrderedJson lesson_value(const KnowledgeBase& kb, const Plan& plan) {
  if (!plan.lesson) return nullptr;
  const Lesson& lesson = kb.plan.lessons[*plan.lesson];
  return {{"id", lesson.id},
          {"title", lesson.title},
          {"fact", lesson.fact},
          {"do", lesson.action}};
}

OrderedJson blocks_value(const Plan& plan) {
  OrderedJson list = OrderedJson::array();
  for (const PlanBlock& block : plan.blocks) {
    list.push_back({{"id", block.id},
                    {"title", block.title},
                    {"at", clock_time(block.at)},
                    {"exercise_minutes", block.exercise_minutes},
                    {"walk_minutes", block.walk_minutes},
                    {"items", block.items}});
  }
  return list;
}

OrderedJson first_aid_value(const KnowledgeBase& kb, const Plan& plan) {
  const FirstAid& state = plan.first_aid;
  if (state.phase == FirstAidPhase::none) return nullptr;
  const auto date_of = [&](int day) {
    return iso_date(std::chrono::sys_days(plan.date) +
                    std::chrono::days(day - plan.day));
  };
  const DirectionTest& test = kb.plan.direction.tests[state.test];
  const bool found = state.found_day > 0;
  const bool next = state.phase == FirstAidPhase::find;
  OrderedJson out = {{"phase", name(state.phase)}};
  out["direction"] = found ? OrderedJson(test.id) : OrderedJson(nullptr);
  out["exercise"] =
      found ? OrderedJson(kb.exercises[test.use].id) : OrderedJson(nullptr);
  out["times_per_day"] = number_or_null(state.times_per_day);
  out["found_on"] =
      found ? OrderedJson(date_of(state.found_day)) : OrderedJson(nullptr);
  out["next_test"] = next ? OrderedJson(test.id) : OrderedJson(nullptr);
  out["test_on"] = state.test_day > 0 ? OrderedJson(date_of(state.test_day))
                                      : OrderedJson(nullptr);
  out["tests_made"] = state.tests_made;
  return out;
}

OrderedJson limits_value(const PlanLimits& limits) {
  OrderedJson out = {{"rest_hours_left", limits.rest_hours_left}};
  out["rest_ends"] = limits.rest_ends ? OrderedJson(iso_time(*limits.rest_ends))
                                      : OrderedJson(nullptr);
  out["stretches"] = limits.stretches;
  out["sitting_minutes"] = limits.sitting_minutes;
  out["items"] = limits.items;
  out["exercise_minutes"] = limits.exercise_minutes;
  return out;
}

}  // namespace

std::string clock_time(int minutes) {
  return fmt::format("{:02}:{:02}", minutes / kMinutesPerHour % kHoursPerDay,
                     minutes % kMinutesPerHour);
}

render::OrderedJson render::plan_value(const KnowledgeBase& kb,
                                       const Answers& answers, const Plan& plan,
                                       const Setting& setting) {
  OrderedJson items = OrderedJson::array();
  const std::vector<std::string> keys = item_keys(kb, plan);
  for (std::size_t i = 0; i < plan.items.size(); ++i) {
    items.push_back(
        item_value(kb, plan.items[i], iso_date(plan.date) + "-" + keys[i]));
  }
  std::vector<std::string> notes = plan.changes;
  notes.insert(notes.end(), plan.notes.begin(), plan.notes.end());
  // A plan stands only beside self-care or a routine visit: the whole net.
  Decision self_care;
  self_care.plan_allowed = true;
  const bool ahead = setting.today.ok() && plan.date > setting.today;
  OrderedJson out = {
      {"schema", "backcoach/plan/2"},
      {"date", iso_date(plan.date)},
      {"day", plan.day},
      {"stage", name(plan.stage)},
      {"focus", name(plan.focus)},
      {"items", std::move(items)},
      {"blocks", blocks_value(plan)},
      {"first_aid", first_aid_value(kb, plan)},
      {"goal", plan.goal ? OrderedJson(kb.plan.goals[*plan.goal].when.id)
                         : OrderedJson(nullptr)},
      {"let_go", plan.let_go},
      {"excluded", excluded_value(kb, answers, plan)},
      {"adapted", adapted_value(kb, plan)},
      {"lesson", lesson_value(kb, plan)},
      {"notes", std::move(notes)},
      {"limits", limits_value(plan.limits)},
      {"watch_for",
       render::watch_for_value(kb, answers, self_care, setting.region)}};
  // Nobody has answered the danger questions of a day to come.
  if (ahead) {
    out["look_ahead"] = true;
  } else {
    out["next_checkin"] = iso_time(plan.next_checkin);
  }
  out["expires_at"] = iso_time(plan.expires_at);
  out["notice"] = fill(kb, setting.region, kb.notice("not_a_diagnosis"));
  out["knowledge"] = render::knowledge_value(kb);
  out["program"] = setting.program_version;
  out["plan_id"] = plan.plan_id;
  return out;
}

std::string plan_json(const KnowledgeBase& kb, const Answers& answers,
                      const Plan& plan, const Setting& setting,
                      const std::optional<QuestionObject>& next) {
  render::OrderedJson out = render::plan_value(kb, answers, plan, setting);
  out["next"] = render::next_value(kb, next, setting.region);
  return out.dump(2) + "\n";
}

}  // namespace backcoach
