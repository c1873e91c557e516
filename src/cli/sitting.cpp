#include "sitting.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <ostream>

#include "../term/time.hpp"
#include "backcoach/interview.hpp"
#include "latest.hpp"
#include "version.hpp"

namespace backcoach::cli {
namespace {

/// What a signal shows before the program goes. Filled before it is armed, so
/// that the handler only writes bytes that are there.
struct LastWords {
  std::array<char, 16384> text{};
  volatile std::sig_atomic_t size = 0;
  volatile std::sig_atomic_t code = 0;
};
LastWords last_words;

constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};

extern "C" void on_signal(int signal) {
  const char* at = last_words.text.data();
  auto left = static_cast<std::size_t>(last_words.size);
  while (left > 0) {
    const auto written = ::write(STDOUT_FILENO, at, left);
    if (written <= 0) break;
    at += written;
    left -= static_cast<std::size_t>(written);
  }
  if (last_words.code != 0) ::_exit(last_words.code);
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void disarm() {
  last_words.code = 0;
  last_words.size = 0;
}

void arm(const std::string& page, ExitCode code) {
  disarm();
  const std::size_t size = std::min(page.size(), last_words.text.size());
  std::memcpy(last_words.text.data(), page.data(), size);
  last_words.size = static_cast<std::sig_atomic_t>(size);
  last_words.code = static_cast<std::sig_atomic_t>(code);
}

}  // namespace

Sitting::Sitting(Context& context, const KnowledgeBase& kb, Origin origin,
                 bool keeps)
    : context_(context), kb_(kb), origin_(origin), keeps_(keeps) {
  for (const int signal : kSignals) {
    // Under nohup a terminal that is closed ends nothing.
    if (std::signal(signal, on_signal) == SIG_IGN && signal == SIGHUP) {
      std::signal(signal, SIG_IGN);
    }
  }
}

Sitting::~Sitting() {
  disarm();
  for (const int signal : kSignals) {
    if (std::signal(signal, SIG_DFL) == SIG_IGN && signal == SIGHUP) {
      std::signal(signal, SIG_IGN);
    }
  }
}

void Sitting::tell(const Answers& answers, const Decision& decision,
                   std::vector<std::string> open) {
  urgency_ = decision.urgency;
  const bool refers =
      decision.urgency >= Urgency::soon && may_be_kept(kb_, decision);
  if (urgent()) {
    page_ = render_text(
        compose_triage(kb_, answers, decision, context_.setting(kb_)),
        context_.style());
  } else {
    page_.clear();
  }
  if (keeps_ && !failed_ && (refers || !open.empty() || !left_.id.empty())) {
    DiaryEntry entry = left_.id.empty() ? new_entry(context_) : left_;
    const Answers signs = each_sign(kb_, answers);
    TriageRecord record = record_of(kb_, signs, decision, origin_,
                                    decision_id(kb_, signs, kVersion));
    record.whole = false;
    record.plan_allowed = false;
    record.focus.clear();
    record.stage.clear();
    record.row.clear();
    record.open = std::move(open);
    if (!refers) record.urgency = name(Urgency::self_care);
    const auto* before = std::get_if<TriageRecord>(&left_.what);
    // What was told in this sitting is taken back by its end alone.
    const auto told = before && !left_.id.empty()
                          ? urgency_named(before->urgency)
                          : std::nullopt;
    if (told && *told > decision.urgency) {
      record.urgency = before->urgency;
      record.rules = before->rules;
      record.rests_on = before->rests_on;
      record.groups = before->groups;
    }
    entry.what = std::move(record);
    entry.changed = std::max(iso_time(context_.now()), entry.at);
    auto diary = context_.diary(store::Access::write);
    std::vector<Issue> issues = std::move(diary.issues);
    if (diary.value && left_.id.empty()) {
      auto added = (*diary.value)
                       ->add({entry}, std::string(kind(entry)),
                             iso_time(context_.now()));
      issues = std::move(added.issues);
      if (added.value) entry.id = added.value->front();
    } else if (diary.value) {
      issues = (*diary.value)->go_on(entry);
    }
    if (issues.empty()) {
      left_ = std::move(entry);
    } else {
      failed_ = true;
      context_.report(issues, ExitCode::cannot_read_or_write);
      context_.say("The result cannot be kept, so plan will not know it.");
    }
  }
  if (urgent()) {
    arm("\n" + page_, context_.outcome(decision.urgency));
  } else {
    disarm();
  }
}

void Sitting::shown(ExitCode code) {
  if (code == ExitCode::same_day || code == ExitCode::emergency) {
    arm({}, code);
  } else {
    disarm();
  }
}

void Sitting::kept(const std::string& words) {
  if (!urgent()) arm("\n" + words + "\n", ExitCode::done);
}

ExitCode Sitting::leave() {
  if (!urgent()) return ExitCode::answers_missing;
  disarm();
  context_.io().out << '\n' << page_ << std::flush;
  return context_.outcome(urgency_);
}

std::vector<Issue> Sitting::finish(std::vector<DiaryEntry>& entries,
                                   const std::string& what) {
  disarm();
  if (!keeps_ || entries.empty()) return {};
  auto diary = context_.diary(store::Access::write);
  if (!diary.value) return std::move(diary.issues);
  const auto decision =
      std::find_if(entries.begin(), entries.end(), [](const DiaryEntry& entry) {
        return std::holds_alternative<TriageRecord>(entry.what);
      });
  const auto* before = std::get_if<TriageRecord>(&left_.what);
  std::vector<DiaryEntry> added = entries;
  std::size_t skipped = entries.size();
  if (!left_.id.empty() && before && decision != entries.end()) {
    auto& record = std::get<TriageRecord>(decision->what);
    const auto at = static_cast<std::size_t>(decision - entries.begin());
    const auto was = urgency_named(before->urgency);
    const auto is = urgency_named(record.urgency);
    const bool milder = is_referral(*before) && was && is && *is < *was;
    if (milder) {
      // The same sitting went on, and what it told was graded.
      record.continues = left_.id;
      record.ends.push_back({left_.id, "referral"});
      if (is_open(*before)) record.ends.push_back({left_.id, "open"});
      added[at] = *decision;
    } else {
      // The entry of the sitting becomes its result.
      decision->id = left_.id;
      decision->at = left_.at;
      decision->date = left_.date;
      auto issues = (*diary.value)->go_on(*decision);
      if (!issues.empty()) return issues;
      left_ = *decision;
      added.erase(added.begin() + static_cast<std::ptrdiff_t>(at));
      skipped = at;
    }
  }
  if (added.empty()) return {};
  auto ids = (*diary.value)->add(added, what, iso_time(context_.now()));
  if (!ids.value) return std::move(ids.issues);
  std::size_t next = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i != skipped) entries[i].id = (*ids.value)[next++];
  }
  // What is told after the page belongs to the same sitting.
  if (decision != entries.end() && skipped == entries.size()) {
    left_ = *decision;
  }
  return {};
}

void say_not_kept(Context& context, const KnowledgeBase& kb,
                  const Decision& decision) {
  if (decision.urgency < Urgency::soon) return;
  context.complain(std::string(kb.notice("not_kept")));
}

}  // namespace backcoach::cli
