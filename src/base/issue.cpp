#include "backcoach/issue.hpp"

#include <algorithm>

#include "width.hpp"

namespace backcoach {

std::string to_string(const Issue& issue) {
  std::string out = issue.where.file;
  if (issue.where.line > 0) {
    out += ':' + std::to_string(issue.where.line);
    if (issue.where.column > 0) out += ':' + std::to_string(issue.where.column);
  }
  if (!out.empty()) out += ": ";
  out += issue.severity == Severity::error ? "error: " : "warning: ";
  out += issue.message;
  // A longer one is a name that nobody gave to anything here.
  constexpr std::size_t kMostShown = 300;
  const std::string& pointer = issue.where.pointer;
  if (!pointer.empty() && pointer.size() <= kMostShown) {
    out += " (at " + pointer + ")";
  }
  if (!issue.code.empty()) out += " [" + issue.code + "]";
  return text::safe(out);
}

std::string describe(const Issue& issue) {
  std::string out = to_string(issue) + '\n';
  if (!issue.excerpt.empty() && issue.where.line > 0) {
    // A long line is shown around the place at fault only.
    constexpr std::size_t kShown = 100;
    const auto column =
        static_cast<std::size_t>(std::max(issue.where.column, 1));
    const std::size_t start = column > kShown * 3 / 4 ? column - kShown / 2 : 0;
    const std::string shown =
        text::safe(std::string_view(issue.excerpt)
                       .substr(std::min(start, issue.excerpt.size()), kShown));
    const std::string before = text::safe(
        std::string_view(issue.excerpt)
            .substr(std::min(start, issue.excerpt.size()), column - 1 - start));
    const std::string number = std::to_string(issue.where.line);
    const std::string gutter(number.size() < 5 ? 5 - number.size() : 0, ' ');
    out += gutter + number + " | " + shown + '\n';
    out += std::string(std::max<std::size_t>(number.size(), 5), ' ') + " | " +
           std::string(text::width(before), ' ') + '^';
    const auto width = static_cast<std::size_t>(std::max(issue.width, 1));
    out += std::string(std::min(width - 1, kShown / 2), '~') + '\n';
  }
  if (!issue.help.empty()) out += "  help: " + text::safe(issue.help) + '\n';
  return out;
}

bool has_error(const std::vector<Issue>& issues) {
  return std::any_of(issues.begin(), issues.end(), [](const Issue& issue) {
    return issue.severity == Severity::error;
  });
}

}  // namespace backcoach
