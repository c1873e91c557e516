#!/usr/bin/env python3
"""First-aid movement, goal and letting go, played through the program day by day.

  direction.py --binary PATH
"""
import datetime
import json
import sys

import outside
from diary import quiet_check
from weeks import Person

SCIATICA = {"onset_days": 10, "nprs_now": 5, "leg_pain": "yes", "leg_pain_below_knee": "yes", "leg_tingle_one": "yes",
            "leg_symptom_days": 10, "walk_minutes": 15, "equipment": ["mat", "chair", "wall"]}
BACK = {"onset_days": 6, "nprs_now": 4, "walk_minutes": 15, "equipment": ["mat", "chair", "wall"]}
DRAWN_IN = {"test_point_before": "calf", "test_pain_before": 5, "test_step_1": "same", "test_step_2": "nearer",
            "test_step_3": "nearer", "test_point_after": "buttock", "test_pain_after": 5}
NOTHING = {"test_point_before": "buttock", "test_pain_before": 4, "test_step_1": "same", "test_step_2": "same",
           "test_step_3": "same", "test_point_after": "buttock", "test_pain_after": 4}
CARDS = {"press_up", "prone_lying", "flexion_lying", "side_glide"}


def sets(told):
    return [word for name, value in told.items() for word in ("--set", f"{name}={value}")]


class Walker(Person):
    def plan(self, day, **more):
        ran = self.run(day, "plan", "--json", **more)
        return json.loads(ran.stdout) if ran.returncode == 0 else None

    def test(self, day, told, at="09:00"):
        ran = self.run(day, "session", "direction_test", "--json", *sets(told), at=at)
        return json.loads(ran.stdout), ran.returncode

    def days(self, first, last, pain, **more):
        for day in range(first, last + 1):
            self.check(day, pain, went="well", walked_minutes=30, **more)


def row(plan):
    found = [item for item in plan["items"] if item["title"].startswith("First-aid movement")]
    return found[0] if found else None


def exercises(plan):
    return [item["exercise"] for item in plan["items"]]


def check_sciatica_day_1(binary, tally):
    person = Walker(binary, SCIATICA)
    plan = person.plan(0)
    tally.check("sciatica day 1: a plan beside its routine visit", person.code == 10 and plan is not None, person.code)
    if not plan:
        return
    kinds = [item["kind"] for item in plan["items"]]
    tally.check("sciatica day 1: walks", "walk" in kinds)
    tally.check("sciatica day 1: a position of ease", "rest_positions" in exercises(plan), exercises(plan))
    tally.check("sciatica day 1: cat-camel stays", "cat_camel" in exercises(plan), exercises(plan))
    tally.check("sciatica day 1: the test is offered", plan["first_aid"]["phase"] == "find" and row(plan) is not None, plan["first_aid"])
    # What goes on all day (breaks from sitting) has begun before a plan that is made later.
    first = next(item for item in plan["items"] if item["kind"] != "break")
    tally.check("the test comes first in the day", first == row(plan), first["title"])
    tally.check("the test names no exercise of its own", row(plan)["exercise"] is None)
    tally.check("nothing of the test is also an exercise of the day", not CARDS & set(exercises(plan)), exercises(plan))


