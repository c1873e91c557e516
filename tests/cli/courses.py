#!/usr/bin/env python3
"""Four people, 28 days each, and eight others, played through the program.

  courses.py --binary PATH [PERSON ...]

A runner, a stiff desk worker, a frightened person and a strain of 9 out of 10. Each day is told with `checkin`; what the
plan of the day is, and why, becomes one line in tests/golden/courses/PERSON.txt. The reasons stand beside them in
tests/golden/courses/reasoning.md. What matters most is checked here too, so that writing the files anew
(BACKCOACH_UPDATE_GOLDEN=1) cannot hide that it has changed. The others have no file: of each, one thing is asked for
that a physiotherapist would look at first, and on all of them what holds of everybody.
"""
import datetime
import difflib
import json
import os
import subprocess
import sys

import outside

GOLDEN = outside.ROOT / "tests/golden/courses"
FIRST = datetime.date(2026, 11, 21)
SIGNS = [sign["measure"] for sign in json.loads((outside.ROOT / "data/checkin.json").read_text())["signs"]]
QUIET = {"provoke_effort": "moderate", "settle_time": "30m_2h", "improving": "no", "equipment": ["mat", "chair", "wall"]}

PEOPLE = {
    # Long-lasting pain of 2 out of 10; walks 90 minutes. One bad day, two missed ones.
    "runner": ({**QUIET, "age": 44, "onset_age": 44, "onset_days": 200, "nprs_now": 2, "nprs_worst24": 3, "nprs_best24": 1,
                "walk_minutes": 90, "minutes_available": 30, "provoke_effort": "heavy", "assessed_unchanged": "yes",
                "improving": "not_sure"},
               "gggaggrggggaggmmgggggaggggg", [2] * 28),
    # Six weeks of stiffness from sitting; mild pain that settles.
    "desk_worker": ({**QUIET, "age": 39, "onset_age": 39, "onset_days": 40, "nprs_now": 3, "nprs_worst24": 4, "nprs_best24": 1,
                     "walk_minutes": 45, "minutes_available": 30, "sitting_hours": 9, "sitting_aggravated": "yes", "improving": "yes"},
                    "ggggaggggrgggmmmggggaggggggg"[:27], [3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 3, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1]),
    # Years of pain, afraid to move, little hope; many so-so days, four missed.
    "frightened": ({**QUIET, "age": 52, "onset_age": 50, "onset_days": 500, "nprs_now": 5, "nprs_worst24": 6, "nprs_best24": 3,
                    "walk_minutes": 6, "minutes_available": 20, "fear_movement": "yes", "confidence_active": 2, "assessed_unchanged": "yes"},
                   "agaagagaagrgaagagmmmmgaggag", [5] * 28),
    # Yesterday's strain, 9 out of 10, little sets it off.
    "bad_strain": ({**QUIET, "age": 34, "onset_age": 34, "onset_days": 1, "nprs_now": 9, "nprs_worst24": 9, "nprs_best24": 6,
                    "walk_minutes": 3, "minutes_available": 30, "provoke_effort": "minutes_light", "settle_time": "gt2h",
                    "daily_life_limited": "yes", "strain": "yes", "onset_sudden": "yes"},
                   "gggggaggrgggggggggggggggggg", [9, 8, 7, 7, 6, 6, 5, 5, 4, 5, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1]),
}
OTHERS = {
    # Below the knee for 18 days, then the leg is quiet from day 12 on.
    "sciatica": ({**QUIET, "age": 43, "onset_age": 43, "onset_days": 18, "leg_symptom_days": 18, "leg_pain": "yes",
                  "leg_pain_below_knee": "yes", "leg_tingle_one": "yes", "nprs_now": 6, "nprs_worst24": 7, "nprs_best24": 3,
                  "walk_minutes": 12, "minutes_available": 20, "improving": "yes"},
                 "gagagrggagggggggaggggg", [6, 6, 5, 5, 5, 5, 6, 5, 4, 4, 4, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2], {}),
    # Twelve days of pain, off work, hardly walks; mends after a week.
    "stopped_by_pain": ({**QUIET, "age": 48, "onset_age": 48, "onset_days": 8, "nprs_now": 6, "nprs_worst24": 7, "nprs_best24": 4,
                         "walk_minutes": 4, "minutes_available": 20, "off_work_days": 8, "bothersome": "very",
                         "provoke_effort": "minutes_light", "settle_time": "gt2h"},
                        "agaggaggmgggg", [6, 6, 6, 5, 5, 5, 4, 4, 3, 3, 3, 3, 3, 2], {}),
    # At work on the ward at night, in bed by day.
    "night_shift": ({**QUIET, "age": 29, "onset_age": 29, "onset_days": 50, "nprs_now": 3, "nprs_worst24": 4, "nprs_best24": 1,
                     "walk_minutes": 40, "minutes_available": 20, "improving": "yes"},
                    "ggaggmggrggg", [3] * 13, {"wake": "16:00", "bed": "08:00", "work": "22:00-06:00"}),
    # On the site from six, and has told only that.
    "early_worker": ({**QUIET, "age": 37, "onset_age": 37, "onset_days": 9, "nprs_now": 4, "nprs_worst24": 6, "nprs_best24": 2,
                      "walk_minutes": 30, "minutes_available": 15, "improving": "yes"},
                     "gaggrgggmg", [4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3], {"work": "06:00-14:30"}),
    # Years of pain with three flares of some days each in four weeks.
    "three_flares": ({**QUIET, "age": 50, "onset_age": 46, "onset_days": 1300, "assessed_unchanged": "yes", "nprs_now": 3,
                      "nprs_worst24": 5, "nprs_best24": 2, "walk_minutes": 30, "minutes_available": 20},
                     "ggggrrgaggggrrggaggggrraggg",
                     [3, 3, 3, 3, 3, 6, 6, 5, 3, 3, 3, 3, 3, 6, 6, 5, 3, 3, 3, 3, 3, 3, 6, 6, 5, 3, 3, 3], {}),
    # A flare that does not settle.
    "long_flare": ({**QUIET, "age": 44, "onset_age": 44, "onset_days": 300, "nprs_now": 2, "nprs_worst24": 3, "nprs_best24": 1,
                    "walk_minutes": 60, "minutes_available": 30, "assessed_unchanged": "yes"},
                   "gggggrrararara", [2, 2, 2, 2, 2, 2, 5, 6, 6, 6, 7, 6, 6, 6, 6], {}),
    # Stenosis at 74: the legs ache on walking, sitting eases.
    "stenosis": ({**QUIET, "age": 74, "onset_age": 68, "onset_days": 900, "claudication": "sitting_eases", "extension_aggravated": "yes",
                  "standing_aggravated": "yes", "walking_aggravated": "yes", "walk_minutes": 8, "minutes_available": 30,
                  "equipment": ["chair", "wall", "bike"], "assessed_unchanged": "yes", "nprs_now": 4, "nprs_worst24": 6,
                  "nprs_best24": 1, "balance_poor": "yes", "cannot_kneel": "yes"}, "gggaggrggmmggaggg", [4] * 18, {}),
    # A little sets it off for hours; three good days, then one without anything.
    "easily_set_off": ({**QUIET, "age": 48, "onset_age": 48, "onset_days": 20, "nprs_now": 4, "nprs_worst24": 6, "nprs_best24": 3,
                        "walk_minutes": 15, "minutes_available": 20, "provoke_effort": "minutes_light", "settle_time": "gt2h",
                        "improving": "yes"}, "gggmg", [4] * 6, {}),
}
CORE = [one for group in json.loads((outside.ROOT / "data/findings.json").read_text())["groups"]
        for one in group["findings"] if one.get("core")]
