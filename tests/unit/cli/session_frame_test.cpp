#include "../../../src/cli/session_frame.hpp"

#include "../../../src/base/width.hpp"
#include "../../../src/cli/embedded.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"

namespace backcoach::cli {
namespace {

Session session_with(const std::string& id) {
  SessionScript script;
  SessionCard card;
  card.id = id;
  card.title = "Single knee to chest, and a title that is long";
  card.dose.reps = 3;
  card.dose.hold_seconds = 20;
  card.dose.per_side = true;
  card.steps = {"Lie on your back with knees bent.",
                "Bring 1 knee up and hold behind the thigh.",
                "Pull gently until you feel a mild stretch."};
  card.easier = 0;
  card.swaps = {0};
  script.cards = {card};
  script.order = {0};
  script.times = {5, 5, 30, 8, 4, 60, 10};
  return Session(script);
}

std::size_t width_of(const std::string& line) {
  std::string plain;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\x1b') {
      i = line.find('m', i);
      continue;
    }
    plain += line[i];
  }
  return text::width(plain);
}

TEST_CASE("a session screen fits every terminal", "[cli]") {
  const Figures figures = embedded_figures();
  for (const char* id : {"knee_to_chest", "walk", "sit_to_stand"}) {
    for (const bool color : {false, true}) {
      for (const int columns : {20, 40, 59, 60, 80, 200}) {
        for (const int rows : {6, 12, 24, 50}) {
          Session session = session_with(id);
          session.tick(7000);
          Style style;
          style.color = color;
          const auto lines =
              session_frame({&session, &figures, FigureStyle::quadrant, style,
                             columns, rows});
          INFO(id << ' ' << columns << 'x' << rows);
          CHECK(static_cast<int>(lines.size()) <= rows);
          for (const std::string& line : lines) {
            INFO(line);
            CHECK(static_cast<int>(width_of(line)) <= columns);
          }
        }
      }
    }
  }
}

TEST_CASE("a session screen tells what counts", "[cli]") {
  const Figures figures = embedded_figures();
  Session session = session_with("knee_to_chest");
  session.tick(7000);
  const auto lines =
      session_frame({&session, &figures, FigureStyle::ascii, Style{}, 80, 24});
  std::string all;
  for (const std::string& line : lines) all += line + "\n";
  INFO(all);
  CHECK(test::contains(all, "right side"));
  CHECK(test::contains(all, "Hold, and breathe"));
  CHECK(test::contains(all, "1 of 3 times"));
  CHECK(test::contains(all, "Next: let go"));
  CHECK(test::contains(all, "! problem"));
  CHECK(test::contains(all, "q stop"));
  CHECK(test::contains(all, "e easier"));
}

TEST_CASE("big digits", "[cli]") {
  CHECK(big_digits(17, true) ==
        std::vector<std::string>{"  ##    ######", "####        ##",
                                 "  ##        ##", "  ##        ##",
                                 "######      ##"});
  CHECK(big_digits(300, true)[0] == "###   ### ###");
  CHECK(big_digits(-4, true) == big_digits(0, true));
}

}  // namespace
}  // namespace backcoach::cli
