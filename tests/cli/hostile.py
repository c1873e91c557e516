#!/usr/bin/env python3
"""Feeds text that is meant to do harm into every way in, and looks at every way out.

  hostile.py --binary PATH [NAME …]      NAME: the name of a group below, such as "notes"

Escape sequences, direction overrides, marks that cannot be seen, NUL, broken UTF-8, markup, line ends of calendars,
shells and tables, and strings of a megabyte come in as notes, diaries, prescriptions, knowledge bases, answers, words
of the command line, settings, file names and variables. What comes out is valid UTF-8 without anything that drives a
terminal; JSON parses and gives back the very text; HTML has the elements it has with harmless text; a calendar has its
events, a crontab its lines. A harmless word in each hostile text shows that it really got there.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

import outside
import pseudo_terminal
from faults import quiet_check
from harmless import (ALL, FILE_NAME, MEGABYTE, NUL, PIECES, SCREEN, SETTINGS, STATUSES, WORD, Judge, argument, leaks)


class Places:
    """Programs with a home that is thrown away."""

    def __init__(self, binary):
        self.binary = binary

    def fresh(self):
        return outside.Program(self.binary)

    def with_plan(self, example="stiff_desk_worker"):
        program = self.fresh()
        ran = program.run("triage", "--answers", str(outside.ROOT / "examples" / f"{example}.json"))
        assert ran.returncode in (0, 10), ran.stderr
        return program


def run(program, *words, env=None, **more):
    """Like `Program.run`, for words that are bytes too."""
    if not any(isinstance(word, bytes) for word in words) and not env:
        return program.run(*words, **more)
    given = more.pop("stdin", "")
    environment = {os.fsencode(k): os.fsencode(v) if isinstance(v, str) else v
                   for k, v in outside.environment(program.folder.name, **(env or {})).items()}
    return subprocess.run([os.fsencode(word) for word in program.words(*words, **more)], input=given.encode(),
                          capture_output=True, env=environment, cwd=program.folder.name, timeout=60, check=False)


def at_terminal(judge, name, program, *words, keys="", env=None, carries=True, ends=False):
    """The same at a terminal with colour: only the escapes that are the program's own."""
    terminal = pseudo_terminal.Terminal(program.words(*words), outside.environment(program.folder.name, **(env or {})),
                                        cwd=program.folder.name)
    try:
        terminal.wait()
        for line in keys:
            if terminal.code is not None:
                break
            terminal.ask(line)
        code, seen = terminal.code, terminal.seen
        if code is None:
            terminal.send("\x03")
            terminal.wait()
    finally:
        terminal.close()
    judge.runs += 1
    text = SCREEN.sub("", seen.decode(errors="backslashreplace"))
    for setting in SETTINGS:
        text = text.replace(setting, "")
    text = text.replace("\r\n", "\n").replace("\a", "")  # it may ring; it is asked to at the end of a part
    judge.check(f"{name} at a terminal: no escapes but its own", not leaks(text.encode()), (leaks(text.encode()), text[-300:]))
    judge.check(f"{name} at a terminal: no crash", (code is None and not ends) or code in STATUSES, code)
    if carries:
        judge.check(f"{name} at a terminal: it got there", WORD in text, text[-300:])


# ---- the groups -----------------------------------------------------------------------------------------------


DIARY_OUTS = ((("diary", "list"), "lines"), (("diary", "list", "--json"), "json"),
              (("diary", "list", "--format", "markdown"), "markdown"), (("export", "ndjson"), "ndjson"),
              (("export", "csv"), "csv"), (("diary", "list", "--format", "csv"), None), ((), "text"),
              (("progress",), "text"), (("progress", "--json"), "json"), (("progress", "--format", "html"), "html"),
              (("explain", "last"), "text"), (("next",), "lines"), (("plan",), "text"))
CARRY_NOTES = {("diary", "list"), ("diary", "list", "--json"), ("diary", "list", "--format", "markdown"),
               ("export", "ndjson"), ("export", "csv")}


