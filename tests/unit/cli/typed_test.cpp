#include "../../../src/term/typed.hpp"

#include "../../support/catch.hpp"

namespace backcoach::cli {
namespace {

using Options = std::vector<std::string>;
using Places = std::vector<std::size_t>;

TEST_CASE("words for the ways out", "[cli]") {
  for (const char* word : {"b", "B", "back", " Back. "}) {
    INFO(word);
    CHECK(way_out(word) == WayOut::back);
  }
  for (const char* word : {"q", "QUIT", "exit", "stop"}) {
    CHECK(way_out(word) == WayOut::stop);
  }
  for (const char* word : {"?", "h", "Help", "why?"}) {
    CHECK(way_out(word) == WayOut::why);
  }
  for (const char* word : {"", "no", "backwards", "b1", "my back"}) {
    INFO(word);
    CHECK(way_out(word) == WayOut::none);
  }
}

TEST_CASE("yes, no, none and doubt in words", "[cli]") {
  CHECK(yes_or_no("Y") == true);
  CHECK(yes_or_no("yes.") == true);
  for (const char* word : {"n", "No", "none", "0"}) {
    CHECK(yes_or_no(word) == false);
  }
  // 1 and 2 are numbers of options, not words.
  for (const char* word : {"", "1", "2", "not sure", "yes please no", "nay"}) {
    INFO(word);
    CHECK_FALSE(yes_or_no(word));
  }
  CHECK(means_none("None of these"));
  CHECK_FALSE(means_none("not now"));
  CHECK(means_not_sure("don\xE2\x80\x99t know"));
  CHECK(means_skip("s"));
  CHECK_FALSE(means_skip("no"));
}

TEST_CASE("numbers with their units", "[cli]") {
  CHECK(amount_in("20", "minutes") == 20);
  CHECK(amount_in("20 minutes", "minutes") == 20);
  CHECK(amount_in("20min", "minutes") == 20);
  CHECK(amount_in("about 20 mins", "minutes") == 20);
  CHECK(amount_in("an hour", "minutes") == 60);
  CHECK(amount_in("1.5 hours", "minutes") == 90);
  CHECK(amount_in("half an hour", "minutes") == std::nullopt);
  CHECK(amount_in("41 years old", "years") == 41);
  CHECK(amount_in("30 weeks", "weeks") == 30);
  CHECK(amount_in("6/10", "points") == 6);
  CHECK(amount_in("6 out of 10", "points") == 6);
  CHECK(amount_in("two", "points") == 2);
  for (const char* wrong : {"", "3 weeks", "6/11", "-1", "1 2", "a", "many",
                            "6.5", "99999999999"}) {
    INFO(wrong);
    CHECK_FALSE(amount_in(wrong, "points"));
  }
  // A unit that is not the one asked for is not quietly taken for it.
  CHECK_FALSE(amount_in("3 months", "weeks"));
  CHECK_FALSE(amount_in("5 hours", "years"));
}

TEST_CASE("how long ago", "[cli]") {
  const auto days = [](std::string_view typed) {
    const auto ago = days_ago(typed);
    return ago && !ago->is_guess ? std::optional(ago->days) : std::nullopt;
  };
  for (const char* word : {"today", "This morning", "just now", "tonight"}) {
    CHECK(days(word) == 0);
  }
  CHECK(days("Yesterday") == 1);
  CHECK(days("last night") == 1);
  CHECK(days("3") == 3);
  CHECK(days("3 days") == 3);
  CHECK(days("1 day ago") == 1);
  CHECK(days("3d") == 3);
  CHECK(days("2 weeks") == 14);
  CHECK(days("2wks") == 14);
  CHECK(days("2w") == 14);
  CHECK(days("two weeks ago") == 14);
  CHECK(days("a week") == 7);
  CHECK(days("last week") == 7);
  CHECK(days("a month ago") == 30);
  CHECK(days("about 7 days") == 7);
  CHECK(days("6 Months") == 180);
  CHECK(days("1 year ago") == 365);
  CHECK(days("24 hours") == 1);
  CHECK(days("36 hours") == 1);
  CHECK(days("12 hrs ago") == 0);
  CHECK(days("Two weeks ago") == 14);
  CHECK(days("2.5 weeks") == 17);
  CHECK(days("1.5 weeks") == 10);
  CHECK(days("for 3 weeks now") == 21);
  for (const char* wrong :
       {"", "weeks", "-3", "3 fortnights", "1 2", "99999999999 days",
        "3 days x", "ago", "a", "about", "for", "a few", "few"}) {
    INFO(wrong);
    CHECK_FALSE(days_ago(wrong));
  }
}

TEST_CASE("a date is days ago from today", "[cli]") {
  using namespace std::chrono_literals;
  const auto today = 2026y / 11 / 21;
  CHECK(days_ago("2026-11-10", today)->days == 11);
  CHECK(days_ago("2026-11-21", today)->days == 0);
  CHECK_FALSE(days_ago("2026-11-22", today));
  CHECK_FALSE(days_ago("2026-11-10"));
}

TEST_CASE("none is one of the options where they have it", "[cli]") {
  const std::vector<std::string> with = {"Pregnant now", "None of these",
                                         "Not sure"};
  const std::vector<std::string> without = {"Yes, thoughts", "No", "Not sure"};
  for (const char* typed : {"0", "n", "no", "none", "None of these", "2"}) {
    INFO(typed);
    CHECK(options_meant(typed, with) == std::vector<std::size_t>{1});
  }
  CHECK(options_meant("0", without).empty());
}

TEST_CASE("days as a person says them", "[cli]") {
  CHECK(days_words(0) == "today");
  CHECK(days_words(1) == "1 day");
  CHECK(days_words(10) == "10 days");
  CHECK(days_words(7) == "1 week");
  CHECK(days_words(60) == "2 months");
  CHECK(days_words(365) == "1 year");
  for (const double days : {0., 1., 6., 14., 30., 84., 90., 240., 730.}) {
    CHECK(days_ago(days_words(days))->days == days);
  }
}

TEST_CASE("a weekday is asked back: it may be a week off", "[cli]") {
  using namespace std::chrono_literals;
  const auto saturday = 2026y / 11 / 21;
  const auto guess = [&](std::string_view typed) {
    const auto ago = days_ago(typed, saturday);
    return ago && ago->is_guess ? ago->days : -1;
  };
  CHECK(guess("last tuesday") == 4);
  CHECK(guess("on Friday") == 1);
  CHECK(guess("since sunday") == 6);
  CHECK(guess("Sat") == 0);
  CHECK(guess("last Saturday") == 7);
  CHECK(guess("mo") == -1);
  CHECK(guess("next tuesday") == -1);
  CHECK_FALSE(days_ago("tuesday"));
}

TEST_CASE("what is vague is asked back", "[cli]") {
  const auto guess = [](std::string_view typed) {
    const auto ago = days_ago(typed);
    return ago && ago->is_guess ? ago->days : -1;
  };
  CHECK(guess("a few weeks") == 21);
  CHECK(guess("a few days ago") == 3);
  CHECK(guess("couple of weeks") == 14);
  CHECK(guess("a couple of days") == 2);
  // 0 is "none" at other questions.
  CHECK(guess("0") == 0);
  CHECK(guess("0 days") == -1);
}

TEST_CASE("an option by its number, its words or their beginning", "[cli]") {
  const Options sexes = {"Female", "Male", "Another answer"};
  CHECK(options_meant("2", sexes) == Places{1});
  CHECK(options_meant("male", sexes) == Places{1});
  CHECK(options_meant("f", sexes) == Places{0});
  CHECK(options_meant("4", sexes).empty());
  CHECK(options_meant("0", sexes).empty());
  CHECK(options_meant("", sexes).empty());
  const Options trend = {"Clearly better", "About the same", "Clearly worse",
                         "Not sure"};
  CHECK(options_meant("clearly", trend) == Places{0, 2});
  CHECK(options_meant("about", trend) == Places{1});
  CHECK(options_meant("don't know", trend) == Places{3});
  // No option of it is "no".
  CHECK(options_meant("no", trend).empty());
  const Options yes_no = {"Yes", "No", "Not sure", "Prefer not to say"};
  CHECK(options_meant("y", yes_no) == Places{0});
  CHECK(options_meant("No", yes_no) == Places{1});
  CHECK(options_meant("not", yes_no) == Places{2});
  const Options suicide = {"No", "Yes, thoughts", "Yes, and I have a plan"};
  CHECK(options_meant("yes", suicide) == Places{1, 2});
  CHECK(options_meant("0", yes_no).empty());
}

}  // namespace
}  // namespace backcoach::cli
