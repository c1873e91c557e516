#!/usr/bin/env python3
"""Fourteen days by pipe: examples/daily.sh, with a danger sign on day 9.

  daily.py --binary PATH
"""
import datetime
import json
import os
import shutil
import subprocess
import sys

import outside

DAYS, BAD = 14, 9
FIRST = datetime.date(2026, 11, 21)


def main():
    options = outside.parser(__doc__).parse_args()
    program, tally = outside.Program(options.binary), outside.Tally()
    if not shutil.which("jq"):
        print("no jq, so nothing to pipe into")
        return 77
    folder = program.folder.name
    tools = os.path.join(folder, "bin")
    os.makedirs(tools)
    run = os.path.join(tools, "backcoach")
    with open(run, "w") as file:
        file.write(f"#!/bin/sh\nexec '{program.path}' --home '{program.home}' \"$@\"\n")
    os.chmod(run, 0o755)
    checkin = json.loads((outside.ROOT / "data/checkin.json").read_text())
    quiet = {sign["measure"]: "no" for sign in checkin["signs"]}
    names = {json.loads(path.read_text())["name"] for path in (outside.ROOT / "data/exercises").glob("*.json")}

    def daily(day, answers):
        env = outside.environment(folder, PATH=f"{tools}:{os.environ['PATH']}",
                                  BACKCOACH_NOW=f"{FIRST + datetime.timedelta(day - 1)}T08:30")
        return subprocess.run([outside.ROOT / "examples/daily.sh"], input=json.dumps(answers), env=env,
                              capture_output=True, text=True, check=False)

    def told(text):
        return [name for name in names if name in text]

    missing = daily(1, quiet)
    tally.check("before any triage: no plan, and no exercise", missing.returncode == 6 and not missing.stdout,
                missing.stderr)
    first = program.run("triage", "--answers", str(outside.ROOT / "examples/strain.json"))
    tally.check("day 1: self-care", first.returncode == 0)
    for day in range(2, DAYS + 1):
        answers = {**quiet, "nprs_now": 4, "went": "well", "walked_minutes": 10}
        if day == BAD:
            answers["danger_saddle"] = "yes"
        ran = daily(day, answers)
        name = f"day {day}: "
        if day < BAD:
            tally.check(name + "a plan", ran.returncode == 0 and "Walking (" in ran.stdout, ran.stderr + ran.stdout)
        else:
            tally.check(name + "help, for as long as it stands", ran.returncode in (20, 30), f"{ran.returncode} {ran.stderr}")
            tally.check(name + "no exercise and no time of day", not told(ran.stdout + ran.stderr)
                        and "08:00" not in ran.stdout, ran.stdout)
        if day == BAD:
            tally.check(name + "says what to do", "help" in ran.stdout, ran.stdout)
    open_day = daily(2, {"nprs_now": 3})
    tally.check("a danger sign that nobody answered", open_day.returncode == 4 or open_day.returncode >= 20,
                str(open_day.returncode))
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
