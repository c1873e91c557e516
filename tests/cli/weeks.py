#!/usr/bin/env python3
"""What a diary leads to over days: no improvement, rest that is used up, a referral that stands, and `next`.

  weeks.py --binary PATH
"""
import datetime
import json
import pathlib
import re
import subprocess
import sys

import outside
from diary import quiet_check

FIRST = datetime.date(2026, 1, 5)


class Person:
    def __init__(self, binary, told):
        self.program = outside.Program(binary)
        self.code = self.run(0, "triage", "--answers", "-",
                             stdin=outside.wrapped(outside.full_answers(told))).returncode

    def run(self, day, *words, stdin="", at="08:30"):
        date = FIRST + datetime.timedelta(days=day)
        return subprocess.run([self.program.path, "--home", self.program.home, "--now", f"{date}T{at}", *words],
                              input=stdin.encode(), capture_output=True, timeout=60, check=False,
                              env=outside.environment(self.program.folder.name), cwd=self.program.folder.name)

    def check(self, day, pain, at="08:30", **more):
        """\\return exit code, urgency, stage and the rules that fired."""
        ran = self.run(day, "checkin", "--answers", "-", "--json", stdin=quiet_check(pain, **more), at=at)
        decision = json.loads(ran.stdout)["decision"]
        return ran.returncode, decision["urgency"], decision["stage"], [one["rule"] for one in decision["because"]]


def first_days(person, days, pain):
    """The first day on which each urgency is said."""
    said = {}
    for day in range(1, days):
        _, urgency, _, rules = person.check(day, pain(day))
        if "no_improvement" in rules:
            said.setdefault(urgency, day)
        if urgency == "soon":
            break
    return said


