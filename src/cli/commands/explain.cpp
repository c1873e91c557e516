#include <algorithm>
#include <array>

#include "../../base/edit_distance.hpp"
#include "../../kb/diary_answers.hpp"
#include "../../show/render_reference.hpp"
#include "../answers_input.hpp"
#include "../context.hpp"
#include "../find_name.hpp"
#include "../standing.hpp"
#include "all.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kFlags = {
    Flag{"answers", 'a', "FILE|-", "Explain the decision for these answers"},
    Flag{"set", 0, "ID=VALUE", "One answer, for scripts: the shell keeps it",
         true},
    Flag{"private", 0, {}, "Name what rests on private answers"},
    Flag{"sources", 0, {}, "Also where each statement comes from"},
    Flag{"what-if", 0, "ID=VALUE", "What this answer would change", true},
};

Block heading(std::string text) {
  return {Block::Kind::heading, std::move(text)};
}
Block bullets(std::vector<std::string> items) {
  return {Block::Kind::bullets, {}, std::move(items)};
}
Block paragraph(std::string text) {
  return {Block::Kind::paragraph, std::move(text)};
}

ExitCode print(Context& context, const Document& page) {
  return context.write_page(page, ExitCode::done);
}

/// What was decided, in a line.
std::string outcome_words(const KnowledgeBase& kb, const Region* region,
                          const Decision& decision) {
  const std::string level =
      fill(kb, region, kb.level(decision.urgency).headline);
  if (decision.status == Status::needs_answers) {
    return decision.urgency == Urgency::self_care
               ? "Not decided yet"
               : "Not decided yet. At least: " + level;
  }
  const bool refers = decision.urgency >= Urgency::soon || !decision.stage;
  return refers ? level : fill(kb, region, kb.stage(*decision.stage).headline);
}

/// Without the reasons that rest on private answers.
Decision shown_of(const KnowledgeBase& kb, const Answers& answers,
                  Decision decision, bool names_private) {
  if (names_private) return decision;
  std::erase_if(decision.because, [&](const Reason& reason) {
    return is_private(kb, reason, answers);
  });
  return decision;
}

/// What a decision rests on, as the person said it.
std::vector<std::string> said_of(const KnowledgeBase& kb,
                                 const Answers& answers,
                                 const Decision& decision) {
  std::vector<std::string> said;
  const auto add = [&](FindingIndex finding) {
    std::string words = answer_said(kb, finding, answers[finding]);
    if (words.empty() ||
        std::find(said.begin(), said.end(), words) != said.end()) {
      return;
    }
    said.push_back(std::move(words));
  };
  for (const Reason& reason : decision.because) {
    for (const FindingIndex finding : reason.answers) add(finding);
  }
  if (decision.row) {
    for (const FindingIndex finding : row_answers(kb, answers, *decision.row)) {
      add(finding);
    }
  }
  return said;
}

std::string sentence(const std::vector<std::string>& parts, std::size_t most) {
  std::string words;
  for (std::size_t i = 0; i < parts.size() && i < most; ++i) {
    words += (i > 0 ? "; " : "") + parts[i];
  }
  if (parts.size() > most) {
    words += "; and " + std::to_string(parts.size() - most) + " more";
  }
  return words + ".";
}

/// What would change it, the most urgent first: one line for each level.
void add_changes(const KnowledgeBase& kb, const Region* region,
                 const Answers& answers, Document& page) {
  constexpr std::size_t kMost = 3;
  std::vector<std::string> lines;
  std::vector<std::string> parts;
  std::optional<Urgency> level;
  const auto flush = [&] {
    if (!level || parts.empty()) return;
    lines.push_back(fill(kb, region, kb.level(*level).headline) +
                    " If: " + sentence(parts, kMost));
    parts.clear();
  };
  for (const Change& change : what_would_change(kb, answers)) {
    if (!change.referral) continue;
    std::string words = answer_said(kb, change.finding, change.answer);
    if (words.empty()) continue;
    if (level != change.urgency) flush();
    level = change.urgency;
    if (std::find(parts.begin(), parts.end(), words) == parts.end()) {
      parts.push_back(std::move(words));
    }
  }
  flush();
  if (lines.empty()) return;
  page.push_back(heading("What would change it"));
  page.push_back(bullets(std::move(lines)));
}

