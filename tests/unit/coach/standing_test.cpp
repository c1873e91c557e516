// What stands, against a small model of its own, over all short histories.
#include "backcoach/standing.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "../../../src/coach/latest.hpp"
#include "../../../src/kb/diary_answers.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"

namespace backcoach::test {
namespace {

/// One thing that can be written down.
enum class Kind {
  plan,
  emergency,
  soon,
  hold,
  open,
  lifts_referrals,  ///< a whole triage that names every referral
  ends_hold,        ///< a check-in with a plain no
  answers_open,
  takes_back,  ///< of the entry written before it
  left         ///< a lift whose triage was left half-way
};
constexpr int kKinds = 10;

/// What the model remembers: what each entry told, and what each ended.
struct Model {
  struct Told {
    std::string what;
    int urgency = 0;
  };
  std::vector<std::map<std::string, Told>> told;
  std::vector<std::set<std::pair<std::string, std::size_t>>> ended;

  std::set<std::size_t> standing(const std::string& what) const {
    std::set<std::size_t> out;
    for (std::size_t i = 0; i < told.size(); ++i) {
      if (!told[i].contains(what)) continue;
      const bool gone =
          std::any_of(ended.begin(), ended.end(), [&](const auto& one) {
            return one.contains({what, i});
          });
      if (!gone) out.insert(i);
    }
    return out;
  }
};

std::string id_of(std::size_t place) {
  return std::string(11, '0') + static_cast<char>('a' + place);
}

class History {
 public:
  void write(Kind kind) {
    const std::size_t place = model_.told.size();
    DiaryEntry entry;
    entry.id = id_of(place);
    entry.date = "2026-11-21";
    entry.at = "2026-11-21T08:00:00";
    entry.number = static_cast<std::int64_t>(place) + 1;
    TriageRecord record;
    record.origin = "triage";
    record.urgency = "self_care";
    record.plan_allowed = true;
    model_.told.emplace_back();
    model_.ended.emplace_back();
    const auto end = [&](const std::string& what) {
      for (const std::size_t one : model_.standing(what)) {
        if (one == place) continue;
        record.ends.push_back({id_of(one), what});
        model_.ended[place].insert({what, one});
      }
    };
    switch (kind) {
      case Kind::plan:
        break;
      case Kind::emergency:
      case Kind::soon:
        record.urgency = kind == Kind::soon ? "soon" : "emergency";
        record.plan_allowed = false;
        model_.told[place]["referral"] = {"referral",
                                          kind == Kind::soon ? 2 : 4};
        break;
      case Kind::hold:
        record.urgency = "routine";
        record.plan_allowed = false;
        model_.told[place]["hold"] = {"hold", 1};
        break;
      case Kind::open:
        record.plan_allowed = false;
        record.whole = false;
        record.open = {"fever"};
        model_.told[place]["open"] = {"open", 0};
        break;
      case Kind::lifts_referrals:
        end("referral");
        break;
      case Kind::ends_hold:
        end("hold");
        break;
      case Kind::answers_open:
        end("open");
        break;
      case Kind::left:
        for (const std::size_t one : model_.standing("referral")) {
          record.ends.push_back({id_of(one), "referral"});
        }
        record.whole = false;
        record.plan_allowed = false;
        break;
      case Kind::takes_back:
        take_back();
        model_.told.pop_back();
        model_.ended.pop_back();
        return;
    }
    entry.what = std::move(record);
    entries_.push_back(std::move(entry));
  }

  /// As the store does it: what told something is kept as that.
  void take_back() {
    if (entries_.empty()) return;
    DiaryEntry& last = entries_.back();
    const std::size_t place = entries_.size() - 1;
    if (leaves_a_trace(last)) {
      last = taken_back(last, "2026-11-22T08:00:00");
    } else {
      // Nothing of it is left, but the place in this model.
      TriageRecord nothing;
      nothing.origin = "taken_back";
      nothing.urgency = "self_care";
      nothing.whole = false;
      last.what = nothing;
    }
    model_.ended[place].clear();
  }

  const std::vector<DiaryEntry>& entries() const { return entries_; }
  const Model& model() const { return model_; }

