#include "next_lines.hpp"

#include <algorithm>

#include "../base/number.hpp"
#include "../base/sha256.hpp"
#include "../base/width.hpp"
#include "../diary/checkpoint.hpp"
#include "../term/time.hpp"
#include "own_prescription.hpp"
#include "version.hpp"

namespace backcoach::cli {
namespace {

std::string lines_path(const Context& context) {
  const std::string folder = context.state_folder();
  return folder.empty() ? folder : folder + "/next.txt";
}

/// Up to the next `separator`, which is taken away too.
std::string_view cut(std::string_view& text, char separator) {
  const std::size_t at = std::min(text.find(separator), text.size());
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return part;
}

}  // namespace

NextLines::NextLines(Context& context, const Manifest& knowledge)
    : context_(context), knowledge_(knowledge.sha256), state_(state()) {}

std::string NextLines::state() {
  const std::string path = context_.diary_path();
  if (context_.settings().no_diary || path.empty() ||
      !context_.files().exists(path)) {
    return {};
  }
  const auto diary = context_.diary(store::Access::read_now);
  locked_ = !diary.value &&
            std::any_of(
                diary.issues.begin(), diary.issues.end(),
                [](const Issue& issue) { return issue.code == "diary-busy"; });
  auto* counted = diary.value && *diary.value
                      ? store::checkpoints_of(**diary.value)
                      : nullptr;
  const auto version = counted ? counted->version() : Checked<std::string>{};
  // The number alone could be that of another diary that was put in its place.
  const std::string stamp = context_.files().stamp(path);
  if (!version.value || stamp.empty() || lines_path(context_).empty()) {
    return {};
  }
  text::Sha256 digest;
  const auto add = [&](std::string_view part) {
    digest.add(std::to_string(part.size()) + " ");
    digest.add(part);
  };
  add(path);
  add(stamp);
  add(*version.value);
  add(kVersion);
  add(knowledge_);
  add(iso_date(context_.today()));
  for (const auto& [key, value] : context_.config()) {
    add(key);
    add(value);
  }
  const std::string own = prescription_path(context_);
  if (context_.files().exists(own)) {
    const Checked<std::string> text = context_.files().read(own);
    if (!text.value) return {};
    add(*text.value);
  }
  return digest.hex();
}

std::optional<std::vector<NextItem>> NextLines::kept() const {
  const std::string path = lines_path(context_);
  if (state_.empty() || !context_.files().exists(path)) return std::nullopt;
  const Checked<std::string> text = context_.files().read(path);
  if (!text.value) return std::nullopt;
  std::string_view rest = *text.value;
  if (cut(rest, '\n') != state_) return std::nullopt;
  std::vector<NextItem> items;
  while (!rest.empty()) {
    std::string_view line = cut(rest, '\n');
    const auto at = text::whole_number(cut(line, '\t'));
    const auto minutes = text::whole_number(cut(line, '\t'));
    if (!at || !minutes || line.empty()) return std::nullopt;
    items.push_back({*at, *minutes, std::string(line)});
  }
  return items;
}

void NextLines::keep(const std::vector<NextItem>& items) {
  if (state_.empty() || state() != state_) return;
  std::string text = state_ + "\n";
  for (const NextItem& item : items) {
    text += std::to_string(item.at) + "\t" + std::to_string(item.minutes) +
            "\t" + text::safe(item.title) + "\n";
  }
  (void)context_.files().write(lines_path(context_), text);
}

void remove_next_lines(Context& context) {
  const std::string path = lines_path(context);
  if (!path.empty()) context.files().remove(path);
}

}  // namespace backcoach::cli
