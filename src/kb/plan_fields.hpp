#pragma once

#include "backcoach/knowledge.hpp"
#include "describe.hpp"

/// data/plan.json, member by member (see describe.hpp).
namespace backcoach {

template <class A>
void describe(A& a, FirstWalks& v) {
  BACKCOACH_MEMBERS(able_minutes, walks);
  a.at("stages", v.stages, as::optional);
}

template <class A>
void describe(A& a, WalkingRules& v) {
  BACKCOACH_MEMBERS(style, stop_also);
  a.at("minutes_finding", v.minutes_finding, as::number_finding);
  a.in("first", [&] {
    a.at("rows", v.first);
    a.check([&](auto& reader) {
      if (!v.first.empty() && v.first.back().able_minutes == 0) return;
      reader.error("rows", "missing-key", "the last row is for everybody",
                   "end with \"able_minutes\": 0");
    });
    BACKCOACH_MEMBERS(when_unknown, longest_share_percent);
    a.at("resting_minutes_at_most", v.resting_minutes);
    a.in("one_row_lower", [&] {
      a.at("when", v.lower_when);
      a.at("stages", v.lower_stages);
    });
  });
  a.in("growth", [&] {
    a.at("green_days", v.green_days);
    a.in("acute", [&] {
      a.at("when", v.acute);
      a.at("green_days", v.green_days_acute);
    });
    BACKCOACH_MEMBERS(share_percent, at_least_minutes, week_days, steps_a_week);
    a.in("long_lasting", [&] {
      a.at("when", v.long_lasting);
      a.at("steps_a_week", v.steps_a_week_long);
    });
    a.at("day_minutes", v.day_minutes);
  });
  a.in("merging", [&] {
    a.at("shapes", v.merging);
    a.at("steps_a_week", v.merges_a_week);
  });
  a.in("top", [&] {
    a.at("days_a_week", v.top_days);
    a.at("other_days_minutes", v.other_minutes);
  });
  a.at("strength_day_minutes", v.strength_day_minutes);
  a.in("walked_more", [&] {
    a.at("green_days", v.more_days);
    a.at("percent", v.more_percent);
  });
  a.in("next_when", [&] {
    a.at("more", v.next_more);
    a.at("merge", v.next_merge);
    a.at("week", v.next_week);
    a.at("top", v.next_top);
  });
  a.in("legs_hurt", [&] {
    a.at("when", v.instead_when, as::Words{"text"});
    a.at("instead", v.instead, as::exercise);
  });
}

template <class A>
void describe(A& a, StrengthSet& v) {
  a.at("id", v.id);
  a.at("families", v.families, as::exercise);
}

template <class A>
void describe(A& a, Slot& v) {
  BACKCOACH_MEMBERS(id, count);
  a.at("exercises", v.exercises, as::exercise, as::optional);
  BACKCOACH_MAYBE(kinds, goals);
  a.at("prefer", v.prefer, as::exercise, as::optional);
  a.maybe_in("only", [&] { a.at("when", v.only_when); });
  a.maybe_in("instead", [&] {
    a.at("when", v.instead_when);
    a.at("exercises", v.instead, as::exercise);
  });
  a.maybe_in("dose", [&] { BACKCOACH_MEMBERS(minutes, times_per_day); });
  a.at("sessions_per_day", v.sessions_per_day, as::optional);
  a.at("days_per_week", v.days_per_week, as::optional);
  a.at("rest_days_between", v.rest_days_between, as::optional);
  a.at("counted", v.counted, as::optional);
  a.at("level", v.easier, as::Text{"easier"});
  a.at("range", v.pain_free, as::Text{"pain_free"});
  a.at("on", v.only_without_strength, as::Text{"days_without_strength"});
  a.at("known_only", v.known_only, as::optional);
  a.at("sets", v.sets, as::optional);
}

template <class A>
void describe(A& a, StagePlan& v) {
  a.elsewhere(v.id);
  BACKCOACH_MEMBERS(item_limit, minutes_limit);
  BACKCOACH_MAYBE(stretching, walk_time_percent, walks_at_least,
                  new_exercises_per_day, stages_back);
  a.at("slots", v.slots);
}

template <class A>
void describe(A& a, AfterRest& v) {
  a.at("when", v.when, as::Words{"text"});
  a.at("stage", v.stage);
  a.at("add", v.add, as::exercise);
}

template <class A>
void describe(A& a, BalanceRules& v) {
  BACKCOACH_MEMBERS(first_muscle, buttock_muscles);
  a.in("gluteal_stretch_pairs_with", [&] {
    a.at("muscle", v.pair_muscle);
    a.at("goals", v.pair_goals);
  });
  a.in("strength_per_stretch", [&] {
    a.at("from_stage", v.strength_per_stretch_from);
    a.at("at_least", v.strength_per_stretch);
  });
  a.at("stretch_only_plan", v.stretch_only_plan);
}

template <class A>
void describe(A& a, DoseBand& v) {
  BACKCOACH_MAYBE(exercises, reps, times_per_day);
  BACKCOACH_MEMBERS(range_percent, text);
}

template <class A>
void describe(A& a, IrritabilityDose& v) {
  a.in("high", [&] {
    describe(a, v.high);
    a.check([](auto& reader) {
      for (const char* key : {"exercises", "reps", "times_per_day"}) {
        (void)reader.raw(key, true);
      }
    });
    a.at("when", v.high_when, as::Words{"text"});
  });
  a.in("moderate", [&] {
    describe(a, v.moderate);
    a.check([](auto& reader) { (void)reader.raw("times_per_day", true); });
  });
  a.in("low", [&] {
    describe(a, v.low);
    a.at("when", v.low_when, as::Words{"text"});
  });
}

template <class A>
void describe(A& a, StretchGate& v) {
  a.at("id", v.id);
  a.at("gate", v.number);
  a.in("applies_to", [&] {
    a.at("static_stretch", v.static_stretch, as::optional);
    a.at("bends", v.bends, as::optional);
    a.at("exercises", v.exercises, as::exercise, as::optional);
    a.at("muscles", v.muscles, as::optional);
    a.at("not_muscles", v.not_muscles, as::optional);
  });
  a.at("when", v.closed, as::turned);
  BACKCOACH_MAYBE(hold_seconds, reps, total_seconds_per_muscle,
                  max_hold_seconds, usual_hold_seconds, max_times_per_day,
                  max_per_day, max_different_per_day);
  a.at("not_within_minutes_of_waking", v.not_within_minutes_of_waking,
       as::optional);
  a.maybe_in("longer", [&] {
    a.at("when", v.longer_when);
    a.at("minutes", v.longer_minutes);
  });
}

template <class A>
void describe(A& a, HeatRules& v) {
  BACKCOACH_MEMBERS(first_days, flare_days, times_at_most, later_text);
  a.at("blocks", v.blocks, as::EachWith{"because"});
  a.at("bath_blocks", v.bath_blocks, as::EachWith{"because"});
  a.in("bath", [&] { a.at("exercise", v.bath, as::exercise); });
  a.in("cold", [&] { a.at("exercise", v.cold, as::exercise); });
  a.in("pregnancy", [&] {
    a.at("when", v.bath_short_when, as::Words{"text"});
    a.at("max_minutes", v.bath_short_minutes);
  });
}

template <class A>
void describe(A& a, BreakRule& v) {
  a.at("when", v.when, as::Words{"because"});
  a.at("minutes", v.minutes);
}

template <class A>
void describe(A& a, BreakRules& v) {
  a.at("exercise", v.exercise, as::exercise);
  a.at("default_minutes", v.default_minutes);
  a.at("flare_minutes", v.flare_minutes, as::low_end);
  BACKCOACH_MEMBERS(minutes, rules, texts);
}

template <class A>
void describe(A& a, RestRules& v) {
  a.at("hours_finding", v.hours_finding, as::number_finding);
  BACKCOACH_MEMBERS(max_hours, text);
}

template <class A>
void describe(A& a, CheckinRules& v) {
  BACKCOACH_MEMBERS(before_bed_minutes, title, steps, why);
}

template <class A>
void describe(A& a, BlockTitle& v) {
  a.at("title", v.usual);
  a.in("between", [&] {
    a.at("from", v.from, as::time_of_day);
    a.at("until", v.until, as::time_of_day);
  });
  a.at("otherwise", v.otherwise);
}

template <class A>
void describe(A& a, BlockRules& v) {
  a.in("morning", [&] {
    describe(a, v.morning);
    a.at("from_minutes", v.morning_after_waking);
  });
  a.in("midday", [&] { describe(a, v.midday); });
  a.in("evening", [&] {
    describe(a, v.evening);
    a.at("before_bed_minutes", v.evening_before_bed);
  });
  a.at("before_work_minutes", v.before_work);
  a.at("after_work_minutes", v.after_work);
  a.at("floor_needs", v.floor_needs);
  a.at("small_from", v.small_from, as::time_of_day);
  a.at("small_exercises", v.small_exercises);
}

template <class A>
void describe(A& a, DayRules& v) {
  a.at("wake", v.wake, as::time_of_day);
  a.at("bed", v.bed, as::time_of_day);
  a.at("sessions_at_most", v.sessions_at_most);
  a.at("breaks_from_minutes", v.breaks_from);
  a.at("gap_minutes", v.gap);
  a.at("shortest_minutes", v.shortest);
  BACKCOACH_MEMBERS(rows_at_most, seconds_per_rep, seconds_between_holds,
                    seconds_between_sets);
  a.at("minutes_finding", v.minutes_finding, as::number_finding);
  a.at("equipment_finding", v.equipment_finding, as::finding);
  a.at("equipment_assumed", v.equipment_assumed,
       as::ValuesOf{v.equipment_finding});
  BACKCOACH_MEMBERS(checkin, blocks);
}

template <class A>
void describe(A& a, SessionRules& v) {
  a.at("get_ready_seconds", v.get_ready);
  a.at("switch_sides_seconds", v.switch_sides);
  a.at("more_seconds", v.more);
  a.at("uncounted_set_seconds", v.uncounted_set);
  BACKCOACH_MEMBERS(kinds, ask_before, ask_during, ask_rating);
  a.in("ratings", [&] {
    v.ratings.resize(3);
    a.at("too_easy", v.ratings[0]);
    a.at("right", v.ratings[1]);
    a.at("too_much", v.ratings[2]);
  });
}

template <class A>
void describe(A& a, Menu& v) {
  BACKCOACH_MEMBERS(id, title, rank, text, because);
  a.at("when", v.when, as::Words{"text"});
  a.check([&](auto&) { v.when.id = v.id; });
  a.at("use", v.use, as::exercise);
  a.at("not", v.avoid, as::exercise);
  a.at("use_if", v.use_if);
  a.at("not_unless", v.avoid_unless);
  a.at("only_when", v.only_when, as::Words{"text"});
  a.at("no_long_rest", v.no_long_rest, as::optional);
  a.maybe_in("max_hold_seconds", [&] {
    a.at("seconds", v.max_hold_seconds);
    a.at("goals", v.max_hold_goals);
  });
  a.at("stretch_hold_seconds", v.stretch_hold_seconds, as::optional);
}

template <class A>
void describe(A& a, NeedRule& v) {
  a.at("need", v.need);
  a.at("when", v.when, as::Words{"because"});
  a.at("care_is_enough", v.care_is_enough, as::optional);
}

template <class A>
void describe(A& a, MissedRule& v) {
  a.at("days", v.days, as::open_end);
  a.at("then", v.then);
  a.only_if(v.then == MissedRule::Then::re_enter,
            [&] { a.at("stage", v.highest); });
  a.at("text", v.text);
}

template <class A>
void describe(A& a, LadderRule& v) {
  BACKCOACH_MEMBERS(goals, green_sessions, reps_more);
  a.at("counts_tries", v.counts_tries, as::optional);
  a.check([&](auto& reader) {
    if (v.reps_more > 0) return;
    reader.error("reps_more", "out-of-range", "a rung is at least 1 more");
  });
}

template <class A>
void describe(A& a, LadderRules& v) {
  BACKCOACH_MEMBERS(first_reps_at_most, hold_seconds_more, minutes_more,
                    first_minutes_at_most, rules, harder_text);
  a.check([&](auto& reader) {
    if (!v.rules.empty() && v.rules.back().goals.empty()) return;
    reader.error("rules", "missing-key",
                 "the last rule is for every other goal",
                 "end with a rule whose \"goals\" is []");
  });
  a.in("too_easy", [&] {
    a.at("in_a_row", v.too_easy_in_a_row);
    a.at("rungs_up", v.too_easy_rungs);
  });
  a.in("too_much", [&] { a.at("rungs_down", v.too_much_rungs); });
  a.in("next_when", [&] {
    a.at("more", v.next_more);
    a.at("held", v.next_held);
    a.at("top", v.next_top);
  });
}

template <class A>
void describe(A& a, StageCap& v) {
  a.at("when", v.when, as::Words{"text"});
  a.at("id", v.when.id);
  a.at("stage", v.stage);
}

template <class A>
void describe(A& a, FlareRules& v) {
  a.in("enter", [&] {
    a.at("above_weekly_mean", v.above_mean);
    a.at("for_hours", v.hours);
    a.in("or_red_days", [&] {
      a.at("count", v.red_days);
      a.at("days", v.within_days);
    });
  });
  BACKCOACH_MEMBERS(menu_days, ramp_percents);
  a.in("texts", [&] {
    a.at("begin", v.begin_text);
    a.at("ramp", v.ramp_texts);
    a.at("end", v.end_text);
  });
  a.check([&](auto& reader) {
    if (v.ramp_texts.size() == v.ramp_percents.size()) return;
    reader.error("texts", "missing-text",
                 "each step of the ramp needs a sentence");
  });
}

template <class A>
void describe(A& a, ProgressWords& v) {
  BACKCOACH_MEMBERS(more_walking, longer_walks, walked_more, more_exercise,
                    hold, same, less_after_amber, less_after_red, brought_back,
                    stage_up, stage_down);
}

template <class A>
void describe(A& a, ProgressRules& v) {
  a.at("ladders", v.ladders);
  a.in("level_2", [&] {
    a.at("cards_past_first_sets", v.level_cards);
    a.at("sessions", v.level_sessions);
  });
  a.in("stage_kept", [&] {
    a.at("unless_pain_at_least", v.keep_below_pain);
    a.at("checkins_in_a_row", v.keep_checkins);
    a.at("while", v.keep_while);
    a.at("caps", v.caps);
  });
  a.in("long_lasting", [&] { a.at("when", v.long_lasting); });
  a.in("red", [&] {
    a.at("rungs_down", v.red_rungs);
    BACKCOACH_MEMBERS(walk_percent, left_out_text);
  });
  a.in("amber", [&] {
    a.at("settled_in_a_row", v.settled_in_a_row);
    a.at("in_a_row", v.amber_in_a_row);
    a.at("rungs_down", v.amber_rungs);
  });
  BACKCOACH_MEMBERS(flare, missed);
  a.at("changes", v.words);
}

template <class A>
void describe(A& a, AheadRules& v) {
  BACKCOACH_MEMBERS(days_at_most, text);
  a.at("pain_finding", v.pain_finding, as::number_finding);
  a.at("days_finding", v.days_finding, as::number_finding);
  a.in("improving", [&] {
    a.at("finding", v.improving_finding, as::finding);
    a.at("pain_drop_at_least", v.improving_drop);
  });
  a.in("pain_change_per_day",
       [&] { BACKCOACH_MEMBERS(green, amber, red, missed); });
}

template <class A>
void describe(A& a, LessonRules& v) {
  BACKCOACH_MEMBERS(again_after_days, daily_until_day, then_every_days,
                    times_at_most);
}

template <class A>
void describe(A& a, StretchNeed& v) {
  a.at("id", v.id);
  a.at("when", v.when, as::Words{"because"});
  a.check([&](auto&) { v.when.id = v.id; });
  a.at("stretches", v.stretches, as::exercise);
}

template <class A>
void describe(A& a, StretchNeeds& v) {
  BACKCOACH_MEMBERS(at_a_time, more_from_day, rotates_days,
                    minutes_share_percent, stages);
  a.at("one_only", v.one_only, as::optional);
  a.at("needs", v.needs);
}

template <class A>
void describe(A& a, PlanRules& v) {
  a.at("walking", v.walking);
  a.at("stages", v.stages, as::by_stage);
  a.at("after_rest_used", v.after_rest);
  a.at("balance", v.balance);
  a.at("irritability_dose", v.irritability);
  a.at("stretch_gate", v.stretch_gates);
  BACKCOACH_MEMBERS(heat, breaks, rest);
  a.at("direction_test", v.direction);
  BACKCOACH_MEMBERS(goals, letting_go);
  BACKCOACH_MEMBERS(day, session, menus, needs);
  a.in("counting", [&] {
    BACKCOACH_MEMBERS(minutes_of_kinds, exercises_at_most, exercises_of_need,
                      exercises_at_least);
    a.in("new_exercises", [&] {
      a.at("each_day", v.new_each_day);
      a.at("first_day", v.new_first_day);
      a.at("strength_day", v.new_strength_day);
    });
    a.at("stages_up_per_day", v.progress.stages_up_per_day);
  });
  a.in("sleep", [&] {
    a.at("exercise", v.sleep, as::exercise);
    a.at("wind_down_minutes", v.wind_down_minutes);
  });
  a.in("standard_stop", [&] {
    a.at("if", v.stop_if);
    a.at("then", v.stop_then);
  });
  a.in("menu_rules", [&] { a.at("only_limits_kinds", v.menu_only_kinds); });
  a.at("questions_at_most", v.questions_at_most);
  a.at("preference_order", v.preference, as::by_stage);
  a.in("never_by_default",
       [&] { a.at("ids", v.never_by_default, as::exercise); });
  a.at("why", v.why);
  a.at("days_ahead", v.ahead);
  a.at("progress", v.progress);
  a.at("stretch_needs", v.stretch_needs);
  a.at("lessons", v.lesson_rules);
  // Each has a file of its own; their ranks stand here.
  a.note("adaptation_ranks", as::Type{"a list"});
  a.elsewhere(v.adaptations);
  a.elsewhere(v.lessons);
}

}  // namespace backcoach
