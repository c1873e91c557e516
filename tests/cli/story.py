#!/usr/bin/env python3
"""Fourteen days of one person, played through the program.

  story.py --binary PATH

Good days, a session that was too much, missed days, a bad day, a flare, a danger sign on day 9, and the way back. What
a person would see on each day is compared with tests/golden/story/day_NN.txt; the reasons for it stand in
tests/golden/story/reasoning.md. The numbers that matter are checked here as well, so that writing the files anew
(BACKCOACH_UPDATE_GOLDEN=1) cannot hide that one of them has changed.
"""
import difflib
import json
import os
import pathlib
import re
import subprocess
import sys

import outside

GOLDEN = outside.ROOT / "tests/golden/story"
FIRST = 20  # day 1 is 2026-11-20
EXERCISES = sorted({json.loads(path.read_text())["name"].split(" (")[0]
                    for path in (outside.ROOT / "data/exercises").glob("*.json")
                    if json.loads(path.read_text())["kind"] in ("exercise", "walk")})

# Day 1. A strain 5 days ago; a walk of 4 minutes is what he can do. So little is a reason to see somebody as well: the
# plan stands beside the advice, and a decision with it ends with 10.
TOLD = {"age": 41, "onset_days": 5, "nprs_now": 5, "nprs_worst24": 6, "nprs_best24": 3, "walk_minutes": 4,
        "minutes_available": 60, "sitting_hours": 5}
# Day 11. He has been examined; nothing of day 9 is left.
TOLD_AGAIN = {**TOLD, "onset_days": 15, "nprs_now": 4, "nprs_worst24": 5, "improving": "yes"}

SIGNS = [sign["measure"] for sign in json.loads((outside.ROOT / "data/checkin.json").read_text())["signs"]]


def check(pain, went, **more):
    return {**{sign: "no" for sign in SIGNS}, "nprs_now": pain, "legs": "none", "went": went, **more}


class Story:
    def __init__(self, binary, tally):
        self.program = outside.Program(binary)
        self.tally = tally
        self.day = 0
        self.pages = {}

    def begin(self, day):
        self.day = day
        self.pages[day] = [f"Day {day}, 2026-11-{FIRST + day - 1}\n" if day <= 11 else
                           f"Day {day}, 2026-12-{day - 11:02}\n"]

    def date(self):
        return f"2026-11-{FIRST + self.day - 1}" if self.day <= 11 else f"2026-12-{self.day - 11:02}"

    def run(self, *words, told=None, stdin="", at="08:30"):
        given = json.dumps(told) if told is not None else stdin
        return subprocess.run([self.program.path, "--home", self.program.home, "--now", f"{self.date()}T{at}", *words],
                              input=given.encode(), capture_output=True, timeout=60, check=False,
                              env=outside.environment(self.program.folder.name), cwd=self.program.folder.name)

    def show(self, *words, told=None, at="08:30", code=0):
        """A command as the person types it; all that it says goes into the page of the day."""
        ran = self.run(*words, *(["--answers", "-"] if told is not None else []), told=told, at=at)
        said = "".join(f"! {line}\n" for line in ran.stderr.decode().splitlines())
        self.pages[self.day].append(f"$ {' '.join(['backcoach', *words])}    ({at})\n{ran.stdout.decode()}{said}"
                                    f"[exit {ran.returncode}]\n")
        self.tally.check(f"day {self.day}: {words[0] if words else 'backcoach'} ends with {code}", ran.returncode == code,
                         f"{ran.returncode}: {ran.stderr.decode()[-400:]}")
        return ran.stdout.decode() + ran.stderr.decode()

    def ends_with_plan(self, page):
        """Triage shows the plan that `plan` shows; the last words of both are one, at its end."""
        parts = self.run("plan").stdout.decode().rstrip("\n").split("\n\n")
        help_line = next(part for part in parts if part.startswith("Get emergency help now if"))
        kept = [part for part in parts if part != help_line and not part.startswith(("This is not a diagnosis.", "Next: "))]
        self.tally.check(f"day {self.day}: triage ends with the plan that plan shows", len(kept) == len(parts) - 3
                         and "\n\n".join(kept) + f"\n\nNot a diagnosis. {help_line}\n" in page, page[-600:])

    def plan(self):
        return json.loads(self.run("plan", "--json").stdout)

    def is_plan(self, stage, walks, changes, day=None):
        """The plan of today in the numbers that reasoning.md names."""
        plan = self.plan()
        minutes = [item["dose"]["minutes"] for item in plan["items"] if item["kind"] == "walk"]
        said = plan["notes"][:len(changes)]
        got = (plan["day"], plan["stage"], minutes, said)
        want = (day or self.day, stage, walks, changes)
        self.tally.check(f"day {self.day}: plan is {want}", got == want, f"got {got}")
        return plan

    def names_no_exercise(self, text):
        named = [name for name in EXERCISES if re.search(rf"\b{re.escape(name)}\b", text)]
        self.tally.check(f"day {self.day}: no exercise is named", not named, named)

    def session(self, exercise, before, during):
        """A guided session, run fast; what it looks like is tested elsewhere."""
        ran = self.run("session", exercise, "--speed", "10000", "--figure", "none", "--accessible",
                       stdin=f"\n{before}\n\n{during}\n", at="16:00")
        entries = [json.loads(line) for line in self.run("export", "ndjson", at="16:30").stdout.splitlines()]
        done = entries[-1].get("session", {}).get("exercises", [{}])[0]
        self.tally.check(f"day {self.day}: the session is in the diary", ran.returncode == 0
                         and (done.get("before"), done.get("during")) == (before, during),
                         f"{ran.returncode} {entries[-1]} {ran.stdout.decode()[-600:]}")
        self.pages[self.day].append(f"A session in the afternoon: pain {before} before, {during} at its worst.\n")