 private:
  std::vector<DiaryEntry> entries_;
  Model model_;
};

template <class List>
std::set<std::string> ids_of(const List& list) {
  std::set<std::string> out;
  for (const auto& one : list) out.insert(one.id);
  return out;
}

std::set<std::string> ids_of(const std::set<std::size_t>& places) {
  std::set<std::string> out;
  for (const std::size_t one : places) out.insert(id_of(one));
  return out;
}

/// All that a person could tell apart.
std::string words(const Standing& standing) {
  std::string out;
  for (const std::string& id : standing.ids()) out += id + " ";
  out += "/ ";
  for (const Hold& one : standing.holds) out += one.id + " ";
  out += "/ ";
  for (const OpenQuestions& one : standing.open) out += one.id + " ";
  out += "/ " + std::string(name(standing.urgency()));
  return out + (standing.page() ? " " + standing.page()->id : "");
}

template <class Visit>
void every_history(int length, Visit visit) {
  std::vector<int> kinds(static_cast<std::size_t>(length), 0);
  while (true) {
    History history;
    for (const int kind : kinds) history.write(static_cast<Kind>(kind));
    visit(history);
    std::size_t at = 0;
    while (at < kinds.size() && ++kinds[at] == kKinds) kinds[at++] = 0;
    if (at == kinds.size()) return;
  }
}

}  // namespace

TEST_CASE("what was told stands until it is ended, in every short history",
          "[standing]") {
  int stood = 0;
  int lifted = 0;
  for (int length = 1; length <= 4; ++length) {
    every_history(length, [&](const History& history) {
      const Standing standing = standing_of(history.entries());
      const auto referrals = history.model().standing("referral");
      const auto holds = history.model().standing("hold");
      const auto open = history.model().standing("open");
      bool good = ids_of(standing.referrals) == ids_of(referrals) &&
                  ids_of(standing.holds) == ids_of(holds) &&
                  ids_of(standing.open) == ids_of(open);
      good = good && standing.forbids() ==
                         !(referrals.empty() && holds.empty() && open.empty());
      stood += standing.forbids() ? 1 : 0;
      lifted += standing.forbids() ? 0 : 1;
      if (!good) {
        INFO(words(standing));
        FAIL_CHECK("another standing than the model's");
      }
    });
  }
  CHECK(stood > 0);
  CHECK(lifted > 0);
}

TEST_CASE("no clock, day, note or order of reading changes what stands",
          "[standing]") {
  int tried = 0;
  every_history(3, [&](const History& history) {
    ++tried;
    const std::string as_it_was = words(standing_of(history.entries()));
    std::vector<DiaryEntry> other = history.entries();
    std::reverse(other.begin(), other.end());
    int n = 0;
    for (DiaryEntry& entry : other) {
      entry.date = n % 2 == 0 ? "2099-01-01" : "1999-12-31";
      entry.at = entry.date + "T03:00:00";
      entry.note = "a note";
      ++n;
    }
    if (words(standing_of(other)) != as_it_was) {
      FAIL_CHECK("another standing by another clock");
    }
  });
  CHECK(tried > 100);
}

TEST_CASE("two copies of a diary come to the same, whoever takes the other",
          "[standing]") {
  int tried = 0;
  every_history(3, [&](const History& history) {
    ++tried;
    // Every entry once, in the order of either copy.
    std::vector<DiaryEntry> theirs = history.entries();
    std::int64_t number = 0;
    for (auto it = theirs.rbegin(); it != theirs.rend(); ++it) {
      it->number = ++number;
    }
    const Standing a = standing_of(history.entries());
    const Standing b = standing_of(theirs);
    if (ids_of(a.referrals) != ids_of(b.referrals) ||
        ids_of(a.holds) != ids_of(b.holds) ||
        ids_of(a.open) != ids_of(b.open)) {
      FAIL_CHECK("the copies do not agree");
    }
  });
  CHECK(tried > 100);
}

TEST_CASE("taking back never makes less stand, and brings back what was ended",
          "[standing]") {
  int tried = 0;
  every_history(3, [&](const History& history) {
    ++tried;
    const Standing before = standing_of(history.entries());
    History after = history;
    after.write(Kind::takes_back);
    const Standing now = standing_of(after.entries());
    const auto covers = [](const auto& more, const auto& less) {
      const auto ids = ids_of(less);
      const auto all = ids_of(more);
      return std::includes(all.begin(), all.end(), ids.begin(), ids.end());
    };
    if (!covers(now.referrals, before.referrals) ||
        !covers(now.holds, before.holds) || !covers(now.open, before.open)) {
      FAIL_CHECK("taking back made less stand");
    }
  });
  CHECK(tried > 100);
}

TEST_CASE("the most urgent gives the page, and its earliest gives the day",
          "[standing]") {
  History history;
  for (const Kind kind : {Kind::soon, Kind::emergency, Kind::emergency}) {
    history.write(kind);
  }
  const Standing standing = standing_of(history.entries());
  CHECK(standing.urgency() == Urgency::emergency);
  REQUIRE(standing.page());
  CHECK(standing.page()->id == id_of(1));
  CHECK(standing.ids().size() == 3);
}

TEST_CASE("no permission comes from a decision alone while something stands",
          "[standing]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const Decision decision = triage(kb, full_answers());
  REQUIRE(decision.plan_permission());
  CHECK(plan_permission(decision, Standing{}));
  for (const Kind kind :
       {Kind::emergency, Kind::soon, Kind::hold, Kind::open}) {
    History history;
    history.write(kind);
    CHECK_FALSE(plan_permission(decision, standing_of(history.entries())));
  }
  Standing unreadable;
  unreadable.unreadable = true;
  CHECK_FALSE(plan_permission(decision, unreadable));
  // Put together by hand it is no decision.
  Decision forged;
  forged.status = Status::decided;
  forged.plan_allowed = true;
  forged.stage = Stage::strength;
  forged.focus = kb.stage(Stage::strength).focus;
  CHECK_FALSE(plan_permission(forged, Standing{}));
}

TEST_CASE("an urgency that nobody knows may hide a referral", "[standing]") {
  DiaryEntry entry;
  TriageRecord record;
  record.origin = "triage";
  record.urgency = "x";
  entry.what = record;
  const std::vector<DiaryEntry> diary = {entry};
  CHECK(standing_of(diary).unreadable);
}

TEST_CASE("what is private leaves no name in a record", "[standing]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  for (const Json& answers :
       {Json{{"saddle_change", "yes"}}, Json{{"suicidal", "thoughts"}},
        Json{{"sex_function_new", "yes"}}}) {
    const Answers told = full_answers(answers);
    const Decision decision = triage(kb, told);
    REQUIRE(decision.urgency >= Urgency::soon);
    const TriageRecord record =
        record_of(kb, told, decision, Origin::triage, "id");
    CHECK(is_referral(record));
    for (const FiredRule& fired : record.rules) {
      INFO(fired.rule);
      CHECK(fired.rule.find("saddle") == std::string::npos);
      CHECK(fired.rule.find("suicid") == std::string::npos);
      CHECK(fired.rule.find("sexual") == std::string::npos);
    }
    CHECK(std::find(record.rests_on.begin(), record.rests_on.end(),
                    std::string(kPrivate)) != record.rests_on.end());
    for (const std::string& group : record.groups) {
      CHECK(group.find("suicid") == std::string::npos);
    }
  }
}

