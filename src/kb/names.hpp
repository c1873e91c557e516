#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "backcoach/knowledge.hpp"
#include "reader.hpp"

namespace backcoach::load {

/// Positions of everything that files refer to by name. Filled before any
/// condition is read, so the order of the files does not matter.
struct Names {
  using Index = std::map<std::string, std::uint16_t, std::less<>>;
  Index findings;
  Index facts;
  Index rules;
  Index sources;
  Index exercises;
  Index menus;
  Index lessons;
  /// Whole people that examples of days begin with (people.json).
  std::map<std::string, SparseAnswers, std::less<>> people;

  /// Looks `id` up; an unknown one is reported at `key` of `reader` with the
  /// nearest name.
  static std::optional<std::uint16_t> find(const Index& index,
                                           std::string_view id,
                                           std::string_view what,
                                           Reader& reader,
                                           const std::string& key);
};

/// What a reading function needs beside the JSON.
struct Context {
  KnowledgeBase& kb;
  const Names& names;
};

[[nodiscard]] std::optional<FindingIndex> read_finding(Reader& reader,
                                                       const Context& context,
                                                       const std::string& key);

/// A condition (docs/knowledge-base.md, "Conditions").
[[nodiscard]] Condition read_condition(Reader reader, const Context& context);

/// The condition under `key`.
[[nodiscard]] Condition read_condition_at(Reader& reader,
                                          const Context& context,
                                          std::string_view key);

/// One answer for `finding`. Problems are reported at `key`.
[[nodiscard]] std::optional<Answer> read_answer(Reader& reader,
                                                const std::string& key,
                                                const Json& json,
                                                const Finding& finding);

/// Findings that may be answered with "skipped", and those that were.
struct Skips {
  std::vector<bool> allowed;        ///< by finding
  std::vector<FindingIndex> given;  ///< in the order of the file
};

/// The findings of `kb` whose question may be skipped.
[[nodiscard]] Skips skips_of(const KnowledgeBase& kb);

/// Answers of an example: numbers that only grade a sign may be "skipped", and
/// then stand there without a value.
[[nodiscard]] SparseAnswers read_example_answers(Reader reader,
                                                 const Context& context);

/// An object of answers by name; only names in `known` are accepted.
/// \param skips  empty where nothing can be skipped.
[[nodiscard]] SparseAnswers read_answers(Reader reader,
                                         const std::vector<Finding>& findings,
                                         const Names::Index& known,
                                         Skips* skips = nullptr);
[[nodiscard]] inline SparseAnswers read_answers(Reader reader,
                                                const Context& context) {
  return read_answers(std::move(reader), context.kb.findings,
                      context.names.findings);
}

[[nodiscard]] std::vector<Provenance> read_provenance(Reader& reader,
                                                      const Context& context,
                                                      bool required = true);

[[nodiscard]] std::vector<Example> read_examples(Reader& reader,
                                                 const Context& context);

/// Reports every pointer of `pointers` that exists in the object but that no
/// provenance supports.
void demand_support(Reader& reader, const std::vector<Provenance>& provenance,
                    const std::vector<std::string>& pointers);

}  // namespace backcoach::load
