#!/usr/bin/env python3
"""The diary from outside: files, modes, damage, two writers, full disk, private answers.

  diary.py --binary PATH
"""
import json
import os
import pathlib
import re
import resource
import sqlite3
import stat
import subprocess
import sys
import time

import outside
import pseudo_terminal

DAYS = ["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"]


def quiet_check(pain=4, **more):
    """A check-in with nothing new."""
    data = json.loads((outside.ROOT / "data/checkin.json").read_text())
    answers = {sign["measure"]: "no" for sign in data["signs"]}
    answers.update({"nprs_now": pain, "nprs_worst24": pain, "legs": "none", "went": "well", "walked_minutes": 20})
    answers.update(more)
    return json.dumps(answers)


class Home:
    """One person's home, used through a day's worth of runs."""

    def __init__(self, binary):
        self.program = outside.Program(binary)
        self.path = pathlib.Path(self.program.home)
        self.diary = self.path / "diary.db"

    def run(self, *words, stdin="", now=None, env=None):
        more = {"BACKCOACH_NOW": None}
        more.update(env or {})
        base = [self.program.path, "--home", str(self.path), "--now", (now or DAYS[0]) + "T08:30"]
        return subprocess.run([*base, *words], input=stdin.encode(), capture_output=True, timeout=60, check=False,
                              env=outside.environment(self.program.folder.name, **more), cwd=self.program.folder.name)

    def triage(self, told=None, now=None):
        return self.run("triage", "--answers", "-", stdin=outside.wrapped(outside.full_answers(told or {})), now=now)

    def checkin(self, now=None, *words, **answers):
        return self.run("checkin", "--answers", "-", "--json", *words, stdin=quiet_check(**answers), now=now)

    def entries(self):
        ran = self.run("export", "ndjson")
        return [json.loads(line) for line in ran.stdout.splitlines()]


def check_flow(binary, tally):
    home = Home(binary)
    first = home.checkin()
    tally.check("a check-in before a triage says what to do first", first.returncode == 6)
    tally.check("a triage is kept", home.triage().returncode == 0 and len(home.entries()) == 1)
    mode = stat.S_IMODE(os.stat(home.diary).st_mode)
    tally.check(f"the diary is private ({mode:o})", mode == 0o600)
    tally.check("its folder is private", stat.S_IMODE(os.stat(home.path).st_mode) == 0o700)
    quiet = home.checkin(DAYS[1])
    shown = json.loads(quiet.stdout or b"{}")
    tally.check("a quiet check-in is self-care", quiet.returncode == 0 and shown.get("light") == "green"
                and shown["decision"]["status"] == "decided", quiet.stdout.decode()[-600:] + quiet.stderr.decode())
    tally.check("it renews the plan", home.run("plan", now=DAYS[1]).returncode == 0)
    plan = json.loads(home.run("plan", "--json", now=DAYS[1]).stdout or b"{}")
    tally.check("the plan counts from the triage", plan.get("day") == 2)
    tally.check("next is one line", re.fullmatch(rb"\d\d:\d\d .+\n", home.run("next", "--short", now=DAYS[1]).stdout))
    tally.check("there is no next without a check-in", home.run("next", now=DAYS[2]).returncode == 6)
    sick = home.checkin(DAYS[2], danger_chest="yes")
    tally.check("a danger sign refers at once", sick.returncode in (20, 30)
                and json.loads(sick.stdout)["decision"]["decision"] == "referral", sick.stdout.decode()[-300:])
    tally.check("then there is no plan", home.run("plan", now=DAYS[2]).returncode in (20, 30))
    doubt = Home(binary)
    doubt.triage()
    tally.check("not sure of a danger sign refers too", doubt.checkin(DAYS[1], danger_toilet="not_sure").returncode >= 20)
    tally.check("and is not taken back by answers that are left out", doubt.checkin(DAYS[1], pain=8).returncode >= 20)
    sore = Home(binary)
    sore.triage()
    calm = json.loads(sore.checkin(DAYS[1], pain=8).stdout)
    tally.check("more pain with the whole danger list denied asks no more of it", calm["worse"] and
                not {"saddle_change", "chest_pain"} & set(calm["decision"].get("missing", [])), calm["status"])
    worse = sore.checkin(DAYS[1], pain=8, new_weakness="yes")
    tally.check("a new sign in a leg opens the danger signs again", worse.returncode == 4
                and "saddle_change" in json.loads(worse.stdout)["decision"]["missing"], worse.stderr.decode())
    past = Home(binary)
    past.triage()
    back = json.loads(past.checkin(DAYS[2], "--date", "yesterday").stdout)
    tally.check("a check-in can be back-dated", back["date"] == DAYS[1])
    tally.check("but not put into the future", past.checkin(DAYS[1], "--date", DAYS[3]).returncode == 2)
    tally.check("a script that leaves danger signs out is told", past.run(
        "checkin", "--set", "nprs_now=3").returncode == 4)


