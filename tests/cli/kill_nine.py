#!/usr/bin/env python3
"""Kills check-ins with SIGKILL at random points, and looks at what is left each time.

  kill_nine.py --binary PATH [--count N] [--seed N]

Each run starts a check-in at a terminal, answers its questions, and is killed at some point: while it waits, while it
works on an answer, or while it writes. After each kill the diary passes SQLite's own checks, everything that was said
to be written down is there, and the answers given but the last are in the draft.
"""
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import sys
import time

import outside
import pseudo_terminal

TODAY = "2026-11-22T08:30"
QUESTION = (("Does any of these fit", "0"), ("Is any of these new", "0"), ("How did your last", "2"),
            ("How far down", "1"), ("walk in the last day", "20"), ("things that matter", "5"))


def answer_to(text):
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
    tally.check(f"a check-in ends by itself after {questions} answers", ended and "Written down" in seen, seen[-400:])
    if tally.failed:
        return tally.finish()
    kept, ends = 1, 0
    for number in range(options.count):
        (person.home / "checkin.json").unlink(missing_ok=True)
        # Half of the kills fall on the end, where the diary is written.
        limit = questions if rng.random() < 0.5 else rng.randrange(1, questions + 1)
        delay = rng.choice((0, rng.random() * 0.004, rng.random() * 0.02, rng.random() * 0.06))
        ended, seen = person.check_in(limit, delay)
        ends += ended
        good, count = whole(person.home / "diary.db")
        said = "Written down" in seen
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
    # A killed writer may leave its one file behind, which the next writer takes; erasing takes it, too.
    known = {"diary.db", "diary.db-journal", "checkin.json", "draft.json", ".checkin.json.backcoach-part1"}
    left = [path.name for path in person.home.rglob("*") if path.is_file() and path.name not in known]
    tally.check("nothing is left half-written beside them", not left, str(left))
    erased = program.run("diary", "erase", "--yes")
    left = [path.name for path in person.home.rglob("*") if path.is_file()]
    tally.check("nothing is left after erasing", erased.returncode == 0 and not left, str(left))
    print(f"{options.count} kills, {ends} of them too late; {kept} check-ins kept")
    shutil.rmtree(person.home, ignore_errors=True)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
