#include "checkin.hpp"

#include <algorithm>

#include "../kb/answer_words.hpp"
#include "backcoach/triage.hpp"

namespace backcoach {
namespace {

constexpr int kDaysOfWeek = 7;

/// The value of a one_of finding that has this name.
std::optional<Answer> choice_named(const Finding& finding,
                                   std::string_view name) {
  for (std::size_t i = 0; i < finding.values.size(); ++i) {
    if (finding.values[i] == name) {
      return Answer(Choice{static_cast<std::uint8_t>(i)});
    }
  }
  return std::nullopt;
}

/// A plain answer such as "no" in the type of the finding.
std::optional<Answer> plain(const Finding& finding, YesNo answer) {
  if (finding.type == FindingType::yes_no) return Answer(answer);
  if (finding.type == FindingType::one_of) {
    return choice_named(finding, name(answer));
  }
  return std::nullopt;
}

void grow(const KnowledgeBase& kb, Answers& answers,
          const std::vector<FindingIndex>& findings, int by) {
  for (const FindingIndex finding : findings) {
    const double* value = std::get_if<double>(&answers[finding]);
    if (!value) continue;
    answers.set(finding, std::min(*value + by, kb.findings[finding].max));
  }
}

bool says_yes(const Answers& now, const std::vector<FindingIndex>& signs) {
  return std::any_of(signs.begin(), signs.end(), [&](FindingIndex sign) {
    return now[sign] == Answer(YesNo::yes);
  });
}

std::optional<double> number(const KnowledgeBase& kb, const Answers& now,
                             const char* id) {
  const auto finding = kb.finding(id);
  const double* value = finding ? std::get_if<double>(&now[*finding]) : nullptr;
  return value ? std::optional<double>(*value) : std::nullopt;
}

std::string_view word(const KnowledgeBase& kb, const Answers& now,
                      const char* id) {
  const auto finding = kb.finding(id);
  const Choice* choice =
      finding ? std::get_if<Choice>(&now[*finding]) : nullptr;
  return choice ? std::string_view(kb.findings[*finding].values[choice->index])
                : std::string_view();
}

class Application {
 public:
  Application(const KnowledgeBase& kb, const CheckinBasis& basis,
              const Answers& now, bool asking)
      : kb_(kb), basis_(basis), now_(now), asking_(asking) {
    out_.answers = basis.answers;
  }

  CheckedIn run() {
    grow(kb_, out_.answers, kb_.checkin.grows_by_day, basis_.days);
    grow(kb_, out_.answers, kb_.checkin.grows_by_week,
         basis_.days / kDaysOfWeek);
    if (basis_.rest_hours > 0) {
      const FindingIndex hours = kb_.plan.rest.hours_finding;
      const double* before = std::get_if<double>(&out_.answers[hours]);
      out_.answers.set(hours,
                       std::min((before ? *before : 0) + basis_.rest_hours,
                                kb_.findings[hours].max));
    }
    for (const FindingIndex finding : kb_.checkin.ask_again) {
      if (!says_no(kb_, out_.answers, finding)) out_.answers.clear(finding);
    }
    for (const SettledRule& rule : kb_.checkin.settled) settle(rule);
    for (const CheckinSign& sign : kb_.checkin.signs) apply(sign);
    // More pain asks the danger list again, and it has been asked today; a new
    // sign in a leg contradicts what was said there.
    out_.worse = is_worse() || has_new_sign();
    if (out_.worse) open_core(has_new_sign());
    // What was asked for by itself stands over everything.
    for (std::size_t i = 0; i < kb_.findings.size(); ++i) {
      const auto finding = static_cast<FindingIndex>(i);
      if (kb_.findings[i].history) continue;
      if (now_.answered(finding)) out_.answers.set(finding, now_[finding]);
      if (now_.declined(finding)) out_.answers.decline(finding);
    }
    return std::move(out_);
  }

