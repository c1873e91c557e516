#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "backcoach/answers.hpp"

/// \file
/// Findings, conditions and rules: the clinical part of a knowledge base, as
/// its author wrote it. docs/knowledge-base.md explains the meaning of each.

namespace backcoach {

/// How soon a person is to be seen. Higher is sooner; the highest wins.
/// \source data/urgency.json
enum class Urgency : std::uint8_t {
  self_care,
  routine,
  soon,
  same_day,
  emergency
};

/// What the day is built around.
enum class Focus : std::uint8_t {
  short_rest,
  walking,
  stretching,
  strengthening
};

/// A step of the stage ladder. \source data/stages.json
enum class Stage : std::uint8_t {
  rest,
  walk,
  mobility,
  strength,
  maintain,
  flare
};

enum class FindingType : std::uint8_t { yes_no, number, one_of, many_of };

/// One thing a person can be asked, or one measure taken from the diary.
struct Finding {
  std::string id;
  FindingType type = FindingType::yes_no;
  std::vector<std::string> values;  ///< of one_of and many_of, in file order
  double min = 0;                   ///< of a number, in `unit`
  double max = 0;
  std::string unit;
  std::string means;  ///< a short phrase, shown in reviews and reasons
  std::string group;
  bool core = false;       ///< asked at first use and at every check-in
  bool sensitive = false;  ///< left out of exports unless asked for
  bool grading = false;    ///< only grades a sign; never holds a decision open
  bool refusal_is_no = false;  ///< a refusal of this sign does not fire a rule
  bool asked_later = false;    ///< not part of the interview (session, test)
  bool history = false;        ///< a measure of the diary; never asked
  Answer when_absent;  ///< of a grading finding: the value that stands then
};

/// A number made from answers.
struct Number {
  enum class Kind : std::uint8_t { finding, sum, difference, times, first_of };
  Kind kind = Kind::finding;
  FindingIndex finding = 0;  ///< of `finding`
  double factor = 1;         ///< of `times`
  std::vector<Number> parts;
  friend bool operator==(const Number&, const Number&) = default;
};

struct Condition;

/// Holds when all, one or none of its parts hold.
struct AllOf {
  std::vector<Condition> parts;
};
struct AnyOf {
  std::vector<Condition> parts;
};
struct NoneOf {
  std::vector<Condition> parts;
};
/// Holds when at least `count` of its parts hold.
struct AtLeast {
  int count = 0;
  std::vector<Condition> parts;
};
/// A derived fact, by its position in `KnowledgeBase::facts`.
struct FactIs {
  std::uint16_t fact = 0;
};
/// Another rule fires at `at_least` or above.
struct RuleFires {
  std::uint16_t rule = 0;
  Urgency at_least = Urgency::routine;
};
/// A sign is present. What doubt counts as follows from the urgency of the
/// rule and from how many `none_of` stand above, unless `doubt` says it.
struct Sign {
  FindingIndex finding = 0;
  std::optional<bool> doubt;
};
/// Exactly this answer was given to a yes-or-no question.
struct Plainly {
  FindingIndex finding = 0;
  YesNo answer = YesNo::yes;
};
/// The chosen value of a one_of finding is among `values` (one bit each).
struct ChoiceIn {
  FindingIndex finding = 0;
  std::uint32_t values = 0;
};
/// A many_of finding has this value.
struct Has {
  FindingIndex finding = 0;
  std::uint8_t value = 0;
};
/// A number lies between the bounds.
struct Compare {
  Number number;
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool low_open = false;   ///< true: `low` itself is outside
  bool high_open = false;  ///< true: `high` itself is outside
};
/// A grading finding was (or was not) answered.
struct Answered {
  FindingIndex finding = 0;
  bool wanted = true;
};

/// A condition as written. Recursive; `engine::compile` makes it flat.
struct Condition {
  std::variant<AllOf, AnyOf, NoneOf, AtLeast, FactIs, RuleFires, Sign, Plainly,
               ChoiceIn, Has, Compare, Answered>
      is;
};

/// Where a statement comes from and how well that source was read.
struct Provenance {
  std::vector<std::string> supports;  ///< JSON pointers into the same file
  std::string source;                 ///< `Source::id`
  std::string kind;                   ///< guideline, study, design_choice, …
  std::string read;  ///< full, abstract, second_hand, from_memory, …
  std::string note;
};

/// A few answers, as examples give them.
using SparseAnswers = std::vector<std::pair<FindingIndex, Answer>>;

/// An example inside a rule or a row; `rules test` runs it.
struct Example {
  Truth holds = Truth::unknown;
  std::optional<Urgency> urgency;  ///< of a rule that holds
  SparseAnswers answers;
  std::string why;
};

/// One grade of a rule. The highest grade that holds is the rule's urgency.
struct Outcome {
  std::string id;
  Urgency urgency = Urgency::self_care;
  Condition when;
  bool plan_forbidden = false;  ///< no plan may be given while this holds
  std::string menu;      ///< the plan is restricted to this menu; may be empty
  std::string refer_to;  ///< a special address, such as "rheumatology"
  std::vector<std::string> sources;  ///< ids; filled from the provenance
  /// \name In place of those of the rule, if set
  /// @{
  std::string because;
  std::optional<std::vector<std::string>> what_to_do;
  std::string what_to_say;
  std::string what_to_say_unsure;
  /// @}
};

/// One red flag, soft flag or cluster: one file in data/red_flags.
struct Rule {
  std::string id;
  std::string code;  ///< RF01 …, as clinicians refer to it
  std::string kind;
  std::string title;
  bool core = false;
  std::vector<Outcome> outcomes;
  std::string because;
  std::string explain;
  std::vector<std::string> what_to_do;
  std::string what_to_say;
  /// What to say when only doubt makes the rule hold, in the person's own
  /// words. Empty: `what_to_say` after the notice `doubt_say`.
  std::string what_to_say_unsure;
  std::string accuracy;
  std::string clinical_review;
  std::vector<Provenance> provenance;
  std::vector<Example> examples;
  std::string file;  ///< relative to the knowledge base
};

/// A named condition that several rules share.
struct Fact {
  std::string id;
  std::string means;
  Condition when;
  std::vector<Provenance> provenance;
};

/// A row of the decision table: the first that holds gives the stage.
struct Row {
  std::string id;
  int order = 0;
  Stage stage = Stage::walk;
  Focus focus = Focus::walking;
  Condition when;
  std::string title;
  std::string because;
  /// A true sentence of prognosis, and who can help with the pain; may be
  /// empty.
  std::string hope;
  std::vector<std::string> sources;  ///< ids; filled from the provenance
  std::vector<Provenance> provenance;
  std::vector<Example> examples;
};

/// Names as JSON writes them (`same_day`, `short_rest`, …) and back.
[[nodiscard]] std::string_view name(Truth truth);
[[nodiscard]] std::string_view name(Urgency urgency);
[[nodiscard]] std::string_view name(Focus focus);
[[nodiscard]] std::string_view name(Stage stage);
[[nodiscard]] std::string_view name(YesNo answer);
[[nodiscard]] std::string_view name(FindingType type);
[[nodiscard]] std::optional<Urgency> urgency_named(std::string_view text);
[[nodiscard]] std::optional<Focus> focus_named(std::string_view text);
[[nodiscard]] std::optional<Stage> stage_named(std::string_view text);
[[nodiscard]] std::optional<Truth> truth_named(std::string_view text);
[[nodiscard]] std::optional<YesNo> yes_no_named(std::string_view text);

}  // namespace backcoach

