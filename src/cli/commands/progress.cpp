#include <algorithm>
#include <array>

#include "../../base/number.hpp"
#include "../../coach/past.hpp"
#include "../../show/render_diary.hpp"
#include "../recent.hpp"
#include "all.hpp"

namespace backcoach::cli {
namespace {

constexpr int kUsualWeeks = 8;

constexpr std::array kFlags = {
    Flag{"weeks", 0, "N", "How many weeks to show; 8 unless told"},
    Flag{"csv", 0, {}, "Comma-separated values, one row for each day"},
};

ExitCode run(const Arguments& arguments, Context& context) {
  int weeks = kUsualWeeks;
  if (arguments.has("weeks")) {
    constexpr int kMost = 520;
    const auto wanted = text::whole_number(arguments.value("weeks"));
    if (!wanted || *wanted < 1 || *wanted > kMost) {
      context.complain("error: --weeks takes a number from 1 to 520");
      return ExitCode::usage;
    }
    weeks = *wanted;
  }
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  if (context.diary_path().empty() && !context.settings().no_diary) {
    context.complain("error: there is no home folder; use --home DIR");
    return ExitCode::cannot_read_or_write;
  }
  const HistoryRules& rules = kb->checkin.history;
  const bool lately =
      (weeks + 2) * rules.week_days < progress::days_kept(rules);
  const Known all = lately ? known_lately(context, *kb) : known(context, *kb);
  if (all.standing.unreadable) {
    return refuse(context, *kb, all.standing, Refusal::to_stderr)
        .value_or(ExitCode::cannot_read_or_write);
  }
  const bool stands =
      !all.standing.referrals.empty() || !all.standing.holds.empty();
  Trends found = trends(kb->checkin, all.entries,
                        std::chrono::sys_days(context.today()), weeks);
  if (all.latest && !stands) {
    add_person(*kb, all.latest->answers, all.entries,
               std::chrono::sys_days(context.today()), found);
  }
  if (arguments.has("csv")) {
    return context.write(trends_csv(found), ExitCode::done);
  }
  if (context.settings().format == Format::json) {
    return context.write(with_standing(*kb, trends_json(found), all.standing),
                         ExitCode::done);
  }
  Document page = compose_trends(found);
  if (stands) {
    page.insert(page.begin(),
                {Block::Kind::paragraph,
                 standing_headline(*kb, all.standing, context.region(*kb)),
                 {},
                 {},
                 /*urgent=*/true});
  }
  const Style style = context.style();
  if (context.settings().format != Format::text || style.accessible) {
    return context.write_page(page, ExitCode::done);
  }
  constexpr int kWidest = 40;
  const std::string plot = trends_plot(found, std::min(style.width, kWidest));
  return context.write(
      render_text(page, style) + (plot.empty() ? "" : "\n" + plot),
      ExitCode::done);
}

}  // namespace

Command progress_command() {
  return {.name = "progress",
          .summary = "How it has gone: words, then weeks and days",
          .words = {},
          .most_words = 0,
          .example =
              "backcoach progress\n"
              "  backcoach progress --csv > progress.csv",
          .flags = kFlags,
          .run = run,
          .formats = Formats::page};
}

}  // namespace backcoach::cli
