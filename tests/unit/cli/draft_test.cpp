#include "../../../src/term/draft.hpp"

#include "../../../src/term/time.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"

namespace backcoach::cli {
namespace {

using test::finding;
using test::shipped_knowledge_base;

TEST_CASE("a draft comes back, but for private answers", "[cli]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Answers answers = test::full_answers({{"suicidal", "thoughts"},
                                        {"saddle_change", "yes"},
                                        {"iv_drugs", "yes"},
                                        {"equipment", {"mat"}}});
  answers.clear(finding("minutes_available"));
  answers.decline(finding("minutes_available"));
  const auto now = parse_time("2026-11-21T08:30").value();
  const std::string text = write_draft(kb, {answers, now, {}, {}});
  for (const Finding& about : kb.findings) {
    if (about.sensitive) {
      INFO(about.id);
      CHECK_FALSE(test::contains(text, about.id));
    }
  }
  const auto draft = read_draft(kb, text);
  REQUIRE(draft);
  CHECK(draft->saved_at == now);
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const auto index = static_cast<FindingIndex>(i);
    INFO(kb.findings[i].id);
    CHECK(draft->answers[index] ==
          (kb.findings[i].sensitive ? Answer{} : answers[index]));
  }
  CHECK(draft->answers.declined(finding("minutes_available")));
}

TEST_CASE("a file that is no draft is not used", "[cli]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  for (const char* text :
       {"", "x", "[]", "{}", R"({"saved_at": 3, "answers": {}})",
        R"({"saved_at": "2026-11-21T08:30", "answers": []})",
        R"({"saved_at": "never", "answers": {}})",
        R"({"saved_at": "2026-11-21T08:30", "answers": {"fever": 3}})",
        R"({"saved_at": "2026-11-21T08:30", "answers": {"gone": "no"}})"}) {
    INFO(text);
    CHECK_FALSE(read_draft(kb, text));
  }
  CHECK(read_draft(kb, R"({"saved_at": "2026-11-21T08:30", "answers": {},
                           "skipped": ["gone", 3]})"));
}

}  // namespace
}  // namespace backcoach::cli
