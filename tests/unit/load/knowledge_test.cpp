#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/patch.hpp"
#include "backcoach/load.hpp"

namespace backcoach {
namespace {

using test::shipped_knowledge_base;

TEST_CASE("the shipped base has no warning", "[load]") {
  const auto loaded = load_knowledge(test::shipped_files(), "data/");
  CHECK(loaded.issues.empty());
  REQUIRE(loaded.value);
  CHECK(loaded.value->rules.size() > 70);
  CHECK(loaded.value->questions.size() > 50);
  CHECK_FALSE(loaded.value->schemas.empty());
}

TEST_CASE("the order of the files does not matter", "[load]") {
  std::vector<SourceFile> backwards(test::shipped_files().rbegin(),
                                    test::shipped_files().rend());
  const auto loaded = load_knowledge(std::move(backwards), "data/");
  REQUIRE(loaded.value);
  CHECK(pack(*loaded.value) == pack(shipped_knowledge_base()));
}

TEST_CASE("the digest follows every byte and every path", "[load]") {
  std::vector<SourceFile> files = test::shipped_files();
  for (SourceFile& file : files) {
    if (file.path == "manifest.json") file.text += "\n";
  }
  const auto changed = load_knowledge(files, "data/");
  REQUIRE(changed.value);
  CHECK(changed.value->manifest.sha256 !=
        shipped_knowledge_base().manifest.sha256);
  CHECK(changed.value->manifest.sha256.size() == 64);
}

TEST_CASE("things are found by name", "[load]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  REQUIRE(kb.finding("fever"));
  CHECK(kb.findings[*kb.finding("fever")].id == "fever");
  CHECK_FALSE(kb.finding("no_such"));
  CHECK(kb.rule("cauda_equina_saddle"));
  CHECK_FALSE(kb.rule("no_such"));
  CHECK(kb.question("saddle"));
  CHECK(kb.exercise("bridge"));
  CHECK(kb.source("house_wording"));
  CHECK(kb.level(Urgency::emergency).id == Urgency::emergency);
  CHECK(kb.stage(Stage::flare).id == Stage::flare);
  CHECK_FALSE(kb.notice("not_a_diagnosis").empty());
  CHECK(kb.notice("no_such").empty());
  CHECK(kb.region("gb"));
  CHECK(kb.region("GB") == kb.region("gb"));
  CHECK_FALSE(kb.region("XX"));
}

TEST_CASE("files that are not ours to read are left alone", "[load]") {
  std::vector<SourceFile> files = test::shipped_files();
  files.push_back({"notes.txt", "not JSON"});
  files.push_back({"cases/one.json", "not JSON"});
  files.push_back({"schema/own.json", "not JSON"});
  CHECK(load_knowledge(files, "data/").value);
}

TEST_CASE("an empty folder is no knowledge base", "[load]") {
  const auto loaded = load_knowledge({}, "data/");
  CHECK_FALSE(loaded.value);
  CHECK(loaded.issues.size() > 10);
}

TEST_CASE("without any one file there is no base", "[load]") {
  for (const SourceFile& file : test::shipped_files()) {
    if (test::contains(file.path, "/") || !file.path.ends_with(".json")) {
      continue;
    }
    INFO(file.path);
    const auto loaded = load_knowledge(
        test::patched({{{"path", file.path}, {"remove", true}}}), "data/");
    CHECK_FALSE(loaded.value);
    REQUIRE_FALSE(loaded.issues.empty());
  }
}

TEST_CASE("every file cut in the middle is refused", "[load]") {
  for (const SourceFile& file : test::shipped_files()) {
    if (test::contains(file.path, "/") || !file.path.ends_with(".json")) {
      continue;
    }
    INFO(file.path);
    const auto loaded = load_knowledge(
        test::patched({{{"path", file.path},
                        {"text", file.text.substr(0, file.text.size() / 2)}}}),
        "data/");
    CHECK_FALSE(loaded.value);
  }
}

}  // namespace
}  // namespace backcoach
