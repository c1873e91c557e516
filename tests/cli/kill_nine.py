#!/usr/bin/env python3
"""Kills check-ins and sessions with SIGKILL at random points, and looks at what is left each time.

  kill_nine.py --binary PATH [--count N] [--seed N]

Two runs of three start a check-in at a terminal, answer its questions, and are killed at some point: while it waits,
while it works on an answer, or while it writes. The third starts a guided session and is killed while that goes on.
After each kill the diary passes SQLite's own checks, everything that was said to be written down is there, the answers
given but the last are in the draft, and of a session each exercise before the one on the screen.
"""
import json
import os
import pathlib
import random
import re
import shutil
import signal
import sqlite3
import sys
import time

import outside
import pseudo_terminal

TODAY = "2026-11-22T08:30"
PAIN_BEFORE = 3
QUESTION = (("Do any of these fit", "0"), ("Are any of these new", "0"), ("How did your last", "2"),
            ("How far down", "1"), ("walk in the last day", "20"), ("things that matter", "5"))


def answer_to(text):
    if "q close:" in text[-200:]:  # the day is shown, and what was told is kept
        return "q"
    for words, answer in QUESTION:
        if words in text:
            return answer
    return "1" if "Type 1 to" in text else "4"


class Person:
    def __init__(self, program, rng):
        self.program = program
        self.rng = rng
        self.home = pathlib.Path(program.home)
        self.given = 0

    def check_in(self, limit, delay):
        """Answers up to `limit` questions, then kills after `delay` seconds. \\return whether it had ended by itself."""
        words = [self.program.path, "--home", str(self.home), "--now", TODAY, "checkin"]
        terminal = pseudo_terminal.Terminal(words, outside.environment(self.program.folder.name))
        self.given = 0
        try:
            shown = terminal.wait()
            while terminal.code is None and self.given < limit:
                terminal.send(answer_to(shown) + "\n")
                self.given += 1
                if self.given < limit:
                    shown = terminal.wait()
            time.sleep(delay)
            ended = terminal.process.poll() is not None
            if not ended:
                terminal.process.send_signal(signal.SIGKILL)
            terminal.process.wait(timeout=20)
            while terminal._take(0):
                pass
            return ended, terminal.seen.decode(errors="replace")
        finally:
            terminal.close()


    def session(self, delay):
        """Follows a session and kills it after `delay` seconds. \\return the number of the exercise that was on the
        screen, 0 for none, and whether the session had ended by itself."""
        words = [self.program.path, "--home", str(self.home), "--now", TODAY, "session", "--speed", "400"]
        terminal = pseudo_terminal.Terminal(words, outside.environment(self.program.folder.name))
        try:
            terminal.wait()
            terminal.send("\n")
            terminal.wait()
            terminal.send(f"{PAIN_BEFORE}\n")
            end = time.monotonic() + delay
            while time.monotonic() < end and terminal.code is None:
                terminal._take(0.002)
            ended = terminal.process.poll() is not None or b"What you did" in terminal.seen
            terminal.process.kill()
            terminal.process.wait(timeout=20)
            while terminal._take(0):
                pass
            steps = [int(number) for number in re.findall(rb"(\d+) of \d+(?! times|,|\d)", terminal.seen)]
            return (steps[-1] if steps else 0), ended
        finally:
            terminal.close()


def last_session(path):
    """How many sessions there are, and the exercises of the last: what became of each, and the pain before."""
    db = sqlite3.connect(path)
    try:
        ids = [row[0] for row in db.execute("SELECT id FROM entries WHERE kind = 'session' ORDER BY position")]
        rows = db.execute("SELECT stopped, before FROM session_exercises WHERE entry = ? ORDER BY position",
                          (ids[-1],)).fetchall() if ids else []
        return len(ids), rows
    finally:
        db.close()


def whole(path):
    """What SQLite says of the diary, and how many check-ins it holds."""
    db = sqlite3.connect(path)
    try:
        said = db.execute("PRAGMA integrity_check").fetchone()[0]
        lost = db.execute("PRAGMA foreign_key_check").fetchall()
        halves = db.execute("SELECT count(*) FROM entries WHERE kind = 'checkin' AND id NOT IN "
                            "(SELECT entry FROM checkins)").fetchone()[0]
        count = db.execute("SELECT count(*) FROM entries WHERE kind = 'checkin'").fetchone()[0]
        return said == "ok" and not lost and not halves, count
    finally:
        db.close()


