/// \file
/// The shipped knowledge base and answers to try on it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "backcoach/load.hpp"

namespace backcoach::test {

using Json = nlohmann::ordered_json;

/// Every file of `data/`, read once.
[[nodiscard]] const std::vector<SourceFile>& shipped_files();

/// `data/`, loaded once. Ends the program when it has an error.
[[nodiscard]] const KnowledgeBase& shipped_knowledge_base();

/// Answers of the shipped knowledge base; a wrong one fails the test.
[[nodiscard]] Answers answers_from(const Json& object);

/// A whole interview of a person with ordinary back pain: everything that can
/// be asked is answered but what only grades a sign.
/// \param changes  answers that replace or (null) take away some of them.
[[nodiscard]] Answers full_answers(const Json& changes = Json::object());
[[nodiscard]] Json full_answers_json();

/// A finding of the shipped base that must exist.
[[nodiscard]] FindingIndex finding(std::string_view id);

/// The ids of findings.
[[nodiscard]] std::vector<std::string> ids(
    const std::vector<FindingIndex>& findings);

[[nodiscard]] std::string read_text(const std::string& path);
void write_text(const std::string& path, std::string_view text);

/// Whether golden files are to be rewritten (BACKCOACH_UPDATE_GOLDEN=1).
[[nodiscard]] bool update_golden();

[[nodiscard]] bool contains(std::string_view text, std::string_view part);

}  // namespace backcoach::test
