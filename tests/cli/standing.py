#!/usr/bin/env python3
"""A referral stands, whatever the clock, the key, the file or the version says.

  standing.py --binary PATH

Each case is a fault that was found on the program: it is played from outside, and every command is asked after it.
"""
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import tempfile
import time

import outside
import pseudo_terminal

DAY = "2026-11-21"
KNOWN = outside.findings()
WELL = outside.full_answers({"sex": "male", "strain": "yes", "onset_sudden": "no"}, KNOWN)
CHECK = {**{name: "no" for name in ("danger_saddle", "danger_toilet", "danger_legs", "danger_chest", "danger_ill",
                                    "danger_belly", "danger_injury", "danger_walk", "danger_mind", "new_leg",
                                    "new_pain", "new_illness", "new_told", "new_treatment")}, "nprs_now": 3,
         "went": "well"}
CARDS = [json.loads(path.read_text()) for path in sorted((outside.ROOT / "data/exercises").glob("*.json"))]
NAMES = [card["name"] for card in CARDS if card.get("pattern") or len(card["name"]) > 6]
LOOKS = [("plan",), ("plan", "--json"), ("session", "--no-input"), ("next",), ("export", "ics"), ("export", "cron"),
         ("export", "systemd"), ("plan", "-f", "html"), ("exercises", "list"), ("explain", "cat_camel"),
         ("plan", "--date", "2026-11-25"), ("plan", "--days", "5")]


class Person:
    """Somebody with a diary of their own."""

    def __init__(self, program, tally):
        self.program, self.tally = program, tally
        self.folder = tempfile.TemporaryDirectory(prefix="backcoach-standing-")
        self.home = os.path.join(self.folder.name, "home")

    def run(self, *words, at=f"{DAY}T08:30", stdin="", env=None):
        import subprocess
        return subprocess.run([self.program.path, "--home", self.home, "--now", at, *words], input=stdin.encode(),
                              capture_output=True, env=outside.environment(self.folder.name, **(env or {})),
                              cwd=self.folder.name, timeout=60, check=False)

    def triage(self, changes=None, at=f"{DAY}T08:30", beside=None, *words):
        # Lines of several signs go with the signs that are told.
        told = {**{name: one for name, one in WELL.items() if name not in outside.lines()}, **(changes or {})}
        text = json.dumps({"answers": outside.with_lines(told), **(beside or {})})
        return self.run("triage", "--answers", "-", "--json", "--save", *words, at=at, stdin=text)

    def checkin(self, changes=None, at=f"{DAY}T09:00", *words):
        return self.run("checkin", "--answers", "-", *words, at=at, stdin=json.dumps({**CHECK, **(changes or {})}))

    def stands(self, at=f"{DAY}T10:00"):
        ran = self.run("progress", "--json", at=at)
        return (json.loads(ran.stdout)["stands"] or {}).get("ids", []) if ran.returncode == 0 else None

    def refused(self, name, code, at=f"{DAY}T10:00"):
        """Every command that could name an exercise does not, and says the same."""
        for look in LOOKS:
            ran = self.run(*look, at=at)
            named = [one for one in NAMES if one in ran.stdout.decode()]
            self.tally.check(f"{name}: {' '.join(look)}", ran.returncode == code and not named,
                             f"exit {ran.returncode}, {named[:2]} {ran.stdout[:120]} {ran.stderr[:120]}")
        quiet = self.run("next", "-q", at=at)
        self.tally.check(f"{name}: next -q is silent", not quiet.stdout and not quiet.stderr,
                         f"{quiet.stdout} {quiet.stderr}")

    def terminal(self, *words, at=f"{DAY}T08:30", **size):
        return pseudo_terminal.Terminal([self.program.path, "--home", self.home, "--now", at, *words],
                                        outside.environment(self.folder.name), **size)


EMERGENCY = {"pee_retention": "yes"}
PRIVATE = {"saddle_change": "yes"}


