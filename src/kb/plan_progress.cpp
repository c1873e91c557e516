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

void read_ladders(Reader& entry, LadderRules& ladders) {
  ladders.first_reps_at_most = read_count(entry, "first_reps_at_most");
  ladders.hold_seconds_more = read_count(entry, "hold_seconds_more");
  ladders.minutes_more = read_count(entry, "minutes_more");
  ladders.first_minutes_at_most = read_count(entry, "first_minutes_at_most");
  for (Reader& part : entry.objects("rules")) {
    LadderRule rule;
    rule.goals = part.texts("goals");
    rule.green_sessions = read_count(part, "green_sessions");
    rule.reps_more = read_count(part, "reps_more");
    if (rule.reps_more == 0) {
      part.error("reps_more", "out-of-range", "a rung is at least 1 more");
    }
    part.finish();
    ladders.rules.push_back(std::move(rule));
  }
  if (ladders.rules.empty() || !ladders.rules.back().goals.empty()) {
    entry.error("rules", "missing-key", "the last rule is for every other goal",
                "end with a rule whose \"goals\" is []");
  }
  if (auto easy = entry.object("too_easy")) {
    ladders.too_easy_in_a_row = read_count(*easy, "in_a_row");
    ladders.too_easy_rungs = read_count(*easy, "rungs_up");
    easy->finish();
  }
  if (auto much = entry.object("too_much")) {
    ladders.too_much_rungs = read_count(*much, "rungs_down");
    much->finish();
  }
  if (auto words = entry.object("next_when")) {
    ladders.next_more = words->text("more");
    ladders.next_held = words->text("held");
    ladders.next_top = words->text("top");
    words->finish();
  }
  entry.finish();
}

void read_kept(Reader& entry, const Context& context, ProgressRules& progress) {
  progress.keep_below_pain = entry.number("unless_pain_at_least", 0);
  progress.keep_checkins = read_count(entry, "checkins_in_a_row");
  progress.keep_while = read_bare_gate(entry, context, "while");
  for (Reader& part : entry.objects("caps")) {
    StageCap cap;
    cap.when = read_gate(part, context, "when", "text");
    cap.when.id = part.text("id");
    cap.stage = part.word("stage", stage_named, Stage::walk);
    part.finish();
    progress.caps.push_back(std::move(cap));
  }
  entry.finish();
}

void read_down(Reader& entry, ProgressRules& progress) {
  if (auto red = entry.object("red")) {
    progress.red_rungs = read_count(*red, "rungs_down");
    progress.walk_percent = read_count(*red, "walk_percent");
    progress.left_out_text = red->text("left_out_text");
    red->finish();
  }
  if (auto amber = entry.object("amber")) {
    progress.settled_in_a_row = read_count(*amber, "settled_in_a_row");
    progress.amber_in_a_row = read_count(*amber, "in_a_row");
    progress.amber_rungs = read_count(*amber, "rungs_down");
    amber->finish();
  }
}

void read_flare(Reader& entry, FlareRules& rules) {
  if (auto enter = entry.object("enter")) {
    rules.above_mean = enter->number("above_weekly_mean", 0);
    rules.hours = read_count(*enter, "for_hours");
    if (auto red = enter->object("or_red_days")) {
      rules.red_days = read_count(*red, "count");
      rules.within_days = read_count(*red, "days");
      red->finish();
    }
    enter->finish();
  }
  rules.menu_days = read_count(entry, "menu_days");
  rules.ramp_percents = read_counts(entry, "ramp_percents");
  if (auto texts = entry.object("texts")) {
    rules.begin_text = texts->text("begin");
    rules.ramp_texts = texts->texts("ramp");
    rules.end_text = texts->text("end");
    texts->finish();
  }
  if (rules.ramp_texts.size() != rules.ramp_percents.size()) {
    entry.error("texts", "missing-text",
                "each step of the ramp needs a sentence");
  }
  entry.finish();
}

std::optional<MissedRule::Then> named_then(std::string_view word) {
  using Then = MissedRule::Then;
  if (word == "same_dose") return Then::same_dose;
  if (word == "one_step_down") return Then::one_step_down;
  if (word == "re_enter") return Then::re_enter;
  return std::nullopt;
}

MissedRule read_missed(Reader& part) {
  MissedRule missed;
  missed.days = read_days(part);
  missed.then = part.word<MissedRule::Then>("then", named_then,
                                            MissedRule::Then::same_dose);
  if (missed.then == MissedRule::Then::re_enter) {
    missed.highest = part.word("stage", stage_named, Stage::mobility);
  }
  missed.text = part.text("text");
  part.finish();
  return missed;
}

void read_words(Reader& entry, ProgressWords& words) {
  auto changes = entry.object("changes");
  if (!changes) return;
  const std::pair<const char*, std::string*> texts[] = {
      {"more_walking", &words.more_walking},
      {"longer_walks", &words.longer_walks},
      {"walked_more", &words.walked_more},
      {"more_exercise", &words.more_exercise},
      {"hold", &words.hold},
      {"same", &words.same},
      {"less_after_amber", &words.less_after_amber},
      {"less_after_red", &words.less_after_red},
      {"brought_back", &words.brought_back},
      {"stage_up", &words.stage_up},
      {"stage_down", &words.stage_down}};
  for (const auto& [key, text] : texts) *text = changes->text(key);
  changes->finish();
}

