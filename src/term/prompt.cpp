#include "prompt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <istream>
#include <ostream>
#include <set>

#include "../base/width.hpp"
#include "../base/wrap.hpp"
#include "typed.hpp"

namespace backcoach::cli {
namespace {

std::string trimmed(std::string text) {
  // Keys that leave a control character, such as Ctrl-L, are no answer.
  const auto is_space = [](char c) {
    return static_cast<unsigned char>(c) <= ' ';
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

/// A number with an optional mark of doubt: "3" or "3?".
struct Pick {
  std::size_t item = 0;
  bool doubt = false;
};

/// Reads "1 3? 4"; empty when anything in it is not such a number.
std::optional<std::vector<Pick>> read_picks(std::string line,
                                            std::size_t most) {
  if (means_none(line)) return std::vector<Pick>{Pick{}};
  for (char& c : line) {
    if (c == ',' || c == ';' || c == '+' || c == '&') c = ' ';
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
    if (word == "and") continue;
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

/// One of Yes, No and Not sure, by its number or in words.
std::optional<YesNo> read_yes_no(std::string_view line) {
  static const std::array<std::string, 3> kOptions = {"Yes", "No", "Not sure"};
  if (const auto answer = yes_or_no(line)) {
    return *answer ? YesNo::yes : YesNo::no;
  }
  // The mark of doubt that lists take.
  if (line == "1?") return YesNo::not_sure;
  const auto meant = options_meant(line, kOptions);
  if (meant.size() != 1) return std::nullopt;
  constexpr std::array kAnswers = {YesNo::yes, YesNo::no, YesNo::not_sure};
  return kAnswers[meant.front()];
}

/// "2, 3 or 4"
std::string places(const std::vector<std::size_t>& meant) {
  std::string text;
  for (std::size_t i = 0; i < meant.size(); ++i) {
    if (i > 0) text += i + 1 == meant.size() ? " or " : ", ";
    text += std::to_string(meant[i] + 1);
  }
  return text;
}

/// Whether an option stands for "not sure". A refusal is an answer of its own:
/// who would rather not say is not asked in other words.
bool is_doubt(const KnowledgeBase& kb, const SparseAnswers& sets) {
  return std::any_of(sets.begin(), sets.end(), [&](const auto& set) {
    return answer_text(kb.findings[set.first], set.second) ==
           name(YesNo::not_sure);
  });
}

std::string keeping(std::string how, bool answered_before) {
  if (answered_before) how = "Enter keeps your earlier answer. " + how;
  return how;
}

std::string number_in_full(std::size_t count) {
  return fmt::format("Type 1 to {}, then Enter:", count);
}

std::string number_in_short(std::size_t count) {
  return fmt::format("1 to {}:", count);
}

/// A number as a person would say it.
std::string amount_words(const Question& question, const Finding& finding,
                         const Answer& answer) {
  if (question.accepts_duration) return days_words(std::get<double>(answer));
  return answer_words(finding, answer);
}

/// "Today? Enter for yes, …"
std::string asked_back(std::string amount) {
  amount.front() = static_cast<char>(
      std::toupper(static_cast<unsigned char>(amount.front())));
  return amount + "? Enter for yes, or type it again:";
}

/// What is said when a line is none of `count` options.
std::string how_to_choose(const std::string& line,
                          const std::vector<std::size_t>& meant,
                          std::size_t count) {
  if (!meant.empty()) {
    return fmt::format("That may be {}. Type its number.", places(meant));
  }
  const auto picks = read_picks(line, count);
  if (picks && picks->size() > 1) {
    return "Only one can be taken here: type the number that fits best.";
  }
  return fmt::format("Type a number from 1 to {}.", count);
}

/// What is said when a line is no choice from a list.
std::string how_to_pick(const std::string& line, std::size_t most) {
  constexpr std::size_t kTwoDigits = 2;
  const bool run_together =
      line.size() == kTwoDigits &&
      line.find_first_not_of("123456789") == std::string::npos;
  if (run_together) {
    return fmt::format("If you mean {} and {}, leave a space: {} {}", line[0],
                       line[1], line[0], line[1]);
  }
  return fmt::format("{}Type numbers from 1 to {}, or 0 for none of them.",
                     yes_or_no(line) == true ? "Which? " : "", most);
}

constexpr const char* kEarlier = " (your earlier answer)";

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
  const auto wrapped = [&](int spare) {
    const int room = style_.width - static_cast<int>(margin.size()) - spare;
    return text::wrap(text::safe(prompt),
                      static_cast<std::size_t>(std::max(room, 16)));
  };
  // Behind the last line there is room for "10 weeks".
  constexpr int kSpare = 4;
  constexpr int kAnswer = 10;
  std::vector<std::string> lines = wrapped(kSpare);
  const int left = style_.width - static_cast<int>(margin.size()) -
                   static_cast<int>(lines.empty() ? 0 : lines.back().size());
  if (left < kAnswer) lines = wrapped(kAnswer);
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
    switch (backcoach::cli::way_out(*line)) {
      case WayOut::back:
        way_out.kind = Reply::Kind::back;
        return std::nullopt;
      case WayOut::stop:
        way_out.kind = Reply::Kind::stop;
        return std::nullopt;
      case WayOut::why:
        explain(question, prompt);
        continue;
      case WayOut::none:
        if (!means_skip(*line)) return line;
        // "s" and a doubt are about this question, "skip" about all of them.
        if (object_.may_skip && (!may_skip_all_ || *line == "s" ||
                                 *line == "S" || means_not_sure(*line))) {
          echo("not known");
          way_out.answers.clear();
          way_out.declined = true;
          return std::nullopt;
        }
        if (!may_skip_all_ || means_not_sure(*line)) return line;
        way_out.kind = Reply::Kind::stop;
        way_out.skips_rest = true;
        return std::nullopt;
    }
  }
}

std::vector<Prompt::Choice> Prompt::choices_of(const Question& question) const {
  std::vector<Choice> choices;
  if (question.kind == QuestionKind::choice) {
    for (const Option& option : question.options) {
      choices.push_back({option.text, option.sets, option.reply});
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
  show({Block{Block::Kind::paragraph, "To help you decide: " + text}});
  out_ << (style_.accessible ? "1. Yes\n2. No\n3. Still not sure\n"
                             : "\n    1   Yes\n    2   No\n    3   Still not "
                               "sure\n\n");
  while (true) {
    const auto line =
        answer_line(question, "Type 1 to 3, then Enter:", way_out);
    if (!line) return std::nullopt;
    const auto meant = read_yes_no(*line);
    if (meant) return meant;
    miss("Type a number from 1 to 3.");
  }
}

Reply Prompt::ask_choice(const Question& question, const Answers& earlier) {
  std::vector<Choice> choices = choices_of(question);
  std::vector<std::string> texts;
  std::vector<std::string> shown;
  std::optional<std::size_t> before;
  for (const Choice& choice : choices) {
    const bool chosen =
        !choice.sets.empty() &&
        std::all_of(choice.sets.begin(), choice.sets.end(), [&](auto& set) {
          return earlier[set.first] == set.second;
        });
    if (chosen) before = texts.size();
    texts.push_back(choice.text);
    shown.push_back(choice.text + (chosen ? kEarlier : ""));
  }
  show_question(question, shown);
  const std::string how =
      keeping(how_to(QuestionKind::choice, number_in_full(choices.size()),
                     number_in_short(choices.size())),
              before.has_value());
  bool explained_refusal = false;
  bool clarified = false;
  Reply reply;
  while (true) {
    const auto line = answer_line(question, how, reply);
    if (!line) return reply;
    std::vector<std::size_t> meant = options_meant(*line, texts);
    // 0 means "none" at lists, and so "no" here.
    if (*line == "0" && question.kind == QuestionKind::yes_no) meant = {1};
    if (line->empty() && before) meant = {*before};
    if (meant.size() != 1) {
      miss(how_to_choose(*line, meant, choices.size()));
      continue;
    }
    const std::size_t number = meant.front() + 1;
    const Choice& choice = choices[meant.front()];
    reply.answers = choice.sets;
    echo(choice.text);
    const Answer first = choice.sets.empty() ? Answer{} : choice.sets[0].second;
    if (first == Answer(YesNo::prefer_not_to_say) && !explained_refusal) {
      explained_refusal = true;
      explain_refusal(question, std::to_string(number));
      continue;
    }
    const bool doubt =
        first == Answer(YesNo::not_sure) || is_doubt(kb_, choice.sets);
    if (doubt && !question.clarify.empty() && !clarified &&
        question.kind == QuestionKind::choice) {
      // The choices stay the same; the hint may settle which one fits.
      clarified = true;
      show({Block{Block::Kind::paragraph,
                  "To help you decide: " + question.clarify},
            Block{Block::Kind::paragraph,
                  fmt::format("Choose again. If you are still not sure, type "
                              "{} again.",
                              number)}});
      if (!style_.accessible) out_ << '\n';
      continue;
    }
    if (doubt && !question.clarify.empty() &&
        question.kind == QuestionKind::yes_no) {
      const auto now = clarify(question, question.clarify, reply);
      if (!now) return reply;
      reply.answers = {{question.sets[0], *now}};
    }
    if (!choice.reply.empty()) {
      show({Block{Block::Kind::paragraph, choice.reply}});
    }
    return reply;
  }
}

Reply Prompt::ask_one_item(const Question& question, const Item& item,
                           const Answers& earlier) {
  std::vector<std::string> texts = {"Yes", "No", "Not sure"};
  if (question.prefer_not_to_say.offer) texts.push_back("Prefer not to say");
  std::vector<std::string> shown = texts;
  const auto* before = std::get_if<YesNo>(&earlier[item.finding]);
  if (before) {
    const std::size_t place = *before == YesNo::yes        ? 0
                              : *before == YesNo::no       ? 1
                              : *before == YesNo::not_sure ? 2
                                                           : 3;
    if (place < shown.size()) shown[place] += kEarlier;
  }
  show_question(question, shown, item.text);
  const std::string how =
      keeping(how_to(QuestionKind::choice, number_in_full(texts.size()),
                     number_in_short(texts.size())),
              before != nullptr);
  bool explained_refusal = false;
  Reply reply;
  while (true) {
    const auto line = answer_line(question, how, reply);
    if (!line) return reply;
    std::optional<YesNo> answer = read_yes_no(*line);
    if (line->empty() && before) answer = *before;
    if (question.prefer_not_to_say.offer &&
        (*line == "4" || *line == "p" || *line == "P")) {
      if (!explained_refusal) {
        explained_refusal = true;
        explain_refusal(question, *line);
        continue;
      }
      answer = YesNo::prefer_not_to_say;
    }
    if (!answer) {
      miss(fmt::format("Type a number from 1 to {}.", texts.size()));
      continue;
    }
    if (*answer == YesNo::not_sure && !item.clarify.empty()) {
      answer = clarify(question, item.clarify, reply);
      if (!answer) return reply;
    }
    echo(*answer == YesNo::yes        ? texts[0]
         : *answer == YesNo::no       ? texts[1]
         : *answer == YesNo::not_sure ? texts[2]
                                      : texts[3]);
    reply.answers = {{item.finding, *answer}};
    return reply;
  }
}

Reply Prompt::ask_list(const Question& question, const Answers& earlier) {
  std::vector<const Item*> items;
  std::vector<std::string> texts;
  bool any_before = false;
  for (const Item& item : question.items) {
    const auto& asked = object_.findings;
    if (std::find(asked.begin(), asked.end(), item.finding) == asked.end()) {
      continue;
    }
    items.push_back(&item);
    texts.push_back(item.text);
    const auto* before = std::get_if<YesNo>(&earlier[item.finding]);
    if (!before) continue;
    any_before = true;
    if (*before == YesNo::yes) texts.back() += kEarlier;
    if (*before == YesNo::not_sure) texts.back() += " (you were not sure)";
  }
  if (items.size() == 1) return ask_one_item(question, *items[0], earlier);
  show_question(question, texts);
  const bool private_too = question.prefer_not_to_say.offer;
  const std::string how = keeping(
      how_to(QuestionKind::list,
             std::string("None? Type 0. Otherwise the numbers, such as 1 3. "
                         "Not sure of 2? Type 2?") +
                 (private_too ? " Rather not say? Type p." : ""),
             private_too ? "0 = none, or numbers, or p:"
                         : "0 = none, or numbers:"),
      any_before);
  bool explained_refusal = false;
  Reply reply;
  while (true) {
    const auto line = answer_line(question, how, reply);
    if (!line) return reply;
    if (question.prefer_not_to_say.offer && (*line == "p" || *line == "P")) {
      if (!explained_refusal) {
        explained_refusal = true;
        explain_refusal(question, "p");
        continue;
      }
      echo("prefer not to say");
      reply.answers = all_as(items, YesNo::prefer_not_to_say);
      return reply;
    }
    std::vector<YesNo> answers(items.size(), YesNo::no);
    const auto picks = read_picks(*line, items.size());
    if (line->empty() && any_before) {
      for (std::size_t i = 0; i < items.size(); ++i) {
        const auto* before = std::get_if<YesNo>(&earlier[items[i]->finding]);
        if (before) answers[i] = *before;
      }
    } else if (!picks) {
      miss(how_to_pick(*line, items.size()));
      continue;
    }
    for (const Pick& pick : picks.value_or(std::vector<Pick>{})) {
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
    echo(chosen.empty() ? "none" : chosen);
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
  how_ = object_.may_skip ? "Don't know? Type s." : "";
  if (object_.may_skip) {
    show({Block{Block::Kind::paragraph, how_}});
    if (!style_.accessible) out_ << '\n';
  }
  const bool answered = earlier.answered(index);
  std::string how = question.accepts_duration
                        ? "Such as today, 3 days or 6 weeks:"
                    : finding.unit == "points"
                        ? fmt::format("{:g} to {:g}:", finding.min, finding.max)
                        : "In " + finding.unit + ":";
  if (answered) {
    how = "You said " + amount_words(question, finding, earlier[index]) +
          ". Enter keeps it. " + how;
  }
  std::optional<double> guessed;
  Reply reply;
  while (true) {
    const auto line = answer_line(
        question,
        guessed ? asked_back(amount_words(question, finding, *guessed)) : how,
        reply);
    if (!line) return reply;
    std::optional<double> value;
    // "None" may mean 0 minutes, or that it is not known: it is asked back.
    const bool none = finding.min == 0 && !question.accepts_duration &&
                      *line != "0" && means_none(*line);
    if (none && guessed != 0.0) {
      guessed = 0;
      continue;
    }
    if (line->empty() || none || (guessed && yes_or_no(*line) == true)) {
      value = guessed;
      if (!value && answered) value = std::get<double>(earlier[index]);
    } else if (question.accepts_duration) {
      const auto ago = days_ago(*line, today_);
      if (ago && ago->is_guess && guessed != ago->days &&
          ago->days <= finding.max) {
        guessed = ago->days;
        continue;
      }
      if (ago) value = ago->days;
    } else {
      value = amount_in(*line, finding.unit);
    }
    guessed.reset();
    if (value && *value >= finding.min && *value <= finding.max) {
      reply.answers = {{index, *value}};
      echo(amount_words(question, finding, *value));
      return reply;
    }
    miss(question.accepts_duration
             ? "Type a time, such as 5 days, 2 weeks or 3 months."
             : fmt::format("{}Type a whole number from {:g} to {:g}.",
                           means_not_sure(*line) ? "A guess will do. " : "",
                           finding.min, finding.max));
  }
}

Reply Prompt::ask_many(const Question& question, const Answers& earlier) {
  const auto* before = std::get_if<Choices>(&earlier[question.sets[0]]);
  std::vector<std::string> texts;
  for (const Option& option : question.options) {
    const auto bits = std::get<Choices>(option.sets[0].second).bits;
    const bool chosen = before && (before->bits & bits) == bits;
    texts.push_back(option.text + (chosen ? kEarlier : ""));
  }
  show_question(question, texts);
  const std::string how =
      keeping(how_to(QuestionKind::list,
                     "None? Type 0. Otherwise the numbers, such as 1 3:",
                     "0 = none, or numbers:"),
              before != nullptr);
  Reply reply;
  while (true) {
    const auto line = answer_line(question, how, reply);
    if (!line) return reply;
    const auto picks = read_picks(*line, texts.size());
    Choices chosen;
    if (line->empty() && before) {
      chosen = *before;
    } else if (!picks) {
      miss(how_to_pick(*line, texts.size()));
      continue;
    }
    for (const Pick& pick : picks.value_or(std::vector<Pick>{})) {
      if (pick.item == 0) continue;
      const Answer& set = question.options[pick.item - 1].sets[0].second;
      chosen.bits |= std::get<Choices>(set).bits;
    }
    reply.answers = {{question.sets[0], chosen}};
    echo(answer_words(kb_.findings[question.sets[0]], chosen));
    return reply;
  }
}

std::string Prompt::how_to(QuestionKind kind, const std::string& in_full,
                           const std::string& in_short) {
  how_ = in_full;
  return explained_.insert(kind).second ? in_full : in_short;
}

Reply Prompt::ask(const NextQuestion& next, const Answers& earlier) {
  return ask(object_of(kb_, earlier, next), earlier);
}

Reply Prompt::ask(const Question& question, const NextQuestion& next,
                  const Answers& earlier) {
  QuestionObject object;
  object.question = &question;
  object.findings = next.findings;
  object.may_skip = question.may_skip;
  return ask(object, earlier);
}

Reply Prompt::ask(const QuestionObject& object, const Answers& earlier) {
  misses_ = 0;
  object_ = object;
  const Question& question = *object.question;
  switch (question.kind) {
    case QuestionKind::yes_no:
    case QuestionKind::choice:
      return ask_choice(question, earlier);
    case QuestionKind::list:
      return ask_list(question, earlier);
    case QuestionKind::number:
      return ask_number(question, earlier);
    case QuestionKind::many:
      return ask_many(question, earlier);
  }
  return {};
}

}  // namespace backcoach::cli
