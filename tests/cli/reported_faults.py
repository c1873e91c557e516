#!/usr/bin/env python3
"""What users of similar programs report, tried from outside: one function for each kind of fault.

  reported_faults.py --binary PATH [--only NAME]

docs/reliability.md says where each kind could live and which of these covers it.
"""
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time

import diary as diary_test
import outside
import pseudo_terminal

EXAMPLES = outside.ROOT / "examples"
STRAIN = str(EXAMPLES / "strain.json")


class Person:
    """Runs the binary in a folder of its own with nothing set but what is given."""

    def __init__(self, binary):
        self.program = outside.Program(binary)
        self.path = pathlib.Path(self.program.folder.name)
        self.home = self.path / "home"

    def run(self, *words, stdin="", now="2026-11-21T08:30", home=True, env=None, timeout=60):
        base = [self.program.path]
        base += ["--home", str(self.home)] if home is True else (["--home", str(home)] if home else [])
        base += ["--now", now] if now else []
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        return subprocess.run([*base, *words], input=data, capture_output=True, timeout=timeout, check=False,
                              env=outside.environment(self.path, **(env or {})), cwd=self.path)

    def triage(self, *words, now="2026-11-21T08:30", home=True):
        return self.run("triage", "--save", "--answers", STRAIN, *words, now=now, home=home)

    def checkin(self, now, home=True, **answers):
        return self.run("checkin", "--answers", "-", "--json",
                        stdin=diary_test.quiet_check(**answers), now=now, home=home)

    def entries(self, home=True):
        return [json.loads(line) for line in self.run("export", "ndjson", home=home).stdout.splitlines()]


# What a word processor, a phone or a web page puts before, into and behind a name.
MARKS = ["\u2022 {}", "\u2022\t{}", "\u25e6 {}", "\u25aa{}", "\u25cf {}", "\u25a0 {}", "\u25a1 {}", "\u2610 {}", "\u2611 {}",
         "\u2713 {}", "\u2714\ufe0f {}", "\u2192 {}", "\u27a2 {}", "\u00b7 {}", "\u2023 {}", "\u2043 {}", "\u2013 {}", "\u2014 {}",
         "\u2212 {}", "\uf0b7 {}", "\uf0a7\t{}", "\U0001f449 {}", "\u2460 {}", "1\ufe0f\u20e3 {}", "\u201c{}\u201d", "\u2018{}\u2019",
         "\"{}\"", "'{}'", "\u00ab{}\u00bb", "`{}`", "**{}**", "_{}_", "[ ] {}", "[x] {}", "- [x] {}", "* {}", "+ {}", "> {}",
         "1. {}", "1) {}", "(1) {}", "1.) {}", "a) {}", "Ex 1: {}", "Exercise 2. {}", "| {} |", "\u00a0{}", "\u3000{}",
         "\ufeff{}", "\u200b{}", "{}\u00a0", "{}:", "{} -", "{} \u2013", "{}\u2026", "{}!", "  {}  ", "\u200e{}", "\u00ad{}", "~ {}", "; {}"]
NAMES = ["cat camel", "cat\u00a0camel", "cat\u2011camel", "cat\u2010camel", "cat\u2013camel", "cat\u2212camel", "cat\u202fcamel",
         "cat\u00adcamel", "ca\u200bt camel", "cat\u2003camel", "cat_camel", "CAT  CAMEL", "\uff43\uff41\uff54 camel", "cat/camel",
         "cat & camel"]
NEAR = ["the cat camel", "cat camels", "cat-camle", "\u0441at camel", "cat camel stretch", "cat camel (easy) slowly", "catcamel",
        "<li>cat camel</li>", "camel", "cat camel in the morning", "kneeling cat camel", "cat caml"]


