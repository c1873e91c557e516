// What a question looks like; prompt.cpp reads what is typed.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <utility>

#include "prompt.hpp"

namespace backcoach::cli {

void Prompt::show(const Document& document) {
  Document filled = document;
  for (Block& one : filled) {
    one.text = fill(kb_, region_, one.text);
    for (std::string& item : one.items) item = fill(kb_, region_, item);
  }
  out_ << render_text(filled, style_) << std::flush;
}

void Prompt::show_question(const Question& question,
                           const std::vector<std::string>& options,
                           const std::string& item) {
  Document page;
  if (style_.accessible) {
    out_ << '\n';
  } else {
    out_ << "\n\n";
  }
  if (object_.places > 0) {
    page.push_back(Block{
        Block::Kind::paragraph,
        fmt::format("{} {} of {}", kb_.notice("section_" + question.section),
                    object_.place, object_.places)});
    section_ = question.section;
    counted_ = true;
  } else if (question.section != section_ && !counted_) {
    section_ = question.section;
    const std::string_view title = kb_.notice("section_" + section_);
    if (!title.empty()) {
      page.push_back(Block{Block::Kind::paragraph, std::string(title)});
    }
  }
  if (!question.frame.empty() && framed_.insert(question.frame).second) {
    page.push_back(Block{Block::Kind::paragraph, question.frame});
  }
  std::string asked = question.text;
  if (helper_) {
    if (!helped_) {
      page.insert(page.begin(), Block{Block::Kind::paragraph,
                                      std::string(kb_.notice("helper_intro"))});
    }
    helped_ = true;
    asked = std::string(kb_.notice("helper_read")) + " " + asked;
  }
  page.push_back(Block{Block::Kind::heading, std::move(asked)});
  show(page);
  if (!item.empty()) show({{Block::Kind::bullets, "", {item}}});
  if (!question.example.empty()) {
    show({Block{Block::Kind::paragraph, question.example}});
  }
  // A scale is explained once; `?` shows it again.
  if (!question.anchors.empty() &&
      framed_.insert(question.anchors.back()).second) {
    show({{Block::Kind::bullets, "", question.anchors}});
  }
  if (!style_.accessible && !options.empty()) out_ << '\n';
  for (std::size_t i = 0; i < options.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    const std::string lead =
        style_.accessible
            ? number + ". "
            : "    " + number + (number.size() < 2 ? "   " : "  ");
    Style line = style_;
    line.accessible = true;  // the lead takes the place of the margin
    line.width = style_.width - static_cast<int>(lead.size());
    const std::string text = render_text(
        {Block{Block::Kind::paragraph, fill(kb_, region_, options[i])}}, line);
    bool first = true;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      out_ << (first ? lead : std::string(lead.size(), ' '))
           << text.substr(at, end - at) << '\n';
      first = false;
      at = end + 1;
    }
  }
  show_keys();
}

void Prompt::show_keys() {
  if (!style_.accessible) out_ << '\n';
  if (std::exchange(explained_keys_, true)) return;
  if (style_.accessible) {
    out_ << render_text(
        {{Block::Kind::bullets,
          "",
          {"At any question: type b to go back, a question mark to hear "
           "why we ask, or q to " +
           std::string(saves_ ? "save and stop." : "stop.")}}},
        style_);
  } else {
    constexpr int kNarrow = 44;
    out_ << (style_.width < kNarrow ? "  b back   ? why   q stop\n"
             : saves_ ? "  b back   ? why we ask   q save and stop\n"
                      : "  b back   ? why we ask   q stop\n");
  }
}

void Prompt::explain(const Question& question, const std::string& prompt) {
  Document page = {Block{Block::Kind::paragraph, question.why}};
  if (question.not_sure.offer) {
    page.push_back(
        Block{Block::Kind::paragraph,
              "If you are not sure, say so. " + question.not_sure.because});
  }
  show(page);
  if (!question.anchors.empty()) {
    show({{Block::Kind::bullets, "", question.anchors}});
  }
  // The prompt that follows may say it already.
  if (prompt.find(how_) == std::string::npos) {
    show({Block{Block::Kind::paragraph, how_}});
  }
  explained_keys_ = false;
  show_keys();
  out_ << '\n';
}

void Prompt::explain_refusal(const Question& question, const std::string& key) {
  show({Block{Block::Kind::paragraph, question.why},
        Block{Block::Kind::paragraph,
              "If you still prefer not to say, type " + key + " again."}});
  if (!style_.accessible) out_ << '\n';
}

void Prompt::miss(const std::string& what) {
  ++misses_;
  // Hearing the same line again feels harsh; word the second one differently.
  show(
      {Block{Block::Kind::paragraph,
             misses_ == 1 ? what
             : misses_ == 2
                 ? "That did not match. " + what + " Type ? to hear why we ask."
                 : what + " Nothing fits? Type b to go back, or q to stop: "
                          "your answers are kept."}});
  if (!style_.accessible) out_ << '\n';
}

void Prompt::echo(const std::string& words) {
  // The beginning tells which option it was; a listener cannot look back.
  out_ << render_text(
      style_.accessible
          ? Document{{Block::Kind::bullets, "", {"You chose: " + words + "."}}}
          : Document{Block{Block::Kind::paragraph,
                           "-> " + words.substr(0, words.find(", such as"))}},
      style_);
}

}  // namespace backcoach::cli