def check_repeats(binary, tally):
    home = Home(binary)
    said = [b"Talk to a professional" in home.triage(now=day).stdout for day in DAYS[:3]]
    tally.check(f"the third triage within 72 hours says to talk to someone {said}", said == [False, False, True])
    other = Home(binary)
    said = [b"Talk to a professional" in other.triage(now=day).stdout for day in (DAYS[0], DAYS[3], DAYS[4])]
    tally.check(f"3 triages over more time do not {said}", not any(said))


def check_edit(binary, tally):
    home = Home(binary)
    home.triage()
    home.checkin(DAYS[1])
    before = home.run("export", "ndjson").stdout
    edit = home.run("diary", "edit", home.entries()[1]["id"][:8], "--set", "nprs_now=2", "--note", "better, \"yes\"",
                    now=DAYS[1])
    entry = next(one for one in home.entries() if one["kind"] == "checkin")
    tally.check("an entry can be edited", edit.returncode == 0 and entry["checkin"]["values"]["nprs_now"] == 2
                and entry["note"] == 'better, "yes"', edit.stderr.decode())
    tally.check("a wrong value is refused", home.run("diary", "edit", "last", "--set", "nprs_now=12").returncode != 0)
    tally.check("undo takes the edit back", home.run("diary", "undo").returncode == 0
                and home.run("export", "ndjson").stdout == before)
    home.run("diary", "undo")
    tally.check("undo takes the check-in back, with its decision", len(home.entries()) == 1)
    home.run("diary", "undo")
    tally.check("undo with nothing left says so", b"nothing to take back" in home.run("diary", "undo").stderr)


def check_round_trip(binary, tally):
    home = Home(binary)
    home.triage({"fever": "yes"})
    stands = json.loads(home.run("progress", "--json").stdout)["stands"]["ids"]
    seen = {"seen_since": "yes", "seen_worse": "no", "seen_exercise": "as_usual"}
    home.run("triage", "--answers", "-", stdin=json.dumps(
        {"schema": "backcoach/answers/1", "about": stands, "answers": outside.full_answers(seen)}))
    for day in DAYS[1:]:
        home.checkin(day, "--note", "caf\u00e9, \"=1+1\"")
    home.run("flare", "--answers", "-", stdin=quiet_check(can_walk_3_minutes="yes"), now=DAYS[4])
    text = home.run("export", "ndjson").stdout
    tally.check("there is something to export", text.count(b"\n") >= 10, text.count(b"\n"))
    other = Home(binary)
    first = other.run("import", "ndjson", "-", stdin=text.decode())
    tally.check("an export comes back byte for byte", first.returncode == 0
                and other.run("export", "ndjson").stdout == text, first.stderr.decode())
    other.run("import", "ndjson", "-", stdin=text.decode())
    tally.check("twice adds nothing", other.run("export", "ndjson").stdout == text)
    other.run("diary", "undo")
    left = [one["triage"] for one in other.entries()]
    tally.check("an import is taken back but for what it told, which stands without its lift",
                [(one["origin"], one["urgency"], one["answers"]) for one in left] ==
                [("taken_back", "same_day", {}), ("taken_back", "self_care", {})] and
                other.run("plan").returncode == 20, left)
    calm = Home(binary)
    calm.run("import", "ndjson", "-", stdin=text.decode().split("\n", 2)[2])
    tally.check("the same import without the referral and its lift", len(calm.entries()) >= 8, len(calm.entries()))
    calm.run("diary", "undo")
    tally.check("an import without a referral is taken back whole", calm.run("export", "ndjson").stdout == b"")
    broken = text.replace(b'"kind":"checkin"', b'"kind":"chekin"', 1)
    bad = calm.run("import", "ndjson", "-", stdin=broken.decode())
    tally.check("one bad line and nothing is brought in", bad.returncode == 3
                and calm.run("export", "ndjson").stdout == b"" and re.search(rb"-:\d+:\d+: error", bad.stderr),
                bad.stderr.decode())
    csv = home.run("export", "csv").stdout
    tally.check("a note cannot run as a formula", b"\"caf\xc3\xa9, \"\"=1+1\"\"\"" in csv or b"'=" in csv)
    tally.check("csv has one width", csv.startswith(b"id,kind,date,at,name,value\r\n"))


