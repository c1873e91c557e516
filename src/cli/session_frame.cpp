#include "session_frame.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "../base/width.hpp"
#include "../base/wrap.hpp"
#include "figures.hpp"

namespace backcoach::cli {
namespace {

constexpr int kMinute = 60;
constexpr std::size_t kKeyColumns = 12;
constexpr int kBeside = 60;  ///< from this width on the number stands beside

// Five rows of three, most significant bit on the left.
constexpr std::array<std::array<unsigned, 5>, 10> kDigits = {{{7, 5, 5, 5, 7},
                                                              {2, 6, 2, 2, 7},
                                                              {7, 1, 7, 4, 7},
                                                              {7, 1, 7, 1, 7},
                                                              {5, 5, 7, 1, 1},
                                                              {7, 4, 7, 1, 7},
                                                              {7, 4, 7, 5, 7},
                                                              {7, 1, 1, 1, 1},
                                                              {7, 5, 7, 5, 7},
                                                              {7, 5, 7, 1, 7}}};

std::string label_of(const SessionView& view) {
  if (view.paused) return "Paused";
  switch (view.part) {
    case SessionPart::get_ready:
      return "Get ready";
    case SessionPart::hold:
      return "Hold, and breathe";
    case SessionPart::reps:
    case SessionPart::timer:
      return "Move";
    case SessionPart::pause:
      return "Let go";
    case SessionPart::rest:
      return "Rest";
    case SessionPart::switch_sides:
      return "Change sides";
    case SessionPart::ended:
      break;
  }
  return {};
}

std::string side_label(Side side) {
  if (side == Side::none) return {};
  return side == Side::left ? ", left side" : ", right side";
}

/// What the big number counts.
std::string unit_of(const SessionView& view) {
  constexpr int kClock = 100;
  return view.seconds_left < kClock ? "seconds left" : "minutes left";
}

std::string bold(const std::string& text, const Style& style) {
  return style.color ? "\x1b[1m" + text + "\x1b[22m" : text;
}

/// `text` cut to `columns`, without leaving half a character.
std::string cut(const std::string& text, int columns) {
  std::string out;
  int used = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t bytes = text::decode(text, i).bytes;
    const std::string one = text.substr(i, bytes);
    used += static_cast<int>(text::width(one));
    if (used > columns) break;
    out += one;
    i += bytes;
  }
  return out;
}

class Frame {
 public:
  explicit Frame(const FrameInput& input)
      : in_(input),
        view_(input.session->view()),
        card_(input.session->script().cards[view_.card]),
        room_(std::max(16, input.columns - 4)) {}

  std::vector<std::string> build() {
    if (in_.help) return help();
    header();
    middle();
    steps();
    footer();
    return std::move(lines_);
  }

 private:
  void add(const std::string& text) {
    lines_.push_back(text.empty() ? text : "  " + text);
  }
  void plain(const std::string& text) {
    const std::string safe = in_.text.ascii ? text::to_ascii(text) : text;
    add(cut(safe, room_));
  }

  /// What each key does; the session waits behind it.
  std::vector<std::string> help() {
    add(bold("What the keys do", in_.text));
    lines_.emplace_back();
    for (const KeyHelp& one : session_keys(view_)) {
      plain(one.key +
            std::string(
                one.key.size() < kKeyColumns ? kKeyColumns - one.key.size() : 1,
                ' ') +
            one.does);
    }
    lines_.emplace_back();
    plain("Paused. Any key goes back.");
    if (static_cast<int>(lines_.size()) > in_.rows) {
      lines_.resize(static_cast<std::size_t>(std::max(0, in_.rows)));
    }
    return std::move(lines_);
  }

  [[nodiscard]] std::string step_of() const {
    return std::to_string(view_.number) + " of " + std::to_string(view_.count);
  }