 private:
  void apply(const CheckinSign& sign) {
    const YesNo* answer = std::get_if<YesNo>(&now_[sign.measure]);
    if (!answer) return;
    if (*answer == YesNo::no) {
      if (!sign.no_is_no) return;
      for (const FindingIndex finding : sign.findings) {
        if (const auto no = plain(kb_.findings[finding], YesNo::no)) {
          out_.answers.set(finding, *no);
        }
      }
      return;
    }
    out_.signs.push_back(sign.measure);
    for (const FindingIndex finding : sign.also_ask) {
      out_.answers.clear(finding);
    }
    for (const FindingIndex finding : sign.findings)
      open(sign, finding, *answer);
  }

  /// The same answer often enough, and today again, ends what hangs on it.
  void settle(const SettledRule& rule) {
    const auto place =
        static_cast<std::size_t>(&rule - kb_.checkin.settled.data());
    const std::string& id = kb_.findings[rule.measure].id;
    if (place >= basis_.run.size() || word(kb_, now_, id.c_str()) != rule.is) {
      return;
    }
    if (basis_.run[place] + 1 < rule.check_ins) return;
    for (const FindingIndex finding : rule.findings) {
      if (const auto no = plain(kb_.findings[finding], YesNo::no)) {
        out_.answers.set(finding, *no);
      }
    }
  }

  /// A line that is one sign has been answered by it; else each is asked for.
  void open(const CheckinSign& sign, FindingIndex finding, YesNo answer) {
    out_.answers.clear(finding);
    const bool alone = sign.findings.size() == 1;
    if (!alone && asking_) return;
    const Finding& about = kb_.findings[finding];
    auto stands = plain(about, alone ? answer : YesNo::not_sure);
    // Some signs have grades and no plain yes. With nobody to ask for the grade
    // they are in doubt or, where there is no word for that, at their worst.
    if (!stands && !asking_) stands = plain(about, YesNo::not_sure);
    if (!stands && !asking_ && about.core) stands = worst_choice(finding);
    if (stands) out_.answers.set(finding, *stands);
  }

  /// The grade of a sign that leads to the most urgent decision.
  std::optional<Answer> worst_choice(FindingIndex finding) const {
    const Finding& about = kb_.findings[finding];
    if (about.type != FindingType::one_of) return std::nullopt;
    Answers tried = out_.answers;
    std::optional<Answer> worst;
    Urgency most = Urgency::self_care;
    for (std::size_t i = 0; i < about.values.size(); ++i) {
      if (about.values[i] == name(YesNo::no)) continue;
      const Answer choice = Choice{static_cast<std::uint8_t>(i)};
      tried.set(finding, choice);
      const Urgency urgency = triage(kb_, tried).urgency;
      if (worst && urgency <= most) continue;
      worst = choice;
      most = urgency;
    }
    return worst;
  }

  bool is_worse() const {
    const auto pain = number(kb_, now_, "nprs_now");
    return pain && basis_.usual_pain &&
           *pain - *basis_.usual_pain >= kb_.checkin.worse_points;
  }

  bool has_new_sign() const { return says_yes(now_, kb_.checkin.worse_signs); }

  /// Whether a line of the danger list that names this sign was not plainly
  /// denied today. What no line of it names is about the past.
  bool left_undenied(FindingIndex finding) const {
    const auto& list = question_of(kb_, kb_.checkin.steps.front()).sets;
    return std::any_of(
        kb_.checkin.signs.begin(), kb_.checkin.signs.end(),
        [&](const CheckinSign& sign) {
          const auto has = [](const std::vector<FindingIndex>& all,
                              FindingIndex one) {
            return std::find(all.begin(), all.end(), one) != all.end();
          };
          return has(list, sign.measure) && has(sign.findings, finding) &&
                 now_[sign.measure] != Answer(YesNo::no);
        });
  }

  /// Yesterday's no is not enough any more. \param all  nor is today's no to a
  /// whole line.
  void open_core(bool all) {
    for (std::size_t i = 0; i < kb_.findings.size(); ++i) {
      const auto finding = static_cast<FindingIndex>(i);
      if (!kb_.findings[i].core || !says_no(kb_, out_.answers, finding)) {
        continue;
      }
      if (all || left_undenied(finding)) out_.answers.clear(finding);
    }
  }