def by_the_clock(new, tally):
    for name, first, then, look in (("clock put back", "T12:00", "T11:30", f"{DAY}T12:10"),
                                    ("end of summer time", "T02:50", "T02:10", f"{DAY}T08:20")):
        one = new()
        one.triage(at=DAY + first)
        tally.check(f"{name}: told", one.triage(PRIVATE, at=DAY + then).returncode == 30)
        one.refused(name, 30, look)
    one = new()
    one.triage(at="2026-11-25T08:00")
    one.triage(EMERGENCY, at=f"{DAY}T20:30")
    for at in (f"{DAY}T20:31", "2026-11-25T09:00", "2099-01-01T00:00", "1999-01-01T00:00"):
        one.refused(f"clock once ahead, {at}", 30, at)
    one.run("checkin", "--answers", "-", at="2026-11-26T08:00", stdin=json.dumps(CHECK))
    one.refused("ten good check-ins do not lift", 30, "2026-11-26T09:00")


def by_milder_answers(new, tally):
    one = new()
    one.triage(EMERGENCY)
    ran = one.triage(at=f"{DAY}T09:00")
    tally.check("a milder triage exits with what stands", ran.returncode == 30, str(ran.returncode))
    out = json.loads(ran.stdout)
    tally.check("and says so", out["stands"] and not out["plan_allowed"] and out["focus"] is None, str(out["stands"]))
    one.refused("milder triage", 30)
    tally.check("plan --answers is refused", one.run("plan", "--answers", "-", stdin=outside.wrapped(WELL))
                .returncode == 30)
    tally.check("with --no-diary it is not", one.run("plan", "--answers", "-", "--no-diary",
                                                     stdin=outside.wrapped(WELL)).returncode == 0)
    plain = [one.run("triage", "--answers", "-", "--json", stdin=outside.wrapped(WELL)).stdout, new().run(
        "triage", "--answers", "-", "--json", stdin=outside.wrapped(WELL)).stdout]
    tally.check("what is not kept knows no diary", plain[0] == plain[1])


def by_seen_since(new, tally):
    one = new()
    one.triage(EMERGENCY)
    ids = one.stands()
    lift = {"seen_since": "yes", "seen_worse": "no", "seen_exercise": "as_usual"}
    one.triage(lift, at=f"{DAY}T09:00")
    tally.check("seen_since names nothing: stands", one.stands() == ids)
    one.triage(lift, f"{DAY}T09:05", {"about": ["000000000000"]})
    tally.check("about something else: stands", one.stands() == ids)
    ran = one.triage(lift, f"{DAY}T09:10", {"about": ids})
    tally.check("seen and well: a plan", ran.returncode == 0 and one.run("plan", at=f"{DAY}T09:11").returncode == 0,
                f"{ran.returncode} {ran.stderr}")
    tally.check("nothing stands", one.stands() == [])
    ran = one.run("diary", "undo", at=f"{DAY}T09:12")
    tally.check("undo of the lift brings it back", one.stands() == ids, f"{one.stands()} {ran.stdout}")
    one.triage(lift, f"{DAY}T09:20", {"about": ids})
    ran = one.triage({**EMERGENCY, "seen_worse": "no"}, at=f"{DAY}T09:30")
    tally.check("seen, and the same: routine", json.loads(ran.stdout)["urgency"] == "routine", ran.stdout[:300])
    ran = one.triage({**EMERGENCY, "bowel_leak_new": "yes", "seen_worse": "no"}, at=f"{DAY}T09:40")
    tally.check("a further sign counts in full", ran.returncode == 30, str(ran.returncode))
    ran = new().triage({**EMERGENCY, "seen_worse": "no"})
    tally.check("never seen counts in full", ran.returncode == 30)
    other = new()
    other.triage({"fever": "yes"})
    ids = other.stands()
    ran = other.triage({"seen_since": "mistake", "fever": "not_sure"}, f"{DAY}T09:00", {"about": ids})
    tally.check("a mistake in doubt stands", set(ids) <= set(other.stands()))
    ran = other.triage({"seen_since": "mistake"}, f"{DAY}T09:10", {"about": other.stands()})
    tally.check("a mistake with plain no is over", other.stands() == [] and ran.returncode == 0, str(ran.returncode))