def first_days(story):
    story.begin(1)
    page = story.show("triage", told={"schema": "backcoach/answers/1", "answers": outside.full_answers(TOLD)}, code=10)
    story.show("plan")
    story.show("next", "--short")
    story.ends_with_plan(page)
    story.is_plan("walk", [1, 1, 1, 1], [])

    story.begin(2)
    story.show("plan", code=6)
    story.show("checkin", told=check(5, "well", walked_minutes=12), code=10)
    story.show("plan")
    story.is_plan("walk", [1, 1, 1, 1], ["A good day: the same again. Good days bring more."])

    story.begin(3)
    story.show("checkin", told=check(4, "well", walked_minutes=12), code=10)
    story.show("plan")
    plan = story.is_plan("mobility", [2, 2, 1, 1], ["Next stage: Gentle movement and stretching.",
                                                   "Good days: a little more walking."])
    movement = next(item["exercise"] for item in plan["items"] if item["kind"] == "exercise" and item["exercise"])
    story.session(movement, before=4, during=5)


def harder_days(story):
    story.begin(4)
    story.show("checkin", told=check(4, "well", walked_minutes=13), code=10)
    story.show("plan")
    story.is_plan("mobility", [2, 2, 1, 1], ["In your session the pain went from 4 to 5.",
                                            "A so-so day: the same as before."])

    story.begin(5)
    story.show("next", "--short", code=6)
    story.show("plan", code=6)

    story.begin(6)
    story.show("checkin", told=check(4, "none"), code=10)
    story.show("plan")
    story.is_plan("mobility", [2, 2, 1, 1], ["Go on with the same dose. Days off are fine."])

    story.begin(7)
    story.show("checkin", told=check(5, "more", exercise_before=4, exercise_during=7, exercise_morning=5,
                                     walked_minutes=9), code=10)
    story.show("plan")
    story.is_plan("mobility", [1, 1, 1, 1], ["A bad day: less for one day. The next good day brings it back."])

    story.begin(8)
    short = {**{sign: "no" for sign in SIGNS if sign.startswith("danger_")}, "nprs_now": 7,
             "can_walk_3_minutes": "yes"}
    story.show("flare", told=short)
    plan = story.is_plan("flare", [1, 1, 1, 1], ["A flare: 2 small days with short walks and warmth."])
    counted = {item["title"] for item in plan["items"] if item["kind"] in ("walk", "exercise", "rest", "heat")}
    story.tally.check("day 8: 4 things at most", len(counted) <= 4, counted)


def red_flag(story):
    story.begin(9)
    page = story.show("checkin", told=check(6, "none", danger_saddle="yes"), code=30)
    for words in (["plan"], ["next"], ["session"]):
        page += story.show(*words, code=30)
    page += story.show(code=30)
    story.names_no_exercise(page)

    story.begin(10)
    page = story.show("checkin", told=check(5, "none"), code=30)
    page += story.show("plan", code=30)
    story.names_no_exercise(page)


def back_again(story):
    story.begin(11)
    # Somebody has looked at it since: that names what it is about.
    stands = json.loads(story.run("progress", "--json").stdout)["stands"]["ids"]
    seen = {"seen_since": "yes", "seen_worse": "no", "seen_exercise": "as_usual"}
    page = story.show("triage", told={"schema": "backcoach/answers/1", "about": stands,
                                      "answers": outside.full_answers({**TOLD_AGAIN, **seen})})
    story.ends_with_plan(page)
    story.is_plan("walk", [1, 1, 1, 1], ["After the flare: half of your last good day."])

    for day, stage, walks, changes in (
            (12, "walk", [1, 1, 1, 1], ["Building up again: three quarters of your last good day."]),
            (13, "mobility", [2, 2, 1, 1], ["Back to what you did on your last good day."]), (14, "mobility", [2, 2, 1, 1], [])):
        story.begin(day)
        story.show("checkin", told=check(3, "well", walked_minutes=sum(walks)))
        story.show("plan")
        story.is_plan(stage, walks, changes)
    story.show("progress")


def compare(story):
    update = os.environ.get("BACKCOACH_UPDATE_GOLDEN") == "1"
    for day, parts in story.pages.items():
        path = GOLDEN / f"day_{day:02}.txt"
        got = "\n".join(parts)
        wanted = path.read_text() if path.exists() else ""
        if got == wanted:
            story.tally.check(path.name, True)
        elif update:
            path.write_text(got)
            print(f"wrote {path.name}")
        else:
            lines = difflib.unified_diff(wanted.splitlines(True), got.splitlines(True), "expected", path.name)
            story.tally.check(path.name, False, "".join(list(lines)[:60]))


def main():
    options = outside.parser(__doc__).parse_args()
    tally = outside.Tally()
    story = Story(options.binary, tally)
    for part in (first_days, harder_days, red_flag, back_again):
        part(story)
    compare(story)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