def prescriptions(person, tally):
    """However a gated exercise is typed, it does not get past its gates."""
    def kept(text):
        path = person.home / "prescription.json"
        if path.exists():
            path.unlink()
        ran = person.run("import", "prescription", "-", stdin=text)
        return ran, json.loads(path.read_text())["items"] if path.exists() else []

    for mark in MARKS:
        for dose in (" 3x8", ""):
            text = mark.format("cat camel") + dose
            ran, items = kept(text + "\n")
            tally.check(f"mark {text!r}", ran.returncode == 0 and len(items) == 1
                        and items[0].get("exercise") == "cat_camel", f"{items} {ran.stderr[:200]}")
    for name in NAMES:
        ran, items = kept(name + " 3x8\n")
        good = items and (items[0].get("exercise") == "cat_camel" or b"near" in ran.stderr)
        tally.check(f"name {name!r}", good, f"{items} {ran.stderr[:200]}")
    for name in NEAR:
        ran, items = kept(name + " 3x8\n")
        plan = json.loads(person.run("plan", "--json", "--answers", STRAIN, "--set", "cannot_kneel=yes").stdout)
        held = all("amel" not in one["title"] and "caml" not in one["title"] for one in plan["items"])
        tally.check(f"near {name!r} waits", held and ran.returncode in (0, 3), f"{items} {ran.stderr[:300]}")
        if ran.returncode == 0 and items:
            tally.check(f"near {name!r} is said to wait", b"near" in ran.stderr and b"other:" in ran.stderr
                        and any("waits until" in str(one["because"]) for one in plan["excluded"]),
                        str(ran.stderr[:300]))
    ran, items = kept("other: cat camels on the ball 3x8\n")
    plan = json.loads(person.run("plan", "--json", "--answers", STRAIN, "--set", "cannot_kneel=yes").stdout)
    tally.check("what the person says is another exercise is planned", ran.returncode == 0 and items[0].get("other") is True
                and any(one["title"].startswith("cat camels on the ball") for one in plan["items"]), str(items))
    both = {"schema": "backcoach/prescription/1", "items": [{"name": "cat camel", "exercise": "walk"}]}
    tally.check("a name of one card with the id of another", kept(json.dumps(both))[0].returncode == 3)
    for line, wanted in {
            "bird dog 8-10 reps": {"reps": 8}, "bird dog 3x8-10": {"sets": 3, "reps": 8}, "bird dog 8\u201310": {"reps": 8},
            "bird dog 3 sets x 10 reps": {"sets": 3, "reps": 10}, "bird dog 3x8 R/L": {"sets": 3, "reps": 8, "per_side": True},
            "bird dog R/L 3x8": {"sets": 3, "reps": 8, "per_side": True}, "bird dog -3x8": {"sets": 3, "reps": 8},
            "bird dog 3x8 right and left": {"sets": 3, "reps": 8, "per_side": True}, "bird dog\t3x8": {"sets": 3, "reps": 8},
            "bird dog 3x8 mon wed fri": {"sets": 3, "reps": 8, "weekdays": ["mon", "wed", "fri"]},
            "bird dog Mon/Wed/Fri 3x8": {"sets": 3, "reps": 8, "weekdays": ["mon", "wed", "fri"]},
            "bird dog 3x8 on Mondays and Thursdays": {"sets": 3, "reps": 8, "weekdays": ["mon", "thu"]},
            "bird dog 3x8 mon-fri": {"sets": 3, "reps": 8, "weekdays": ["mon", "tue", "wed", "thu", "fri"]},
            "bird dog 10/side": {"reps": 10, "per_side": True}, "bird dog 2x10 per leg": {"sets": 2, "reps": 10, "per_side": True}}.items():
        ran, items = kept(line + "\n")
        found = {key: value for key, value in (items[0] if items else {}).items() if key not in ("name", "exercise")}
        tally.check(f"dose {line!r}", ran.returncode == 0 and found == wanted, f"{items} {ran.stderr[:200]}")
    for line in ("walk 1:30", "walk half an hour", "bird dog three sets of ten", "walk 1.5 min", "walk 1 hour", "bird dog 3/week",
                 "bird dog 3x/week", "bird dog 10''", "bird dog 3x weekly", "walk 1,5 min", "walk \u00bd hour", "bird dog two minutes",
                 "bird dog 10-8 reps", "bird dog 3x8 tuesdayish"):
        ran, items = kept(line + "\n")
        tally.check(f"dose {line!r} is an error with an example", ran.returncode == 3 and not items and b"help:" in ran.stderr,
                    f"{items} {ran.stderr[:300]}")
    kept("my odd thing 3x8 sat sun\n")
    plan = person.run("plan", "--json", "--answers", STRAIN)
    monday = person.run("plan", "--json", "--answers", STRAIN, now="2026-11-23T08:30")
    named = [sum(one["title"].startswith("my odd") for one in json.loads(ran.stdout)["items"]) for ran in (plan, monday)]
    tally.check("days of the week are kept: Saturday, not Monday", named[0] == 1 and named[1] == 0, str(named))
    kept("my odd thing 3x8\n")
    path = person.home / "prescription.json"
    path.write_text(path.read_text().replace("\"reps\"", "\"repz\""))
    person.triage()
    for words in (("plan",), ("plan", "--answers", STRAIN), ("export", "ics")):
        ran = person.run(*words)
        tally.check(f"{words}: problems of a prescription are said once", ran.stderr.count(b"[unknown-key]") == 1, str(ran.stderr))


def empty_values(person, tally):
    """An unset variable of a script is no value."""
    person.triage()
    person.triage(home=None)
    default = person.path / ".local/share/backcoach/diary.db"
    ran = subprocess.run(
        [person.program.path, "diary", "erase", "--yes", "--home", ""], capture_output=True, check=False,
        env=outside.environment(person.path), cwd=person.path)
    tally.check("--home '' erases nothing", ran.returncode == 2 and b"--home is empty" in ran.stderr and default.exists(),
                f"{ran.returncode} {ran.stderr}")
    help_pages = {None: person.run("help", now=None).stdout.decode()}
    commands = [line.split()[0] for line in help_pages[None].splitlines() if line.startswith("  ") and line.split()]
    commands = [one for one in commands if one.isalpha() and person.run("help", one, now=None).returncode == 0]
    tally.check("the commands were found", len(commands) > 15, str(commands))
    tried = 0
    for command in commands:
        page = person.run("help", command, now=None).stdout.decode()
        for line in page.splitlines():
            words = line.strip().split()
            flags = [one.rstrip(",") for one in words[:2] if one.startswith("--")]
            if not flags or len(words) < 3 or not words[words.index(flags[0]) + 1].isupper() and "|" not in words[words.index(flags[0]) + 1]:
                continue
            for form in ([flags[0], ""], [flags[0] + "="]):
                ran = subprocess.run([person.program.path, command, *form], capture_output=True, check=False, input=b"",
                                     env=outside.environment(person.path), cwd=person.path, timeout=30)
                tried += 1
                tally.check(f"{command} {form}", ran.returncode == 2 and ran.stderr, f"{ran.returncode} {ran.stderr[:200]}")
    tally.check("there were flags with values", tried > 100, str(tried))
    for name in ("BACKCOACH_NOW", "BACKCOACH_DATA", "BACKCOACH_REGION", "BACKCOACH_ACCESSIBLE"):
        ran = person.run("plan", now=None, env={name: ""})
        tally.check(f"{name} empty", ran.returncode == 2 and name.encode() in ran.stderr, str(ran.stderr))
    for name in ("NO_COLOR", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "CLICOLOR_FORCE", "LC_ALL"):
        tally.check(f"{name} empty is not set", person.run("plan", env={name: ""}).returncode == 0)
    for words in (("",), ("export", ""), ("explain", ""), ("diary", "edit", ""), ("import", "ndjson", ""), ("batch", "")):
        tally.check(f"an empty word: {words}", person.run(*words).returncode == 2)


