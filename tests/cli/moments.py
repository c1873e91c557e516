#!/usr/bin/env python3
"""At the moments where clocks jump and years turn, outputs are the same in every time zone and language.

  moments.py --binary PATH

A time of day is what a clock on the wall shows there: nothing is converted, so no zone shows up in any output, not even
in a calendar, whose times are floating (its DTSTAMP is the same wall time, with the Z that the format demands). An
offset behind --now is cut off. Tried are the half hours before, in and after each gap and overlap of the clocks in
three zones, one of which moves by half an hour, the last minute of a year, and the end of February.
"""
import datetime
import json
import re
import sys
import zoneinfo

import outside
from faults import quiet_check
from same_bytes import first_difference, same

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe")
YEAR = 2027
HALF = datetime.timedelta(minutes=30)
DAY = datetime.timedelta(days=1)
EXAMPLE = str(outside.ROOT / "examples/stiff_desk_worker.json")
OUTPUTS = (("triage", "--answers", EXAMPLE, "--json", "--no-save"), ("plan",), ("plan", "--json"),
           ("plan", "--days", "3"), ("next",), ("export", "ics"), ("export", "cron"), ("diary", "list"),
           ("export", "ndjson"), ("progress",))
YEARS_AND_MONTHS = ("2026-12-31T23:59", "2027-01-01T00:00", "2027-02-28T23:59", "2027-03-01T00:01",
                    "2028-02-28T23:59", "2028-02-29T12:00", "2028-03-01T00:01")
# Two check-ins, two minutes apart, around midnight of these days.
MIDNIGHTS = ("2026-12-31", "2027-02-28", "2028-02-28", "2028-02-29")


def jumps(zone):
    """(local time before which the clock shows what it showed, how far it jumps) of a year."""
    there = zoneinfo.ZoneInfo(zone)
    at = datetime.datetime(YEAR, 1, 1, tzinfo=datetime.timezone.utc)
    found, offset = [], at.astimezone(there).utcoffset()
    while at.year == YEAR:
        now = at.astimezone(there).utcoffset()
        if now != offset:
            found.append(((at + offset).replace(tzinfo=None), now - offset))
        offset = now
        at += HALF
    return found


def moments(zone):
    """Local times around each jump: a gap's middle is on no clock there, an overlap's comes twice."""
    for at, far in jumps(zone):
        first = min(at, at + far)
        yield from (first - HALF, first + abs(far) / 2, first + abs(far) + HALF)


def shown(moment):
    return moment if isinstance(moment, str) else moment.isoformat(timespec="minutes")


def person(binary, moment, env):
    """Somebody with a triage and a check-in of that moment, both made under `env`."""
    program = outside.Program(binary)
    program.run("--now", moment, "triage", "--answers", EXAMPLE, env=env)
    program.run("--now", moment, "checkin", "--answers", "-", stdin=quiet_check(), env=env)
    return program


def outputs(program, moment, env):
    return {words: program.run("--now", moment, *words, env=env) for words in OUTPUTS}


def same_in(binary, tally, moment, places):
    first = outputs(person(binary, moment, {"TZ": "UTC"}), moment, {"TZ": "UTC"})
    dates = [json.loads(line)["date"] for line in first[("export", "ndjson")].stdout.splitlines()]
    tally.check(f"{moment}: entries are of that day", dates and set(dates) == {moment[:10]}, str(dates))
    planned = json.loads(first[("plan", "--json")].stdout or b"{}").get("date")
    tally.check(f"{moment}: so is the plan", planned == moment[:10], str(planned))
    for place in places:
        name = f"{moment} with " + " ".join(f"{key}={value}" for key, value in place.items())
        for words, ran in outputs(person(binary, moment, place), moment, place).items():
            same(tally, f"{name}: {words[0]} {words[-1]}", first[words], ran)


