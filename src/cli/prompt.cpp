#include "prompt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <istream>
#include <ostream>
#include <set>

#include "../text/width.hpp"
#include "../text/wrap.hpp"
#include "time.hpp"

namespace backcoach::cli {
namespace {

std::string trimmed(std::string text) {
  const auto is_space = [](char c) {
    return c == ' ' || c == '\t' || c == '\r';
  };
  while (!text.empty() && is_space(text.back())) text.pop_back();
  std::size_t start = 0;
  while (start < text.size() && is_space(text[start])) ++start;
  return text.substr(start);
}

std::optional<std::size_t> number_up_to(const std::string& text,
                                        std::size_t most) {
  if (text.empty() || text.size() > 3) return std::nullopt;
  std::size_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::size_t>(c - '0');
  }
  if (value > most) return std::nullopt;
  return value;
}

std::string small(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// `line` without the unit it may name: "41 years", "6/10", "6 of 10".
std::string without_unit(std::string line, const Finding& finding) {
  line = small(std::move(line));
  const std::string most = fmt::format("{:g}", finding.max);
  std::vector<std::string> ends = {"/" + most, "/ " + most, "of " + most,
                                   "out of " + most};
  if (!finding.unit.empty()) {
    ends.push_back(finding.unit);
    if (finding.unit.ends_with('s')) {
      ends.push_back(finding.unit.substr(0, finding.unit.size() - 1));
    }
  }
  // The longest first: "of 10" ends "out of 10", too.
  std::sort(ends.begin(), ends.end(),
            [](const auto& a, const auto& b) { return a.size() > b.size(); });
  for (const std::string& end : ends) {
    if (line.size() <= end.size() || !line.ends_with(end)) continue;
    return trimmed(line.substr(0, line.size() - end.size()));
  }
  return line;
}

/// A number with an optional mark of doubt: "3" or "3?".
struct Pick {
  std::size_t item = 0;
  bool doubt = false;
};

/// Reads "1 3? 4"; empty when anything in it is not such a number.
std::optional<std::vector<Pick>> read_picks(std::string line,
                                            std::size_t most) {
  for (char& c : line) {
    if (c == ',' || c == ';') c = ' ';
  }
  const std::string whole = small(line);
  if (whole == "none" || whole == "no" || whole == "none of them" ||
      whole == "none of these") {
    return std::vector<Pick>{{0, false}};
  }
  std::vector<Pick> picks;
  std::size_t at = 0;
  while (at < line.size()) {
    if (line[at] == ' ') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(line.find(' ', at), line.size());
    std::string word = line.substr(at, end - at);
    at = end;
    const std::string link = small(word);
    if (!picks.empty() && (link == "and" || link == "&" || link == "+"))
      continue;
    const bool doubt = word.ends_with('?');
    if (doubt) word.pop_back();
    const auto item = number_up_to(word, most);
    if (!item || (*item == 0 && doubt)) return std::nullopt;
    picks.push_back({*item, doubt});
  }
  if (picks.empty()) return std::nullopt;
  const bool none = std::any_of(picks.begin(), picks.end(),
                                [](const Pick& p) { return p.item == 0; });
  // "0 2" contradicts itself; ask again rather than guess.
  if (none && picks.size() > 1) return std::nullopt;
  return picks;
}

/// Whether an option stands for "not sure" or "prefer not to say".
bool is_doubt(const KnowledgeBase& kb, const SparseAnswers& sets) {
  return std::any_of(sets.begin(), sets.end(), [&](const auto& set) {
    const std::string text = answer_text(kb.findings[set.first], set.second);
    return text == name(YesNo::not_sure) ||
           text == name(YesNo::prefer_not_to_say);
  });
}

/// Every finding of a list answered the same.
SparseAnswers all_as(const std::vector<const Item*>& items, YesNo answer) {
  SparseAnswers answers;
  for (const Item* item : items) answers.emplace_back(item->finding, answer);
  return answers;
}

}  // namespace

Prompt::Prompt(const KnowledgeBase& kb, std::istream& in, std::ostream& out,
               Style style, const Region* region)
    : kb_(kb), in_(in), out_(out), style_(style), region_(region) {}

std::optional<std::string> Prompt::read_line(const std::string& prompt) {
  const std::string margin = style_.accessible ? "" : "  ";
  const int room = style_.width - static_cast<int>(margin.size()) - 4;
  const std::vector<std::string> lines = text::wrap(
      text::safe(prompt), static_cast<std::size_t>(std::max(room, 16)));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out_ << (i > 0 ? "\n" : "") << margin << lines[i];
  }
  out_ << ' ' << std::flush;
  std::string line;
  if (!std::getline(in_, line)) {
    out_ << '\n' << std::flush;
    return std::nullopt;
  }
  constexpr std::size_t kLongest = 200;
  return trimmed(line.substr(0, kLongest));
}