def private_rules(private):
    """Rules that hold by a private answer."""
    for path in (outside.ROOT / "data/red_flags").glob("*.json"):
        text = path.read_text()
        if any(f'"{name}"' in text for name in private):
            yield json.loads(text)


def check_private(binary, tally):
    """Sensitive answers leave nothing but what they led to, in no file at any time."""
    private = [name for name, about in outside.findings().items() if about.get("sensitive")]
    measures = json.loads((outside.ROOT / "data/checkin.json").read_text())["measures"]
    private += [one["id"] for one in measures if one.get("sensitive")]
    private += [rule["id"] for rule in private_rules(private)]
    home = Home(binary)
    for told in ({}, {"saddle_change": "yes"}, {"suicidal": "thoughts"}, {"iv_drugs": "yes", "sex_function_new": "yes"},
                 {"unsafe_at_home": "prefer_not_to_say"}, {}):
        home.triage(told)
    home.checkin(DAYS[1])
    home.checkin(DAYS[1], danger_saddle="yes", saddle_change="yes")
    home.checkin(DAYS[1], danger_mind="not_sure", suicidal="thoughts")
    lines = home.run("export", "ndjson").stdout.decode().splitlines()
    forged = []
    for line in lines:
        entry = json.loads(line)
        entry["id"] = entry["id"][::-1]
        record = entry[entry["kind"]]
        record.get("answers", record.get("values", {}))["suicidal"] = "thoughts"
        forged.append(json.dumps(entry))
    ran = home.run("import", "ndjson", "-", stdin="\n".join(forged))
    tally.check("private answers of a file are left out", b"left out" in ran.stderr, ran.stderr.decode())
    found = []
    for path in home.path.rglob("*"):
        if path.is_file():
            found += [f"{name} in {path.name}" for name in private if name.encode() in path.read_bytes()]
    tally.check("no byte of a private answer is in the home, and no rule that would name it", not found and len(lines) > 6,
                str(found[:5]))
    led_to = [json.loads(line)["triage"] for line in lines if json.loads(line)["kind"] == "triage"]
    tally.check("what it led to is kept", {one["urgency"] for one in led_to if
                                           one["rules"] == [{"rule": "private", "outcome": "private"}]} >=
                {"emergency", "same_day"}, [(one["urgency"], one["rules"]) for one in led_to])


def check_erase(binary, tally):
    home = Home(binary)
    home.triage()
    home.checkin(DAYS[1], "--note", "a word to look for")
    tally.check("nothing is erased without a word", home.run("diary", "erase").returncode == 2 and len(home.entries()) > 1)
    done = home.run("diary", "erase", "--yes")
    left = [str(path) for path in home.path.rglob("*") if path.is_file()]
    tally.check("erase leaves no file", done.returncode == 0 and not left, str(left))


def check_two_writers(binary, tally):
    home = Home(binary)
    home.triage()
    start = len(home.entries())
    words = [home.program.path, "--home", str(home.path), "--now", DAYS[1] + "T09:00", "checkin", "--answers", "-"]
    running = []
    for _ in range(8):
        one = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               env=outside.environment(home.program.folder.name))
        running.append(one)
    for one in running:
        one.stdin.write(quiet_check().encode())
        one.stdin.close()
    codes = [one.wait(timeout=120) for one in running]
    checkins = [one for one in home.entries() if one["kind"] == "checkin"]
    tally.check(f"8 processes at once all land {codes}", codes == [0] * 8 and len(checkins) == 8 and start == 1)


