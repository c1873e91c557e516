#include <algorithm>

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "backcoach/load.hpp"
#include "backcoach/render.hpp"

namespace backcoach {
namespace {

using test::contains;
using test::finding;
using test::shipped_knowledge_base;

Checked<Answers> load(const std::string& text) {
  return load_answers(shipped_knowledge_base(), "a.json", text);
}

/// The codes of all issues, in order.
std::vector<std::string> codes(const std::vector<Issue>& issues) {
  std::vector<std::string> out;
  for (const Issue& issue : issues) out.push_back(issue.code);
  return out;
}

using Codes = std::vector<std::string>;

TEST_CASE("a bare object and a wrapped one are the same", "[load]") {
  const auto bare = load(R"({"fever": "no", "age": 41})");
  const auto wrapped = load(
      R"({"schema": "backcoach/answers/1",
          "answers": {"fever": "no", "age": 41}})");
  REQUIRE(bare.value);
  REQUIRE(wrapped.value);
  CHECK(*bare.value == *wrapped.value);
  CHECK((*bare.value)[finding("age")] == Answer(41.0));
  CHECK(load("{}").value == Answers(shipped_knowledge_base().findings.size()));
}

TEST_CASE("each type of answer is read", "[load]") {
  const auto answers = load(
      R"({"fever": true, "collapse": false, "chest_pain": "not_sure",
          "suicidal": "prefer_not_to_say", "sex": "other", "nprs_now": 0,
          "equipment": ["wall", "mat", "wall"], "foot_drop": null})");
  REQUIRE(answers.value);
  const auto is = [&](const char* id) { return (*answers.value)[finding(id)]; };
  CHECK(is("fever") == Answer(YesNo::yes));
  CHECK(is("collapse") == Answer(YesNo::no));
  CHECK(is("chest_pain") == Answer(YesNo::not_sure));
  CHECK(is("suicidal") == Answer(Choice{4}));
  CHECK(is("sex") == Answer(Choice{2}));
  CHECK(is("nprs_now") == Answer(0.0));
  CHECK(is("equipment") == Answer(Choices{5}));
  CHECK(is("foot_drop") == Answer{});
}

TEST_CASE("a question that may be skipped can be", "[load]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const auto answers = load(R"({"leg_symptom_days": "skipped", "age": 41})");
  REQUIRE(answers.value);
  CHECK_FALSE(answers.value->answered(finding("leg_symptom_days")));
  CHECK(answers.value->declined(finding("leg_symptom_days")));
  const auto again = load(answers_json(kb, *answers.value, /*all=*/false));
  REQUIRE(again.value);
  CHECK(*again.value == *answers.value);
  // It is another set of answers than one where nobody asked.
  CHECK(decision_id(kb, *answers.value, "test") !=
        decision_id(kb, *load(R"({"age": 41})").value, "test"));
  Answers set(kb.findings.size());
  CHECK(set_answer(kb, "leg_symptom_days=skipped", set).empty());
  CHECK(set.declined(finding("leg_symptom_days")));
  CHECK(set_answer(kb, "leg_symptom_days=3", set).empty());
  CHECK_FALSE(set.declined(finding("leg_symptom_days")));
  // A core sign and a choice want an answer, and so does a number that counts.
  for (const char* text : {R"({"fever": "skipped"})", R"({"sex": "skipped"})",
                           R"({"nprs_now": "skipped"})"}) {
    INFO(text);
    CHECK_FALSE(load(text).value);
  }
}

TEST_CASE("the wrapper may leave out the schema", "[load]") {
  const auto answers = load(R"({"answers": {"age": 41}})");
  REQUIRE(answers.value);
  CHECK((*answers.value)[finding("age")] == Answer(41.0));
}

TEST_CASE("each kind of wrong answer is an error", "[load]") {
  struct Row {
    const char* text;
    const char* code;
    const char* help;
  };
  for (const Row& row : {
           Row{R"({"fevr": "no"})", "unknown-finding", "\"fever\""},
           Row{R"({"qqqqqqqq": "no"})", "unknown-finding", "template"},
           Row{R"({"new_pain": "yes"})", "unknown-finding", ""},
           Row{R"({"days_since_plan_start": 3})", "unknown-finding", ""},
           Row{R"({"fever": "ys"})", "unknown-value", "\"yes\""},
           Row{R"({"fever": "YES"})", "unknown-value", ""},
           Row{R"({"fever": 1})", "wrong-type", ""},
           Row{R"({"fever": []})", "wrong-type", ""},
           Row{R"({"age": "41"})", "wrong-type", ""},
           Row{R"({"age": true})", "wrong-type", ""},
           Row{R"({"age": -1})", "out-of-range", "0 to 120"},
           Row{R"({"age": 121})", "out-of-range", "0 to 120"},
           Row{R"({"age": 41.5})", "out-of-range", "0 to 120"},
           Row{R"({"age": 123456789012345678901234567890})", "out-of-range",
               "0 to 120"},
           Row{R"({"age": 1e999})", "out-of-range", ""},
           Row{R"({"main_site": "lowback"})", "unknown-value", "low_back"},
           Row{R"({"main_site": 1})", "wrong-type", ""},
           Row{R"({"equipment": "mat"})", "wrong-type", ""},
           Row{R"({"equipment": ["mat", 3]})", "unknown-value", ""},
           Row{R"({"equipment": ["matt"]})", "unknown-value", "mat"},
           Row{R"({"fever": "no", "fever": "yes"})", "duplicate-key", ""},
           Row{R"([])", "wrong-type", ""},
           Row{R"("yes")", "wrong-type", ""},
           Row{R"({"schema": "backcoach/triage/1", "answers": {}})",
               "unknown-schema", "backcoach/answers/1"},
           Row{R"({"schema": "backcoach/answers/1"})", "missing-key", ""},
           Row{R"({"answers": {}, "about": "x"})", "wrong-type", ""},
           Row{R"({"answers": {}, "seen": [3]})", "wrong-type", ""},
           Row{R"({"schema": "backcoach/answers/1", "answers": {}, "x": 1})",
               "unknown-key", ""},
           Row{R"({"sex": "male", "pregnant": "yes"})", "conflicting-answers",
               "sex, pregnant"},
           Row{R"({"age": 30, "onset_age": 31})", "conflicting-answers", ""},
           Row{"{", "not-json", ""},
       }) {
    INFO(row.text);
    const auto result = load(row.text);
    CHECK_FALSE(result.value);
    REQUIRE_FALSE(result.issues.empty());
    CHECK(result.issues[0].code == row.code);
    CHECK(contains(result.issues[0].help + result.issues[0].message, row.help));
    CHECK(result.issues[0].where.file == "a.json");
    CHECK(result.issues[0].where.line > 0);
  }
}

