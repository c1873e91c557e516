#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "json_values.hpp"
#include "render_diary.hpp"

namespace backcoach {
namespace {

using render::OrderedJson;

std::string date_text(std::chrono::sys_days date) {
  return iso_date(std::chrono::year_month_day(date));
}

std::string shown(const std::optional<double>& value) {
  return value ? fmt::format("{:.1f}", *value) : std::string();
}

std::string points(double value) {
  const std::string words = fmt::format("{:.1f}", value);
  return words.ends_with(".0") ? words.substr(0, words.size() - 2) : words;
}

/// Understood without the head of its column, as a screen reader says it.
std::string pain_cell(const std::optional<double>& value) {
  return value ? points(*value) + " out of 10" : std::string();
}

std::string whole(const std::optional<double>& value) {
  return value ? fmt::format("{:.0f}", *value) : std::string();
}

Block paragraph(std::string text) {
  return {Block::Kind::paragraph, std::move(text)};
}

/// The smallest change that matters.
std::string smallest(const Trends& trends) {
  return fmt::format("{:.0f} points or {:.0f} percent, or more",
                     trends.smallest_points, trends.smallest_percent);
}

/// "Mon", as the days of a week are told.
std::string weekday(std::chrono::sys_days date) {
  constexpr std::array kNames = {"Sun", "Mon", "Tue", "Wed",
                                 "Thu", "Fri", "Sat"};
  return kNames[std::chrono::weekday(date).c_encoding()];
}

/// "Monday"
std::string weekday_in_full(std::chrono::sys_days date) {
  const std::string whole = long_date(std::chrono::year_month_day(date));
  return whole.substr(0, whole.find(' '));
}

/// "Mon 30 Nov"
std::string short_date(std::chrono::sys_days date) {
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::chrono::year_month_day day(date);
  return fmt::format("{} {} {}", weekday(date),
                     static_cast<unsigned>(day.day()),
                     kMonths[static_cast<unsigned>(day.month()) - 1]);
}

/// A light in words, so that no colour has to be known.
std::string light_words(const std::string& light) {
  if (light == "green") return "good (green)";
  if (light == "amber") return "so-so (amber)";
  if (light == "red") return "hard (red)";
  return light;
}

/// The days of the last week that have pain, oldest first.
std::vector<const DiaryDay*> last_week(const Trends& trends) {
  std::vector<const DiaryDay*> days;
  for (const DiaryDay& day : trends.days) {
    if (day.pain && day.date >= trends.weeks.back().from) days.push_back(&day);
  }
  return days;
}

/// "Pain by day: Mon 4, Tue 3, Thu 7."
std::string week_sentence(const std::vector<const DiaryDay*>& days) {
  std::string words;
  for (const DiaryDay* day : days) {
    words += (words.empty() ? "" : ", ") + weekday(day->date) + " " +
             points(*day->pain);
  }
  return words.empty() ? "No pain is written down for the last 7 days."
                       : "Pain by day, from 0 to 10: " + words + ".";
}

/// The day that stood out, and how it was the day after.
std::string news_sentence(const Trends& trends,
                          const std::vector<const DiaryDay*>& days) {
  constexpr std::size_t kFewest = 3;
  if (days.size() < kFewest) return {};
  std::size_t top = 0;
  double sum = 0;
  for (std::size_t i = 0; i < days.size(); ++i) {
    sum += *days[i]->pain;
    if (*days[i]->pain >= *days[top]->pain) top = i;
  }
  const double others =
      (sum - *days[top]->pain) / static_cast<double>(days.size() - 1);
  if (*days[top]->pain - others < trends.smallest_points) return {};
  std::string words =
      fmt::format("{} was the hardest day, at {}.",
                  weekday_in_full(days[top]->date), points(*days[top]->pain));
  if (top + 1 < days.size()) {
    words +=
        fmt::format(" On {} it was {}.", weekday_in_full(days[top + 1]->date),
                    points(*days[top + 1]->pain));
  }
  return words;
}

std::string pain_sentence(const Trends& trends) {
  const WeekTrend& first = trends.weeks.front();
  const WeekTrend& last = trends.weeks.back();
  if (trends.pain == Trend::unknown || !first.pain || !last.pain) return {};
  const std::string numbers =
      fmt::format("{} out of 10 on average in the first week, {} in the last",
                  points(*first.pain), points(*last.pain));
  switch (trends.pain) {
    case Trend::less:
      return "Pain came down: " + numbers +
             ". That is a change that matters: " + smallest(trends) + ".";
    case Trend::more:
      return "Pain went up: " + numbers +
             ". That is more than the usual ups and downs: " +
             smallest(trends) + ".";
    case Trend::about_the_same:
    case Trend::unknown:
      break;
  }
  return "Pain is about the same: " + numbers + ". A change that matters is " +
         smallest(trends) + ".";
}

std::string walking_sentence(const Trends& trends) {
  const WeekTrend& first = trends.weeks.front();
  const WeekTrend& last = trends.weeks.back();
  if (!last.walked_minutes) return {};
  if (!first.walked_minutes || trends.weeks.size() < 2) {
    return fmt::format("You walked {:.0f} minutes on a usual day.",
                       *last.walked_minutes);
  }
  return fmt::format(
      "Walking on a usual day went from {:.0f} to {:.0f} minutes.",
      *first.walked_minutes, *last.walked_minutes);
}

/// What the person picked and scores, now and at first.
std::string activity_sentence(const Trends& trends) {
  const DiaryDay* first = nullptr;
  const DiaryDay* last = nullptr;
  for (const DiaryDay& day : trends.days) {
    if (!day.activities) continue;
    if (!first) first = &day;
    last = &day;
  }
  if (!last || trends.goal) return {};
  std::string words =
      "The thing you picked: " + points(*last->activities) + " out of 10";
  if (first != last) {
    words += fmt::format(", {} on {}", points(*first->activities),
                         short_date(first->date));
  }
  return words + ". 10 is as before.";
}

std::string goal_sentence(const Trends& trends) {
  if (!trends.goal || !trends.goal->first) return {};
  const GoalProgress& goal = *trends.goal;
  if (!goal.last) {
    return fmt::format("You want to get back to {}: {:.0f} of 10 so far.",
                       goal.title, *goal.first);
  }
  return fmt::format("You want to get back to {}: from {:.0f} to {:.0f} of 10.",
                     goal.title, *goal.first, *goal.last);
}

OrderedJson number(const std::optional<double>& value) {
  if (!value) return nullptr;
  constexpr double kHundredths = 100;
  return static_cast<double>(
             static_cast<std::int64_t>(*value * kHundredths + 0.5)) /
         kHundredths;
}

std::string_view name_of(Trend trend) {
  switch (trend) {
    case Trend::unknown:
      return "unknown";
    case Trend::less:
      return "less";
    case Trend::about_the_same:
      return "about_the_same";
    case Trend::more:
      return "more";
  }
  return {};
}

}  // namespace

Document compose_trends(const Trends& trends) {
  if (trends.weeks.empty()) {
    return {paragraph(
        "There is nothing to show yet. Each check-in adds a day: backcoach "
        "checkin")};
  }
  const auto days = last_week(trends);
  Document page;
  for (std::string& words :
       std::array{week_sentence(days), news_sentence(trends, days),
                  pain_sentence(trends), walking_sentence(trends),
                  activity_sentence(trends)}) {
    if (!words.empty()) page.push_back(paragraph(std::move(words)));
  }
  if (const std::string goal = goal_sentence(trends); !goal.empty()) {
    page.push_back(paragraph(goal));
  }
  for (const std::string& words : trends.words) {
    page.push_back(paragraph(words));
  }
  if (const int moved = trends.weeks.back().days_moved; moved > 0) {
    page.push_back(
        paragraph(fmt::format("You moved on {} of the last 7 days.", moved)));
  }
  Block weeks{Block::Kind::table, ""};
  weeks.rows.push_back({"Week from", "Pain", "Minutes walked", "Days moved"});
  for (const WeekTrend& week : trends.weeks) {
    weeks.rows.push_back({short_date(week.from), pain_cell(week.pain),
                          whole(week.walked_minutes),
                          week.days_known > 0 ? std::to_string(week.days_moved)
                                              : std::string()});
  }
  page.push_back(std::move(weeks));
  Block list{Block::Kind::table, ""};
  list.rows.push_back({"Day", "Pain", "Minutes walked", "It went"});
  for (const DiaryDay& day : trends.days) {
    list.rows.push_back({short_date(day.date), pain_cell(day.pain),
                         whole(day.walked_minutes), light_words(day.light)});
  }
  page.push_back(std::move(list));
  return page;
}

std::string trends_json(const Trends& trends) {
  OrderedJson weeks = OrderedJson::array();
  for (const WeekTrend& week : trends.weeks) {
    weeks.push_back({{"from", date_text(week.from)},
                     {"pain", number(week.pain)},
                     {"walked_minutes", number(week.walked_minutes)},
                     {"days_moved", week.days_moved},
                     {"days_known", week.days_known}});
  }
  OrderedJson list = OrderedJson::array();
  for (const DiaryDay& day : trends.days) {
    list.push_back({{"date", date_text(day.date)},
                    {"pain", number(day.pain)},
                    {"walked_minutes", number(day.walked_minutes)},
                    {"moved", day.moved()},
                    {"light", day.light.empty() ? OrderedJson(nullptr)
                                                : OrderedJson(day.light)}});
  }
  OrderedJson goal = nullptr;
  if (trends.goal) {
    goal = {{"id", trends.goal->id},
            {"first", number(trends.goal->first)},
            {"last", number(trends.goal->last)}};
  }
  const OrderedJson out = {{"schema", "backcoach/progress/1"},
                           {"pain", name_of(trends.pain)},
                           {"walking", name_of(trends.walking)},
                           {"goal", std::move(goal)},
                           {"let_go", trends.let_go},
                           {"words", trends.words},
                           {"weeks", std::move(weeks)},
                           {"days", std::move(list)}};
  return out.dump(2) + "\n";
}

std::string trends_csv(const Trends& trends) {
  std::string out = "date,pain,walked_minutes,moved,light\r\n";
  std::optional<std::chrono::sys_days> before;
  for (const DiaryDay& day : trends.days) {
    // A gap stays one: every day has its row, with nothing in it.
    while (before && *before + std::chrono::days(1) < day.date) {
      *before += std::chrono::days(1);
      out += date_text(*before) + ",,,,\r\n";
    }
    before = day.date;
    out += date_text(day.date) + "," + shown(day.pain) + "," +
           whole(day.walked_minutes) + "," + (day.moved() ? "yes" : "no") +
           "," + csv_field(day.light) + "\r\n";
  }
  return out;
}

std::string trends_plot(const Trends& trends, int columns) {
  constexpr int kStep = 1;  // points from one line to the next
  constexpr int kMost = 10;
  constexpr int kAxis = 7;  // columns before the first day
  if (trends.days.empty() || trends.weeks.empty()) return {};
  const auto last = trends.weeks.back().from + std::chrono::days(6);
  const auto span = (last - trends.days.front().date).count() + 1;
  const auto days = std::min<std::int64_t>(span, columns - kAxis);
  constexpr int kFewest = 4;
  if (days < kFewest) return {};
  const auto first = last - std::chrono::days(days - 1);
  std::map<std::chrono::sys_days, double> pain;
  for (const DiaryDay& day : trends.days) {
    if (day.pain) pain[day.date] = *day.pain;
  }
  std::string out = "  Pain, one column for each day\n";
  for (int level = kMost; level >= 0; level -= kStep) {
    std::string line = fmt::format("  {:2} | ", level);
    for (auto day = first; day <= last; day += std::chrono::days(1)) {
      const auto it = pain.find(day);
      if (it == pain.end()) {
        line += ' ';
      } else if (level == 0) {
        line += '-';
      } else {
        line += it->second > level - kStep ? '#' : ' ';
      }
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out +
         fmt::format("       {} to {}\n", short_date(first), short_date(last));
}

}  // namespace backcoach
