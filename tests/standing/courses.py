#!/usr/bin/env python3
"""Random courses of all commands through the real program, and what `model.py` says of each.

  courses.py --binary PATH [--courses 20] [--seed 1] [--steps 10]     random courses; course N has the seed SEED + N
  courses.py --binary PATH --cases [NAME…]                            the courses in tests/standing/cases

After each step every command that shows something is run. The fifteen properties are functions of their own, `p01_…`
to `p15_…`, in `properties.py`; what fails is printed with its name, the seed, and the lines that replay it by hand in an empty folder.
A case is {"id", "about", "row", "steps": [{"do": NAME, …, "expect": {…}}]}; steps are the methods `do_…`.
"""
import argparse
import concurrent.futures
import dataclasses
import datetime
import json
import os
import pathlib
import random
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import model
import names
import outside
import pseudo_terminal
from properties import CARDS, OTHERS, PLANS, Properties, Seen, as_json

START = datetime.datetime(2026, 3, 2, 8, 0)
HERE = pathlib.Path(__file__).resolve().parent
class Broken(Exception):
    """A course that cannot go on."""


class Home:
    """One device: its folder, and the diary that the model has of it."""

    def __init__(self, name, path):
        self.name, self.path = name, path
        self.diary, self.changes, self.written = (), [], 0
        self.readable, self.before_damage, self.undo_is_sure = True, None, True

    def facts(self):
        return model.fold(self.diary)


