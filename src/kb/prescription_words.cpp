#include "prescription_words.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cctype>
#include <charconv>
#include <limits>

#include "../base/width.hpp"

namespace backcoach::load {
namespace {

char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

/// A piece of a line: a number, or letters and whatever else stands together.
struct Token {
  std::size_t at = 0;
  std::size_t width = 0;
  std::string word;  ///< in small letters; empty = a number
  int number = 0;
  bool range = false;  ///< "8-10", of which this is the lower
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}
bool is_filler(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0 || c == ',' ||
         c == ';' || c == '/' || c == '.' || c == '(' || c == ')';
}

/// Where `1.5`, `1,5` or `1:30` ends that begins at `from`; `end` for a whole
/// number: taken apart, it would be another one.
std::size_t end_of_odd_number(std::string_view line, std::size_t from,
                              std::size_t end) {
  const bool fresh = from == 0 || !is_digit(line[from - 1]);
  while (fresh && end + 1 < line.size() &&
         (line[end] == '.' || line[end] == ',' || line[end] == ':') &&
         is_digit(line[end + 1])) {
    ++end;
    while (end < line.size() && is_digit(line[end])) ++end;
  }
  return end;
}

/// Splits `3x8` into 3, x, 8 and `10s` into 10, s.
/// \param most  stops after so many
std::vector<Token> split_dose(
    std::string_view line, std::size_t from,
    std::size_t most = std::numeric_limits<std::size_t>::max()) {
  std::vector<Token> tokens;
  for (std::size_t i = from; i < line.size() && tokens.size() < most;) {
    if (is_filler(line[i])) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    Token token{i, 1, {}, 0};
    if (is_digit(line[i])) {
      while (end < line.size() && is_digit(line[end])) ++end;
      if (const std::size_t odd = end_of_odd_number(line, i, end); odd > end) {
        token.word = line.substr(i, odd - i);
        token.width = odd - i;
        tokens.push_back(std::move(token));
        i = odd;
        continue;
      }
      constexpr int kHuge = 1000000;
      const auto [stop, error] =
          std::from_chars(line.data() + i, line.data() + end, token.number);
      if (error != std::errc()) token.number = kHuge;
    } else {
      while (end < line.size() && !is_filler(line[end]) &&
             !is_digit(line[end])) {
        ++end;
      }
      for (std::size_t c = i; c < end; ++c) token.word += lower(line[c]);
    }
    token.width = end - i;
    tokens.push_back(std::move(token));
    i = end;
  }
  return tokens;
}

template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& set) {
  return std::find(set.begin(), set.end(), word) != set.end();
}

constexpr std::array<std::string_view, 3> kTimesSign = {"x", "\xC3\x97", "*"};
constexpr std::array<std::string_view, 6> kReps = {
    "rep", "reps", "time", "times", "repetition", "repetitions"};
constexpr std::array<std::string_view, 2> kSets = {"set", "sets"};
constexpr std::array<std::string_view, 6> kSeconds = {
    "s", "sec", "secs", "second", "seconds", "\""};
constexpr std::array<std::string_view, 5> kMinutes = {"m", "min", "mins",
                                                      "minute", "minutes"};
constexpr std::array<std::string_view, 6> kSides = {"side", "sides", "leg",
                                                    "legs", "arm",   "arms"};
constexpr std::array<std::string_view, 3> kEach = {"each", "per", "both"};
constexpr std::array<std::string_view, 4> kBefore = {"hold", "each", "every",
                                                     "daily"};
constexpr std::array<std::string_view, 2> kOften = {"once", "twice"};
/// Signs between a name and its dose that mean nothing.
constexpr std::array<std::string_view, 8> kBetween = {"-", "--", ":",  "=",
                                                      "@", "~",  "->", ">"};
constexpr std::array<std::string_view, 2> kRange = {"-", "to"};
constexpr std::array<std::string_view, 10> kBothSides = {
    "r&l",        "l&r",        "r+l",        "l+r", "right&left",
    "left&right", "right+left", "left+right", "r-l", "l-r"};
constexpr std::array<std::string_view, 2> kRight = {"r", "right"};
constexpr std::array<std::string_view, 2> kLeft = {"l", "left"};

/// The days that a word names, one bit each: `mon`, `tues`, `Wednesdays`,
/// `mon-fri`, `weekdays`; none for any other word.
unsigned weekdays_in(std::string_view word) {
  constexpr unsigned kWorkdays = 0x1F;
  constexpr unsigned kWeekend = 0x60;
  constexpr std::array<std::string_view, 7> kLong = {
      "mondays", "tuesdays",  "wednesdays", "thursdays",
      "fridays", "saturdays", "sundays"};
  if (word == "weekdays" || word == "weekday") return kWorkdays;
  if (word == "weekends" || word == "weekend") return kWeekend;
  if (const std::size_t dash = word.find('-'); dash < word.size()) {
    const unsigned first = weekdays_in(word.substr(0, dash));
    const unsigned last = weekdays_in(word.substr(dash + 1));
    if (std::popcount(first) != 1 || std::popcount(last) != 1) return 0;
    unsigned days = first;
    for (unsigned day = first; day != last;) {
      day = day == 1U << 6U ? 1U : day << 1U;
      days |= day;
    }
    return days;
  }
  for (std::size_t day = 0; day < kLong.size(); ++day) {
    // "mon", "tues", "monday" and "mondays", but not "m" or "mond".
    const std::string_view whole = kLong[day];
    const bool shortened = word == whole.substr(0, 3) ||
                           (day == 1 && word == "tues") ||
                           (day == 2 && word == "weds") ||
                           (day == 3 && (word == "thur" || word == "thurs"));
    if (shortened || word == whole || word == whole.substr(0, whole.size() - 1))
      return 1U << day;
  }
  return 0;
}

/// Whether `next` goes on after a day of the week: "sun salutation" is a name.
bool goes_on_after_day(std::string_view day, const Token* next) {
  constexpr std::size_t kShort = 5;
  return day.size() > kShort || !next || next->word.empty() ||
         next->word == "and" || next->word == "&" ||
         weekdays_in(next->word) != 0;
}

/// Whether the dose of a line begins at `at`: a number that stands alone or
/// before a unit, or a word that only doses have.
bool dose_starts(std::string_view line, std::size_t at) {
  // It is asked at each word: all that follows would be split again and again.
  constexpr std::size_t kLooksAt = 2;
  const std::vector<Token> tokens = split_dose(line, at, kLooksAt);
  if (tokens.empty()) return false;
  const Token& first = tokens.front();
  const Token* next = tokens.size() > 1 ? &tokens[1] : nullptr;
  if (!first.word.empty()) {
    if (is_digit(first.word.front())) return true;
    const bool touches = next && next->at == first.at + first.width;
    const bool times =
        next && next->word.empty() && touches && one_of(first.word, kTimesSign);
    const bool between =
        next && next->word.empty() && one_of(first.word, kBetween);
    const bool sides =
        one_of(first.word, kBothSides) ||
        (next && ((one_of(first.word, kRight) && one_of(next->word, kLeft)) ||
                  (one_of(first.word, kLeft) && one_of(next->word, kRight))));
    const bool day =
        weekdays_in(first.word) != 0 && goes_on_after_day(first.word, next);
    const bool on_day =
        first.word == "on" && next && weekdays_in(next->word) != 0;
    return times || between || sides || day || on_day ||
           one_of(first.word, kBefore) || one_of(first.word, kOften);
  }
  const std::size_t end = first.at + first.width;
  // "90-90 stretch" and "4-point kneeling" are names; "8-10" is a dose.
  if (end < line.size() && line[end] == '-') {
    const std::vector<Token> range = split_dose(line, at, kLooksAt + 1);
    return range.size() > kLooksAt && range[1].word == "-" &&
           range[2].word.empty() && first.number < range[2].number;
  }
  return end >= line.size() || is_filler(line[end]) || is_letter(line[end]) ||
         line.substr(end).starts_with("\xC3\x97") || line[end] == '*' ||
         line[end] == '"' || line[end] == '\'';
}

class LineReader {
 public:
  LineReader(std::string_view line, std::vector<LineFault>& faults)
      : line_(line), faults_(faults) {}