def notes(places, judge):
    """A note comes by the command line, by editing, and with a diary."""
    def kept(text):
        program = places.with_plan()
        by_argument = argument(text)
        judge.check("a check-in takes a note", run(program, "checkin", "--answers", "-", "--note", by_argument,
                                                   stdin=quiet_check()).returncode in (0, 10), "")
        lines = program.run("export", "ndjson").stdout.decode().split("\n")[:-1]
        noted = next(json.loads(line) for line in lines if WORD in line)
        judge.check("a note is kept as it is", noted.get("note") == by_argument, noted.get("note", "")[:200])
        noted["note"], noted["id"] = text, "0123456789ab"
        ran = program.run("import", "ndjson", "-", stdin=json.dumps(noted) + "\n")
        judge.check("a diary with a hostile note comes in", ran.returncode == 0, ran.stderr[:300])
        return program

    plain = kept(WORD + " and more")
    harmless = {words: plain.run(*words) for words, kind in DIARY_OUTS if kind}
    for name, text in (("all pieces", ALL), ("NUL", NUL), ("a megabyte", MEGABYTE)):
        program = kept(text)
        for words, kind in DIARY_OUTS:
            if kind:
                judge.ran(f"note of {name}, {' '.join(words)}", program.run(*words), kind, harmless[words],
                          carries=words in CARRY_NOTES, exact=text if kind in ("json", "ndjson") and
                          words in CARRY_NOTES else None)
        judge.ran(f"note of {name}, edited", run(program, "diary", "edit", "last", "--note",
                                                 argument(text)), "text", carries=False)
        if name == "all pieces":
            at_terminal(judge, "diary list", program, "diary", "list", env={"FORCE_COLOR": "1"})
        judge.ran(f"note of {name}, undone", program.run("diary", "undo"), "lines", carries=False)
    broken = run(plain, "checkin", "--answers", "-", "--note", os.fsencode(WORD) + b"\x9b2J\xff\xc3", stdin=quiet_check())
    judge.ran("note that is no UTF-8", broken, "text", carries=False)
    for words, kind in DIARY_OUTS:
        if kind:
            judge.ran(f"note that is no UTF-8, {' '.join(words)}", plain.run(*words), kind, carries=words in CARRY_NOTES)


def hostile_entries(entry):
    """A diary entry with hostile text in each place of its own, one after the other."""
    def places_in(value, path=()):
        if isinstance(value, dict):
            most = 2 if path[-1:] in (("answers",), ("values",)) else len(value)
            for key, one in list(value.items())[:most]:
                yield from places_in(one, (*path, key))
        elif isinstance(value, list):
            for number, one in enumerate(value[:1]):
                yield from places_in(one, (*path, number))
        elif isinstance(value, str):
            yield path

    def put(path, key=False):
        made = json.loads(json.dumps(entry))
        inside = made
        for step in path[:-1]:
            inside = inside[step]
        if key:
            inside[ALL] = inside.pop(path[-1])
        else:
            inside[path[-1]] = ALL
        return made

    for path in places_in(entry):
        yield "value of " + "/".join(map(str, path)), put(path)
    for path in ([("kind",)] + [(entry["kind"], name) for name in list(entry[entry["kind"]])[:3]]):
        yield "name instead of " + "/".join(path), put(path, key=True)
    for name in ("answers", "values"):
        if name in entry[entry["kind"]]:
            first = next(iter(entry[entry["kind"]][name]))
            yield f"name among the {name}", put((entry["kind"], name, first), key=True)


def diaries(places, judge):
    """A diary from outside may be hostile in each of its places."""
    program = places.with_plan()
    program.run("checkin", "--answers", "-", "--note", "so", stdin=quiet_check())
    program.run("session", "--no-input", "--speed", "10000")
    lines = [json.loads(line) for line in program.run("export", "ndjson").stdout.decode().split("\n")[:-1]]
    by_kind = {line["kind"]: line for line in lines}
    judge.check("there are three kinds of entries", set(by_kind) >= {"triage", "checkin", "session"}, sorted(by_kind))
    taken = refused = 0
    for kind, entry in by_kind.items():
        for number, (name, hostile) in enumerate(hostile_entries(entry)):
            other = places.fresh()
            hostile.setdefault("id", f"{number:012x}")
            ran = other.run("import", "ndjson", "-", stdin=json.dumps(hostile) + "\n")
            took = ran.returncode == 0
            taken, refused = taken + took, refused + (not took)
            judge.ran(f"{kind}, {name}", ran, "text", carries=False, statuses=(0, 3))
            outs = [one for one in DIARY_OUTS if one[1] and one[0] not in ((), ("progress", "--json"))]
            for words, out in outs if took else ():
                judge.ran(f"{kind}, {name}, {' '.join(words)}", other.run(*words), out,
                          carries=words == ("export", "ndjson"), exact=ALL if words == ("export", "ndjson") else None)
    judge.check("some are taken and some are refused", taken > 5 and refused > 5, (taken, refused))
    for name, line in (("half a pair", '{"note":"' + WORD + '\\ud800"}'), ("raw", '{"note":"' + ALL + '"}'),
                       ("NUL", '{"' + WORD + '\0":1}'), ("a megabyte", '{"' + MEGABYTE + '":1}')):
        judge.ran(f"damaged line: {name}", program.run("import", "ndjson", "-", stdin=line + "\n"), carries=False,
                  statuses=(3,))


