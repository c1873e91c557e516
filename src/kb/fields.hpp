#pragma once

#include "backcoach/knowledge.hpp"

/// The members of each type that is packed, named once for both directions.
/// What neither a decision nor a day needs (conditions as written, provenance,
/// examples) stands behind `Parts::everything`, and what a decision does not
/// need (exercises) before it, so that both start quickly.
namespace backcoach {

template <class A>
void fields(A& a, Manifest& v) {
  a(v.name, v.version, v.date, v.clinical_review, v.expires_after_months,
    v.sha256);
}
template <class A>
void fields(A& a, Finding& v) {
  a(v.id, v.type, v.values, v.min, v.max, v.unit, v.means, v.group, v.core,
    v.sensitive, v.grading, v.refusal_is_no, v.asked_later, v.history,
    v.when_absent);
}
template <class A>
void fields(A& a, Number& v) {
  a(v.kind, v.finding, v.factor, v.parts);
}
template <class A>
void fields(A& a, AllOf& v) {
  a(v.parts);
}
template <class A>
void fields(A& a, AnyOf& v) {
  a(v.parts);
}
template <class A>
void fields(A& a, NoneOf& v) {
  a(v.parts);
}
template <class A>
void fields(A& a, AtLeast& v) {
  a(v.count, v.parts);
}
template <class A>
void fields(A& a, Sign& v) {
  a(v.finding, v.doubt);
}
template <class A>
void fields(A& a, Compare& v) {
  a(v.number, v.low, v.high, v.low_open, v.high_open);
}
template <class A>
void fields(A& a, Condition& v) {
  a(v.is);
}
template <class A>
void fields(A& a, Provenance& v) {
  a(v.supports, v.source, v.kind, v.read, v.note);
}
template <class A>
void fields(A& a, Example& v) {
  a(v.holds, v.urgency, v.answers, v.why);
}
template <class A>
void fields(A& a, Outcome& v) {
  a(v.id, v.urgency, v.plan_forbidden, v.menu, v.refer_to, v.because,
    v.what_to_do, v.what_to_say, v.what_to_say_unsure, v.sources);
  if (a.parts() == Parts::everything) a(v.when);
}
template <class A>
void fields(A& a, Rule& v) {
  a(v.id, v.title, v.outcomes, v.because, v.what_to_do, v.what_to_say,
    v.what_to_say_unsure);
  if (a.parts() == Parts::everything) {
    a(v.code, v.kind, v.core, v.explain, v.accuracy, v.clinical_review,
      v.provenance, v.examples, v.file);
  }
}
template <class A>
void fields(A& a, Fact& v) {
  a(v.id, v.means, v.when, v.provenance);
}
template <class A>
void fields(A& a, Row& v) {
  a(v.id, v.order, v.stage, v.focus, v.title, v.because, v.hope, v.sources);
  if (a.parts() == Parts::everything) a(v.when, v.provenance, v.examples);
}
template <class A>
void fields(A& a, DoubtPolicy& v) {
  a(v.offer, v.counts_as, v.because);
}
template <class A>
void fields(A& a, Option& v) {
  a(v.text, v.sets);
}
template <class A>
void fields(A& a, Item& v) {
  a(v.finding, v.text, v.clarify);
}
template <class A>
void fields(A& a, Question& v) {
  a(v.id, v.order, v.title, v.section, v.kind, v.sets, v.is_private, v.frame,
    v.text, v.example, v.why, v.clarify, v.unit, v.anchors, v.accepts_duration,
    v.may_skip, v.options, v.items, v.not_sure, v.prefer_not_to_say);
  if (a.parts() == Parts::everything) a(v.provenance);
}
template <class A>
void fields(A& a, QuestionSection& v) {
  a(v.id, v.title);
}
template <class A>
void fields(A& a, LevelLine& v) {
  a(v.rules, v.instead_of, v.text);
}
template <class A>
void fields(A& a, UrgencyLevel& v) {
  a(v.id, v.see_within, v.headline, v.what_to_do, v.for_rules, v.plan_allowed,
    v.review_after_days);
  if (a.parts() == Parts::everything) a(v.provenance);
}
template <class A>
void fields(A& a, StageText& v) {
  a(v.id, v.code, v.focus, v.name, v.headline, v.what_to_do,
    v.review_after_days);
  if (a.parts() == Parts::everything) a(v.provenance);
}
template <class A>
void fields(A& a, WatchFor& v) {
  a(v.id, v.urgency, v.action, v.findings, v.text, v.show);
  if (a.parts() == Parts::everything) a(v.provenance);
}
template <class A>
void fields(A& a, Notice& v) {
  a(v.id, v.text);
  if (a.parts() == Parts::everything) a(v.provenance);
}
template <class A>
void fields(A& a, Implication& v) {
  a(v.id, v.then, v.because, v.ask_first);
  if (a.parts() == Parts::everything) a(v.when);
}
template <class A>
void fields(A& a, Conflict& v) {
  a(v.id, v.findings, v.message);
  if (a.parts() == Parts::everything) a(v.when);
}
template <class A>
void fields(A& a, ProofException& v) {
  a(v.property, v.about, v.because, v.provenance);
}
template <class A>
void fields(A& a, Source& v) {
  a(v.id, v.key, v.title, v.publisher, v.url, v.kind, v.read, v.note);
}
template <class A>
void fields(A& a, Line& v) {
  a(v.number, v.name, v.also, v.verified);
}
template <class A>
void fields(A& a, Region& v) {
  a(v.code, v.name, v.aliases, v.emergency, v.advice, v.crisis,
    v.emergency_place, v.verified_on);
}
template <class A>
void fields(A& a, SchemaFile& v) {
  a(v.name, v.text);
}
template <class A>
void fields(A& a, Gate& v) {
  a(v.id, v.when, v.unknown_counts_as_yes, v.text, v.node);
}
template <class A>
void fields(A& a, Dose& v) {
  a(v.sets, v.reps, v.hold_seconds, v.minutes, v.times_per_day, v.days_per_week,
    v.every_minutes, v.per_side, v.note);
}
template <class A>
void fields(A& a, Exercise& v) {
  a(v.id, v.name, v.kind, v.stages, v.goal, v.region, v.tone, v.janda, v.role,
    v.positions, v.bends, v.static_stretch, v.muscle, v.dose, v.avoid, v.care,
    v.equipment, v.needs, v.easier_text, v.easier_exercise, v.harder_text,
    v.harder_exercise, v.steps, v.mistakes, v.standard_stop, v.stop_also,
    v.feel, v.not_before_minutes_after_waking, v.seeds, v.provenance);
}
template <class A>
void fields(A& a, FirstWalks& v) {
  a(v.able_minutes, v.walks, v.stages);
}
template <class A>
void fields(A& a, WalkingRules& v) {
  a(v.minutes_finding, v.first, v.when_unknown, v.longest_share_percent,
    v.lower_when, v.lower_stages, v.resting_minutes, v.green_days,
    v.green_days_acute, v.acute, v.share_percent, v.at_least_minutes,
    v.week_days, v.steps_a_week, v.steps_a_week_long, v.long_lasting,
    v.day_minutes, v.merging, v.merges_a_week, v.top_days, v.other_minutes,
    v.strength_day_minutes, v.more_days, v.more_percent, v.next_more,
    v.next_merge, v.next_week, v.next_top, v.style, v.stop_also, v.instead_when,
    v.instead);
}
template <class A>
void fields(A& a, StrengthSet& v) {
  a(v.id, v.families);
}
template <class A>
void fields(A& a, Slot& v) {
  a(v.id, v.count, v.exercises, v.kinds, v.goals, v.prefer, v.instead_when,
    v.instead, v.minutes, v.times_per_day, v.sessions_per_day, v.days_per_week,
    v.rest_days_between, v.counted, v.direction_first, v.easier, v.pain_free,
    v.only_without_strength, v.known_only, v.sets);
}
template <class A>
void fields(A& a, StagePlan& v) {
  a(v.id, v.item_limit, v.minutes_limit, v.stretching, v.walk_time_percent,
    v.walks_at_least, v.new_exercises_per_day, v.stages_back, v.slots);
}
template <class A>
void fields(A& a, AfterRest& v) {
  a(v.when, v.stage, v.add);
}
template <class A>
void fields(A& a, DoseBand& v) {
  a(v.exercises, v.reps, v.times_per_day, v.range_percent, v.text);
}
template <class A>
void fields(A& a, IrritabilityDose& v) {
  a(v.high_when, v.low_when, v.high, v.moderate, v.low);
}
template <class A>
void fields(A& a, StretchGate& v) {
  a(v.id, v.number, v.static_stretch, v.bends, v.exercises, v.muscles, v.closed,
    v.hold_seconds, v.reps, v.total_seconds_per_muscle, v.max_hold_seconds,
    v.usual_hold_seconds, v.max_times_per_day, v.max_per_day,
    v.max_different_per_day, v.not_within_minutes_of_waking, v.longer_when,
    v.longer_minutes);
}
template <class A>
void fields(A& a, BalanceRules& v) {
  a(v.buttock_muscles, v.first_muscle, v.pair_muscle, v.pair_goals,
    v.strength_per_stretch_from, v.strength_per_stretch, v.stretch_only_plan);
}
template <class A>
void fields(A& a, HeatRules& v) {
  a(v.blocks, v.bath, v.bath_blocks, v.bath_short_when, v.bath_short_minutes,
    v.cold, v.first_days, v.flare_days, v.times_at_most, v.later_text);
}
template <class A>
void fields(A& a, BreakRule& v) {
  a(v.when, v.minutes);
}
template <class A>
void fields(A& a, BreakRules& v) {
  a(v.exercise, v.default_minutes, v.flare_minutes, v.minutes, v.rules,
    v.texts);
}
template <class A>
void fields(A& a, RestRules& v) {
  a(v.hours_finding, v.max_hours, v.text);
}
template <class A>
void fields(A& a, Menu& v) {
  a(v.id, v.title, v.text, v.when, v.use, v.avoid, v.use_if, v.avoid_unless,
    v.only_when, v.no_long_rest, v.max_hold_seconds, v.max_hold_goals,
    v.stretch_hold_seconds);
}
template <class A>
void fields(A& a, NeedRule& v) {
  a(v.need, v.when, v.care_is_enough);
}
template <class A>
void fields(A& a, DirectionChoice& v) {
  a(v.when, v.exercises);
}
template <class A>
void fields(A& a, CheckinRules& v) {
  a(v.before_bed_minutes, v.title, v.steps, v.why);
}
template <class A>
void fields(A& a, BlockRules& v) {
  a(v.morning, v.midday, v.evening, v.morning_after_waking,
    v.evening_before_bed, v.before_work, v.after_work, v.floor_needs,
    v.small_from, v.small_exercises);
}
template <class A>
void fields(A& a, DayRules& v) {
  a(v.wake, v.bed, v.blocks, v.sessions_at_most, v.breaks_from, v.gap,
    v.shortest, v.rows_at_most, v.minutes_finding, v.equipment_finding,
    v.equipment_assumed, v.seconds_per_rep, v.seconds_between_holds,
    v.seconds_between_sets, v.checkin);
}
template <class A>
void fields(A& a, MissedRule& v) {
  a(v.days, v.then, v.highest, v.text);
}
template <class A>
void fields(A& a, LadderRule& v) {
  a(v.goals, v.green_sessions, v.reps_more);
}
template <class A>
void fields(A& a, LadderRules& v) {
  a(v.first_reps_at_most, v.hold_seconds_more, v.minutes_more,
    v.first_minutes_at_most, v.rules, v.too_easy_in_a_row, v.too_easy_rungs,
    v.too_much_rungs, v.next_more, v.next_held, v.next_top);
}
template <class A>
void fields(A& a, StageCap& v) {
  a(v.when, v.stage);
}
template <class A>
void fields(A& a, FlareRules& v) {
  a(v.above_mean, v.hours, v.red_days, v.within_days, v.menu_days,
    v.ramp_percents, v.begin_text, v.ramp_texts, v.end_text);
}
template <class A>
void fields(A& a, ProgressWords& v) {
  a(v.more_walking, v.longer_walks, v.walked_more, v.more_exercise, v.hold,
    v.same, v.less_after_amber, v.less_after_red, v.brought_back, v.stage_up,
    v.stage_down);
}
template <class A>
void fields(A& a, ProgressRules& v) {
  a(v.ladders, v.level_cards, v.level_sessions, v.keep_below_pain,
    v.keep_checkins, v.keep_while, v.caps, v.long_lasting, v.red_rungs,
    v.walk_percent, v.left_out_text, v.settled_in_a_row, v.amber_in_a_row,
    v.amber_rungs, v.flare, v.missed, v.stages_up_per_day, v.words);
}
template <class A>
void fields(A& a, AheadRules& v) {
  a(v.days_at_most, v.pain_finding, v.days_finding, v.improving_finding,
    v.improving_drop, v.green, v.amber, v.red, v.missed, v.text);
}
template <class A>
void fields(A& a, SessionRules& v) {
  a(v.get_ready, v.switch_sides, v.more, v.uncounted_set, v.kinds, v.ask_before,
    v.ask_during, v.ask_rating, v.ratings);
}
template <class A>
void fields(A& a, PlanRules& v) {
  a(v.walking, v.minutes_of_kinds, v.exercises_at_most, v.exercises_at_least,
    v.new_each_day, v.new_first_day, v.new_strength_day, v.stages, v.after_rest,
    v.balance, v.irritability, v.stretch_gates, v.heat, v.breaks, v.rest,
    v.sleep, v.wind_down_minutes, v.directions, v.stop_if, v.stop_then, v.day,
    v.session, v.menu_only_kinds, v.menus, v.preference, v.never_by_default,
    v.questions_at_most, v.needs, v.why, v.progress, v.ahead);
}
template <class A>
void fields(A& a, Node& v) {
  a(v.op, v.flag, v.finding, v.first, v.count, v.low, v.high);
}
template <class A>
void fields(A& a, NumberNode& v) {
  a(v.kind, v.finding, v.factor, v.first, v.count);
}
template <class A>
void fields(A& a, OutcomeNode& v) {
  a(v.rule, v.outcome, v.urgency, v.plan_forbidden, v.node);
}
template <class A>
void fields(A& a, FactIs& v) {
  a(v.fact);
}
template <class A>
void fields(A& a, RuleFires& v) {
  a(v.rule, v.at_least);
}
template <class A>
void fields(A& a, Plainly& v) {
  a(v.finding, v.answer);
}
template <class A>
void fields(A& a, ChoiceIn& v) {
  a(v.finding, v.values);
}
template <class A>
void fields(A& a, Has& v) {
  a(v.finding, v.value);
}
template <class A>
void fields(A& a, Answered& v) {
  a(v.finding, v.wanted);
}
template <class A>
void fields(A& a, Network& v) {
  a(v.nodes, v.children, v.numbers, v.number_parts, v.parent_start, v.parents,
    v.leaf_start, v.leaves, v.outcomes, v.rows, v.facts, v.implications,
    v.conflicts, v.plan, v.before_decision, v.before_interview);
}
template <class A>
void fields(A& a, CheckinStep& v) {
  a(v.question, v.own, v.required, v.every_days, v.only_after);
}
template <class A>
void fields(A& a, CheckinSign& v) {
  a(v.measure, v.findings, v.also_ask, v.no_is_no);
}
template <class A>
void fields(A& a, HistoryRules& v) {
  a(v.week_days, v.change_from_day, v.two_weeks_days, v.worse_points,
    v.recent_days, v.pain_days, v.low_pain, v.some_pain, v.much_pain,
    v.rest_days, v.flare_days, v.flare_lasts_days, v.walk_minutes,
    v.step_minutes, v.episode_gap_days, v.level_days, v.quiet_days, v.red_days,
    v.no_improvement_rule);
}
template <class A>
void fields(A& a, LightRules& v) {
  a(v.red_signs, v.never_green, v.settled_during, v.settled_rise,
    v.settled_morning_above, v.mild_after_days, v.mild_pain_below, v.mild_rise,
    v.mild_during, v.mild_morning_above, v.red_rise, v.red_during,
    v.red_during_before_at_most, v.red_high_before, v.red_high_rise,
    v.red_morning_above, v.green_rise, v.green_during, v.green_steady_before,
    v.green_steady_rise, v.green_morning_above, v.red_text, v.green_text,
    v.amber_text, v.morning_until_hour, v.because_during, v.because_morning);
}
template <class A>
void fields(A& a, DailyCheck& v) {
  a(v.measures, v.questions, v.steps, v.signs, v.ask_again, v.grows_by_day,
    v.grows_by_week, v.worse_points, v.repeated_hours, v.repeated_times,
    v.draft_hours, v.change_points, v.change_percent, v.history, v.light,
    v.flare_steps);
}
template <class A>
void fields(A& a, SeenGroup& v) {
  a(v.id, v.rules);
}
template <class A>
void fields(A& a, SeenRules& v) {
  a(v.groups, v.never, v.never_answers, v.not_gone, v.no_trace, v.walk_weeks,
    v.gone_days, v.because, v.what_to_do, v.walk_because);
}
template <class A>
void fields(A& a, KnowledgeBase& v) {
  a(v.manifest, v.findings, v.rules, v.rows, v.questions, v.sections, v.levels,
    v.stages, v.watch_for, v.notices, v.implications, v.conflicts, v.regions,
    v.region_texts, v.seen, v.network);
  if (a.parts() != Parts::decision) {
    a(v.sources, v.exercises, v.plan, v.checkin);
  }
  if (a.parts() == Parts::everything) {
    a(v.facts, v.schemas, v.proof_exceptions);
  }
}

}  // namespace backcoach
