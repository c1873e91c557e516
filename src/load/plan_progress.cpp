#include <cstdlib>

#include "plan_sections.hpp"

namespace backcoach::load {
namespace {

/// A range of days; null as its end means "and after".
Range read_days(Reader& reader) {
  const Json* list = reader.raw("days");
  if (!list) return {};
  const bool well_formed =
      list->is_array() && list->size() == 2 && (*list)[0].is_number_integer() &&
      ((*list)[1].is_number_integer() || (*list)[1].is_null());
  if (!well_formed) {
    reader.error("days", "wrong-type",
                 "\"days\" is not a pair of whole numbers",
                 "write [3, 6], or [7, null] for 7 and more");
    return {};
  }
  return {(*list)[0].get<int>(),
          (*list)[1].is_null() ? 0 : (*list)[1].get<int>()};
}

void read_up(Reader& entry, ProgressRules& progress) {
  if (auto up = entry.object("up")) {
    progress.green_days = read_count(*up, "green_days_acute");
    progress.volume_percent_per_week =
        read_range(*up, "volume_percent_per_week").high;
  }
  // The larger of the two: less is the safe side.
  if (auto down = entry.object("down")) {
    progress.red_percent = read_range(*down, "reps_percent").high;
  }
}

void read_flare(Reader& entry, ProgressRules& progress) {
  auto flare = entry.object("flare");
  if (!flare) return;
  if (auto enter = flare->object("enter")) {
    progress.flare_above_mean = enter->number("above_weekly_mean", 0);
    progress.flare_hours = read_count(*enter, "for_hours");
    if (auto red = enter->object("or_red_days")) {
      progress.flare_red_days = read_count(*red, "count");
      progress.flare_within_days = read_count(*red, "days");
    }
  }
  for (Reader& part : flare->objects("days")) {
    FlareDays days;
    days.days = read_days(part);
    days.menu = part.has("stages");
    days.percent = part.integer("percent_of_last_green", 0);
    days.text = part.text("text");
    progress.flare.push_back(std::move(days));
  }
}

std::optional<MissedRule::Then> named_then(std::string_view word) {
  using Then = MissedRule::Then;
  if (word == "same_dose") return Then::same_dose;
  if (word == "one_step_down") return Then::one_step_down;
  if (word == "re_enter") return Then::re_enter;
  return std::nullopt;
}

void read_light(Reader& reader, const Context& context,
                ProgressRules& progress) {
  auto light = reader.object("traffic_light");
  if (!light) return;
  if (auto amber = light->object("amber")) {
    if (auto action = amber->object("action")) {
      progress.amber_in_a_row = read_count(*action, "in_a_row");
      progress.amber_percent = std::abs(action->integer("then_percent", 0));
    }
  }
  if (auto only = light->object("only_green")) {
    progress.only_green = read_gate(*only, context, "when", "text");
    progress.only_green.unknown_counts_as_yes = true;
    progress.only_green_flare_days = read_count(*only, "also_days_of_flare");
  }
}

void read_words(Reader& entry, ProgressWords& words) {
  auto changes = entry.object("changes");
  if (!changes) return;
  const std::pair<const char*, std::string*> texts[] = {
      {"more_walking", &words.more_walking},
      {"more_exercise", &words.more_exercise},
      {"hold", &words.hold},
      {"same", &words.same},
      {"less_after_amber", &words.less_after_amber},
      {"less_after_red", &words.less_after_red},
      {"stage_up", &words.stage_up},
      {"stage_down", &words.stage_down}};
  for (const auto& [key, text] : texts) *text = changes->text(key);
  changes->finish();
}

void read_ahead(Reader& reader, const Context& context, AheadRules& ahead) {
  auto entry = reader.object("days_ahead");
  if (!entry) return;
  ahead.days_at_most = read_count(*entry, "days_at_most");
  ahead.text = entry->text("text");
  ahead.pain_finding = read_number_finding(*entry, context, "pain_finding");
  ahead.days_finding = read_number_finding(*entry, context, "days_finding");
  if (auto improving = entry->object("improving")) {
    ahead.improving_finding =
        read_finding(*improving, context, "finding").value_or(0);
    ahead.improving_drop = read_count(*improving, "pain_drop_at_least");
    improving->finish();
  }
  if (auto change = entry->object("pain_change_per_day")) {
    ahead.green = change->number("green", 0);
    ahead.amber = change->number("amber", 0);
    ahead.red = change->number("red", 0);
    ahead.missed = change->number("missed", 0);
    change->finish();
  }
  entry->finish();
}

}  // namespace

void read_walking_progress(Reader& walking, const Context& context,
                           ProgressRules& progress) {
  accept(walking, {"next_step_after_green_days"});
  progress.green_days_acute =
      read_count(walking, "next_step_after_green_days_acute");
  if (auto acute = walking.object("acute")) {
    progress.acute.when = read_condition_at(*acute, context, "when");
    acute->finish();
  }
  progress.minutes_more = read_range(walking, "minutes_more_per_walk");
  progress.walking_percent_per_week =
      read_count(walking, "max_rise_percent_per_week");
}

void read_progress(Reader& reader, const Context& context, PlanRules& rules) {
  read_light(reader, context, rules.progress);
  read_ahead(reader, context, rules.ahead);
  auto entry = reader.object("progress");
  if (!entry) return;
  read_up(*entry, rules.progress);
  read_flare(*entry, rules.progress);
  read_words(*entry, rules.progress.words);
  rules.progress.volume_percent_least =
      read_count(*entry, "volume_percent_least");
  for (Reader& part : entry->objects("missed")) {
    MissedRule missed;
    missed.days = read_days(part);
    missed.then = part.word<MissedRule::Then>("then", named_then,
                                              MissedRule::Then::same_dose);
    missed.text = part.text("text");
    rules.progress.missed.push_back(std::move(missed));
  }
}

}  // namespace backcoach::load