/// \file
/// Questions, as data.

namespace backcoach {

/// What counts as what when a person is not sure, or would rather not say.
struct DoubtPolicy {
  bool offer = false;
  std::string counts_as;
  std::string because;
};

/// One choice of a question, with every finding that it sets.
struct Option {
  std::string text;
  SparseAnswers sets;
  std::string reply;  ///< said at once to whoever chooses it; may be empty
};

/// One line of a list question: a sign that can be picked.
struct Item {
  FindingIndex finding = 0;
  std::string text;
  std::string clarify;
};

enum class QuestionKind : std::uint8_t { yes_no, number, choice, list, many };

/// A part of the interview, named where a person sees it.
struct QuestionSection {
  std::string id;
  std::string title;
};

/// One screen of the interview.
struct Question {
  std::string id;
  int order = 0;
  std::string title;  ///< a few words that no other question has
  std::string section;
  QuestionKind kind = QuestionKind::yes_no;
  std::vector<FindingIndex> sets;
  bool is_private = false;
  std::string frame;
  std::string text;
  std::string example;
  std::string why;
  std::string clarify;
  std::string unit;
  std::vector<std::string> anchors;
  bool accepts_duration = false;
  bool may_skip = false;
  std::vector<Option> options;  ///< of choice and many
  std::vector<Item> items;      ///< of list
  DoubtPolicy not_sure;
  DoubtPolicy prefer_not_to_say;
  std::vector<Provenance> provenance;
};

}  // namespace backcoach

