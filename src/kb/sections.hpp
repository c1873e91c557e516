#pragma once

#include <string>
#include <vector>

#include "backcoach/knowledge.hpp"
#include "names.hpp"

namespace backcoach::load {

/// Each reads one kind of file. The files are described in data/README.md and
/// their schemas stand in data/schema.
[[nodiscard]] Manifest read_manifest(Reader reader, const Context& context);
[[nodiscard]] std::vector<Finding> read_findings(Reader reader);
[[nodiscard]] std::vector<Finding> read_history(Reader reader);
/// The measures of data/checkin.json; they stand among the findings.
[[nodiscard]] std::vector<Finding> read_checkin_measures(Reader& reader);
/// The rest of it. \param plan data/plan.json, for its traffic light
[[nodiscard]] DailyCheck read_daily_check(Reader reader, Reader plan,
                                          const Context& context);
[[nodiscard]] std::vector<Fact> read_facts(Reader reader,
                                           const Context& context);
[[nodiscard]] Rule read_rule(Reader reader, const Context& context);
[[nodiscard]] std::vector<Row> read_rows(Reader reader, const Context& context);
[[nodiscard]] Question read_question(Reader reader, const Context& context);
[[nodiscard]] std::vector<QuestionSection> read_question_sections(
    Reader reader, const Context& context);
[[nodiscard]] std::vector<UrgencyLevel> read_levels(Reader reader,
                                                    const Context& context);
[[nodiscard]] std::vector<StageText> read_stages(Reader reader,
                                                 const Context& context);
[[nodiscard]] std::vector<WatchFor> read_watch_for(Reader reader,
                                                   const Context& context);
[[nodiscard]] std::vector<Notice> read_notices(Reader reader,
                                               const Context& context);
void read_implications(Reader reader, const Context& context);
[[nodiscard]] std::vector<Source> read_sources(Reader reader,
                                               const Context& context);
void read_regions(Reader reader, const Context& context);
[[nodiscard]] std::vector<ProofException> read_proof(Reader reader,
                                                     const Context& context);
[[nodiscard]] SeenRules read_seen(Reader reader, const Context& context);
/// \name Files that only tests and documents use; checked all the same
/// @{
/// \return the examples of claims.
[[nodiscard]] std::vector<ClaimExample> read_evidence(Reader reader,
                                                      const Json& plan,
                                                      const Context& context);
void check_word_rules(Reader reader);
/// @}
[[nodiscard]] Exercise read_exercise(Reader reader, const Context& context);
[[nodiscard]] PlanRules read_plan_rules(Reader reader, const Context& context);

/// \name Adaptations, lessons, and examples of days
/// @{
void read_people(Reader reader, const Context& context, Names& names);
[[nodiscard]] Adaptation read_adaptation(Reader reader, const Context& context,
                                         const std::vector<std::string>& ranks);
[[nodiscard]] Lesson read_lesson(Reader reader, const Context& context);
/// The person and the day of an example; nothing else of it.
[[nodiscard]] DayExample read_day_example(Reader& entry,
                                          const Context& context);
/// @}

/// A range written as [low, high]; empty when absent.
[[nodiscard]] Range read_range(Reader& reader, std::string_view key,
                               bool required = false);

}  // namespace backcoach::load
