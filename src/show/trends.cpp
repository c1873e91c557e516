#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "backcoach/render_diary.hpp"
#include "json_values.hpp"

namespace backcoach {
namespace {

using render::OrderedJson;

std::string date_text(std::chrono::sys_days date) {
  return iso_date(std::chrono::year_month_day(date));
}

std::string shown(const std::optional<double>& value) {
  return value ? fmt::format("{:.1f}", *value) : std::string();
}

/// Understood without the head of its column, as a screen reader says it.
std::string pain_cell(const std::optional<double>& value) {
  return value ? fmt::format("{:.1f} out of 10", *value) : std::string();
}

std::string whole(const std::optional<double>& value) {
  return value ? fmt::format("{:.0f}", *value) : std::string();
}

Block paragraph(std::string text) {
  return {Block::Kind::paragraph, std::move(text), {}, {}, false};
}

/// The smallest change that matters.
std::string smallest(const Trends& trends) {
  return fmt::format("{:.0f} points or {:.0f} percent, or more",
                     trends.smallest_points, trends.smallest_percent);
}

std::string pain_sentence(const Trends& trends) {
  const WeekTrend& first = trends.weeks.front();
  const WeekTrend& last = trends.weeks.back();
  if (trends.pain == Trend::unknown) {
    return last.pain ? fmt::format(
                           "Your mean pain of the last 7 days is "
                           "{:.1f} out of 10.",
                           *last.pain)
                     : std::string(
                           "No pain is written down for the last 7 "
                           "days.");
  }
  const std::string numbers =
      fmt::format("from {:.1f} to {:.1f} out of 10", *first.pain, *last.pain);
  switch (trends.pain) {
    case Trend::less:
      return "Your mean pain of a week went " + numbers +
             ". That is a change that matters: " + smallest(trends) + ".";
    case Trend::more:
      return "Your mean pain of a week went " + numbers +
             ". That is more than the usual ups and downs: " +
             smallest(trends) + ".";
    case Trend::about_the_same:
    case Trend::unknown:
      break;
  }
  return "Your mean pain of a week went " + numbers +
         ". That is within the usual ups and downs. A change that matters is " +
         smallest(trends) + ".";
}

std::string walking_sentence(const Trends& trends) {
  const WeekTrend& first = trends.weeks.front();
  const WeekTrend& last = trends.weeks.back();
  if (!last.walked_minutes) return {};
  if (!first.walked_minutes || trends.weeks.size() < 2) {
    return fmt::format(
        "You walked {:.0f} minutes on a usual day of the last "
        "7.",
        *last.walked_minutes);
  }
  return fmt::format(
      "Walking on a usual day went from {:.0f} to {:.0f} "
      "minutes.",
      *first.walked_minutes, *last.walked_minutes);
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
  Document page = {paragraph(pain_sentence(trends))};
  if (const std::string walking = walking_sentence(trends); !walking.empty()) {
    page.push_back(paragraph(walking));
  }
  if (const int moved = trends.weeks.back().days_moved; moved > 0) {
    page.push_back(
        paragraph(fmt::format("In the last 7 days you moved on {} day{}.",
                              moved, moved == 1 ? "" : "s")));
  }
  Block weeks{Block::Kind::table, "", {}, {}, false};
  weeks.rows.push_back({"Week from", "Pain", "Minutes walked", "Days moved"});
  for (const WeekTrend& week : trends.weeks) {
    weeks.rows.push_back({date_text(week.from), pain_cell(week.pain),
                          whole(week.walked_minutes),
                          week.days_known > 0 ? std::to_string(week.days_moved)
                                              : std::string()});
  }
  page.push_back(std::move(weeks));
  Block list{Block::Kind::table, "", {}, {}, false};
  list.rows.push_back({"Day", "Pain", "Minutes walked", "Light"});
  for (const DiaryDay& day : trends.days) {
    list.rows.push_back({date_text(day.date), pain_cell(day.pain),
                         whole(day.walked_minutes), day.light});
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
  const OrderedJson out = {{"schema", "backcoach/progress/1"},
                           {"pain", name_of(trends.pain)},
                           {"walking", name_of(trends.walking)},
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
  constexpr int kStep = 2;  // points from one line to the next
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
         fmt::format("       {} to {}\n", date_text(first), date_text(last));
}

}  // namespace backcoach