def draft_of(home):
    path = home / "checkin.json"
    if not path.exists():
        return None
    return json.loads(path.read_text())["checkin"]["values"]


def kill_session(tally, person, rng, number, before, steps_seen):
    """One kill of a session. \\return how many sessions the diary holds now."""
    delay = rng.random() ** 2 * 1.5
    step, ended = person.session(delay)
    steps_seen.add(step)
    where = f"run {number}, a session killed after {delay * 1000:.1f} ms at exercise {step}"
    good, _ = whole(person.home / "diary.db")
    count, rows = last_session(person.home / "diary.db")
    tally.check(f"{where}: the diary is whole", good)
    begun = count - before
    tally.check(f"{where}: one session, if one had begun", begun == 1 if step > 0 else begun in (0, 1), str(begun))
    if begun == 1 and step > 0:
        tally.check(f"{where}: what was done before is there",
                    len(rows) >= step and all(row[0] == "" for row in rows[:step - 1]), str(rows))
        tally.check(f"{where}: so is the pain before", all(row[1] == PAIN_BEFORE for row in rows), str(rows))
    return count


def main():
    options = outside.parser(__doc__)
    options.add_argument("--count", type=int, default=60)
    options.add_argument("--seed", type=int, default=1)
    options = options.parse_args()
    tally = outside.Tally()
    rng = random.Random(options.seed)
    program = outside.Program(options.binary)
    person = Person(program, rng)
    first = program.run("triage", "--answers", "-", stdin=outside.wrapped(outside.full_answers({})))
    tally.check("the triage is kept", first.returncode == 0 and (person.home / "diary.db").exists())
    # One check-in to its end, to learn how many questions it has and how long the last answer takes.
    ended, seen = person.check_in(40, 5)
    questions = person.given
    tally.check(f"a check-in ends by itself after {questions} answers", ended and "Saved." in seen, seen[-400:])
    if tally.failed:
        return tally.finish()
    kept, ends, sessions, steps_seen = 1, 0, 0, set()
    for number in range(options.count):
        if number % 3 == 2:
            sessions = kill_session(tally, person, rng, number, sessions, steps_seen)
            continue
        (person.home / "checkin.json").unlink(missing_ok=True)
        # Half of the kills fall on the end, where the diary is written.
        limit = questions if rng.random() < 0.5 else rng.randrange(1, questions + 1)
        delay = rng.choice((0, rng.random() * 0.004, rng.random() * 0.02, rng.random() * 0.06))
        ended, seen = person.check_in(limit, delay)
        ends += ended
        good, count = whole(person.home / "diary.db")
        said = "Saved." in seen
        where = f"run {number}, {person.given} of {questions} answers, {delay * 1000:.1f} ms"
        tally.check(f"{where}: the diary is whole", good)
        tally.check(f"{where}: what was said to be kept is there", count - kept in ((1,) if said else (0, 1)),
                    f"{kept} then {count}")
        if count == kept:
            draft = draft_of(person.home)
            # The danger signs are the first answer, and 2 of them are private.
            tally.check(f"{where}: the draft has all but the answer being typed",
                        person.given <= 1 or (draft is not None and len(draft) >= 7 + person.given - 2), str(draft))
        kept = count
    listed = program.run("diary", "list")
    tally.check("the program reads the diary", listed.returncode == 0 and listed.stdout.count(b"checkin") >= kept)
    tally.check("some runs were killed and some ended", 0 < ends < options.count or options.count < 20, str(ends))
    tally.check("sessions were killed in several exercises", len(steps_seen) > 2 or options.count < 20, str(steps_seen))
    # A killed writer may leave its one file behind, which the next writer takes; erasing takes it, too.
    known = {"diary.db", "diary.db-journal", "checkin.json", "draft.json", ".checkin.json.backcoach-part1"}
    left = [path.name for path in person.home.rglob("*") if path.is_file() and path.name not in known]
    tally.check("nothing is left half-written beside them", not left, str(left))
    erased = program.run("diary", "erase", "--yes")
    left = [path.name for path in person.home.rglob("*") if path.is_file()]
    tally.check("nothing is left after erasing", erased.returncode == 0 and not left, str(left))
    print(f"{options.count} kills, {ends} of check-ins too late; {kept} check-ins and {sessions} sessions kept")
    shutil.rmtree(person.home, ignore_errors=True)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
