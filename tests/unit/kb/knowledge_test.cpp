#include "../../support/knowledge.hpp"
#include "../../support/catch.hpp"
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
  CHECK(loaded.value->manifest.sha256 ==
        shipped_knowledge_base().manifest.sha256);
  CHECK(loaded.value->network.nodes.size() ==
        shipped_knowledge_base().network.nodes.size());
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
  CHECK_FALSE(loaded.issues.empty());
}

TEST_CASE("without one of its files there is no base", "[load]") {
  for (const char* path : {"manifest.json", "urgency.json", "history.json"}) {
    INFO(path);
    const auto loaded = load_knowledge(
        test::patched({{{"path", path}, {"remove", true}}}), "data/");
    CHECK_FALSE(loaded.value);
    CHECK_FALSE(loaded.issues.empty());
  }
}

TEST_CASE("a file cut in the middle is refused", "[load]") {
  for (const SourceFile& file : test::shipped_files()) {
    if (file.path != "urgency.json" && file.path != "plan.json") continue;
    INFO(file.path);
    const auto loaded = load_knowledge(
        test::patched({{{"path", file.path},
                        {"text", file.text.substr(0, file.text.size() / 2)}}}),
        "data/");
    CHECK_FALSE(loaded.value);
  }
}

// Hidden until fixed: without any finding, position 0 is read all the same.
TEST_CASE("a base without findings is refused", "[load]") {
  CHECK_FALSE(load_knowledge(
                  test::patched({{{"path", "findings.json"}, {"remove", true}},
                                 {{"path", "history.json"}, {"remove", true}}}),
                  "data/")
                  .value);
}

// Hidden until fixed: an exception of the JSON library gets out.
TEST_CASE("a pointer with a wrong escape is an issue", "[load]") {
  const auto loaded = load_knowledge(
      test::patched({{{"path", "red_flags/fever_with_back_pain.json"},
                      {"pointer", "/provenance/0/supports/0"},
                      {"set", "/~2"}}}),
      "data/");
  REQUIRE_FALSE(loaded.issues.empty());
  CHECK(loaded.issues[0].code == "unknown-pointer");
}

}  // namespace
}  // namespace backcoach
