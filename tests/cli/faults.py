#!/usr/bin/env python3
"""Makes each system call that writes fail in turn, and sees that nothing is lost and that the person is told.

  faults.py --binary PATH [--all] [NAME…]

The program must be linked to shared libraries (build/asan or build/dev; the release program is not, and then all is
left out). Each command runs again and again, with the 1st, 2nd, 3rd… such call failing, until none is left to fail.
After each run: the exit status is one of those the command may have, there is a plain text when it is 5, what was in
the diary is still there, and files are the old or the new ones, never a part. --all tries every call with each error,
alone and with all that follow it, and every size of a full disk; without it the first calls and every fifth of the
others fail once, in turn with each error.
"""
import concurrent.futures
import errno
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

import outside

ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS)
LAST = 400  # a command that still meets failures after so many calls is a fault itself
FIRST, STRIDE = 12, 5  # without --all: the first calls one by one, then some
LATER = "2026-11-21T09:30"
DUMP = re.compile(rb"terminate called|core dumped|AddressSanitizer|runtime error|our fault|[a-z_]+\.cpp:\d+")
# What a failed writer leaves behind, and the next one takes over.
TEMPORARY = re.compile(r"\.[A-Za-z0-9]{6}$|\.backcoach-part\d+$")
CLEARING = {"unlink", "ftruncate", "ftruncate64", "fchmod"}


class Command:
    """A command, what it is given, and the statuses it may end with when it does what it was told."""

    def __init__(self, name, *words, stdin="", good=(0,), file=None):
        self.name, self.words, self.stdin, self.good, self.file = name, words, stdin, good, file


def quiet_check():
    data = json.loads((outside.ROOT / "data/checkin.json").read_text())
    answers = {sign["measure"]: "no" for sign in data["signs"]}
    answers.update({"nprs_now": 4, "nprs_worst24": 5, "legs": "none", "went": "well", "walked_minutes": 20})
    return json.dumps(answers)


def commands(first_exercise):
    answers = outside.wrapped(outside.full_answers({}))
    return (
        Command("triage", "triage", "--answers", "-", "--json", "--save", stdin=answers),
        Command("triage_text", "triage", "--answers", "-", stdin=answers),
        Command("checkin", "checkin", "--answers", "-", stdin=quiet_check()),
        Command("session", "session", first_exercise, "--no-input", "--speed", "10000"),
        Command("import_ndjson", "import", "ndjson", "more.ndjson"),
        Command("import_prescription", "import", "prescription", "-", stdin="bird dog 3x8\n"),
        Command("edit", "diary", "edit", "last", "--note", "a few words"),
        Command("undo", "diary", "undo"),
        Command("erase", "diary", "erase", "--yes"),
        Command("flare", "flare", "--no-input", good=(0, 2, 4)),
        Command("config", "config", "set", "wake", "06:30"),
        Command("export_ics", "export", "ics", "--output", "out.ics", file="out.ics"),
        Command("export_ndjson", "export", "ndjson", "--output", "out.ndjson", file="out.ndjson"),
        Command("plan_html", "plan", "--output", "out.html", file="out.html"),
        Command("plan_stdout", "plan"),
    )


def entries(diary):
    """What the diary holds, read without the program; None when SQLite finds it damaged."""
    if not diary.exists():
        return {}
    db = sqlite3.connect(f"file:{diary}", uri=True)
    try:
        if db.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            return None
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(map(repr, db.execute(f'SELECT * FROM "{name}"'))) for name in tables}
    except sqlite3.DatabaseError:
        return None
    finally:
        db.close()


def state(folder):
    """Everything a person has: the diary row by row, each other file byte by byte."""
    found = {"diary.db": entries(folder / "home/diary.db")}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_file() and not path.name.startswith("diary.db") and name != "log":
            found[name] = path.read_bytes()
    return found