  PrescribedItem read() {
    const std::size_t dose = start_of_dose();
    item_.words = clean_name(line_.substr(0, dose));
    if (item_.words.empty()) {
      fault(0, std::max<std::size_t>(1, line_.size()), "unreadable-line",
            "there is no name of an exercise here",
            "write the name first, such as: bird dog 3x8");
      return item_;
    }
    if (!check_name(dose)) return item_;
    tokens_ = split_dose(line_, dose);
    join_ranges();
    while (next_ < tokens_.size()) read_part();
    check_limits();
    return item_;
  }

 private:
  /// What a name is left with when its dose was not seen as one: "half an
  /// hour", "three sets", "1:30". \return false after saying so.
  bool check_name(std::size_t end) {
    constexpr std::array<std::string_view, 16> kCounts = {
        "a",   "an",  "half", "one",   "two",  "three", "four",   "five",
        "six", "ten", "few",  "seven", "nine", "eight", "twelve", "couple"};
    constexpr std::array<std::string_view, 13> kUnits = {
        "hour",    "hours", "minute", "minutes", "min",  "mins",  "second",
        "seconds", "sec",   "secs",   "reps",    "week", "weekly"};
    constexpr std::array<std::string_view, 3> kCounted = {"sets", "set",
                                                          "times"};
    const std::vector<Token> words = split_dose(line_.substr(0, end), 0);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string& word = words[i].word;
      const bool after_count = i > 0 && one_of(words[i - 1].word, kCounts);
      if (one_of(word, kUnits) || (after_count && one_of(word, kCounted)) ||
          word.find("\xC2\xBD") != std::string::npos) {
        unreadable(words[i], "in this name");
        return false;
      }
    }
    return true;
  }