FAKES = {"backcoach": 'exec "$BACKCOACH" --now 2026-11-21T08:00 "$@"\n', "notify": "printf '%s\\0' \"$@\" >> \"$SAID\"\n",
         "systemctl": "", "systemd-run": 'while [ "$1" != /bin/sh ]; do shift; done; exec "$@"\n', "evil": ': > "$SAID.evil"\n'}


def fires(judge, name, program, kind, told, home=None):
    """What a timer of `export` does when it fires: one title, one text, and no command of somebody else."""
    folder = pathlib.Path(program.folder.name)
    tools, said = folder / "tools", folder / f"said-{kind}"
    tools.mkdir(exist_ok=True)
    for tool, words in FAKES.items():
        (tools / tool).write_text("#!/bin/sh\n" + words)
        (tools / tool).chmod(0o755)
    ran = run(program, "export", kind, "--now", "2026-11-21T07:55", home=home)
    script = ran.stdout
    if kind == "cron":  # cron itself reads \\% as %, and hands the rest of the line to the shell
        lines = [line.split(b" ", 5)[5] for line in script.split(b"\n") if line[:1].isdigit()]
        script = lines[0].replace(b"\\%", b"%") if lines else b"exit 1"
    env = outside.environment(folder, PATH=f"{tools}:{os.environ['PATH']}", BACKCOACH_NOTIFY="notify", SAID=str(said),
                              BACKCOACH=program.path)
    fired = subprocess.run(["sh", "-c", script], env=env, capture_output=True, timeout=60, check=False, cwd=folder)
    heard = said.read_bytes().split(b"\0")[:-1] if said.exists() else []
    judge.check(f"{name}, a timer of {kind} fires", len(heard) % 2 == 0 and heard[:1] == [b"backcoach"] and
                all(told in one and not leaks(one) for one in heard[1::2]), (heard[:2], fired.stderr[-300:], ran.stderr[-200:]))
    judge.check(f"{name}, a timer of {kind} runs nothing else", not pathlib.Path(f"{said}.evil").exists(), script[-300:])


def prescriptions(places, judge):
    """Exercises that somebody else wrote down, and everything that is made of the plan."""
    outs = [(("import", "prescription", "--show"), "lines"), (("import", "prescription", "--show", "--json"), "json")]
    outs += [(("import", "prescription", "--show", "--format", kind), kind) for kind in ("markdown", "html")]
    outs += [(("plan", "--format", kind), kind) for kind in ("json", "markdown", "html", "ics")]
    # What has passed is left out, so this is before the day begins.
    outs = [((*words, "--now", "2026-11-21T05:00"), kind) if kind == "ics" else (words, kind) for words, kind in outs]
    outs += [(("export", kind, "--now", "2026-11-21T05:00"), kind) for kind in ("ics", "cron", "systemd")]
    outs += [(("plan",), "text"), (("plan", "--days", "2"), "text"), (("plan", "--days", "2", "--json"), "json")]

    def kept(words, form):
        program = places.with_plan()
        given = words + " 3x8\n" if form == "lines" else json.dumps(
            {"schema": "backcoach/prescription/1", "items": [{"name": words, "sets": 3, "reps": 8}]})
        ran = program.run("import", "prescription", "-", stdin=given)
        return program, ran

    plain, ran = kept(WORD + " harmless", "json")
    judge.check("a harmless prescription is taken", ran.returncode == 0, ran.stderr[:300])
    harmless = {words: plain.run(*words) for words, _ in outs}
    packs = [[]]
    for piece in PIECES.values():
        if len((WORD + "".join(packs[-1]) + piece).encode()) > 110:
            packs.append([])
        packs[-1].append(piece)
    packs[0].append("\0")
    for number, pack in enumerate(packs):
        text = WORD + "".join(pack)
        program, ran = kept(text, "json")
        took = judge.ran(f"prescription {number}", ran, "text", carries=False, statuses=(0,)).returncode == 0
        for words, kind in outs if took else ():
            # A name is made safe when it is taken, so JSON gives back what was kept; a page of days names none, and
            # a timer asks for what is next.
            judge.ran(f"prescription {number}, {' '.join(words)}", program.run(*words), kind, harmless[words],
                      carries=words != ("plan", "--days", "2") and kind not in ("cron", "systemd"))
        for kind in ("cron", "systemd") if took and number < 2 else ():
            fires(judge, f"prescription {number}", program, kind, b"")
        for again in range(2):  # the second time what was kept is read
            judge.ran(f"prescription {number}, next {again}", program.run("next", "--now", "2026-11-21T00:01"), "lines",
                      carries=False)
        if took and number < 2:
            judge.ran(f"prescription {number}, session", program.run("session", "--no-input", "--speed", "10000"),
                      "text", carries=False)
    for name, text in (("all", ALL), ("NUL", NUL), ("a megabyte", MEGABYTE)):
        for form in ("json", "lines"):
            _, ran = kept(text, form)
            judge.ran(f"prescription of {name} in {form}", ran, "text", carries=False, statuses=(0, 3))
        for given in (json.dumps({text: 1}), json.dumps([text]), '{"name":"' + WORD + '\\ud800"}', text + "{"):
            judge.ran(f"damaged prescription of {name}", plain.run("import", "prescription", "-", stdin=given),
                      carries=False, statuses=(0, 3))


