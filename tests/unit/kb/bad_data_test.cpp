// One folder of tests/bad_data for every code of an issue: what is wrong and
// the whole text that people get. BACKCOACH_UPDATE_GOLDEN=1 rewrites the texts.
#include <algorithm>
#include <filesystem>
#include <regex>

#include "../../../src/cli/app.hpp"
#include "../../../src/cli/config.hpp"
#include "../../../src/kb/load_prescription.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/patch.hpp"
#include "../../support/world.hpp"
#include "backcoach/load.hpp"

namespace backcoach {
namespace {

namespace fs = std::filesystem;

fs::path root() { return fs::path(BACKCOACH_TESTS_DIR) / "bad_data"; }

std::vector<std::string> folders() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(root())) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string all_texts(const std::vector<Issue>& issues) {
  std::string out;
  for (const Issue& issue : issues) out += describe(issue);
  return out;
}

/// Runs a command line on the real disk, or on patched data in memory.
std::string run_command(const fs::path& folder) {
  const auto words =
      test::Json::parse(test::read_text((folder / "command.json").string()))
          .get<std::vector<std::string>>();
  test::TestWorld world;
  if (fs::exists(folder / "patch.json")) {
    const auto edits =
        test::Json::parse(test::read_text((folder / "patch.json").string()));
    for (const SourceFile& file : test::patched(edits)) {
      world.files.files["data/" + file.path] = file.text;
    }
    const test::Ran ran = world.run(words);
    // A warning alone does not make a base unusable.
    const bool warns = test::contains(ran.err, ": warning: ");
    CHECK(ran.exit == (warns ? 0 : 3));
    return ran.err + ran.out;
  }
  cli::DiskFiles disk;
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const cli::World real{{in, out, err, false, false, false, 80},
                        disk,
                        [](const char*) { return std::nullopt; },
                        [] { return std::chrono::local_seconds{}; }};
  CHECK(static_cast<int>(cli::run(words, real)) == 5);
  return err.str() + out.str();
}

std::string text_of(const fs::path& folder) {
  if (fs::exists(folder / "command.json")) return run_command(folder);
  if (fs::exists(folder / "answers.json")) {
    const auto answers =
        load_answers(test::shipped_knowledge_base(), "answers.json",
                     test::read_text((folder / "answers.json").string()));
    CHECK_FALSE(answers.value);
    return all_texts(answers.issues);
  }
  if (fs::exists(folder / "prescription.txt")) {
    const auto read = load_prescription(
        test::shipped_knowledge_base(), "prescription.txt",
        test::read_text((folder / "prescription.txt").string()));
    CHECK(read.value.has_value() != has_error(read.issues));
    return all_texts(read.issues);
  }
  if (fs::exists(folder / "config.toml")) {
    const auto config = cli::read_config(
        "config.toml", test::read_text((folder / "config.toml").string()));
    CHECK_FALSE(config.value);
    return all_texts(config.issues);
  }
  const auto edits =
      test::Json::parse(test::read_text((folder / "patch.json").string()));
  const auto kb = load_knowledge(test::patched(edits), "data/");
  CHECK_FALSE(kb.value);
  return all_texts(kb.issues);
}

/// Counts of the shipped base change with every file that is added.
std::string without_counts(const std::string& text) {
  static const std::regex counts(R"(\d+( examples| worked cases| conditions))");
  return std::regex_replace(text, counts, "N$1");
}

TEST_CASE("bad data is explained", "[bad_data]") {
  for (const std::string& code : folders()) {
    DYNAMIC_SECTION(code) {
      const fs::path folder = root() / code;
      const std::string text = without_counts(text_of(folder));
      CHECK(test::contains(text, "[" + code + "]"));
      CHECK_FALSE(test::read_text((folder / "about.txt").string()).empty());
      const std::string golden = (folder / "expected.txt").string();
      if (test::update_golden()) test::write_text(golden, text);
      CHECK(text == test::read_text(golden));
    }
  }
}

}  // namespace
}  // namespace backcoach