class Faults:
    def __init__(self, binary, tally, library):
        self.binary = str(pathlib.Path(binary).resolve())
        self.tally, self.library = tally, library
        self.folder = tempfile.TemporaryDirectory(prefix="backcoach-faults-")
        self.root = pathlib.Path(self.folder.name)
        self.before = self.root / "before"
        self.runs, self.met = 0, 0
        self.prepare()

    def prepare(self):
        """A person with a triage, a check-in and files of an earlier export."""
        self.before.mkdir()
        answers = outside.wrapped(outside.full_answers({}))
        self.run(self.before, Command("", "triage", "--answers", "-", stdin=answers), now=outside.NOW)
        self.run(self.before, Command("", "checkin", "--answers", "-", stdin=quiet_check()), now=outside.NOW)
        for name in ("out.ics", "out.ndjson", "out.html"):
            (self.before / name).write_text("what was there earlier\n")
        other = outside.Program(self.binary)
        other.run("triage", "--answers", "-", stdin=outside.wrapped(outside.full_answers({"nprs_now": 6})))
        (self.before / "more.ndjson").write_bytes(other.run("export", "ndjson").stdout)

    def first_exercise(self):
        ran = self.run(self.before, Command("", "plan", "--json"))
        return next(item["exercise"] for item in json.loads(ran.stdout)["items"] if item.get("exercise"))

    def run(self, folder, command, now=LATER, **fault):
        more = {}
        if fault:
            more = {"LD_PRELOAD": self.library, "FAULT_LOG": str(folder / "log"),
                    "ASAN_OPTIONS": "detect_leaks=0:verify_asan_link_order=0"}
            more.update({f"FAULT_{key.upper()}": str(value) for key, value in fault.items()})
        return subprocess.run([self.binary, "--home", str(folder / "home"), "--now", now, *command.words],
                              input=command.stdin.encode(), capture_output=True, timeout=120, check=False, cwd=folder,
                              env=outside.environment(folder, **more))

    def copy(self, name):
        folder = self.root / name
        shutil.copytree(self.before, folder)
        return folder

    def after(self, command):
        """The state that the command leaves when nothing fails."""
        folder = self.copy(command.name)
        ran = self.run(folder, command)
        self.tally.check(f"{command.name} works", ran.returncode in command.good,
                         f"{ran.returncode} {ran.stderr.decode()[:300]}")
        found = state(folder)
        shutil.rmtree(folder)
        return found

    def broken(self, command, finished, number, **fault):
        """One run with a failure. \\return the calls that failed, none when there was nothing left to fail."""
        folder = self.copy(f"{command.name}-{number}")
        try:
            ran = self.run(folder, command, **fault)
            log = folder / "log"
            calls = log.read_text().split() if log.exists() else []
            if calls:
                where = f"{command.name}, {calls[0]} ({' '.join(f'{k} {v}' for k, v in fault.items())})"
                self.judge(command, where, ran, state(folder), finished, calls)
            return calls
        finally:
            shutil.rmtree(folder)

    def judge(self, command, where, ran, found, finished, calls):
        check = self.tally.check
        said = ran.stderr.decode(errors="replace")
        told = f"exit {ran.returncode}: {said[-300:]}"
        check(f"{where}: exit status", ran.returncode in (5, *command.good), told)
        check(f"{where}: no dump", not DUMP.search(ran.stderr), told)
        check(f"{where}: 5 has a reason", ran.returncode != 5 or "cannot" in said, told)
        start = state(self.before)
        for name in sorted({*start, *found, *finished}):
            if TEMPORARY.search(name) and CLEARING & set(calls):
                continue  # the very call that would take it away failed
            value = found.get(name)
            if name == "diary.db":
                # None is a damaged diary; {} is none at all, which only erasing may leave.
                states = [start.get(name), finished.get(name)] + [{}] * (command.name == "erase")
                whole = value is not None and any(same_rows(value, one) for one in states)
                if command.name == "erase" and value:
                    whole = whole or not value["entries"]
            else:
                whole = value == start.get(name) or value == finished.get(name) or name.startswith("home/")
            check(f"{where}: {name} is the old or the new one", whole, told)
        if ran.returncode == 0 and not said.strip():
            check(f"{where}: all is done when nothing is said",
                  all(same_rows(found.get(name), finished.get(name)) if name == "diary.db" else
                      found.get(name) == finished.get(name) or name.startswith("home/")
                      for name in {*found, *finished} if not TEMPORARY.search(name)), told)


def same_rows(one, other):
    if not one or not other:
        return one == other
    # Times of writing and random names differ from run to run; how much there is does not.
    return {name: len(rows) for name, rows in one.items()} == {name: len(rows) for name, rows in other.items()}


def plans(everything):
    """The failures to try for a call: each a set of settings of the library."""
    if everything:
        return [lambda n, e=e, how=how: {how: n, "error": e} for e in ERRORS for how in ("at", "from")]
    return [lambda n: {"at" if n % 2 else "from": n, "error": ERRORS[n % len(ERRORS)]}]


def every_call(faults, command, everything):
    finished = faults.after(command)
    for index, settings in enumerate(plans(everything)):
        number, met = 1, 0
        while number < LAST:
            faults.runs += 1
            if not faults.broken(command, finished, f"{index}-{number}", **settings(number)):
                break
            met += 1
            number += 1 if everything or number < FIRST else STRIDE
        faults.met += met
        faults.tally.check(f"{command.name} comes to an end", number < LAST)
        faults.tally.check(f"{command.name} met failures", met > 0)
    if command.file:
        full_disk(faults, command, finished, everything)


