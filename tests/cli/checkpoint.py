#!/usr/bin/env python3
"""A checkpoint in the diary changes no byte of any output, whatever happened to the days before it.

  checkpoint.py --binary PATH [--seeds N]

A person keeps a diary by the commands themselves, edits days that are over, takes changes back, brings in entries of
another device, tells of a danger sign and gets it looked at, changes the hours of the day and gets other rules. After
each of these every command is asked twice: of the diary as it is, and of a copy without its checkpoint.
"""
import datetime
import json
import os
import pathlib
import random
import shutil
import sqlite3
import sys

import outside

FIRST = datetime.date(2026, 9, 1)
ASKED = (("plan", "--json"), ("plan", "--days", "3"), ("next",), (), ("progress", "--json"), ("progress",),
         ("explain", "--json"))
CHECK = {**{f"danger_{part}": "no" for part in ("saddle", "toilet", "legs", "chest", "ill", "belly", "injury", "walk",
                                                "mind")},
         **{f"new_{part}": "no" for part in ("leg", "pain", "illness", "told", "treatment")}}
SEEN = {"seen_since": "yes", "seen_worse": "no", "seen_exercise": "gently"}


class Person:
    def __init__(self, binary, seed):
        self.program = outside.Program(binary)
        self.dice = random.Random(seed)
        self.day = FIRST
        self.data = ()
        self.example = json.loads((outside.ROOT / "examples/strain.json").read_text())
        self.example = self.example.get("answers", self.example)

    def run(self, *words, clock="08:00", home=None, told=None):
        return self.program.run(*words, *self.data, "--now", f"{self.day}T{clock}", home=home, timeout=300,
                                stdin=json.dumps(told) if told is not None else "")

    def database(self, home=None):
        return pathlib.Path(home or self.program.home) / "diary.db"

    def points(self, sql="SELECT day FROM checkpoints", home=None):
        with sqlite3.connect(self.database(home)) as db:
            return db.execute(sql).fetchall()

    def checkin(self, **more):
        told = {**CHECK, "nprs_now": self.dice.randint(1, 5), "went": self.dice.choice(("well", "well", "none")),
                "walked_minutes": self.dice.randint(0, 40), **more}
        return self.run("checkin", "--answers", "-", told=told)

    def nine_days(self):
        """\\return the checkpoint of a triage and eight check-ins"""
        self.run("triage", "--save", "--answers", str(outside.ROOT / "examples/strain.json"), "-q")
        for _ in range(8):
            self.day += datetime.timedelta(days=1)
            self.checkin()
        (kept,) = self.points("SELECT day, entry, state FROM checkpoints")
        return kept

    def put(self, checkpoint):
        """Another checkpoint in place of its own."""
        with sqlite3.connect(self.database()) as db:
            db.execute("DELETE FROM checkpoints")
            db.execute("INSERT INTO checkpoints VALUES(?, ?, ?)", checkpoint)

    def entries(self):
        lines = self.run("export", "ndjson").stdout.splitlines()
        return [json.loads(line) for line in lines]

    def change(self):
        """\\return what was done, in a word."""
        what = self.dice.choice(("edit", "undo", "import", "late", "hours", "note", "flare", "rules", "none"))
        checkins = [one for one in self.entries() if one["kind"] == "checkin"]
        if what == "edit" and checkins:
            one = self.dice.choice(checkins)
            self.run("diary", "edit", one["id"], "--set", f"nprs_now={self.dice.randint(0, 6)}", clock="08:30")
        if what == "undo":
            self.run("diary", "undo", clock="08:30")
        if what == "import" and checkins:
            one = dict(self.dice.choice(checkins))
            one["id"] = f"{self.dice.getrandbits(48):012x}"
            file = pathlib.Path(self.program.folder.name) / "other.ndjson"
            file.write_text(json.dumps(one, separators=(",", ":")) + "\n")
            self.run("import", "ndjson", str(file), clock="08:30")
        if what == "late":
            self.run("checkin", "--date", str(self.day - datetime.timedelta(days=self.dice.randint(1, 6))), "--answers",
                     "-", clock="08:30", told={**CHECK, "nprs_now": 4, "went": "well"})
        if what == "hours":
            self.run("config", "set", "wake", self.dice.choice(("06:00", "07:00", "09:00")), clock="08:30")
        if what == "note" and checkins:
            self.run("diary", "edit", self.dice.choice(checkins)["id"], "--note", "rain", clock="08:30")
        if what == "flare":
            self.run("flare", "--answers", "-", clock="08:30", told={**CHECK, "nprs_now": 6})
        if what == "rules" and not self.data:
            data = pathlib.Path(self.program.folder.name) / "data"
            shutil.copytree(outside.ROOT / "data", data)
            plan = data / "plan.json"
            plan.write_text(plan.read_text() + "\n")
            self.data = ("--data", str(data))
        elif what == "rules":
            self.data = ()
        return what

    def bare(self, home):
        """A copy of everything but the checkpoint, and of next.txt."""
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self.program.home, home)
        with sqlite3.connect(self.database(home)) as db:
            db.execute("DELETE FROM checkpoints")
        for folder in (home, self.program.home):
            (pathlib.Path(folder) / "next.txt").unlink(missing_ok=True)

    def compare(self, tally, name):
        bare = os.path.join(self.program.folder.name, "bare")
        self.bare(bare)
        for words in ASKED:
            a, b = (self.run(*words, clock="09:00", home=home) for home in (None, bare))
            tally.check(f"{name}: {' '.join(words) or 'backcoach'}",
                        (a.stdout, a.stderr, a.returncode) == (b.stdout, b.stderr, b.returncode),
                        outside_difference(a, b))