class Course(Properties):
    def __init__(self, binary, seed, name, few=False):
        """\\param few  only some of what shows something is looked at after most steps"""
        self.binary, self.seed, self.name, self.few = binary, seed, name, few
        self.rng = random.Random(seed)
        self.folder = tempfile.TemporaryDirectory(prefix="backcoach-course-")
        self.root = pathlib.Path(self.folder.name)
        self.homes = {one: Home(one, self.root / one) for one in "AB"}
        self.home = self.homes["A"]
        self.now, self.zone, self.data, self.same_rules = START, "UTC", None, True
        self.withdrawn = frozenset()
        self.ids, self.lines, self.failures, self.last = {}, [], [], None

    # -- running ------------------------------------------------------------------------------------------------------

    def words(self, *words, home=None, now=None):
        base = [self.binary, "--home", str(home or self.home.path)]
        if now != "real":
            base += ["--now", now or self.now.isoformat(timespec="minutes")]
        return [*base, *(["--data", str(self.data)] if self.data else []), *words]

    def run(self, *words, stdin="", home=None, now=None, env=None, timeout=120):
        more = {"TZ": self.zone, **(env or {})}
        try:
            return subprocess.run(self.words(*words, home=home, now=now), input=stdin.encode(), capture_output=True,
                                  env=outside.environment(self.root, **more), cwd=names.ROOT, timeout=timeout, check=False)
        except subprocess.TimeoutExpired:
            raise Broken(f"{' '.join(words)} took more than {timeout} seconds") from None

    def tell(self, *words, stdin="", **more):
        """A step of the course: run, and written down for the one who replays it."""
        ran = self.run(*words, stdin=stdin, **more)
        line = shlex.join(["backcoach", "--home", self.home.name, *self.words(*words, now=more.get("now"))[3:]])
        given = f"printf %s {shlex.quote(stdin)} | " if stdin else ""
        self.lines.append(f"{given}{line}   # exit {ran.returncode}")
        return ran

    def fail(self, rule, text):
        if not any(one == rule and old.endswith(f": {text}") for one, old in self.failures):
            self.failures.append((rule, f"after line {len(self.lines)}: {text}"))

    def copy(self, home=None):
        source, target = (home or self.home).path, self.root / f"copy{time.monotonic_ns()}"
        if source.exists():
            shutil.copytree(source, target)
        else:
            target.mkdir()
        return target

    # -- the model beside it --------------------------------------------------------------------------------------------

    @property
    def day(self):
        return self.now.toordinal()

    def status(self):
        return model.status(self.home.diary, self.day, self.home.readable, self.same_rules)

    def wrote(self, diary, sure=True):
        home = self.home
        fresh = [one.id for one in diary[len(home.diary):] if isinstance(one, model.Entry)]
        home.diary = diary
        if fresh:
            home.changes.append(fresh)
            home.undo_is_sure = sure

    def number(self):
        self.home.written += 1
        return f"{self.home.name}{self.home.written}"

    def possible(self):
        """The exit statuses that commands of a plan may have: one, but for a clock that went back behind a check-in."""
        exits, facts = {self.status()}, self.home.facts()
        days = [one.day for one in self.home.diary if isinstance(one, model.Entry) and one.today]
        if exits <= {0, 6} and facts.plan and days and self.day in facts.days and days[-1] != self.day:
            return {0, 6}
        if exits <= {0, 6} and facts.plan and facts.plan.day > self.day and days and days[-1] != self.day:
            return {0, 6}
        return exits

    def said(self, ran, wanted, what):
        wanted = {wanted} if isinstance(wanted, int) else set(wanted)
        if ran.returncode not in wanted:
            self.fail("p03_same_exit_everywhere", f"{what} ended with {ran.returncode}, not {sorted(wanted)}: "
                      + (ran.stderr or ran.stdout).decode(errors="replace")[:200])

    def decided(self, urgency, bars=(), plan_is=10):
        """The exit of a result that was kept beside what stands."""
        facts = self.home.facts()
        worst = max(urgency, facts.urgency if self.home.readable else model.SELF_CARE)
        if worst >= model.SAME_DAY:
            return model.EXITS[worst]
        if not self.home.readable:
            return model.UNREADABLE
        if facts.open:
            return model.OPEN
        if worst == model.SOON or facts.holds or bars:
            return 10
        return model.EXITS[worst]

    # -- steps --------------------------------------------------------------------------------------------------------

    def at(self, step):
        if "now" in step:
            self.now = datetime.datetime.fromisoformat(step["now"])
        if "zone" in step:
            self.zone = step["zone"]

    def sets(self, answers):
        return [word for name, value in answers.items()
                for word in ("--set", f"{name}={json.dumps(value) if isinstance(value, (list, dict)) else value}")]

    def about(self, step):
        """Program ids and model ids that a lift names: all that stands, or the first of it."""
        known = {program: mine for program, mine in self.ids.items() if mine in self.home.facts().stands}
        wanted = sorted(known, key=lambda one: known[one])
        if step.get("about") == "first":
            wanted = wanted[:1]
        elif step.get("about") == "nothing":
            return ["0123456789ab"], frozenset()
        return wanted, frozenset(known[one] for one in wanted)

    def do_triage(self, step):
        signs, since = step.get("who", []), step.get("since")
        worse, told, changed = step.get("worse", "no"), step.get("told", "as_usual"), step.get("changed", False)
        facts = self.home.facts()
        ids, mine = self.about(step) if since else ([], frozenset())
        groups = [] if changed or since else names.seen_groups(signs, facts.seen)
        answers = {**names.triage_answers(signs, since, worse, told), **step.get("set", {})}
        for name in step.get("without", []):
            answers[name] = None
        form = ["--json", "--save"] if step.get("json") else []
        if step.get("file") or groups:
            whole = {name: value for name, value in {**names.WELL, **answers}.items() if value is not None}
            ran = self.tell("triage", "--answers", "-", *form, stdin=json.dumps(
                {"schema": "backcoach/answers/1", "answers": whole, **({"about": ids} if ids else {}),
                 **({"seen": groups} if groups else {})}))
        else:
            named = [word for one in ids for word in ("--about", one)]
            answers = {name: value for name, value in answers.items() if value is not None}
            ran = self.tell("triage", "--answers", "examples/strain.json", *self.sets(answers), *named, *form)
        urgency, _ = model.judge(signs, facts.seen, changed)
        if self.home.readable:
            self.wrote(model.triage(self.home.diary, self.day, signs, since, mine if since else None, worse, told,
                                    changed, not step.get("without"), withdrawn=self.withdrawn, id=self.number()))
            entry = self.home.diary[-1]
            urgency = entry.urgency
        bars = set(signs) & set(model.BARS)
        self.said(ran, self.decided(urgency, bars), "triage")
        self.page_names_exercises("triage", ran)
        return ran

    def do_checkin(self, step, command="checkin"):
        signs, over, own = step.get("who", []), step.get("over", []), step.get("own", False)
        answers = {**names.checkin_answers(signs, over, own), **step.get("set", {})}
        if command == "flare":
            answers["can_walk_3_minutes"] = "yes"
        back = ["--date", "yesterday"] if step.get("back") and command == "checkin" else []
        ran = self.tell(command, "--answers", "-", *back, stdin=json.dumps(answers))
        urgency, _ = model.judge(signs, self.home.facts().seen)
        first = False
        if self.home.readable:
            before = self.home.diary
            sure = not self.home.facts().stands
            self.wrote(model.checkin(before, self.day, signs, over, own, step.get("opens", ()), kind=command,
                                     since_day=self.day - 1 if back else None, id=self.number()), sure)
            first = self.home.diary == before
        wanted = {6, 4} if first else {self.decided(urgency, set(signs) & set(model.BARS))}
        if not signs:  # who does not say whether what holds is over lacks an answer; pain that lasts is ROUTINE with a plan
            wanted |= {10: {4}, 0: {10}}.get(min(wanted), set())
        self.said(ran, wanted, command)
        self.page_names_exercises(command, ran)
        return ran

    def do_flare(self, step):
        return self.do_checkin(step, "flare")

    def do_edit(self, step):
        """A danger sign is added to the last check-in."""
        listed = as_json(self.run("diary", "list", "--json").stdout) or {}
        entries = [one["id"] for one in listed.get("entries", []) if one["kind"] == "checkin"]
        if not entries or not self.home.readable:
            return None
        answers = {**{names.GATES[one]: "yes" for one in step["who"]}, **step.get("set", {})}
        for sign in step["who"]:
            answers.update(names.TOLD[sign])
        ran = self.tell("diary", "edit", entries[-1], *self.sets(answers))
        self.wrote(model.edit(self.home.diary, step["who"], self.day, id=self.number()), sure=False)
        self.said(ran, self.decided(model.SELF_CARE), "diary edit")
        return ran

    def do_undo(self, _step):
        ran = self.tell("diary", "undo")
        if self.home.readable and self.home.changes:
            self.home.diary += tuple(self.home.changes.pop())
        self.said(ran, {0} if self.home.readable else {5}, "diary undo")
        return ran

    def do_erase(self, _step):
        ran = self.tell("diary", "erase", "--yes")
        self.home.diary, self.home.changes = (), []
        self.home.readable = True
        self.said(ran, 0, "diary erase")
        return ran

    def do_import(self, _step):
        other = self.homes["B" if self.home.name == "A" else "A"]
        text = self.run("export", "ndjson", home=other.path).stdout.decode()
        (self.root / "diary.ndjson").write_text(text)
        self.lines.append(f"backcoach --home {other.name} export ndjson > diary.ndjson")
        ran = self.tell("import", "ndjson", "-", stdin=text)
        self.lines[-1] = f"backcoach --home {self.home.name} import ndjson diary.ndjson   # exit {ran.returncode}"
        self.wrote(model.merge(self.home.diary, other.diary), sure=False)
        self.said(ran, 0, "import")
        return ran

    def do_home(self, step):
        self.home = self.homes[step["is"]]
        self.last = None

    def do_rules(self, step):
        """The knowledge base of another version, which decides alike; or that of the program.

        "withdraws": rules of which it says that they do not hold any more; what they asked is a new rule there.
        """
        self.data, self.withdrawn = None, frozenset()
        if "withdraws" in step:
            self.withdrawn = frozenset(sign for sign in step["withdraws"])
            self.data = self.root / "withdrawing"
            shutil.copytree(names.ROOT / "data", self.data)
            rules = sorted(names.RULES[sign] for sign in step["withdraws"])
            for path in [*self.data.glob("*.json"), *self.data.glob("red_flags/*.json"), *self.data.glob("cases/**/*.json")]:
                text = path.read_text()
                for rule in rules:
                    text = re.sub(rf'"(rule:)?{rule}"', rf'"\g<1>{rule}_new"', text)
                path.write_text(text)
            for rule in rules:
                for path in self.data.rglob(f"{rule}.json"):
                    path.rename(path.with_name(f"{rule}_new.json"))
            manifest = self.data / "manifest.json"
            told = json.loads(manifest.read_text())
            told["withdraws"] = [{"rule": rule, "because": "It sent too many people."} for rule in rules]
            manifest.write_text(json.dumps(told))
            self.lines.append(f"other rules, which withdraw {rules}   # --data")
        if step.get("is") == "other":
            self.data = self.root / "data"
            if not self.data.exists():
                shutil.copytree(names.ROOT / "data", self.data)
                manifest = self.data / "manifest.json"
                manifest.write_text(re.sub(r'("version": ")([^"]+)', r"\g<1>\g<2>1", manifest.read_text()))
            self.lines.append("cp -r data other; sed -i 's/\\(\"version\": \"[^\"]*\\)/\\11/' other/manifest.json   # --data")

    def do_config(self, step):
        """A slip in the config, or none."""
        self.home.path.mkdir(mode=0o700, exist_ok=True)
        (self.home.path / "config.toml").write_text(step.get("text", ""))
        self.lines.append(f"printf %s {shlex.quote(step.get('text', ''))} > {self.home.name}/config.toml")

    def do_damage(self, step):
        diary = self.home.path / "diary.db"
        if self.home.before_damage or not diary.exists():
            return
        self.home.before_damage = diary.read_bytes()
        self.home.readable = False
        if step.get("how") == "version":
            db = sqlite3.connect(diary)
            db.execute("PRAGMA user_version = 99")
            db.commit()
            db.close()
            self.lines.append(f"sqlite3 {self.home.name}/diary.db 'PRAGMA user_version = 99'")
        else:
            size = 10 if step.get("how") == "zero" else 6000
            diary.write_bytes(diary.read_bytes()[:size] if size > 10 else b"\0" * 4096)
            self.lines.append(f"damage {self.home.name}/diary.db ({step.get('how', 'cut')}: first {size} bytes)")

    def do_mend(self, _step):
        if self.home.before_damage:
            for path in self.home.path.glob("diary.db*"):
                path.unlink()
            (self.home.path / "diary.db").write_bytes(self.home.before_damage)
            self.home.before_damage, self.home.readable = None, True
            self.lines.append(f"the diary.db of before is put back in {self.home.name}")

    def do_old_diary(self, _step):
        """The diary of a program from before entries were counted: a plan, then an emergency with an earlier time."""
        self.home.path.mkdir(mode=0o700)
        db = sqlite3.connect(self.home.path / "diary.db")
        db.executescript((HERE / "diary_form_2.sql").read_text())
        db.close()
        self.lines.append(f"mkdir -m 700 {self.home.name}; sqlite3 {self.home.name}/diary.db < tests/standing/diary_form_2.sql")
        self.home.diary = model.triage(model.triage((), self.day, id="old1"), self.day, ["bladder"], id="old2")

    def do_continue(self, step):
        """JSON that goes on with the one triage that stands. "same": each earlier answer again and unchanged."""
        ids, mine = self.about({})
        answers = {**names.WELL, **names.triage_answers(step.get("who", [])), **step.get("set", {})}
        ran = self.tell("triage", "--answers", "-", "--json", "--save", stdin=json.dumps(
            {"schema": "backcoach/answers/1", "answers": answers, **({"continues": ids[0]} if ids else {})}))
        same = step.get("same")
        signs = step.get("then", step.get("who", []))
        made = model.triage(self.home.diary, self.day, signs, id=self.number())
        if same:
            made = (*made[:-1], dataclasses.replace(made[-1], lifts=mine))
        self.wrote(made, sure=False)
        wanted = self.decided(step.get("result", made[-1].urgency))
        self.said(ran, {0, 10} if same and wanted == 10 else wanted, "triage that continues")
        return ran

    def do_touch(self, step):
        """File stamps of another day."""
        then = time.time() + 86400 * step["days"]
        for path in self.home.path.rglob("*"):
            os.utime(path, (then, then))
        self.lines.append(f"touch -d '{step['days']} days' {self.home.name}/*")

    def do_run(self, step):
        """Any command, for cases. \"file\" is written before it."""
        for name, text in step.get("files", {}).items():
            (self.root / name).write_text(text if isinstance(text, str) else json.dumps(text))
        if step.get("homeless"):
            self.lines.append(shlex.join(["env", "-i", "backcoach", *step["words"]]))
            return subprocess.run([self.binary, *step["words"]], capture_output=True, env={}, cwd=names.ROOT, check=False)
        words = [word.replace("ROOT/", f"{self.root}/") for word in step["words"]]
        return self.tell(*words, stdin=step.get("stdin", ""), env=step.get("env"), now=step.get("at"))

    def do_locked(self, _step):
        """Another program holds the diary: `next` does not wait, and remembers no exercise."""
        db = sqlite3.connect(self.home.path / "diary.db", isolation_level=None)
        db.execute("BEGIN EXCLUSIVE")
        begin = time.monotonic()
        ran = self.tell("next", "--short")
        took = time.monotonic() - begin
        db.execute("ROLLBACK")
        db.close()
        if took > 0.5 or ran.returncode != model.UNREADABLE or ran.stdout.strip():
            self.fail("p14_worst_exit_first", f"next beside a lock: {took:.2f} s, exit {ran.returncode}, {ran.stdout[:60]!r}")

    def do_type(self, step):
        """Keys at a terminal, one after the other. "opens": what is then open."""
        env = outside.environment(self.root, TZ=self.zone, ACCESSIBLE="1")
        terminal = pseudo_terminal.Terminal(self.words(*step["words"]), env, cwd=names.ROOT)
        try:
            for key in (None, *step["keys"]):
                if key is not None and terminal.code is None:
                    terminal.send(key)
                last = time.monotonic()
                while terminal.code is None and time.monotonic() - last < 0.5:
                    if terminal._take(0.05):
                        last = time.monotonic()
            code = terminal.code
        finally:
            terminal.close()
        self.lines.append(f"at a terminal: backcoach --home {self.home.name} --now {self.now.isoformat()} "
                          f"{shlex.join(step['words'])}; type {step['keys']}   # exit {code}")
        if step.get("opens"):
            self.wrote(model.write(self.home.diary, "half", self.day, opens=frozenset(step["opens"]), id=self.number()), sure=False)

    def do_look(self, _step):
        """Only what is shown after every step."""

    def do_quit(self, step):
        """Somebody begins at a terminal and stops after some answers."""
        command, how, signs = step.get("command", "triage"), step.get("how", "q"), step.get("who", [])
        asked = as_json(self.run("questions", "list", "--json").stdout)["questions"]
        # The lines of several signs go with the signs that are told.
        well = {name: one for name, one in names.WELL.items() if name not in outside.lines()}
        answers = {**outside.full_answers({**well, **names.triage_answers(signs)}), names.SEEN_SINCE: "no"}
        if command != "triage":
            asked += json.loads((names.ROOT / "data/checkin.json").read_text())["questions"]
            for one in asked:
                if one["kind"] == "list":
                    one.setdefault("options", one.get("items"))
            today = names.checkin_answers(signs)
            news = any(name.startswith("new_") and one != "no" for name, one in today.items())
            answers = {**answers, **today, "can_walk_3_minutes": "yes", "something_new": "yes" if news else "no"}
        person = pseudo_terminal.Person(asked, answers)
        env = outside.environment(self.root, TZ=self.zone, ACCESSIBLE="1")
        terminal = pseudo_terminal.Terminal(self.words(command), env, cwd=names.ROOT)
        typed = []
        try:
            screen = terminal.wait()
            for _ in range(step.get("after", 1)):
                if terminal.code is not None:
                    break
                try:
                    typed.append(person.reply(screen) or "")
                except KeyError as missing:  # the person has to know every answer
                    raise Broken(f"{command} at a terminal asks for {missing}, which nobody told") from None
                except LookupError:
                    typed.append("")
                screen = terminal.ask(typed[-1])
            ended = terminal.code is not None
            code = self.stop(terminal, how)
        except (TimeoutError, OSError) as trouble:
            raise Broken(f"{command} at a terminal: {trouble}") from None
        finally:
            terminal.close()
        self.lines.append(f"at a terminal: backcoach --home {self.home.name} --now {self.now.isoformat()} {command}; "
                          f"type {typed} and then {how}   # exit {code}")
        self.p15_asked_once(person)
        known = [one for one in signs if one in names.TOLD and all(
            person.given.get(name) == value for name, value in names.TOLD[one].items() if name not in names.GRADING)]
        half = bool(person.given) and not ended
        if command != "triage":  # whoever denied the whole danger list left nothing of it open
            half = half and any(value != "no" for name, value in person.given.items() if name in names.LINES)
        facts = self.home.facts()
        urgency, _ = model.judge(known, facts.seen)
        if self.home.readable and (half or known):
            self.wrote(model.triage(self.home.diary, self.day, known, whole=False, id=self.number()), sure=False)
        self.p09_what_was_known_stands(max(urgency, facts.urgency), how, code, terminal.seen.decode(errors="replace"))
        return None

    @staticmethod
    def stop(terminal, how):
        if terminal.code is None:
            if how == "hang-up":
                terminal.hang_up()
            elif how == "kill":
                terminal.process.kill()
            else:
                terminal.send({"q": "q\n", "ctrl-c": "\x03", "eof": "\x04"}[how])
            if how != "hang-up":
                for _ in range(3):  # a page may wait for Enter
                    terminal.wait()
                    if terminal.code is not None:
                        break
                    terminal.send({"q": "q\n", "ctrl-c": "\x03", "eof": "\x04"}.get(how, "\n"))
        try:
            return terminal.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            terminal.process.kill()
            return "none: it went on"

    # -- looking ------------------------------------------------------------------------------------------------------

    def look(self, commands):
        return {name: self.run(*words) for name, words in commands.items()}

    def after_step(self, kind, step, deep):
        commands = {**PLANS, **CARDS, **OTHERS}
        if self.few and not deep:
            kept = {"plan", "plan --json", "progress --json", "next -q", *self.rng.sample(sorted(commands), 4)}
            commands = {name: words for name, words in commands.items() if name in kept}
        ran = self.look(commands)
        seen = Seen(ran)
        self.p01_exercises_only_with_a_plan(ran)
        self.p02_stands_are_those_told(seen)
        self.p03_same_exit_everywhere(ran)
        if self.last is not None and self.home.readable:
            self.p04_only_a_lift_makes_it_milder(kind, self.last, seen)
            self.p05_a_lift_ends_what_it_names(step, self.last, seen)
            self.p07_undo_and_edit_keep(kind, self.last, seen)
        self.p13_private_stays_private(ran)
        self.p14_worst_exit_first(ran)
        if deep and self.home.readable:
            self.p06_clocks_change_nothing(seen)
            self.p08_import_is_a_union(seen)
            self.p12_decisions_depend_on_answers()
        if self.home.readable:
            self.last = seen

    # -- playing ------------------------------------------------------------------------------------------------------

    def expect(self, step, ran):
        wanted = step.get("expect")
        if not wanted:
            return
        if ran is None:
            ran = self.run(*wanted["of"]) if "of" in wanted else self.run("plan")
        elif "of" in wanted:
            ran = self.run(*wanted["of"])
        out, err = (text.decode(errors="replace") for text in (ran.stdout, ran.stderr))
        codes = wanted.get("exit", ran.returncode)
        if ran.returncode not in (codes if isinstance(codes, list) else [codes]):
            self.fail("expect", f"{step['do']}: exit {ran.returncode}, not {codes}: {(err or out)[:200]}")
        squeezed = pseudo_terminal.squeezed(out)
        for word, text in (("has", squeezed), ("err_has", pseudo_terminal.squeezed(err))):
            for one in wanted.get(word, []):
                if not re.search(one, text):
                    self.fail("expect", f"{step['do']}: {one!r} is not in {text[:300]!r}")
        for one in wanted.get("lacks", []):
            if re.search(one, squeezed):
                self.fail("expect", f"{step['do']}: {one!r} is in {squeezed[:300]!r}")
        if "files" in wanted:
            there = sorted(path.name for path in self.home.path.rglob("*") if path.is_file())
            if any(re.search(one, " ".join(there)) for one in wanted["files"].get("lack", [])):
                self.fail("expect", f"files left: {there}")

    def play(self, step, deep=False, look=True):
        self.at(step)
        kind = "lift" if step.get("since") or step["do"] == "continue" or self.withdrawn else step["do"]
        ran = getattr(self, "do_" + step["do"])(step)
        self.expect(step, ran)
        if look and step.get("look", True):
            self.after_step(kind, step, deep)
            if self.last is not None:
                self.p11_the_same_never_stands_again(step, self.last)

    def random_step(self):
        rng, facts, home = self.rng, self.home.facts(), self.home
        jump = rng.choices(("soon", "hours", "day", "days", "back", "far"), (4, 3, 8, 3, 2, 1))[0]
        moved = {"soon": datetime.timedelta(minutes=5), "hours": datetime.timedelta(hours=3), "day": datetime.timedelta(days=1),
                 "days": datetime.timedelta(days=3), "back": -datetime.timedelta(days=rng.choice((0, 1, 4)), minutes=40),
                 "far": datetime.timedelta(days=rng.choice((-200, 30)))}[jump]
        now = self.now + moved
        now = now.replace(hour=min(max(now.hour, 8), 19))
        step = {"now": now.isoformat(timespec="minutes"), "zone": rng.choice(("UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo"))}
        sign = rng.choice(list(model.SIGNS))
        if not home.readable:
            return {**step, **rng.choice(({"do": "mend"}, {"do": "triage", "who": [sign]}, {"do": "checkin"}, {"do": "look"}))}
        half = any(what == "triage" for _, what in facts.open)
        choices = [(6, {"do": "triage"}), (3, {"do": "triage", "who": [sign]}), (2, {"do": "triage", "who": ["unwell"]}),
                   (8, {"do": "checkin", "own": rng.random() < 0.6, "over": sorted({bar for _, bar in facts.holds} - {"under_18"})}),
                   (3, {"do": "checkin", "who": [rng.choice(list(names.GATES))]}), (1, {"do": "checkin", "back": True, "own": True}),
                   (1, {"do": "checkin", "set": {"new_numbness": "yes"}, "opens": ["new_numbness"]}), (2, {"do": "flare"}),
                   (1, {"do": "edit", "who": [rng.choice(("fever", "chest", "saddle", "bladder"))]}),
                   (1, {"do": "rules", "is": "own" if self.data else "other"}),
                   (1, {"do": "config", "text": rng.choice(("", 'regoin = "GB"\n', "wake = \"6:30\"\n", "region = \"GB\n"))}),
                   (1, {"do": "damage", "how": rng.choice(("cut", "version", "zero"))}), (1, {"do": "touch", "days": rng.choice((-30, 30))}),
                   (1, {"do": "home", "is": rng.choice("AB")}), (1, {"do": "erase"} if rng.random() < 0.3 else {"do": "look"}),
                   (2, {"do": "quit", "who": [rng.choice(("saddle", "bladder", "chest", "fever"))] if rng.random() < 0.7 else [],
                        "command": rng.choice(("triage", "triage", "checkin")), "after": rng.randint(0, 3),
                        "how": rng.choice(("q", "ctrl-c", "eof", "hang-up", "kill"))})]
        if home.undo_is_sure and home.changes:
            choices.append((2, {"do": "undo"}))
        if not half and not any(what == "triage" for other in self.homes.values() for _, what in other.facts().open):
            choices.append((1, {"do": "import"}))
        if facts.stands and all(one in self.ids.values() for one in facts.stands):
            ends = sorted({sign for one in facts.stands.values() for sign in one.signs})
            choices += [(6, {"do": "triage", "since": "yes", "told": rng.choice(("as_usual", "gently", "nothing", "not_for_now")),
                             "file": rng.random() < 0.5}),
                        (3, {"do": "triage", "since": "yes", "who": [rng.choice(ends)], "worse": rng.choice(("no", "yes", "not_sure"))}),
                        (2, {"do": "triage", "since": "mistake", "who": rng.choice(([], [ends[0]]))}),
                        (1, {"do": "triage", "since": "gone"}), (1, {"do": "triage", "since": "yes", "about": "first"}),
                        (1, {"do": "triage", "since": "yes", "about": "nothing"}), (1, {"do": "triage", "since": "no"})]
        elif not facts.stands and facts.seen:
            again = rng.choice(sorted(facts.seen))
            choices.append((4, {"do": "triage", "who": [again], "changed": rng.random() < 0.4, "again": True}))
        return {**step, **rng.choices([one for _, one in choices], [weight for weight, _ in choices])[0]}

    def play_random(self, steps):
        self.play({"do": "triage", "now": START.isoformat()})
        for number in range(steps):
            step = self.random_step()
            self.play(step, deep=number % 4 == 3)
            if self.failures:
                return
        self.p10_seen_and_well_leads_back()
        if self.last is not None and self.home.readable:
            self.p15_enter_lowers_nothing(self.last)

    def report(self):
        shown = {}
        for rule, text in self.failures:
            shown.setdefault(rule, []).append(text)
        print(f"FAIL {self.name}", flush=True)
        for rule, texts in shown.items():
            for text in texts[:3]:
                print(f"  {rule}: {' '.join(text.split())[:400]}")
            if len(texts) > 3:
                print(f"  {rule}: {len(texts) - 3} more")
        print("  To replay, in the repository, with an empty folder A:")
        for line in self.lines:
            print(f"    {line}")


