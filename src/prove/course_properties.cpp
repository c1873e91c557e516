// Properties of the way back over days: good days lead on, so-so days hold, one
// bad day costs one day, and no dose leaves its card. The states are finite
// once a course is looked at in parts (walking, one card, stages, flare), so
// each part is gone through whole; only the people behind the stages are a
// chosen grid of the answers that the plan reads.
#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "../plan/dose.hpp"
#include "../plan/ladder.hpp"
#include "../plan/transition.hpp"
#include "../plan/walking.hpp"
#include "backcoach/course.hpp"
#include "properties.hpp"

namespace backcoach::prove {
namespace {

using plan::Person;

constexpr int kWhole = 100;    ///< percent
constexpr double kLittle = 2;  ///< pain of somebody who is looked at

constexpr std::array kAllLights = {DayLight::green, DayLight::amber,
                                   DayLight::red, DayLight::missed};

std::optional<Answers> person_of(const KnowledgeBase& kb, Answers answers);

/// A permission is not put together by hand: the rules give it, in a base in
/// which every row leads to mobility. Empty where nobody is allowed a plan.
std::optional<PlanPermission> permission_to_move(const KnowledgeBase& kb) {
  KnowledgeBase base = kb;
  for (Row& row : base.rows) {
    row.stage = Stage::mobility;
    row.focus = base.stage(row.stage).focus;
  }
  const auto answers = person_of(base, Answers(base.findings.size()));
  if (!answers) return std::nullopt;
  return triage(base, *answers).plan_permission();
}

/// A base that is about decisions alone has no days to explore.
bool has_course(const KnowledgeBase& kb) {
  return !kb.exercises.empty() &&
         kb.findings[kb.plan.ahead.days_finding].type == FindingType::number &&
         kb.findings[kb.plan.ahead.pain_finding].type == FindingType::number;
}

char letter(DayLight light) { return name(light).front(); }

/// The ages of pain that a dose hangs on, in days: each is the first of its
/// kind in the data.
std::vector<int> ages_of_pain(const KnowledgeBase& kb) {
  const auto& rules = kb.plan.walking;
  std::vector<int> ages;
  std::set<std::pair<bool, bool>> kinds;
  constexpr int kYears = 400;
  for (int days = 0; days <= kYears; ++days) {
    Answers answers(kb.findings.size());
    answers.set(kb.plan.ahead.days_finding, static_cast<double>(days));
    const Person person(kb, answers);
    const std::pair kind{person.plainly(rules.acute),
                         person.plainly(rules.long_lasting)};
    if (kinds.insert(kind).second) ages.push_back(days);
  }
  return ages;
}

/// A part of a course, played on the real transition.
class Part {
 public:
  Part(const KnowledgeBase& kb, int pain_age, PlanPermission permission)
      : answers_(kb.findings.size()),
        permission_(permission),
        person_(kb, with_pain(kb, pain_age)) {
    answers_ = with_pain(kb, pain_age);
  }

  /// The next day. What is no part of any is set back, so that the states stay
  /// few. A so-so day is one that has settled by the morning.
  [[nodiscard]] Course next(const Course& before, const Plan& plan,
                            DayLight light) const {
    PassedDay passed;
    passed.light = light;
    passed.settled = light == DayLight::amber;
    Course course =
        progress::next_course(person_, before, plan, passed, permission_);
    course.changes.clear();
    course.walked_more.clear();
    course.strength_days = 0;
    course.stage = Stage::mobility;
    course.walk_steps = 0;
    for (int& day : course.walk_grown) day -= course.day - 1;
    course.day = 1;
    return course;
  }

  [[nodiscard]] const Answers& answers() const { return answers_; }
  [[nodiscard]] const Person& person() const { return person_; }

 private:
  static Answers with_pain(const KnowledgeBase& kb, int pain_age) {
    Answers answers(kb.findings.size());
    answers.set(kb.plan.ahead.days_finding, static_cast<double>(pain_age));
    answers.set(kb.plan.ahead.pain_finding, kLittle);
    return answers;
  }