void add_sources(const KnowledgeBase& kb, const Decision& decision,
                 Document& page) {
  std::vector<std::string> lines;
  const auto add = [&](const std::vector<Provenance>& provenance) {
    for (std::string& line : source_lines(kb, provenance)) {
      if (std::find(lines.begin(), lines.end(), line) == lines.end()) {
        lines.push_back(std::move(line));
      }
    }
  };
  for (const Reason& reason : decision.because) {
    add(kb.rules[reason.rule].provenance);
  }
  if (decision.row) add(kb.rows[*decision.row].provenance);
  if (lines.empty()) return;
  page.push_back(heading("Where this comes from"));
  page.push_back(bullets(std::move(lines)));
}

/// How a decision is explained.
struct Telling {
  bool can_decide_again = true;  ///< so that changes can be worked out
  bool names_private = false;
  bool sources = false;
};

/// What was said, what that means, and what would change it.
Document explain_decision(const Context& context, const KnowledgeBase& kb,
                          const Answers& answers, const Decision& decision,
                          const Telling& telling) {
  const Region* region = context.region(kb);
  const Decision shown = shown_of(kb, answers, decision, telling.names_private);
  Document page = {{Block::Kind::title, outcome_words(kb, region, decision)}};
  constexpr std::size_t kSaid = 6;
  const auto said = said_of(kb, answers, shown);
  if (!said.empty()) {
    page.push_back(heading("You said"));
    page.push_back(paragraph(sentence(said, kSaid)));
  }
  if (!shown.because.empty() || shown.row) {
    const Document why = compose_why(kb, answers, shown);
    page.insert(page.end(), why.begin(), why.end());
  }
  if (shown.because.size() < decision.because.size()) {
    page.push_back(paragraph(std::string(kb.notice("stands_private"))));
  }
  if (decision.status == Status::needs_answers) {
    constexpr std::size_t kMost = 12;
    std::vector<std::string> missing;
    for (const FindingIndex finding : decision.missing) {
      if (missing.size() == kMost) break;
      missing.push_back(kb.findings[finding].means);
    }
    page.push_back(heading("Not answered yet, most dangerous first"));
    page.push_back(bullets(std::move(missing)));
  } else if (telling.can_decide_again) {
    add_changes(kb, region, answers, page);
  }
  if (telling.sources) {
    add_sources(kb, shown, page);
  } else {
    page.push_back(paragraph("Where this comes from: add --sources"));
  }
  page.push_back(
      {Block::Kind::notice, std::string(kb.notice("not_a_diagnosis"))});
  return page;
}

/// Why what stands, stands; it names no exercise and nothing private.
ExitCode explain_standing(Context& context, const KnowledgeBase& kb,
                          const Standing& standing, bool sources) {
  const Referral* told = standing.page();
  const TriageRecord& record =
      told ? *told->record : *standing.holds.front().record;
  if (context.settings().format == Format::json) {
    const std::string json = triage_json(
        kb, answers_from(kb, record.answers), decision_of(kb, standing),
        context.setting(kb),
        {.trace = true, .decision_id = record.decision_id, .seen = {}});
    return context.write(with_standing(kb, json, standing), ExitCode::done);
  }
  Document page = explain_decision(
      context, kb, answers_from(kb, record.answers), decision_of(kb, standing),
      {.can_decide_again = false, .sources = sources});
  const auto& rules = record.rules;
  if (std::any_of(rules.begin(), rules.end(), [](const FiredRule& fired) {
        return fired.rule == kPrivate;
      })) {
    page.insert(page.begin() + 1,
                paragraph(std::string(kb.notice("stands_private"))));
  }
  page.insert(
      page.begin() + 1,
      paragraph("You told us on " +
                told_at(told ? told->since : standing.holds.front().since) +
                "."));
  // However small the window is, whom to call is on it.
  if (standing.urgency() >= Urgency::same_day) {
    page.push_back({Block::Kind::title,
                    standing_headline(kb, standing, context.region(kb)),
                    {},
                    {},
                    true});
  }
  return context.write_page(page, ExitCode::done);
}