WENT = {"g": "well", "a": "a_bit", "r": "more", "m": "none"}
WORDS = {"g": "well", "a": "so-so", "r": "badly", "m": "nothing done"}


def checkin(letter, pain, walked):
    told = {**{sign: "no" for sign in SIGNS}, **{name: "no" for name in ("new_leg",)}, "nprs_now": pain, "legs": "none", "went": WENT[letter]}
    if letter == "a":
        told.update(exercise_before=pain, exercise_during=pain + 2 if pain < 4 else pain + 1, exercise_morning=pain)
    if letter == "r":
        told.update(exercise_before=max(0, pain - 1), exercise_during=min(10, pain + 3), exercise_morning=pain + 1)
    if letter != "m":
        told["walked_minutes"] = walked
    return told


class Player:
    def __init__(self, binary, tally, name):
        self.program = outside.Program(binary)
        self.tally = tally
        self.name = name

    def run(self, day, *words, told=None, at="06:00"):
        date = FIRST + datetime.timedelta(days=day - 1)
        return subprocess.run([self.program.path, "--home", self.program.home, "--now", f"{date}T{at}", *words],
                              input=(json.dumps(told) if told else "").encode(), capture_output=True, timeout=60, check=False,
                              env=outside.environment(self.program.folder.name), cwd=self.program.folder.name)

    def plan(self, day):
        ran = self.run(day, "plan", "--json")
        return json.loads(ran.stdout) if ran.returncode == 0 else None


