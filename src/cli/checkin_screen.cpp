// The check-in at a terminal.
#include <algorithm>
#include <istream>
#include <ostream>

#include "../coach/checkin_question.hpp"
#include "../kb/diary_answers.hpp"
#include "../kb/diary_entry.hpp"
#include "../kb/diary_json.hpp"
#include "../term/prompt.hpp"
#include "../term/time.hpp"
#include "checkin_session.hpp"

namespace backcoach::cli {
namespace {

std::string draft_path(const Context& context) {
  const std::string folder = context.state_folder();
  return folder.empty() ? folder : folder + "/checkin.json";
}

class CheckinScreen {
 public:
  CheckinScreen(Context& context, const KnowledgeBase& kb,
                const CheckinStart& start,
                const std::vector<CheckinStep>& steps, Answers& now,
                Sitting& sitting, bool more)
      : context_(context),
        kb_(kb),
        start_(start),
        steps_(steps),
        now_(now),
        sitting_(sitting),
        more_(more),
        prompt_(kb, context.io().in, context.io().out, context.style(),
                context.region(kb)) {
    prompt_.set_today(context.today());
    prompt_.set_helper(context.settings().helper);
  }

  CheckinEnd run() {
    if (!more_) resume();
    while (const auto asked = next()) {
      Question question = *asked->question;
      if (asked->next.findings.front() == kb_.finding("went")) {
        question.frame = done_the_day_before(kb_, start_);
      }
      const Reply reply = prompt_.ask(question, asked->next, asked->before);
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
          apply(*asked, reply);
          break;
      }
    }
    return CheckinEnd::finished;
  }

 private:
  std::optional<CheckinQuestion> next() const {
    return next_checkin_question(
        kb_, start_, steps_,
        evaluate_checkin(context_, kb_, start_, now_, /*asking=*/true, ""),
        more_);
  }

  void apply(const CheckinQuestion& asked, const Reply& reply) {
    before_.push_back(now_);
    for (const auto& [finding, answer] : reply.answers) {
      now_.set(finding, answer);
    }
    if (reply.declined) {
      for (const FindingIndex finding : asked.next.findings) {
        now_.decline(finding);
      }
    }
    tell();
    save();
  }

  /// What a danger sign has opened is in the diary before it is answered.
  void tell() {
    const CheckinResult so_far =
        evaluate_checkin(context_, kb_, start_, now_, /*asking=*/true, "");
    const bool danger = !so_far.checked.signs.empty() || so_far.checked.worse;
    std::vector<std::string> open = under_open_gate(kb_, steps_, now_);
    if (!danger && open.empty() && sitting_.id().empty()) return;
    if (danger) {
      for (std::string& id : left_open(kb_, so_far.checked.answers)) {
        if (std::find(open.begin(), open.end(), id) == open.end()) {
          open.push_back(std::move(id));
        }
      }
    }
    Decision decision = so_far.decision;
    // An old reason is not told anew by this sitting.
    if (!is_alarm(start_, so_far)) decision.urgency = Urgency::self_care;
    sitting_.tell(so_far.checked.answers, decision, std::move(open));
  }

  /// Takes the last answers back; the same question then comes again.
  void go_back() {
    if (before_.empty()) {
      prompt_.show(
          {Block{Block::Kind::paragraph, "This is the first question."}});
      return;
    }
    now_ = std::move(before_.back());
    before_.pop_back();
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
    prompt_.show({Block{Block::Kind::paragraph,
                        "Carrying on where you stopped. Private answers are "
                        "not kept, so we ask those again."}});
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
    if (sitting_.urgent()) return;
    prompt_.show(
        {Block{Block::Kind::paragraph,
               save_failed_ ? "Stopped. Nothing was saved."
                            : "Saved. Carry on soon: backcoach checkin"}});
  }

  Context& context_;
  const KnowledgeBase& kb_;
  const CheckinStart& start_;
  const std::vector<CheckinStep>& steps_;
  Answers& now_;
  Sitting& sitting_;
  bool more_;
  Prompt prompt_;
  std::vector<Answers> before_;  ///< each answer, so that `b` can return
  bool save_failed_ = false;
};

}  // namespace

CheckinEnd ask_checkin(Context& context, const KnowledgeBase& kb,
                       const CheckinStart& start,
                       const std::vector<CheckinStep>& steps, Answers& now,
                       Sitting& sitting, bool more) {
  return CheckinScreen(context, kb, start, steps, now, sitting, more).run();
}

void remove_checkin_draft(Context& context) {
  const std::string path = draft_path(context);
  if (!path.empty()) context.files().remove(path);
}

}  // namespace backcoach::cli
