#include "line.hpp"

#include <algorithm>

namespace backcoach::batch {
namespace {

constexpr std::string_view kSchema = "backcoach/answers/1";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// A whole number of JSON without sign, as people write it.
bool whole(std::string_view token, double& out) {
  constexpr std::size_t kMostDigits = 9;
  if (token.empty() || token.size() > kMostDigits) return false;
  if (token.front() == '0' && token.size() > 1) return false;
  std::uint32_t value = 0;
  for (const char c : token) {
    const auto digit = static_cast<std::uint32_t>(c - '0');
    if (digit > 9) return false;
    value = value * 10 + digit;
  }
  out = value;
  return true;
}

}  // namespace

LineReader::LineReader(const KnowledgeBase& kb, const Names& names,
                       engine::Lanes& lanes)
    : names_(&names), lanes_(&lanes) {
  for (const Finding& finding : kb.findings) {
    keys_.push_back({.name = finding.id,
                     .values = finding.values,
                     .min = finding.min,
                     .max = finding.max,
                     .type = finding.type});
  }
  usual_.resize(keys_.size());
}

inline std::string_view LineReader::token(const Cursor& at) const {
  const std::size_t start = *at.token;
  std::size_t stop = at.token + 1 != at.stop ? at.token[1] : end_;
  // Only spaces can stand between a token and the next.
  while (is_space(text_[stop - 1])) --stop;
  return {text_ + start, stop - start};
}

/// A string without its quotes. One with an escape equals no name of ours.
inline bool LineReader::string(Cursor& at, std::string_view& out) const {
  if (!more(at) || text_[*at.token] != '"') return false;
  const std::string_view whole = token(at);
  if (whole.size() < 2 || whole.back() != '"') return false;
  out = whole.substr(1, whole.size() - 2);
  ++at.token;
  return true;
}

bool LineReader::read(std::string_view text,
                      std::span<const std::uint32_t> tokens, std::size_t end,
                      unsigned lane) {
  text_ = text.data();
  end_ = end;
  lane_ = lane;
  id_ = {};
  bare_ = schema_ = answers_ = false;
  if (++line_ == 0) {  // the counter has gone round
    for (Usual& usual : usual_) usual.seen = 0;
    line_ = 1;
  }
  Cursor at{tokens.data(), tokens.data() + tokens.size()};
  if (!object(at, /*outermost=*/true) || more(at)) return false;
  if (schema_ != answers_ || (schema_ && bare_)) return false;
  lanes_->finish(lane);
  return true;
}

/// Tokens of a name and a plain value: name, colon, value, comma.
constexpr std::ptrdiff_t kPair = 4;

inline bool LineReader::is_usual(const Cursor& at, const Usual& usual) const {
  return at.stop - at.token > kPair &&
         at.token[kPair] - at.token[0] == usual.size &&
         same_block(text_ + at.token[0], usual.text.data(), usual.size);
}

/// Remembers how an answer was written, if it is not merely an exception.
void LineReader::learn(Usual& usual, std::size_t start,
                       std::size_t stop) const {
  constexpr std::uint8_t kExceptions = 4;
  const std::size_t size = stop - start;
  if (!plain_ || size < kLeastBlock || size > Usual::kMost) return;
  if (usual.size != 0 && ++usual.misses < kExceptions) return;
  std::copy_n(text_ + start, size, usual.text.begin());
  usual.size = static_cast<std::uint8_t>(size);
  usual.misses = 0;
  usual.value = *plain_;
}

template <class Value>
inline void LineReader::give(FindingIndex index, Value value) {
  plain_ = lanes_->class_of(index, value);
  lanes_->give(lane_, index, *plain_);
}

/// Takes answers as long as they are the usual ones.
/// \param guess  the finding that may come next; moves on with them.
/// \return false when one of them came twice.
inline bool LineReader::usual_answers(Cursor& at, std::uint32_t*& guess) {
  while (true) {
    const std::uint32_t what = *guess;
    Usual& usual = usual_[what];
    if (!is_usual(at, usual)) return true;
    if (usual.seen == line_) return false;
    usual.seen = line_;
    lanes_->give(lane_, static_cast<FindingIndex>(what), usual.value);
    guess = &usual.next;
    at.token += kPair;
  }
}

bool LineReader::object(Cursor& at, bool outermost) {
  if (!take(at, '{')) return false;
  if (take(at, '}')) return true;
  std::uint32_t* guess = &first_;
  while (true) {
    const std::uint32_t* start = at.token;
    if (!usual_answers(at, guess)) return false;
    bare_ = bare_ || (outermost && at.token != start);
    start = at.token;
    std::uint32_t what = *guess;
    std::string_view name;
    if (!string(at, name) || !take(at, ':')) return false;
    if (!same_bytes(keys_[what].name, name)) what = names_->find(name);
    if (what >= Names::id) {
      if (!special(at, what, outermost)) return false;
    } else {
      *guess = what;
      Usual& usual = usual_[what];
      guess = &usual.next;
      bare_ = bare_ || outermost;
      if (usual.seen == line_) return false;
      usual.seen = line_;
      plain_.reset();
      if (!answer(at, keys_[what], static_cast<FindingIndex>(what))) {
        return false;
      }
      if (at.stop - start > kPair && text_[start[kPair - 1]] == ',') {
        learn(usual, start[0], start[kPair]);
      }
    }
    if (take(at, ',')) continue;
    return take(at, '}');
  }
}

bool LineReader::special(Cursor& at, std::uint32_t what, bool outermost) {
  if (!outermost) return false;
  std::string_view value;
  switch (what) {
    case Names::id: {
      if (!id_.empty() || !more(at)) return false;
      id_ = token(at);
      double number = 0;
      if (whole(id_, number)) {
        ++at.token;
        return true;
      }
      return string(at, value) && value.find('\\') == std::string_view::npos;
    }
    case Names::schema:
      if (schema_) return false;
      schema_ = true;
      return string(at, value) && value == kSchema;
    case Names::answers:
      if (answers_) return false;
      answers_ = true;
      return object(at, /*outermost=*/false);
    default:
      return false;
  }
}

inline bool LineReader::yes_no(std::string_view word, FindingIndex index) {
  YesNo answer = YesNo::no;
  if (same_bytes(word, "\"no\"")) {
    answer = YesNo::no;
  } else if (same_bytes(word, "\"yes\"")) {
    answer = YesNo::yes;
  } else if (word == "true" || word == "false") {
    answer = word == "true" ? YesNo::yes : YesNo::no;
  } else {
    if (word.size() < 2 || word.front() != '"' || word.back() != '"') {
      return false;
    }
    const auto named = yes_no_named(word.substr(1, word.size() - 2));
    if (!named) return false;
    answer = *named;
  }
  give(index, answer);
  return true;
}

inline bool LineReader::answer(Cursor& at, const Key& key, FindingIndex index) {
  if (!more(at)) return false;
  if (key.type == FindingType::many_of && text_[*at.token] == '[') {
    return list(at, key, index);
  }
  const std::string_view word = token(at);
  ++at.token;
  if (word.front() == 'n') return word == "null";
  switch (key.type) {
    case FindingType::yes_no:
      return yes_no(word, index);
    case FindingType::number: {
      double value = 0;
      if (!whole(word, value)) return false;
      if (value < key.min || value > key.max) return false;
      lanes_->set(lane_, index, value);
      return true;
    }
    case FindingType::one_of: {
      if (word.size() < 2 || word.front() != '"' || word.back() != '"') {
        return false;
      }
      const std::string_view value = word.substr(1, word.size() - 2);
      for (std::size_t v = 0; v < key.values.size(); ++v) {
        if (!same_bytes(key.values[v], value)) continue;
        give(index, Choice{static_cast<std::uint8_t>(v)});
        return true;
      }
      return false;
    }
    case FindingType::many_of:
      return false;
  }
  return false;
}

bool LineReader::list(Cursor& at, const Key& key, FindingIndex index) {
  if (!take(at, '[')) return false;
  Choices choices;
  if (!take(at, ']')) {
    do {
      std::string_view value;
      if (!string(at, value)) return false;
      const auto it = std::find(key.values.begin(), key.values.end(), value);
      if (it == key.values.end()) return false;
      choices.bits |=
          Choices::only(static_cast<std::size_t>(it - key.values.begin())).bits;
    } while (take(at, ','));
    if (!take(at, ']')) return false;
  }
  lanes_->set(lane_, index, choices);
  return true;
}

}  // namespace backcoach::batch