  /// `8-10` is a number, the lower of both.
  void join_ranges() {
    for (std::size_t i = 0; i + 2 < tokens_.size(); ++i) {
      const bool range = tokens_[i].word.empty() &&
                         one_of(tokens_[i + 1].word, kRange) &&
                         tokens_[i + 2].word.empty() &&
                         tokens_[i].number < tokens_[i + 2].number;
      if (!range) continue;
      tokens_[i].range = true;
      tokens_[i].width =
          tokens_[i + 2].at + tokens_[i + 2].width - tokens_[i].at;
      const auto after = tokens_.begin() + static_cast<std::ptrdiff_t>(i);
      tokens_.erase(after + 1, after + 3);
    }
  }

  std::size_t start_of_dose() const {
    for (std::size_t i = 0; i < line_.size(); ++i) {
      const bool begins = i == 0 || is_filler(line_[i - 1]);
      if (begins && !is_filler(line_[i]) && dose_starts(line_, i)) return i;
    }
    return line_.size();
  }

  void fault(std::size_t at, std::size_t width, std::string code,
             std::string message, std::string help) {
    faults_.push_back(
        {at, width, std::move(code), std::move(message), std::move(help)});
  }

  [[nodiscard]] std::string_view word(std::size_t ahead) const {
    const std::size_t i = next_ + ahead;
    return i < tokens_.size() ? std::string_view(tokens_[i].word)
                              : std::string_view();
  }
  [[nodiscard]] bool number(std::size_t ahead) const {
    const std::size_t i = next_ + ahead;
    return i < tokens_.size() && tokens_[i].word.empty();
  }
  [[nodiscard]] bool a_day(std::size_t ahead) const {
    const bool link = word(ahead) == "a" || word(ahead) == "per";
    return word(link ? ahead + 1 : ahead) == "day" || word(ahead) == "daily";
  }
  /// Steps over "day", "a day" or "daily".
  void take_day() { next_ += word(0) == "a" || word(0) == "per" ? 2U : 1U; }

