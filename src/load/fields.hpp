#pragma once

#include "backcoach/knowledge.hpp"

/// The members of each type that is packed, named once for both directions.
namespace backcoach {

template <class A>
void fields(A& a, Manifest& v) {
  a(v.name, v.version, v.date, v.clinical_review, v.expires_after_months,
    v.sha256);
}
template <class A>
void fields(A& a, Finding& v) {
  a(v.id, v.type, v.values, v.min, v.max, v.unit, v.means, v.group, v.core,
    v.sensitive, v.grading, v.refusal_is_no, v.asked_later, v.history, v.when_absent);
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
  a(v.id, v.urgency, v.when, v.plan_forbidden, v.menu, v.refer_to, v.because,
    v.what_to_do, v.what_to_say);
}
template <class A>
void fields(A& a, Rule& v) {
  a(v.id, v.code, v.kind, v.title, v.core, v.outcomes, v.because, v.explain,
    v.what_to_do, v.what_to_say, v.accuracy, v.clinical_review, v.provenance,
    v.examples, v.file);
}
template <class A>
void fields(A& a, Fact& v) {
  a(v.id, v.means, v.when, v.provenance);
}
template <class A>
void fields(A& a, Row& v) {
  a(v.id, v.order, v.stage, v.focus, v.when, v.title, v.because, v.provenance,
    v.examples);
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
  a(v.id, v.order, v.section, v.kind, v.sets, v.is_private, v.frame, v.text,
    v.example, v.why, v.clarify, v.unit, v.anchors, v.accepts_duration,
    v.may_skip, v.options, v.items, v.not_sure, v.prefer_not_to_say,
    v.provenance);
}
template <class A>
void fields(A& a, UrgencyLevel& v) {
  a(v.id, v.see_within, v.headline, v.what_to_do, v.plan_allowed,
    v.review_after_days, v.provenance);
}
template <class A>
void fields(A& a, StageText& v) {
  a(v.id, v.code, v.focus, v.name, v.headline, v.what_to_do,
    v.review_after_days, v.provenance);
}
template <class A>
void fields(A& a, WatchFor& v) {
  a(v.id, v.urgency, v.action, v.findings, v.text, v.show, v.provenance);
}
template <class A>
void fields(A& a, Notice& v) {
  a(v.id, v.text, v.provenance);
}
template <class A>
void fields(A& a, Implication& v) {
  a(v.id, v.when, v.then, v.because, v.ask_first);
}
template <class A>
void fields(A& a, Conflict& v) {
  a(v.id, v.when, v.findings, v.message);
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
  a(v.sets, v.reps, v.hold_seconds, v.minutes, v.times_per_day,
    v.days_per_week, v.every_minutes, v.per_side, v.note);
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
void fields(A& a, PlanRules& v) {
  a(v.todo);
}
template <class A>
void fields(A& a, Network& v) {
  a(v.nodes, v.children, v.numbers, v.number_parts, v.parent_start, v.parents,
    v.leaf_start, v.leaves, v.outcomes, v.rows, v.facts, v.implications,
    v.conflicts, v.plan, v.before_decision, v.before_interview);
}
template <class A>
void fields(A& a, KnowledgeBase& v) {
  a(v.manifest, v.findings, v.facts, v.rules, v.rows, v.questions, v.levels,
    v.stages, v.watch_for, v.notices, v.implications, v.conflicts, v.sources,
    v.regions, v.region_texts, v.exercises, v.plan, v.schemas, v.network);
}

}  // namespace backcoach