TEST_CASE("a lift names what it ends, and a mistake needs a plain no",
          "[standing]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const auto entry = [&](const Answers& answers, const std::string& id,
                         std::int64_t number) {
    DiaryEntry out;
    out.id = id;
    out.number = number;
    out.date = "2026-11-21";
    out.at = "2026-11-21T08:00:00";
    out.what =
        record_of(kb, answers, triage(kb, answers), Origin::triage, "id");
    return out;
  };
  const std::vector<DiaryEntry> diary = {
      entry(full_answers({{"fever", "yes"}}), id_of(0), 1),
      entry(full_answers({{"foot_drop", "yes"}}), id_of(1), 2)};
  const Standing standing = standing_of(diary);
  REQUIRE(standing.referrals.size() == 2);
  const Answers well = full_answers();
  const Decision decision = triage(kb, well);
  const auto ends = [&](SeenSince since, std::vector<std::string> about,
                        const Answers& answers) {
    std::set<std::string> ids;
    for (const EndedTelling& one :
         ended_by(kb, standing, since, about, answers, triage(kb, answers),
                  "2026-11-22")) {
      ids.insert(one.id);
    }
    return ids;
  };
  CHECK(ends(SeenSince::no, standing.ids(), well).empty());
  CHECK(ends(SeenSince::yes, {}, well).empty());
  CHECK(ends(SeenSince::yes, {id_of(0)}, well) == std::set{id_of(0)});
  CHECK(ends(SeenSince::yes, {"nothing"}, well).empty());
  CHECK(ends(SeenSince::mistake, standing.ids(), well) ==
        std::set{id_of(0), id_of(1)});
  CHECK(ends(SeenSince::mistake, standing.ids(),
             full_answers({{"fever", "not_sure"}})) == std::set{id_of(1)});
  CHECK(ends(SeenSince::gone, standing.ids(), well).empty());
  CHECK(decision.plan_permission());
}

