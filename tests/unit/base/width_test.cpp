#include "../../../src/base/width.hpp"

#include "../../../src/base/shell.hpp"

#include "../../support/catch.hpp"
#include "../../support/random_answers.hpp"

namespace backcoach::text {
namespace {

TEST_CASE("columns of a text", "[text]") {
  CHECK(width("") == 0);
  CHECK(width("pain") == 4);
  CHECK(width("é") == 1);
  CHECK(width("e\xCC\x81") == 1);  // e and a combining accent
  CHECK(width("背中") == 4);
  CHECK(width("\xF0\x9F\x98\x80") == 2);  // an emoji
  CHECK(width("\xFF\xFE") == 2);          // broken bytes, one column each
}

TEST_CASE("UTF-8 is read strictly", "[text]") {
  const auto broken = [](std::string_view bytes) {
    const CodePoint c = decode(bytes, 0);
    return c.value == 0xFFFD && c.bytes == 1;
  };
  CHECK(decode("A", 0).value == U'A');
  CHECK(decode("\xC3\xA9", 0).value == 0xE9);
  CHECK(decode("\xE2\x82\xAC", 0).value == 0x20AC);
  CHECK(decode("\xF4\x8F\xBF\xBF", 0).value == 0x10FFFF);
  CHECK(broken("\x80"));              // a tail without its head
  CHECK(broken("\xC3"));              // cut off
  CHECK(broken("\xC0\xAF"));          // too long for "/"
  CHECK(broken("\xE0\x80\xAF"));      // too long
  CHECK(broken("\xED\xA0\x80"));      // half of a surrogate pair
  CHECK(broken("\xF4\x90\x80\x80"));  // above U+10FFFF
  CHECK(broken("\xF8\x88\x80\x80"));  // no such head
}

TEST_CASE("nothing that drives a terminal gets through", "[text]") {
  CHECK(safe("plain") == "plain");
  CHECK(safe("\x1b[31mred") == "?[31mred");
  CHECK(safe("a\r\nb\tc\x07") == "a??b?c?");
  CHECK(safe("\x7f") == "?");
  CHECK(safe("\xC2\x9B") == "?");  // one-byte form of ESC [
  CHECK(safe("\xE2\x80\xAE"
             "abc") == "?abc");        // right-to-left override
  CHECK(safe("\xE2\x80\xA8") == "?");  // line separator
  CHECK(safe("\xFF") == "\xEF\xBF\xBD");
  CHECK(safe("né 背") == "né 背");
  CHECK(safe(std::string_view("a\0b", 3)) == "a?b");
}

TEST_CASE("nothing that cannot be seen hides in a text", "[text]") {
  CHECK(safe("a\xE2\x80\x8B"
             "b") == "a?b");                        // zero width space
  CHECK(safe("\xE2\x81\xA0") == "?");               // word joiner
  CHECK(safe("\xEF\xBB\xBF") == "?");               // byte order mark
  CHECK(safe("\xF3\xA0\x81\x81") == "?");           // a letter of a tag
  CHECK(safe("\xE2\x81\xA6\xE2\x81\xA9") == "??");  // isolates
  // What joins letters and emoji is a part of them.
  CHECK(safe("\xE2\x80\x8D") == "\xE2\x80\x8D");
  CHECK(safe("\xE2\x80\x8C") == "\xE2\x80\x8C");
}

TEST_CASE("a text of several lines keeps their ends", "[text]") {
  CHECK(safe_lines("").empty());
  CHECK(safe_lines("one\ntwo\n") == "one\ntwo\n");
  CHECK(safe_lines("\n\x1b[2J\r\n\xC2\x9B") == "\n?[2J?\n?");
}

TEST_CASE("JSON says the same without driving a terminal", "[text]") {
  CHECK(safe_json("{\"a\": \"plain\"}\n") == "{\"a\": \"plain\"}\n");
  CHECK(safe_json("\"né 背\"") == "\"né 背\"");
  CHECK(safe_json("\"\x7f\"") == "\"\\u007f\"");
  CHECK(safe_json("\"\xC2\x9B\"") == "\"\\u009b\"");
  CHECK(safe_json("\"\xE2\x80\xAE\"") == "\"\\u202e\"");
  CHECK(safe_json("\"\xE2\x80\xA8\"") == "\"\\u2028\"");
  CHECK(safe_json("\"\xF3\xA0\x81\x81\"") == "\"\\udb40\\udc41\"");
}

TEST_CASE("one word of a shell", "[text]") {
  CHECK(shell_word("/home/me/diary.db") == "/home/me/diary.db");
  CHECK(shell_word("fever=yes") == "fever=yes");
  CHECK(shell_word("") == "''");
  CHECK(shell_word("a b") == "'a b'");
  CHECK(shell_word("$(evil)") == "'$(evil)'");
  CHECK(shell_word("it's") == "'it'\\''s'");
}

TEST_CASE("any bytes become safe text", "[text]") {
  test::Random random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (std::size_t i = random.below(12); i > 0; --i) {
      bytes += static_cast<char>(random.below(256));
    }
    const std::string once = safe(bytes);
    CHECK(safe(once) == once);
    for (const char c : once) {
      CHECK(static_cast<unsigned char>(c) >= 0x20);
    }
    for (const char c : to_ascii(once)) {
      CHECK(static_cast<unsigned char>(c) < 0x80);
    }
  }
}

TEST_CASE("text for terminals without UTF-8", "[text]") {
  CHECK(to_ascii("5 – 7 minutes") == "5 to 7 minutes");
  CHECK(to_ascii("“wait…”") == "\"wait...\"");
  CHECK(to_ascii("it’s 40°") == "it's 40 degrees");
  CHECK(to_ascii("naïve 背") == "na?ve ?");
}

}  // namespace
}  // namespace backcoach::text
