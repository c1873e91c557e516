#include "knowledge.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "../../src/cli/files.hpp"
#include "catch.hpp"

namespace backcoach::test {

const std::vector<SourceFile>& shipped_files() {
  static const std::vector<SourceFile> files = [] {
    cli::DiskFiles disk;
    auto tree = disk.tree(BACKCOACH_DATA_DIR);
    if (!tree.value) {
      std::cerr << "cannot read " << BACKCOACH_DATA_DIR << '\n';
      std::exit(1);
    }
    return *std::move(tree.value);
  }();
  return files;
}

const KnowledgeBase& shipped_knowledge_base() {
  static const KnowledgeBase kb = [] {
    Checked<KnowledgeBase> loaded = load_knowledge(shipped_files(), "data/");
    for (const Issue& issue : loaded.issues) std::cerr << describe(issue);
    if (!loaded.value) std::exit(1);
    return *std::move(loaded.value);
  }();
  return kb;
}

Answers answers_from(const Json& object) {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Checked<Answers> answers = load_answers(kb, "test", object.dump());
  for (const Issue& issue : answers.issues) UNSCOPED_INFO(describe(issue));
  REQUIRE(answers.value.has_value());
  return *answers.value;
}

Json full_answers_json() {
  static const Json full = Json::parse(read_text(
      std::string(BACKCOACH_TESTS_DIR) + "/support/full_answers.json"));
  return full;
}

Answers full_answers(const Json& changes) {
  Json all = full_answers_json();
  for (const auto& [id, value] : changes.items()) all[id] = value;
  // The least and the worst pain go with the pain that was asked for.
  if (changes.contains("nprs_now")) {
    const int now = all["nprs_now"].get<int>();
    if (!changes.contains("nprs_best24")) {
      all["nprs_best24"] = std::min(now, all["nprs_best24"].get<int>());
    }
    if (!changes.contains("nprs_worst24")) {
      all["nprs_worst24"] = std::max(now, all["nprs_worst24"].get<int>());
    }
  }
  return answers_from(all);
}

FindingIndex finding(std::string_view id) {
  const auto found = shipped_knowledge_base().finding(id);
  INFO("finding " << id);
  REQUIRE(found.has_value());
  return *found;
}

std::vector<std::string> ids(const std::vector<FindingIndex>& findings) {
  std::vector<std::string> out;
  for (const FindingIndex index : findings) {
    out.push_back(shipped_knowledge_base().findings[index].id);
  }
  return out;
}

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write_text(const std::string& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

bool update_golden() {
  const char* set = std::getenv("BACKCOACH_UPDATE_GOLDEN");
  return set && std::string_view(set) == "1";
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace backcoach::test
