#include "recent.hpp"

#include <algorithm>

#include "../coach/past.hpp"
#include "../diary/checkpoint.hpp"
#include "../kb/load_prescription.hpp"
#include "own_prescription.hpp"
#include "plan_output.hpp"
#include "version.hpp"

namespace backcoach::cli {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// Days that are left out of a checkpoint, so that telling of yesterday does
/// not throw it away.
constexpr days kMargin{3};

/// The walk through the days, as the plan of today takes it. Problems of the
/// own prescription are said by whoever makes a plan of it.
struct Walk {
  Walk(Context& context, const KnowledgeBase& kb, const Latest& latest)
      : usual(plan_request(context, context.today(), 1)),
        looked_at(knowledge_seen(kb, latest.seen, latest.answers)) {
    const std::string path = prescription_path(context);
    std::string text;
    if (!path.empty() && context.files().exists(path)) {
      Checked<std::string> read = context.files().read(path);
      if (read.value) text = std::move(*read.value);
      if (read.value) own = load_prescription(kb, path, text).value;
    }
    usual.prescription = own ? &*own : nullptr;
    key = std::string(kVersion) + " " + std::to_string(progress::kPastForm) +
          " " +
          progress::course_key(looked_at ? *looked_at : kb, latest.seen, usual,
                               text);
  }
  Walk(const Walk&) = delete;
  Walk& operator=(const Walk&) = delete;

  std::optional<Prescription> own;
  PlanRequest usual;
  std::optional<KnowledgeBase> looked_at;
  std::string key;
};

/// Whether everything that is asked of the diary comes out of this as it would
/// of all entries.
bool fits(const progress::Past& past, const Known& known, const Walk& walk,
          sys_days from) {
  const DiaryEntry* last = known.standing.last;
  if (!last || !known.latest || last->number <= past.number) return false;
  const sys_days made(known.latest->made_on());
  if (past.until >= std::min(from, made) || past.key != walk.key) return false;
  const sys_days start(known.latest->plan_start);
  if (start >= past.until) return true;
  if (!past.course || past.course->plan_start != start) return false;
  return std::any_of(known.entries.begin(), known.entries.end(),
                     [&](const DiaryEntry& entry) {
                       return entry.id == past.course->decided;
                     });
}

/// \return empty when all entries have to be read.
std::optional<Known> from_checkpoint(Context& context, const KnowledgeBase& kb,
                                     store::Recent recent, sys_days from) {
  const auto past = progress::past_from(recent.checkpoint.state);
  if (!past || day_of(recent.checkpoint.day) != past->until) {
    return std::nullopt;
  }
  Known out;
  out.entries = std::move(recent.earlier);
  out.entries.push_back(progress::past_entry(*past));
  for (DiaryEntry& entry : recent.since) {
    out.entries.push_back(std::move(entry));
  }
  out.standing = standing_of(out.entries);
  out.latest = latest_of(kb, out.entries);
  if (!out.latest) return std::nullopt;
  const Walk walk(context, kb, *out.latest);
  if (!fits(*past, out, walk, from)) return std::nullopt;
  return out;
}

}  // namespace

Known known_lately(Context& context, const KnowledgeBase& kb,
                   std::optional<std::chrono::year_month_day> from,
                   store::Access access) {
  if (context.settings().no_diary) return known(context, kb, access);
  const auto diary = context.diary(access);
  auto* points = diary.value && *diary.value
                     ? store::checkpoints_of(**diary.value)
                     : nullptr;
  if (!points) return known(context, kb, access);
  auto recent = points->recent();
  const sys_days today(context.today());
  if (recent.value && *recent.value) {
    auto found =
        from_checkpoint(context, kb, std::move(**recent.value),
                        std::min(today, sys_days(from.value_or(today))));
    if (found) return std::move(*found);
  }
  return known(context, kb, access);
}

std::string diary_version(Context& context) {
  if (context.settings().no_diary) return {};
  const auto diary = context.diary(store::Access::read);
  auto* points = diary.value && *diary.value
                     ? store::checkpoints_of(**diary.value)
                     : nullptr;
  return points ? points->version().value.value_or("") : std::string();
}

void keep_checkpoint(Context& context, const KnowledgeBase& kb,
                     const Known& now, const std::string& version) {
  if (version.empty() || now.standing.unreadable || !now.latest) return;
  const auto diary = context.diary(store::Access::write);
  auto* points = diary.value ? store::checkpoints_of(**diary.value) : nullptr;
  if (!points) return;
  const sys_days today(context.today());
  const sys_days until =
      std::min(today, sys_days(now.latest->made_on())) - kMargin;
  const auto recent = progress::from_past(now.entries);
  const auto first = recent.empty() ? std::nullopt : day_of(recent[0].date);
  if (!first || *first + days(1) >= until) return;
  const Walk walk(context, kb, *now.latest);
  progress::Past past = progress::fold(kb, now.entries, until);
  past.key = walk.key;
  const auto& start = now.latest->plan_start;
  if (sys_days(start) < until) {
    past.course =
        progress::course_past(walk.looked_at ? *walk.looked_at : kb,
                              now.entries, start, until - days(1), walk.usual);
    if (!past.course) return;
  }
  (void)points->keep({iso_date(std::chrono::year_month_day(until)),
                      past.course ? past.course->decided : std::string(),
                      progress::bytes_of(past)},
                     version);
}

}  // namespace backcoach::cli
