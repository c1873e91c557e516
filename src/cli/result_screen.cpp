#include "result_screen.hpp"

#include <algorithm>
#include <istream>
#include <iterator>
#include <ostream>

#include "../term/typed.hpp"

namespace backcoach::cli {
namespace {

constexpr const char* kSavedAs = "backcoach-result.txt";

void append(Document& page, Document part) {
  std::move(part.begin(), part.end(), std::back_inserter(page));
}

}  // namespace

std::string next_command(const Decision& decision) {
  return decision.plan_permission() ? "backcoach session" : "";
}

ResultScreen::ResultScreen(Context& context, const KnowledgeBase& kb,
                           Answers answers, Decision decision, Document day,
                           Document page)
    : context_(context),
      kb_(kb),
      answers_(std::move(answers)),
      decision_(std::move(decision)),
      day_(std::move(day)),
      page_(std::move(page)) {}

Document ResultScreen::card(std::size_t steps) const {
  const Setting setting = context_.setting(kb_);
  Document page = compose_card(kb_, answers_, decision_, setting, steps);
  if (context_.settings().helper) {
    page.insert(page.begin(), Block{Block::Kind::paragraph,
                                    std::string(kb_.notice("helper_result"))});
  }
  Document closing =
      compose_closing(kb_, decision_, setting, next_command(decision_));
  // The headline is on this screen already.
  closing.pop_back();
  append(page, std::move(closing));
  return page;
}

std::string ResultScreen::keys() const {
  return std::string(day_.empty() ? "" : "Enter today's plan; ") +
         "w what to look out for; " +
         (decision_.urgency > Urgency::self_care ? "y why, and what to say; "
                                                 : "y why; ") +
         "p save to print; q close:";
}

void ResultScreen::show() const {
  constexpr std::size_t kMostSteps = 4;
  const std::string hope =
      decision_.row ? kb_.rows[*decision_.row].hope : std::string();
  std::string text;
  const auto fits = [&](std::size_t steps, bool hopes) {
    Document page = card(steps);
    if (!hopes) {
      std::erase_if(page, [&](const Block& one) { return one.text == hope; });
    }
    text = render_text(page, context_.style());
    // On a narrow screen the keys take more lines.
    const std::string below =
        render_text({Block{Block::Kind::paragraph, keys()}}, context_.style());
    return std::count(text.begin(), text.end(), '\n') +
               std::count(below.begin(), below.end(), '\n') <=
           kLines + 2;
  };
  for (const bool hopes : {true, false}) {
    for (std::size_t steps = kMostSteps; steps > 0; --steps) {
      if (fits(steps, hopes)) {
        context_.io().out << text << std::flush;
        return;
      }
    }
  }
  context_.io().out << text << std::flush;
}

void ResultScreen::save(Prompt& prompt) {
  Style style = context_.style();
  style.color = false;
  const auto issues =
      context_.files().write(kSavedAs, render_text(page_, style));
  if (!issues.empty()) {
    context_.report(issues, ExitCode::done);
    return;
  }
  prompt.show({Block{Block::Kind::paragraph,
                     std::string("Saved in this folder as ") + kSavedAs}});
}

void ResultScreen::answer_keys(const std::function<Document()>& day) {
  Prompt prompt(kb_, context_.io().in, context_.io().out, context_.style(),
                context_.region(kb_));
  const bool has_plan = !day_.empty();
  const std::string keys = this->keys();
  while (true) {
    const auto line = prompt.read_line(keys);
    if (!line || way_out(*line) == WayOut::stop) return;
    if (line->empty()) {
      if (has_plan) {
        Document page = day();
        // The last lines say once what a plan by itself says at its end.
        const std::string always =
            fill(kb_, context_.region(kb_), kb_.notice("emergency_always"));
        std::erase_if(page, [&](const Block& block) {
          return block.text == always ||
                 block.text == kb_.notice("not_a_diagnosis");
        });
        append(page, compose_closing(kb_, decision_, context_.setting(kb_),
                                     next_command(decision_)));
        prompt.show(page);
      }
      return;
    }
    const Setting setting = context_.setting(kb_);
    if (*line == "w" || *line == "W") {
      prompt.show(compose_watch_for(kb_, answers_, decision_, setting));
    } else if (*line == "y" || *line == "Y" || way_out(*line) == WayOut::why) {
      prompt.show(compose_why(kb_, answers_, decision_));
    } else if (*line == "p" || *line == "P") {
      save(prompt);
    } else {
      prompt.show({Block{Block::Kind::paragraph,
                         "Type one of the letters before the words, or q."}});
    }
  }
}

}  // namespace backcoach::cli