def check_found_used_and_faded(binary, tally):
    person = Walker(binary, SCIATICA)
    asked, code = person.test(0, {})
    tally.check("without answers it asks", code == 4 and asked["status"] == "needs_answers", (code, asked["status"]))
    tally.check("leaning back is tried first", asked["test"]["direction"] == "extension", asked["test"])
    tally.check("what is missing is named in order", asked["missing"][0] == "test_point_before"
                and asked["next"]["id"] == "test_point_before", asked["missing"])
    told, names = {}, []
    while asked["status"] == "needs_answers" and len(names) < 20:
        name = asked["next"]["sets"][0] if isinstance(asked["next"].get("sets"), list) else asked["next"]["id"]
        names.append(name)
        told[name] = DRAWN_IN[name]
        asked, code = person.test(0, told)
    tally.check("question by question it comes to the end", asked["status"] == "decided" and code == 0, (names, asked["status"], code))
    tally.check("pain toward the spine is named", asked["result"] == "centralised" and asked["kept"] is True, asked["result"])
    tally.check("and is good news", "Good news" in asked["text"], asked["text"])
    plan = person.plan(0, at="09:30")
    tally.check("the plan of the same day has it", plan["first_aid"]["phase"] == "treat"
                and plan["first_aid"]["direction"] == "extension", plan["first_aid"])
    dose = row(plan)["dose"]
    tally.check("10 times, 6 to 8 times a day", dose["reps"] == 10 and 6 <= dose["times_per_day"] <= 8, dose)
    tally.check("one row all day, no second one", exercises(plan).count("press_up") == 1, exercises(plan))
    again, code = person.test(0, DRAWN_IN, at="10:00")
    tally.check("one test a day", again["status"] == "no_test" and again["because"] == "tomorrow", again)
    person.check(1, 5, legs="below_knee", went="well", walked_minutes=15)
    tally.check("no test on the next day", "again today" not in " ".join(person.plan(1)["notes"]), person.plan(1)["notes"])
    person.check(2, 4, legs="above_knee", went="well", walked_minutes=15)
    tally.check("tested again every 2 days", "again today" in " ".join(person.plan(2)["notes"]), person.plan(2)["notes"])
    page = person.run(2, "progress").stdout.decode()
    tally.check("pain that moves up is told as good news", "good news" in " ".join(page.split()), page[:600])
    person.test(2, {**DRAWN_IN, "test_point_before": "thigh", "test_point_after": "back", "test_pain_before": 4})
    tally.check("before day 3 it is not given up", person.plan(2, at="10:00")["first_aid"]["phase"] == "treat")
    for day in range(3, 8):
        person.check(day, 3, legs="none", went="well", walked_minutes=20)
    person.check(8, 3, legs="none", went="well", walked_minutes=20)
    faded = person.plan(8)
    tally.check("after 7 days it fades", faded["first_aid"]["phase"] == "fade" and faded["first_aid"]["times_per_day"] == 3, faded["first_aid"])


def check_fade_ahead(binary, tally):
    program = outside.Program(binary)
    answers = outside.wrapped(outside.full_answers({**BACK, "direction_preference": "extension"}))
    ran = program.run("plan", "--answers", "-", "--days", "50", "--json", stdin=answers)
    days = json.loads(ran.stdout)["days"]
    times = [(day["plan"]["first_aid"] or {}).get("times_per_day") for day in days if day["plan"]]
    tally.check("in full, then 3, then 2, then none",
                times[0] >= 6 and times[6] >= 6 and times[7] == 3 and times[14] == 2 and times[41] == 2 and times[42] is None, times)


def check_none_found(binary, tally):
    person = Walker(binary, BACK)
    order = []
    for day, side in ((0, None), (1, "left"), (2, None)):
        if day:
            person.check(day, 4, went="well", walked_minutes=15)
        told = {**NOTHING, **({"test_side": side} if side else {})}
        result, code = person.test(day, told)
        order.append(result["test"]["direction"] if result["test"] else result["because"])
        tally.check(f"day {day}: nothing changed", result["result"] == "no_change" and code == 0, result)
    tally.check("back first, then sideways away from the pain, then bending", order == ["extension", "side_right", "flexion"], order)
    plan = person.plan(2, at="10:00")
    tally.check("after 3 tests it waits 14 days", plan["first_aid"]["phase"] == "pause", plan["first_aid"])
    tally.check("and says that this is common", "1 in 3 people" in " ".join(plan["notes"]), plan["notes"])
    person.check(3, 4, went="well", walked_minutes=15)
    result, code = person.test(3, NOTHING)
    tally.check("no test meanwhile", result["status"] == "no_test" and result["because"] == "pause" and code == 0, result)
    tally.check("and no exercise of a test in the plan", not CARDS & set(exercises(person.plan(3))))


def check_getting_worse(binary, tally):
    person = Walker(binary, SCIATICA)
    result, code = person.test(0, {**DRAWN_IN, "test_step_2": "further"})
    tally.check("further down ends the test at once", result["result"] == "peripheralised", result["result"])
    tally.check("danger questions are open, as after a check-in", code == 4, code)
    tally.check("and no command names an exercise", person.run(0, "plan", at="09:30").returncode == 4)
    tally.check("next is silent", person.run(0, "next", "-q", at="09:30").stdout == b"")
    tally.check("session refuses too", person.run(0, "session", "direction_test", "--json", at="09:40").returncode == 4)
    check = {**json.loads(quiet_check(5)), "legs": "below_knee"}
    for _ in range(3):  # every danger question that is open, one by one
        ran = person.run(1, "checkin", "--answers", "-", "--json", stdin=json.dumps(check))
        decision = json.loads(ran.stdout)["decision"]
        check.update({name: "no" for name in (decision.get("open") or []) + (decision.get("missing") or []) if name != "private"})
        check.update(saddle_change="no", sex_function_new="no", suicidal="no")
    plan = person.plan(1)
    tally.check("the next check-in closes them", plan is not None, ran.stdout.decode()[-400:])
    if plan:
        tally.check("leaning back is left alone, another way is next", (plan["first_aid"] or {}).get("next_test") != "extension", plan["first_aid"])
    numb = Walker(binary, SCIATICA)
    result, code = numb.test(0, {**DRAWN_IN, "test_step_1": "numb"})
    tally.check("new numbness ends the test and asks", result["result"] == "peripheralised" and code in (4, 10, 20, 30), (result["result"], code))
    tally.check("and nothing is planned", numb.run(0, "plan", at="09:30").returncode in (4, 10, 20, 30))
    worse = Walker(binary, BACK)
    result, code = worse.test(0, {**NOTHING, "test_pain_after": 6})
    tally.check("2 points more in the same place: left alone, no alarm", result["result"] == "peripheralised" and code == 0, (result["result"], code))