def said_twice(person, tally):
    """Of two values nobody knows which was meant; the same one twice is no fault."""
    home = str(person.home)
    for words in (["triage", "--answers", STRAIN, "--set", "fever=no", "--set", "fever=yes"],
                  ["triage", "--answers", STRAIN, "--region", "GB", "--region", "US"],
                  ["plan", "--answers", STRAIN, "--date", "2026-11-21", "--date", "2026-11-22"],
                  ["plan", "--answers", STRAIN, "--set", "age=40", "--set", "age=41"],
                  ["plan", "--answers", STRAIN, "-a", str(EXAMPLES / "fever.json")],
                  ["triage", "--answers", STRAIN, "--json", "--format", "text"],
                  ["--home", "/elsewhere", "plan"], ["--now", "2026-11-22", "plan"],
                  ["checkin", "--set", "nprs_now=3", "--set", "nprs_now=4"], ["flare", "--set", "nprs_now=3", "--set", "nprs_now=4"],
                  ["session", "--speed", "2", "--speed", "3"], ["diary", "edit", "last", "--note", "a", "--note", "b"],
                  ["explain", "--what-if", "fever=no", "--what-if", "fever=yes"], ["batch", "--jobs", "1", "--jobs", "2"]):
        ran = person.run(*words)
        tally.check(f"twice: {words}", ran.returncode == 2 and ran.stderr, f"{ran.returncode} {ran.stderr[:200]}")
    for words in (["triage", "--answers", STRAIN, "--no-save", "--set", "age=41", "--set", "age=41"],
                  ["triage", "--answers", STRAIN, "--no-save", "--region", "GB", "--region", "GB"], ["--home", home, "version"],
                  ["triage", "--answers", STRAIN, "--no-save", "--json", "--format", "json"],
                  ["triage", "--answers", STRAIN, "--no-save", "--set", "age=41", "--set", "nprs_now=5", "--set", "nprs_worst24=8"]):
        tally.check(f"the same twice: {words}", person.run(*words).returncode == 0, str(person.run(*words).stderr[:200]))


def times(person, tally):
    """Days and moments as people and programs write them; errors with an example."""
    # A mistyped day is that, and not a missing plan.
    for words in (["plan", "--date", "tomorow"], ["export", "ics", "--date", "tomorow"], ["plan", "--days", "x"]):
        ran = person.run(*words)
        tally.check(f"{words} without a plan", ran.returncode == 2 and any(one in ran.stderr for one in (b"takes a", b"tomorrow")),
                    str(ran.stderr))
    person.triage()
    for command in (("plan",), ("export", "ics"), ("export", "cron")):
        for day, wanted in (("today", "2026-11-21"), ("tomorrow", "2026-11-22")):
            ran, same = (person.run(*command, "--date", one) for one in (day, wanted))
            # A calendar that is written again counts on, so that the later one replaces the earlier.
            texts = [re.sub(rb"SEQUENCE:\d+\r\n", b"", one.stdout) for one in (ran, same)]
            tally.check(f"{command} --date {day}", ran.returncode == 0 and texts[0] == texts[1], str(ran.stderr))
        tally.check(f"{command} --date yesterday", person.run(*command, "--date", "yesterday").returncode
                    == person.run(*command, "--date", "2026-11-20").returncode)
        ran = person.run(*command, "--date", "soon")
        tally.check(f"{command}: an error has an example", ran.returncode == 2 and b"tomorrow" in ran.stderr, str(ran.stderr))
    for moment in ("2026-11-21T08:30:00.123", "2026-11-21T08:30:00,5Z", "2026-11-21T08", "2026-11-21T08:30:00.999999+01:00",
                   "2026-11-21 08:30", "2026-11-21T08:30-05", "2026-11-21"):
        for way in ({"now": moment}, {"now": None, "env": {"BACKCOACH_NOW": moment}}):
            tally.check(f"now {moment} {way}", person.run("plan", **way).returncode == 0, str(person.run("plan", **way).stderr))
    for moment in ("8:30", "2026-11-21T8", "2026-11-21T08:30:00.", "2026-11-21T08:30:00.x", "2026-11-21T08:30+99", "tomorrow",
                   "2026-11-21T08:30:00 EST"):
        for way, name in (({"now": moment}, b"--now"), ({"now": None, "env": {"BACKCOACH_NOW": moment}}, b"BACKCOACH_NOW")):
            ran = person.run("plan", **way)
            tally.check(f"not a time: {moment}", ran.returncode == 2 and name in ran.stderr and b"for example" in ran.stderr,
                        str(ran.stderr))
    for offset, wanted in (("+09:00", "20261120T233000Z"), ("-05:00", "20261121T133000Z"), ("Z", "20261121T083000Z")):
        ran = person.run("export", "ics", now="2026-11-21T08:30" + offset)
        tally.check(f"DTSTAMP with {offset}", b"DTSTAMP:" + wanted.encode() in ran.stdout, str(ran.stdout[:300]))
    # What has passed is left out by the clock where the person is.
    for form in ("ics", "cron", "systemd"):
        times_of = lambda offset: re.findall(rb"DTSTART:\S+|^\d+ \d+ |on-calendar=\S+ \S+", person.run(
            "export", form, now="2026-11-21T17:21" + offset).stdout, re.M)
        here = times_of("Z")
        for offset in ("+09:00", "-05:00"):
            tally.check(f"{form} from here on with {offset}", here and times_of(offset) == here, f"{here} {times_of(offset)}")
    for zone in ("America/New_York", "Asia/Tokyo", "UTC"):
        person.run("triage", "--save", "--answers", STRAIN, now=None, env={"TZ": zone})
        before = time.strftime("%Y%m%dT%H%M", time.gmtime())
        ran = person.run("plan", "--format", "ics", "--date", "tomorrow", "--answers", STRAIN, now=None, env={"TZ": zone})
        after = time.strftime("%Y%m%dT%H%M", time.gmtime())
        stamps = [line[8:21].decode() for line in ran.stdout.splitlines() if line.startswith(b"DTSTAMP:")]
        tally.check(f"DTSTAMP is UTC in {zone}", stamps and all(before <= one <= after for one in stamps), f"{before} {stamps[:1]}")


