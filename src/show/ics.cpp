#include <fmt/format.h>

#include "../base/width.hpp"
#include "reminders.hpp"
#include "render_calendar.hpp"

namespace backcoach {
namespace {

using render::Reminder;

constexpr int kMinutesPerHour = 60;

/// RFC 5545, 3.1: lines of at most 75 octets, each further one behind a space.
/// A letter of several octets is never cut.
void write_line(std::string& out, std::string_view line) {
  constexpr std::size_t kOctets = 75;
  std::size_t room = kOctets;
  while (line.size() > room) {
    std::size_t cut = room;
    while ((static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
    out.append(line.substr(0, cut));
    out += "\r\n ";
    line.remove_prefix(cut);
    room = kOctets - 1;
  }
  out.append(line);
  out += "\r\n";
}

/// RFC 5545, 3.3.11.
std::string escaped(std::string_view words) {
  std::string out;
  for (const char c : text::safe(words)) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

std::string date_digits(std::chrono::year_month_day date) {
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string time_digits(const LocalTime& time) {
  return fmt::format("{}T{:02}{:02}00", date_digits(time.date),
                     time.minutes / kMinutesPerHour,
                     time.minutes % kMinutesPerHour);
}

std::string description(const Reminder& reminder,
                        const CalendarOptions& options) {
  std::string out = escaped(reminder.how_much);
  const auto add = [&](const std::string& line) {
    if (line.empty()) return;
    out += (out.empty() ? "" : "\\n") + escaped(line);
  };
  for (const std::string& line : reminder.lines) add(line);
  add(options.ahead);
  add(options.watch);
  return out;
}

std::string uid_of(const Plan& plan, const Reminder& reminder) {
  return date_digits(plan.date) + "-" + reminder.key + "@backcoach.invalid";
}

int sequence_of(const CalendarOptions& options, const std::string& uid) {
  const auto it = options.sequence.find(uid);
  return it == options.sequence.end() ? 0 : it->second;
}

std::vector<Reminder> to_come(const KnowledgeBase& kb, const Plan& plan,
                              const CalendarOptions& options) {
  return render::still_to_come(plan, render::reminders(kb, plan), options.here);
}

void write_alarm(std::string& out, const Reminder& reminder) {
  write_line(out, "BEGIN:VALARM");
  write_line(out, "ACTION:DISPLAY");
  write_line(out, "DESCRIPTION:" + escaped(reminder.title));
  write_line(out, "TRIGGER:PT0S");
  write_line(out, "END:VALARM");
}

/// Dates one by one: many calendars cannot read "every 30 minutes".
void write_repeats(std::string& out, const Plan& plan,
                   const Reminder& reminder) {
  if (reminder.at.size() < 2) return;
  std::string dates;
  for (std::size_t i = 1; i < reminder.at.size(); ++i) {
    dates += (dates.empty() ? "RDATE:" : ",") +
             time_digits(render::moment(plan, reminder.at[i]));
  }
  write_line(out, dates);
}

void write_event(std::string& out, const Plan& plan, const Reminder& reminder,
                 const CalendarOptions& options) {
  write_line(out, "BEGIN:VEVENT");
  const std::string uid = uid_of(plan, reminder);
  write_line(out, "UID:" + uid);
  if (const int sequence = sequence_of(options, uid); sequence > 0) {
    write_line(out, fmt::format("SEQUENCE:{}", sequence));
  }
  // RFC 5545, 3.8.7.2: in UTC.
  write_line(out, "DTSTAMP:" + time_digits(options.made) + "Z");
  write_line(out,
             "DTSTART:" + time_digits(render::moment(plan, reminder.at[0])));
  write_line(out, fmt::format("DURATION:PT{}M", reminder.lasts_minutes));
  write_repeats(out, plan, reminder);
  write_line(out, "SUMMARY:" + escaped(reminder.title));
  const std::string words = description(reminder, options);
  if (!words.empty()) write_line(out, "DESCRIPTION:" + words);
  // Nobody else needs to know, and the day stays free for appointments.
  write_line(out, "CLASS:PRIVATE");
  write_line(out, "TRANSP:TRANSPARENT");
  write_alarm(out, reminder);
  write_line(out, "END:VEVENT");
}

}  // namespace

std::vector<SentEvent> plan_events(const KnowledgeBase& kb,
                                   std::span<const Plan> plans,
                                   const CalendarOptions& options) {
  std::vector<SentEvent> events;
  for (const Plan& plan : plans) {
    for (const Reminder& reminder : to_come(kb, plan, options)) {
      const std::string uid = uid_of(plan, reminder);
      events.push_back({uid, time_digits(render::moment(plan, reminder.at[0])),
                        sequence_of(options, uid)});
    }
  }
  return events;
}

std::string with_cancelled(std::string calendar,
                           std::span<const SentEvent> events,
                           const CalendarOptions& options) {
  if (events.empty()) return calendar;
  const std::string end = "END:VCALENDAR\r\n";
  std::string out;
  if (calendar.ends_with(end)) {
    out = calendar.substr(0, calendar.size() - end.size());
  } else {
    write_line(out, "BEGIN:VCALENDAR");
    write_line(out, "VERSION:2.0");
    write_line(out, fmt::format("PRODID:-//backcoach//backcoach {}//EN",
                                options.program_version));
    write_line(out, "CALSCALE:GREGORIAN");
    write_line(out, "METHOD:CANCEL");
  }
  for (const SentEvent& event : events) {
    write_line(out, "BEGIN:VEVENT");
    write_line(out, "UID:" + event.uid);
    write_line(out, fmt::format("SEQUENCE:{}", event.sequence + 1));
    write_line(out, "DTSTAMP:" + time_digits(options.made) + "Z");
    write_line(out, "DTSTART:" + event.start);
    write_line(out, "STATUS:CANCELLED");
    write_line(out, "SUMMARY:backcoach");
    write_line(out, "CLASS:PRIVATE");
    write_line(out, "TRANSP:TRANSPARENT");
    write_line(out, "END:VEVENT");
  }
  return out + end;
}

std::string plan_calendar(const KnowledgeBase& kb, std::span<const Plan> plans,
                          const CalendarOptions& options) {
  std::string out;
  write_line(out, "BEGIN:VCALENDAR");
  write_line(out, "VERSION:2.0");
  write_line(out, fmt::format("PRODID:-//backcoach//backcoach {}//EN",
                              options.program_version));
  write_line(out, "CALSCALE:GREGORIAN");
  for (const Plan& plan : plans) {
    for (const Reminder& reminder : to_come(kb, plan, options)) {
      write_event(out, plan, reminder, options);
    }
  }
  write_line(out, "END:VCALENDAR");
  return out;
}

}  // namespace backcoach