  void header() {
    // The side is never what is cut away.
    const std::string side = side_label(view_.side);
    std::string right = step_of();
    constexpr int kLeastTitle = 4;
    const auto rest = static_cast<int>(right.size() + side.size());
    if (room_ - rest - 2 < kLeastTitle) right.clear();
    std::string title =
        in_.text.ascii ? text::to_ascii(card_.title) : card_.title;
    const int space = room_ - static_cast<int>(right.size() + side.size()) - 2;
    title = cut(title, std::max(kLeastTitle, space));
    while (title.ends_with(' ')) title.pop_back();
    // Where not even that has room, what fits of both.
    title = cut(title + side,
                std::max(4, room_ - static_cast<int>(right.size()) - 2));
    const int gap = std::max(
        1, room_ - static_cast<int>(text::width(title) + right.size()));
    add(bold(title, in_.text) +
        std::string(static_cast<std::size_t>(gap), ' ') + right);
    lines_.emplace_back();
  }

  [[nodiscard]] std::vector<std::string> picture(int columns, int rows) const {
    if (in_.style == FigureStyle::none || !in_.figures || rows < 4) return {};
    const Figure* figure = figure_of(*in_.figures, card_.id);
    if (!figure) return {};
    const bool mirrored = figure->works != Side::none &&
                          view_.side != Side::none &&
                          view_.side != figure->works;
    const Picture drawn = picture_of(
        *figure, figure_phase(*figure, view_, in_.session->script().times),
        in_.style, columns, rows, mirrored);
    std::vector<std::string> lines = colored(drawn, in_.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      lines[i] += std::string(
          static_cast<std::size_t>(
              std::max(0, columns - static_cast<int>(drawn.tones[i].size()))),
          ' ');
    }
    return lines;
  }

  /// The number, what it counts, and where in the exercise this is.
  [[nodiscard]] std::vector<std::string> number() const {
    std::vector<std::string> lines =
        big_digits(view_.seconds_left, in_.text.ascii);
    lines.push_back(unit_of(view_));
    lines.push_back(bold(label_of(view_), in_.text));
    lines.push_back(count_words(view_));
    return lines;
  }

  void middle() {
    const bool beside = in_.columns >= kBeside;
    // What must stand below: steps, next, keys.
    const int below = beside ? 8 : 7;
    const int high = in_.rows - static_cast<int>(lines_.size()) - below;
    const std::vector<std::string> digits = number();
    const int digit_rows = static_cast<int>(digits.size());
    if (!beside) {
      constexpr int kPicture = 16;
      for (const auto& line :
           picture(room_, std::min(kPicture, high - digit_rows))) {
        add(line);
      }
      for (const auto& line : digits) add(line);
      return;
    }
    constexpr int kPictureColumns = 44;
    constexpr int kPictureRows = 16;
    const int wide = std::min(kPictureColumns, room_ - 24);
    const std::vector<std::string> drawn =
        picture(wide, std::min(kPictureRows, high));
    const std::size_t rows = std::max(drawn.size(), digits.size());
    const std::string blank(static_cast<std::size_t>(wide), ' ');
    for (std::size_t i = 0; i < rows; ++i) {
      // Figures stand on their ground, so they are aligned at the bottom.
      const std::size_t lead = rows - drawn.size();
      const std::string& left = i < lead ? blank : drawn[i - lead];
      add(left + (i < digits.size() ? "  " + digits[i] : ""));
    }
  }

  void steps() {
    lines_.emplace_back();
    const int last = in_.rows - footer_rows() - 1;
    std::vector<std::string> all = card_.care;
    if (!card_.easier_words.empty()) {
      all.insert(all.begin(), card_.easier_words);
    }
    all.insert(all.end(), card_.steps.begin(), card_.steps.end());
    for (const std::string& step : all) {
      const auto wrapped = text::wrap(step, static_cast<std::size_t>(room_));
      // A step is shown whole or not at all.
      if (static_cast<int>(lines_.size() + wrapped.size()) > last) break;
      for (const std::string& line : wrapped) plain(line);
    }
  }

  [[nodiscard]] int footer_rows() const {
    return 2 + static_cast<int>(keys().size());
  }

