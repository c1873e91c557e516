// Files that no program wrote: each ends in errors or in a value, never in a
// crash.
#include <array>

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/random_answers.hpp"
#include "backcoach/load.hpp"
#include "backcoach/render.hpp"
#include "backcoach/triage.hpp"

namespace backcoach {
namespace {

using test::Random;

std::string good_file() {
  return answers_json(test::shipped_knowledge_base(), test::full_answers(),
                      /*all=*/false);
}

std::string cut(Random& random) {
  const std::string text = good_file();
  return text.substr(0, random.below(text.size()));
}

std::string changed_bytes(Random& random) {
  std::string text = good_file();
  for (std::size_t i = 1 + random.below(8); i > 0; --i) {
    text[random.below(text.size())] = static_cast<char>(random.below(256));
  }
  return text;
}

std::string wrong_value(Random& random) {
  constexpr std::array<const char*, 14> kValues = {
      "0",     "-1",          "1e308",
      "1e309", "-1e999",      "99999999999999999999999",
      "\"\"",  "\"\\u0000\"", "[]",
      "{}",    "[[]]",        "\"\\ud800\"",
      "0.1",   "\"\x1b[31m\""};
  const auto& findings = test::shipped_knowledge_base().findings;
  std::string text = "{";
  for (int i = 0; i < 5; ++i) {
    text += i == 0 ? "" : ",";
    text += "\"" + findings[random.below(findings.size())].id + "\": ";
    text += kValues[random.below(kValues.size())];
  }
  return text + "}";
}

std::string nested(Random& random) {
  const std::size_t depth = 1 + random.below(random.once_in(2) ? 70 : 200000);
  const bool lists = random.once_in(2);
  std::string text = "{\"equipment\": ";
  for (std::size_t i = 0; i < depth; ++i) text += lists ? "[" : "{\"a\":";
  if (random.once_in(2)) {
    if (!lists) text += "1";
    text += std::string(depth, lists ? ']' : '}') + "}";
  }
  return text;
}

std::string duplicates(Random& random) {
  std::string text = "{";
  for (std::size_t i = 2 + random.below(40); i > 0; --i) {
    text += random.once_in(2) ? "\"fever\": \"no\"," : "\"age\": 4,";
  }
  return text + "\"collapse\": \"yes\"}";
}

std::string controls(Random& random) {
  std::string text = good_file();
  // One after the other: compilers differ in the order of arguments.
  const std::size_t at = random.below(text.size());
  const std::size_t count = 1 + random.below(9);
  const auto control = static_cast<char>(random.below(32));
  text.insert(at, count, control);
  return text;
}

/// The one kind that can always be read.
std::string more_space(Random& random) {
  return std::string(random.below(9), '\n') + good_file() +
         std::string(random.below(9), ' ');
}

std::string random_bytes(Random& random) {
  std::string text;
  for (std::size_t i = random.below(300); i > 0; --i) {
    text += static_cast<char>(random.below(256));
  }
  return text;
}

std::string broken_utf8(Random& random) {
  constexpr std::array<const char*, 6> kBroken = {
      "\xff", "\xc0\xaf",    "\xed\xa0\x80", "\xf8\x88\x80\x80",
      "\xc3", "\xef\xbb\xbf"};
  std::string text = good_file();
  const std::size_t at = random.below(text.size());
  text.insert(at, kBroken[random.below(kBroken.size())]);
  return text;
}

TEST_CASE("400 damaged answers files", "[load]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  constexpr std::array kKinds = {cut,          changed_bytes, wrong_value,
                                 nested,       duplicates,    controls,
                                 random_bytes, broken_utf8,   more_space};
  Random random(400);
  std::size_t values = 0;
  for (std::size_t n = 0; n < 400; ++n) {
    const std::string text =
        n == 0 ? std::string() : kKinds[n % kKinds.size()](random);
    INFO("file " << n << ":\n" << text.substr(0, 400));
    const Checked<Answers> result = load_answers(kb, "damaged.json", text);
    CHECK(result.value.has_value() == !has_error(result.issues));
    for (const Issue& issue : result.issues) {
      const std::string shown = describe(issue);
      CHECK(shown.size() < 200000);
      for (const char c : shown) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 && c != '\n') FAIL_CHECK("a control character");
      }
    }
    if (!result.value) continue;
    ++values;
    const Decision decision = triage(kb, *result.value);
    CHECK((decision.status == Status::needs_answers ||
           !decision.decision().empty()));
  }
  // Some damage is harmless (a space more, an answer less), most is not.
  CHECK(values > 40);
  CHECK(values < 200);
}

}  // namespace
}  // namespace backcoach
