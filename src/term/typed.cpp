#include "typed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <utility>

#include "../base/moment.hpp"
#include "../base/number.hpp"

namespace backcoach::cli {
namespace {

using Words = std::vector<std::string>;

bool is_one_of(std::string_view text,
               std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// Small letters, one space between words, no full stop at the end; the curly
/// apostrophe of phones is the plain one.
std::string plain(std::string_view typed) {
  std::string text;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    char c = typed[i];
    if (typed.substr(i).starts_with("\xE2\x80\x99")) {
      c = '\'';
      i += 2;
    }
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
    if (c == ' ' && (text.empty() || text.back() == ' ')) continue;
    text += c;
  }
  while (!text.empty() &&
         is_one_of(text.substr(text.size() - 1), {" ", ".", "!"})) {
    text.pop_back();
  }
  return text;
}

Words words_of(const std::string& text) {
  Words words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// `3`, `1.5`, or a number in words up to twelve; "a" and "an" are 1.
std::optional<double> number_word(const std::string& word) {
  constexpr std::array<std::string_view, 13> kNumbers = {
      "zero",  "one",   "two",  "three", "four",   "five",  "six",
      "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  if (word == "a" || word == "an") return 1;
  const auto found = std::find(kNumbers.begin(), kNumbers.end(), word);
  if (found != kNumbers.end()) {
    return static_cast<double>(found - kNumbers.begin());
  }
  const std::size_t dot = word.find('.');
  const auto whole = text::count(word.substr(0, dot));
  if (!whole || dot == std::string::npos) return whole;
  const std::string digits = word.substr(dot + 1);
  constexpr std::size_t kMostDigits = 3;
  const auto part = text::count(digits);
  if (!part || digits.size() > kMostDigits) return std::nullopt;
  return *whole + *part / std::pow(10.0, static_cast<double>(digits.size()));
}

/// Takes "about", "around" and the like from the front.
void drop_about(Words& words) {
  while (!words.empty() &&
         is_one_of(words.front(), {"about", "around", "roughly", "maybe",
                                   "nearly", "almost", "approx", "~"})) {
    words.erase(words.begin());
  }
}

/// Splits `3d` and `2wks` into number and unit.
void split_unit(Words& words) {
  if (words.empty()) return;
  const std::size_t end = words.front().find_first_not_of("0123456789.");
  if (end == 0 || end == std::string::npos) return;
  const std::string rest = words.front().substr(end);
  words.front().resize(end);
  words.insert(words.begin() + 1, rest);
}

/// A unit of time, in hours.
std::optional<double> hours_of(std::string_view unit) {
  constexpr double kDay = 24;
  struct Unit {
    std::string_view name;
    double hours;
  };
  constexpr std::array<Unit, 21> kUnits = {{{"h", 1},
                                            {"hr", 1},
                                            {"hrs", 1},
                                            {"hour", 1},
                                            {"hours", 1},
                                            {"d", kDay},
                                            {"day", kDay},
                                            {"days", kDay},
                                            {"w", 7 * kDay},
                                            {"wk", 7 * kDay},
                                            {"wks", 7 * kDay},
                                            {"week", 7 * kDay},
                                            {"weeks", 7 * kDay},
                                            {"m", 30 * kDay},
                                            {"mo", 30 * kDay},
                                            {"month", 30 * kDay},
                                            {"months", 30 * kDay},
                                            {"y", 365 * kDay},
                                            {"yr", 365 * kDay},
                                            {"year", 365 * kDay},
                                            {"years", 365 * kDay}}};
  for (const Unit& known : kUnits) {
    if (unit == known.name) return known.hours;
  }
  return std::nullopt;
}

/// How many of `unit` one of the typed unit is.
std::optional<double> per(std::string_view typed, std::string_view unit) {
  constexpr double kMinutes = 60;
  const bool minutes = is_one_of(typed, {"min", "mins", "minute", "minutes"});
  if (unit == "minutes") {
    if (minutes) return 1;
    const bool hours = is_one_of(typed, {"h", "hr", "hrs", "hour", "hours"});
    return hours ? std::optional(kMinutes) : std::nullopt;
  }
  if (unit == "points") {
    return is_one_of(typed, {"point", "points", "/10"}) ? std::optional(1.0)
                                                        : std::nullopt;
  }
  const auto given = hours_of(typed);
  const auto asked = hours_of(unit);
  // "m" is a month to days_ago; nobody counts an age or a walk in it.
  if (!given || !asked || *given != *asked) return std::nullopt;
  return 1;
}

/// `tuesday`, `tue` or `tues`
std::optional<std::chrono::weekday> weekday_named(const std::string& word) {
  constexpr std::array<std::string_view, 7> kDays = {
      "sunday",   "monday", "tuesday", "wednesday",
      "thursday", "friday", "saturday"};
  constexpr std::size_t kShortest = 3;
  if (word.size() < kShortest) return std::nullopt;
  for (unsigned i = 0; i < kDays.size(); ++i) {
    if (kDays[i].starts_with(word)) return std::chrono::weekday(i);
  }
  return std::nullopt;
}

}  // namespace

WayOut way_out(std::string_view typed) {
  const std::string text = plain(typed);
  if (is_one_of(text, {"b", "back", "go back"})) return WayOut::back;
  if (is_one_of(text, {"q", "quit", "exit", "stop"})) return WayOut::stop;
  if (is_one_of(text, {"?", "h", "help", "why", "why?"})) return WayOut::why;
  return WayOut::none;
}

std::optional<bool> yes_or_no(std::string_view typed) {
  const std::string text = plain(typed);
  if (is_one_of(text, {"y", "yes", "yeah", "yep", "yup"})) return true;
  if (is_one_of(text, {"n", "no", "nope", "none", "0"})) return false;
  return std::nullopt;
}

bool means_none(std::string_view typed) {
  return is_one_of(plain(typed), {"0", "n", "no", "none", "nothing", "nope",
                                  "none of these", "none of them"});
}

bool means_not_sure(std::string_view typed) {
  return is_one_of(plain(typed),
                   {"not sure", "unsure", "maybe", "don't know", "dont know",
                    "i don't know", "i dont know", "no idea", "dunno"});
}

bool means_skip(std::string_view typed) {
  return is_one_of(plain(typed), {"s", "skip", "pass"}) ||
         means_not_sure(typed);
}

std::optional<double> amount_in(std::string_view typed, std::string_view unit) {
  std::string text = plain(typed);
  // The scale is 0 to 10, however it is written; of another scale nobody knows.
  for (const std::string_view scale : {" out of 10", " of 10", "/10", "/ 10"}) {
    if (unit == "points" && text.ends_with(scale)) {
      text.resize(text.size() - scale.size());
      text = plain(text);
      break;
    }
  }
  Words words = words_of(text);
  drop_about(words);
  split_unit(words);
  if (unit == "years" && words.size() > 1 && words.back() == "old") {
    words.pop_back();
  }
  constexpr std::size_t kMostWords = 2;
  if (words.empty() || words.size() > kMostWords) return std::nullopt;
  auto number = number_word(words.front());
  if (!number) return std::nullopt;
  if (words.size() == kMostWords) {
    const auto factor = per(words.back(), unit);
    if (!factor) return std::nullopt;
    *number *= *factor;
  } else if (is_one_of(words.front(), {"a", "an"})) {
    return std::nullopt;
  }
  return *number == std::floor(*number) ? number : std::nullopt;
}

std::optional<DaysAgo> days_ago(
    std::string_view typed, std::optional<std::chrono::year_month_day> today) {
  const std::string text = plain(typed);
  if (const auto date = backcoach::text::parse_date(text)) {
    if (!today) return std::nullopt;
    const auto since =
        std::chrono::sys_days(*today) - std::chrono::sys_days(*date);
    if (since.count() < 0) return std::nullopt;
    return DaysAgo{static_cast<double>(since.count())};
  }
  if (is_one_of(text,
                {"today", "now", "just now", "this morning", "this afternoon",
                 "this evening", "tonight", "earlier today"})) {
    return DaysAgo{0};
  }
  if (is_one_of(text, {"yesterday", "last night"})) return DaysAgo{1};
  Words words = words_of(text);
  if (!words.empty() && is_one_of(words.back(), {"ago", "now"})) {
    words.pop_back();
  }
  if (!words.empty() && is_one_of(words.front(), {"for", "since", "on"})) {
    words.erase(words.begin());
  }
  if (today && !words.empty()) {
    if (const auto day = weekday_named(words.back());
        day && (words.size() == 1 ||
                (words.size() == 2 && is_one_of(words[0], {"last", "this"})))) {
      const auto since =
          std::chrono::weekday(std::chrono::sys_days(*today)) - *day;
      const auto days = static_cast<double>(since.count());
      const bool week = days == 0 && words[0] == "last";
      return DaysAgo{week ? 7 : days, true};
    }
  }
  drop_about(words);
  split_unit(words);
  if (words.empty()) return std::nullopt;
  if (words.size() == 1) {
    const auto number = number_word(words.front());
    if (!number || *number != std::floor(*number) || words.front() == "a" ||
        words.front() == "an") {
      return std::nullopt;
    }
    return DaysAgo{*number, *number == 0};
  }
  bool is_guess = false;
  // "a few weeks", "a couple of days", "last week"
  if (words.front() == "a" && words.size() > 2) words.erase(words.begin());
  if (words.size() > 2 && words[0] == "couple" && words[1] == "of") {
    words.erase(words.begin() + 1);
  }
  if (is_one_of(words.front(), {"few", "several", "some"})) {
    words.front() = "3";
    is_guess = true;
  } else if (words.front() == "couple") {
    words.front() = "2";
    is_guess = true;
  } else if (is_one_of(words.front(), {"last", "past"})) {
    words.front() = "1";
  }
  if (words.size() != 2) return std::nullopt;
  const auto number = number_word(words.front());
  const auto hours = hours_of(words.back());
  if (!number || !hours) return std::nullopt;
  constexpr double kDay = 24;
  return DaysAgo{std::floor(*number * *hours / kDay), is_guess};
}

std::string days_words(double days) {
  if (days == 0) return "today";
  double count = days;
  std::string_view unit = "day";
  constexpr double kMonth = 30;
  constexpr double kYear = 365;
  constexpr double kWeek = 7;
  for (const auto& [length, name] :
       {std::pair(kYear, "year"), std::pair(kMonth, "month"),
        std::pair(kWeek, "week")}) {
    if (std::fmod(days, length) != 0) continue;
    count = days / length;
    unit = name;
    break;
  }
  return fmt::format("{:g} {}{}", count, unit, count == 1 ? "" : "s");
}

std::vector<std::size_t> options_meant(std::string_view typed,
                                       std::span<const std::string> options) {
  const std::string text = plain(typed);
  if (text.empty()) return {};
  // "None of these", whichever way it is said; 0 is what lists take for it.
  if (means_none(text)) {
    for (std::size_t i = 0; i < options.size(); ++i) {
      if (plain(options[i]).starts_with("none")) return {i};
    }
  }
  if (const auto number = text::count(text)) {
    const auto place = static_cast<std::size_t>(*number);
    if (place < 1 || place > options.size()) return {};
    return {place - 1};
  }
  std::string wanted = text;
  if (const auto answer = yes_or_no(text)) wanted = *answer ? "yes" : "no";
  if (means_not_sure(text)) wanted = "not sure";
  std::vector<std::size_t> meant;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const std::string option = plain(options[i]);
    if (option == wanted) return {i};
    if (!option.starts_with(wanted)) continue;
    // "no" is the word, not the beginning of "not sure".
    const bool whole_word =
        !std::isalpha(static_cast<unsigned char>(option[wanted.size()]));
    if ((wanted == "yes" || wanted == "no") && !whole_word) continue;
    meant.push_back(i);
  }
  return meant;
}

}  // namespace backcoach::cli
