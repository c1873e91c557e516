#!/usr/bin/env python3
"""Odd wishes about the day: a clear error or a small day, never a broken plan.

  day_window.py --binary PATH
"""
import json
import os
import sys

import outside

EXAMPLES = ("strain", "very_bad_pain", "stiff_desk_worker", "runner_long_lasting", "one_leg_tingling")

# (flags, words the message has)
ERRORS = [
    (["--date", "2026-02-30"], "is not a day"), (["--date", "next week"], "is not a day"),
    (["--date", "21.11.2026"], "is not a day"), (["--date", ""], "--date is empty"),
    (["--date", "0000-00-00"], "is not a day"), (["--date", "99999-01-01"], "is not a day"),
    (["--date", "2026-11-20"], "day of the last safety check"), (["--date", "1970-01-01"], "day of the last safety check"),
    (["--date", "2027-11-22"], "83 days after it"), (["--date", "9999-12-31"], "83 days after it"),
    (["--day", "0"], "from 1 to 84"), (["--day", "-3"], "from 1 to 84"), (["--day", "85"], "from 1 to 84"),
    (["--day", "99999999999999999999"], "from 1 to 84"), (["--day", "1.5"], "from 1 to 84"),
    (["--day", "2", "--date", "2026-11-25"], "different days"),
    (["--wake", "25:00"], "is not a time"), (["--wake", "7"], "is not a time"), (["--wake", "07:60"], "is not a time"),
    (["--bed", "noon"], "is not a time"), (["--bed", "-1:30"], "is not a time"), (["--bed", "7:+5"], "is not a time"),
    (["--wake", "07:00", "--bed", "07:00"], "same time"),
    (["--minutes", "-1"], "from 0 to 1440"), (["--minutes", "1441"], "from 0 to 1440"),
    (["--minutes", "ten"], "from 0 to 1440"), (["--minutes", ""], "--minutes is empty"),
]
WINDOWS = [("00:00", "23:59"), ("07:00", "07:01"), ("22:00", "06:00"), ("23:59", "00:00"), ("12:00", "11:59"),
           ("6:30", "21:00"), ("16:00", "18:00"), ("04:00", "05:00")]


def minutes_of(plan):
    return sum(item["lasts_minutes"] or 0 for item in plan["items"] if item["kind"] in ("walk", "exercise"))


def sound(plan):
    """\\return what is wrong with the times of a plan; empty when nothing is."""
    problems = []
    begin, end = None, None
    for item in plan["items"]:
        hour, minute = map(int, item["at"].split(":"))
        at = hour * 60 + minute
        if begin is None:
            begin = at
        at += 1440 if at < begin else 0
        if item["kind"] in ("walk", "exercise", "rest", "heat") and end is not None and at < end:
            problems.append(f"{item['title']} at {item['at']} begins before the last thing ends")
        if item["kind"] in ("walk", "exercise", "rest", "heat"):
            end = at + (item["lasts_minutes"] or 0)
    if not any(item["kind"] == "checkin" for item in plan["items"]):
        problems.append("no check-in")
    return problems


def main():
    options = outside.parser(__doc__).parse_args()
    program, tally = outside.Program(options.binary), outside.Tally()
    path = {one: str(outside.ROOT / "examples" / f"{one}.json") for one in EXAMPLES}

    def plan(example, *words):
        return program.run("plan", "--json", "--answers", path[example], *words)

    for words, said in ERRORS:
        for command in (("plan",), ("export", "ics")):
            ran = program.run(*command, "--answers", path["strain"], *words)
            name = " ".join((*command, *words))
            tally.check(name, ran.returncode == 2 and not ran.stdout and said in ran.stderr.decode(), str(ran)[:300])
    both = program.run("plan", "--answers", path["strain"], "--day", "0", "--wake", "x", "--minutes", "y")
    tally.check("all errors at once", both.stderr.count(b"error:") == 3, str(both.stderr))
    agreed = plan("strain", "--day", "3", "--date", "2026-11-23")
    tally.check("--day and --date that agree", agreed.returncode == 0 and json.loads(agreed.stdout)["day"] == 3)
    last = plan("strain", "--day", "28")
    tally.check("the last day", last.returncode == 0 and json.loads(last.stdout)["date"] == "2026-12-18")

    for example in EXAMPLES:
        usual = json.loads(plan(example).stdout)
        for wake, bed in WINDOWS:
            ran = plan(example, "--wake", wake, "--bed", bed)
            name = f"{example} {wake} to {bed}"
            if not tally.check(name, ran.returncode == 0, str(ran)[:300]):
                continue
            made = json.loads(ran.stdout)
            tally.check(f"{name}: times", not sound(made), str(sound(made)))
            titles = {item["title"] for item in made["items"]}
            tally.check(f"{name}: nothing new", titles <= {item["title"] for item in usual["items"]},
                        str(titles - {item["title"] for item in usual["items"]}))
        none = json.loads(plan(example, "--minutes", "0").stdout)
        tally.check(f"{example} no minutes: a small day", minutes_of(none) <= minutes_of(usual) and not sound(none)
                    and len(none["items"]) <= len(usual["items"]), f"{minutes_of(none)}")
        tally.check(f"{example} no minutes: breaks stay", any(one["kind"] == "break" for one in none["items"]))
        plenty = json.loads(plan(example, "--minutes", "1440").stdout)
        tally.check(f"{example} all day: within the limits", not sound(plenty) and minutes_of(plenty) < 300,
                    f"{minutes_of(plenty)}")
    empty = program.run("plan", "--answers", path["strain"], "--wake", "22:00", "--bed", "23:00")
    tally.check("text of a short day", empty.returncode == 0 and b"check" in empty.stdout.lower())
    tally.check("nothing was kept", not os.path.exists(os.path.join(program.home, "latest.json")))
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