def check_dropped_later(binary, tally):
    person = Walker(binary, SCIATICA)
    person.test(0, DRAWN_IN)
    told = {**json.loads(quiet_check(5)), "legs": "below_knee", "went": "a_bit", "exercise_before": 4, "exercise_during": 6,
            "exercise_morning": 4, "leg_pain_further_down": "yes"}
    person.run(1, "checkin", "--answers", "-", "--json", stdin=json.dumps(told))
    person.check(2, 5, legs="below_knee", went="well")
    plan = person.plan(2)
    tally.check("a movement that made worse is dropped", plan is None or (plan["first_aid"] or {}).get("direction") is None,
                plan and plan["first_aid"])


def check_blocks(binary, tally):
    program = outside.Program(binary)

    def first_aid(**more):
        answers = outside.wrapped(outside.full_answers({**BACK, **more}))
        ran = program.run("plan", "--answers", "-", "--json", stdin=answers)
        return json.loads(ran.stdout)["first_aid"] if ran.returncode == 0 else "no plan"

    tally.check("thin bones: no test", first_aid(osteoporosis="yes") is None, first_aid(osteoporosis="yes"))
    tally.check("thin bones: not even of a direction found", first_aid(osteoporosis="yes", direction_preference="flexion") is None)
    tally.check("leaning back hurts: it is tried later", (first_aid(extension_aggravated="yes") or {}).get("next_test") != "extension")
    tally.check("cannot lie face down: another way", (first_aid(cannot_prone="yes") or {}).get("next_test") != "extension")
    tally.check("much pain: no test", first_aid(nprs_now=8, nprs_worst24=8) in (None, "no plan"))
    leans = first_aid(spine_deformity_new="yes", list_with_pain="yes")
    tally.check("a back that leans: sideways first", leans == "no plan" or leans["next_test"].startswith("side_"), leans)


def check_standing(binary, tally):
    person = Walker(binary, BACK)
    person.check(1, 4, danger_saddle="yes")
    ran = person.run(1, "session", "direction_test", "--json", *sets(NOTHING), at="09:00")
    tally.check("a referral stands: refused with its code", ran.returncode == 30, ran.returncode)
    tally.check("and no exercise is named", not any(card.encode() in ran.stdout for card in CARDS))
    words = person.run(1, "session", "direction_test", at="09:10")
    tally.check("in words too", words.returncode == 30 and b"press-up" not in words.stdout.lower())
    other = Walker(binary, BACK)
    tally.check("without today's check-in: no test", other.run(1, "session", "direction_test", "--json").returncode == 6)


def check_kept(binary, tally):
    person = Walker(binary, SCIATICA)
    person.test(0, DRAWN_IN)
    lines = [json.loads(line) for line in person.run(0, "export", "ndjson", at="10:00").stdout.decode().splitlines() if line.startswith("{")]
    tests = [line for line in lines if line.get("kind") == "session"]
    tally.check("the test is in the diary with its date", len(tests) == 1 and tests[0]["session"].get("values", {}).get("direction_result")
                == "centralised" and tests[0]["date"] == "2026-01-05", tests)
    nobody = outside.Program(binary)
    answers = outside.wrapped(outside.full_answers(SCIATICA))
    ran = nobody.run("session", "direction_test", "--json", "--no-diary", "--answers", "-", *sets(DRAWN_IN), stdin=answers)
    result = json.loads(ran.stdout)
    tally.check("about anybody: told, not kept", result["result"] == "centralised" and result["kept"] is False, result["result"])