  Answers answers_;
  PlanPermission permission_;
  Person person_;
};

/// What tells two courses of one part apart, as bytes.
std::string key_of(const Course& course) {
  std::string key;
  const auto add = [&](auto number) {
    const auto wide = static_cast<int>(number);
    key.append(reinterpret_cast<const char*>(&wide), sizeof wide);
  };
  add(course.walking.walks.size());
  for (const int walk : course.walking.walks) add(walk);
  add(course.walk_percent);
  add(course.walk_greens);
  add(course.walk_grown.size());
  for (const int day : course.walk_grown) add(day);
  add(course.cards.size());
  for (const CardProgress& one : course.cards) {
    add(one.rung);
    add(one.greens);
    add(one.down);
    add(one.left_out);
  }
  add(course.missed);
  add(course.settled);
  add(course.amber_down);
  add(course.flare_day);
  add(course.flare_step);
  for (const DayLight light : course.lights) key += letter(light);
  return key;
}

/// A state with the shortest days that lead to it, and where each kind of day
/// leads from there.
struct Reached {
  Course course;
  std::string days;
  std::array<std::size_t, kAllLights.size()> then{};

  [[nodiscard]] std::size_t after(DayLight light) const {
    return then[static_cast<std::size_t>(light)];
  }
};

/// Every state that days of any kind lead to.
/// \param tidy  sets back what is no part of this one.
template <class Tidy>
std::vector<Reached> reachable(const Part& part,
                               const std::vector<Course>& starts,
                               const Plan& plan, Tidy tidy) {
  std::vector<Reached> all;
  std::unordered_map<std::string, std::size_t> seen;
  const auto place = [&](Course course, std::string days) {
    const auto [it, fresh] = seen.emplace(key_of(course), all.size());
    if (fresh) all.push_back({std::move(course), std::move(days), {}});
    return it->second;
  };
  for (const Course& start : starts) place(start, "");
  for (std::size_t at = 0; at < all.size(); ++at) {
    for (const DayLight light : kAllLights) {
      Course course = part.next(all[at].course, plan, light);
      tidy(course);
      const std::size_t to =
          place(std::move(course), all[at].days + letter(light));
      all[at].then[static_cast<std::size_t>(light)] = to;
    }
  }
  return all;
}

/// Without flares: they are a part of their own. Days missed count up to where
/// the dose is held back.
void without_flares(Course& course) {
  // Only a run of amber days is remembered beside the counts.
  const bool amber =
      !course.lights.empty() && course.lights.back() == DayLight::amber;
  course.lights.clear();
  if (amber) course.lights.push_back(DayLight::amber);
  constexpr int kMissed = 4;
  course.missed = std::min(course.missed, kMissed);
  // In a base in which one bad day is a flare there is no way around them.
  constexpr int kFlare = 30;
  course.flare_day = std::min(course.flare_day, kFlare);
  course.since_flare = 0;
}

/// How many good days lead from each state to one that is `done`; -1 = none
/// do.
template <class Done>
std::vector<int> good_days(const std::vector<Reached>& states, Done done) {
  constexpr int kOpen = -2;
  std::vector<int> days(states.size(), kOpen);
  for (std::size_t first = 0; first < states.size(); ++first) {
    std::vector<std::size_t> way;
    std::set<std::size_t> on_way;
    std::size_t at = first;
    while (days[at] == kOpen && !done(states[at].course) &&
           on_way.insert(at).second) {
      way.push_back(at);
      at = states[at].after(DayLight::green);
    }
    if (days[at] == kOpen) days[at] = done(states[at].course) ? 0 : -1;
    for (auto it = way.rbegin(); it != way.rend(); ++it) {
      const int next = days[states[*it].after(DayLight::green)];
      days[*it] = next < 0 ? -1 : next + 1;
    }
  }
  return days;
}

Plan plan_with(ExerciseIndex exercise) {
  Plan plan;
  PlanItem item;
  item.kind = ItemKind::exercise;
  item.exercise = exercise;
  plan.items.push_back(std::move(item));
  return plan;
}

Course with_card(ExerciseIndex exercise) {
  Course course;
  course.stage = Stage::mobility;
  course.walking.walks = {1};
  course.cards.push_back({exercise, 0, 0, 0, 0, false});
  return course;
}

std::vector<ExerciseIndex> movements(const KnowledgeBase& kb) {
  std::vector<ExerciseIndex> list;
  for (std::size_t i = 0; i < kb.exercises.size(); ++i) {
    if (kb.exercises[i].kind == "exercise") {
      list.push_back(static_cast<ExerciseIndex>(i));
    }
  }
  return list;
}

/// A way that broke a property: a whole person, and how the days went.
Failure failure(const KnowledgeBase& kb, std::string says, std::string days,
                const Answers& answers) {
  Failure out;
  out.says = std::move(says);
  out.days = std::move(days);
  out.answers = person_of(kb, answers).value_or(answers);
  out.replay = Replay::plan;
  return out;
}

struct FirstWalk {
  std::string about;
  Course course;
  int able_minutes = -1;  ///< -1 = not told