# ---- knowledge bases ------------------------------------------------------------------------------------------


# Texts of the base that are no words for people: names, formats, addresses.
NO_WORDS = {"$schema", "schema", "id", "url", "pattern", "expires", "date", "version", "clinical_review", "language",
            "verified_on", "source", "accessed", "published", "doi"}


def with_suffix(value, suffix, key=""):
    if isinstance(value, dict):
        return {name: one if name in NO_WORDS else with_suffix(one, suffix, name) for name, one in value.items()}
    if isinstance(value, list):
        return [with_suffix(one, suffix, key) for one in value]
    if isinstance(value, str) and (" " in value.strip() or key in ("name", "title", "text", "number")):
        return value + suffix
    return value


def base_with(folder, suffix):
    """The knowledge base with `suffix` behind each of its texts."""
    source = outside.ROOT / "data"
    target = pathlib.Path(folder)
    for path in sorted(source.rglob("*.json")):
        where = path.relative_to(source)
        if where.parts[0] in ("schema", "cases"):
            continue
        (target / where).parent.mkdir(parents=True, exist_ok=True)
        if where.parts[0] == "words":  # what may not be said, for authors
            shutil.copy(path, target / where)
        else:
            (target / where).write_text(json.dumps(with_suffix(json.loads(path.read_text()), suffix)))


def base_outs():
    answers = outside.ROOT / "examples"
    outs = []
    for example in ("strain", "numb_saddle", "one_leg_tingling"):
        how = ("triage", "--no-save", "--region", "GB", "--answers", str(answers / f"{example}.json"))
        outs += [((*how, "--format", kind), kind) for kind in ("text", "json", "markdown", "html")]
    strain = str(answers / "strain.json")
    outs += [(("triage", "--no-save", "--json", "--trace", "--answers", strain), "json"),
             (("triage", "--no-save", "--answers", str(answers / "partial.json")), "text"),
             (("triage", "--no-save", "--json", "--answers", str(answers / "partial.json")), "json"),
             (("explain", "--answers", strain), "text"), (("explain", "--answers", strain, "--json"), "json")]
    outs += [(("plan", "--answers", strain, "--format", kind), kind)
             for kind in ("text", "json", "markdown", "html", "ics")]
    outs += [(("exercises", "list"), "lines"), (("exercises", "list", "--json"), "json"),
             (("exercises", "list", "--format", "markdown"), "markdown"),
             (("exercises", "show", "bird_dog"), "text"), (("exercises", "show", "bird_dog", "--json"), "json"),
             (("exercises", "show", "bird_dog", "--format", "html"), "html"),
             (("questions", "list"), "text"), (("questions", "list", "--json"), "json"),
             (("questions", "show", "bladder_bowel"), "text"), (("rules", "list", "--json"), "json"),
             (("rules", "list"), "text"), (("explain", "fever_with_back_pain"), "text"), (("explain", "bird_dog"), "text"),
             (("explain", "bladder_bowel"), "text"), ((), "text"), (("version", "--json"), "json"), (("version",), "text"),
             (("progress",), "text"), (("triage", "--region", WORD), "text"),
             (("triage", "--set", "fever=" + WORD), "text")]
    return outs


SILENT = {("triage", "--no-save", "--answers", str(outside.ROOT / "examples/partial.json")), ("rules", "list"), ("rules", "list", "--json"), ("version",), ("version", "--json"), ("progress",)}


