#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "reader.hpp"

namespace backcoach::load {

using Documents = std::map<std::string, std::unique_ptr<Document>>;

/// Marks the values that data/waiting.json lists: each is written for a
/// feature to come, and nothing reads it yet.
void mark_waiting(Reader reader, const Documents& documents);

/// Reports every value that no reader asked for, and every entry of
/// data/waiting.json whose value is read by now. Call once all is read.
void refuse_unread(const Documents& documents, std::vector<Issue>& issues);

}  // namespace backcoach::load
