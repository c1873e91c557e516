#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "../kb/written.hpp"
#include "render_diary.hpp"
#include "render_letter.hpp"
#include "say.hpp"

namespace backcoach {
namespace {

/// "Label: one; two." as a paragraph; nothing where there is nothing.
void add_line(Document& page, std::string_view label,
              const std::vector<std::string>& words) {
  if (words.empty()) return;
  page.push_back(Block{Block::Kind::paragraph,
                       fmt::format("{}: {}.", label, fmt::join(words, "; "))});
}

/// The letter, part by part.
class Letter {
 public:
  Letter(const KnowledgeBase& kb, const LetterSource& source,
         const Setting& setting, LetterOptions options)
      : kb_(kb), source_(source), setting_(setting), options_(options) {}

  Document write() {
    page_.push_back(
        Block{Block::Kind::title, fmt::format("{}, {}", notice("letter_title"),
                                              iso_date(setting_.today))});
    page_.push_back(Block{Block::Kind::paragraph, notice("letter_intro")});
    situation();
    background();
    assessment();
    course();
    recommendation();
    return std::move(page_);
  }

 private:
  [[nodiscard]] std::string notice(std::string_view id) const {
    return fill(kb_, setting_.region, kb_.notice(id));
  }

  [[nodiscard]] bool shown(const Finding& finding) const {
    return !finding.history && (options_.with_private || !finding.sensitive);
  }

  [[nodiscard]] const Answer* answer(std::string_view id) const {
    const auto index = kb_.finding(id);
    if (!index || !shown(kb_.findings[*index])) return nullptr;
    const Answer& given = (*source_.answers)[*index];
    return std::holds_alternative<std::monostate>(given) ? nullptr : &given;
  }

  /// "age: 41 years", for what is no yes or no.
  void tell(std::vector<std::string>& out, std::string_view id) const {
    const Answer* given = answer(id);
    if (!given) return;
    const Finding& finding = kb_.findings[*kb_.finding(id)];
    out.push_back(
        fmt::format("{}: {}", finding.means, answer_words(finding, *given)));
  }

  void heading(std::string_view text) {
    page_.push_back(Block{Block::Kind::heading, std::string(text)});
  }

  void situation() {
    heading("Situation");
    page_.push_back(
        Block{Block::Kind::paragraph,
              fmt::format(
                  "{} on {} (urgency {}): \"{}\"", notice("letter_told"),
                  iso_date(source_.decided_on), name(source_.decision->urgency),
                  render::headline(kb_, *source_.decision, setting_.region))});
    std::vector<std::string> lines;
    for (const char* id : {"age", "sex", "onset_days", "main_site", "nprs_now",
                           "nprs_worst24", "walk_minutes"}) {
      tell(lines, id);
    }
    add_line(page_, "Told", lines);
  }

  /// What was answered yes, no and not sure; private answers apart.
  void background() {
    heading("Background");
    std::vector<std::string> yes;
    std::vector<std::string> no;
    std::vector<std::string> unsure;
    std::vector<std::string> open;
    for (std::size_t i = 0; i < kb_.findings.size(); ++i) {
      const Finding& finding = kb_.findings[i];
      if (!shown(finding)) continue;
      const Answer& given = (*source_.answers)[static_cast<FindingIndex>(i)];
      if (std::holds_alternative<std::monostate>(given)) {
        if (finding.core) open.push_back(finding.means);
        continue;
      }
      const auto* answered = std::get_if<YesNo>(&given);
      if (!answered) continue;
      if (*answered == YesNo::yes) {
        yes.push_back(finding.means);
      } else if (*answered == YesNo::no) {
        // The negatives that matter: the danger signs asked of everybody.
        if (finding.core) no.push_back(finding.means);
      } else {
        unsure.push_back(finding.means);
      }
    }
    add_line(page_, "Yes to", yes);
    add_line(page_, "No to these danger signs", no);
    add_line(page_, "Not sure, or not said", unsure);
    add_line(page_, "Danger signs not asked, or not kept", open);
    if (source_.private_reason ||
        (!options_.with_private && letter_hides(kb_, source_))) {
      page_.push_back(Block{Block::Kind::paragraph, notice("letter_private")});
    }
  }

