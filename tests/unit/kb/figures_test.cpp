#include "../../../src/cli/embedded.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"

namespace backcoach {
namespace {

TEST_CASE("every exercise has a figure", "[load]") {
  const auto loaded = load_figures(test::shipped_files(), "data/");
  REQUIRE(loaded.value);
  for (const Exercise& exercise : test::shipped_knowledge_base().exercises) {
    INFO(exercise.id);
    const Figure* figure = figure_of(*loaded.value, exercise.id);
    REQUIRE(figure);
    CHECK_FALSE(figure->sentence.empty());
  }
}

TEST_CASE("the figures inside the program are those of data/", "[load]") {
  const auto loaded = load_figures(test::shipped_files(), "data/");
  REQUIRE(loaded.value);
  CHECK(pack_figures(cli::embedded_figures()) == pack_figures(*loaded.value));
}

TEST_CASE("damaged figures are reported, never drawn", "[load]") {
  for (const SourceFile& file : test::shipped_files()) {
    if (!file.path.starts_with("figures/c")) continue;
    for (std::size_t cut = 0; cut < file.text.size(); cut += 97) {
      const auto loaded =
          load_figures({{file.path, file.text.substr(0, cut)}}, "data/");
      CHECK_FALSE(loaded.value);
      CHECK_FALSE(loaded.issues.empty());
    }
  }
}

TEST_CASE("sizes beyond any page are refused", "[load]") {
  for (const std::string prop :
       {R"({"kind": "ring", "at": [0, 0], "width": 1e308})",
        R"({"kind": "step", "at": [0, 0], "width": 1, "height": -1e99})",
        R"({"kind": "towel", "at": ["hand_left", ["head", 1e300, 0]]})",
        R"({"kind": "towel", "at": [[0, 0], [4e9, 0]]})"}) {
    for (const SourceFile& file : test::shipped_files()) {
      if (file.path != "figures/walk.json") continue;
      std::string text = file.text;
      const std::string before = "\"props\": [";
      text.insert(text.find(before) + before.size(), prop + ", ");
      const auto loaded = load_figures({{file.path, text}}, "data/");
      INFO(prop);
      REQUIRE_FALSE(loaded.value);
      CHECK(loaded.issues[0].code == "out-of-range");
    }
  }
}

}  // namespace
}  // namespace backcoach
