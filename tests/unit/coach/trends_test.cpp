#include "../../../src/coach/trends.hpp"

#include <array>
#include <sstream>

#include "../../../src/show/render_diary.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"

namespace backcoach {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

const sys_days kFirst{std::chrono::year(2026) / 11 / 1};

DiaryEntry checkin(int day, double pain) {
  DiaryEntry out;
  out.date = iso_date(std::chrono::year_month_day(kFirst + days(day)));
  out.at = out.date + "T08:00:00";
  out.what = CheckinRecord{"", {{"nprs_now", pain}}};
  return out;
}

Trends trends_of(const std::vector<std::pair<int, double>>& pains, int today) {
  std::vector<DiaryEntry> entries;
  for (const auto& [day, pain] : pains) entries.push_back(checkin(day, pain));
  return trends(test::shipped_knowledge_base().checkin, entries,
                kFirst + days(today), 8);
}

std::string words(const Trends& found) {
  return render_text(compose_trends(found), {.width = 200});
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

}  // namespace

TEST_CASE("a change that matters is 2 points or 30 percent", "[progress]") {
  CHECK(trends_of({{0, 8}, {13, 6}}, 13).pain == Trend::less);
  CHECK(trends_of({{0, 3}, {13, 2}}, 13).pain == Trend::less);
  CHECK(trends_of({{0, 8}, {13, 7}}, 13).pain == Trend::about_the_same);
  CHECK(trends_of({{0, 3}, {13, 5}}, 13).pain == Trend::more);
  CHECK(words(trends_of({{0, 8}, {13, 6}}, 13))
            .find("2 points or 30 percent, or more") != std::string::npos);
}

TEST_CASE("an empty diary has no weeks", "[progress]") {
  CHECK(trends_of({}, 13).weeks.empty());
  // Nor has one that begins tomorrow.
  CHECK(trends_of({{14, 5}}, 13).weeks.empty());
}

TEST_CASE("walking changes by its share, and from nothing", "[progress]") {
  const auto walking = [](std::optional<double> first,
                          std::optional<double> last) {
    std::vector<DiaryEntry> entries = {checkin(0, 5), checkin(13, 5)};
    const std::array<std::optional<double>, 2> minutes = {first, last};
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (!minutes[i]) continue;
      std::get<CheckinRecord>(entries[i].what).values["walked_minutes"] =
          *minutes[i];
    }
    return trends(test::shipped_knowledge_base().checkin, entries,
                  kFirst + days(13), 8);
  };
  CHECK(walking(20, 30).walking == Trend::more);
  CHECK(walking(20, 10).walking == Trend::less);
  CHECK(walking(20, 21).walking == Trend::about_the_same);
  CHECK(walking(20, std::nullopt).walking == Trend::unknown);
  CHECK(walking(std::nullopt, 20).walking == Trend::unknown);
  CHECK(walking(0, 0).walking == Trend::about_the_same);
  CHECK(walking(0, 20).walking == Trend::more);
  const Trends moved = walking(20, 0);
  REQUIRE(moved.weeks.size() == 2);
  CHECK(moved.weeks[0].days_moved == 1);
  CHECK(moved.weeks[1].days_moved == 0);
  CHECK(moved.weeks[1].days_known == 1);
}

TEST_CASE("no word of progress counts days in a row or blames", "[progress]") {
  for (const int last : {1, 5, 9}) {
    const std::string page = words(trends_of({{0, 5}, {13, double(last)}}, 13));
    for (const char* word :
         {"streak", "in a row", "missed", "only", "should", "failed"}) {
      INFO(word << " in " << page);
      CHECK(page.find(word) == std::string::npos);
    }
  }
}

TEST_CASE("a day without an entry has a row of its own, and it is empty",
          "[progress]") {
  const auto rows = lines(trends_csv(trends_of({{0, 5}, {3, 4}}, 3)));
  REQUIRE(rows.size() == 5);
  CHECK(rows[1] == "2026-11-01,5.0,,no,\r");
  CHECK(rows[2] == "2026-11-02,,,,\r");
  CHECK(rows[3] == "2026-11-03,,,,\r");
  CHECK(rows[4] == "2026-11-04,4.0,,no,\r");
}

TEST_CASE("pain is drawn in 40 columns, with gaps", "[progress]") {
  std::vector<std::pair<int, double>> pains;
  for (int day = 0; day < 60; ++day) pains.emplace_back(day, 9);
  for (const std::string& line : lines(trends_plot(trends_of(pains, 59), 40))) {
    CHECK(line.size() <= 40);
  }
  // 1 to 2 reach the lowest line, 0 has its base alone.
  const auto drawn =
      lines(trends_plot(trends_of({{0, 10}, {1, 2}, {3, 0}, {4, 3}}, 4), 40));
  REQUIRE(drawn.size() == 13);
  CHECK(drawn[1] == "  10 | #");
  CHECK(drawn[7] == "   4 | #");
  CHECK(drawn[8] == "   3 | #   #");
  CHECK(drawn[9] == "   2 | ##  #");
  CHECK(drawn[11] == "   0 | -- --");
  CHECK(drawn[12].find("1 Nov to ") != std::string::npos);
  CHECK(trends_plot(trends_of({{0, 5}}, 0), 40).empty());
}

}  // namespace backcoach