std::optional<std::string> Prompt::answer_line(const Question& question,
                                               const std::string& prompt,
                                               Reply& way_out) {
  while (true) {
    const auto line = read_line(prompt);
    if (!line) {
      way_out.kind = Reply::Kind::end_of_input;
      return std::nullopt;
    }
    if (*line == "b" || *line == "B") {
      way_out.kind = Reply::Kind::back;
      return std::nullopt;
    }
    if (*line == "q" || *line == "Q") {
      way_out.kind = Reply::Kind::stop;
      return std::nullopt;
    }
    if (*line == "?") {
      explain(question);
      continue;
    }
    return line;
  }
}

std::vector<Prompt::Choice> Prompt::choices_of(const Question& question) const {
  std::vector<Choice> choices;
  if (question.kind == QuestionKind::choice) {
    for (const Option& option : question.options) {
      choices.push_back({option.text, option.sets});
    }
    return choices;
  }
  const FindingIndex finding = question.sets[0];
  choices.push_back({"Yes", {{finding, YesNo::yes}}});
  choices.push_back({"No", {{finding, YesNo::no}}});
  if (question.not_sure.offer) {
    choices.push_back({"Not sure", {{finding, YesNo::not_sure}}});
  }
  if (question.prefer_not_to_say.offer) {
    choices.push_back(
        {"Prefer not to say", {{finding, YesNo::prefer_not_to_say}}});
  }
  return choices;
}

std::optional<YesNo> Prompt::clarify(const Question& question,
                                     const std::string& text, Reply& way_out) {
  show({block(Block::Kind::paragraph, "To help you decide: " + text)});
  out_ << (style_.accessible ? "1. Yes\n2. No\n3. Still not sure\n"
                             : "\n    1   Yes\n    2   No\n    3   Still not "
                               "sure\n\n");
  while (true) {
    const auto line =
        answer_line(question, "Type 1 to 3, then Enter:", way_out);
    if (!line) return std::nullopt;
    if (*line == "1") return YesNo::yes;
    if (*line == "2") return YesNo::no;
    if (*line == "3") return YesNo::not_sure;
    miss("Type a number from 1 to 3.");
  }
}

Reply Prompt::ask_choice(const Question& question, const Answers& earlier) {
  std::vector<Choice> choices = choices_of(question);
  std::vector<std::string> texts;
  for (const Choice& choice : choices) {
    const bool chosen =
        !choice.sets.empty() &&
        std::all_of(choice.sets.begin(), choice.sets.end(), [&](auto& set) {
          return earlier[set.first] == set.second;
        });
    texts.push_back(choice.text + (chosen ? " (your earlier answer)" : ""));
  }
  show_question(question, texts);
  bool explained_refusal = false;
  bool clarified = false;
  Reply reply;
  while (true) {
    const auto line = answer_line(
        question, fmt::format("Type 1 to {}, then Enter:", choices.size()),
        reply);
    if (!line) return reply;
    const auto number = number_up_to(*line, choices.size());
    if (!number || *number == 0) {
      miss(fmt::format("Type a number from 1 to {}.", choices.size()));
      continue;
    }
    const Choice& choice = choices[*number - 1];
    reply.answers = choice.sets;
    echo(choice.text);
    const Answer first = choice.sets.empty() ? Answer{} : choice.sets[0].second;
    if (first == Answer(YesNo::prefer_not_to_say) && !explained_refusal) {
      explained_refusal = true;
      show({block(Block::Kind::paragraph, question.why),
            block(Block::Kind::paragraph,
                  fmt::format("If you still prefer not to say, type {} again.",
                              *number))});
      if (!style_.accessible) out_ << '\n';
      continue;
    }
    const bool doubt =
        first == Answer(YesNo::not_sure) || is_doubt(kb_, choice.sets);
    if (doubt && !question.clarify.empty() && !clarified &&
        question.kind == QuestionKind::choice) {
      // The choices stay the same; the hint may settle which one fits.
      clarified = true;
      show({block(Block::Kind::paragraph,
                  "To help you decide: " + question.clarify),
            block(Block::Kind::paragraph,
                  fmt::format("Choose again. If you are still not sure, type "
                              "{} again.",
                              *number))});
      if (!style_.accessible) out_ << '\n';
      continue;
    }
    if (doubt && !question.clarify.empty() &&
        question.kind == QuestionKind::yes_no) {
      const auto now = clarify(question, question.clarify, reply);
      if (!now) return reply;
      reply.answers = {{question.sets[0], *now}};
    }
    return reply;
  }
}