  void assessment() {
    heading("Assessment by rule");
    std::vector<std::string> lines;
    const render::Doubts doubts(kb_, *source_.answers, *source_.decision);
    bool hidden = source_.private_reason;
    if (hidden) lines.emplace_back("A private answer");
    for (const Reason& reason : source_.decision->because) {
      if (!options_.with_private && is_private(kb_, reason)) {
        if (!hidden) lines.emplace_back("A private answer");
        hidden = true;
        continue;
      }
      lines.push_back(
          fmt::format("{} ({}, {}): {}", kb_.rules[reason.rule].title,
                      kb_.rules[reason.rule].code, name(reason.urgency),
                      render::because(kb_, reason, doubts)));
    }
    if (source_.decision->row) {
      lines.push_back(kb_.rows[*source_.decision->row].because);
    }
    page_.push_back({Block::Kind::bullets, {}, std::move(lines)});
    page_.push_back(
        Block{Block::Kind::paragraph,
              fmt::format("Rules: {} {}, {:.12}; clinical review: {}.",
                          kb_.manifest.name, kb_.manifest.version,
                          kb_.manifest.sha256, kb_.manifest.clinical_review)});
  }

  /// How it went, with what was tried.
  void course() {
    if (source_.diary.empty() || source_.trends.weeks.empty()) return;
    heading("Course and what was tried");
    page_.back().figure = kLetterPlot;
    Document trends = compose_trends(source_.trends);
    Block weeks;
    for (Block& one : trends) {
      if (one.kind == Block::Kind::paragraph) page_.push_back(one);
      if (one.kind == Block::Kind::table && weeks.rows.empty()) {
        weeks = std::move(one);
      }
    }
    constexpr std::size_t kMostWeeks = 5;  // with the row of names: one page
    if (weeks.rows.size() > kMostWeeks) {
      weeks.rows.erase(weeks.rows.begin() + 1,
                       weeks.rows.end() - (kMostWeeks - 1));
    }
    page_.push_back(std::move(weeks));
    tried();
  }

  void tried() {
    int sessions = 0;
    std::map<std::string, int> times;
    for (const DiaryEntry& entry : source_.diary) {
      const auto* session = std::get_if<SessionRecord>(&entry.what);
      if (!session) continue;
      ++sessions;
      for (const SessionExercise& one : session->exercises) {
        if (one.done_sets > 0 || one.done_seconds > 0 || one.done_reps > 0) {
          ++times[one.exercise];
        }
      }
    }
    if (sessions == 0) return;
    std::vector<std::string> lines = {
        fmt::format("{} guided session{}", sessions, sessions == 1 ? "" : "s")};
    // Who may have no plan is shown no exercise, in a letter neither.
    if (source_.decision->plan_allowed) {
      for (const auto& [id, count] : times) {
        const Exercise* card = kb_.exercise(id);
        lines.push_back(
            fmt::format("{} {} times", card ? card->name : id, count));
      }
    }
    add_line(page_, "Tried", lines);
  }

  void recommendation() {
    heading("Question to you");
    page_.push_back(Block{
        Block::Kind::paragraph,
        notice(source_.decision->plan_allowed ? "letter_question_plan"
                                              : "letter_question_referral")});
    page_.push_back(Block{Block::Kind::notice, notice("not_a_diagnosis")});
  }

  const KnowledgeBase& kb_;
  const LetterSource& source_;
  const Setting& setting_;
  LetterOptions options_;
  Document page_;
};

}  // namespace

bool is_private(const KnowledgeBase& kb, const Reason& reason) {
  std::vector<bool> found(kb.findings.size());
  findings_in(kb, kb.rules[reason.rule].outcomes[reason.outcome].when, found);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i] && kb.findings[i].sensitive) return true;
  }
  return false;
}

bool letter_hides(const KnowledgeBase& kb, const LetterSource& source) {
  const auto& because = source.decision->because;
  if (std::any_of(because.begin(), because.end(), [&](const Reason& reason) {
        return is_private(kb, reason);
      })) {
    return true;
  }
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const Answer& given = (*source.answers)[static_cast<FindingIndex>(i)];
    if (kb.findings[i].sensitive &&
        !std::holds_alternative<std::monostate>(given)) {
      return true;
    }
  }
  return false;
}

Document compose_letter(const KnowledgeBase& kb, const LetterSource& source,
                        const Setting& setting, LetterOptions options) {
  return Letter(kb, source, setting, options).write();
}

}  // namespace backcoach