def day_ends_at_bed(person, tally):
    """Who goes to bed at two is still up on the same day at one."""
    person.run("config", "set", "wake", "10:00")
    person.run("config", "set", "bed", "02:00")
    person.triage(now="2026-11-21T11:00")
    plan = json.loads(person.run("plan", "--json", now="2026-11-21T12:00").stdout)
    tally.check("the plan ends at bed", plan["expires_at"] == "2026-11-22T02:00" and plan["next_checkin"] < plan["expires_at"],
                f"{plan['next_checkin']} {plan['expires_at']}")
    flags = json.loads(person.run("plan", "--json", "--wake", "10:00", "--bed", "02:00", "--answers", STRAIN).stdout)
    tally.check("with flags, too", flags["expires_at"].startswith("2026-11-22T02:00"), flags["expires_at"])
    late = person.run("next", "--short", now="2026-11-22T00:30")
    tally.check("next at half past midnight", late.returncode == 0 and late.stdout[:2] in (b"01", b"00"), f"{late.stdout} {late.stderr}")
    again = json.loads(person.run("plan", "--json", now="2026-11-22T01:59").stdout or "{}")
    tally.check("the same plan before bed", again.get("plan_id") == plan["plan_id"] and again.get("day") == 1, str(again)[:200])
    tally.check("after bed it is over", person.run("plan", now="2026-11-22T02:00").returncode == 6)
    ran = person.checkin("2026-11-22T00:30")
    shown = json.loads(ran.stdout or "{}")
    tally.check("a check-in after midnight is of the day before", shown.get("date") == "2026-11-21", str(ran.stderr))
    plan = json.loads(person.run("plan", "--json", now="2026-11-22T00:40").stdout or "{}")
    tally.check("and starts no new day", plan.get("day") == 1 and plan.get("date") == "2026-11-21", str(plan)[:200])
    ran = person.checkin("2026-11-22T10:30")
    plan = json.loads(person.run("plan", "--json", now="2026-11-22T10:40").stdout or "{}")
    tally.check("the next day begins after bed", json.loads(ran.stdout or "{}").get("date") == "2026-11-22" and plan.get("day") == 2,
                f"{ran.stderr} {str(plan)[:100]}")


def two_devices(person, tally):
    """A merge says what lost; what was taken back stays so."""
    a, b = person.path / "hA", person.path / "hB"
    person.triage(home=a)
    person.checkin("2026-11-21T09:00", home=a)
    subprocess.run(["cp", "-r", a, b], check=True)
    edit = ("diary", "edit", "last", "--set")
    person.run(*edit, "nprs_now=5", home=a, now="2026-11-21T12:00")
    person.run(*edit, "nprs_now=8", home=b, now="2026-11-21T11:30")
    lines = person.run("export", "ndjson", home=b).stdout
    ran = person.run("import", "ndjson", "-", stdin=lines, home=a)
    said = ran.stderr.decode()
    tally.check("what differs is said", "differs: kept the form of 2026-11-21 12:00 (pain 5" in said and "11:30 (pain 8" in said, said)
    other = person.run("import", "ndjson", "-", stdin=person.run("export", "ndjson", home=a).stdout, home=b)
    tally.check("and on the other side", "kept the form of 2026-11-21 12:00 (pain 5" in other.stderr.decode()
                and b"replaced 1" in other.stdout, other.stderr.decode())
    # Each device counts for itself in which order it wrote them down.
    both = [sorted(map(json.dumps, person.entries(one))) for one in (a, b)]
    tally.check("then both are the same", both[0] == both[1], str(both)[:600])
    # The clock of B is local time elsewhere: later on the wall, earlier in truth.
    person.run(*edit, "nprs_now=2", home=b, now="2026-11-22T03:00+09:00")
    person.run(*edit, "nprs_now=6", home=a, now="2026-11-21T14:00-05:00")
    person.run("import", "ndjson", "-", stdin=person.run("export", "ndjson", home=b).stdout, home=a)
    pains = [one["checkin"]["values"]["nprs_now"] for one in person.entries(a) if one["kind"] == "checkin"]
    tally.check("UTC tells which edit was later", pains == [6], str(pains))
    before = person.entries(a)
    person.checkin("2026-11-21T20:00", home=a)
    lines = person.run("export", "ndjson", home=a).stdout
    person.run("diary", "undo", home=a)
    left = person.entries(a)
    ran = person.run("import", "ndjson", "-", stdin=lines, home=a)
    tally.check("an undone entry stays undone", person.entries(a) == left and b"Taken back here" in ran.stderr, str(ran.stderr))
    ran = person.run("import", "ndjson", "--again", "-", stdin=lines, home=a)
    tally.check("--again brings it in", len(person.entries(a)) > len(left), f"{ran.stdout} {len(before)} {len(left)}")
    ran = person.run("import", "ndjson", "-", stdin=lines, home=a)
    tally.check("and then it is there", b"Taken back" not in ran.stderr and b"Added 0" in ran.stdout, str(ran.stderr))
    person.run("diary", "edit", "last", "--note", "wrong", home=a, now="2026-11-21T20:30")
    lines = person.run("export", "ndjson", home=a).stdout
    person.run("diary", "undo", home=a)
    person.run("import", "ndjson", "-", stdin=lines, home=a)
    tally.check("an undone edit stays undone", not any(one.get("note") for one in person.entries(a)))
    tally.check("undo after an undo takes the change before", b"Taken back" in person.run("diary", "undo", home=a).stdout)
    (a / "diary.sync-conflict-20261121-101010-ABCDEFG.db").write_bytes((b / "diary.db").read_bytes())
    (a / "diary (Bob's conflicted copy 2026-11-21).db").write_bytes((b / "diary.db").read_bytes())
    (a / "diary-LAPTOP.db").write_bytes((b / "diary.db").read_bytes())
    (a / "my diary notes.txt").write_text("not ours")
    future = json.loads(lines.splitlines()[0])
    future.update(id="0123456789ab", at="2099-11-21T08:30:00", changed="2099-11-21T08:30:00")
    person.run("import", "ndjson", "-", home=a, stdin=json.dumps(future))
    ran = person.run("doctor", home=a, now="2026-11-23T08:30")
    seen = ran.stdout.decode()
    for name in ("sync-conflict", "conflicted copy", "diary-LAPTOP.db"):
        tally.check(f"doctor names {name}", name in seen, seen)
    tally.check("doctor leaves others alone", "notes.txt" not in seen)
    tally.check("doctor names entries from the future", "1 from the future" in seen and "0123456789ab" in seen, seen)


