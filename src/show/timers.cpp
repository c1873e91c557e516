#include <fmt/format.h>

#include <map>

#include "../base/shell.hpp"
#include "backcoach/render.hpp"
#include "reminders.hpp"
#include "render_calendar.hpp"

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

std::vector<Reminder> to_come(const KnowledgeBase& kb, const Plan& plan,
                              const TimerOptions& options) {
  return render::still_to_come(plan, render::reminders(kb, plan), options.here);
}

std::string mark(const TimerOptions& options) {
  return options.ahead.empty() ? std::string() : "# " + options.ahead + "\n";
}

}  // namespace

std::string plan_crontab(const KnowledgeBase& kb, const Plan& plan,
                         const TimerOptions& options) {
  std::string out =
      "# backcoach: the plan of " + iso_date(plan.date) +
      ". It is for that day only.\n" + mark(options) +
      "# Add it with crontab -e; take it out when the day is over.\n"
      "# Each line asks first what is next, and stays silent after a "
      "referral.\n"
      "# The command gets a title and a text. Another one: change this line.\n"
      "BACKCOACH_NOTIFY=notify-send\n";
  // Lines of one minute ask the same, so one is enough.
  Hours hours;
  for (const Reminder& reminder : to_come(kb, plan, options)) {
    for (const auto& [when, list] : by_minute(plan, reminder)) {
      std::string& all = hours[when];
      for (std::size_t at = 0; at < list.size(); at += 3) {
        const std::string hour = list.substr(at, 2);
        if (all.find(hour) != std::string::npos) continue;
        all += (all.empty() ? "" : ",") + hour;
      }
    }
  }
  for (const auto& [when, list] : hours) {
    const std::chrono::year_month_day date(when.first);
    out += fmt::format(
        "{} {} {} {} * next=\"$({})\"; [ -z \"$next\" ] || "
        "$BACKCOACH_NOTIFY backcoach \"$next\"\n",
        when.second, list, static_cast<unsigned>(date.day()),
        static_cast<unsigned>(date.month()), for_cron(options.command));
  }
  return out;
}

std::string plan_systemd(const KnowledgeBase& kb, const Plan& plan,
                         const TimerOptions& options) {
  const std::string day = iso_date(plan.date);
  std::string out =
      "#!/bin/sh\n"
      "# backcoach: the plan of " +
      day + " as timers that vanish when they have run.\n" + mark(options) +
      "# Set:  backcoach export systemd | sh\n"
      "# Stop: systemctl --user stop 'backcoach-" +
      day +
      "-*.timer'\n"
      "# Each timer asks first what is next, and stays silent after a "
      "referral.\n"
      "# The command gets a title and a text: BACKCOACH_NOTIFY=other sh FILE\n"
      "notify=${BACKCOACH_NOTIFY:-notify-send}\n"
      "systemctl --user stop 'backcoach-" +
      day +
      "-*.timer' 2>/dev/null || :\n"
      "remind() {\n"
      "  name=$1; when=$2\n"
      "  systemd-run --user --quiet --collect --unit=\"$name\" "
      "--on-calendar=\"$when\" \\\n"
      "    --timer-property=AccuracySec=1s /bin/sh -c " +
      text::shell_quoted("next=\"$(" + options.command +
                         ")\"; [ -z \"$next\" ] || \"$0\" backcoach "
                         "\"$next\"") +
      " \"$notify\"\n"
      "}\n";
  for (const Reminder& reminder : to_come(kb, plan, options)) {
    for (const auto& [when, hours] : by_minute(plan, reminder)) {
      const std::string unit =
          fmt::format("backcoach-{}-{}-{:02}", day, reminder.key, when.second);
      out +=
          fmt::format("remind {} '{} {}:{:02}:00'\n", text::shell_quoted(unit),
                      iso_date(std::chrono::year_month_day(when.first)), hours,
                      when.second);
    }
  }
  return out;
}

}  // namespace backcoach