  /// Somebody who starts with these walks.
  [[nodiscard]] Answers of(const KnowledgeBase& kb, Answers answers) const {
    if (able_minutes >= 0) {
      answers.set(kb.plan.walking.minutes_finding,
                  static_cast<double>(able_minutes));
    }
    return answers;
  }
};

/// The first walks of every row, and of somebody who did not tell.
std::vector<FirstWalk> first_walks(const KnowledgeBase& kb) {
  std::vector<FirstWalk> all;
  const auto add = [&](std::string about, const std::vector<int>& walks,
                       int able) {
    Course course;
    course.stage = Stage::mobility;
    course.walking.walks = walks;
    all.push_back({std::move(about), std::move(course), able});
  };
  for (const FirstWalks& row : kb.plan.walking.first) {
    add("walks_of_" + std::to_string(row.able_minutes), row.walks,
        row.able_minutes);
  }
  add("walks_of_unknown", kb.plan.walking.when_unknown, -1);
  return all;
}

/// Cards whose ladders have as many rungs and climb as fast behave alike: one
/// of each kind stands for all.
std::vector<ExerciseIndex> kinds_of_ladders(const KnowledgeBase& kb) {
  const LadderRules& ladders = kb.plan.progress.ladders;
  std::set<std::pair<std::size_t, int>> seen;
  std::vector<ExerciseIndex> kinds;
  for (const ExerciseIndex index : movements(kb)) {
    const Exercise& card = kb.exercises[index];
    const std::pair kind{plan::ladder_of(ladders, card).size(),
                         plan::ladder_rule(ladders, card).green_sessions};
    if (seen.insert(kind).second) kinds.push_back(index);
  }
  return kinds;
}

void card_alone(Course& course) {
  without_flares(course);
  course.walk_greens = 0;
  course.walk_grown.clear();
  course.walking.walks = {1};
}

}  // namespace

/// What the properties of courses are read from: every state of walking and of
/// each kind of card, for each age of pain that makes a difference, and who
/// breaks the bounds of a card.
struct Explored {
  struct Walk {
    FirstWalk way;
    std::vector<Reached> states;
  };
  struct Card {
    ExerciseIndex index;
    std::vector<Reached> states;
  };
  struct Age {
    int days;
    Part part;
    std::vector<Walk> walks;
    std::vector<Card> cards;
  };
  std::vector<Age> ages;
  /// Who gets a dose that the card does not have, on which rung.
  struct BrokenDose {
    Answers answers;
    int rung = 0;
  };
  std::vector<std::optional<BrokenDose>> below;  ///< by exercise
  std::vector<std::optional<BrokenDose>> above;
};

namespace {

constexpr int kDaysToTop = 56;
constexpr int kDaysToTopOfFewest = 84;
constexpr int kDaysToMaintain = 84;

constexpr std::size_t kWeek = 7;  ///< good days shown after what broke it

/// The way that takes most good days, for the report.
struct Longest {
  int days = -1;
  std::string from;
};

std::string named(const std::string& days) {
  return days.empty() ? "the first day" : "the days " + days;
}

/// Walking: from each state that any days lead to, good days reach the top.
void walking_leads_on(Run& run) {
  const KnowledgeBase& kb = run.kb();
  Longest longest;
  for (const auto& [age, part, walks, cards] : run.explored().ages) {
    for (const auto& [way, states] : walks) {
      const auto& [about, first, able] = way;
      const auto days = good_days(states, [&](const Course& course) {
        return plan::is_top(kb.plan.walking, course.walking) &&
               course.walk_percent == kWhole;
      });
      // Two walks of a minute or two are the fewest of the table.
      const bool fewest = first.walking.longest() <= 2 &&
                          part.person().plainly(kb.plan.walking.long_lasting);
      const int most = fewest ? kDaysToTopOfFewest : kDaysToTop;
      std::size_t worst = states.size();
      for (std::size_t i = states.size(); i-- > 0;) {
        if (days[i] < 0 || days[i] > most) worst = i;
        if (days[i] <= longest.days) continue;
        longest = {days[i], about + ", pain of " + std::to_string(age) +
                                " days, after " + named(states[i].days)};
      }
      const bool broken = worst < states.size();
      run.subject(
          about, broken,
          broken ? failure(kb,
                           "Good days do not reach the longest walk within " +
                               std::to_string(most) + " days.",
                           states[worst].days + std::string(kWeek, 'g'),
                           way.of(kb, part.answers()))
                 : Failure{});
    }
  }
  run.note("the longest way to the longest walk takes " +
           std::to_string(longest.days) + " good days: " + longest.from + ".");
}

/// One card: good sessions climb to the top of its ladder.
void cards_lead_on(Run& run) {
  const KnowledgeBase& kb = run.kb();
  const LadderRules& ladders = kb.plan.progress.ladders;
  for (const auto& [age, part, walks, cards] : run.explored().ages) {
    for (const auto& [index, states] : cards) {
      const Exercise& card = kb.exercises[index];
      const int top = plan::top_rung(part.person(), index);
      const auto days = good_days(states, [&](const Course& course) {
        const CardProgress& one = course.cards.front();
        return one.rung == top && one.down == 0 && !one.left_out;
      });
      const int most =
          std::max(1, top) * plan::ladder_rule(ladders, card).green_sessions;
      std::size_t worst = states.size();
      for (std::size_t i = states.size(); i-- > 0;) {
        if (days[i] < 0 || days[i] > most) worst = i;
      }
      const bool broken = worst < states.size();
      run.subject(card.id, broken,
                  broken ? failure(kb,
                                   "Good sessions do not reach the top of the "
                                   "ladder.",
                                   states[worst].days + std::string(kWeek, 'g'),
                                   part.answers())
                         : Failure{});
    }
  }
}

/// A flare, however it began: good days end it and bring back what was.
void flares_end(Run& run) {
  const KnowledgeBase& kb = run.kb();
  const FlareRules& rules = kb.plan.progress.flare;
  const Plan none;
  const int most =
      rules.menu_days + 1 + static_cast<int>(rules.ramp_percents.size());
  for (const auto& [age, part, walks, cards] : run.explored().ages) {
    Course first;
    first.stage = Stage::mobility;
    first.walking = {kb.plan.walking.when_unknown};
    const auto tidy = [&](Course& course) {
      course.walking = first.walking;
      course.walk_greens = 0;
      course.walk_grown.clear();
      course.flare_day = std::min(course.flare_day, rules.menu_days + 1);
      course.since_flare = 0;
      course.missed = 0;
      const auto kept = static_cast<std::size_t>(rules.within_days);
      if (course.lights.size() > kept) {
        course.lights.erase(
            course.lights.begin(),
            course.lights.end() - static_cast<std::ptrdiff_t>(kept));
      }
    };
    const auto states = reachable(part, {first}, none, tidy);
    const auto days = good_days(states, [](const Course& course) {
      return course.flare_day == 0 && course.walk_percent == kWhole;
    });
    std::size_t worst = states.size();
    for (std::size_t i = states.size(); i-- > 0;) {
      if (days[i] < 0 || days[i] > most) worst = i;
    }
    const bool broken = worst < states.size();
    run.subject("flare", broken,
                broken ? failure(kb, "Good days do not end the flare.",
                                 states[worst].days + std::string(kWeek, 'g'),
                                 part.answers())
                       : Failure{});
  }
}

/// Of the least, a quarter and a half of its range: the number that asks for
/// the least help.
double mildest_number(const KnowledgeBase& kb, Answers answers,
                      FindingIndex finding) {
  const Finding& about = kb.findings[finding];
  constexpr double kQuarters = 4;
  double best = about.min;
  std::optional<Urgency> least;
  for (const double share : {0.0, 1.0, 2.0}) {
    const double value =
        std::floor(about.min + (about.max - about.min) * share / kQuarters);
    answers.set(finding, value);
    const Urgency urgency = triage(kb, answers).urgency;
    if (least && urgency >= *least) continue;
    least = urgency;
    best = value;
  }
  return best;
}

/// Answers to everything that a decision can hang on, today or later: what is
/// given, else a plain no, the first choice or the mildest number.
std::optional<Answers> person_of(const KnowledgeBase& kb, Answers answers) {
  for (const Question& question : kb.questions) {
    for (const FindingIndex finding : question.sets) {
      if (answers.answered(finding)) continue;
      switch (kb.findings[finding].type) {
        case FindingType::yes_no:
          answers.set(finding, YesNo::no);
          break;
        case FindingType::one_of:
          answers.set(finding, Choice{0});
          break;
        case FindingType::many_of:
        case FindingType::number:
          break;
      }
    }
  }
  constexpr int kMostNumbers = 40;
  for (int n = 0; n < kMostNumbers; ++n) {
    const Decision decision = triage(kb, answers);
    if (decision.status == Status::decided) {
      return decision.plan_permission() ? std::optional(answers) : std::nullopt;
    }
    if (decision.missing.empty()) break;
    const FindingIndex finding = decision.missing.front();
    if (kb.findings[finding].type != FindingType::number) break;
    answers.set(finding, mildest_number(kb, answers, finding));
  }
  return std::nullopt;
}

/// Whether a named cap of the data holds this person back.
bool is_capped(const KnowledgeBase& kb, const Answers& answers) {
  const Person person(kb, answers);
  const auto& caps = kb.plan.progress.caps;
  return std::any_of(caps.begin(), caps.end(), [&](const StageCap& cap) {
    return person.closed(cap.when);
  });
}

/// Stages: people of every age and strength of pain, walking ability and
/// irritability come to the last stage on good days.
void stages_lead_on(Run& run) {
  const KnowledgeBase& kb = run.kb();
  const PlanRules& rules = kb.plan;
  const auto effort = kb.finding("provoke_effort");
  const auto settle = kb.finding("settle_time");
  PlanRequest request;
  request.date = std::chrono::year(2026) / std::chrono::January / 5;
  int people = 0;
  Longest longest;
  for (const int onset : {0, 70, 200}) {
    for (const int pain : {5, 8}) {
      for (const int walk : {0, 6, 20}) {
        for (const bool irritable : {false, true}) {
          Answers given(kb.findings.size());
          given.set(rules.ahead.days_finding, static_cast<double>(onset));
          given.set(rules.ahead.pain_finding, static_cast<double>(pain));
          given.set(rules.walking.minutes_finding, static_cast<double>(walk));
          if (effort && settle) {
            // The first effort and the last time are the worst of each.
            const auto last = [&](FindingIndex finding) {
              return Choice{static_cast<std::uint8_t>(
                  kb.findings[finding].values.size() - 1)};
            };
            given.set(*effort, irritable ? Choice{0} : last(*effort));
            given.set(*settle, irritable ? last(*settle) : Choice{0});
          }
          const auto answers = person_of(kb, given);
          if (!answers || is_capped(kb, *answers)) continue;
          ++people;
          const auto days =
              look_ahead(kb, *answers, triage(kb, *answers), request,
                         kDaysToMaintain, {DayLight::green});
          const AheadDay& last = days.back();
          // A sign that asks for help ends the plan, not the plan itself.
          if (!last.plan) continue;
          const auto done = [&](const AheadDay& day) {
            return day.course.stage == Stage::maintain &&
                   plan::is_top(rules.walking, day.course.walking);
          };
          const bool reached = done(last);
          const auto first = std::find_if(days.begin(), days.end(), done);
          const auto took = static_cast<int>(first - days.begin());
          if (reached && took > longest.days) {
            longest = {took, "pain of " + std::to_string(pain) + " for " +
                                 std::to_string(onset) + " days, walks " +
                                 std::to_string(walk) + " minutes" +
                                 (irritable ? ", easily set off" : "")};
          }
          run.subject("stages", !reached,
                      failure(kb,
                              "Good days do not reach the last stage and the "
                              "longest walk within " +
                                  std::to_string(kDaysToMaintain) + " days.",
                              std::string(kDaysToMaintain - 1, 'g'), *answers));
        }
      }
    }
  }
  run.note("of " + std::to_string(people) +
           " people, the longest way to the last stage takes " +
           std::to_string(longest.days) + " good days: " + longest.from + ".");
  Failure nobody;
  nobody.says = "Nobody of the grid may have a plan.";
  run.subject("stages", people == 0, std::move(nobody));
}

}  // namespace

void good_days_lead_on(Run& run) {
  if (!has_course(run.kb())) return;
  walking_leads_on(run);
  cards_lead_on(run);
  flares_end(run);
  stages_lead_on(run);
}

void one_bad_day_costs_one_day(Run& run) {
  if (!has_course(run.kb())) return;
  const KnowledgeBase& kb = run.kb();
  for (const auto& [age, part, walks, cards] : run.explored().ages) {
    for (const auto& [way, states] : walks) {
      const auto& [about, first, able] = way;
      const auto worse = std::find_if(
          states.begin(), states.end(), [&all = states](const Reached& one) {
            const Course& good = all[one.after(DayLight::green)].course;
            const Reached& red = all[one.after(DayLight::red)];
            const Course& back = all[red.after(DayLight::green)].course;
            return back.walk_percent < good.walk_percent ||
                   back.flare_day > good.flare_day ||
                   plan::is_more(good.walking, back.walking);
          });
      const bool broken = worse != states.end();
      run.subject(about, broken,
                  broken
                      ? failure(kb,
                                "A good day after a bad one does not bring "
                                "the walks back.",
                                worse->days + "rg", way.of(kb, part.answers()))
                      : Failure{});
    }
    for (const auto& [index, states] : cards) {
      const auto worse = std::find_if(
          states.begin(), states.end(), [&all = states](const Reached& one) {
            const Reached& red = all[one.after(DayLight::red)];
            const CardProgress& back =
                all[red.after(DayLight::green)].course.cards.front();
            const CardProgress& good =
                all[one.after(DayLight::green)].course.cards.front();
            return back != good;
          });
      const bool broken = worse != states.end();
      run.subject(kb.exercises[index].id, broken,
                  broken ? failure(kb,
                                   "A good session after a bad day does not "
                                   "bring the rung back.",
                                   worse->days + "rg", part.answers())
                         : Failure{});
    }
  }
}

void so_so_days_hold(Run& run) {
  if (!has_course(run.kb())) return;
  const KnowledgeBase& kb = run.kb();
  for (const auto& [age, part, walks, cards] : run.explored().ages) {
    if (!part.person().plainly(kb.plan.progress.long_lasting)) continue;
    for (const auto& [index, states] : cards) {
      const auto less = std::find_if(
          states.begin(), states.end(), [&all = states](const Reached& one) {
            const Course& after = all[one.after(DayLight::amber)].course;
            const CardProgress& a = after.cards.front();
            const CardProgress& b = one.course.cards.front();
            return a.rung - a.down < b.rung - b.down ||
                   (a.left_out && !b.left_out) ||
                   after.walk_percent < one.course.walk_percent;
          });
      const bool broken = less != states.end();
      run.subject(kb.exercises[index].id, broken,
                  broken
                      ? failure(kb, "A settled so-so day takes something away.",
                                less->days + "a", part.answers())
                      : Failure{});
    }
    for (const auto& [way, states] : walks) {
      const auto& [about, first, able] = way;
      const auto less = std::find_if(
          states.begin(), states.end(), [&all = states](const Reached& one) {
            const Course& after = all[one.after(DayLight::amber)].course;
            return after.walk_percent < one.course.walk_percent ||
                   plan::is_more(one.course.walking, after.walking);
          });
      const bool broken = less != states.end();
      run.subject(about, broken,
                  broken
                      ? failure(kb, "A settled so-so day takes walking away.",
                                less->days + "a", way.of(kb, part.answers()))
                      : Failure{});
    }
  }
}

namespace {

/// Somebody for each answer that can be given, alone: what holds a dose down
/// looks at one answer at a time, or at the two that make a band.
std::vector<Answers> one_answer_each(const KnowledgeBase& kb) {
  std::vector<Answers> people{Answers(kb.findings.size())};
  const auto add = [&](std::size_t finding, Answer answer) {
    Answers one(kb.findings.size());
    one.set(static_cast<FindingIndex>(finding), answer);
    people.push_back(std::move(one));
  };
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    const Finding& about = kb.findings[f];
    switch (about.type) {
      case FindingType::yes_no:
        add(f, YesNo::yes);
        add(f, YesNo::not_sure);
        break;
      case FindingType::one_of:
        for (std::size_t v = 0; v < about.values.size(); ++v) {
          add(f, Choice{static_cast<std::uint8_t>(v)});
        }
        break;
      case FindingType::many_of:
        break;
      case FindingType::number:
        add(f, about.min);
        add(f, about.max);
        break;
    }
  }
  return people;
}

/// Good days in which so many good sessions find their place.
std::string good_days_for(int sessions) {
  return std::string(
      static_cast<std::size_t>(std::clamp(sessions, 1, kDaysToMaintain - 1)),
      'g');
}

bool is_below(const Dose& card, const ItemDose& dose) {
  return dose.sets < card.sets.low || dose.reps < card.reps.low ||
         dose.hold_seconds < card.hold_seconds.low ||
         dose.minutes < card.minutes.low;
}

bool is_above(const Dose& card, const ItemDose& dose) {
  return dose.sets > card.sets.high || dose.reps > card.reps.high ||
         dose.hold_seconds > card.hold_seconds.high ||
         dose.minutes > card.minutes.high;
}

/// Looks at every dose that any sample person can be given on any rung.
void add_doses(const KnowledgeBase& kb, Explored& out) {
  const LadderRules& ladders = kb.plan.progress.ladders;
  out.below.resize(kb.exercises.size());
  out.above.resize(kb.exercises.size());
  const std::vector<ExerciseIndex> cards = movements(kb);
  std::vector<int> rungs(kb.exercises.size());
  for (const ExerciseIndex index : cards) {
    rungs[index] =
        static_cast<int>(plan::ladder_of(ladders, kb.exercises[index]).size());
  }
  for (const Answers& answers : one_answer_each(kb)) {
    const Person person(kb, answers);
    for (const ExerciseIndex index : cards) {
      const Dose& card = kb.exercises[index].dose;
      for (int rung = 0; rung < rungs[index]; ++rung) {
        const ItemDose dose = plan::dose_of(person, index, Slot{}, rung);
        if (!out.below[index] && is_below(card, dose)) {
          out.below[index] = Explored::BrokenDose{answers, rung};
        }
        if (!out.above[index] && is_above(card, dose)) {
          out.above[index] = Explored::BrokenDose{answers, rung};
        }
      }
    }
  }
}

void every_dose(
    Run& run, const std::string& says,
    const std::vector<std::optional<Explored::BrokenDose>>& broken) {
  const KnowledgeBase& kb = run.kb();
  const LadderRules& ladders = kb.plan.progress.ladders;
  for (const ExerciseIndex index : movements(kb)) {
    const auto& one = broken[index];
    const int sessions =
        plan::ladder_rule(ladders, kb.exercises[index]).green_sessions;
    run.subject(kb.exercises[index].id, one.has_value(),
                one ? failure(kb, says, good_days_for(one->rung * sessions),
                              one->answers)
                    : Failure{});
  }
}

}  // namespace

