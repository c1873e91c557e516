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
    : kb_(&kb), names_(&names), lanes_(&lanes), seen_(kb.findings.size()) {}

std::string_view LineReader::token() const {
  const std::size_t start = tokens_[next_];
  std::size_t stop = next_ + 1 < tokens_.size() ? tokens_[next_ + 1] : end_;
  // Only spaces can stand between a token and the next.
  while (is_space(text_[stop - 1])) --stop;
  return text_.substr(start, stop - start);
}

/// A string without its quotes. One with an escape equals no name of ours.
bool LineReader::string(std::string_view& out) {
  if (!more() || at() != '"') return false;
  const std::string_view whole = token();
  if (whole.size() < 2 || whole.back() != '"') return false;
  out = whole.substr(1, whole.size() - 2);
  ++next_;
  return true;
}

bool LineReader::read(std::string_view text,
                      std::span<const std::uint32_t> tokens, std::size_t end,
                      unsigned lane) {
  text_ = text;
  tokens_ = tokens;
  next_ = 0;
  end_ = end;
  lane_ = lane;
  id_ = {};
  bare_ = schema_ = answers_ = false;
  if (++line_ == 0) {  // the counter has gone round
    std::fill(seen_.begin(), seen_.end(), 0);
    line_ = 1;
  }
  if (!object(/*outermost=*/true) || more()) return false;
  if (schema_ != answers_ || (schema_ && bare_)) return false;
  lanes_->finish(lane);
  return true;
}

bool LineReader::object(bool outermost) {
  if (!take('{')) return false;
  if (take('}')) return true;
  while (true) {
    std::string_view key;
    if (!string(key) || !take(':')) return false;
    const std::uint32_t what = names_->find(key);
    if (what >= Names::id) {
      if (!special(what, outermost)) return false;
    } else {
      bare_ = bare_ || outermost;
      if (seen_[what] == line_) return false;
      seen_[what] = line_;
      if (!answer(static_cast<FindingIndex>(what))) return false;
    }
    if (take(',')) continue;
    return take('}');
  }
}

bool LineReader::special(std::uint32_t what, bool outermost) {
  if (!outermost) return false;
  std::string_view value;
  switch (what) {
    case Names::id: {
      if (!id_.empty() || !more()) return false;
      id_ = token();
      double number = 0;
      if (whole(id_, number)) {
        ++next_;
        return true;
      }
      return string(value) && value.find('\\') == std::string_view::npos;
    }
    case Names::schema:
      if (schema_) return false;
      schema_ = true;
      return string(value) && value == kSchema;
    case Names::answers:
      if (answers_) return false;
      answers_ = true;
      return object(/*outermost=*/false);
    default:
      return false;
  }
}

bool LineReader::answer(FindingIndex index) {
  const Finding& finding = kb_->findings[index];
  if (!more()) return false;
  const char first = at();
  if (first == 'n') {
    if (token() != "null") return false;
    ++next_;
    return true;
  }
  switch (finding.type) {
    case FindingType::yes_no:
    case FindingType::one_of:
      return word(finding, index);
    case FindingType::number:
      return number(finding, index);
    case FindingType::many_of:
      return list(finding, index);
  }
  return false;
}

bool LineReader::word(const Finding& finding, FindingIndex index) {
  std::string_view value;
  if (finding.type == FindingType::yes_no) {
    if (!string(value)) {
      const std::string_view plain = token();
      if (plain != "true" && plain != "false") return false;
      ++next_;
      lanes_->set(lane_, index, plain == "true" ? YesNo::yes : YesNo::no);
      return true;
    }
    if (value == "no") {
      lanes_->set(lane_, index, YesNo::no);
      return true;
    }
    const auto named = yes_no_named(value);
    if (!named) return false;
    lanes_->set(lane_, index, *named);
    return true;
  }
  if (!string(value)) return false;
  const auto it =
      std::find(finding.values.begin(), finding.values.end(), value);
  if (it == finding.values.end()) return false;
  lanes_->set(lane_, index,
              Choice{static_cast<std::uint8_t>(it - finding.values.begin())});
  return true;
}

bool LineReader::number(const Finding& finding, FindingIndex index) {
  double value = 0;
  if (!whole(token(), value)) return false;
  if (value < finding.min || value > finding.max) return false;
  ++next_;
  lanes_->set(lane_, index, value);
  return true;
}

bool LineReader::list(const Finding& finding, FindingIndex index) {
  if (!take('[')) return false;
  Choices choices;
  if (!take(']')) {
    do {
      std::string_view value;
      if (!string(value)) return false;
      const auto it =
          std::find(finding.values.begin(), finding.values.end(), value);
      if (it == finding.values.end()) return false;
      choices.bits |= 1U << (it - finding.values.begin());
    } while (take(','));
    if (!take(']')) return false;
  }
  lanes_->set(lane_, index, choices);
  return true;
}

}  // namespace backcoach::batch