def check_goal(binary, tally):
    program = outside.Program(binary)

    def planned(goal, **more):
        told = {**BACK, "onset_days": 200, "nprs_now": 2, "assessed_unchanged": "yes", "provoke_effort": "heavy",
                "settle_time": "lt30m", "walk_minutes": 40, "minutes_available": 60, "goal": goal, **more}
        ran = program.run("plan", "--answers", "-", "--days", "7", "--json", stdin=outside.wrapped(outside.full_answers(told)))
        return [day["plan"] for day in json.loads(ran.stdout)["days"]]

    none = {card for plan in planned("none") for card in exercises(plan)}
    for goal, card in (("lift_carry", "carry"), ("desk_work", "hipflexor_kneel"), ("walk", "step_up"), ("garden_home", "carry"), ("run_sport", "step_up")):
        week = planned(goal)
        cards = {card for plan in week for card in exercises(plan)}
        tally.check(f"{goal}: the week has {card}", card in cards, sorted(str(one) for one in cards))
        tally.check(f"{goal}: the plan names it", week[0]["goal"] == goal)
        tally.check(f"{goal}: and changes for it", cards != none or any(note not in sum((p["notes"] for p in planned("none")), []) for p in week for note in p["notes"]))
    person = Walker(binary, {**BACK, "goal": "lift_carry"})
    ran = person.run(0, "plan")
    tally.check("the page says what it works toward", b"Working toward: lifting and carrying" in ran.stdout, ran.stdout.decode()[:300])
    person.check(1, 4, went="well", activity_score=3)
    person.check(8, 3, went="well", activity_score=6)
    page = " ".join(person.run(8, "progress").stdout.decode().split())
    tally.check("progress shows how it goes", "lifting and carrying: from 3 to 6 of 10" in page, page[:400])


def check_letting_go(binary, tally):
    told = {"onset_days": 200, "nprs_now": 1, "nprs_worst24": 1, "nprs_best24": 0, "assessed_unchanged": "yes", "provoke_effort": "heavy",
            "settle_time": "lt30m", "walk_minutes": 60, "minutes_available": 60, "equipment": ["mat", "chair", "wall"], "goal": "garden_home"}
    person = Walker(binary, told)
    gone = None
    for day in range(1, 130):
        person.check(day, 1, went="well", walked_minutes=40, activity_score=8,
                     **({"flare_plan": ["short_walks", "heat"]} if day == 60 else {}))
        if day >= 70 and day % 5 == 0:
            plan = person.plan(day)
            if plan["let_go"]:
                gone = day
                break
    tally.check("after 10 quiet weeks in the last stage they are let go", gone is not None, gone)
    if gone is None:
        return
    plan = person.plan(gone)
    kinds = {item["kind"] for item in plan["items"]}
    tally.check("what is left is walking and exercise", kinds <= {"walk", "exercise"}, kinds)
    checkin = datetime.date.fromisoformat(plan["next_checkin"][:10]) - datetime.date.fromisoformat(plan["date"])
    tally.check("the next check-in is 4 weeks away", checkin.days == 28, checkin.days)
    page = person.run(gone, "plan").stdout.decode()
    tally.check("the page says so", "no longer need a plan each day" in " ".join(page.split()), page[:300])
    between = person.run(gone + 10, "plan")
    words = " ".join((between.stdout + between.stderr).decode().split())
    tally.check("between two check-ins: kind words, no exercise", between.returncode == 6 and "no longer need a plan each day" in words, words)
    bare = " ".join(person.run(gone + 10).stdout.decode().split())
    tally.check("bare backcoach says it too", "no longer need a plan each day" in bare, bare)
    trend = " ".join(person.run(gone + 10, "progress").stdout.decode().split())
    tally.check("and progress", "no longer need a plan each day" in trend, trend[:400])
    person.check(gone + 28, 1, went="well", walked_minutes=40)
    later = person.plan(gone + 28)
    tally.check("4 weeks later they are still let go", later is not None and later["let_go"] is True and later["stage"] == "maintain",
                later and (later["let_go"], later["stage"]))
    flare = person.run(gone + 40, "flare", "--answers", "-", stdin=json.dumps({**json.loads(quiet_check(2)), "can_walk_3_minutes": "yes"}))
    page = " ".join(flare.stdout.decode().split())
    tally.check("a bad day brings the plan written while well", "Walk a few minutes, several times." in page, page[:500])


def main():
    options = outside.parser(__doc__).parse_args()
    tally = outside.Tally()
    for check in (check_sciatica_day_1, check_found_used_and_faded, check_fade_ahead, check_none_found, check_getting_worse,
                  check_dropped_later, check_blocks, check_standing, check_kept, check_goal, check_letting_go):
        check(options.binary, tally)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