/// \file
/// What was looked at by a professional stays looked at: which signs belong
/// together, and what no look can make milder.

namespace backcoach {

/// Rules whose signs are looked at together.
struct SeenGroup {
  std::string id;
  std::vector<std::uint16_t> rules;  ///< positions in `KnowledgeBase::rules`
};

/// \source data/seen.json
struct SeenRules {
  /// A rule that no group names is a group of its own, by its id.
  std::vector<SeenGroup> groups;
  std::vector<FindingIndex> never;      ///< count in full, whoever looked
  SparseAnswers never_answers;          ///< these answers do, others not
  std::vector<std::uint16_t> not_gone;  ///< a referral of these never ends by
                                        ///< "gone"
  std::vector<std::uint16_t> no_trace;  ///< shown once, never kept
  int walk_weeks = 0;                   ///< so long at most WALK after "gently"
  int gone_days = 0;    ///< "gone" means nothing of it for so long
  std::string because;  ///< of a rule that was looked at
  std::vector<std::string> what_to_do;
  std::string walk_because;  ///< of a row that was made smaller
};

/// What a decision takes into account beside the answers.
struct SeenInput {
  /// Ids of groups, looked at and the same since. Sorted, each once.
  std::vector<std::string> groups;

  [[nodiscard]] bool empty() const { return groups.empty(); }
  friend bool operator==(const SeenInput&, const SeenInput&) = default;
};

}  // namespace backcoach

/// \file
/// All conditions of a knowledge base in one flat, shared form. Equal parts of
/// different rules are one node, so each is decided once per person.
/// \note The layout is an implementation detail; `triage` is the interface.

namespace backcoach {

using NodeIndex = std::uint32_t;

struct Node {
  enum class Op : std::uint8_t {
    all_of,
    any_of,
    none_of,
    at_least,
    sign,
    plainly,
    choice,
    has,
    compare,
    answered
  };
  Op op = Op::all_of;
  /// at_least: the count. sign: bit 0 = not sure counts as yes, bit 1 = a
  /// refusal does. plainly: the YesNo wanted. has: the value. answered: wanted.
  /// compare: bit 0 = low is open, bit 1 = high is open.
  std::uint8_t flag = 0;
  FindingIndex finding = 0;  ///< of a leaf on one finding
  std::uint32_t first = 0;   ///< into `children`; compare: into `numbers`
  std::uint32_t count = 0;   ///< how many children; choice: the bits
  double low = 0;            ///< of compare
  double high = 0;
};

/// A number expression, flattened like the conditions.
struct NumberNode {
  Number::Kind kind = Number::Kind::finding;
  FindingIndex finding = 0;
  double factor = 1;
  std::uint32_t first = 0;  ///< into `number_parts`
  std::uint32_t count = 0;
};

/// Where an outcome of a rule stands in the network.
struct OutcomeNode {
  std::uint16_t rule = 0;
  std::uint16_t outcome = 0;
  Urgency urgency = Urgency::self_care;
  bool plan_forbidden = false;
  NodeIndex node = 0;
};

/// Nodes stand after their children, so that one pass in order decides all.
struct Network {
  std::vector<Node> nodes;
  std::vector<NodeIndex> children;
  std::vector<NumberNode> numbers;
  std::vector<std::uint32_t> number_parts;
  std::vector<std::uint32_t> parent_start;  ///< per node, into `parents`
  std::vector<NodeIndex> parents;
  std::vector<std::uint32_t> leaf_start;  ///< per finding, into `leaves`
  std::vector<NodeIndex> leaves;
  std::vector<OutcomeNode> outcomes;  ///< worst first, then in rule order
  std::vector<NodeIndex> rows;
  std::vector<NodeIndex> facts;  ///< with the doubt of `soon`
  std::vector<NodeIndex> implications;
  std::vector<NodeIndex> conflicts;
  std::vector<NodeIndex> plan;  ///< conditions of exercises and plan rules
  /// Truth of every node before anything is answered: as a decision reads it,
  /// and as the interview does (grading answers still open).
  std::vector<Truth> before_decision;
  std::vector<Truth> before_interview;
};

}  // namespace backcoach
