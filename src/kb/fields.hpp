#pragma once

#include <algorithm>

#include "backcoach/load.hpp"
#include "plan_fields.hpp"

/// The members of each type that is packed, named once for both directions.
/// What neither a decision nor a day needs (conditions as written, provenance,
/// examples) stands behind `Parts::everything`, and what a decision does not
/// need (exercises) before it, so that both start quickly.
namespace backcoach {

template <class A>
void describe(A& a, WithdrawnRule& v) {
  BACKCOACH_MEMBERS(rule, because);
}

template <class A>
void describe(A& a, Manifest& v) {
  BACKCOACH_MEMBERS(name, version, date);
  a.at("clinical_review", v.clinical_review, as::review);
  a.at("expires_after_months", v.expires_after_months);
  a.at("withdraws", v.withdraws, as::optional);
  a.note("language");
  a.note("reviewers", as::Type{"a list"});
  a.note("note", as::optional);
  a.elsewhere(v.sha256);
}

template <class A>
void describe(A& a, Fact& v) {
  BACKCOACH_MEMBERS(id, means, when, provenance);
  a.note("clinical_review");
}

template <class A>
void describe(A& a, DoubtPolicy& v) {
  BACKCOACH_MEMBERS(offer, counts_as, because);
}

template <class A>
void describe(A& a, QuestionSection& v) {
  BACKCOACH_MEMBERS(id, title);
  a.note("provenance");
  a.note("clinical_review", as::optional);
}

template <class A>
void describe(A& a, LevelLine& v) {
  a.at("rules", v.rules, as::rule);
  a.at("instead_of", v.instead_of, as::optional);
  a.at("text", v.text);
}

template <class A>
void describe(A& a, UrgencyLevel& v) {
  a.at("id", v.id);
  a.at("see_within", v.see_within, as::nullable);
  BACKCOACH_MEMBERS(headline, what_to_do);
  a.at("for_rules", v.for_rules, as::optional);
  a.check([&](auto& reader) {
    // A line that is to go stands in `what_to_do` or an earlier entry put it
    // there.
    std::vector<std::string> known = v.what_to_do;
    for (std::size_t i = 0; i < v.for_rules.size(); ++i) {
      const std::string& old = v.for_rules[i].instead_of;
      if (!old.empty() &&
          std::find(known.begin(), known.end(), old) == known.end()) {
        reader.error("for_rules/" + std::to_string(i) + "/instead_of",
                     "unknown-value", "no line of this level says that",
                     "copy one line of \"what_to_do\"");
      }
      known.push_back(v.for_rules[i].text);
    }
  });
  a.at("plan", v.plan_allowed, as::Either{"allowed", "none"});
  a.at("review_after_days", v.review_after_days, as::optional);
  a.everything([&] { a.at("provenance", v.provenance); });
  a.note("clinical_review", as::optional);
}

template <class A>
void describe(A& a, StageText& v) {
  BACKCOACH_MEMBERS(id, code, focus, name, headline, what_to_do);
  a.at("review_after_days", v.review_after_days, as::optional);
  a.everything([&] { a.at("provenance", v.provenance); });
  a.note("purpose", as::optional);
  a.note("clinical_review", as::optional);
}

template <class A>
void describe(A& a, WatchFor& v) {
  BACKCOACH_MEMBERS(id, urgency);
  a.at("do", v.action);
  a.at("if", v.findings, as::finding);
  a.at("text", v.text);
  a.at("show", v.show, as::OneOf{"always", "self_care", "refused"});
  a.everything([&] { a.at("provenance", v.provenance); });
  a.note("clinical_review", as::optional);
}

template <class A>
void describe(A& a, Notice& v) {
  BACKCOACH_MEMBERS(id, text);
  a.everything([&] { a.at("provenance", v.provenance); });
  a.note("clinical_review", as::optional);
  a.note("show", as::optional);
}

template <class A>
void describe(A& a, Implication& v) {
  BACKCOACH_MEMBERS(id, then, because);
  a.at("ask_first", v.ask_first, as::optional);
  a.everything([&] { a.at("if", v.when); });
  a.note("provenance");
  a.note("clinical_review", as::optional);
}

template <class A>
void describe(A& a, Conflict& v) {
  a.at("id", v.id);
  a.at("findings", v.findings, as::finding);
  a.at("message", v.message);
  a.everything([&] { a.at("when", v.when); });
  a.note("provenance", as::optional);
  a.note("clinical_review", as::optional);
}

template <class A>
void describe(A& a, Source& v) {
  BACKCOACH_MEMBERS(id, key, title);
  BACKCOACH_MAYBE(publisher, url);
  a.note("year", as::optional, as::Type{"a number"});
  a.at("kind", v.kind);
  a.at("read", v.read,
       as::OneOf{"full", "abstract", "second_hand", "from_memory",
                 "not_applicable"});
  a.at("note", v.note, as::optional);
}

template <class A>
void describe(A& a, Line& v) {
  BACKCOACH_MAYBE(number, name, also);
  a.check([&](auto& reader) {
    if (!v.number.empty() || !v.name.empty()) return;
    reader.error("", "missing-key", "a line has a number or a name");
  });
  a.at("verified", v.verified);
  a.note("also_verified", as::optional, as::Type{"true or false"});
  for (const char* key : {"also_source", "source", "note", "verified_on"}) {
    a.note(key, as::optional);
  }
}

template <class A>
void describe(A& a, Region& v) {
  a.at("code", v.code);
  a.check([&](auto& reader) {
    if (v.code.size() == 2) return;
    reader.error("code", "out-of-range",
                 "a region is named by 2 letters, such as GB");
  });
  a.at("name", v.name);
  a.at("aliases", v.aliases, as::optional);
  a.check([](auto& reader) { (void)reader.raw("emergency", true); });
  BACKCOACH_MEMBERS(emergency, advice, crisis);
  BACKCOACH_MAYBE(emergency_place, verified_on);
  a.note("note", as::optional);
}

template <class A>
void describe(A& a, Outcome& v) {
  BACKCOACH_MEMBERS(id, urgency);
  a.everything([&] { a.at("when", v.when); });
  a.at("plan", v.plan_forbidden, as::Text{"none"});
  a.at("menu", v.menu, as::menu);
  BACKCOACH_MAYBE(refer_to, because, what_to_do, what_to_say,
                  what_to_say_unsure);
  a.elsewhere(v.sources);
}

template <class A>
void describe(A& a, Rule& v) {
  BACKCOACH_MEMBERS(id, title, outcomes, because);
  BACKCOACH_MAYBE(what_to_do, what_to_say, what_to_say_unsure);
  a.everything([&] {
    BACKCOACH_MEMBERS(code, kind, core, explain);
    a.at("accuracy", v.accuracy, as::optional);
    a.at("clinical_review", v.clinical_review, as::review);
    BACKCOACH_MEMBERS(provenance, examples);
    a.elsewhere(v.file);
  });
}

template <class A>
void describe(A& a, Row& v) {
  a.at("id", v.id);
  a.at("order", v.order);
  BACKCOACH_MEMBERS(stage, focus, title, because);
  a.at("hope", v.hope, as::optional);
  a.elsewhere(v.sources);
  a.everything([&] { BACKCOACH_MEMBERS(when, provenance, examples); });
  a.note("clinical_review");
}

template <class A>
void describe(A& a, ProofException& v) {
  BACKCOACH_MEMBERS(property, about, because, provenance);
  a.note("clinical_review", as::optional);
}

template <class A>
void describe(A& a, SeenGroup& v) {
  a.at("id", v.id);
  a.at("rules", v.rules, as::rule);
}

template <class A>
void describe(A& a, SeenRules& v) {
  a.at("groups", v.groups);
  a.at("never", v.never, as::finding);
  a.elsewhere(v.never_answers);
  a.at("not_gone", v.not_gone, as::rule);
  a.at("no_trace", v.no_trace, as::rule);
  BACKCOACH_MEMBERS(walk_weeks, gone_days, because, what_to_do, walk_because);
  a.note("clinical_review", as::optional);
}

template <class A>
void describe(A& a, Option& v) {
  a.at("text", v.text);
  a.at("reply", v.reply, as::optional);
  a.elsewhere(v.sets);
}

template <class A>
void describe(A& a, Item& v) {
  a.elsewhere(v.finding);
  a.at("text", v.text);
  a.at("clarify", v.clarify, as::optional);
}

template <class A>
void describe(A& a, Question& v) {
  a.at("id", v.id);
  BACKCOACH_MAYBE(order, title);
  BACKCOACH_MEMBERS(section, kind);
  a.at("sets", v.sets, as::finding);
  a.at("private", v.is_private, as::optional);
  a.at("frame", v.frame, as::RequiredIf{v.is_private});
  a.at("text", v.text);
  a.at("example", v.example, as::optional);
  a.at("why", v.why);
  a.at("clarify", v.clarify, as::optional);
  a.at("unit", v.unit, as::RequiredIf{v.kind == QuestionKind::number});
  a.at("anchors", v.anchors, as::optional);
  a.at("may_skip", v.may_skip, as::optional);
  a.at("accept", v.accepts_duration, as::Text{"duration"});
  a.elsewhere(v.options);
  a.elsewhere(v.items);
  BACKCOACH_MEMBERS(not_sure, prefer_not_to_say);
  a.everything([&] { a.at("provenance", v.provenance); });
  a.note("clinical_review");
}

template <class A>
void describe(A& a, Dose& v) {
  BACKCOACH_MAYBE(sets, reps, hold_seconds, minutes, times_per_day,
                  days_per_week);
  // Without them a ladder has even steps.
  a.at("hold_steps", v.hold_steps, as::optional);
  a.at("every_minutes", v.every_minutes, as::optional);
  a.at("per_side", v.per_side);
  a.at("note", v.note, as::optional);
}

template <class A>
void describe(A& a, Exercise& v) {
  BACKCOACH_MEMBERS(id, name, kind, stages, goal, region, tone, janda, role,
                    positions, bends, static_stretch, muscle, dose);
  a.at("avoid", v.avoid, as::EachWith{"because"}, as::optional);
  a.at("care", v.care, as::EachWith{"change"}, as::optional);
  BACKCOACH_MAYBE(equipment, needs);
  a.maybe_in("easier", [&] {
    a.at("text", v.easier_text);
    a.at("exercise", v.easier_exercise, as::exercise);
  });
  a.maybe_in("harder", [&] {
    a.at("text", v.harder_text);
    a.at("exercise", v.harder_exercise, as::exercise);
  });
  a.at("steps", v.steps);
  a.check([&](auto& reader) {
    if (!v.steps.empty()) return;
    reader.error("steps", "missing-text", "nothing says how it is done");
  });
  a.at("mistakes", v.mistakes, as::optional);
  a.in("stop", [&] {
    a.at("standard", v.standard_stop);
    a.at("also", v.stop_also);
  });
  a.at("feel", v.feel, as::optional);
  a.at("not_before_minutes_after_waking", v.not_before_minutes_after_waking,
       as::optional);
  a.at("on_request", v.on_request, as::optional);
  a.at("seeds", v.seeds, as::optional);
  a.at("provenance", v.provenance);
  a.note("clinical_review");
}

template <class A>
void describe(A& a, CheckinStep& v) {
  a.elsewhere(v.question);
  a.elsewhere(v.own);
  a.at("required", v.required, as::optional);
  a.at("every_days", v.every_days, as::optional);
  a.at("again_after_fall", v.after_fall, as::optional);
  a.at("only_after", v.only_after, as::any_value);
  a.at("only_if", v.only_if, as::any_value);
  a.at("when_well", v.when_well, as::optional);
}

template <class A>
void describe(A& a, CheckinSign& v) {
  a.at("measure", v.measure, as::finding);
  a.at("findings", v.findings, as::finding);
  a.at("also_ask", v.also_ask, as::finding, as::optional);
  a.at("if_no", v.no_is_no, as::Either{"no", "as_before"});
}

template <class A>
void describe(A& a, SettledRule& v) {
  a.at("measure", v.measure, as::finding);
  a.at("is", v.is);
  a.at("check_ins", v.check_ins);
  a.at("findings", v.findings, as::finding);
}

template <class A>
void describe(A& a, HistoryRules& v) {
  BACKCOACH_MEMBERS(week_days, change_from_day, two_weeks_days, worse_points,
                    recent_days, pain_days, low_pain, some_pain, much_pain,
                    rest_days, flare_days, flare_lasts_days, walk_minutes,
                    step_minutes, episode_gap_days, steady_gap_days, quiet_pain,
                    loud_points, usual_days, level_days, quiet_days, red_days,
                    flare_back_within, irritability, no_improvement_rule);
  a.elsewhere(v.flare_small_days);
  a.elsewhere(v.flare_green_days);
}

/// `traffic_light` of data/plan.json.
template <class A>
void describe(A& a, LightRules& v) {
  a.in("red", [&] {
    a.at("signs", v.red_signs, as::finding);
    a.at("rise_at_least", v.red_rise);
    a.in("high_during", [&] {
      a.at("during_at_least", v.red_during);
      a.at("before_at_most", v.red_during_before_at_most);
    });
    a.in("rise_when_high", [&] {
      a.at("before_at_least", v.red_high_before);
      a.at("rise_at_least", v.red_high_rise);
    });
    a.at("morning_above_before_at_least", v.red_morning_above);
    a.at("text", v.red_text);
  });
  a.in("green", [&] {
    a.at("never_with", v.never_green, as::finding);
    a.in("quiet", [&] {
      a.at("rise_at_most", v.green_rise);
      a.at("during_at_most", v.green_during);
    });
    a.in("or_steady", [&] {
      a.at("before_at_least", v.green_steady_before);
      a.at("rise_at_most", v.green_steady_rise);
    });
    a.at("morning_above_before_at_most", v.green_morning_above);
    a.at("text", v.green_text);
  });
  a.in("amber", [&] { a.at("text", v.amber_text); });
  a.in("settled", [&] {
    a.at("during_at_most", v.settled_during);
    a.at("or_rise_at_most", v.settled_rise);
    a.at("morning_above_before_at_most", v.settled_morning_above);
  });
  a.in("mild_ache", [&] {
    a.at("after_onset_days", v.mild_after_days);
    a.at("pain_below", v.mild_pain_below);
    a.at("rise_at_most", v.mild_rise);
    a.at("during_at_most", v.mild_during);
    a.at("morning_above_before_at_most", v.mild_morning_above);
  });
  a.in("session", [&] {
    BACKCOACH_MEMBERS(morning_until_hour, because_during, because_morning);
  });
}

template <class A>
void describe(A& a, DailyCheck& v) {
  a.elsewhere(v.measures);
  a.elsewhere(v.questions);
  a.elsewhere(v.steps);
  a.at("signs", v.signs);
  a.at("ask_again", v.ask_again, as::finding);
  a.in("grows", [&] {
    a.at("by_day", v.grows_by_day, as::finding);
    a.at("by_week", v.grows_by_week, as::finding);
  });
  a.in("worse", [&] {
    a.at("pain_up_at_least", v.worse_points);
    a.at("signs", v.worse_signs, as::finding);
  });
  a.in("reasons_again", [&] {
    a.at("every_days", v.reasons_again_days);
    a.at("findings", v.reasons_again, as::finding);
  });
  a.at("settled", v.settled);
  a.in("repeated", [&] {
    a.at("within_hours", v.repeated_hours);
    a.at("times", v.repeated_times);
  });
  a.at("draft_hours", v.draft_hours);
  a.in("smallest_change", [&] {
    a.at("points", v.change_points);
    a.at("percent", v.change_percent);
  });
  a.at("history", v.history);
  a.elsewhere(v.light);
  a.elsewhere(v.flare_steps);
}

template <class A>
void fields(A& a, DayExpectation& v) {
  a(v.urgency, v.stage, v.rules, v.has, v.lacks, v.says, v.says_not, v.lesson,
    v.plan);
}
template <class A>
void fields(A& a, DayExample& v) {
  a(v.answers, v.without, v.days, v.expect, v.why);
}
template <class A>
void fields(A& a, AdaptedDose& v) {
  a(v.exercise, v.minutes, v.times_per_day, v.days_per_week, v.hold_seconds);
}
template <class A>
void fields(A& a, AdaptedLimits& v) {
  a(v.exercises, v.blocks, v.walk_minutes, v.break_minutes, v.hold_seconds);
}
template <class A>
void fields(A& a, AdaptedRow& v) {
  a(v.exercise, v.evening);
}
template <class A>
void fields(A& a, Adaptation& v) {
  a(v.id, v.title, v.rank, v.priority, v.when, v.stages, v.days, v.prefer,
    v.add, v.drop, v.drop_static, v.add_at_once, v.replace, v.limit, v.dose,
    v.rows, v.words, v.notes, v.lessons, v.few_left_out);
  if (a.parts() == Parts::everything) a(v.examples, v.provenance);
}
template <class A>
void fields(A& a, Lesson& v) {
  a(v.id, v.title, v.fact, v.action, v.order, v.for_all, v.when, v.stages);
  if (a.parts() == Parts::everything) a(v.examples, v.provenance);
}
template <class A>
void fields(A& a, ClaimExample& v) {
  a(v.claim, v.file, v.pointer, v.example);
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
void fields(A& a, Gate& v) {
  a(v.id, v.when, v.unknown_counts_as_yes, v.text, v.node);
}
template <class A>
void fields(A& a, DirectionStep& v) {
  a(v.exercise, v.minutes, v.reps, v.text);
}
template <class A>
void fields(A& a, DirectionTest& v) {
  a(v.id, v.title, v.side, v.as_if, v.first_when, v.last_when, v.never_when,
    v.steps, v.use, v.exercises, v.found);
}
template <class A>
void fields(A& a, DirectionPhase& v) {
  a(v.days, v.times_per_day);
}
template <class A>
void fields(A& a, DirectionRules& v) {
  a(v.finding, v.stages, v.not_for, v.offered_days, v.lasts_minutes, v.tests,
    v.side, v.point_before, v.point_after, v.pain_before, v.pain_after,
    v.after_step, v.change_points, v.rest_minutes, v.stop_days, v.tests_at_most,
    v.pause_days, v.reps, v.times_per_day, v.every_minutes, v.working_day_times,
    v.days, v.retest_every_days, v.fade, v.baseline, v.stop_if, v.rest_steps,
    v.words, v.honesty);
}
template <class A>
void fields(A& a, GoalRule& v) {
  a(v.when, v.prefer, v.replace, v.activity, v.because);
}
template <class A>
void fields(A& a, LettingGoRules& v) {
  a(v.when, v.strength_days, v.checkin_every_days, v.kinds, v.text, v.goal_text,
    v.between, v.flare_plan_when, v.flare_plan, v.flare_plan_finding,
    v.flare_plan_lines);
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
void fields(A& a, SchemaFile& v) {
  a(v.name, v.text);
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
    a(v.facts, v.schemas, v.proof_exceptions, v.claims);
  }
}

}  // namespace backcoach