TEST_CASE("a SOON of withdrawn rules alone ends by a whole triage",
          "[standing]") {
  KnowledgeBase kb = shipped_knowledge_base();
  const auto told = [&](const Json& changes) {
    const Answers answers = full_answers(changes);
    DiaryEntry out;
    out.id = id_of(0);
    out.number = 1;
    out.date = "2026-11-21";
    out.what =
        record_of(kb, answers, triage(kb, answers), Origin::triage, "id");
    return std::vector<DiaryEntry>{out};
  };
  const auto soon = told({{"weight_loss_unexplained", "yes"}});
  const auto both =
      told({{"weight_loss_unexplained", "yes"}, {"burning_pee", "yes"}});
  const auto urgent =
      told({{"weight_loss_unexplained", "yes"}, {"fever", "yes"}});
  const auto hidden = told({{"saddle_change", "yes"}});
  const auto ends = [&](const std::vector<DiaryEntry>& diary) {
    const Standing standing = standing_of(diary);
    REQUIRE(standing.referrals.size() == 1);
    const Answers well = full_answers();
    return !ended_by(kb, standing, SeenSince::no, {}, well, triage(kb, well),
                     "2026-11-22")
                .empty();
  };
  CHECK_FALSE(ends(soon));
  kb.manifest.withdraws = {{"weight_loss", "It sent too many people."}};
  REQUIRE(standing_of(soon).urgency() == Urgency::soon);
  CHECK(ends(soon));
  CHECK(all_withdrawn(kb, standing_of(soon)));
  CHECK(withdrawn_because(kb, standing_of(soon).referrals.front()) ==
        "It sent too many people.");
  // A rule that still holds, one that is more urgent, one that is not named.
  CHECK_FALSE(ends(both));
  CHECK_FALSE(ends(urgent));
  for (const FiredRule& fired :
       standing_of(urgent).referrals.front().record->rules) {
    kb.manifest.withdraws.push_back({fired.rule, "All of it."});
  }
  CHECK_FALSE(ends(urgent));
  kb.manifest.withdraws.push_back({std::string(kPrivate), "No such rule."});
  CHECK_FALSE(ends(hidden));
  CHECK_FALSE(all_withdrawn(kb, Standing{}));
}

TEST_CASE("what was looked at is routine, but not what always counts in full",
          "[standing]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const auto decide = [&](const Json& changes, const SeenInput& seen) {
    return triage(kb, full_answers(changes), seen);
  };
  const SeenInput pelvic{{"pelvic"}};
  // What grades the sign is told, too: it could make it milder still.
  const auto retention = [](Json changes) {
    changes["pee_retention"] = "yes";
    changes["pelvic_symptom_days"] = 2;
    changes["pelvic_symptom_worse"] = "no";
    changes["pelvic_symptom_checked"] = "yes";
    return changes;
  };
  CHECK(decide({{"pee_retention", "yes"}}, {}).urgency == Urgency::emergency);
  const Decision seen = decide(retention(Json::object()), pelvic);
  CHECK(seen.urgency == Urgency::routine);
  CHECK(seen.plan_permission());
  // Another group, and what no look makes milder.
  CHECK(decide({{"foot_drop", "yes"}}, pelvic).urgency >= Urgency::soon);
  for (const char* never : {"chest_pain", "fever", "collapse", "belly_severe",
                            "breathless_sudden", "stroke_signs"}) {
    SeenInput all;
    for (const SeenGroup& group : kb.seen.groups) {
      all.groups.push_back(group.id);
    }
    for (const Rule& rule : kb.rules) all.groups.push_back(rule.id);
    INFO(never);
    CHECK(decide({{never, "yes"}}, all).urgency ==
          decide({{never, "yes"}}, {}).urgency);
  }
  const Decision gently =
      decide(retention({{"seen_exercise", "gently"}}), pelvic);
  REQUIRE(gently.stage);
  CHECK((*gently.stage == Stage::walk || *gently.stage == Stage::rest));
  const Decision not_now =
      decide(retention({{"told_no_exercise", "yes"}}), pelvic);
  CHECK_FALSE(not_now.plan_permission());
}

TEST_CASE("a diary of an earlier form keeps its last referral", "[standing]") {
  const auto entry = [](const std::string& id, const std::string& urgency,
                        const std::string& origin, bool plan) {
    DiaryEntry out;
    out.id = id;
    TriageRecord record;
    record.origin = origin;
    record.urgency = urgency;
    record.plan_allowed = plan;
    out.what = record;
    return out;
  };
  const auto standing = [](std::vector<DiaryEntry> diary) {
    std::vector<DiaryEntry*> order;
    std::int64_t number = 0;
    for (DiaryEntry& one : diary) {
      one.number = ++number;
      order.push_back(&one);
    }
    upgrade_old_form(order);
    return ids_of(standing_of(diary).referrals);
  };
  CHECK(standing({entry("a", "emergency", "triage", false)}) ==
        std::set<std::string>{"a"});
  CHECK(standing({entry("p", "self_care", "triage", true),
                  entry("a", "emergency", "checkin", false)}) ==
        std::set<std::string>{"a"});
  CHECK(standing({entry("a", "emergency", "triage", false),
                  entry("p", "self_care", "triage", true)})
            .empty());
  std::vector<DiaryEntry> alarm = {entry("p", "self_care", "triage", true),
                                   entry("w", "self_care", "withdrawn", false)};
  std::vector<DiaryEntry*> order = {&alarm[0], &alarm[1]};
  alarm[0].number = 1;
  alarm[1].number = 2;
  upgrade_old_form(order);
  CHECK(standing_of(alarm).open.size() == 1);
}

}  // namespace backcoach::test
