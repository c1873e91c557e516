#include "../../../src/batch/run.hpp"

#include "../../../src/batch/worker.hpp"
#include "../../../src/rules/answers_line.hpp"
#include "../../support/allocations.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/random_answers.hpp"
#include "backcoach/render.hpp"
#include "backcoach/triage.hpp"

namespace backcoach::batch {
namespace {

using test::Random;

/// Gives `text` a few bytes at a time, as a slow pipe does.
std::string ran(const std::string& text, Options options, std::size_t piece,
                Result* result = nullptr) {
  std::size_t at = 0;
  std::string out;
  const Result got = run(test::shipped_knowledge_base(), options,
                         {[&](char* into, std::size_t size) {
                            const std::size_t count =
                                text.copy(into, std::min(size, piece), at);
                            at += count;
                            return static_cast<std::ptrdiff_t>(count);
                          },
                          [&](std::string_view bytes) {
                            out += bytes;
                            return true;
                          }});
  if (result) *result = got;
  return out;
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string random_line(const KnowledgeBase& kb, Random& random) {
  std::string text = one_line(
      answers_json(kb,
                   test::random_partial(kb, random, 1 + random.below(40),
                                        1 + random.below(5)),
                   /*all=*/random.once_in(3)));
  if (random.once_in(2)) {
    text.insert(text.find('{') + 1,
                "\"id\": " + std::to_string(random.next()) + ", ");
  }
  return text;
}

/// Damage as people, editors and disks do it.
std::string damaged(std::string text, Random& random) {
  constexpr std::array<const char*, 16> kBits = {
      "\"", "\\", "{",     "}",  ",",        ":",     "null",        "0",
      "[",  "]",  "\\u00", "\t", "\xC3\x28", "1e400", "\"age\": 5,", "\x01"};
  for (std::size_t i = 1 + random.below(3); i > 0; --i) {
    const std::size_t at = random.below(text.size());
    switch (random.below(4)) {
      case 0:
        text.erase(at, 1 + random.below(3));
        break;
      case 1:
        text.insert(at, kBits[random.below(kBits.size())]);
        break;
      case 2:
        text[at] = static_cast<char>(random.below(256));
        break;
      default:
        text.resize(at + 1);
    }
    std::replace(text.begin(), text.end(), '\n', ' ');
    if (text.empty()) text = "{";
  }
  return text;
}

/// The line that `load_answers_line` and `triage` lead to.
std::string wanted(const KnowledgeBase& kb, const std::string& line,
                   std::size_t number) {
  const load::AnswersLine read = load::load_answers_line(kb, "", line);
  const std::string id =
      read.id.empty() ? std::string() : "\"id\":" + read.id + ",";
  if (!read.answers.value) {
    const std::string where =
        id.empty() ? "\"line\":" + std::to_string(number) + "," : id;
    return "{" + where + "\"error\":{\"code\":\"" +
           read.answers.issues[0].code + "\"";
  }
  const Decision decision = triage(kb, *read.answers.value);
  const bool decided = decision.status == Status::decided;
  const auto text = [](std::string_view value) {
    return value.empty() ? "null" : '"' + std::string(value) + '"';
  };
  std::string out = "{" + id + "\"status\":" +
                    (decided ? "\"decided\"" : "\"needs_answers\"");
  out += ",\"decision\":" + text(decided ? decision.decision() : "");
  out += ",\"urgency\":" + text(decided ? name(decision.urgency) : "");
  out += ",\"focus\":" + text(decision.focus ? name(*decision.focus) : "");
  out += ",\"stage\":" + text(decision.stage ? name(*decision.stage) : "");
  if (!decided) out += ",\"at_least\":" + text(name(decision.urgency));
  out += ",\"rules\":[";
  for (std::size_t i = 0; i < decision.because.size(); ++i) {
    out += (i > 0 ? ",\"" : "\"") + kb.rules[decision.because[i].rule].id + '"';
  }
  return out + "]}";
}

void check_lines(const KnowledgeBase& kb,
                 const std::vector<std::string>& lines) {
  std::string text;
  std::vector<std::string> wants;
  for (const std::string& line : lines) {
    text += line + '\n';
    wants.push_back(wanted(kb, line, wants.size() + 1));
  }
  for (const std::size_t piece : {std::size_t{300'000}, std::size_t{997}}) {
    std::istringstream out(ran(text, {}, piece));
    std::string got;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].find_first_not_of(" \t\r") == std::string::npos) continue;
      const std::string& want = wants[i];
      REQUIRE(std::getline(out, got));
      INFO(lines[i] << '\n' << want << '\n' << got);
      const bool error = want.find("\"error\"") != std::string::npos;
      REQUIRE((error ? got.starts_with(want) : got == want));
    }
    REQUIRE_FALSE(std::getline(out, got));
  }
}

TEST_CASE("each line is decided as the same answers alone", "[batch]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  Random random(11);
  std::vector<std::string> lines;
  for (int i = 0; i < 400; ++i) {
    lines.push_back(random_line(kb, random));
    if (random.once_in(3)) lines.back() = damaged(lines.back(), random);
  }
  check_lines(kb, lines);
}

TEST_CASE("what is usual in a file is read no other way", "[batch]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  std::vector<std::string> lines;
  // Often enough that the reader knows them; then everything that is nearly
  // the same.
  for (int i = 0; i < 8; ++i) {
    lines.emplace_back(
        R"({"age":40,"fever":"no","cancer_ever":"no","sex":"male","smoker":"no"})");
  }
  for (
      const char* line : {
          R"({"age":40,"fever":"no","cancer_ever":"yes","sex":"male","smoker":"no"})",
          R"({"age":40,"fever":"no","cancer_ever":"no","sex":"female"})",
          R"({"age":40,"fever":"no","cancer_ever":"no","fever":"no","sex":"male"})",
          R"({"age":40,"fever":"no","cancer_ever":"no",})",
          R"({"age":40,"fever":"no","cancer_ever":"no",5})",
          R"({"age":40,"fever":"no","cancer_ever":"no"})",
          R"({"age":40,"fever":"no","cancer_ever":"no")",
          R"({"age":40,"fever":"no","cancer_ever":"no",)",
          R"({"age":40,"fever": "no","cancer_ever" :"no","sex":"male"})",
          R"({"age":40,"sex":"male","cancer_ever":"no","fever":"no","smoker":"no"})",
          R"({"schema":"backcoach/answers/1","answers":{"age":40,"fever":"no"},"id":"x"})",
          R"({"schema":"backcoach/answers/1","answers":{"age":40,"fever":"no"},"id":"x"})",
          R"({"schema":"backcoach/answers/1","answers":{"age":40,"fever":"no","cancer_ever":"no"},"id":"x"})",
          R"({"answers":{"age":40,"fever":"no"},"fever":"no","cancer_ever":"no","id":"x"})",
          R"({"age":40,"fever":"no","cancer_ever":"no","sex":null,"smoker":"no"})",
      }) {
    for (int i = 0; i < 6; ++i) lines.emplace_back(line);
    lines.push_back(lines.front());
  }
  check_lines(kb, lines);
}

TEST_CASE("jobs change nothing of the output", "[batch]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  Random random(12);
  std::string text;
  for (int i = 0; i < 400; ++i) {
    std::string line = random_line(kb, random);
    if (random.once_in(10)) line = damaged(line, random);
    text += line + '\n';
  }
  Result alone;
  const std::string out = ran(text, {}, 5000, &alone);
  for (const unsigned jobs : {2U, 3U, 7U}) {
    Result together;
    CHECK(ran(text, {.jobs = jobs}, 5000, &together) == out);
    CHECK(together.bad_lines == alone.bad_lines);
  }
}

TEST_CASE("lines end as files end them", "[batch]") {
  const std::string line = "{\"id\":1,\"age\":40}";
  const std::string out = ran(line + "\n", {}, 100);
  CHECK(ran(line, {}, 100) == out);
  CHECK(ran(line + "\r\n", {}, 100) == out);
  CHECK(ran("\n \n\r\n" + line + "\n\n", {}, 3) == out);
  CHECK(ran("\xEF\xBB\xBF" + line + "\n", {}, 100) == out);
  CHECK(ran("", {}, 100).empty());
  CHECK(ran("\n\n", {}, 100).empty());
  CHECK(ran(line + "\n" + line + "\n", {}, 100) == out + out);
}

TEST_CASE("a line that is too long is an error of its own", "[batch]") {
  const std::string good = "{\"id\":1,\"age\":40}\n";
  const std::string out = ran(good, {}, 100'000);
  const std::string padded =
      "{\"id\":1,\"age\":40" + std::string(kLongestLine - 50, ' ') + "}\n";
  CHECK(ran(padded + good, {}, 100'000) == out + out);
  const std::string longer =
      "{\"age\":40" + std::string(3 * kLongestLine, ' ') + "}\n";
  const std::string got = ran(good + longer + good + "x\n", {}, 100'000);
  CHECK(
      got.starts_with(out + "{\"line\":2,\"error\":{\"code\":\"line-too-long"));
  CHECK(got.find("\n" + out) != std::string::npos);
  CHECK(got.find("{\"line\":4,\"error\":{\"code\":\"not-json") !=
        std::string::npos);
}

TEST_CASE("thousands of mistakes in a line are one error", "[batch]") {
  std::string line = "{";
  for (int i = 0; i < 20'000; ++i) line += "\"k" + std::to_string(i) + "\":1,";
  line += "\"age\":1}\n";
  Result result;
  const std::string out = ran(line, {}, 1'000'000, &result);
  CHECK(out.size() < 1000);
  CHECK(out.find("unknown-finding") != std::string::npos);
  CHECK(result.bad_lines == 1);
}

TEST_CASE("what cannot be written ends the run", "[batch]") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "{\"age\":40}\n";
  for (const unsigned jobs : {1U, 3U}) {
    std::size_t at = 0;
    const Result result =
        run(test::shipped_knowledge_base(), {.jobs = jobs},
            {[&](char* into, std::size_t size) {
               const std::size_t count =
                   text.copy(into, std::min<std::size_t>(size, 4096), at);
               at += count;
               return static_cast<std::ptrdiff_t>(count);
             },
             [](std::string_view) { return false; }});
    CHECK(result.write_failed);
    CHECK(at < text.size());
  }
}

TEST_CASE("what cannot be read is told, after what could be", "[batch]") {
  int calls = 0;
  std::string out;
  const Result result =
      run(test::shipped_knowledge_base(), {},
          {[&](char* into, std::size_t size) -> std::ptrdiff_t {
             if (calls++ > 0) return -1;
             return static_cast<std::ptrdiff_t>(
                 std::string("{\"age\":40}\n").copy(into, size));
           },
           [&](std::string_view bytes) {
             out += bytes;
             return true;
           }});
  CHECK(result.read_failed);
  CHECK(std::count(out.begin(), out.end(), '\n') == 1);
}

TEST_CASE("in the steady state no line allocates", "[batch]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  Random random(13);
  const Names names(kb);
  Worker worker(kb, names, {});
  std::string lines;
  for (int i = 0; i < 300; ++i) {
    const Answers answers =
        test::agreeing(kb, random, test::random_partial(kb, random, 10, 4));
    lines += one_line(answers_json(kb, answers, random.once_in(2))) + '\n';
  }
  Chunk chunk;
  chunk.text = lines;
  worker.run(chunk);
  const std::size_t before = test::allocations();
  for (int round = 0; round < 5; ++round) worker.run(chunk);
  CHECK(test::allocations() == before);
  CHECK(chunk.bad_lines == 0);
}

TEST_CASE("the trace of a line is that of triage", "[batch]") {
  const std::string out = ran("{\"id\":\"t\",\"fever\":\"yes\"}\n",
                              {.extras = {.trace = true}}, 100);
  CHECK(out.starts_with("{\"id\":\"t\",\"status\":"));
  CHECK(out.find("\"trace\":[{\"rule\":") != std::string::npos);
  CHECK(out.ends_with("]}\n"));
}

}  // namespace
}  // namespace backcoach::batch
