#include "backcoach/standing.hpp"

#include <algorithm>
#include <map>

namespace backcoach {
namespace {

constexpr std::string_view kTakenBack = "taken_back";
/// Of diaries of an earlier form: an alarm whose questions broke off.
constexpr std::string_view kWithdrawn = "withdrawn";

constexpr std::string_view kReferral = "referral";
constexpr std::string_view kHold = "hold";
constexpr std::string_view kOpen = "open";

std::vector<const DiaryEntry*> in_order_of_writing(
    std::span<const DiaryEntry> entries) {
  std::vector<const DiaryEntry*> order;
  for (const DiaryEntry& entry : entries) {
    if (std::holds_alternative<TriageRecord>(entry.what)) {
      order.push_back(&entry);
    }
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const DiaryEntry* a, const DiaryEntry* b) {
                     return a->number < b->number;
                   });
  return order;
}

const TriageRecord& record_in(const DiaryEntry& entry) {
  return std::get<TriageRecord>(entry.what);
}

void note_seen(Standing& standing, const DiaryEntry& entry) {
  for (const SeenNote& note : record_in(entry).seen) {
    std::erase_if(standing.seen, [&](const SeenGroupRecord& one) {
      return one.group == note.group;
    });
    standing.seen.push_back(
        {note.group, note.exercise, entry.date, note.rules});
  }
}

template <class T>
void add_once(std::vector<T>& list, const T& one) {
  if (std::find(list.begin(), list.end(), one) == list.end()) {
    list.push_back(one);
  }
}

}  // namespace

Standing standing_of(std::span<const DiaryEntry> entries) {
  Standing out;
  std::set<std::pair<std::string, std::string>> ended;
  const auto order = in_order_of_writing(entries);
  for (const DiaryEntry* entry : order) {
    const TriageRecord& record = record_in(*entry);
    if (record.origin == kTakenBack) continue;
    for (const EndedTelling& one : record.ends) {
      // A sitting that was left ends nothing but what it has answered itself.
      const bool counts = record.whole || one.what == kOpen;
      if (counts && one.id != entry->id) ended.emplace(one.what, one.id);
    }
    note_seen(out, *entry);
  }
  const auto stands = [&](std::string_view what, const std::string& id) {
    return !ended.contains({std::string(what), id});
  };
  for (const DiaryEntry* entry : order) {
    const TriageRecord& record = record_in(*entry);
    const auto urgency = urgency_named(record.urgency);
    if (!urgency) {
      out.unreadable = true;
      continue;
    }
    if (is_referral(record) && stands(kReferral, entry->id)) {
      out.referrals.push_back({entry->id, entry->at, *urgency, &record});
    }
    if (is_hold(record) && stands(kHold, entry->id)) {
      out.holds.push_back({entry->id, entry->at, entry->date, &record});
    }
    if (is_open(record) && stands(kOpen, entry->id)) {
      out.open.push_back({entry->id, entry->at, record.open});
    }
    const bool decided = record.whole && record.origin != kTakenBack &&
                         record.origin != kWithdrawn;
    if (decided) out.last = entry;
  }
  return out;
}

Urgency Standing::urgency() const {
  Urgency most = holds.empty() ? Urgency::self_care : Urgency::routine;
  for (const Referral& one : referrals) most = std::max(most, one.urgency);
  return most;
}

const Referral* Standing::page() const {
  const Referral* found = nullptr;
  for (const Referral& one : referrals) {
    if (!found || one.urgency > found->urgency) found = &one;
  }
  return found;
}

std::vector<std::string> Standing::ids() const {
  std::vector<std::string> out;
  out.reserve(referrals.size());
  for (const Referral& one : referrals) out.push_back(one.id);
  return out;
}

std::vector<std::string> Standing::rules() const {
  std::vector<std::string> out;
  for (const Referral& one : referrals) {
    for (const FiredRule& rule : one.record->rules) add_once(out, rule.rule);
  }
  return out;
}

bool Standing::has_private() const {
  const auto all = rules();
  return std::find(all.begin(), all.end(), kPrivate) != all.end();
}

std::vector<std::string> Standing::open_questions() const {
  std::vector<std::string> out;
  for (const OpenQuestions& one : open) {
    for (const std::string& question : one.questions) add_once(out, question);
  }
  return out;
}

std::optional<PlanPermission> plan_permission(const Decision& decision,
                                              const Standing& standing) {
  if (standing.forbids()) return std::nullopt;
  return decision.plan_permission();
}

Decision under(const Standing& standing, Decision decision) {
  if (standing.forbids()) decision.forbid_plan();
  return decision;
}

}  // namespace backcoach