void read_first_walks(Reader& first, const Context& context,
                      WalkingRules& walking) {
  for (Reader& entry : first.objects("rows")) {
    FirstWalks row;
    row.able_minutes = read_count(entry, "able_minutes");
    row.walks = read_counts(entry, "walks");
    row.stages = read_stage_names(entry, "stages", false);
    entry.finish();
    walking.first.push_back(std::move(row));
  }
  if (walking.first.empty() || walking.first.back().able_minutes > 0) {
    first.error("rows", "missing-key", "the last row is for everybody",
                "end with \"able_minutes\": 0");
  }
  walking.when_unknown = read_counts(first, "when_unknown");
  walking.longest_share_percent = read_count(first, "longest_share_percent");
  walking.resting_minutes = read_count(first, "resting_minutes_at_most");
  if (auto lower = first.object("one_row_lower")) {
    walking.lower_when = read_bare_gate(*lower, context, "when");
    walking.lower_stages = read_stage_names(*lower, "stages", true);
    lower->finish();
  }
  first.finish();
}

void read_growth(Reader& growth, const Context& context,
                 WalkingRules& walking) {
  walking.green_days = read_count(growth, "green_days");
  if (auto acute = growth.object("acute")) {
    walking.acute = read_bare_gate(*acute, context, "when");
    walking.green_days_acute = read_count(*acute, "green_days");
    acute->finish();
  }
  walking.share_percent = read_count(growth, "share_percent");
  walking.at_least_minutes = read_count(growth, "at_least_minutes");
  walking.week_days = read_count(growth, "week_days");
  walking.steps_a_week = read_count(growth, "steps_a_week");
  if (auto lasting = growth.object("long_lasting")) {
    walking.long_lasting = read_bare_gate(*lasting, context, "when");
    walking.steps_a_week_long = read_count(*lasting, "steps_a_week");
    lasting->finish();
  }
  walking.day_minutes = read_count(growth, "day_minutes");
  growth.finish();
}

void read_merging(Reader& merging, WalkingRules& walking) {
  const Json* shapes = merging.raw("shapes", true);
  const bool well_formed = shapes && shapes->is_array() && !shapes->empty();
  for (std::size_t i = 0; well_formed && i < shapes->size(); ++i) {
    walking.merging.push_back(
        counts_of(merging, "shapes/" + std::to_string(i), (*shapes)[i]));
  }
  if (!well_formed) {
    merging.error("shapes", "missing-key", "there is no way to merge walks");
    walking.merging.push_back({1});
  }
  walking.merges_a_week = read_count(merging, "steps_a_week");
  merging.finish();
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

WalkingRules read_walking(Reader& reader, const Context& context) {
  WalkingRules walking;
  auto entry = reader.object("walking");
  if (!entry) return walking;
  walking.style = entry->texts("style");
  walking.stop_also = entry->texts("stop_also");
  walking.minutes_finding =
      read_number_finding(*entry, context, "minutes_finding");
  if (auto first = entry->object("first")) {
    read_first_walks(*first, context, walking);
  }
  if (auto growth = entry->object("growth")) {
    read_growth(*growth, context, walking);
  }
  if (auto merging = entry->object("merging")) read_merging(*merging, walking);
  if (auto top = entry->object("top")) {
    walking.top_days = read_count(*top, "days_a_week");
    walking.other_minutes = read_count(*top, "other_days_minutes");
    top->finish();
  }
  walking.strength_day_minutes = read_count(*entry, "strength_day_minutes");
  if (auto more = entry->object("walked_more")) {
    walking.more_days = read_count(*more, "green_days");
    walking.more_percent = read_count(*more, "percent");
    more->finish();
  }
  if (auto words = entry->object("next_when")) {
    walking.next_more = words->text("more");
    walking.next_merge = words->text("merge");
    walking.next_week = words->text("week");
    walking.next_top = words->text("top");
    words->finish();
  }
  if (auto legs = entry->object("legs_hurt")) {
    walking.instead_when = read_gate(*legs, context, "when", "text");
    walking.instead = read_exercise_id(*legs, context, "instead");
    legs->finish();
  }
  entry->finish();
  return walking;
}

void read_progress(Reader& reader, const Context& context, PlanRules& rules) {
  read_ahead(reader, context, rules.ahead);
  auto entry = reader.object("progress");
  if (!entry) return;
  ProgressRules& progress = rules.progress;
  if (auto ladders = entry->object("ladders")) {
    read_ladders(*ladders, progress.ladders);
  }
  if (auto level = entry->object("level_2")) {
    progress.level_cards = read_count(*level, "cards_past_first_sets");
    progress.level_sessions = read_count(*level, "sessions");
    level->finish();
  }
  if (auto kept = entry->object("stage_kept")) {
    read_kept(*kept, context, progress);
  }
  if (auto lasting = entry->object("long_lasting")) {
    progress.long_lasting = read_bare_gate(*lasting, context, "when");
    lasting->finish();
  }
  read_down(*entry, progress);
  if (auto flare = entry->object("flare")) read_flare(*flare, progress.flare);
  for (Reader& part : entry->objects("missed")) {
    progress.missed.push_back(read_missed(part));
  }
  read_words(*entry, progress.words);
  entry->finish();
}

}  // namespace backcoach::load