def links(person, tally):
    """A link is followed; what is behind it keeps its mode; no folders come out of nothing."""
    far = person.path / "far"
    far.mkdir()
    person.home.mkdir()
    for name, make in (("config.toml", lambda: person.run("config", "set", "wake", "06:30")), ("diary.db", person.triage),
                       ("prescription.json", lambda: person.run("import", "prescription", "-", stdin="bird dog 3x8\n"))):
        (person.home / name).symlink_to(far / name)
        ran = make()
        tally.check(f"{name}: a link to nothing yet is followed", ran.returncode == 0 and (far / name).is_file()
                    and (person.home / name).is_symlink(), str(ran.stderr))
        os.chmod(far / name, 0o640)
        ran = make()
        tally.check(f"{name}: the link stays", (person.home / name).is_symlink() and (far / name).is_file(), str(ran.stderr))
        tally.check(f"{name}: the mode stays", stat.S_IMODE((far / name).stat().st_mode) == 0o640,
                    oct((far / name).stat().st_mode))
    for chain in (False, True):
        target, link = far / "day.html", person.path / "day.html"
        target.write_text("old")
        os.chmod(target, 0o644)
        if chain:
            (person.path / "middle.html").symlink_to("far/day.html")
            link.symlink_to("middle.html")
        else:
            link.symlink_to(target)
        ran = person.run("plan", "--answers", STRAIN, "-o", str(link))
        tally.check("-o through a link", ran.returncode == 0 and link.is_symlink() and target.read_text().startswith("<!")
                    and stat.S_IMODE(target.stat().st_mode) == 0o644, str(ran.stderr))
        link.unlink()
    (person.path / "round.html").symlink_to("round.html")
    tally.check("a link in a circle is an error", person.run("plan", "--answers", STRAIN, "-o", "round.html").returncode == 5)
    for command in (["plan", "--answers", STRAIN], ["triage", "--no-save", "--answers", STRAIN], ["export", "ndjson"], ["batch"],
                    ["schema", "plan"], ["exercises", "list"]):
        ran = person.run(*command, "-o", "no/such/x.html" if command[0] != "batch" else "no/such/x", stdin="{}\n")
        tally.check(f"{command[0]} -o makes no folders", ran.returncode in (2, 5) and not (person.path / "no").exists()
                    and (ran.returncode == 2 or b"mkdir -p" in ran.stderr), f"{ran.returncode} {ran.stderr}")
    for name in ("diary.db", "prescription.json", "config.toml"):
        kept = (far / name).read_bytes()
        for path in (person.home / name, far / name):
            ran = person.run("export", "ndjson", "-o", str(path))
            tally.check(f"-o does not overwrite {path}", ran.returncode == 5 and (far / name).read_bytes() == kept, str(ran.stderr))
    ran = person.run("diary", "erase", "--yes")
    tally.check("erase goes through links", ran.returncode == 0 and not any((far / name).exists() or (person.home / name).is_symlink()
                for name in ("config.toml", "diary.db", "prescription.json")), f"{ran.stdout} {sorted(far.iterdir())}")


def stopped_time(person, tally):
    """Time while the program was stopped is a pause."""
    person.triage()
    words = [person.program.path, "--home", str(person.home), "--now", "2026-11-21T08:30", "session", "breath_diaphragm"]
    for more in ([], ["--accessible"]):
        terminal = pseudo_terminal.Terminal(words + more, outside.environment(person.path), cwd=str(person.path))
        terminal.wait(5)
        os.write(terminal.master, b"\n")
        terminal.wait(5)
        os.write(terminal.master, b"\n")
        time.sleep(1)
        if more:
            os.write(terminal.master, b"\n")
        time.sleep(8)
        terminal.process.send_signal(signal.SIGSTOP)
        time.sleep(14)
        terminal.process.send_signal(signal.SIGCONT)
        time.sleep(2)
        os.write(terminal.master, b"q\n" if more else b"q")
        time.sleep(1)
        os.write(terminal.master, b"\n")
        deadline = time.monotonic() + 10
        while terminal.code is None and time.monotonic() < deadline:
            terminal.wait(1)
        if terminal.code is None:
            terminal.process.kill()
        sessions = [one for one in person.entries() if one["kind"] == "session"]
        done = [one["done_seconds"] for entry in sessions[-1:] for one in entry["session"]["exercises"]]
        tally.check(f"time while stopped does not count {more}", done and sum(done) <= 9, f"{done} {terminal.seen[-300:]}")


def session_prompts(person, tally):
    """Every prompt of a session takes q and says what it takes."""
    person.triage()
    for typed in ("q\n", "\nq\n", "\n11\nsix\nq\n"):
        words = [person.program.path, "--home", str(person.home), "--now", "2026-11-21T08:30", "session", "--accessible"]
        terminal = pseudo_terminal.Terminal(words, outside.environment(person.path), cwd=str(person.path))
        for line in typed.splitlines(keepends=True):
            terminal.wait(5)
            os.write(terminal.master, line.encode())
        deadline = time.monotonic() + 10
        while terminal.code is None and time.monotonic() < deadline:
            terminal.wait(1)
        ended = terminal.code is not None
        if not ended:
            terminal.process.kill()
        tally.check(f"q leaves after {typed!r}", ended and terminal.code == 0, str(terminal.seen[-300:]))
        tally.check(f"it says that q is a way out {typed!r}", b"type q" in b" ".join(terminal.seen.split()), str(terminal.seen[-300:]))
    tally.check("nothing was kept of it", not [one for one in person.entries() if one["kind"] == "session"])


IDS = ["100000000000000000000", "1" * 30, "1.50", "1e2", "-0", "0.10", "1E+2", "12345678901234567890", "\"a\\u0062\"", "\"\\/\"",
       "\"caf\u00e9\"", "\"a\\tb\"", "0", "\"\"", "-1.0e-5", "\"\\ud83d\\ude00\"", "\"\U0001f600\""]