def line_of(day, told, plan):
    walks = [item["dose"]["minutes"] for item in plan["items"] if item["kind"] == "walk"]
    doses = {}
    for item in plan["items"]:
        if item["kind"] == "exercise":
            dose = item["dose"]
            much = f"{dose['sets']} x {dose['reps']}" if (dose["sets"] or 0) > 1 and dose["reps"] else str(dose["reps"] or f"{dose['minutes'] or dose['sets']}")
            doses[item["title"].split(" (")[0]] = much
    lines = [f"Day {day}, told: {told}. {plan['stage']}; walks {' + '.join(map(str, walks)) or 'none'} min."]
    if doses:
        lines.append("  " + "; ".join(f"{name} {much}" for name, much in doses.items()))
    lines += [f"  > {note}" for note in plan["notes"]]
    return "\n".join(lines)


def play(binary, tally, name):
    given, letters, pains = PEOPLE[name]
    player = Player(binary, tally, name)
    answers = {"schema": "backcoach/answers/1", "answers": outside.full_answers(given)}
    ran = player.run(1, "triage", "--answers", "-", told=answers)
    tally.check(f"{name}: triage allows a plan", ran.returncode in (0, 10), ran.stderr.decode()[-300:])
    plans = [player.plan(1)]
    page = [f"{name}, exit {ran.returncode} on day 1\n", line_of(1, f"pain {pains[0]}", plans[0])]
    for day in range(2, 29):
        letter, pain = letters[day - 2], pains[day - 1]
        before = plans[-1]
        walked = sum(item["dose"]["minutes"] for item in before["items"] if item["kind"] == "walk") if before else 0
        ran = player.run(day, "checkin", "--answers", "-", told=checkin(letter, pain, walked))
        plan = player.plan(day)
        plans.append(plan)
        told = f"pain {pain}, went {WORDS[letter]}" + (f", exit {ran.returncode}" if ran.returncode else "")
        page.append(line_of(day, told, plan) if plan else f"Day {day}, told: {told}. No plan.\n{ran.stdout.decode()[:200]}")
    return plans, "\n".join(page) + "\n"


def walking(plan):
    return [item["dose"]["minutes"] for item in plan["items"] if item["kind"] == "walk"]


def checks(tally, name, plans):
    letters = PEOPLE[name][1]
    tally.check(f"{name}: a plan on every day", all(plans))
    if not all(plans):
        return
    stages = [plan["stage"] for plan in plans]
    for day, letter in enumerate(letters, 2):
        if letter != "g" or day > 28:
            continue
        # A good day takes nothing of the stage.
        order = ["rest", "walk", "mobility", "strength", "maintain"]
        if stages[day - 2] in order and stages[day - 1] in order:
            tally.check(f"{name}: day {day} keeps its stage", order.index(stages[day - 1]) >= order.index(stages[day - 2]),
                        f"{stages[day - 2]} -> {stages[day - 1]}")
    for plan in plans:
        for item in plan["items"]:
            if item["kind"] == "exercise" and item["dose"]["reps"]:
                tally.check(f"{name}: day {plan['day']} {item['exercise']} is a dose", item["dose"]["reps"] >= 2 or (item["dose"]["hold_seconds"] or 0) >= 20)
    if name in ("runner", "desk_worker"):
        tally.check(f"{name}: walks 30 minutes in one go", any(30 in walking(plan) for plan in plans))
        tally.check(f"{name}: in strength work on day 28", stages[-1] in ("strength", "maintain"))
    if name == "frightened":
        tally.check("frightened: walks more on day 28 than on day 1", sum(max(map(walking, plans[-3:]), key=sum)) > sum(walking(plans[0])))
    if name == "bad_strain":
        tally.check("bad_strain: has left walking by day 28", stages[-1] in ("mobility", "strength", "maintain"), stages)


def clock(text):
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def play_other(binary, tally, name):
    """\return exit, plan and page of each day, first day first."""
    given, letters, pains, settings = OTHERS[name]
    player = Player(binary, tally, name)
    at = f"{(clock(settings.get('wake', '05:30')) + 30) // 60:02}:00"
    for key, value in settings.items():
        player.run(1, "config", "set", key, value)
    ran = player.run(1, "triage", "--answers", "-", at=at,
                     told={"schema": "backcoach/answers/1", "answers": outside.full_answers(given)})
    days = []
    for day in range(1, len(pains) + 1):
        if day > 1:
            before = days[-1][1] or {"items": []}
            walked = sum(item["dose"]["minutes"] for item in before["items"] if item["kind"] == "walk")
            told = checkin(letters[day - 2], pains[day - 1], walked)
            if "leg_pain" in given:
                told["legs"] = "below_knee" if pains[day - 1] >= 5 else "above_knee" if pains[day - 1] >= 4 else "none"
            if pains[day - 1] >= pains[0] + 2:  # all danger signs are asked
                told.update({one["id"]: "no" for one in CORE})
            ran = player.run(day, "checkin", "--answers", "-", told=told, at=at)
        plan = player.run(day, "plan", "--json", at=at)
        page = player.run(day, "plan", at=at)
        days.append((ran.returncode, json.loads(plan.stdout) if plan.returncode == 0 else None, page.stdout.decode(), ran))
    return days