TEST_CASE("all errors of a file are reported at once", "[load]") {
  const auto result = load(
      "{\n"
      "  \"age\": 200,\n"
      "  \"feve\": \"no\",\n"
      "  \"collapse\": \"maybe\",\n"
      "  \"sex\": 3\n"
      "}\n");
  CHECK_FALSE(result.value);
  REQUIRE(result.issues.size() == 4);
  std::vector<int> lines;
  for (const Issue& issue : result.issues) lines.push_back(issue.where.line);
  std::sort(lines.begin(), lines.end());
  CHECK(lines == std::vector<int>{2, 3, 4, 5});
}

TEST_CASE("the whole text of an error", "[load]") {
  const auto result = load("{\n  \"fever\": \"ys\"\n}\n");
  REQUIRE(result.issues.size() == 1);
  CHECK(describe(result.issues[0]) ==
        "a.json:2:12: error: \"ys\" is not an answer to \"fever\" (at /fever)"
        " [unknown-value]\n"
        "    2 |   \"fever\": \"ys\"\n"
        "      |            ^~~~\n"
        "  help: did you mean \"yes\"?\n");
}

TEST_CASE("one answer can be set by name", "[load]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Answers answers(kb.findings.size());
  CHECK(set_answer(kb, "fever=not_sure", answers).empty());
  CHECK(set_answer(kb, "age=41", answers).empty());
  CHECK(set_answer(kb, "sex=female", answers).empty());
  CHECK(set_answer(kb, "equipment=[\"mat\"]", answers).empty());
  CHECK(answers == test::answers_from({{"fever", "not_sure"},
                                       {"age", 41},
                                       {"sex", "female"},
                                       {"equipment", {"mat"}}}));
  CHECK(set_answer(kb, "fever=null", answers).empty());
  CHECK_FALSE(answers.answered(finding("fever")));
  CHECK(set_answer(kb, "collapse=true", answers).empty());
  CHECK(answers[finding("collapse")] == Answer(YesNo::yes));
}

TEST_CASE("a wrong assignment changes nothing", "[load]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  for (const char* wrong :
       {"fever", "=", "fever=", "=no", "fevr=no", "fever=maybe", "age=x",
        "age=1000", "age=1.5", "fever=\"no", "fever={\"a\":1}", "fever=[1]"}) {
    INFO(wrong);
    Answers answers(kb.findings.size());
    const std::vector<Issue> issues = set_answer(kb, wrong, answers);
    REQUIRE(issues.size() == 1);
    CHECK(issues[0].where.line == 0);
    CHECK(contains(issues[0].where.file, "--set"));
    CHECK(answers == Answers(kb.findings.size()));
  }
}

TEST_CASE("an assignment that is nearly JSON is a wrong one", "[load]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const std::string deep(60000, '[');
  for (const std::string& wrong :
       {std::string("fever=[}"), "fever=" + deep,
        "equipment=" + deep + std::string(60000, ']')}) {
    Answers answers(kb.findings.size());
    CHECK_FALSE(set_answer(kb, wrong, answers).empty());
    CHECK(answers == Answers(kb.findings.size()));
  }
}

TEST_CASE("conflicts between given answers are found", "[load]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const Answers answers = test::answers_from({{"sex", "male"}});
  CHECK(check_answers(kb, "--set", answers).empty());
  Answers both = answers;
  both.set(finding("pregnant"), YesNo::yes);
  CHECK(codes(check_answers(kb, "--set", both)) ==
        Codes{"conflicting-answers"});
}

TEST_CASE("what was written reads back the same", "[load]") {
  const Answers answers = test::full_answers(
      {{"fever", "not_sure"}, {"suicidal", "prefer_not_to_say"}});
  for (const bool all : {false, true}) {
    const auto again =
        load(answers_json(shipped_knowledge_base(), answers, all));
    REQUIRE(again.value);
    CHECK(*again.value == answers);
  }
}

TEST_CASE("measures of the diary are read from their own object", "[load]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const auto good =
      load_history(kb, "h.json", R"({"days_since_plan_start": 3.5})");
  REQUIRE(good.value);
  const auto index = kb.finding("days_since_plan_start");
  REQUIRE(index);
  CHECK((*good.value)[*index] == Answer(3.5));
  CHECK(codes(load_history(kb, "h.json", R"({"fever": "no"})").issues) ==
        Codes{"unknown-finding"});
}

}  // namespace
}  // namespace backcoach
