#include <fmt/format.h>

#include <map>

#include "../text/shell.hpp"
#include "backcoach/render.hpp"
#include "backcoach/render_calendar.hpp"
#include "reminders.hpp"

namespace backcoach {
namespace {

using render::Reminder;

constexpr int kMinutesPerHour = 60;

/// The hours of one date at which something comes at the same minute.
using Hours = std::map<std::pair<std::chrono::sys_days, int>, std::string>;

Hours by_minute(const Plan& plan, const Reminder& reminder) {
  Hours hours;
  for (const int at : reminder.at) {
    const LocalTime time = render::moment(plan, at);
    std::string& list = hours[{std::chrono::sys_days(time.date),
                               time.minutes % kMinutesPerHour}];
    list += (list.empty() ? "" : ",") +
            fmt::format("{:02}", time.minutes / kMinutesPerHour);
  }
  return hours;
}

/// cron reads a percent sign as the end of a line.
std::string for_cron(std::string_view words) {
  std::string out;
  for (const char c : words) {
    if (c == '%') out += '\\';
    out += c;
  }
  return out;
}

std::string message(const Reminder& reminder) {
  return text::shell_quoted(reminder.title) + " " +
         text::shell_quoted(reminder.how_much);
}

}  // namespace

std::string plan_crontab(const KnowledgeBase& kb, const Plan& plan) {
  std::string out =
      "# backcoach: the plan of " + iso_date(plan.date) +
      ". It is for that day only.\n"
      "# Add it with crontab -e; take it out when the day is over.\n"
      "# The command gets a title and a text. Another one: change this line.\n"
      "BACKCOACH_NOTIFY=notify-send\n";
  for (const Reminder& reminder : render::reminders(kb, plan)) {
    for (const auto& [when, hours] : by_minute(plan, reminder)) {
      const std::chrono::year_month_day date(when.first);
      out += fmt::format("{} {} {} {} * $BACKCOACH_NOTIFY {}\n", when.second,
                         hours, static_cast<unsigned>(date.day()),
                         static_cast<unsigned>(date.month()),
                         for_cron(message(reminder)));
    }
  }
  return out;
}

std::string plan_systemd(const KnowledgeBase& kb, const Plan& plan) {
  const std::string day = iso_date(plan.date);
  std::string out =
      "#!/bin/sh\n"
      "# backcoach: the plan of " +
      day +
      " as timers that vanish when they have run.\n"
      "# Set:  backcoach export systemd | sh\n"
      "# Stop: systemctl --user stop 'backcoach-" +
      day +
      "-*.timer'\n"
      "# The command gets a title and a text: BACKCOACH_NOTIFY=other sh FILE\n"
      "notify=${BACKCOACH_NOTIFY:-notify-send}\n"
      "remind() {\n"
      "  name=$1; when=$2; shift 2\n"
      "  systemd-run --user --quiet --collect --unit=\"$name\" "
      "--on-calendar=\"$when\" \\\n"
      "    --timer-property=AccuracySec=1s \"$notify\" \"$@\"\n"
      "}\n";
  for (const Reminder& reminder : render::reminders(kb, plan)) {
    for (const auto& [when, hours] : by_minute(plan, reminder)) {
      const std::string unit =
          fmt::format("backcoach-{}-{}-{:02}", day, reminder.key, when.second);
      out += fmt::format("remind {} '{} {}:{:02}:00' {}\n",
                         text::shell_quoted(unit),
                         iso_date(std::chrono::year_month_day(when.first)),
                         hours, when.second, message(reminder));
    }
  }
  return out;
}

}  // namespace backcoach