def full_disk(faults, command, finished, everything):
    """The disk is full after so many bytes."""
    size = len(finished[command.file])
    for budget in range(0, size, 1 if everything else max(1, size // 8)):
        faults.runs += 1
        calls = faults.broken(command, finished, f"full-{budget}", bytes=budget)
        faults.tally.check(f"{command.name}: {budget} bytes are too few", calls)


def odd_streams(faults):
    """Streams that are closed or full, and signals."""
    check = faults.tally.check
    answers = faults.root / "answers.json"
    answers.write_text(outside.wrapped(outside.full_answers({})))
    plan = [faults.binary, "--home", str(faults.before / "home"), "--now", LATER, "plan"]
    triage = [*plan[:-1], "triage", "--no-save", "--answers"]
    for words, what in ((plan, "plan"), ([*triage, str(answers)], "triage"), ([*triage, "-"], "triage -")):
        for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">/dev/full", "2>/dev/full"):
            ran = subprocess.run(["bash", "-c", f'"$@" {closed}', "_", *words], input=b"", capture_output=True,
                                 timeout=60, check=False, env=outside.environment(faults.root))
            check(f"{what} {closed}: an exit status of its own", ran.returncode in (0, 3, 4, 5),
                  f"{ran.returncode} {ran.stderr[-300:]!r}")
            check(f"{what} {closed}: no dump", not DUMP.search(ran.stderr), ran.stderr.decode()[-300:])
            if ">/dev/full" == closed and what != "triage -":
                check(f"{what} {closed}: says so", ran.returncode == 5 and b"cannot" in ran.stderr,
                      f"{ran.returncode} {ran.stderr[-300:]!r}")
    ran = subprocess.run(["bash", "-c", '"$@" | head -c 1 >/dev/null; echo "${PIPESTATUS[0]}"', "_", *plan],
                         capture_output=True, timeout=60, check=False, env=outside.environment(faults.root))
    check("a reader that goes away: quiet", not ran.stderr and ran.stdout.strip() in (b"0", b"141", b"5"),
          f"{ran.stdout!r} {ran.stderr[-300:]!r}")


def odd_homes(faults):
    """A home that is a file, that cannot be written, or that is not there."""
    check = faults.tally.check
    answers = outside.wrapped(outside.full_answers({}))
    a_file = faults.root / "a_file"
    a_file.write_text("not a folder\n")
    for home, what in ((a_file, "a file"), (a_file / "below", "below a file"), ("/proc/none", "in /proc"),
                       ("/dev/null", "/dev/null")):
        for words, stdin in ((("triage", "--answers", "-"), answers), (("checkin", "--answers", "-"), quiet_check()),
                             (("plan",), ""), (("diary", "list"), ""), (("export", "ndjson"), ""),
                             (("config", "set", "wake", "06:30"), "")):
            ran = subprocess.run([faults.binary, "--home", str(home), "--now", LATER, *words],
                                 input=stdin.encode(), capture_output=True, timeout=60, check=False,
                                 env=outside.environment(faults.root))
            name = f"home is {what}: {' '.join(words[:2])}"
            check(f"{name}: exit status", ran.returncode in (0, 2, 5, 6),
                  f"{ran.returncode} {ran.stderr.decode()[-300:]}")
            check(f"{name}: no dump", not DUMP.search(ran.stderr), ran.stderr.decode()[-300:])
            check(f"{name}: a failure is told", ran.returncode == 0 or ran.stderr, "nothing on stderr")
    check("the file in the way is as it was", a_file.read_text() == "not a folder\n")


def signals(faults):
    """Killed while it waits for an answer: the status is that of the signal, and the diary is whole."""
    import pseudo_terminal
    before = state(faults.before)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGWINCH):
        folder = faults.copy(f"signal-{number}")
        words = [faults.binary, "--home", str(folder / "home"), "--now", LATER, "checkin"]
        terminal = pseudo_terminal.Terminal(words, outside.environment(folder))
        try:
            terminal.wait()
            terminal.process.send_signal(number)
            if number == signal.SIGWINCH:
                terminal.process.send_signal(signal.SIGTERM)
            terminal.process.wait(timeout=20)
            seen = terminal.seen
        finally:
            terminal.close()
        faults.tally.check(f"{number.name}: no dump", not DUMP.search(seen), seen[-300:].decode(errors="replace"))
        faults.tally.check(f"{number.name}: the diary is whole",
                           same_rows(entries(folder / "home/diary.db"), before["diary.db"]))


def built(folder):
    library = pathlib.Path(folder) / "failing_calls.so"
    source = outside.ROOT / "tests/support/failing_calls.c"
    for compiler in ("cc", "gcc", "clang"):
        if shutil.which(compiler):
            subprocess.run([compiler, "-shared", "-fPIC", "-O1", str(source), "-o", str(library), "-ldl"], check=True)
            return str(library)
    return None


def is_dynamic(binary):
    return b"ld-linux" in pathlib.Path(binary).read_bytes()[:4096]


def main():
    options = outside.parser(__doc__)
    options.add_argument("--all", action="store_true", help="every call, error and size; takes long")
    options.add_argument("names", nargs="*", help="only these commands")
    options = options.parse_args()
    if not is_dynamic(options.binary):
        print("left out: calls of a static program cannot be made to fail; use build/asan/backcoach")
        return 77
    tally = outside.Tally()
    with tempfile.TemporaryDirectory() as folder:
        library = built(folder)
        if not library:
            print("left out: there is no C compiler")
            return 77
        faults = Faults(options.binary, tally, library)
        chosen = [one for one in commands(faults.first_exercise()) if not options.names or one.name in options.names]
        with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            for done in [pool.submit(every_call, faults, one, options.all) for one in chosen]:
                done.result()
        if not options.names:
            odd_streams(faults)
            odd_homes(faults)
            signals(faults)
        print(f"{faults.runs} runs, {faults.met} failures met")
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