void never_below_the_card(Run& run) {
  if (!has_course(run.kb())) return;
  every_dose(run, "A dose is below the least that the card gives.",
             run.explored().below);
}

void never_above_the_caps(Run& run) {
  if (!has_course(run.kb())) return;
  every_dose(run, "A dose is above the most that the card gives.",
             run.explored().above);
  const KnowledgeBase& kb = run.kb();
  const WalkingRules& rules = kb.plan.walking;
  for (const FirstWalk& way : first_walks(kb)) {
    const auto& [about, first, able] = way;
    bool over = false;
    int steps = 0;
    for (WalkingDose at = first.walking; !over && !plan::is_top(rules, at);) {
      const WalkingDose next = plan::grown(rules, at);
      if (next == at) break;
      at = next;
      ++steps;
      over = at.total() > rules.day_minutes ||
             at.longest() > rules.merging.back().front();
    }
    if (!over) {
      run.subject(about, false, Failure{});
      continue;
    }
    Answers answers(kb.findings.size());
    answers.set(kb.plan.ahead.days_finding, 0.0);
    answers.set(kb.plan.ahead.pain_finding, kLittle);
    const int days =
        steps * std::max(rules.green_days, static_cast<int>(kWeek));
    run.subject(about, true,
                failure(kb, "Walking grows past the most of a day.",
                        good_days_for(days), way.of(kb, answers)));
  }
}

