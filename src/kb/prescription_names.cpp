// Names in a prescription: cleaned, and looked up in the catalogue.
#include <algorithm>
#include <cctype>
#include <set>

#include "../base/edit_distance.hpp"
#include "../base/width.hpp"
#include "pasted.hpp"
#include "prescription_words.hpp"

namespace backcoach::load {
namespace {

char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}
bool is_filler(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0 || c == ',' ||
         c == ';' || c == '/' || c == '.' || c == '(' || c == ')';
}

/// Of ASCII: neither letter nor figure nor bracket.
bool is_mark(char c) {
  return static_cast<unsigned char>(c) < 0x80 && !is_letter(c) &&
         !is_digit(c) && c != '(' && c != ')';
}

/// Letters and digits in small letters, one space between words, no brackets.
std::string plain(std::string_view name) {
  std::string out;
  int depth = 0;
  for (const char c : as_typed(name).text) {
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

using WordSet = std::set<std::string>;

/// The words of a plain name that say something, without the s of many.
WordSet words_of(const std::string& name) {
  static const WordSet kSmall = {"a",  "an", "and", "at", "by",  "for", "in",
                                 "my", "of", "on",  "or", "the", "to",  "with"};
  WordSet words;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    std::string word = name.substr(at, end - at);
    at = end + 1;
    if (word.size() > 3 && word.back() == 's') word.pop_back();
    if (!word.empty() && !kSmall.contains(word)) words.insert(word);
  }
  return words;
}

bool holds_all(const WordSet& words, const WordSet& all) {
  return std::includes(words.begin(), words.end(), all.begin(), all.end());
}

}  // namespace

std::string clean_name(std::string_view name) {
  std::string out;
  for (const char c : as_typed(name).text) {
    const auto byte = static_cast<unsigned char>(c);
    constexpr unsigned char kSpace = 0x20;
    constexpr unsigned char kDelete = 0x7F;
    const bool control = byte < kSpace || byte == kDelete;
    const bool begins = byte >= kDelete || is_letter(c) || is_digit(c) ||
                        c == '(' || !out.empty();
    if (control || c == ' ') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (begins) {
      out += c;
    }
  }
  while (!out.empty() && (is_filler(out.back()) || is_mark(out.back()))) {
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

std::optional<ExerciseIndex> card_near(const KnowledgeBase& kb,
                                       std::string_view name) {
  const std::string wanted = plain(name);
  if (wanted.empty()) return std::nullopt;
  std::vector<std::string> names;
  for (const Exercise& card : kb.exercises) {
    names.push_back(plain(card.name));
    names.push_back(plain(card.id));
  }
  if (const std::string near = text::nearest(wanted, names); !near.empty()) {
    const auto it = std::find(names.begin(), names.end(), near);
    return static_cast<ExerciseIndex>((it - names.begin()) / 2);
  }
  const WordSet mine = words_of(wanted);
  if (mine.empty()) return std::nullopt;
  std::optional<std::size_t> best;
  std::size_t fewest = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const WordSet its = words_of(names[i]);
    const bool among = !its.empty() && holds_all(mine, its);
    if (!among && !holds_all(its, mine)) continue;
    const std::size_t differ =
        among ? mine.size() - its.size() : its.size() - mine.size();
    if (best && differ >= fewest) continue;
    best = i;
    fewest = differ;
  }
  if (!best) return std::nullopt;
  return static_cast<ExerciseIndex>(*best / 2);
}

}  // namespace backcoach::load
