#include "judge_again.hpp"

#include <algorithm>

#include "../kb/diary_answers.hpp"
#include "../term/time.hpp"

namespace backcoach::cli {

Judged judge_again(const Context& context, const KnowledgeBase& kb,
                   const std::vector<DiaryEntry>& entries, DiaryEntry& entry,
                   const Answers& values) {
  Judged out;
  // The diary as it was before this check-in.
  std::vector<DiaryEntry> before;
  const DiaryEntry* paired = nullptr;
  for (const DiaryEntry& one : entries) {
    const auto* record = std::get_if<TriageRecord>(&one.what);
    const bool pair =
        record && (record->of == entry.id ||
                   (record->origin == "checkin" && one.at == entry.at));
    if (pair && record->origin != "taken_back") {
      paired = &one;
      continue;
    }
    if (one.id != entry.id && one.number < entry.number) before.push_back(one);
  }
  auto* checkin = std::get_if<CheckinRecord>(&entry.what);
  const auto date = day_of(entry.date);
  const auto at = parse_time(entry.at);
  if (!checkin || !date || !at) return out;
  checkin->values = kept_values(kb, values);
  const auto light = checkin_light(kb, values);
  checkin->light = light ? std::string(name(*light)) : std::string();
  auto latest = latest_of(kb, before);
  const bool other = latest && latest->other_rules;
  CheckinStart start =
      checkin_start(kb, std::move(before),
                    latest ? std::move(*latest) : Latest{}, *date, *at);
  const CheckinResult result = evaluate_checkin(
      kb, start, values, /*asking=*/false, entry,
      std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(*at)));
  out.answers = result.checked.answers;
  out.decision = result.decision;
  const bool refers = result.decision.urgency >= Urgency::soon;
  const bool news = is_alarm(start, result);
  // Nothing to go by but the danger signs: they count all the same.
  if (other || (!refers && !paired)) return out;
  if (refers && !news) {
    out.decision.urgency = Urgency::self_care;
    if (!paired) return out;
  }
  const bool decided = result.decision.status == Status::decided;
  if (!decided && !refers && result.open.empty()) return out;
  DiaryEntry decision = new_entry(context);
  decision.date = entry.date;
  // What only opens danger questions decides nothing.
  Decision undecided;
  decision.what = record_of(kb, result.checked.answers,
                            decided || refers ? result.decision : undecided,
                            Origin::edit, {});
  auto& record = std::get<TriageRecord>(decision.what);
  record.of = entry.id;
  record.whole = decided && standing_of(start.entries).referrals.empty();
  record.ends = result.ends;
  record.open = result.open;
  const bool about_now =
      paired &&
      std::none_of(entries.begin(), entries.end(), [&](const DiaryEntry& one) {
        const auto* other_record = std::get_if<TriageRecord>(&one.what);
        return other_record && other_record->whole &&
               one.number > paired->number;
      });
  // A decision made since stands; an old check-in only adds what it tells.
  if (!refers && !about_now) return out;
  if (paired && about_now && (decided || refers)) {
    out.dropped.push_back(paired->id);
    decision.at = paired->at;
    decision.changed = paired->at;
  }
  out.told.push_back(std::move(decision));
  return out;
}

}  // namespace backcoach::cli