def no_offset(binary, tally):
    program = person(binary, "2027-03-28T02:30", {"TZ": "UTC"})
    for words in OUTPUTS:
        # The moment of writing alone is UTC; and events that were sent before are sent as their next version.
        runs = [re.sub(rb"DTSTAMP:[0-9TZ]+", b"", program.run("--now", f"2027-03-28T02:30{offset}", *words).stdout)
                for offset in ("", "+02:00", "Z")]
        if words[-1] == "ics":
            sent = [re.findall(rb"SEQUENCE:(\d+)\r\n", one) for one in runs]
            events = runs[0].count(b"BEGIN:VEVENT")
            tally.check("each export of the same events is one version later", sent == [[], [b"1"] * events, [b"2"] * events],
                        str(sent))
            runs = [re.sub(rb"SEQUENCE:\d+\r\n", b"", one) for one in runs]
        tally.check(f"an offset changes nothing: {words[0]} {words[-1]}", runs[0] and runs.count(runs[0]) == 3,
                    first_difference(runs[0], runs[1]))


def around_midnight(binary, tally, day, zone):
    """A check-in at 23:59 and one at 00:01 are of different days, and none is lost or doubled."""
    env = {"TZ": zone}
    program = outside.Program(binary)
    next_day = (datetime.date.fromisoformat(day) + DAY).isoformat()
    program.run("--now", f"{day}T08:00", "triage", "--answers", EXAMPLE, env=env)
    for at in (f"{day}T23:59", f"{next_day}T00:01"):
        ran = program.run("--now", at, "checkin", "--answers", "-", stdin=quiet_check(), env=env)
        tally.check(f"{at} in {zone}: is taken", ran.returncode in (0, 10), ran.stderr.decode()[:300])
    name = f"around midnight of {day} in {zone}"
    lines = [json.loads(line) for line in program.run("export", "ndjson", env=env).stdout.splitlines()]
    dates = [line["date"] for line in lines if line["kind"] == "checkin"]
    tally.check(f"{name}: a check-in each day", dates == [day, next_day], str(dates))
    later = f"{next_day}T08:00"
    found = json.loads(program.run("--now", later, "progress", "--json", env=env).stdout)["days"]
    dates = [one["date"] for one in found if one["pain"] is not None]
    tally.check(f"{name}: progress has both days once", dates[-2:] == [day, next_day] and
                len(set(dates)) == len(dates), str(dates))
    plan = json.loads(program.run("--now", later, "plan", "--json", env=env).stdout)
    tally.check(f"{name}: the plan is of the new day", plan["date"] == next_day, plan["date"])


def clock_on_the_wall(binary, tally):
    """Without --now the day is that of the zone."""
    for zone in (*ZONES, "UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        program = outside.Program(binary)
        here = zoneinfo.ZoneInfo(zone)
        before = datetime.datetime.now(here).date().isoformat()
        words = [word for word in program.words("plan", "--answers", EXAMPLE, "--json") if word not in
                 ("--now", outside.NOW)]
        ran = outside.subprocess.run(words, capture_output=True, check=False, timeout=60,
                                     env=outside.environment(program.folder.name, TZ=zone))
        after = datetime.datetime.now(here).date().isoformat()
        day = json.loads(ran.stdout)["date"]
        tally.check(f"the day in {zone}", day in (before, after), f"{day}, not {before}")


def main():
    options = outside.parser(__doc__).parse_args()
    tally = outside.Tally()
    for zone in ZONES:
        found = jumps(zone)
        tally.check(f"{zone} has a gap and an overlap", sorted(far > HALF * 0 for _, far in found) == [False, True],
                    str(found))
        for moment in moments(zone):
            same_in(options.binary, tally, shown(moment), ({"TZ": zone},))
        for at, _ in found:
            around_midnight(options.binary, tally, (at.date() - DAY).isoformat(), zone)
            around_midnight(options.binary, tally, at.date().isoformat(), zone)
    for number, moment in enumerate(YEARS_AND_MONTHS):
        same_in(options.binary, tally, moment, ({"TZ": ZONES[number % 3]}, {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
                                                {"LC_ALL": "C"}))
    for number, day in enumerate(MIDNIGHTS):
        around_midnight(options.binary, tally, day, ZONES[number % 3])
    no_offset(options.binary, tally)
    clock_on_the_wall(options.binary, tally)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