Reply Prompt::ask_list(const Question& question, const NextQuestion& next) {
  std::vector<const Item*> items;
  std::vector<std::string> texts;
  for (const Item& item : question.items) {
    if (std::find(next.findings.begin(), next.findings.end(), item.finding) ==
        next.findings.end()) {
      continue;
    }
    items.push_back(&item);
    texts.push_back(item.text);
  }
  show_question(question, texts);
  std::string how = items.size() == 1
                        ? "Type 1 if it fits, 0 if not, 1? if not sure"
                        : "Type all that fit (1 3), 0 for none, 2? if not sure";
  how += question.prefer_not_to_say.offer ? ", p to pass:" : ":";
  bool explained_refusal = false;
  Reply reply;
  while (true) {
    const auto line = answer_line(question, how, reply);
    if (!line) return reply;
    if (question.prefer_not_to_say.offer && (*line == "p" || *line == "P")) {
      if (!explained_refusal) {
        explained_refusal = true;
        show({block(Block::Kind::paragraph, question.why),
              block(Block::Kind::paragraph,
                    "If you still prefer not to say, type p again.")});
        continue;
      }
      echo("prefer not to say");
      reply.answers = all_as(items, YesNo::prefer_not_to_say);
      return reply;
    }
    const auto picks = read_picks(*line, items.size());
    if (!picks) {
      miss(fmt::format("Type numbers from 1 to {}, or 0 for none of them.",
                       items.size()));
      continue;
    }
    std::vector<YesNo> answers(items.size(), YesNo::no);
    for (const Pick& pick : *picks) {
      if (pick.item > 0) {
        answers[pick.item - 1] = pick.doubt ? YesNo::not_sure : YesNo::yes;
      }
    }
    std::string chosen;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (answers[i] == YesNo::no) continue;
      chosen += (chosen.empty() ? "" : "; ") + items[i]->text;
      if (answers[i] == YesNo::not_sure) chosen += ", not sure";
    }
    echo(chosen.empty() ? "none of these" : chosen);
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (answers[i] != YesNo::not_sure || items[i]->clarify.empty()) continue;
      const auto now = clarify(question, items[i]->clarify, reply);
      if (!now) return reply;
      answers[i] = *now;
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      reply.answers.emplace_back(items[i]->finding, answers[i]);
    }
    return reply;
  }
}

Reply Prompt::ask_number(const Question& question, const Answers& earlier) {
  const FindingIndex index = question.sets[0];
  const Finding& finding = kb_.findings[index];
  show_question(question, {});
  if (may_skip(question, earlier)) {
    show({block(Block::Kind::paragraph, "If you do not know, type s.")});
    if (!style_.accessible) out_ << '\n';
  }
  std::string how =
      question.accepts_duration
          ? "Type, for example, today, 3 days or 6 weeks:"
          : fmt::format("Type a number, {:g} to {:g} {}:", finding.min,
                        finding.max, finding.unit);
  if (earlier.answered(index)) {
    how = "(" + answer_words(finding, earlier[index]) + " before) " + how;
  }
  Reply reply;
  while (true) {
    const auto line = answer_line(question, how, reply);
    if (!line) return reply;
    if (*line == "s" && may_skip(question, earlier)) {
      echo("not known");
      reply.declined = true;
      return reply;
    }
    std::optional<double> value;
    if (question.accepts_duration) {
      value = parse_days(*line, today_);
    } else if (const auto number =
                   number_up_to(without_unit(*line, finding), 999)) {
      value = static_cast<double>(*number);
    }
    if (value && *value >= finding.min && *value <= finding.max) {
      reply.answers = {{index, *value}};
      echo(answer_words(finding, *value));
      return reply;
    }
    miss(question.accepts_duration
             ? "Type a time, such as 5 days, 2 weeks or 3 months."
             : fmt::format("Type a whole number from {:g} to {:g}.",
                           finding.min, finding.max));
  }
}

Reply Prompt::ask_many(const Question& question) {
  std::vector<std::string> texts;
  for (const Option& option : question.options) texts.push_back(option.text);
  show_question(question, texts);
  Reply reply;
  while (true) {
    const auto line =
        answer_line(question, "Type all that fit (1 3), or 0 for none:", reply);
    if (!line) return reply;
    const auto picks = read_picks(*line, texts.size());
    if (!picks) {
      miss(fmt::format("Type numbers from 1 to {}, or 0 for none of them.",
                       texts.size()));
      continue;
    }
    Choices chosen;
    for (const Pick& pick : *picks) {
      if (pick.item == 0) continue;
      const Answer& set = question.options[pick.item - 1].sets[0].second;
      chosen.bits |= std::get<Choices>(set).bits;
    }
    reply.answers = {{question.sets[0], chosen}};
    echo(answer_words(kb_.findings[question.sets[0]], chosen));
    return reply;
  }
}

Reply Prompt::ask(const NextQuestion& next, const Answers& earlier) {
  return ask(kb_.questions[next.question], next, earlier);
}

Reply Prompt::ask(const Question& question, const NextQuestion& next,
                  const Answers& earlier) {
  misses_ = 0;
  switch (question.kind) {
    case QuestionKind::yes_no:
    case QuestionKind::choice:
      return ask_choice(question, earlier);
    case QuestionKind::list:
      return ask_list(question, next);
    case QuestionKind::number:
      return ask_number(question, earlier);
    case QuestionKind::many:
      return ask_many(question);
  }
  return {};
}

}  // namespace backcoach::cli
