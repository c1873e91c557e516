#include "text_fault.hpp"

#include <algorithm>
#include <array>

#include "../base/width.hpp"
#include "json_text.hpp"

namespace backcoach::load {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// "UTF-16" or "UTF-32"; empty for what cannot be told.
std::string_view wide_encoding(std::string_view text) {
  using namespace std::string_view_literals;
  if (text.starts_with("\xFF\xFE\0\0"sv) || text.starts_with("\0\0\xFE\xFF"sv))
    return "UTF-32";
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    return "UTF-16";
  // Without a mark: every other octet of plain text is zero.
  constexpr std::size_t kLooksAt = 64;
  const std::string_view start = text.substr(0, kLooksAt);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < start.size(); ++i) {
    if (start[i] == '\0') ++zeros[i % 2];
  }
  const std::size_t half = start.size() / 2;
  const bool wide = half > 1 && std::max(zeros[0], zeros[1]) * 4 >= half * 3 &&
                    std::min(zeros[0], zeros[1]) * 4 <= half;
  return wide ? "UTF-16" : "";
}

/// Walks the text once; what stands inside of quotes is left alone.
class Slips {
 public:
  explicit Slips(std::string_view text) : text_(text) {}

  std::optional<JsonSlip> find() {
    for (at_ = 0; at_ < text_.size();) {
      if (is_space(text_[at_])) {
        ++at_;
        continue;
      }
      if (auto slip = here()) return slip;
    }
    return std::nullopt;
  }

 private:
  /// What is wrong at this place; steps over what is right.
  std::optional<JsonSlip> here() {
    const char c = text_[at_];
    if (c == '"') return string();
    if (static_cast<unsigned char>(c) >= 0x80) return beyond_ascii();
    if (c == '\'' || c == '`') {
      return slip(1, "this is a single quote",
                  "JSON takes double quotes: \"no\"");
    }
    if (c == '#' || text_.substr(at_).starts_with("//") ||
        text_.substr(at_).starts_with("/*")) {
      return slip(c == '#' ? 1 : 2, "this is a comment, and JSON has none",
                  "take it out; a file of answers takes answers alone");
    }
    if (c == ',') return comma();
    if (c == '+') {
      return slip(1, "a number begins without a plus sign", "write 3, not +3");
    }
    if (is_digit(c) || c == '-' || c == '.') return number();
    if (is_word(c)) return word();
    ++at_;
    return std::nullopt;
  }

  [[nodiscard]] JsonSlip slip(std::size_t width, std::string message,
                              std::string help) const {
    return {at_, width, std::move(message), std::move(help)};
  }

  std::optional<JsonSlip> string() {
    const std::size_t start = at_;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') {
        ++at_;
      } else if (text_[at_] == '\t') {
        return slip(1, "this is a tab inside of quotes",
                    "write \\t or a space");
      } else if (text_[at_] == '\n' || text_[at_] == '\r') {
        at_ = start;
        return slip(1, "these quotes are not closed on their line",
                    "put a \" where the text ends; a line end in it is \\n");
      }
    }
    at_ = std::min(at_ + 1, text_.size());
    return std::nullopt;
  }

  std::optional<JsonSlip> beyond_ascii() {
    const text::CodePoint c = text::decode(text_, at_);
    const bool curly = (c.value >= 0x2018 && c.value <= 0x201F) ||
                       c.value == 0x00AB || c.value == 0x00BB;
    if (curly) {
      return slip(c.bytes, "this is a curly quote, as word processors write it",
                  "JSON takes straight quotes: \"no\"");
    }
    const bool space = c.value == 0x00A0 || c.value == 0x202F ||
                       c.value == 0x3000 ||
                       (c.value >= 0x2000 && c.value <= 0x200F) ||
                       c.value == 0xFEFF || c.value == 0x2060;
    if (space) {
      return slip(c.bytes,
                  c.value == 0x00A0 || c.value == 0x202F
                      ? "this is a no-break space"
                      : "this is a space or mark that JSON does not know",
                  "delete it and type a plain space");
    }
    const bool dash =
        c.value == 0x2212 || (c.value >= 0x2010 && c.value <= 0x2015);
    if (dash) {
      return slip(c.bytes, "this is a dash, as word processors write it",
                  "a minus in JSON is a plain -");
    }
    return slip(c.bytes, "a letter like this needs quotes around it",
                "JSON takes straight quotes: \"no\"");
  }

  std::optional<JsonSlip> comma() {
    std::size_t next = at_ + 1;
    while (next < text_.size() && is_space(text_[next])) ++next;
    if (next < text_.size() && (text_[next] == '}' || text_[next] == ']')) {
      return slip(1, "there is nothing behind this comma",
                  "take the last comma before a closing bracket out");
    }
    if (next < text_.size() && text_[next] == ',') {
      return slip(1, "there is nothing between two commas",
                  "take one of them out");
    }
    ++at_;
    return std::nullopt;
  }

  std::optional<JsonSlip> number() {
    const std::size_t start = at_;
    while (at_ < text_.size() && (is_digit(text_[at_]) || is_word(text_[at_]) ||
                                  std::string_view("+-.").find(text_[at_]) !=
                                      std::string_view::npos)) {
      ++at_;
    }
    const std::string_view token = text_.substr(start, at_ - start);
    const std::size_t first = token.front() == '-' ? 1 : 0;
    const bool zero = token.size() > first + 1 && token[first] == '0' &&
                      is_digit(token[first + 1]);
    const bool bare = token.starts_with('.') || token.ends_with('.');
    if (!zero && !bare) return std::nullopt;
    at_ = start;
    return slip(token.size(), "JSON does not write numbers like this",
                zero ? "leave the zero before it out" : "write 0.5, not .5");
  }

  std::optional<JsonSlip> word() {
    const std::size_t start = at_;
    while (at_ < text_.size() &&
           (is_word(text_[at_]) || is_digit(text_[at_]))) {
      ++at_;
    }
    const std::string_view token = text_.substr(start, at_ - start);
    if (token == "true" || token == "false" || token == "null") {
      return std::nullopt;
    }
    at_ = start;
    const std::string name(token);
    if (token == "True" || token == "False") {
      return slip(token.size(), name + " is not JSON",
                  token == "True" ? "write true" : "write false");
    }
    if (token == "None" || token == "NaN" || token == "undefined" ||
        token == "nil") {
      return slip(token.size(), name + " is not JSON",
                  "write null, or leave the name out");
    }
    return slip(token.size(), "this word needs quotes around it",
                "write \"" + name + "\"");
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Issue> not_utf8(const std::string& file, std::string_view text,
                              std::string_view code) {
  Issue issue;
  issue.where.file = file;
  issue.code = code;
  if (const std::string_view wide = wide_encoding(text); !wide.empty()) {
    issue.message = "this file is " + std::string(wide) + ", not UTF-8";
    issue.help = "save it as UTF-8, or: iconv -f " + std::string(wide) +
                 " -t UTF-8 FILE";
    return issue;
  }
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const text::CodePoint c = text::decode(text, at);
    if (c.value == kReplacement && c.bytes == 1) {
      issue.message = "this is not UTF-8, but an older encoding of letters";
      issue.help = "save it as UTF-8, or: iconv -f WINDOWS-1252 -t UTF-8 FILE";
      place(text, at, issue);
      return issue;
    }
    at += c.bytes;
  }
  return std::nullopt;
}

std::optional<JsonSlip> json_slip(std::string_view text) {
  return Slips(text).find();
}

}  // namespace backcoach::load