namespace {

/// Every answer that a finding can have, numbers at their ends.
std::vector<Answer> all_answers(const Finding& finding) {
  std::vector<Answer> out;
  switch (finding.type) {
    case FindingType::yes_no:
      out = {YesNo::yes, YesNo::not_sure, YesNo::no};
      break;
    case FindingType::one_of:
    case FindingType::many_of:
      for (std::size_t v = 0; v < finding.values.size(); ++v) {
        if (finding.type == FindingType::one_of) {
          out.emplace_back(Choice{static_cast<std::uint8_t>(v)});
        } else {
          out.emplace_back(Choices{1U << v});
        }
      }
      break;
    case FindingType::number:
      out = {finding.min, finding.max};
      break;
  }
  return out;
}

/// The blocks of what a test asks of the body: those of its cards, and its own.
std::vector<const Gate*> blocks_of(const KnowledgeBase& kb,
                                   const DirectionTest& test) {
  std::vector<const Gate*> gates;
  const auto add = [&](ExerciseIndex index) {
    for (const Gate& gate : kb.exercises[index].avoid) gates.push_back(&gate);
  };
  add(test.use);
  for (const DirectionStep& step : test.steps) add(step.exercise);
  for (const Gate& gate : test.never_when) gates.push_back(&gate);
  return gates;
}

/// Which movements ease or worsen is what a test asks. Of all else it may take
/// as told only what it is tried first for.
bool may_ask(const KnowledgeBase& kb, const DirectionTest& test,
             FindingIndex finding) {
  if (kb.findings[finding].group ==
      kb.findings[kb.plan.direction.finding].group) {
    return true;
  }
  for (const Gate& first : test.first_when) {
    const auto* sign = std::get_if<Sign>(&first.when.is);
    if (sign && sign->finding == finding) return true;
  }
  return false;
}

/// Whether something closes that the test does not ask by itself.
bool is_blocked(const Person& person, const DirectionTest& test) {
  for (const Gate* gate : blocks_of(person.kb(), test)) {
    if (!person.closed(*gate)) continue;
    std::vector<FindingIndex> deciding;
    person.decided_by(*gate, deciding);
    const bool asked = std::any_of(deciding.begin(), deciding.end(),
                                   [&](FindingIndex finding) {
                                     return may_ask(person.kb(), test, finding);
                                   });
    if (!asked) return true;
  }
  return false;
}

bool has_row(const KnowledgeBase& kb, const Answers& answers,
             std::size_t test) {
  const auto permission = triage(kb, answers).plan_permission();
  if (!permission) return false;
  PlanRequest request;
  request.date = std::chrono::year(2026) / std::chrono::January / 5;
  const Plan plan = build_plan(kb, answers, *permission, request);
  const bool row =
      std::any_of(plan.items.begin(), plan.items.end(),
                  [](const PlanItem& item) { return item.first_aid; });
  return row && plan.first_aid.test == test;
}

}  // namespace