  [[nodiscard]] std::vector<std::string> keys() const {
    std::string all = view_.paused ? "Space go on" : "Space pause";
    all += "   n next";
    if (view_.has_easier) all += "   e easier";
    if (view_.has_swap) all += "   s swap";
    all += "   + more   ! problem   ? help   q stop";
    // Three spaces part the keys; a line breaks only there.
    std::vector<std::string> lines(1);
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t end = std::min(all.find("   ", at), all.size());
      const std::string key = all.substr(at, end - at);
      const std::string gap = lines.back().empty() ? "" : "   ";
      if (static_cast<int>(lines.back().size() + gap.size() + key.size()) >
          room_) {
        lines.push_back(key);
      } else {
        lines.back() += gap + key;
      }
      at = end + 3;
    }
    return lines;
  }

  void footer() {
    const int top = in_.rows - footer_rows();
    while (static_cast<int>(lines_.size()) < top) lines_.emplace_back();
    if (static_cast<int>(lines_.size()) > top) {
      lines_.resize(static_cast<std::size_t>(std::max(0, top)));
    }
    plain(in_.note.empty() ? "Next: " + view_.next : in_.note);
    lines_.emplace_back();
    for (const std::string& line : keys()) plain(line);
    if (static_cast<int>(lines_.size()) > in_.rows) {
      lines_.resize(static_cast<std::size_t>(std::max(0, in_.rows)));
    }
  }

  const FrameInput& in_;
  SessionView view_;
  const SessionCard& card_;
  int room_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> big_digits(int seconds, bool ascii) {
  constexpr int kPlain = 100;
  const int shown = std::max(0, seconds);
  std::string text = std::to_string(shown);
  const bool clock = shown >= kPlain;
  if (clock) {
    const int rest = shown % kMinute;
    text = std::to_string(shown / kMinute) + ":" + (rest < 10 ? "0" : "") +
           std::to_string(rest);
  }
  // A clock has more characters, so they are half as wide.
  const std::string on =
      std::string(ascii ? (clock ? "#" : "##") : (clock ? "█" : "██"));
  const std::string off(clock ? 1 : 2, ' ');
  std::vector<std::string> lines(5);
  for (std::size_t row = 0; row < lines.size(); ++row) {
    for (const char c : text) {
      if (!lines[row].empty()) lines[row] += off;
      if (c == ':') {
        lines[row] += row == 1 || row == 3 ? on : off;
        continue;
      }
      const unsigned bits = kDigits[static_cast<std::size_t>(c - '0')][row];
      for (const unsigned bit : {4U, 2U, 1U}) {
        lines[row] += (bits & bit) != 0 ? on : off;
      }
    }
  }
  return lines;
}

std::string count_words(const SessionView& view) {
  std::string words;
  if (view.rep > 0 && view.reps > 1) {
    words = std::to_string(view.rep) + " of " + std::to_string(view.reps) +
            " times";
  }
  if (view.sets > 1) {
    words += (words.empty() ? "Set " : ", set ") + std::to_string(view.set) +
             " of " + std::to_string(view.sets);
  }
  return words;
}

std::vector<KeyHelp> session_keys(const SessionView& view) {
  std::vector<KeyHelp> keys = {{"Space, p", "pause, and go on again"},
                               {"Enter", "this part is done"},
                               {"n", "next exercise"}};
  if (view.has_easier) keys.push_back({"e", "an easier form"});
  if (view.has_swap) keys.push_back({"s", "another in its place"});
  keys.push_back({"+", "a little longer"});
  keys.push_back({"!", "something is wrong: stop"});
  keys.push_back({"q", "stop, and keep this"});
  return keys;
}

std::string dose_line(const ItemDose& dose) {
  std::string out;
  const auto add = [&](int value, const std::string& one,
                       const std::string& before = "") {
    if (value <= 0) return;
    out += (out.empty() ? "" : ", ") + before + std::to_string(value) + " " +
           one + (value == 1 ? "" : "s");
  };
  if (dose.sets > 1) add(dose.sets, "set");
  add(dose.reps, "time");
  add(dose.hold_seconds, "second", "hold ");
  add(dose.minutes, "minute");
  if (dose.per_side) out += out.empty() ? "each side" : ", each side";
  return out;
}

std::vector<std::string> session_frame(const FrameInput& input) {
  if (input.session->script().cards.empty()) return {};
  return Frame(input).build();
}

}  // namespace backcoach::cli