  const KnowledgeBase& kb_;
  const CheckinBasis& basis_;
  const Answers& now_;
  bool asking_;
  CheckedIn out_;
};

}  // namespace

CheckedIn apply_checkin(const KnowledgeBase& kb, const CheckinBasis& basis,
                        const Answers& now, bool asking) {
  return Application(kb, basis, now, asking).run();
}

std::optional<Light> checkin_light(const KnowledgeBase& kb,
                                   const Answers& now) {
  const std::string_view went = word(kb, now, "went");
  ExercisePain pain;
  pain.red_sign = says_yes(now, kb.checkin.light.red_signs);
  pain.never_green = says_yes(now, kb.checkin.light.never_green);
  pain.before = number(kb, now, "exercise_before");
  pain.during = number(kb, now, "exercise_during");
  pain.morning = number(kb, now, "exercise_morning");
  if (went == "none") return std::nullopt;
  if (went == "well") {
    // No more pain, then or this morning: all three are one number.
    const double same = pain.before.value_or(0);
    if (!pain.during) pain.during = same;
    if (!pain.morning) pain.morning = same;
    pain.before = same;
  }
  const bool said = !went.empty() || pain.before || pain.during;
  if (!said) return std::nullopt;
  return traffic_light(kb.checkin.light, pain);
}

bool is_due(const CheckinStep& step, const Answers& now,
            const Answers& known_of, std::optional<int> days_since) {
  if (days_since && *days_since < step.every_days) {
    // Several check-ins a day ask the daily questions each time.
    if (step.every_days > 1) return false;
  }
  const auto any = [](const SparseAnswers& wanted, const Answers& answers) {
    return wanted.empty() ||
           std::any_of(wanted.begin(), wanted.end(), [&](const auto& one) {
             return answers[one.first] == one.second;
           });
  };
  return any(step.only_after, now) && any(step.only_if, known_of);
}

const Question& question_of(const KnowledgeBase& kb, const CheckinStep& step) {
  return step.own ? kb.checkin.questions[step.question]
                  : kb.questions[step.question];
}

std::vector<FindingIndex> asked_by(const KnowledgeBase& kb,
                                   const std::vector<CheckinStep>& steps,
                                   const CheckinStep& step) {
  const auto opens = [](const std::vector<CheckinStep>& list,
                        FindingIndex finding) {
    return std::any_of(list.begin(), list.end(), [&](const CheckinStep& other) {
      return std::any_of(other.only_after.begin(), other.only_after.end(),
                         [&](const auto& one) { return one.first == finding; });
    });
  };
  std::vector<FindingIndex> asked;
  for (const FindingIndex finding : question_of(kb, step).sets) {
    if (!opens(kb.checkin.steps, finding) || opens(steps, finding)) {
      asked.push_back(finding);
    }
  }
  return asked;
}

bool is_answered(const std::vector<FindingIndex>& findings,
                 const Answers& now) {
  return std::all_of(findings.begin(), findings.end(),
                     [&](FindingIndex finding) {
                       return now.answered(finding) || now.declined(finding);
                     });
}

Answers with_follow_ups(const KnowledgeBase& kb, const Answers& given) {
  Answers out = given;
  for (const Question& question : kb.checkin.questions) {
    if (question.kind != QuestionKind::choice || question.sets.empty()) {
      continue;
    }
    const FindingIndex asked = question.sets.front();
    for (const Option& option : question.options) {
      const bool chosen = std::any_of(
          option.sets.begin(), option.sets.end(), [&](const auto& one) {
            return one.first == asked && given.answered(asked) &&
                   one.second == given[asked];
          });
      if (!chosen) continue;
      for (const auto& [finding, answer] : option.sets) {
        if (!out.answered(finding)) out.set(finding, answer);
      }
    }
  }
  // A list whose every sign is answered needs no line above it.
  for (const CheckinStep& step : kb.checkin.steps) {
    const Question& question = question_of(kb, step);
    if (question.kind != QuestionKind::list || step.only_after.empty()) {
      continue;
    }
    const FindingIndex above = step.only_after.front().first;
    const auto plain_no = [&](FindingIndex sign) {
      return given[sign] == Answer(YesNo::no);
    };
    if (given.answered(above) || !is_answered(question.sets, given)) continue;
    const bool none =
        std::all_of(question.sets.begin(), question.sets.end(), plain_no);
    out.set(above, none ? YesNo::no : YesNo::yes);
  }
  return out;
}

}  // namespace backcoach
