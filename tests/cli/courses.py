#!/usr/bin/env python3
"""Four people, 28 days each, played through the program.

  courses.py --binary PATH [PERSON ...]

A runner, a stiff desk worker, a frightened person and a strain of 9 out of 10. Each day is told with `checkin`; what the
plan of the day is, and why, becomes one line in tests/golden/courses/PERSON.txt. The reasons stand beside them in
tests/golden/courses/reasoning.md. What matters most is checked here too, so that writing the files anew
(BACKCOACH_UPDATE_GOLDEN=1) cannot hide that it has changed.
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

    def run(self, day, *words, told=None):
        date = FIRST + datetime.timedelta(days=day - 1)
        return subprocess.run([self.program.path, "--home", self.program.home, "--now", f"{date}T06:00", *words],
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
                tally.check(f"{name}: day {plan['day']} {item['exercise']} is a dose", item["dose"]["reps"] >= 2)
    if name in ("runner", "desk_worker"):
        tally.check(f"{name}: walks 30 minutes in one go", any(30 in walking(plan) for plan in plans))
        tally.check(f"{name}: in strength work on day 28", stages[-1] in ("strength", "maintain"))
    if name == "frightened":
        tally.check("frightened: walks more on day 28 than on day 1", sum(max(map(walking, plans[-3:]), key=sum)) > sum(walking(plans[0])))
    if name == "bad_strain":
        tally.check("bad_strain: has left walking by day 28", stages[-1] in ("mobility", "strength", "maintain"), stages)


def main():
    parser = outside.parser(__doc__)
    parser.add_argument("people", nargs="*", choices=[*PEOPLE, []], metavar="PERSON")
    options = parser.parse_args()
    tally = outside.Tally()
    for name in options.people or PEOPLE:
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