def by_edit(new, tally):
    for change in ("danger_chest=yes", "danger_saddle=yes"):
        one = new()
        one.triage()
        one.checkin(at="2026-11-22T08:00")
        ran = one.run("diary", "edit", "last", "--set", change, at="2026-11-22T08:05")
        tally.check(f"edit {change} is judged", ran.returncode == 30, f"{ran.returncode} {ran.stderr}")
        one.refused(f"edit {change}", 30, "2026-11-22T08:06")
        one.run("diary", "undo", at="2026-11-22T08:07")
        one.refused(f"edit {change} taken back", 30, "2026-11-22T08:08")
        kept = pathlib.Path(one.home, "diary.db").read_bytes()
        tally.check(f"edit {change}: nothing private is kept", b"saddle" not in kept)
    one = new()
    one.triage(EMERGENCY)
    one.run("diary", "undo", at=f"{DAY}T08:40")
    one.refused("undo of a referral", 30)


def by_rules(new, tally):
    with tempfile.TemporaryDirectory() as folder:
        other = os.path.join(folder, "data")
        shutil.copytree(outside.ROOT / "data", other)
        manifest = pathlib.Path(other, "manifest.json")
        manifest.write_text(re.sub(r'"version": "[^"]+"', '"version": "2027.1.0"', manifest.read_text()))
        one = new()
        one.triage(EMERGENCY)
        ran = one.run("plan", "--data", other, at=f"{DAY}T09:00")
        tally.check("other rules: the referral stands", ran.returncode == 30, f"{ran.returncode} {ran.stderr}")
        well = new()
        well.triage()
        ran = well.run("plan", "--data", other, at=f"{DAY}T09:00")
        tally.check("other rules that decide alike go on without a word", ran.returncode == 0 and not ran.stderr,
                    f"{ran.returncode} {ran.stderr}")


