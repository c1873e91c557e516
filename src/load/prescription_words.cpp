#include "prescription_words.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <limits>

#include "../text/edit_distance.hpp"
#include "../text/width.hpp"

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
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}
bool is_filler(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0 || c == ',' ||
         c == ';' || c == '/' || c == '.' || c == '(' || c == ')';
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

/// Whether the dose of a line begins at `at`: a number that stands alone or
/// before a unit, or a word that only doses have.
bool dose_starts(std::string_view line, std::size_t at) {
  // It is asked at each word: all that follows would be split again and again.
  constexpr std::size_t kLooksAt = 2;
  const std::vector<Token> tokens = split_dose(line, at, kLooksAt);
  if (tokens.empty()) return false;
  const Token& first = tokens.front();
  if (!first.word.empty()) {
    const bool times = tokens.size() > 1 && tokens[1].word.empty() &&
                       tokens[1].at == first.at + first.width &&
                       one_of(first.word, kTimesSign);
    return times || one_of(first.word, kBefore) || one_of(first.word, kOften);
  }
  const std::size_t end = first.at + first.width;
  // "90-90 stretch" and "4-point kneeling" are names.
  return end >= line.size() || is_filler(line[end]) || is_letter(line[end]) ||
         line.substr(end).starts_with("\xC3\x97") || line[end] == '*';
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
    tokens_ = split_dose(line_, dose);
    while (next_ < tokens_.size()) read_part();
    check_limits();
    return item_;
  }

 private:
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

  void read_part() {
    if (number(0)) return read_number();
    const Token& first = tokens_[next_];
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
    if (one_of(unit, kSets)) {
      next_ += 2;
      if (word(0) == "of" && number(1)) ++next_;
      return set(item_.dose.sets, at.number, at);
    }
    // A number behind "sets of" needs no unit.
    if (item_.dose.sets != 0 && item_.dose.reps == 0) {
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

  void unreadable(const Token& token) {
    const std::string found(line_.substr(token.at, token.width));
    std::string help =
        "doses look like: 3x8, 8 reps, hold 10s, 30 sec, 5 min, each side, "
        "2x/day, every other day";
    fault(token.at, token.width, "unreadable-line",
          "\"" + text::safe(found) + "\" cannot be read as part of a dose",
          std::move(help));
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

/// Letters and digits in small letters, one space between words, no brackets.
std::string plain(std::string_view name) {
  std::string out;
  int depth = 0;
  for (const char c : name) {
    if (c == '(') ++depth;
    const bool letter = is_letter(c) || is_digit(c) ||
                        (static_cast<unsigned char>(c) & 0x80U) != 0;
    if (letter && depth == 0) out += lower(c);
    if (!letter && !out.empty() && out.back() != ' ') out += ' ';
    if (c == ')' && depth > 0) --depth;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

PrescribedItem read_prescription_line(std::string_view line,
                                      std::vector<LineFault>& faults) {
  return LineReader(line, faults).read();
}

std::string clean_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    constexpr unsigned char kSpace = 0x20;
    constexpr unsigned char kDelete = 0x7F;
    const bool control = byte < kSpace || byte == kDelete;
    if (control || c == ' ') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  }
  while (!out.empty() &&
         (is_filler(out.back()) || out.back() == ':' || out.back() == '-')) {
    if (out.back() == ')') break;
    out.pop_back();
  }
  return text::safe(out);
}

std::optional<ExerciseIndex> card_named(const KnowledgeBase& kb,
                                        std::string_view name) {
  const std::string wanted = plain(name);
  for (std::size_t i = 0; i < kb.exercises.size(); ++i) {
    const Exercise& card = kb.exercises[i];
    if (!wanted.empty() &&
        (wanted == plain(card.id) || wanted == plain(card.name))) {
      return static_cast<ExerciseIndex>(i);
    }
  }
  return std::nullopt;
}

std::string nearest_card(const KnowledgeBase& kb, std::string_view name) {
  std::vector<std::string> names;
  for (const Exercise& card : kb.exercises) {
    names.push_back(plain(card.name));
    names.push_back(plain(card.id));
  }
  return text::nearest(plain(name), names);
}

}  // namespace backcoach::load