ExitCode what_if(const Arguments& arguments, Context& context,
                 const KnowledgeBase& kb, const Answers& answers) {
  Answers changed = answers;
  std::vector<Issue> issues;
  for (const std::string& assignment : arguments.values("what-if")) {
    for (Issue& issue : set_answer(kb, assignment, changed)) {
      issues.push_back(std::move(issue));
    }
  }
  if (has_error(issues)) return context.report(issues, ExitCode::bad_input);
  const Decision before = triage(kb, answers);
  const Decision after = triage(kb, changed);
  if (context.settings().format == Format::json) {
    return context.write(
        triage_json(kb, changed, after, context.setting(kb), {.trace = true}),
        ExitCode::done);
  }
  const Region* region = context.region(kb);
  Document page = explain_decision(context, kb, changed, after,
                                   {.names_private = arguments.has("private"),
                                    .sources = arguments.has("sources")});
  page.insert(page.begin() + 1,
              {heading("Before: " + outcome_words(kb, region, before)),
               heading("With it: " + outcome_words(kb, region, after))});
  return print(context, page);
}

ExitCode print_topic(const Arguments& arguments, Context& context,
                     Document page) {
  if (!arguments.has("sources")) page = without_sources(std::move(page));
  return print(context, page);
}

/// The question that sets a finding; null when nothing does.
const Question* question_that_sets(const KnowledgeBase& kb,
                                   FindingIndex finding) {
  for (const Question& question : kb.questions) {
    if (std::find(question.sets.begin(), question.sets.end(), finding) !=
        question.sets.end()) {
      return &question;
    }
  }
  return nullptr;
}

ExitCode explain_topic(const Arguments& arguments, Context& context,
                       const KnowledgeBase& kb, const std::string& topic) {
  const auto show = [&](Document page) {
    return print_topic(arguments, context, std::move(page));
  };
  std::string row_id = topic;
  if (row_id.starts_with("decision.")) row_id.erase(0, 9);
  for (const Rule& rule : kb.rules) {
    if (rule.id == topic || rule.code == topic) {
      return show(compose_rule(kb, rule));
    }
  }
  for (const Row& row : kb.rows) {
    if (row.id == row_id) return show(compose_row(kb, row));
  }
  if (const Question* question = kb.question(topic)) {
    return show(compose_question(kb, *question));
  }
  const LightRules& light = kb.checkin.light;
  for (const auto& [word, words] : {std::pair{"green", &light.green_text},
                                    std::pair{"amber", &light.amber_text},
                                    std::pair{"red", &light.red_text}}) {
    if (topic == word) return print(context, {paragraph(*words)});
  }
  if (const auto finding = kb.finding(topic)) {
    if (const Question* question = question_that_sets(kb, *finding)) {
      return show(compose_question(kb, *question));
    }
  }
  const auto meant = exercises_meant(kb, topic);
  const Notice* answer = answer_about(kb, topic);
  // Such an answer may say how to move.
  if (!meant.empty() || answer) {
    if (const auto code = refuse_exercises(context, kb)) return *code;
  }
  if (meant.size() == 1) {
    return show(compose_exercise(kb, *meant.front()));
  }
  if (answer) {
    Document page = {paragraph(answer->text)};
    if (arguments.has("sources")) {
      page.push_back(bullets(source_lines(kb, answer->provenance)));
    }
    page.push_back({Block::Kind::notice, fill(kb, context.region(kb),
                                              kb.notice("emergency_always"))});
    return print(context, page);
  }
  std::vector<std::string> names;
  for (const Rule& one : kb.rules) names.push_back(one.id);
  for (const Row& one : kb.rows) names.push_back(one.id);
  for (const Question& one : kb.questions) names.push_back(one.id);
  for (const Exercise& one : kb.exercises) names.push_back(one.id);
  std::string typed = topic;
  std::replace(typed.begin(), typed.end(), ' ', '_');
  const std::string near = text::nearest(typed, names);
  context.complain(
      "error: " + (meant.empty()
                       ? "nothing here is called \"" + topic + "\"" +
                             (near.empty() ? "; try: backcoach help explain"
                                           : "; did you mean \"" + near + "\"?")
                       : no_exercise(kb, topic, meant)));
  return ExitCode::usage;
}