def play_course(binary, seed, steps, few):
    course = Course(binary, seed, f"--seed {seed} --courses 1 --steps {steps}{' --few' if few else ''}", few)
    try:
        course.play_random(steps)
    except Broken as trouble:
        course.fail("broken", str(trouble))
    return course


def play_case(binary, path):
    case = json.loads(path.read_text())
    course = Course(binary, 1, f"{case['id']} ({case['row']}): {case['about']}")
    try:
        for step in case["steps"]:
            course.play(step, deep=step.get("deep", False))
        if case.get("way_back", False):
            course.p10_seen_and_well_leads_back()
        if case.get("enter", False) and course.last:
            course.p15_enter_lowers_nothing(course.last)
    except Broken as trouble:
        course.fail("broken", str(trouble))
    if "open" in case:  # known, with its reason; it is to fail until it is mended
        known, course.failures = bool(course.failures), []
        if not known:
            course.fail("mended", "take \"open\" out of the case")
    return course


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", required=True)
    options.add_argument("--courses", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--steps", type=int, default=10)
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--few", action="store_true", help="look at some commands after most steps, not at each")
    options.add_argument("--cases", nargs="*", metavar="NAME", help="replay the cases instead; names, or all")
    options = options.parse_args()
    binary = str(pathlib.Path(options.binary).resolve())
    if options.cases is not None:
        paths = [path for path in sorted((HERE / "cases").glob("*.json"))
                 if not options.cases or any(one in path.stem for one in options.cases)]
        work = [(play_case, binary, path) for path in paths]
    else:
        work = [(play_course, binary, options.seed + number, options.steps, options.few) for number in range(options.courses)]
    failed, steps = 0, 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for done in pool.map(lambda one: one[0](*one[1:]), work):
            steps += len(done.lines)
            failed += bool(done.failures)
            if done.failures:
                done.report()
            done.folder.cleanup()
    print(f"{len(work) - failed} passed, {failed} failed ({steps} steps)")
    return 1 if failed or not work else 0


if __name__ == "__main__":
    sys.exit(main())