def knowledge(places, judge):
    """A knowledge base in which every text is hostile; its pages are those of a harmless one."""
    with tempfile.TemporaryDirectory(prefix="backcoach-hostile-") as folder:
        hostile, harmless = os.path.join(folder, "hostile"), os.path.join(folder, "harmless")
        base_with(hostile, " " + ALL + "\0.")
        base_with(harmless, " " + WORD + " and so on.")
        quiet = places.fresh()
        for base in (harmless, hostile):
            ran = quiet.run("rules", "check", base)
            judge.ran("rules check", ran, "text", carries=False, statuses=(0, 3))
            if not judge.check(f"{os.path.basename(base)} is taken", ran.returncode == 0, ran.stderr[:600]):
                return

        def one(words, kind):
            # A home for each: a second calendar of the same events is their next version.
            runs = [places.fresh().run("--data", base, *words) for base in (hostile, harmless)]
            judge.ran(f"hostile base, {' '.join(map(os.path.basename, words))}", runs[0], kind, runs[1],
                      carries=words not in SILENT, exact=ALL if kind == "json" and words not in SILENT else None)

        with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            for done in [pool.submit(one, words, kind) for words, kind in base_outs()]:
                done.result()
        for words in (("rules", "test", hostile), ("rules", "diff", harmless, hostile)):
            for kind in ("text", "json"):
                judge.ran(f"hostile base, {' '.join(words[:2])}", quiet.run(*words, "--format", kind), kind,
                          carries=False, statuses=(0, 3))
        # What goes by way of the diary: a plan, a check-in, a session.
        homes = []
        for base in (hostile, harmless):
            program = places.fresh()
            strain = str(outside.ROOT / "examples/stiff_desk_worker.json")
            judge.ran("hostile base, triage that is kept", program.run("--data", base, "triage", "--answers", strain),
                      statuses=(0, 10))
            homes.append((program, base))
        kept = [(("plan",), "text"), (("next",), "lines"), (("next",), "lines"), (("export", "cron"), "cron"),
                (("export", "systemd"), "systemd"), (("export", "ics"), "ics"), ((), "text"),
                (("session", "--no-input", "--speed", "10000"), "text"), (("explain", "last"), "text")]
        for words, kind in kept:
            runs = [program.run("--data", base, *words) for program, base in homes]
            judge.ran(f"hostile base, {' '.join(words)} of a diary", runs[0], kind, runs[1],
                      carries=kind not in ("cron", "systemd"))
        for words, kind in ((("checkin", "--answers", "-"), "text"), (("flare", "--answers", "-"), "text")):
            runs = [program.run("--data", base, *words, stdin=quiet_check()) for program, base in homes]
            judge.ran(f"hostile base, {words[0]}", runs[0], kind, runs[1], carries=False)
        program = homes[0][0]
        at_terminal(judge, "questions of a hostile base", quiet, "--data", hostile, "triage", keys=("?", "2", "0", "0"))
        at_terminal(judge, "numbers of a hostile base", quiet, "--data", hostile, "triage", "--set", "age=40", keys="?")
        at_terminal(judge, "a check-in of a hostile base", program, "--data", hostile, "--now", "2026-11-22T08:00",
                    "checkin", keys=("0", "0", "1", "99", "4"))
        said = pathlib.Path(program.folder.name) / "said"
        at_terminal(judge, "a session of a hostile base", program, "--data", hostile, "--now", "2026-11-22T08:10", "session",
                    "--speed", "50", "--say", f"cat >> {shlex.quote(str(said))}", keys=("", "3", "n", "s", "q", "4"))
        judge.check("what is spoken: nothing that drives a terminal", said.exists() and not leaks(said.read_bytes()) and
                    WORD in said.read_text(), leaks(said.read_bytes()) if said.exists() else "nothing was said")


def titles(places, judge):
    """Exercises whose names are longer than a pipe holds: a session that speaks goes on, and can be stopped."""
    with tempfile.TemporaryDirectory(prefix="backcoach-hostile-") as folder:
        base = pathlib.Path(folder) / "base"
        shutil.copytree(outside.ROOT / "data", base, ignore=shutil.ignore_patterns("schema", "cases"))
        for path in (base / "exercises").glob("*.json"):
            card = json.loads(path.read_text())
            card["name"] += (" " + WORD) * 10_000
            path.write_text(json.dumps(card))
        program = places.fresh()
        judge.ran("long titles, triage", program.run("--data", str(base), "triage", "--answers", str(
            outside.ROOT / "examples/stiff_desk_worker.json")), statuses=(0, 10))
        # The first item of a first day is no exercise.
        for words, kind in ((("next", "--now", "2026-11-21T08:40"), "lines"), (("export", "ics"), "ics"), (("export", "cron"), "cron")):
            judge.ran(f"long titles, {' '.join(words)}", program.run("--data", str(base), *words), kind, carries=kind != "cron")
        said = pathlib.Path(program.folder.name) / "said"
        at_terminal(judge, "a session with long titles", program, "--data", str(base), "session", "--speed", "50",
                    "--say", f"cat >> {shlex.quote(str(said))}", keys=("", "3", "q", "4"), ends=True)
        judge.check("long titles are spoken in part", said.exists() and WORD in said.read_text(), said.exists())