void first_aid_passes_no_block(Run& run) {
  const KnowledgeBase& kb = run.kb();
  const DirectionRules& rules = kb.plan.direction;
  if (!has_course(kb) || rules.tests.empty()) return;
  for (std::size_t t = 0; t < rules.tests.size(); ++t) {
    const DirectionTest& test = rules.tests[t];
    // Found already, or still to be tested.
    for (const bool found : {true, false}) {
      constexpr double kDays = 10;
      constexpr double kPain = 4;
      Answers given(kb.findings.size());
      given.set(kb.plan.ahead.days_finding, kDays);
      given.set(kb.plan.ahead.pain_finding, kPain);
      if (found) {
        for (const auto& [finding, answer] : test.as_if) {
          if (finding == rules.finding) given.set(finding, answer);
        }
      }
      const auto base = person_of(kb, given);
      if (!base) continue;
      Failure failed;
      bool broken = false;
      for (std::size_t f = 0; f < kb.findings.size() && !broken; ++f) {
        const auto finding = static_cast<FindingIndex>(f);
        if (kb.findings[f].history || finding == rules.finding) continue;
        for (const Answer& answer : all_answers(kb.findings[f])) {
          Answers answers = *base;
          answers.set(finding, answer);
          if (!is_blocked(Person(kb, answers), test)) continue;
          broken = has_row(kb, answers, t);
          if (!broken) continue;
          failed = failure(kb,
                           "First aid is offered although \"" +
                               kb.findings[f].id + "\" speaks against it.",
                           "", answers);
          break;
        }
      }
      run.subject(test.id, broken, std::move(failed));
    }
  }
}

const Explored& Shared::explored() {
  std::call_once(walked_, [&] {
    auto out = std::make_shared<Explored>();
    add_doses(kb, *out);
    const auto permission = permission_to_move(kb);
    const Plan none;
    for (const int age : permission ? ages_of_pain(kb) : std::vector<int>()) {
      const Part part(kb, age, *permission);
      Explored::Age one{age, part, {}, {}};
      for (FirstWalk& way : first_walks(kb)) {
        auto states = reachable(part, {way.course}, none, without_flares);
        one.walks.push_back({std::move(way), std::move(states)});
      }
      for (const ExerciseIndex index : kinds_of_ladders(kb)) {
        one.cards.push_back({index, reachable(part, {with_card(index)},
                                              plan_with(index), card_alone)});
      }
      out->ages.push_back(std::move(one));
    }
    explored_ = std::move(out);
  });
  return *explored_;
}

}  // namespace backcoach::prove