def batch_ids(person, tally):
    """An id comes back byte for byte, by the fast way, the slow way, in errors and with a trace."""
    for flags in ([], ["--trace"], ["--jobs", "2"]):
        for answers in ('"fever":"yes"', '"fever":"maybe"', '"fever":"yes","equipment":["m\\u0061t"]', '"age":41.0'):
            lines = "".join('{"id":%s,%s}\n' % (one, answers) for one in IDS).encode()
            out = person.run("batch", "-q", *flags, stdin=lines).stdout.splitlines()
            wrong = [one for one, line in zip(IDS, out) if not line.startswith(b'{"id":' + one.encode() + b",")]
            tally.check(f"batch {flags} {answers}", len(out) == len(IDS) and not wrong, f"{wrong} {out[:2]}")
    lines = '{ "fever" : "yes" , "id" : 1.50 }\n{"schema":"backcoach/answers/1","id": 1e2 ,"answers":{"fever":"yes"}}\n'
    out = person.run("batch", "-q", stdin=lines).stdout
    # What drives a terminal comes back as the escape that JSON has for it; all else as it was written.
    for given, wanted in (('"a\u202eb"', '"a\\u202eb"'), ('"\\u0041\u009b2J"', '"\\u0041\\u009b2J"'), ('"\\u202e"', '"\\u202e"'),
                          ('"n\u00e9 \u80cc"', '"n\u00e9 \u80cc"')):
        said = person.run("batch", "-q", stdin=('{"id":%s,"fever":"yes"}\n' % given).encode()).stdout.decode()
        tally.check(f"batch id {given!a}", said.startswith('{"id":%s,' % wanted) and json.loads(said)["id"] == json.loads(given),
                    said[:60])
    tally.check("wherever it stands", out.count(b'"id":1.50,') == 1 and out.count(b'"id":1e2,') == 1, str(out))


def diary_list(person, tally):
    """A long note makes one line long, not all of them."""
    person.triage()
    person.run("diary", "edit", "last", "--note", "n" * 5000)
    person.checkin("2026-11-21T09:00")
    lines = person.run("diary", "list").stdout.decode().splitlines()
    tally.check("only the line with the note is long", sum(len(one) > 200 for one in lines) == 1, str([len(one) for one in lines]))
    tally.check("nothing ends in spaces", all(one == one.rstrip() for one in lines))
    person.run("diary", "edit", "last", "--no-note")
    tally.check("a note can be taken away", not any(one.get("note") for one in person.entries() if one["kind"] == "checkin"))


BAD_TEXT = [
    ("a curly quote", '{\u201cage\u201d: 41}', "curly quote"), ("a single quote", "{'age': 41}", "single quote"),
    ("a no-break space", '{"age":\u00a041}', "no-break space"), ("a last comma", '{"age": 41,}', "comma"),
    ("a last comma of a list", '{"equipment": ["mat",]}', "comma"), ("a comment", '{"age": 41} // mine', "comment"),
    ("a block comment", '{/* mine */"age": 41}', "comment"), ("a hash", '# mine\n{"age": 41}', "comment"),
    ("a tab in a text", '{"fever": "n\to"}', "tab"), ("a line end in a text", '{"fever": "no\n", "age": 4}', "not closed"),
    ("a name without quotes", '{age: 41}', "needs quotes"), ("True", '{"fever": True}', "True is not JSON"),
    ("None", '{"fever": None}', "None is not JSON"), ("NaN", '{"age": NaN}', "NaN is not JSON"),
    ("a leading zero", '{"age": 041}', "zero"), ("a plus", '{"age": +41}', "plus"), ("a dash", '{"age": \u221241}', "dash"),
    ("two commas", '{"age": 41,, "fever": "no"}', "two commas"), ("a narrow space", '{\u202f"age": 41}', "no-break space"),
    ("an angle quote", '{\u00abage\u00bb: 41}', "curly quote"), ("a word beyond ASCII", '{"fever": n\u00e9in}', "needs quotes"),
    ("no point before", '{"age": .5}', "0.5")]


def bad_text(person, tally):
    """Text is named for what it is, with what to do about it, at its place."""
    doors = {"triage": lambda text: person.run("triage", "--no-save", "--answers", "-", stdin=text),
             "plan": lambda text: person.run("plan", "--answers", "-", stdin=text),
             "checkin": lambda text: person.run("checkin", "--answers", "-", stdin=text),
             "prescription": lambda text: person.run("import", "prescription", "-", stdin=text),
             "ndjson": lambda text: person.run("import", "ndjson", "-", stdin=text)}
    person.triage()
    for name, text, words in BAD_TEXT:
        for door, give in doors.items():
            if door in ("ndjson", "prescription") and "\n" in text or door == "prescription" and not text.startswith("{"):
                continue
            ran = give(text)
            said = ran.stderr.decode()
            tally.check(f"{door}: {name}", ran.returncode == 3 and words in said and "help:" in said, said[:300])
        line = text.replace("\n", " ")
        if "line end" not in name and "#" not in text:
            ran = person.run("batch", "-q", stdin=line + "\n")
            tally.check(f"batch: {name}", words.split()[0] in ran.stdout.decode() or ran.returncode == 3, str(ran.stdout))
    good = '{"age": 41, "fever": "no"}'
    wide = {"UTF-16 with its mark": good.encode("utf-16"), "UTF-16 LE": good.encode("utf-16-le"), "UTF-16 BE": good.encode("utf-16-be"),
            "UTF-32": b"\xff\xfe\0\0" + good.encode("utf-32-le")}
    doors["steps"] = lambda text: person.run("import", "steps", "-", stdin=text)
    doors["steps, the good lines"] = lambda text: person.run("import", "steps", "-", "--skip-bad", stdin=text)
    for name, data in wide.items():
        for door, give in doors.items():
            said = give(data).stderr.decode()
            tally.check(f"{door}: {name}", name.split()[0] + ", not UTF-8" in said and "iconv" in said, said[:300])
    for door, give in doors.items():
        said = give('{"note": "M\u00fcller"}'.encode("latin-1")).stderr.decode()
        tally.check(f"{door}: Latin-1", "not UTF-8" in said and "iconv" in said, said[:300])
    person.home.mkdir(exist_ok=True)
    for name, data, words in (("UTF-16", 'region = "GB"\n'.encode("utf-16"), "UTF-16"), ("curly", 'region = \u201cGB\u201d\n'.encode(), "curly"),
                              ("no-break", 'region\u00a0= "GB"\n'.encode(), "no-break"), ("Latin-1", b'data = "M\xfcller"\n', "not UTF-8")):
        (person.home / "config.toml").write_bytes(data)
        said = person.run("doctor").stderr.decode()
        tally.check(f"config: {name}", words in said and "help:" in said, said[:300])
    (person.home / "config.toml").unlink()
    said = person.run("triage", "--no-save", "--answers", STRAIN, "--set", "equipment=mat,chair").stderr.decode()
    tally.check("a list is shown as it is written", '["mat","chair"]' in said, said)