def check_faults(binary, tally):
    home = Home(binary)
    home.triage()
    home.checkin(DAYS[1])
    good = home.diary.read_bytes()

    def refused(name, damage, *more):
        home.diary.write_bytes(damage(bytearray(good)))
        kept = home.diary.read_bytes()
        runs = [home.run("diary", "list"), home.checkin(DAYS[2]), home.run("doctor")]
        tally.check(f"{name}: a clear error", all(ran.returncode == 5 and b"diary.db" in ran.stderr and b"error:" in
                                                  ran.stderr for ran in runs[:1]) and runs[2].returncode == 5,
                    b"\n".join(ran.stderr for ran in runs).decode())
        decided = home.triage({"saddle_change": "yes"})
        tally.check(f"{name}: a decision is shown all the same", decided.returncode == 30 and decided.stdout)
        tally.check(f"{name}: the data stays", home.diary.read_bytes() == kept)

    def newer(data):
        data[60:64] = (99).to_bytes(4, "big")
        return data

    def torn(data):
        data[4096:] = b"\x5a" * (len(data) - 4096)
        return data

    refused("a newer diary", newer)
    refused("a damaged diary", torn)
    refused("no diary at all", lambda data: b"Dear diary, " * 100)
    home.diary.write_bytes(good)
    tally.check("the good one works again", home.run("diary", "list").returncode == 0)

    # A full disk: no file may grow, so nothing can be written.
    size = len(good)
    ran = subprocess.run(
        [home.program.path, "--home", str(home.path), "--now", DAYS[2] + "T09:00", "checkin", "--answers", "-"],
        input=quiet_check().encode(), capture_output=True, timeout=60, check=False,
        env=outside.environment(home.program.folder.name),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512)))
    tally.check("a full disk is a clear error", ran.returncode == 5 and b"not in the diary" in ran.stderr,
                ran.stderr.decode())
    tally.check("a full disk loses nothing", len(home.diary.read_bytes()) >= size and home.run(
        "diary", "list").returncode == 0)

    if os.geteuid() == 0:
        # Root may write everywhere: a read-only home is a file system without write access, or a file as folder.
        home_file = Home(binary)
        home_file.path.parent.mkdir(parents=True, exist_ok=True)
        home_file.path.write_text("not a folder")
        ran = home_file.triage()
        tally.check("a home that cannot be written shows the decision", ran.returncode == 0 and ran.stdout
                    and b"cannot be kept" in ran.stderr, ran.stderr.decode())
    else:
        os.chmod(home.diary, 0o400)
        os.chmod(home.path, 0o500)
        tally.check("a read-only home can be read", home.run("diary", "list").returncode == 0)
        ran = home.checkin(DAYS[2])
        tally.check("a read-only home is a clear error", ran.returncode == 5, ran.stderr.decode())
        os.chmod(home.path, 0o700)


def check_small_disk(binary, tally):
    """A file system that is really full, then really read-only; needs the right to mount one."""
    home = Home(binary)
    home.path.mkdir(parents=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160k,mode=0700", "tmpfs", str(home.path)],
                             capture_output=True, check=False)
    if mounted.returncode:
        print("passed over: no small file system may be mounted here")
        return
    try:
        home.triage()
        for _ in range(60):
            ran = home.checkin(DAYS[1])
            if ran.returncode:
                break
        tally.check("a full file system is a clear error", ran.returncode == 5 and b"no space is left" in ran.stderr,
                    ran.stderr.decode())
        kept = home.run("export", "ndjson").stdout
        tally.check("what was written down is still there", kept.count(b"checkin") > 2)
        help_first = home.triage({"saddle_change": "yes"}, DAYS[1])
        tally.check("a full disk never hides a decision", help_first.returncode == 30 and help_first.stdout)
        kept = home.run("export", "ndjson").stdout
        subprocess.run(["mount", "-o", "remount,ro", str(home.path)], check=True)
        tally.check("a read-only diary can be read", home.run("export", "ndjson").stdout == kept)
        ran = home.checkin(DAYS[2])
        # An emergency that found room in the diary stands above the error.
        stands = 30 if b"emergency" in kept else 5
        tally.check("a read-only file system is a clear error", ran.returncode == stands and b"read-only" in ran.stderr,
                    ran.stderr.decode())
        help_first = home.triage({"saddle_change": "yes"}, DAYS[1])
        tally.check("a read-only home never hides a decision", help_first.returncode == 30 and help_first.stdout)
    finally:
        subprocess.run(["umount", str(home.path)], check=False)


