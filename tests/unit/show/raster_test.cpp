#include <algorithm>

#include "../../../src/base/width.hpp"
#include "../../../src/kb/load_figures.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"

namespace backcoach {
namespace {

/// A person who stands, arms by the side.
Figure standing() {
  Figure figure;
  figure.id = "standing";
  figure.sentence = "You stand & wait.";
  Pose pose;
  pose.hip = {0, 50.8};
  pose.low_spine = pose.high_spine = pose.neck = 90;
  for (Limb Pose::*arm : {&Pose::left_arm, &Pose::right_arm}) {
    (pose.*arm).upper = (pose.*arm).lower = -90;
  }
  for (Limb Pose::*leg : {&Pose::left_leg, &Pose::right_leg}) {
    (pose.*leg).upper = (pose.*leg).lower = -90;
  }
  figure.poses = {pose};
  figure.props = {Prop{}};
  return figure;
}

TEST_CASE("a picture keeps to its room", "[figure]") {
  for (const auto& loaded : {load_figures(test::shipped_files(), "data/")}) {
    REQUIRE(loaded.value);
    for (const Figure& figure : *loaded.value) {
      for (const FigureStyle style :
           {FigureStyle::quadrant, FigureStyle::braille, FigureStyle::ascii}) {
        for (const int columns : {1, 3, 20, 40, 76}) {
          for (const int rows : {1, 4, 10, 16}) {
            const Picture picture =
                picture_of(figure, 0.4, style, columns, rows);
            INFO(figure.id << ' ' << columns << 'x' << rows);
            REQUIRE(static_cast<int>(picture.lines.size()) <= rows);
            REQUIRE(picture.lines.size() == picture.tones.size());
            for (std::size_t i = 0; i < picture.lines.size(); ++i) {
              REQUIRE(text::width(picture.lines[i]) == picture.tones[i].size());
              REQUIRE(static_cast<int>(picture.tones[i].size()) <= columns);
            }
          }
        }
      }
    }
  }
}

TEST_CASE("ASCII is ASCII", "[figure]") {
  const Picture picture = picture_of(standing(), 0, FigureStyle::ascii, 40, 12);
  REQUIRE_FALSE(picture.lines.empty());
  for (const std::string& line : picture.lines) {
    for (const char c : line) CHECK(static_cast<unsigned char>(c) < 128);
  }
}

TEST_CASE("a person who stands, as people draw one", "[figure]") {
  const Picture picture = picture_of(standing(), 0, FigureStyle::ascii, 40, 12);
  std::string all;
  for (const std::string& line : picture.lines) all += line + "\n";
  INFO(all);
  // A head on top, the ground below, and nothing on the ground line's left.
  CHECK(all.find('O') < all.find('#'));
  CHECK(picture.lines.back().find('_') != std::string::npos);
  CHECK(picture.lines[0].find('O') != std::string::npos);
}

TEST_CASE("what is far is marked", "[figure]") {
  const auto loaded = load_figures(test::shipped_files(), "data/");
  REQUIRE(loaded.value);
  const Figure* figure = figure_of(*loaded.value, "knee_to_chest");
  const Picture picture = picture_of(*figure, 1, FigureStyle::quadrant, 40, 12);
  std::string tones;
  for (const std::string& row : picture.tones) tones += row;
  CHECK(tones.find('f') != std::string::npos);
  CHECK(tones.find('n') != std::string::npos);
  CHECK(tones.find('p') != std::string::npos);
}

TEST_CASE("SVG has words, escaped, and every pose", "[figure]") {
  const std::string svg = figure_svg(standing(), "To <stand>");
  CHECK(test::contains(svg, "<title>To &lt;stand&gt;</title>"));
  CHECK(test::contains(svg, "<desc>You stand &amp; wait.</desc>"));
  const auto loaded = load_figures(test::shipped_files(), "data/");
  REQUIRE(loaded.value);
  for (const Figure& figure : *loaded.value) {
    const std::string one = figure_svg(figure, figure.id);
    std::size_t groups = 0;
    for (std::size_t at = one.find("<g>"); at != std::string::npos;
         at = one.find("<g>", at + 1)) {
      ++groups;
    }
    INFO(figure.id);
    CHECK(groups == figure.poses.size());
    CHECK_FALSE(test::contains(one, "nan"));
    CHECK_FALSE(test::contains(one, "href"));
  }
  CHECK(figure_svg(*loaded.value, "no_such_exercise", "").empty());
}

}  // namespace
}  // namespace backcoach