def left_behind(person, tally):
    """What a Mac, an editor or git leaves in a knowledge base is passed over."""
    base = person.path / "base"
    subprocess.run(["cp", "-r", outside.ROOT / "data", base], check=True)
    for name in ("._x.json", "questions/._age.json", "red_flags/._cauda.json", ".git/config.json", ".DS_Store", "exercises/.#walk.json",
                 "schema/._x.schema.json"):
        (base / name).parent.mkdir(exist_ok=True)
        (base / name).write_bytes(b"\0\x05\x16\x07Mac OS X")
    ran = person.run("triage", "--no-save", "--answers", STRAIN, "--data", str(base))
    tally.check("the base is used", ran.returncode == 0, str(ran.stderr[:300]))
    tally.check("rules check says so", person.run("rules", "check", "--data", str(base)).returncode == 0)
    for name in ("no_plan", "emergency_always", "stop_rules", "talk_to_someone"):
        text = (outside.ROOT / "data/notices.json").read_text()
        (base / "notices.json").write_text(text.replace(f'"id": "{name}"', '"id": "renamed"'))
        ran = person.run("triage", "--no-save", "--answers", STRAIN, "--data", str(base))
        tally.check(f"a base without the notice {name} is not used", ran.returncode == 3 and name.encode() in ran.stderr, str(ran.stderr[:200]))


MANY = 20000
LIKE_PEOPLE = 2  # so many faults cost less than so many times what as many whole people cost
BASE_READ = 0.4  # seconds that `rules check` of a base without faults may take, at most