def check_earlier(binary, tally):
    """A diary of form 1, and the file that came before diaries."""
    home = Home(binary)
    home.triage()
    home.checkin(DAYS[1])
    before = re.sub(rb'"changed_utc":"[^"]*",', b"", home.run("export", "ndjson").stdout)
    with sqlite3.connect(home.diary) as db:
        db.executescript("DROP TRIGGER entry_added; DROP TRIGGER entry_changed; DROP TRIGGER entry_removed; "
                         "DROP TABLE checkpoints; DROP INDEX triages_that_tell; "
                         "CREATE TABLE entry_values(entry TEXT NOT NULL REFERENCES entries(id) ON DELETE CASCADE, name "
                         "TEXT NOT NULL, type TEXT NOT NULL CHECK(type IN ('number', 'word', 'list')), number REAL, "
                         "words TEXT, PRIMARY KEY(entry, name)) STRICT, WITHOUT ROWID;")
        for entry, words in db.execute("SELECT entry, words FROM told").fetchall():
            for name, value in json.loads(words).items():
                kind = {str: "word", list: "list"}.get(type(value), "number")
                text = value if kind == "word" else "".join(f"{one}\n" for one in value) if kind == "list" else None
                db.execute("INSERT INTO entry_values VALUES(?, ?, ?, ?, ?)",
                           (entry, name, kind, value if kind == "number" else None, text))
        db.execute("DROP TABLE told")
        db.commit()
        db.executescript("DROP TABLE changed_entries; DROP TABLE changes; DROP TABLE triage_notes; DROP TABLE counter; "
                         "ALTER TABLE entries DROP COLUMN imported; ALTER TABLE entries DROP COLUMN changed_utc; "
                         "PRAGMA user_version = 1;")
    db.close()
    kept = home.diary.read_bytes()
    tally.check("an older diary can be read", home.run("export", "ndjson").stdout == before)
    tally.check("reading does not change it", home.diary.read_bytes() == kept)
    home.checkin(DAYS[2])
    db = sqlite3.connect(home.diary)
    version = db.execute("PRAGMA user_version").fetchone()[0]
    db.close()
    tally.check("writing brings it up to date", version == 5 and home.run("export", "ndjson").stdout.startswith(before))


def check_terminal(binary, tally):
    """Ctrl-C in a check-in keeps the draft, and the shell loop around it stops."""
    home = Home(binary)
    home.triage()
    words = f"{home.program.path} --home {home.path} --now {DAYS[1]}T08:30 checkin"
    loop = ["bash", "-c", f"for i in 1 2 3; do {words}; done; echo went on"]
    terminal = pseudo_terminal.Terminal(loop, outside.environment(home.program.folder.name))

    def until(words):
        # The shell is the process we started, so what the program waits for cannot be asked of the system.
        end = time.monotonic() + 20
        while words not in terminal.seen and time.monotonic() < end:
            terminal._take(0.05)

    until(b"Type 0")
    terminal.send("0\n")
    until(b"from 0 to 10:")
    terminal.send("4\n")
    until(b"How did your last")
    time.sleep(0.2)
    terminal.send("\x03")
    terminal.process.wait(timeout=20)
    tally.check("Ctrl-C stops the loop around it", b"went on" not in terminal.seen and terminal.process.returncode != 0)
    draft = home.path / "checkin.json"
    tally.check("Ctrl-C keeps the draft", draft.exists() and json.loads(draft.read_text())["checkin"]["values"].get(
        "nprs_now") == 4)
    terminal.close()
    again = pseudo_terminal.Terminal(words.split(), outside.environment(home.program.folder.name))
    shown = again.wait()
    tally.check("it carries on where it was", "Carrying on" in shown and "fit you today" in shown)
    shown = again.ask("0")
    tally.check("only what is private is asked again", "How did your last" in shown, shown[-300:])
    shown = again.ask("2")
    tally.check("a quiet check-in has 3 questions, answered with 2 keys each, then one key goes on",
                "w what to look out for" in shown and again.code is None, shown[-500:])
    again.ask("q")
    tally.check("q closes with exit 0", again.code == 0, again.code)
    tally.check("the draft is gone at the end", not draft.exists())
    again.close()

    # Under 20 seconds: 2 keys a question at 0.28 s, and 1.35 s to think (the keystroke-level model).
    words = f"{home.program.path} --home {home.path} --now {DAYS[2]}T08:30 checkin"
    next_day = pseudo_terminal.Terminal(words.split(), outside.environment(home.program.folder.name))
    shown, asked, keys = next_day.wait(), 0, 0
    while next_day.code is None and asked < 30 and "w what to look out for" not in shown:
        answer = ("2" if "How did your last" in shown else "1" if "Type 1 to" in shown else
                  "0" if "None? Type 0" in shown else "4")
        asked, keys = asked + 1, keys + len(answer) + 1
        shown = next_day.ask(answer)
    seconds = keys * 0.28 + asked * 1.35
    next_day.ask("q")
    tally.check(f"a day with nothing new takes under 10 seconds ({asked} questions, {keys} keys, {seconds:.1f} s)",
                next_day.code == 0 and asked == 3 and seconds < 10, next_day.seen[-500:].decode())
    next_day.close()


def main():
    arguments = outside.parser(__doc__).parse_args()
    tally = outside.Tally()
    for part in (check_flow, check_repeats, check_edit, check_round_trip, check_private, check_erase,
                 check_two_writers, check_faults, check_small_disk, check_earlier, check_terminal):
        part(arguments.binary, tally)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
