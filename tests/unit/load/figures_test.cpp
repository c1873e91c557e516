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

}  // namespace
}  // namespace backcoach