ExitCode run(const Arguments& arguments, Context& context) {
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  const bool about_decision = arguments.words().empty() ||
                              arguments.words()[0] == "last" ||
                              arguments.words()[0] == "plan";
  if (!about_decision) {
    return explain_topic(arguments, context, *kb, arguments.words()[0]);
  }
  Answers answers(kb->findings.size());
  Decision decision;
  bool can_decide_again = true;
  SeenInput seen;
  std::string decision_id;
  if (arguments.has("answers") || arguments.has("set")) {
    Checked<AnswersFile> given = read_triage_input(arguments, context, *kb);
    if (!given.value) {
      return context.report(given.issues, input_failure(given.issues));
    }
    answers = std::move(given.value->answers);
    seen = std::move(given.value->seen);
    decision = triage(*kb, answers, seen);
  } else {
    Known all = known(context, *kb);
    const bool about_plan =
        !arguments.words().empty() && arguments.words()[0] == "plan";
    if (all.standing.unreadable || about_plan) {
      if (const auto code =
              refuse(context, *kb, all.standing, Refusal::to_result)) {
        return *code;
      }
    }
    if (!all.standing.referrals.empty() || !all.standing.holds.empty()) {
      return explain_standing(context, *kb, all.standing,
                              arguments.has("sources"));
    }
    if (!all.latest) {
      context.say("There is no decision yet. Start with: backcoach triage");
      return ExitCode::no_plan;
    }
    answers = std::move(all.latest->answers);
    decision = under(all.standing, all.latest->decision);
    can_decide_again = all.latest->can_decide_again;
    decision_id = all.latest->decision_id;
    seen = all.latest->seen;
  }
  if (arguments.has("what-if")) {
    if (!can_decide_again) {
      context.complain(
          "error: your most private answers are not kept, so this cannot be "
          "worked out from the last triage. Use --answers FILE with it.");
      return ExitCode::answers_missing;
    }
    return what_if(arguments, context, *kb, answers);
  }
  if (context.settings().format == Format::json) {
    return context.write(
        triage_json(*kb, answers, decision, context.setting(*kb),
                    {.trace = true,
                     .ask = false,
                     .decision_id = decision_id,
                     .seen = seen}),
        ExitCode::done);
  }
  return print(context,
               explain_decision(context, *kb, answers, decision,
                                {.can_decide_again = can_decide_again,
                                 .names_private = arguments.has("private"),
                                 .sources = arguments.has("sources")}));
}

}  // namespace

Command explain_command() {
  return {.name = "explain",
          .summary = "Why: the last decision, a rule, a question, an exercise",
          .words = "[TOPIC]",
          .most_words = 1,
          .example =
              "backcoach explain cat_camel\n"
              "  backcoach explain --answers today.json --what-if "
              "fever=yes",
          .flags = kFlags,
          .run = run,
          .formats = Formats::page};
}

}  // namespace backcoach::cli
