#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What people type at a question, read the way they mean it. Each reader is
/// a pure function; what could mean two things is read as neither.
namespace backcoach::cli {

/// A word that leaves the question in place of an answer.
enum class WayOut { none, back, stop, why };

/// `b`, `back`, `q`, `quit`, `exit`, `stop`, `?`, `h`, `help`, `why`, in any
/// case.
[[nodiscard]] WayOut way_out(std::string_view typed);

/// `y`, `yes`, `yeah`, `yep` and `n`, `no`, `nope`, `none`, `0`.
[[nodiscard]] std::optional<bool> yes_or_no(std::string_view typed);

/// `none`, `none of these`, `nothing`, `no`, `n`, `0`: nothing in the list.
[[nodiscard]] bool means_none(std::string_view typed);

/// `not sure`, `unsure`, `maybe`, `don't know`, `no idea`.
[[nodiscard]] bool means_not_sure(std::string_view typed);

/// `s`, `skip`, `pass`, or that the person does not know.
[[nodiscard]] bool means_skip(std::string_view typed);

/// A number, with or without its unit: `20`, `20 minutes`, `about 20`, `two`,
/// `6/10`, `6 out of 10`, `41 years old`, `an hour` where minutes are asked.
/// \param unit  that of the finding: points, years, hours, minutes, days, weeks
/// \return in `unit`; empty when it is no whole number of it.
[[nodiscard]] std::optional<double> amount_in(std::string_view typed,
                                              std::string_view unit);

/// How long ago something was.
struct DaysAgo {
  double days = 0;
  /// What was typed is vague ("a few weeks", or a bare 0, which means "none"
  /// at other questions) or may be a week off ("last Tuesday"): ask before
  /// taking it.
  bool is_guess = false;
};

/// `today`, `this morning`, `yesterday`, `3 days`, `two weeks ago`, `2w`,
/// `a week`, `last month`, `36 hours`, `1.5 weeks`, `about 7 days`,
/// `a few weeks`. A month counts as 30 days and a year as 365: good enough for
/// thresholds in weeks. Parts of days are rounded down to whole days.
/// \param today  where it is known, days up to it are read, too: `2026-11-10`,
///               and as a guess `Tuesday`, `last tuesday`, `since Monday`
/// \return empty when it cannot be told.
[[nodiscard]] std::optional<DaysAgo> days_ago(
    std::string_view typed,
    std::optional<std::chrono::year_month_day> today = std::nullopt);

/// What a person would say: `today`, `1 day`, `3 weeks`, `2 months`, `1 year`;
/// days where they make no whole number of a longer time.
[[nodiscard]] std::string days_words(double days);

/// The options that `typed` may mean: by number, by the whole text, or by its
/// first letters. One result is an answer, several are a question back.
/// \return places in `options`, from 0.
[[nodiscard]] std::vector<std::size_t> options_meant(
    std::string_view typed, std::span<const std::string> options);

}  // namespace backcoach::cli