def damaged_bases(places, judge):
    """Errors name what is wrong, in files whose names and words are hostile."""
    with tempfile.TemporaryDirectory(prefix="backcoach-hostile-") as folder:
        for number, (name, place, words) in enumerate((
                ("broken JSON", "exercises/a.json", '{"id": "' + ALL + '"'),
                ("a file name", f"exercises/{FILE_NAME}.json", "{"),
                ("an unknown key", "exercises/bird_dog.json", json.dumps({ALL: 1, "id": "bird_dog"})),
                ("an id", "exercises/bird_dog.json", json.dumps({"id": ALL + NUL, "name": ALL, "kind": ALL})),
                ("a condition", "red_flags/x.json", json.dumps({"id": "x", "when": {"finding": ALL, ALL: "yes"}})),
                ("bytes", "regions.json", b'{"a": "\x9b\xff' + WORD.encode() + b'\xc3"}'),
                ("a megabyte", "stages.json", json.dumps({MEGABYTE: MEGABYTE})))):
            base = pathlib.Path(folder) / str(number)
            shutil.copytree(outside.ROOT / "data", base, ignore=shutil.ignore_patterns("schema", "cases"))
            target = base / place
            target.write_bytes(words if isinstance(words, bytes) else words.encode())
            for command in (("rules", "check", str(base)), ("--data", str(base), "plan")):
                judge.ran(f"base with {name}, {command[0]}", run(places.fresh(), *command), "text",
                          carries=name not in ("bytes", "a megabyte"), statuses=(3,))


# ---- answers and words ----------------------------------------------------------------------------------------


def answers(places, judge):
    """Answers files, and lines of batch."""
    program = places.fresh()
    files = {"key": json.dumps({ALL: "yes"}), "value": json.dumps({"fever": ALL}), "list": json.dumps({"equipment": [ALL]}),
             "schema": json.dumps({"schema": ALL, "answers": {"fever": "yes"}}), "NUL": json.dumps({NUL: NUL}),
             "two": '{"' + WORD + '": 1, "' + WORD + '": 2}', "raw": '{"fever": "' + ALL, "type": json.dumps([ALL]),
             "surrogate": '{"fever": "' + WORD + '\\ud83d"}', "megabyte": json.dumps({MEGABYTE: MEGABYTE}),
             "number": '{"age": 1' + "0" * 400 + "}", "deep": "[" * 10_000}
    for name, text in files.items():
        silent = name in ("schema", "raw", "type", "surrogate", "megabyte", "number", "deep")
        for out in ("text", "json"):
            judge.ran(f"answers with {name}", program.run("triage", "--no-save", "--answers", "-", "--format", out,
                                                          stdin=text), "text", carries=not silent, statuses=(3,))
        path = os.path.join(program.folder.name, FILE_NAME)
        pathlib.Path(path).write_text(text)
        judge.ran(f"file name and answers with {name}", program.run("triage", "--answers", path), "text", statuses=(3,))
    pathlib.Path(path).write_bytes(b'{"fever": "\xff\x9b2J", "x\xc3": 1}')
    judge.ran("answers that are no UTF-8", program.run("triage", "--answers", path), "text", statuses=(3,))
    judge.ran("no such file", program.run("triage", "--answers", path + "x"), "text", statuses=(5,))
    judge.ran("a file that cannot be written", program.run("questions", "template", "-o", path + "/x"), "text",
              statuses=(5,))
    batch(program, judge)


def batch(program, judge):
    strain = json.loads((outside.ROOT / "examples/strain.json").read_text())["answers"]
    ids = [WORD + piece for piece in PIECES.values()] + [ALL, NUL, WORD + "né 背\u200d", WORD]
    lines = [json.dumps({"id": one, "answers": strain}, ensure_ascii=ascii)
             for one in ids for ascii in (True, False)]
    lines += [json.dumps({"id": ids[0], "answers": {ALL: 1}}), '{"id": "' + WORD + '\x1b[2J"}',
              '{"id": "' + WORD + '\\ud800", "age": 1}', json.dumps({"id": [ALL], "age": 1}), json.dumps({"age": ALL}),
              json.dumps({"id": {ALL: ALL}})]
    lines += ['{"id": "' + MEGABYTE[:500_000] + '", "age": 40}', '{"x": "' + MEGABYTE + '"}']
    given = "\n".join(lines) + "\n"
    for flags in ((), ("--trace",), ("--jobs", "2")):
        ran = judge.ran(f"batch {' '.join(flags)}", program.run("batch", *flags, stdin=given), "ndjson", statuses=(3,))
        out = ran.stdout.splitlines()
        judge.check("batch: a line for each line", len(out) == len(lines), (len(out), len(lines)))
        found = [json.loads(line).get("id") for line in out[:2 * len(ids)]]
        judge.check("batch: ids come back as they were", found == [one for one in ids for _ in range(2)],
                    [pair for pair in zip(found, ids) if pair[0] != pair[1]][:2])