def outside_difference(a, b):
    for one, other in zip(a.stdout.splitlines(), b.stdout.splitlines()):
        if one != other:
            return f"{one!r} is {other!r} without"
    return f"exit {a.returncode} and {b.returncode}"


def live(binary, seed, tally):
    person = Person(binary, seed)
    with_point = 0
    person.run("triage", "--save", "--answers", str(outside.ROOT / "examples/strain.json"), "-q")
    for n in range(1, 17):
        person.day += datetime.timedelta(days=6 if person.dice.random() < 0.05 else 1)
        person.checkin()
        if n < 6:
            continue
        what = person.change()
        with_point += len(person.points())
        person.compare(tally, f"seed {seed}, {person.day}, {what}")
    tally.check(f"seed {seed}: a checkpoint was there", with_point > 0)


def referral(binary, tally):
    """What stands is read from the entries: a checkpoint that hides it hides nothing."""
    person = Person(binary, 1)
    day, entry, state = person.nine_days()
    person.day += datetime.timedelta(days=1)
    person.checkin(danger_saddle="yes")
    for _ in range(6):
        person.day += datetime.timedelta(days=1)
        person.checkin()
    # As if somebody had put the old checkpoint, or a newer one, in its place.
    for other in (day, str(person.day - datetime.timedelta(days=2))):
        person.put((other, entry, state))
        for words in (("plan", "--json"), ("next",), ("session", "cat_camel"), ()):
            ran = person.run(*words, clock="09:00")
            tally.check(f"referral: {' '.join(words) or 'backcoach'} refuses", ran.returncode in (20, 30),
                        f"exit {ran.returncode}")


def damage(binary, tally):
    """A damaged, foreign or useless checkpoint is as good as none, and says nothing."""
    person = Person(binary, 2)
    day, entry, state = person.nine_days()
    for name, row in (("cut", (day, entry, state[:-9])),
                      ("one bit", (day, entry, state[:300] + bytes([state[300] ^ 4]) + state[301:])),
                      ("empty", (day, entry, b"")), ("no day", ("", entry, state)),
                      ("another day", (str(FIRST), entry, state)), ("no entry", (day, "", state))):
        person.put(row)
        person.compare(tally, f"damaged checkpoint, {name}")
    tally.check("export has nothing of it", b"checkpoint" not in person.run("export", "ndjson").stdout)
    # A diary that cannot be written still answers.
    os.chmod(person.database(), 0o400)
    ran = person.run("plan", "--json", clock="09:00")
    tally.check("a read-only diary has a plan", ran.returncode == 0, ran.stderr)
    os.chmod(person.database(), 0o600)
    person.checkin()
    tally.check("the next check-in keeps a good one", len(person.points("SELECT state FROM checkpoints")) == 1)
    person.run("diary", "erase", "--yes")
    tally.check("erased with the diary", not person.database().exists())


def main():
    options = outside.parser(__doc__)
    options.add_argument("--seeds", type=int, default=2)
    given = options.parse_args()
    tally = outside.Tally()
    for seed in range(given.seeds):
        live(given.binary, seed, tally)
    referral(given.binary, tally)
    damage(given.binary, tally)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