def floor(exercise):
    if exercise is None:  # a test of a direction has no card of its own
        return set()
    needs = json.loads((outside.ROOT / f"data/exercises/{exercise}.json").read_text())["needs"]
    return set(needs) & set(json.loads((outside.ROOT / "data/plan.json").read_text())["day"]["blocks"]["floor_needs"])


def checks_of_others(tally, name, days):
    given, letters, pains, settings = OTHERS[name]
    exits = [day[0] for day in days]
    for number, (code, plan, page, ran) in enumerate(days, 1):
        tally.check(f"{name}: day {number} has a plan", plan is not None, f"exit {code} {ran.stderr.decode()[-300:]}")
        if plan is None:
            return
        rows = page.split("How much\n", 1)[-1].split("\n\n", 1)[0].splitlines()
        tally.check(f"{name}: day {number} has at most 10 rows", len([row for row in rows if not row.startswith(" ")]) <= 10, page[:1500])
        if "work" in settings:
            start, end = map(clock, settings["work"].split("-"))
            for item in plan["items"]:
                at = clock(item["at"])
                at_work = start <= at < end if start < end else at >= start or at < end
                if item["kind"] == "exercise" and item["exercise"] and at_work:
                    tally.check(f"{name}: day {number} {item['exercise']} is nothing for the floor at work", not floor(item["exercise"]),
                                item["at"])
    if name == "sciatica":
        tally.check("sciatica: a visit is advised while the leg tingles", exits[:12] == [10] * 12, exits)
        tally.check("sciatica: 9 check-ins without leg pain end that", exits[20:] == [0] * len(exits[20:]), exits)
    if name == "stopped_by_pain":
        tally.check("stopped_by_pain: help at once", exits[0] == 10, exits)
        tally.check("stopped_by_pain: a fall of 30 percent ends it", exits[-1] == 0, exits)
    if name == "three_flares":
        tally.check("three_flares: two flares are no reason", exits[:22] == [0] * 22, exits)
        tally.check("three_flares: the third is", exits[23] == 10, exits)
        stages = [plan["stage"] for _, plan, _, _ in days]
        tally.check("three_flares: strength comes back", stages[12] == "strength" and stages[-1] == "strength", stages)
    if name == "long_flare":
        tally.check("long_flare: not before its day 7", exits[:12] == [0] * 12, exits)
        tally.check("long_flare: from day 7", exits[12] == 10, exits)
    if name == "night_shift":
        for number, (_, plan, page, _) in enumerate(days, 1):
            wanted = {block["title"] for block in plan["blocks"] if not 4 * 60 <= clock(block["at"]) <= 12 * 60}
            tally.check(f"night_shift: day {number} has no morning in the evening", "Morning" not in wanted, page[:600])
        walks = [sum(walking(plan)) for _, plan, _, _ in days]
        tally.check("night_shift: every walk finds its place", min(walks[:4]) >= 10 and max(walks) == 30, walks)
    if name == "stenosis":
        rides = [item["dose"]["minutes"] for _, plan, _, _ in days for item in plan["items"] if item["exercise"] == "cycle"]
        tally.check("stenosis: the rides grow", rides and rides[-1] > rides[0], rides)
    if name == "easily_set_off":
        reps = [{i["exercise"]: i["dose"]["reps"] for i in plan["items"] if i["kind"] == "exercise"} for _, plan, _, _ in days]
        both = set(reps[3]) & set(reps[4])
        tally.check("easily_set_off: a day off takes nothing back", both and all((reps[4][one] or 0) >= (reps[3][one] or 0) for one in both), reps)


def main():
    parser = outside.parser(__doc__)
    parser.add_argument("people", nargs="*", choices=[*PEOPLE, *OTHERS, []], metavar="PERSON")
    options = parser.parse_args()
    tally = outside.Tally()
    for name in options.people or [*PEOPLE, *OTHERS]:
        if name in OTHERS:
            checks_of_others(tally, name, play_other(options.binary, tally, name))
            continue
        plans, page = play(options.binary, tally, name)
        checks(tally, name, plans)
        golden = GOLDEN / f"{name}.txt"
        if os.environ.get("BACKCOACH_UPDATE_GOLDEN") == "1":
            GOLDEN.mkdir(parents=True, exist_ok=True)
            golden.write_text(page)
        kept = golden.read_text() if golden.exists() else ""
        tally.check(f"{name}: as written down", kept == page,
                    "\n".join(difflib.unified_diff(kept.splitlines(), page.splitlines(), lineterm=""))[:3000])
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