WORDS = (("explain",), ("exercises", "show"), ("exercises",), ("questions", "show"), ("questions",), ("help",), (),
         ("schema",), ("export",), ("import",), ("import", "ndjson"), ("import", "prescription"), ("session",),
         ("completion",), ("rules",), ("rules", "check"), ("rules", "test"), ("rules", "prove", "--property"),
         ("rules", "mutate", "--rule"), ("rules", "diff", "built-in"), ("diary",), ("diary", "edit"), ("config",),
         ("config", "get"), ("config", "set"), ("config", "unset"), ("config", "set", "region"), ("config", "set", "wake"),
         ("triage", "--set"), ("triage", "--answers"), ("--region",), ("--region", "XX", "--format"), ("--color",),
         ("--now",), ("--data",), ("plan", "--date"), ("plan", "--day"), ("plan", "--days"), ("checkin", "--date"),
         ("session", "--speed"), ("session", "--bell"), ("session", "--figure"), ("batch",), ("batch", "--jobs"),
         ("explain", "--what-if"), ("plan", "--output"), ("version", "one", "two"), ("next", "one"), ("progress",))


def words(places, judge):
    """Hostile words where the command line names something."""
    def one(before, hostile):
        program = places.fresh() if before[:1] not in (("plan",), ("session",), ("diary",), ("explain",)) \
            else places.with_plan()
        ran = run(program, *before, hostile)
        judge.ran(f"{' '.join(before)} WORD", ran, "text", carries=False)

    hostile = (ALL, "--" + ALL, os.fsencode(WORD) + b"\x9b2J\xff")
    long = argument(MEGABYTE)
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        jobs = [pool.submit(one, before, word) for before in WORDS for word in hostile]
        jobs += [pool.submit(one, before, long) for before in WORDS[::3]]
        jobs += [pool.submit(one, before, before_word + ALL) for before, before_word in
                 ((("triage", "--set"), "fever="), (("triage", "--set"), "age="), (("triage", "--set"), ALL + "="),
                  (("triage",), "--answers="), ((), "--now="))]
        for job in jobs:
            job.result()
    program = places.fresh()
    for before in (("explain",), ("exercises", "show"), ("questions", "show"), ("help",), (), ("schema",), ("export",),
                   ("import",), ("triage", "--set"), ("--now",), ("--format",), ("rules", "check"), ("config", "get"),
                   ("diary", "edit", "--note", "x"), ("triage", "--answers"), ("rules", "prove", "--property")):
        ran = program.run(*before, ALL)
        judge.check(f"{' '.join(before)} WORD is named in the error", WORD.encode() in ran.stderr, ran.stderr[:200])


def settings(places, judge):
    """A config, variables and folders."""
    commands = ((("config", "list"), "text"), (("config", "get", "data"), "lines"), (("doctor",), "text"),
                (("plan",), "text"), (("version",), "text"), ((), "text"))
    for name, text, carried in (("key", f"{json.dumps(ALL)} = 1\n", True), ("data", f"data = {json.dumps(ALL)}\n", True),
                                ("region", f"region = {json.dumps(ALL)}\n", False), ("raw", ALL, False),
                                ("NUL", NUL, False), ("comment", f"# {ALL}\nwake = '07:00'\n", False),
                                ("megabyte", f"data = {json.dumps(MEGABYTE)}\n", False)):
        # TOML escapes a character above U+FFFF as one with \U, not as a pair with \u.
        text = re.sub(r"\\ud[89ab]..\\ud[c-f]..", lambda one: "\\U%08X" % ord(json.loads(f'"{one[0]}"')), text)
        program = places.fresh()
        os.makedirs(program.home, 0o700)
        (pathlib.Path(program.home) / "config.toml").write_text(text)
        for command, kind in commands:
            seen = carried and command in (("config", "list"), ("config", "get", "data"))
            judge.ran(f"config with {name}, {' '.join(command)}", program.run(*command), kind, carries=seen)
    hostile = ALL.replace("/", "_")
    for variable in ("BACKCOACH_REGION", "BACKCOACH_NOW", "BACKCOACH_DATA", "TERM", "COLUMNS", "LANG", "LC_ALL", "TZ",
                     "NO_COLOR", "ACCESSIBLE", "BACKCOACH_ACCESSIBLE", "FORCE_COLOR"):
        program = places.fresh()
        for command in ((), ("doctor",), ("triage", "--no-save", "--answers", str(outside.ROOT / "examples/strain.json"))):
            for word in (hostile, b"\x9b\xff" + WORD.encode()):
                ran = run(program, *command, env={variable: word})
                found = {b"\x1b[1m", b"\x1b[1;31m", b"\x1b[0m", b"\x1b[22m"} if variable == "FORCE_COLOR" else ()
                for own in found:
                    ran.stdout = ran.stdout.replace(own, b"")
                judge.ran(f"{variable}, {' '.join(map(os.path.basename, command))}", ran, "text", carries=False)
    homes(places, judge)


