// The check-in at a terminal.
#include <algorithm>
#include <istream>
#include <ostream>

#include "../load/diary_entry.hpp"
#include "../render/diary_json.hpp"
#include "backcoach/diary_answers.hpp"
#include "backcoach/history.hpp"
#include "checkin_session.hpp"
#include "prompt.hpp"
#include "time.hpp"

namespace backcoach::cli {
namespace {

std::string draft_path(const Context& context) {
  const std::string folder = context.state_folder();
  return folder.empty() ? folder : folder + "/checkin.json";
}

/// One answered screen, so that `b` can return to it.
struct Screen {
  const Question* question = nullptr;
  NextQuestion next;
  Answers before;
};

class CheckinScreen {
 public:
  CheckinScreen(Context& context, const KnowledgeBase& kb,
                const CheckinStart& start,
                const std::vector<CheckinStep>& steps, Answers& now)
      : context_(context),
        kb_(kb),
        start_(start),
        steps_(steps),
        now_(now),
        prompt_(kb, context.io().in, context.io().out, context.style(),
                context.region(kb)) {}

  CheckinEnd run() {
    resume();
    while (const auto screen = next()) {
      const Reply reply =
          prompt_.ask(*screen->question, screen->next, screen->before);
      switch (reply.kind) {
        case Reply::Kind::stop:
          say_saved();
          return CheckinEnd::stopped;
        case Reply::Kind::end_of_input:
          return CheckinEnd::end_of_input;
        case Reply::Kind::back:
          go_back();
          break;
        case Reply::Kind::answer:
          apply(*screen, reply);
          break;
      }
    }
    return CheckinEnd::finished;
  }

 private:
  /// What is asked next: first what a sign has opened, then the next step.
  std::optional<Screen> next() const {
    const CheckinResult so_far =
        evaluate_checkin(context_, kb_, start_, now_, /*asking=*/true, "");
    const bool opened = !so_far.checked.signs.empty() || so_far.checked.worse;
    if (opened) {
      if (auto open = next_question(kb_, so_far.checked.answers)) {
        return Screen{&kb_.questions[open->question], *open,
                      so_far.checked.answers};
      }
      // Help comes first; how the night was can wait.
      if (so_far.decision.urgency >= Urgency::soon) return std::nullopt;
    }
    for (const CheckinStep& step : steps_) {
      if (is_answered(kb_, step, now_)) continue;
      if (!is_due(step, now_, days_since(step))) continue;
      const Question& question = question_of(kb_, step);
      return Screen{&question, {step.question, question.sets}, now_};
    }
    // Whatever else the decision needs by now.
    if (auto open = next_question(kb_, so_far.checked.answers)) {
      return Screen{&kb_.questions[open->question], *open,
                    so_far.checked.answers};
    }
    return std::nullopt;
  }

  /// Since the question was last answered in a check-in.
  std::optional<int> days_since(const CheckinStep& step) const {
    if (step.every_days <= 1) return std::nullopt;
    const std::string& id =
        kb_.findings[question_of(kb_, step).sets.front()].id;
    std::optional<int> since;
    for (const DiaryEntry& entry : start_.entries) {
      const auto* triage = std::get_if<TriageRecord>(&entry.what);
      const bool asked =
          values(entry).contains(id) && (!triage || triage->origin == "triage");
      const auto date = asked ? day_of(entry.date) : std::nullopt;
      if (!date) continue;
      since = static_cast<int>(
          (std::chrono::sys_days(start_.date) - *date).count());
    }
    return since;
  }

  void apply(const Screen& screen, const Reply& reply) {
    screens_.push_back({screen.question, screen.next, now_});
    for (const auto& [finding, answer] : reply.answers) {
      now_.set(finding, answer);
    }
    if (reply.declined) {
      for (const FindingIndex finding : screen.next.findings) {
        now_.decline(finding);
      }
    }
    save();
  }

  /// Takes the last answers back; the same question then comes again.
  void go_back() {
    if (screens_.empty()) {
      prompt_.show(
          {block(Block::Kind::paragraph, "This is the first question.")});
      return;
    }
    now_ = screens_.back().before;
    screens_.pop_back();
    save();
  }

  void resume() {
    const std::string path = draft_path(context_);
    if (path.empty() || !context_.files().exists(path)) return;
    const Checked<std::string> text = context_.files().read(path);
    if (!text.value) return;
    const auto draft = load::read_entry(path, *text.value, 1);
    const auto at = draft.value ? parse_time(draft.value->at) : std::nullopt;
    if (!at || draft.value->date != iso_date(start_.date)) return;
    // Killed between the diary and the draft: it has been written down.
    const bool kept = std::any_of(
        start_.entries.begin(), start_.entries.end(),
        [&](const DiaryEntry& entry) {
          return !std::holds_alternative<TriageRecord>(entry.what) &&
                 entry.date == draft.value->date && entry.at >= draft.value->at;
        });
    if (kept) return;
    const auto age = context_.now() - *at;
    if (age > std::chrono::hours(kb_.checkin.draft_hours) ||
        context_.now() < *at) {
      return;
    }
    const Answers earlier = answers_from(kb_, values(*draft.value));
    bool any = false;
    for (std::size_t i = 0; i < earlier.size(); ++i) {
      any |= earlier.answered(static_cast<FindingIndex>(i));
    }
    if (!any) return;
    prompt_.show({block(Block::Kind::paragraph,
                        "Carrying on where you stopped. Private answers are "
                        "not kept, so we ask those again.")});
    now_ = earlier;
  }

  void save() {
    const std::string path = draft_path(context_);
    if (path.empty() || save_failed_) return;
    DiaryEntry draft = new_entry(context_);
    draft.id = std::string(12, '0');
    draft.date = iso_date(start_.date);
    draft.what = CheckinRecord{"", kept_values(kb_, now_)};
    const std::vector<Issue> issues =
        context_.files().write(path, render::entry_line(draft));
    if (issues.empty()) return;
    save_failed_ = true;
    context_.report(issues, ExitCode::done);
    context_.say("Your answers cannot be saved. You can go on all the same.");
  }

  void say_saved() {
    prompt_.show(
        {block(Block::Kind::paragraph,
               save_failed_ ? "Stopped. Nothing was saved."
                            : "Saved. Carry on soon: backcoach checkin")});
  }

  Context& context_;
  const KnowledgeBase& kb_;
  const CheckinStart& start_;
  const std::vector<CheckinStep>& steps_;
  Answers& now_;
  Prompt prompt_;
  std::vector<Screen> screens_;
  bool save_failed_ = false;
};

}  // namespace

CheckinEnd ask_checkin(Context& context, const KnowledgeBase& kb,
                       const CheckinStart& start,
                       const std::vector<CheckinStep>& steps, Answers& now) {
  return CheckinScreen(context, kb, start, steps, now).run();
}

void remove_checkin_draft(Context& context) {
  const std::string path = draft_path(context);
  if (!path.empty()) context.files().remove(path);
}

}  // namespace backcoach::cli