def by_files(new, tally):
    one = new()
    one.triage()
    path = os.path.join(one.home, "diary.db")
    whole = pathlib.Path(path).read_bytes()
    pathlib.Path(path).write_bytes(whole[:len(whole) // 3])
    ran = one.run("plan", at=f"{DAY}T09:00")
    tally.check("cut: 5, and the danger line", ran.returncode == 5 and b"earlier decision" in ran.stderr, str(ran))
    ran = one.run("triage", "--answers", "-", at=f"{DAY}T09:00", stdin=outside.wrapped({**WELL, **PRIVATE}))
    tally.check("cut: a triage still decides", ran.returncode == 30 and ran.stdout, str(ran.returncode))
    ran = one.run("triage", "--answers", "-", at=f"{DAY}T09:00", stdin=outside.wrapped(WELL))
    tally.check("cut: and gives no plan", ran.returncode == 5 and not any(
        name in ran.stdout.decode() for name in NAMES), str(ran.returncode))
    for sql in ("UPDATE triages SET urgency = 'x'", "UPDATE entries SET date = '2026-13-45'"):
        pathlib.Path(path).write_bytes(whole)
        with sqlite3.connect(path) as db:
            db.execute(sql)
        tally.check(f"{sql}: 5", one.run("plan", at=f"{DAY}T09:00").returncode == 5)
    pathlib.Path(path).write_bytes(whole)
    one.run("next", at=f"{DAY}T09:00")
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN EXCLUSIVE")
    begin = time.monotonic()
    ran = one.run("next", "-q", at=f"{DAY}T09:00")
    tally.check("locked: next does not wait, and remembers nothing",
                ran.returncode == 5 and not ran.stdout and time.monotonic() - begin < 2, f"{ran}")
    db.close()
    for text in ('regoin = "GB"\n', 'wake = "6:30"\n', 'region = "GB\n', '\ufeffregion = ', '[x]\ny=1\n'):
        slip = new()
        os.makedirs(slip.home, exist_ok=True)
        pathlib.Path(slip.home, "config.toml").write_text(text)
        ran = slip.triage(PRIVATE)
        tally.check(f"config {text!r} withholds nothing", ran.returncode == 30 and b"emergency" in ran.stdout,
                    f"{ran.returncode} {ran.stderr}")
        ran = slip.run("config", "set", "region", "GB")
        tally.check(f"config {text!r} is mended", ran.returncode == 0 and
                    slip.run("config", "get", "region").stdout == b"GB\n", str(ran))
    import subprocess
    ran = subprocess.run([one.program.path, "triage", "--save", "--answers", "-"], env={},
                         input=outside.wrapped({**WELL, **PRIVATE}).encode(), capture_output=True, check=False)
    tally.check("no home: said", ran.returncode == 30 and b"home" in ran.stderr, f"{ran.returncode} {ran.stderr}")


def by_import(new, tally):
    a, b = new(), new()
    a.triage({"fever": "yes"})
    b.triage(EMERGENCY)
    both = (a.run("export", "ndjson").stdout.decode(), b.run("export", "ndjson").stdout.decode())
    a.run("import", "ndjson", "-", stdin=both[1])
    b.run("import", "ndjson", "-", stdin=both[0])
    tally.check("two copies agree", sorted(a.stands()) == sorted(b.stands()) and len(a.stands()) == 2,
                f"{a.stands()} {b.stands()}")
    again = a.run("import", "ndjson", "-", stdin=both[1])
    tally.check("twice is once", b"Added 0, replaced 0" in again.stdout, str(again.stdout))
    before, text = a.stands(), a.run("export", "ndjson").stdout.decode()
    a.run("diary", "erase", "--yes")
    tally.check("only erasing ends it", a.run("plan").returncode == 6)
    a.run("import", "ndjson", "-", stdin=text)
    tally.check("and an import brings it back", sorted(a.stands()) == sorted(before))
    c = new()
    c.run("import", "ndjson", "-", stdin=re.sub(r'"whole":true,?', "", both[1]).replace(",}", "}"))
    tally.check("a diary of the earlier form keeps its referral", c.stands() == b.stands()[:0] + [
        one for one in c.stands()] and len(c.stands()) == 1, str(c.stands()))


def by_hand_outs(new, tally):
    one = new()
    one.triage(at=f"{DAY}T07:00")
    first = one.run("export", "ics", at=f"{DAY}T07:05").stdout.decode()
    uids = set(re.findall(r"UID:(\S+)", first))
    cron = one.run("export", "cron", at=f"{DAY}T07:05").stdout.decode()
    tally.check("a timer asks before it speaks", "next -q --exit-zero" in cron and not any(
        name in cron for name in NAMES), cron[:200])
    tally.check("past times are left out", len(one.run("export", "cron", at=f"{DAY}T18:35").stdout) < len(cron))
    tally.check("each event has the watch line", first.replace("\r\n ", "").count("help") >= len(uids))
    ran = one.triage(EMERGENCY, at=f"{DAY}T08:00")
    page = one.run(at=f"{DAY}T08:01").stdout.decode()
    tally.check("the page says how to stop reminders", "export ics" in page, page[-300:])
    back = one.run("export", "ics", at=f"{DAY}T08:02")
    text = back.stdout.decode()
    tally.check("the calendar takes them back", back.returncode == 30 and "STATUS:CANCELLED" in text and
                set(re.findall(r"UID:(\S+)", text)) == uids, text[:300])
    ahead = new()
    ahead.triage()
    out = json.loads(ahead.run("plan", "--json", "--date", "2026-11-25").stdout)
    tally.check("a look ahead is marked", out.get("look_ahead") is True and "next_checkin" not in out)
    tally.check("today is not", "look_ahead" not in json.loads(ahead.run("plan", "--json").stdout))
    for at in ("2026-11-25T08:00", "2026-12-11T08:00"):
        for words in (("plan",), ("plan", "--date", at[:10]), ("export", "ics", "--date", at[:10]), ("plan", "--day",
                                                                                                     "7")):
            ran = ahead.run(*words, at=at)
            tally.check(f"no check-in, no plan: {words} {at}", ran.returncode == 6 and not ran.stdout, str(ran)[:200])


def by_open_questions(new, tally):
    one = new()
    one.triage()
    ran = one.checkin({"nprs_now": 9, "went": "more", "new_weakness": "yes", "new_numbness": "yes"},
                      at="2026-11-22T08:00")
    tally.check("new weakness opens the danger questions", ran.returncode == 4, f"{ran.returncode} {ran.stderr}")
    one.refused("open", 4, "2026-11-22T08:10")
    ran = one.run("plan", "--json", at="2026-11-22T08:10")
    tally.check("the next question is in the JSON", "next" in json.loads(ran.stdout), ran.stdout[:200])
    one.checkin(at="2026-11-23T08:00")
    one.refused("a good day closes nothing", 4, "2026-11-23T08:10")
    one.run("diary", "undo", at="2026-11-23T08:11")
    one.run("diary", "undo", at="2026-11-23T08:12")
    one.refused("nor does undo", 4, "2026-11-23T08:13")
    one.triage(at="2026-11-23T09:00")
    tally.check("a whole triage does", one.run("plan", at="2026-11-23T09:01").returncode == 0)


def by_holds(new, tally):
    one = new()
    one.triage({"unwell_today": "yes"})
    one.refused("unwell today", 10)
    one.checkin(at="2026-11-22T08:00")
    one.refused("not asked is not over", 10, "2026-11-22T08:10")
    one.checkin({"unwell_today": "yes"}, at="2026-11-22T08:20")
    one.refused("the same yes keeps it", 10, "2026-11-22T08:30")
    ran = one.checkin({"unwell_today": "no"}, at="2026-11-23T08:00")
    tally.check("a plain no ends it", one.run("plan", at="2026-11-23T08:10").returncode == 0,
                f"{ran.returncode} {ran.stderr} {ran.stdout[-200:]}")


def by_keys(new, tally):
    """The page comes first, also on quitting, Ctrl-C, hang-up and the end of input."""
    for name, leave in (("q", lambda t: t.send("q\n")), ("end of input", lambda t: t.send("\x04")),
                        ("Ctrl-C", lambda t: t.send("\x03")), ("kill", lambda t: t.process.send_signal(
                            signal.SIGKILL)), ("hang-up", lambda t: t.hang_up())):
        one = new()
        one.triage()
        terminal = one.terminal("triage", at=f"{DAY}T09:00")
        terminal.wait()
        screen = terminal.ask("1")  # saddle: yes
        tally.check(f"{name}: the page comes first", "emergency" in screen.lower() and "begin" not in screen,
                    screen[-400:])
        leave(terminal)
        try:
            if terminal.master is not None:
                terminal.wait()
        except (OSError, TimeoutError):
            pass
        terminal.process.wait(timeout=20)
        if name != "kill":
            tally.check(f"{name}: exit 30", terminal.code == 30, str(terminal.code))
        terminal.close()
        one.refused(name, 30)
        for path in pathlib.Path(one.home).rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                tally.check(f"{name}: nothing private in {path.name}", b"saddle" not in data)
    one = new()
    one.triage()
    terminal = one.terminal("triage", at=f"{DAY}T09:00")
    terminal.wait()
    terminal.ask("0")  # none of the first list
    terminal.ask("q")
    terminal.close()
    one.refused("left half-way", 4)
    one = new()
    one.triage(EMERGENCY)
    terminal = one.terminal(at=f"{DAY}T09:00")
    terminal.wait()
    terminal.ask("")
    tally.check("bare: Enter is not yet", terminal.code == 30, str(terminal.code))
    terminal.close()
    for words in (("triage",), ("checkin",), ("flare",)):
        terminal = one.terminal(*words, at=f"{DAY}T09:00")
        first = terminal.wait()
        tally.check(f"{words}: what stands comes first", "looked at this" in " ".join(first.split()), first[-300:])
        terminal.ask("")
        tally.check(f"{words}: Enter is the page", terminal.code == 30, str(terminal.code))
        terminal.close()


def by_prompt(new, tally):
    """What is not kept is about anybody: the questions and the page are the same beside any diary."""
    questions = json.loads(outside.Program(new().program.path).run("questions", "list", "--json").stdout)["questions"]
    told = outside.full_answers({**WELL, **EMERGENCY, "pelvic_symptom_days": 1, "pelvic_symptom_worse": "no",
                                 "pelvic_symptom_checked": "no"}, KNOWN)
    told = {name: one for name, one in told.items() if name not in outside.lines()}
    for name, answers in (("well", outside.full_answers({}, KNOWN)), ("a sign that was seen", outside.with_lines(told))):
        seen = {}
        for diary in ("none", "an emergency", "one that was looked at", "unreadable"):
            one = new()
            if diary != "none":
                one.triage(EMERGENCY)
            if diary == "one that was looked at":
                one.triage({"seen_since": "yes", "seen_worse": "no", "seen_exercise": "as_usual"}, f"{DAY}T08:40",
                           {"about": one.stands()})
            path = pathlib.Path(one.home, "diary.db")
            if diary == "unreadable":
                path.write_bytes(b"\0" * 4096)
            before = path.read_bytes() if path.exists() else b""
            terminal = one.terminal("triage", "--no-save", "--accessible", at=f"{DAY}T09:00")
            person = pseudo_terminal.Person(questions, answers)
            screen = terminal.wait()
            person.to_the_end(terminal, screen)
            seen[diary] = (terminal.code, terminal.seen)
            terminal.close()
            tally.check(f"{name}, not kept beside {diary}: nothing is written",
                        (path.read_bytes() if path.exists() else b"") == before)
        for diary, ended in seen.items():
            tally.check(f"{name}, not kept at the prompt beside {diary}: the same bytes", ended == seen["none"],
                        f"{ended[0]} {seen['none'][0]} {ended[1][-300:]}")
        tally.check(f"{name}: it came to its end", seen["none"][0] in (0, 10, 30), seen["none"][0])


def type_in(terminal, line, seconds=20):
    """Types a line where the program waits for keys and the clock at once, and waits for the next prompt or the end."""
    before, end = len(terminal.seen), time.monotonic() + seconds
    terminal.send(line + "\n")
    while time.monotonic() < end and terminal.code is None:
        terminal._take(0.3)
        said = terminal.seen[before:].decode(errors="replace")
        if len(said) > len(line) + 4 and re.search(r"(> |: )$", re.sub(r"\x1b\[[0-9;]*m", "", said)):
            break
    return terminal.seen[before:].decode(errors="replace")


def by_pages(new, tally):
    """What may be done on a page: change an answer, tell more; and what a hold leaves."""
    questions = json.loads(outside.Program(new().program.path).run("questions", "list", "--json").stdout)["questions"]
    for name, then, stands in (("changed to no, and gone on", None, 0), ("changed to no, and left", ("q", "q"), 1),
                               ("changed to no, and the input ends", ("\x04",), 1), ("kept as it was", ("", "q"), 1)):
        one = new()
        terminal = one.terminal("triage")
        terminal.wait()
        screen = terminal.ask("1")  # saddle: yes
        tally.check(f"{name}: told", len(one.stands()) == 1, one.stands())
        for key in ("1", "1"):  # change an answer: the first
            screen = terminal.ask(key)
        tally.check(f"{name}: the question is asked again", "genitals" in screen, screen[-400:])
        if name == "kept as it was":
            terminal.ask("")
            terminal.ask("q")
        else:
            screen = terminal.ask("0")  # none of the list
            if then is None:
                person = pseudo_terminal.Person(questions, outside.full_answers({}))
                person.to_the_end(terminal, screen)
            else:
                for key in then:
                    if key == "\x04":
                        terminal.send(key)
                        terminal.process.wait(timeout=20)
                        terminal._take(0.1)
                    elif terminal.code is None:
                        terminal.ask(key)
        code = terminal.process.wait(timeout=20)
        terminal.close()
        tally.check(f"{name}: what stands", len(one.stands()) == stands, f"{one.stands()} {screen[-300:]}")
        if stands:
            tally.check(f"{name}: exit 30", code == 30, code)
            one.refused(name, 30)
        else:
            tally.check(f"{name}: a plan, in the same sitting", code in (0, 10) and one.run("plan").returncode == 0, code)
    alarm(new, tally)
    the_number_stands_above_the_prompt(new, tally)
    bad_day_under_a_hold(new, tally)


def alarm(new, tally):
    """In a session: ! and a danger sign. The page comes, then what grades the sign."""
    one = new()
    # Answers that have not graded a sign before it was there.
    one.run("triage", "--answers", str(outside.ROOT / "examples/stiff_desk_worker.json"))
    terminal = one.terminal("session", "--accessible", "--speed", "50", at=f"{DAY}T08:40")
    terminal.wait()
    for line in ("", "3", "!"):
        screen = type_in(terminal, line)
    tally.check("!: what was open is open at once", one.run("plan", at=f"{DAY}T08:41").returncode == 4, screen[-300:])
    type_in(terminal, "1")  # pain or a numb leg
    type_in(terminal, "1")
    page = type_in(terminal, "1")  # saddle: yes
    tally.check("!: the page, and then the offer to tell more", "emergency" in page and "3 tell us more" in page, page[-400:])
    asked = type_in(terminal, "3")
    tally.check("!: what grades the sign is asked", "begin" in asked, asked[-400:])
    type_in(terminal, "q")
    code = terminal.process.wait(timeout=20)
    terminal.close()
    tally.check("!: exit 30", code == 30, code)
    one.refused("!", 30)
    # It may be nothing, but only by a word that says so.
    for name, keys, code in (("a slip", ("4", "q"), 0), ("a slip, and then in earnest", ("4", "!"), 4),
                             ("left at the question", ("q",), 4), ("killed at the question", (), 4)):
        one = new()
        one.triage()
        terminal = one.terminal("session", "--accessible", "--speed", "50", at=f"{DAY}T08:40")
        terminal.wait()
        for line in ("", "3", "!", *keys):
            type_in(terminal, line)
        terminal.close()
        tally.check(f"!, {name}", one.run("plan", at=f"{DAY}T08:41").returncode == code,
                    f"{one.run('plan', at=f'{DAY}T08:41')} {terminal.seen[-300:]}")


def the_number_stands_above_the_prompt(new, tally):
    """However small the window is: what can be seen without scrolling says what to do, and whom to call."""
    for columns, lines in ((80, 24), (40, 24), (40, 12)):
        def looks(name, screen):
            last = pseudo_terminal.squeezed("\n".join(screen.rstrip("\n").split("\n")[-lines:]))
            tally.check(f"{name} at {columns}x{lines}: the last screenful has the number", "Get emergency help now: call 999."
                        in last, last)

        one = new()
        size = {"columns": columns, "lines": lines}
        for words, keys in ((("triage",), ("1",)), (("checkin",), ("1", "1"))):
            terminal = one.terminal(*words, at=f"{DAY}T09:00", **size)
            terminal.wait()
            for key in keys:
                screen = terminal.ask(key)
            looks(words[0], screen)
            terminal.close()
            one = new()
            one.triage()
        one.triage(EMERGENCY)
        for words in ((), ("plan",), ("session",), ("progress",), ("explain",)):
            terminal = one.terminal(*words, at=f"{DAY}T09:00", **size)
            looks(words[0] if words else "bare", terminal.wait())
            terminal.close()


def bad_day_under_a_hold(new, tally):
    """What holds keeps every exercise back; a bad day gets positions of ease, and a danger sign its page."""
    one = new()
    one.triage({"unwell_today": "yes"})
    day = {**CHECK, "can_walk_3_minutes": "yes", "unwell_today": "yes"}
    for form in ((), ("-f", "markdown")):
        ran = one.run("flare", "--answers", "-", *form, at=f"{DAY}T12:00", stdin=json.dumps(day))
        said = ran.stdout.decode()
        named = [name for name in NAMES if name in said and name != "Positions of ease"]
        tally.check(f"flare under a hold {form}: 10, positions of ease and no exercise", ran.returncode == 10
                    and "Positions of ease" in said and not named, f"{ran.returncode} {named} {said[-600:]}")
        tally.check(f"flare under a hold {form}: the headline is the last word", "Arrange to see" in
                    said.rstrip().rsplit("\n", 1)[-1], said[-300:])
    one.refused("after a bad day the hold holds", 10, f"{DAY}T12:01")
    ran = one.run("flare", "--answers", "-", at=f"{DAY}T13:00", stdin=json.dumps({**day, "danger_chest": "yes"}))
    tally.check("a danger sign under a hold: the page alone", ran.returncode == 30 and b"Positions" not in ran.stdout,
                f"{ran.returncode} {ran.stdout[-300:]}")


def main():
    options = outside.parser(__doc__)
    options.add_argument("--only", help="one of the groups")
    options = options.parse_args()
    program, tally = outside.Program(options.binary), outside.Tally()
    for group in (by_the_clock, by_milder_answers, by_seen_since, by_edit, by_rules, by_files, by_import, by_hand_outs,
                  by_open_questions, by_holds, by_keys, by_prompt, by_pages):
        if options.only and group.__name__ != options.only:
            continue
        group(lambda: Person(program, tally), tally)
    return tally.finish()


if __name__ == "__main__":
    raise SystemExit(main())
