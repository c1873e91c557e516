#include "../../../src/base/wrap.hpp"

#include <string>

#include "../../../src/base/width.hpp"
#include "../../support/catch.hpp"
#include "../../support/random_answers.hpp"

namespace backcoach::text {
namespace {

using Lines = std::vector<std::string>;

TEST_CASE("text is broken at spaces", "[text]") {
  CHECK(wrap("", 10) == Lines{""});
  CHECK(wrap("one", 10) == Lines{"one"});
  CHECK(wrap("one two three", 7) == Lines{"one two", "three"});
  CHECK(wrap("one two three", 8) == Lines{"one two", "three"});
  CHECK(wrap("  one   two  ", 20) == Lines{"one two"});
  CHECK(wrap("one\ntwo", 20) == Lines{"one", "two"});
  CHECK(wrap("one\n\ntwo\n", 20) == Lines{"one", "", "two", ""});
}

TEST_CASE("a word longer than a line is cut", "[text]") {
  CHECK(wrap("abcdefg", 3) == Lines{"abc", "def", "g"});
  CHECK(wrap("a bcdefg h", 3) == Lines{"a", "bcd", "efg", "h"});
  CHECK(wrap("abc", 0) == Lines{"a", "b", "c"});
}

TEST_CASE("columns are counted, not bytes", "[text]") {
  CHECK(wrap("né né né", 5) == Lines{"né né", "né"});
  CHECK(wrap("背中 痛み", 4) == Lines{"背中", "痛み"});
}

TEST_CASE("no line is too wide and no word is lost", "[text]") {
  test::Random random(7);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (std::size_t i = random.below(60); i > 0; --i) {
      text +=
          random.once_in(4) ? ' ' : static_cast<char>('a' + random.below(26));
    }
    const std::size_t columns = 1 + random.below(20);
    std::string joined;
    for (const std::string& line : wrap(text, columns)) {
      CHECK(width(line) <= columns);
      joined += line;
    }
    std::erase(joined, ' ');
    std::erase(text, ' ');
    CHECK(joined == text);
  }
}

}  // namespace
}  // namespace backcoach::text
