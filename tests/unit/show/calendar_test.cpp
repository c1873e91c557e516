#include "../../../src/show/render_calendar.hpp"
#include "../../support/catch.hpp"
#include "../plan/plan_support.hpp"

namespace backcoach {
namespace {

using test::contains;

Plan small_plan() {
  Plan plan = *test::plan_of(test::full_answers());
  plan.items.clear();
  PlanItem item;
  item.at = 23 * 60 + 50;
  item.kind = ItemKind::walk;
  item.title = "Walk; slowly, \\ here";
  item.lasts_minutes = 7;
  plan.items.push_back(item);
  item.at = 24 * 60 + 10;
  plan.items.push_back(item);
  return plan;
}

std::string calendar(const Plan& plan) {
  const LocalTime made{plan.date, 8 * 60 + 5};
  return plan_calendar(test::shipped_knowledge_base(), {&plan, 1},
                       {made, made, "1.2.3", {}, {}, {}});
}

TimerOptions asking(const Plan& plan) {
  return {{plan.date, 8 * 60 + 5}, "backcoach next -q", {}};
}

TEST_CASE("an event of the day plan", "[render]") {
  const std::string text = calendar(small_plan());
  for (const char* line :
       {"BEGIN:VCALENDAR\r\n", "DTSTAMP:20261121T080500Z\r\n",
        "DTSTART:20261121T235000\r\n", "DTSTART:20261122T001000\r\n",
        "DURATION:PT7M\r\n", "SUMMARY:Walk\\; slowly\\, \\\\ here\r\n",
        "UID:20261121-walk-1@backcoach.invalid\r\n",
        "UID:20261121-walk-2@backcoach.invalid\r\n", "END:VCALENDAR\r\n"}) {
    INFO(line);
    CHECK(contains(text, line));
  }
}

TEST_CASE("lines of a calendar are folded between letters", "[render]") {
  Plan plan = small_plan();
  for (std::size_t lead = 0; lead < 4; ++lead) {
    std::string title(lead, 'x');
    for (int i = 0; i < 60; ++i) title += "\xE2\x82\xAC";
    plan.items[0].title = title;
    const std::string text = calendar(plan);
    std::string joined;
    std::size_t start = 0;
    while (start < text.size()) {
      const std::size_t end = text.find("\r\n", start);
      REQUIRE(end != std::string::npos);
      CHECK(end - start <= 75);
      const bool goes_on = text[start] == ' ';
      if (!goes_on) joined += '\n';
      joined += text.substr(start + (goes_on ? 1 : 0),
                            end - start - (goes_on ? 1 : 0));
      const auto first =
          static_cast<unsigned char>(text[start + (goes_on ? 1 : 0)]);
      CHECK((first & 0xC0U) != 0x80U);
      start = end + 2;
    }
    CHECK(contains(joined, "SUMMARY:" + title + "\n"));
  }
}

TEST_CASE("own words in a crontab and a script stay words", "[render]") {
  Plan plan = small_plan();
  plan.items[0].title = "It's 5% $(x)";
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  const std::string cron = plan_crontab(kb, plan, asking(plan));
  CHECK(contains(cron, "50 23 21 11 * next=\"$(backcoach next -q)\"; "));
  CHECK(contains(cron, "10 00 22 11 * "));
  const std::string script = plan_systemd(kb, plan, asking(plan));
  CHECK(contains(script, "'2026-11-21 23:50:00'\n"));
  // A timer asks what is next when it fires: no name of then is in it.
  CHECK_FALSE(contains(cron, "It's"));
  CHECK_FALSE(contains(script, "It's"));
}

TEST_CASE("what has passed is left out of what is handed out", "[render]") {
  const Plan plan = small_plan();
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  TimerOptions late = asking(plan);
  late.here.minutes = 23 * 60 + 55;
  CHECK_FALSE(contains(plan_crontab(kb, plan, late), "50 23 21 11"));
  CHECK(contains(plan_crontab(kb, plan, late), "10 00 22 11"));
  const CalendarOptions options{
      {plan.date, 0}, {plan.date, 23 * 60 + 55}, "1", {}, {}, {}};
  CHECK(plan_events(kb, {&plan, 1}, options).size() == 1);
}

TEST_CASE("a calendar takes back what an earlier one had", "[render]") {
  const Plan plan = small_plan();
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  const CalendarOptions options{
      {plan.date, 8 * 60}, {plan.date, 8 * 60}, "1", "Watch.", {}, {}};
  const auto events = plan_events(kb, {&plan, 1}, options);
  REQUIRE(events.size() == 2);
  const std::string text = with_cancelled({}, events, options);
  CHECK(contains(text, "METHOD:CANCEL\r\n"));
  for (const SentEvent& one : events) {
    CHECK(contains(text, "UID:" + one.uid + "\r\nSEQUENCE:1\r\n"));
  }
  CHECK(contains(text, "STATUS:CANCELLED\r\n"));
  CHECK(with_cancelled({}, {}, options).empty());
  CHECK(contains(plan_calendar(kb, {&plan, 1}, options), "Watch."));
}

}  // namespace
}  // namespace backcoach