def check_no_improvement(binary, tally):
    told = {"onset_days": 0, "walk_minutes": 8, "improving": "no"}
    steady = Person(binary, {**told, "nprs_now": 5})
    said = first_days(steady, 45, lambda day: 5)
    tally.check("pain of 5 for weeks: a visit is suggested from day 14", said == {"routine": 14}, said)
    severe = Person(binary, {**told, "nprs_now": 7})
    said = first_days(severe, 45, lambda day: 7)
    tally.check("pain of 7 that nobody has looked at: soon at 6 weeks", said == {"routine": 14, "soon": 42}, said)
    better = Person(binary, {**told, "nprs_now": 5})
    said = first_days(better, 30, lambda day: max(1, 5 - day // 5))
    tally.check("less pain: nothing of the kind", said == {}, said)


def rest_left(person, day, at):
    ran = person.run(day, "plan", "--json", at=at)
    return json.loads(ran.stdout)["limits"]["rest_hours_left"] if ran.returncode == 0 else None


def check_rest(binary, tally):
    person = Person(binary, {"onset_days": 0, "nprs_now": 8, "walk_minutes": 5})
    left = [rest_left(person, 0, "08:30")]
    for day, at in ((0, "14:30"), (1, "08:30"), (1, "20:30")):
        person.check(day, 8, at, went="none")
        left.append(rest_left(person, day, at))
    tally.check(f"hours of rest are counted from run to run {left}", left == [48, 42, 24, 12])
    code, urgency, stage, rules = person.check(2, 8, "08:31", went="none")
    tally.check("after 48 hours there is no more of it", stage is None and urgency == "soon"
                and rules == ["rest_not_enough"] and code == 10, f"{code} {urgency} {stage} {rules}")


def check_referral_stands(binary, tally):
    person = Person(binary, {"onset_days": 12, "nprs_now": 5})
    tally.check("a danger sign is an emergency", person.check(1, 5, danger_saddle="yes")[0] == 30)
    for day in range(2, 5):
        code, urgency, _, _ = person.check(day, 4)
        tally.check(f"{day - 1} days later, all signs no, it still is", (code, urgency) == (30, "emergency"))
    for words in (["plan"], ["next"], ["session"]):
        tally.check(f"{words[0]} stops", person.run(4, *words).returncode == 30)
    where = person.run(4).stdout.decode()
    tally.check("bare backcoach says so, with every word filled in", "emergency" in where and "{" not in where, where)


def check_nothing_is_lost(binary, tally):
    person = Person(binary, {"onset_days": 5, "nprs_now": 4})
    short = person.run(1, "checkin", "--set", "danger_chest=yes")
    tally.check("a danger sign alone is enough to be sent for help", short.returncode == 30, short.stderr.decode())
    other = Person(binary, {"onset_days": 5, "nprs_now": 4})
    for command in ("checkin", "flare"):
        short = other.run(1, command, "--set", "nprs_now=4")
        tally.check(f"{command} without danger signs decides nothing", short.returncode == 4
                    and b"danger_saddle" in short.stderr, short.stderr.decode())


def check_back_dated(binary, tally):
    """What is written down later about yesterday does not change what today was decided on."""
    person = Person(binary, {"onset_days": 10, "nprs_now": 4, "walk_minutes": 20, "improving": "yes"})
    for day, pain in enumerate((4, 4, 4, 4, 3, 3, 3), 1):
        stage = person.check(day, pain, walked_minutes=25, walk_minutes=20)[2]
    tally.check("3 of 4 days with pain of 3, and good days: strength", stage == "strength", stage)
    person.run(7, "checkin", "--answers", "-", "--date", "yesterday", stdin=quiet_check(3), at="18:00")
    again = person.run(7, "explain", "--what-if", "fever=yes", at="18:01")
    tally.check("a back-dated check-in leaves the decision of today whole", again.returncode == 0,
                again.stderr.decode())


def check_flares(binary, tally):
    def flare(person, day, pain):
        return person.run(day, "flare", "--answers", "-", stdin=quiet_check(pain, can_walk_3_minutes="yes"))

    def worsening(person, day, pain):
        # Nothing was done, so that no good day ends the flare.
        code, urgency, _, rules = person.check(day, pain, went="none")
        return code, urgency if "steady_worsening" in rules else ""

    # The usual pain is 4: a flare ends when it is near that again, or down by 2.
    told = {"onset_days": 5, "nprs_now": 4, "walk_minutes": 8}
    slow = Person(binary, told)
    flare(slow, 1, 7)
    said = [worsening(slow, day, 6)[1] for day in (6, 7)]
    tally.check("a flare that is not down by 2 after 7 days is a reason for a visit", said == ["", "routine"], said)
    quick = Person(binary, told)
    flare(quick, 1, 7)
    tally.check("one that is, is none", worsening(quick, 7, 5)[1] == "")
    often = Person(binary, {**told, "nprs_now": 3, "walk_minutes": 12})
    said = []
    for day in (1, 9, 17):  # each of more than a day
        tally.check("a bad day is written down", flare(often, day, 7).returncode in (0, 10))
        said.append(worsening(often, day + 1, 6)[1])
        for later, pain in ((2, 3), (4, 2), (6, 2)):
            often.check(day + later, pain)
    tally.check("so is the third flare in 4 weeks", said == ["", "", "routine"], said)


def check_next(binary, tally):
    """`next` keeps its lines, and never longer than they hold."""
    person = Person(binary, {"onset_days": 5, "nprs_now": 4})
    lines = pathlib.Path(person.program.home) / "next.txt"
    first = person.run(0, "next", "--short")
    tally.check("next is one line", re.fullmatch(rb"\d\d:\d\d .+\n", first.stdout), first.stdout)
    tally.check("its lines are kept, for this person alone", lines.exists() and lines.stat().st_mode & 0o077 == 0)
    tally.check("the same again", person.run(0, "next", "--short").stdout == first.stdout)
    planted = lines.read_text()
    lines.write_text(planted.splitlines()[0] + "\n1439\t0\tplanted\n")
    tally.check("they are what is shown", b"planted" in person.run(0, "next").stdout)
    tally.check("but not tomorrow", person.run(1, "next").returncode == 6)
    lines.write_text("nonsense\n" + planted)
    tally.check("what does not hold counts as nothing", person.run(0, "next", "--short").stdout == first.stdout)
    lines.write_text(planted.splitlines()[0] + "\nnonsense\n")
    tally.check("nor what cannot be read", person.run(0, "next", "--short").stdout == first.stdout)
    other = Person(binary, {"fever": "yes"})
    mine = pathlib.Path(person.program.home) / "diary.db"
    kept = mine.read_bytes()
    mine.write_bytes((pathlib.Path(other.program.home) / "diary.db").read_bytes())
    tally.check("another diary in its place counts at once", person.run(0, "next").returncode == 20)
    mine.write_bytes(kept)
    lines.write_text(planted)
    person.run(0, "flare", "--answers", "-", stdin=quiet_check(4, can_walk_3_minutes="yes"))
    wanted = json.loads(person.run(0, "plan", "--json").stdout)["items"]
    later = next(item for item in wanted if item["at"] >= "08:30")
    shown = person.run(0, "next", "--short").stdout.decode()
    tally.check("a flare changes it", shown == f"{later['at']} {later['title']}\n", shown)
    person.check(0, 4, danger_chest="yes")
    tally.check("a danger sign stops next at once", person.run(0, "next").returncode in (20, 30))
    person.run(0, "diary", "undo")
    short = person.run(0, "next", "--short")
    tally.check("taken back, what it told stands all the same", person.run(0, "next").returncode in (20, 30)
                and not short.stdout and short.returncode in (20, 30), short.stdout)
    stands = json.loads(person.run(0, "progress", "--json").stdout)["stands"]["ids"]
    seen = {"onset_days": 5, "nprs_now": 4, "seen_since": "yes", "seen_worse": "no", "seen_exercise": "as_usual"}
    person.run(0, "triage", "--answers", "-", stdin=json.dumps(
        {"schema": "backcoach/answers/1", "about": stands, "answers": outside.full_answers(seen)}))
    tally.check("looked at, it goes on", person.run(0, "next", "--short").stdout.count(b"\n") == 1)
    person.run(0, "diary", "erase", "--yes")
    tally.check("erase removes it", not lines.exists())


def main():
    options = outside.parser(__doc__).parse_args()
    tally = outside.Tally()
    for check in (check_no_improvement, check_rest, check_referral_stands, check_nothing_is_lost,
                  check_back_dated, check_flares, check_next):
        check(options.binary, tally)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