def many_faults(person, tally):
    """Many faults cost what they weigh; the first hundred are shown."""
    def cost(give, *words, status=3, slack=0.25):
        """give(count) is what is typed in, or writes a file. \return seconds of the processor"""
        took = {}
        for count in (MANY // 4, MANY):
            text = give(count)
            # Time of the processor: others may use the machine.
            start = resource.getrusage(resource.RUSAGE_CHILDREN)
            ran = person.run(*words, stdin=text or "", timeout=600)
            end = resource.getrusage(resource.RUSAGE_CHILDREN)
            took[count] = end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime
            tally.check(f"{words[0]} {count}: an error", ran.returncode == status, f"{ran.returncode} {ran.stderr[:200]}")
            if words[0] == "batch":
                tally.check(f"batch {count}: a line for each", ran.stdout.count(b"\n") == text.count("\n"))
                continue
            shown = ran.stderr.count(b": error:") + ran.stderr.count(b": warning:")
            more = re.search(rb"and (\d+) more problems", ran.stderr)
            # One fault may be said to be several: a key that is missing beside one that is not known.
            tally.check(f"{words[0]} {count}: the first hundred, all counted", shown == 100 and more and
                        int(more[1]) + 100 >= count - 1, str(ran.stderr[-200:]))
        # Four times as many take about four times as long; the square would be sixteen.
        tally.check(f"{words}: linear", took[MANY] < 8 * took[MANY // 4] + slack, str(took))
        return took[MANY]

    for name, text, words, lines in (
            ("answers", json.dumps({f"name{i}": i for i in range(500)}, indent=1), ("triage", "--answers", "-"), range(2, 102)),
            ("a prescription", "thing 3x8 zzz\n" * 500, ("import", "prescription", "-"), range(1, 101)),
            ("a diary", '{"id": 1}\n' * 500, ("import", "ndjson", "-"), range(1, 101))):
        said = re.findall(rb"^-:(\d+):\d+: error", person.run(*words, stdin=text).stderr, re.M)
        shown = sorted({int(one) for one in said})
        # A line may have several faults.
        tally.check(f"{name}: the first of the file are the ones that are shown", shown == list(lines)[:len(shown)] and
                    len(said) == 100, f"{shown[:3]} to {shown[-3:]}, {len(said)}")
    rows = {}
    rows["unknown names"] = cost(lambda n: json.dumps({f"name{i}": i for i in range(n)}), "triage", "--answers", "-")
    rows["unknown names, a line each"] = cost(lambda n: json.dumps({f"name{i}": i for i in range(n)}, indent=1), "triage", "--answers", "-")
    rows["duplicate names"] = cost(lambda n: "{" + ",\n".join('"age": 1' for _ in range(n)) + "}", "triage", "--answers", "-")
    rows["values of a list"] = cost(lambda n: json.dumps({"equipment": [f"thing{i}" for i in range(n)]}, indent=0), "triage", "--answers", "-")
    rows["keys of a wrapper"] = cost(lambda n: json.dumps({"schema": "backcoach/answers/1", "answers": {}, **{f"k{i}": 1 for i in range(n)}},
                                                          indent=0), "triage", "--answers", "-")
    rows["lines of a prescription"] = cost(lambda n: "".join(f"thing {i}x{i} zzz\n" for i in range(n)), "import", "prescription", "-")
    rows["items of a prescription"] = cost(lambda n: json.dumps({"schema": "backcoach/prescription/1", "items": [{"nme": "x"}] * n}),
                                           "import", "prescription", "-")
    rows["lines of a diary"] = cost(lambda n: '{"id": 1}\n' * n, "import", "ndjson", "-")
    rows["lines of batch"] = cost(lambda n: '{"nme": 1}\n' * n, "batch", "-q")
    rows["answers of a form of FHIR"] = cost(lambda n: json.dumps({"resourceType": "QuestionnaireResponse", "item": [
        {"linkId": f"x{i}", "answer": [{"valueInteger": 1}]} for i in range(n)]}), "triage", "--answers", "-")
    rows["lines of steps"] = cost(lambda n: "date,steps\n" + "nonsense,x\n" * n, "import", "steps", "-")

    # Files that the program finds by itself: one of a data folder, and the settings.
    with tempfile.TemporaryDirectory(prefix="backcoach-many-") as folder:
        base = pathlib.Path(folder) / "data"
        shutil.copytree(outside.ROOT / "data", base, ignore=shutil.ignore_patterns("cases", "schema"))
        whole = json.loads((base / "notices.json").read_text())

        def notices(count):
            more = [{f"x{i}": 1} for i in range(count)]
            (base / "notices.json").write_text(json.dumps({**whole, "notices": whole["notices"] + more}, indent=0))

        def keys(count):
            (base / "notices.json").write_text(json.dumps({**whole, **{f"x{i}": 1 for i in range(count)}}, indent=0))

        def settings(count):
            person.home.mkdir(exist_ok=True)
            (person.home / "config.toml").write_text("".join(f"k{i} = 1\n" for i in range(count)))

        rows["entries of a file of data"] = cost(notices, "rules", "check", str(base))
        rows["keys of a file of data"] = cost(keys, "rules", "check", str(base))
        # A slip in the settings is a warning.
        rows["lines of the settings"] = cost(settings, "config", "list", status=0)
        settings(0)

    # Beside it, as many whole people without a fault.
    healthy = json.dumps(json.loads(pathlib.Path(STRAIN).read_text())) + "\n"
    right = cost(lambda n: healthy * n, "batch", "-q", status=0)
    print(f"  {MANY} people without a fault: {right:.2f} s")
    for name, seconds in rows.items():
        print(f"  {MANY} {name}: {seconds:.2f} s")
        tally.check(f"{name}: as quick as people", seconds < LIKE_PEOPLE * right + BASE_READ, f"{seconds:.2f} s and {right:.2f} s")


def interview_words(person, tally):
    """What people type at a question is taken, or asked again; never read as something else."""
    words = [person.program.path, "--home", str(person.home), "--now", "2026-11-21T08:30", "triage", "--no-save", "--accessible"]
    terminal = pseudo_terminal.Terminal(words, outside.environment(person.path), cwd=str(person.path))
    taken = {}
    deadline = time.monotonic() + 90
    while terminal.code is None and time.monotonic() < deadline:
        flat = " ".join(terminal.wait(5).split())
        reply = None
        for sign, typed, echo in (("In years:", "41 years", "41"), ("today, 3 days or 6 weeks", "two weeks", "2 weeks"),
                                  ("0 to 10:", "6/10", "6"), ("None? Type 0", "none", None)):
            if sign in flat:
                reply = typed
                taken[sign] = (typed, echo)
        if reply is None:
            reply = "2" if re.search(r"1 to \d+(, then Enter)?:$", flat) else ("" if "Enter" in flat else "0")
        os.write(terminal.master, reply.encode() + b"\n")
        if "Type a whole number" in flat or "Type numbers from" in flat or "Type a time" in flat:
            tally.check(f"asked again: {flat[-120:]}", False)
            break
        if len(taken) >= 4:
            break
    tally.check("years, weeks, /10 and none are taken", len(taken) == 4, str(taken))
    terminal.process.kill()


def no_home(person, tally):
    """Without a home folder nobody knows what the diary says: never "none yet", never an empty diary."""
    nowhere = {"env": {"HOME": None}, "home": False}
    for words in (("plan",), ("plan", "--json"), ("next",), ("session", "--no-input"), ("export", "ics"), ("export", "ndjson"),
                  ("export", "csv"), ("export", "letter"), ("diary", "list"), ("diary", "list", "--json"), ("progress",),
                  ("checkin", "--answers", "-"), ("flare", "--answers", "-"), ("explain",)):
        ran = person.run(*words, stdin=diary_test.quiet_check(), **nowhere)
        said = ran.stderr + (ran.stdout if "--json" in words else b"")
        tally.check(f"{' '.join(words)} without a home", ran.returncode == 5 and b"home folder" in said,
                    f"{ran.returncode} {ran.stdout[:200]} {ran.stderr[:200]}")
    ran = person.run(**nowhere)
    tally.check("bare without a home says so", b"home folder" in ran.stderr, str(ran.stderr))
    ran = person.run("next", "-q", **nowhere)
    tally.check("a timer without a home is silent", ran.returncode == 5 and not ran.stdout + ran.stderr, str(ran))
    ran = person.run("triage", "--save", "--answers", str(EXAMPLES / "numb_saddle.json"), **nowhere)
    tally.check("a result that cannot be kept says so", ran.returncode == 30 and b"home folder" in ran.stderr, str(ran.stderr))
    for words in (("plan", "--answers", STRAIN), ("plan", "--answers", STRAIN, "--no-diary"), ("exercises", "list")):
        ran = person.run(*words, **nowhere)
        tally.check(f"{' '.join(words[:1])} needs no diary", ran.returncode == 0, f"{ran.returncode} {ran.stderr}")
    person.triage(home="near")
    for kind in ("cron", "systemd"):
        out = person.run("export", kind, home="near").stdout.decode()
        tally.check(f"{kind} runs in another folder: it names the whole way to the diary", f"--home {person.path}/near" in out and
                    "--home near" not in out, out[-300:])
    ran = person.run("plan", "--no-diary", **nowhere)
    tally.check("who wants no diary has none yet", ran.returncode == 6, str(ran.returncode))


KINDS = [prescriptions, empty_values, said_twice, times, day_ends_at_bed, two_devices, links, session_prompts, batch_ids, diary_list,
         bad_text, left_behind, many_faults, interview_words, stopped_time,
         no_home]


def main():
    made = outside.parser(__doc__)
    made.add_argument("--only", help="one function")
    made.add_argument("--many", type=int, default=MANY, help="so many faults in one file")
    options = made.parse_args()
    globals()["MANY"] = options.many
    tally = outside.Tally()
    for kind in KINDS:
        if options.only in (None, kind.__name__):
            before = tally.failed
            try:
                kind(Person(options.binary), tally)
            except Exception as fault:  # a fault of the program must not hide the others
                tally.check(f"{kind.__name__} ran to its end", False, repr(fault))
            print(f"{kind.__name__}: {'ok' if tally.failed == before else 'FAILED'}", flush=True)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