  int take_number() { return tokens_[next_++].number; }

  /// A value is given once; twice is a slip of the pen.
  void set(int& into, int value, const Token& at) {
    if (into != 0) {
      fault(at.at, at.width, "unreadable-line", "this is said twice", "");
    } else if (value == 0) {
      fault(at.at, at.width, "out-of-range", "0 is not a dose", "");
    }
    into = value;
  }

  /// R/L, "right and left". \return the tokens it takes; 0 = it is not there.
  [[nodiscard]] std::size_t both_sides() const {
    if (one_of(word(0), kBothSides)) return 1;
    const std::size_t second =
        word(1) == "and" || word(1) == "&" || word(1) == "+" ? 2 : 1;
    const bool both =
        (one_of(word(0), kRight) && one_of(word(second), kLeft)) ||
        (one_of(word(0), kLeft) && one_of(word(second), kRight));
    return both ? second + 1 : 0;
  }

  void read_part() {
    if (number(0)) return read_number();
    const Token& first = tokens_[next_];
    if (one_of(first.word, kBetween) && number(1)) {
      ++next_;
      return;
    }
    if (const std::size_t sides = both_sides(); sides > 0) {
      item_.dose.per_side = true;
      next_ += sides;
      return;
    }
    if (const unsigned days = weekdays_in(first.word); days != 0) {
      item_.weekdays |= days;
      ++next_;
      return;
    }
    if ((first.word == "on" || first.word == "&") &&
        weekdays_in(word(1)) != 0) {
      ++next_;
      return;
    }
    if (first.word == "hold" || first.word == "and") {
      ++next_;
      if (word(0) == "for") ++next_;
      if (first.word == "hold" && !number(0)) return unreadable(first);
      if (first.word == "hold") read_hold();
      return;
    }
    if (one_of(first.word, kTimesSign) && number(1)) {
      set(item_.dose.reps, tokens_[next_ + 1].number, first);
      next_ += 2;
      return;
    }
    if (one_of(first.word, kEach) && one_of(word(1), kSides)) {
      item_.dose.per_side = true;
      next_ += 2;
      return;
    }
    if (one_of(first.word, kOften) && a_day(1)) {
      set(item_.dose.times_per_day, first.word == "once" ? 1 : 2, first);
      ++next_;
      return take_day();
    }
    if (first.word == "daily") {
      ++next_;
      return;
    }
    if (first.word == "every") return read_every();
    unreadable(first);
  }

  void read_every() {
    const Token& first = tokens_[next_];
    if (word(1) == "day") {
      next_ += 2;
    } else if (word(1) == "other" && word(2) == "day") {
      item_.every_days = 2;
      next_ += 3;
    } else if (number(1) && (word(2) == "days" || word(3) == "day")) {
      item_.every_days = tokens_[next_ + 1].number;
      if (item_.every_days < 1 || item_.every_days > kEveryDaysMost) {
        fault(
            tokens_[next_ + 1].at, tokens_[next_ + 1].width, "out-of-range",
            "every how many days takes 1 to " + std::to_string(kEveryDaysMost),
            "");
      }
      next_ += word(2) == "days" ? 3U : 4U;
    } else {
      unreadable(first);
    }
  }

  void read_hold() {
    const Token at = tokens_[next_];
    int value = take_number();
    constexpr int kSecondsPerMinute = 60;
    if (one_of(word(0), kMinutes)) {
      value *= kSecondsPerMinute;
      ++next_;
    } else if (one_of(word(0), kSeconds)) {
      ++next_;
    }
    set(item_.dose.hold_seconds, value, at);
  }

