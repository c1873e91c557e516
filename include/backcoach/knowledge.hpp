/// \file
/// A knowledge base: everything clinicians own, checked and ready to use.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "backcoach/coach_rules.hpp"
#include "backcoach/plan_rules.hpp"
#include "backcoach/rules.hpp"

namespace backcoach {

/// A rule of an earlier version that does not hold any more. A SOON that rests
/// on such rules alone ends by a whole triage.
struct WithdrawnRule {
  std::string rule;     ///< its id; no rule of this base has it
  std::string because;  ///< said to those it had sent to be seen
};

struct Manifest {
  std::string name;
  std::string version;
  std::string date;             ///< ISO 8601, of the clinical content
  std::string clinical_review;  ///< "pending" until a clinician has signed
  int expires_after_months = 0;
  std::vector<WithdrawnRule> withdraws;
  std::string sha256;  ///< of all files, in the order of their paths
};

/// A line of a level for those in whom one of some rules holds.
struct LevelLine {
  std::vector<std::uint16_t> rules;  ///< one of them, same day or more urgent
  std::string instead_of;  ///< the line it takes the place of; empty: added
  std::string text;
};

/// What an urgency level says and allows.
struct UrgencyLevel {
  Urgency id = Urgency::self_care;
  std::string see_within;  ///< empty when no time is set
  std::string headline;
  std::vector<std::string> what_to_do;
  std::vector<LevelLine> for_rules;  ///< applied in this order
  bool plan_allowed = false;
  int review_after_days = 0;
  std::vector<Provenance> provenance;
};

/// What a stage says to the person.
struct StageText {
  Stage id = Stage::walk;
  std::string code;
  Focus focus = Focus::walking;
  std::string name;
  std::string headline;
  std::vector<std::string> what_to_do;
  int review_after_days = 7;
  std::vector<Provenance> provenance;
};

/// A line of the safety net.
struct WatchFor {
  std::string id;
  Urgency urgency = Urgency::emergency;
  std::string action;  ///< "Call {emergency_number} …"
  std::vector<FindingIndex> findings;
  std::string text;
  std::string show;  ///< always, self_care, …
  std::vector<Provenance> provenance;
};

struct Notice {
  std::string id;
  std::string text;
  std::vector<Provenance> provenance;
};

/// Answers that follow from others, used only where nothing was answered.
struct Implication {
  std::string id;
  Condition when;
  SparseAnswers then;
  std::string because;
  bool ask_first = false;  ///< ask what it depends on before what follows
};

/// Answers that cannot both be true.
struct Conflict {
  std::string id;
  Condition when;
  std::vector<FindingIndex> findings;
  std::string message;
};

/// A statement of `rules prove` that is known not to hold for some subjects,
/// and why that is right.
struct ProofException {
  std::string property;            ///< by its name in the table of properties
  std::vector<std::string> about;  ///< ids of what it need not hold for
  std::string because;
  std::vector<Provenance> provenance;
};

struct Source {
  std::string id;
  std::string key;
  std::string title;
  std::string publisher;
  std::string url;
  std::string kind;
  std::string read;
  std::string note;
};

/// One telephone number of a region.
struct Line {
  std::string number;
  std::string name;
  std::vector<std::string> also;
  bool verified = false;
};

/// A JSON Schema of the folder `schema/`.
struct SchemaFile {
  std::string name;  ///< "answers" for schema/answers.schema.json
  std::string text;
};

struct Region {
  std::string code;  ///< ISO 3166-1 alpha-2
  std::string name;
  std::vector<std::string> aliases;
  std::optional<Line> emergency;
  std::optional<Line> advice;
  std::optional<Line> crisis;
  std::string emergency_place;  ///< "A&E"; empty = the general words
  std::string verified_on;
};

/// Everything of `data/`. Built only by `load_knowledge` or
/// `embedded_knowledge`, so every reference in it is valid.
struct KnowledgeBase {
  Manifest manifest;
  std::vector<Finding> findings;  ///< answers first, then diary measures
  std::vector<Fact> facts;
  std::vector<Rule> rules;
  std::vector<Row> rows;
  std::vector<Question> questions;  ///< by `order`
  std::vector<QuestionSection> sections;
  std::vector<UrgencyLevel> levels;
  std::vector<StageText> stages;
  std::vector<WatchFor> watch_for;
  std::vector<Notice> notices;
  std::vector<Implication> implications;
  std::vector<Conflict> conflicts;
  std::vector<Source> sources;
  std::vector<Region> regions;
  std::vector<Notice>
      region_texts;  ///< fallback lines where no number is known
  std::vector<Exercise> exercises;
  PlanRules plan;
  DailyCheck checkin;
  SeenRules seen;
  std::vector<SchemaFile> schemas;
  std::vector<ProofException> proof_exceptions;
  std::vector<ClaimExample> claims;
  Network network;  ///< all conditions, compiled

  [[nodiscard]] std::optional<FindingIndex> finding(std::string_view id) const;
  [[nodiscard]] const Rule* rule(std::string_view id) const;
  [[nodiscard]] const Question* question(std::string_view id) const;
  [[nodiscard]] const Exercise* exercise(std::string_view id) const;
  [[nodiscard]] const Source* source(std::string_view id) const;
  [[nodiscard]] const UrgencyLevel& level(Urgency urgency) const;
  [[nodiscard]] const StageText& stage(Stage stage) const;
  /// \return the text of a notice; empty when there is none of that name.
  [[nodiscard]] std::string_view notice(std::string_view id) const;
  /// \return the region of an ISO code or one of its aliases, any case.
  [[nodiscard]] const Region* region(std::string_view code) const;
};

}  // namespace backcoach