def homes(places, judge):
    """The name of the folder in which everything is kept is hostile."""
    for name in (FILE_NAME, os.fsdecode(WORD.encode() + b"\x9b2J\xff"), WORD + "\u202e" * 20, WORD + " $(evil) `evil` ';"):
        program = places.fresh()
        home = os.path.join(program.folder.name, name)

        def at_home(*words, stdin="", home=home, program=program):
            return run(program, *map(os.fsencode, words), stdin=stdin, home=home)

        strain = str(outside.ROOT / "examples/strain.json")
        for words, kind, seen in ((("doctor",), "text", True), (("config", "list"), "text", True),
                                  (("triage", "--answers", strain), "text", False), (("plan",), "text", False),
                                  (("config", "set", "wake", "06:30"), "text", False), (("doctor",), "text", True),
                                  (("diary", "list"), "lines", False), (("export", "cron"), "text", False),
                                  (("export", "systemd"), "text", False)):
            judge.ran(f"home {name!a}, {' '.join(words[:2])}", at_home(*words), kind, carries=seen)
        for kind in ("cron", "systemd"):
            fires(judge, f"home {name!a}", program, kind, b"", home=os.fsencode(home))
        diary = os.path.join(os.fsencode(home), b"diary.db")
        with open(diary, "wb") as file:
            file.write(b"SQLite format 3\0" + ALL.encode() * 100)
        for words in (("diary", "list"), ("plan",), ("checkin", "--answers", "-"), ("diary", "erase", "--yes")):
            judge.ran(f"damaged diary in home {name!a}, {words[0]}", at_home(*words, stdin=quiet_check()), "text",
                      carries=False)
        shutil.rmtree(os.fsencode(home))
        with open(os.fsencode(home), "wb") as file:
            file.write(b"in the way")
        for words in (("diary", "list"), ("triage", "--answers", strain), ("config", "set", "wake", "06:30")):
            judge.ran(f"home {name!a} is a file, {words[0]}", at_home(*words), "text", carries=words[0] == "config")
    commands_to_paste(places, judge)


def commands_to_paste(places, judge):
    """A command that is told to be typed is one command, whatever the folder is called."""
    program = places.with_plan()
    home = os.path.join(program.folder.name, WORD + " $(touch evil)';touch evil")
    shutil.copytree(program.home, home)
    blocked = os.path.join(home, "diary.db")
    with open(blocked, "wb") as file:
        file.write(b"SQLite format 3\0 but no more")
    ran = program.run("diary", "erase", "--yes", home=home)
    lines = [one for one in ran.stderr.decode().splitlines() if "rm " in one]
    told = [one[one.index("rm "):] for one in lines]
    judge.check("a diary that cannot be erased names a command", told, ran.stderr)
    for line in told:
        judge.check("it is one command with the one file", shlex.split(line) == ["rm", blocked], line)


def drafts(places, judge):
    """What is kept of an unfinished interview may have been changed by somebody."""
    program = places.fresh()
    os.makedirs(program.home, 0o700)
    for name in ("draft.json", "checkin.json", "next.txt", "latest.json", "prescription.json"):
        for text in (ALL, json.dumps({ALL: ALL, "answers": {ALL: ALL}, "schema": ALL}), NUL,
                     json.dumps({"schema": "backcoach/draft/1", "answers": {"fever": ALL}, "at": ALL, "saved": ALL})):
            path = pathlib.Path(program.home) / name
            path.write_text(text)
            for words in ((), ("plan",), ("next",), ("triage", "--no-input"), ("checkin", "--no-input")):
                judge.ran(f"{name} is hostile, {' '.join(words)}", program.run(*words), "text", carries=False)
            path.unlink(missing_ok=True)
    (pathlib.Path(program.home) / "draft.json").write_text(ALL)
    at_terminal(judge, "a hostile draft", program, "triage", keys=("2",), carries=False)


GROUPS = {"notes": notes, "diaries": diaries, "prescriptions": prescriptions, "knowledge": knowledge,
          "titles": titles, "bases": damaged_bases, "answers": answers, "words": words, "settings": settings, "drafts": drafts}


def main():
    options = outside.parser(__doc__)
    options.add_argument("names", nargs="*", metavar="NAME", help=", ".join(GROUPS))
    options = options.parse_args()
    tally, places, runs = outside.Tally(), Places(options.binary), 0
    for name in options.names or GROUPS:
        judge, begin = Judge(tally, name), time.monotonic()
        try:
            GROUPS[name](places, judge)
        except Exception as error:  # one group does not take the others with it
            judge.check("runs to its end", False, repr(error)[-800:])
        runs += judge.runs
        print(f"{name}: {judge.runs} runs, {time.monotonic() - begin:.1f} s", flush=True)
    print(f"{runs} outputs looked at")
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