  void read_number() {
    const Token at = tokens_[next_];
    const std::string_view unit = word(1);
    const bool sign = one_of(unit, kTimesSign);
    const bool often = sign || unit == "time" || unit == "times";
    if (often && a_day(2)) {
      next_ += 2;
      take_day();
      return set(item_.dose.times_per_day, at.number, at);
    }
    if (sign && number(2)) return read_sets(at);
    if (one_of(unit, kMinutes)) {
      next_ += 2;
      return set(item_.dose.minutes, at.number, at);
    }
    if (one_of(unit, kSeconds)) {
      next_ += 2;
      return set(item_.dose.hold_seconds, at.number, at);
    }
    if (one_of(unit, kReps) || sign) {
      next_ += 2;
      return set(item_.dose.reps, at.number, at);
    }
    if (one_of(unit, kSides)) {
      next_ += 2;
      item_.dose.per_side = true;
      return set(item_.dose.reps, at.number, at);
    }
    if (one_of(unit, kSets)) {
      next_ += 2;
      const bool then = word(0) == "of" || one_of(word(0), kTimesSign);
      if (then && number(1)) ++next_;
      return set(item_.dose.sets, at.number, at);
    }
    // A number behind "sets of" needs no unit, nor does "8-10".
    const bool alone = item_.dose.sets != 0 || (at.range && unit.empty());
    if (alone && item_.dose.reps == 0) {
      ++next_;
      return set(item_.dose.reps, at.number, at);
    }
    unreadable(unit.empty() ? at : tokens_[next_ + 1]);
  }

  /// `3x8`, and `3x30s`: sets of a hold.
  void read_sets(const Token& at) {
    set(item_.dose.sets, at.number, at);
    next_ += 2;
    const Token second = tokens_[next_];
    if (one_of(word(1), kSeconds) || one_of(word(1), kMinutes)) {
      return read_hold();
    }
    ++next_;
    if (one_of(word(0), kReps)) ++next_;
    set(item_.dose.reps, second.number, second);
  }

  /// What to write instead of `word`.
  static std::string help_for(std::string_view word) {
    if (word.starts_with("week") || word == "month" || word == "fortnight") {
      return "name the days, such as mon wed fri, or write: every other day";
    }
    if (word.starts_with("hour") || word == "hr" || word == "hrs" ||
        word == "h") {
      return "write minutes, such as 60 min";
    }
    if (!word.empty() && is_digit(word.front())) {
      return "write whole numbers, such as 90 sec or 2 min";
    }
    if (word == "'" || word == "''") return "write, for example, 10 sec";
    return "doses look like: 3x8, 8-10 reps, hold 10s, 30 sec, 5 min, each "
           "side, R/L, 2x/day, every other day, mon wed fri";
  }

  void unreadable(const Token& token, std::string_view where = {}) {
    const std::string found(line_.substr(token.at, token.width));
    fault(token.at, token.width, "unreadable-line",
          "\"" + text::safe(found) + "\" " +
              (where.empty() ? std::string() : std::string(where) + " ") +
              "cannot be read as part of a dose",
          help_for(token.word));
    // One message for each line: what follows may hang on it.
    next_ = tokens_.size();
  }

  void check_limits() {
    for (const DoseLimit& limit : kDoseLimits) {
      if (item_.dose.*limit.field <= limit.most) continue;
      const auto it =
          std::find_if(tokens_.begin(), tokens_.end(), [&](const Token& token) {
            return token.word.empty() && token.number > limit.most;
          });
      const Token at = it == tokens_.end() ? tokens_.front() : *it;
      fault(
          at.at, at.width, "out-of-range",
          std::string(limit.name) + " goes up to " + std::to_string(limit.most),
          "");
    }
  }

  std::string_view line_;
  std::vector<LineFault>& faults_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  PrescribedItem item_;
};

}  // namespace

PrescribedItem read_prescription_line(std::string_view line,
                                      std::vector<LineFault>& faults) {
  return LineReader(line, faults).read();
}

}  // namespace backcoach::load
