#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "json_text.hpp"

namespace backcoach::load {

/// Reports every text for people that holds a phrase which words/rules.json
/// bans. Sentence length and reading age are the business of tests/words.
/// \param documents  every file of the base, by path.
void refuse_banned_words(
    const std::map<std::string, std::unique_ptr<Document>>& documents,
    std::vector<Issue>& issues);

}  // namespace backcoach::load
