#include "../../../src/coach/checkin.hpp"

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "backcoach/interview.hpp"
#include "backcoach/load.hpp"

namespace backcoach {
namespace {

const KnowledgeBase& kb() { return test::shipped_knowledge_base(); }

FindingIndex at(const char* id) {
  const auto finding = kb().finding(id);
  REQUIRE(finding);
  return *finding;
}

Answers with(std::initializer_list<std::pair<const char*, Answer>> given) {
  Answers answers(kb().findings.size());
  for (const auto& [id, answer] : given) answers.set(at(id), answer);
  return answers;
}

/// Every line of the check answered no, and whatever else is given.
Answers quiet(std::initializer_list<std::pair<const char*, Answer>> given) {
  Answers answers = with({{"nprs_now", 4.0}});
  for (const CheckinSign& sign : kb().checkin.signs) {
    answers.set(sign.measure, YesNo::no);
  }
  for (const auto& [id, answer] : given) answers.set(at(id), answer);
  return answers;
}

CheckinBasis basis(const Answers& answers, int days = 1) {
  return {answers, days, 4.0, 0, {}};
}

Answers word(const char* id, const char* value) {
  Answers answers(kb().findings.size());
  const auto issues =
      set_checkin_answer(kb(), std::string(id) + "=" + value, answers);
  REQUIRE(issues.empty());
  return answers;
}

}  // namespace

TEST_CASE("a no to every line answers every core danger sign", "[progress]") {
  const CheckedIn out =
      apply_checkin(kb(), basis(Answers(kb().findings.size())), quiet({}),
                    /*asking=*/true);
  CHECK(out.signs.empty());
  CHECK_FALSE(out.worse);
  for (std::size_t i = 0; i < kb().findings.size(); ++i) {
    // These two are about the past: what was said before stands.
    const std::string& id = kb().findings[i].id;
    if (!kb().findings[i].core || id == "cancer_ever" || id == "trauma_major") {
      continue;
    }
    CAPTURE(id);
    CHECK(out.answers.answered(static_cast<FindingIndex>(i)));
  }
}

TEST_CASE("yesterday's danger sign ends with a no, an injury does not",
          "[progress]") {
  const Answers before = with({{"fever", YesNo::yes},
                               {"trauma_major", YesNo::yes},
                               {"cancer_ever", YesNo::yes}});
  const CheckedIn out = apply_checkin(kb(), basis(before), quiet({}), true);
  CHECK(out.answers[at("fever")] == Answer(YesNo::no));
  CHECK(out.answers[at("trauma_major")] == Answer(YesNo::yes));
  CHECK(out.answers[at("cancer_ever")] == Answer(YesNo::yes));
}

TEST_CASE("a yes opens the signs of its line; with nobody to ask they count",
          "[progress]") {
  const Answers now = quiet({{"danger_toilet", YesNo::yes}});
  const CheckedIn asked = apply_checkin(kb(), basis(quiet({})), now, true);
  REQUIRE(asked.signs.size() == 1);
  CHECK_FALSE(asked.answers.answered(at("pee_retention")));
  CHECK_FALSE(asked.answers.answered(at("bowel_leak_new")));
  const CheckedIn alone = apply_checkin(kb(), basis(quiet({})), now, false);
  CHECK(alone.answers[at("pee_retention")] == Answer(YesNo::not_sure));
  CHECK(triage(kb(), alone.answers).urgency == Urgency::emergency);
}

TEST_CASE("a line of one sign is that sign", "[progress]") {
  const CheckedIn out = apply_checkin(
      kb(), basis(quiet({})), quiet({{"danger_injury", YesNo::yes}}), true);
  CHECK(out.answers[at("trauma_major")] == Answer(YesNo::yes));
}

TEST_CASE("with nobody to ask, a yes to any danger line leads to help",
          "[progress]") {
  for (const CheckinSign& sign : kb().checkin.signs) {
    const std::string& id = kb().findings[sign.measure].id;
    if (!id.starts_with("danger_")) continue;
    for (const YesNo said : {YesNo::yes, YesNo::not_sure}) {
      CAPTURE(id, name(said));
      Answers now = quiet({});
      now.set(sign.measure, said);
      const CheckedIn out =
          apply_checkin(kb(), basis(test::full_answers()), now, false);
      CHECK(triage(kb(), out.answers).status == Status::decided);
      CHECK(triage(kb(), out.answers).urgency >= Urgency::soon);
    }
  }
}

TEST_CASE("a yes that has grades is asked for, if somebody is there",
          "[progress]") {
  for (const auto& [line, grade] :
       {std::pair("danger_mind", "suicidal"),
        std::pair("danger_walk", "cannot_stand_walk")}) {
    const CheckedIn out = apply_checkin(kb(), basis(test::full_answers()),
                                        quiet({{line, YesNo::yes}}), true);
    CHECK_FALSE(out.answers.answered(at(grade)));
    CHECK_FALSE(out.answers.declined(at(grade)));
  }
}

TEST_CASE("what was answered by itself stands over the line", "[progress]") {
  const Answers now = quiet({{"danger_chest", YesNo::yes},
                             {"chest_pain", YesNo::no},
                             {"collapse", YesNo::no},
                             {"breathless_sudden", YesNo::no}});
  const CheckedIn out = apply_checkin(kb(), basis(quiet({})), now, false);
  CHECK(out.answers[at("chest_pain")] == Answer(YesNo::no));
}

TEST_CASE("more pain opens the danger signs that today did not deny",
          "[progress]") {
  Answers pain(kb().findings.size());
  pain.set(at("nprs_now"), 6.0);
  const CheckedIn alone = apply_checkin(kb(), basis(quiet({})), pain, true);
  CHECK(alone.worse);
  CHECK_FALSE(alone.answers.answered(at("saddle_change")));
  CHECK(next_question(kb(), alone.answers));
  // Every core sign is named by a line of the list that comes before the pain.
  const CheckedIn denied = apply_checkin(
      kb(), basis(quiet({})), quiet({{"nprs_now", Answer(6.0)}}), true);
  CHECK(denied.worse);
  for (std::size_t i = 0; i < kb().findings.size(); ++i) {
    const auto sign = static_cast<FindingIndex>(i);
    if (!kb().findings[i].core) continue;
    INFO(kb().findings[i].id);
    CHECK((denied.answers.answered(sign) ||
           !basis(quiet({})).answers.answered(sign)));
  }
  // One line that was not denied opens its own signs, and no others.
  const CheckedIn one = apply_checkin(
      kb(), basis(quiet({})),
      quiet({{"nprs_now", Answer(6.0)}, {"danger_belly", YesNo::not_sure}}),
      true);
  CHECK_FALSE(one.answers.answered(at("belly_severe")));
  CHECK(one.answers.answered(at("saddle_change")));
}

TEST_CASE("a new sign in a leg opens all danger signs", "[progress]") {
  const CheckedIn same = apply_checkin(
      kb(), basis(quiet({})), quiet({{"nprs_now", Answer(5.0)}}), true);
  CHECK_FALSE(same.worse);
  for (const char* sign :
       {"new_numbness", "new_weakness", "leg_pain_further_down"}) {
    const CheckedIn out = apply_checkin(kb(), basis(quiet({})),
                                        quiet({{sign, YesNo::yes}}), true);
    CHECK(out.worse);
    CHECK_FALSE(out.answers.answered(at("saddle_change")));
  }
}

TEST_CASE("something new follows from the signs below it", "[progress]") {
  Answers told = quiet({});
  told.clear(at("something_new"));
  CHECK(with_follow_ups(kb(), told)[at("something_new")] == Answer(YesNo::no));
  told.set(at("new_illness"), YesNo::not_sure);
  CHECK(with_follow_ups(kb(), told)[at("something_new")] == Answer(YesNo::yes));
  told.clear(at("new_leg"));
  CHECK_FALSE(with_follow_ups(kb(), told).answered(at("something_new")));
  told.set(at("something_new"), YesNo::no);
  CHECK(with_follow_ups(kb(), told)[at("something_new")] == Answer(YesNo::no));
}

TEST_CASE("days pass for what is counted in days", "[progress]") {
  const Answers before = with({{"onset_days", 10.0},
                               {"pregnant_weeks", 20.0},
                               {"age", 40.0},
                               {"unwell_today", YesNo::yes}});
  const CheckedIn out = apply_checkin(kb(), basis(before, 15), quiet({}), true);
  CHECK(out.answers[at("onset_days")] == Answer(25.0));
  CHECK(out.answers[at("pregnant_weeks")] == Answer(22.0));
  CHECK(out.answers[at("age")] == Answer(40.0));
  CHECK_FALSE(out.answers.answered(at("unwell_today")));
}

TEST_CASE("measures of the check never reach a decision as answers",
          "[progress]") {
  const CheckedIn out = apply_checkin(kb(), basis(quiet({})), quiet({}), true);
  const CheckedIn clean = apply_checkin(
      kb(), basis(Answers(kb().findings.size())), quiet({}), true);
  for (const FindingIndex measure : kb().checkin.measures) {
    CHECK_FALSE(clean.answers.answered(measure));
  }
  (void)out;
}

TEST_CASE("how the plan went gives the light", "[progress]") {
  CHECK_FALSE(checkin_light(kb(), Answers(kb().findings.size())));
  CHECK_FALSE(checkin_light(kb(), word("went", "none")));
  CHECK(checkin_light(kb(), word("went", "well")) == Light::green);
  CHECK(checkin_light(kb(), word("went", "more")) == Light::amber);
  Answers red = word("went", "a_bit");
  red.set(at("sharp_pain"), YesNo::yes);
  CHECK(checkin_light(kb(), red) == Light::red);
  Answers well = word("went", "well");
  well.set(at("exercise_before"), 2.0);
  well.set(at("exercise_morning"), 5.0);
  CHECK(checkin_light(kb(), well) == Light::red);
}

TEST_CASE("questions that are asked now and then wait their days",
          "[progress]") {
  CheckinStep weekly;
  weekly.every_days = 7;
  const Answers none(kb().findings.size());
  CHECK(is_due(weekly, none, none, std::nullopt));
  CHECK_FALSE(is_due(weekly, none, none, 6));
  CHECK(is_due(weekly, none, none, 7));
  CheckinStep after;
  after.only_after = {{at("went"), word("went", "more")[at("went")]}};
  CHECK_FALSE(is_due(after, none, none, std::nullopt));
  CHECK(is_due(after, word("went", "more"), none, std::nullopt));
  CheckinStep of_some;
  of_some.only_if = after.only_after;
  CHECK_FALSE(is_due(of_some, none, none, std::nullopt));
  CHECK(is_due(of_some, none, word("went", "more"), std::nullopt));
}

TEST_CASE("numbers alone say how the plan went", "[progress]") {
  const auto light =
      [](std::initializer_list<std::pair<const char*, Answer>> given) {
        return checkin_light(kb(), with(given));
      };
  CHECK(light({{"exercise_before", 2.0}}) == Light::amber);
  CHECK(light({{"exercise_during", 2.0}}) == Light::amber);
  CHECK(light({{"exercise_before", 2.0}, {"exercise_during", 6.0}}) ==
        Light::red);
  // Whatever was said of it, a number that was given stands.
  Answers well = word("went", "well");
  well.set(at("exercise_during"), 6.0);
  well.set(at("exercise_before"), 2.0);
  CHECK(checkin_light(kb(), well) == Light::red);
}

TEST_CASE("rest is added to what was used before", "[progress]") {
  const FindingIndex hours = kb().plan.rest.hours_finding;
  CheckinBasis rested = basis(quiet({}));
  rested.rest_hours = 10;
  CHECK(apply_checkin(kb(), rested, quiet({}), true).answers[hours] ==
        Answer(10.0));
  rested.answers.set(hours, 20.0);
  CHECK(apply_checkin(kb(), rested, quiet({}), true).answers[hours] ==
        Answer(30.0));
  rested.rest_hours = 1e9;
  CHECK(apply_checkin(kb(), rested, quiet({}), true).answers[hours] ==
        Answer(kb().findings[hours].max));
}

TEST_CASE("without a usual pain only a sign is worse", "[progress]") {
  CheckinBasis first = basis(quiet({}));
  first.usual_pain.reset();
  CHECK_FALSE(
      apply_checkin(kb(), first, quiet({{"nprs_now", Answer(10.0)}}), true)
          .worse);
  CHECK(apply_checkin(kb(), first, quiet({{"new_weakness", YesNo::yes}}), true)
            .worse);
}

TEST_CASE("daily questions are asked again on the same day", "[progress]") {
  const CheckinStep daily;
  const Answers none(kb().findings.size());
  CHECK(is_due(daily, none, none, 0));
}

TEST_CASE("a number behind a line is asked for, never made up", "[progress]") {
  KnowledgeBase changed = kb();
  const FindingIndex number = at("onset_days");
  changed.checkin.signs.front().findings = {number};
  const FindingIndex line = changed.checkin.signs.front().measure;
  const Answers before = with({{"onset_days", 10.0}});
  for (const bool core : {false, true}) {
    changed.findings[number].core = core;
    Answers now = with({});
    now.set(line, YesNo::no);
    CHECK(apply_checkin(changed, basis(before), now, false).answers[number] ==
          Answer(11.0));
    now.set(line, YesNo::yes);
    CHECK_FALSE(apply_checkin(changed, basis(before), now, false)
                    .answers.answered(number));
  }
  // Worse pain opens what was answered no; a number is not a no.
  const CheckedIn worse = apply_checkin(
      changed, basis(before), with({{"new_weakness", YesNo::yes}}), true);
  CHECK(worse.worse);
  CHECK(worse.answers[number] == Answer(11.0));
}

TEST_CASE("of several grades the one that asks for most help stands",
          "[progress]") {
  KnowledgeBase changed = kb();
  const FindingIndex grade = at("cannot_stand_walk");
  // A grade that no rule knows comes last, and is not taken for the worst.
  changed.findings[grade].values.emplace_back("because_of_nothing");
  const CheckedIn out =
      apply_checkin(changed, basis(test::full_answers()),
                    quiet({{"danger_walk", YesNo::yes}}), false);
  const auto& choice = std::get<Choice>(out.answers[grade]);
  CHECK(changed.findings[grade].values[choice.index] == "because_of_weakness");
}

}  // namespace backcoach
