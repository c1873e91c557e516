"""The fifteen properties that hold after every step of a course, each a function of its own."""
import datetime
import json
import os
import re
import shutil
import subprocess
import time

import model
import names
import outside
import pseudo_terminal

PLANS = {"plan": ["plan"], "plan --json": ["plan", "--json"], "plan -f html": ["plan", "-f", "html"],
         "session": ["session"], "next": ["next"], "next --short": ["next", "--short"], "next -q": ["next", "-q"],
         "export ics": ["export", "ics"], "export cron": ["export", "cron"], "export systemd": ["export", "systemd"]}
# These are exercises of the catalogue: refused while something stands, holds or is open.
CARDS = {"exercises show": ["exercises", "show", "bird_dog"], "exercises list": ["exercises", "list"],
         "explain EXERCISE": ["explain", "bird_dog"]}
OTHERS = {"": [], "explain": ["explain"], "progress": ["progress"], "progress --json": ["progress", "--json"],
          "diary list": ["diary", "list"], "export ndjson": ["export", "ndjson"], "export csv": ["export", "csv"],
          "completion": ["completion", "bash"]}
# In a decision these name signs of everybody, not what this person told.
GENERAL = ("watch_for", "what_would_change_this", "missing", "next")
COMPLETE = ("diary list", "export ndjson", "export csv", *CARDS)  # may name what was done, or are looked at apart
EXERCISES = re.compile(r"\b(" + "|".join(re.escape(name) for name in names.exercise_names()) + r")\b|\bbird_dog\b")
EMERGENCY_PAGE = re.compile(r"Get emergency help now|Call .{2,40} now", re.S)
SAME_DAY_PAGE = re.compile(r"Get medical help today|need to be seen today", re.S)


def find(value, key):
    """The value of a key anywhere in JSON, or None."""
    if isinstance(value, dict):
        if key in value:
            return value[key]
        value = list(value.values())
    if isinstance(value, list):
        return next((found for found in (find(one, key) for one in value) if found is not None), None)
    return None


def without(value, keys):
    """JSON without what is the same for everybody."""
    if isinstance(value, dict):
        return {key: without(one, keys) for key, one in value.items() if key not in keys}
    return [without(one, keys) for one in value] if isinstance(value, list) else value


def as_json(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


class Seen:
    """What the program says after a step."""

    def __init__(self, ran):
        self.ran = ran
        self.stands = self.holds = self.open = None
        for name in ("progress --json", "plan --json"):
            read = as_json(ran[name].stdout) if name in ran else None
            if read is not None and "stands" in outside.strings_of(read):
                self.stands, self.holds, self.open = (find(read, one) or {} for one in ("stands", "holds", "open"))
                break

    @property
    def ids(self):
        return None if self.stands is None else frozenset(self.stands.get("ids") or ())

    @property
    def urgency(self):
        word = (self.stands or {}).get("urgency")
        return model.NAMES.index(word) if word in model.NAMES else model.SELF_CARE


class Properties:
    """What a `Course` checks; see there for its fields."""

    def page_names_exercises(self, what, ran):
        if 0 in self.possible():
            return
        found = EXERCISES.search(ran.stdout.decode(errors="replace"))
        if found:
            self.fail("p01_exercises_only_with_a_plan", f"{what} names {found[0]!r} while {self.why()}")

    def why(self):
        facts = self.home.facts()
        return (f"{len(facts.stands)} stand ({model.NAMES[facts.urgency]}), {len(facts.holds)} hold, {len(facts.open)} are "
                f"open, exit {self.status()}")

    def p01_exercises_only_with_a_plan(self, ran):
        """No command names an exercise unless nothing stands, holds or is open, and today was asked about."""
        if 0 in self.possible():
            return
        refused = self.status() != model.NO_PLAN
        for name, one in ran.items():
            if name in COMPLETE and not (name in CARDS and refused and self.home.readable):
                continue
            # What a calendar takes back it calls by the name that nobody sees and that it had before.
            found = EXERCISES.search(re.sub(r"^UID:.*$", "", one.stdout.decode(errors="replace"), flags=re.M))
            if found:
                self.fail("p01_exercises_only_with_a_plan", f"{name or 'bare backcoach'} names {found[0]!r} while {self.why()}")

    def p02_stands_are_those_told(self, seen):
        """The ids that stand are those that were told and not lifted."""
        if not self.home.readable:
            return
        facts = self.home.facts()
        if seen.ids is None:
            if facts.stands:
                self.fail("p02_stands_are_those_told", f"no JSON says what stands, while {self.why()}")
            return
        fresh = [one for one in seen.ids if one not in self.ids]
        told = [one for one in facts.stands if one not in self.ids.values()]
        if len(fresh) == 1 and len(told) == 1:
            self.ids[fresh[0]] = told[0]
        mine = {self.ids.get(one, one) for one in seen.ids}
        if mine != facts.stands.keys():
            self.fail("p02_stands_are_those_told", f"{sorted(mine)} stand, not {sorted(facts.stands)}")
        elif facts.stands and seen.urgency != facts.urgency:
            self.fail("p02_stands_are_those_told", f"urgency {model.NAMES[seen.urgency]}, not {model.NAMES[facts.urgency]}")
        if bool(seen.open) != bool(facts.open) and not facts.stands:
            self.fail("p02_stands_are_those_told", f"open {seen.open}, not {sorted(facts.open)}")
        if bool(seen.holds) != bool(facts.holds):
            self.fail("p02_stands_are_those_told", f"holds {seen.holds}, not {sorted(facts.holds)}")

    def p03_same_exit_everywhere(self, ran):
        """What gives a plan ends everywhere with the model's status; next -q is silent unless that is 0."""
        wanted = self.possible()
        for name in [one for one in PLANS if one in ran]:
            if ran[name].returncode not in wanted:
                self.fail("p03_same_exit_everywhere", f"{name} ended with {ran[name].returncode}, not {sorted(wanted)}: {self.why()}")
        for name in ("next -q", "next --short"):
            if 0 not in wanted and name in ran and ran[name].stdout.strip():
                self.fail("p03_same_exit_everywhere", f"{name} says {ran[name].stdout[:80]!r} while {self.why()}")
        if wanted == {0}:
            plan = as_json(ran["plan --json"].stdout) or {}
            if not plan.get("items"):
                self.fail("p03_same_exit_everywhere", "exit 0 without a plan")
            ahead = self.run("plan", "--date", (self.now + datetime.timedelta(days=1)).date().isoformat(), "--json")
            shown = as_json(ahead.stdout) or {}
            if ahead.returncode != 0 or shown.get("look_ahead") is not True or shown.get("next_checkin"):
                self.fail("p03_same_exit_everywhere", f"the plan of tomorrow: exit {ahead.returncode}, look_ahead "
                          f"{shown.get('look_ahead')}, next_checkin {shown.get('next_checkin')}")
        else:
            plan = self.home.facts().plan if self.home.readable else None
            for day in (self.now, self.now + datetime.timedelta(days=1)):
                if wanted <= {0, 6} and plan and day.toordinal() < plan.day:
                    continue  # a day before the plan
                ran_day = self.run("plan", "--date", day.date().isoformat())
                if ran_day.returncode not in wanted:
                    self.fail("p03_same_exit_everywhere", f"plan --date {day.date()} ended with {ran_day.returncode}, not "
                              f"{sorted(wanted)}")

    def p04_only_a_lift_makes_it_milder(self, kind, before, seen):
        """No step but a whole triage with seen_since, a continued one, or erase makes less stand."""
        if kind in ("erase", "home", "lift") or before.ids is None or seen.ids is None:
            return
        ended = before.ids - seen.ids
        if kind == "import":  # a lift that comes with its whole triage
            ended = {one for one in ended if self.ids.get(one) in self.home.facts().stands}
        if ended or (seen.urgency < before.urgency and kind != "import"):
            self.fail("p04_only_a_lift_makes_it_milder", f"{kind} ended {sorted(ended)}")

    def p05_a_lift_ends_what_it_names(self, step, before, seen):
        """A lift ends only ids that it names."""
        if step.get("since") is None or before.ids is None or seen.ids is None:
            return
        ended = {self.ids.get(one) for one in before.ids - seen.ids}
        lifts = self.home.diary[-1].lifts if self.home.diary and isinstance(self.home.diary[-1], model.Entry) else set()
        if not ended <= lifts:
            self.fail("p05_a_lift_ends_what_it_names", f"ended {sorted(map(str, ended))}, may end {sorted(lifts)}")

    def p06_clocks_change_nothing(self, seen):
        """Another clock, zone or file stamp changes nothing of what stands, holds or is open."""
        home = self.copy()
        for path in home.rglob("*"):
            os.utime(path, (1_000_000_000, 1_000_000_000))
        for now, zone in (((self.now - datetime.timedelta(days=400)).isoformat(timespec="minutes"), "UTC"),
                          ((self.now + datetime.timedelta(days=400)).isoformat(timespec="minutes"), "UTC"),
                          ("real", "Pacific/Kiritimati"), ("real", "Pacific/Pago_Pago")):
            ran = {name: self.run(*words, home=home, now=now, env={"TZ": zone})
                   for name, words in (("progress --json", ["progress", "--json"]), ("plan --json", ["plan", "--json"]))}
            other = Seen(ran)
            code = ran["plan --json"].returncode
            if (other.stands, other.holds, other.open) != (seen.stands, seen.holds, seen.open):
                self.fail("p06_clocks_change_nothing", f"at {now} in {zone}: {other.stands} {other.holds} {other.open}, "
                          f"not {seen.stands} {seen.holds} {seen.open}")
            if self.status() not in (0, 6) and code != self.status():
                self.fail("p06_clocks_change_nothing", f"plan at {now} in {zone} ended with {code}, not {self.status()}")
        shutil.rmtree(home)

    def p07_undo_and_edit_keep(self, kind, before, seen):
        """Undo and edit never make less stand, hold or be open; undo of a lift restores what it lifted."""
        if kind not in ("undo", "edit") or before.ids is None or seen.ids is None:
            return
        if not before.ids <= seen.ids or (before.holds and not seen.holds):
            self.fail("p07_undo_and_edit_keep", f"{kind}: {sorted(before.ids)} became {sorted(seen.ids)}, "
                      f"holds {before.holds} became {seen.holds}")
        if before.open and not seen.open:
            self.fail("p07_undo_and_edit_keep", f"{kind}: open {before.open} became {seen.open}")

    def p08_import_is_a_union(self, seen):
        """Import twice is import once; export, erase, import stands alike; A into B and B into A agree."""
        text = self.run("export", "ndjson").stdout.decode()
        fresh = self.root / f"fresh{time.monotonic_ns()}"
        for _ in range(2):
            self.run("import", "ndjson", "-", stdin=text, home=fresh)
            again = self.run("export", "ndjson", home=fresh).stdout.decode()
            back = Seen({"progress --json": self.run("progress", "--json", home=fresh)})
            if (back.ids, bool(back.holds)) != (seen.ids, bool(seen.holds)) and text.strip():
                self.fail("p08_import_is_a_union", f"export, erase, import: {back.ids} {back.holds}, not {seen.ids} {seen.holds}")
                break
            if again != text:
                self.fail("p08_import_is_a_union", "an export that comes back is exported otherwise")
                break
        shutil.rmtree(fresh, ignore_errors=True)
        other = self.homes["B" if self.home.name == "A" else "A"]
        if not other.readable or not other.diary or not self.home.diary:
            return
        ends = []
        for into, source in ((self.home, other), (other, self.home)):
            home = self.copy(into)
            self.run("import", "ndjson", "-", home=home, stdin=self.run("export", "ndjson", home=source.path).stdout.decode())
            end = Seen({"progress --json": self.run("progress", "--json", home=home)})
            ends.append((end.ids, bool(end.holds)))
            shutil.rmtree(home)
        wanted = model.fold(model.merge(self.home.diary, other.diary)).stands.keys()
        if ends[0] != ends[1] or (ends[0][0] is not None and {self.ids.get(one, one) for one in ends[0][0]} != wanted):
            self.fail("p08_import_is_a_union", f"B into A stands {ends[0]}, A into B {ends[1]}, the model {sorted(wanted)}")

    def p09_what_was_known_stands(self, urgency, how, code, screen):
        """Quit, Ctrl-C, end of input, hang-up and kill: what was known stands, and its page was there to read."""
        if urgency >= model.SAME_DAY and how not in ("kill", "hang-up"):
            if code != model.EXITS[urgency]:
                self.fail("p09_what_was_known_stands", f"{how} ended with {code}, not {model.EXITS[urgency]}")
            page = EMERGENCY_PAGE if urgency == model.EMERGENCY else SAME_DAY_PAGE
            if not page.search(pseudo_terminal.squeezed(screen)):
                self.fail("p09_what_was_known_stands", f"no page of {model.NAMES[urgency]} before {how}")
        if how in ("kill", "hang-up"):
            return
        if urgency < model.SAME_DAY and code in (20, 30):
            self.fail("p09_what_was_known_stands", f"{how} ended with {code}, though nothing was known")

    def p10_seen_and_well_leads_back(self):
        """Seen by a professional and well: a plan, the next day at the latest, unless told not to exercise."""
        if not self.home.readable or any(bar == "under_18" for _, bar in self.home.facts().holds):
            return
        home, facts = self.copy(), self.home.facts()
        ids = [one for one, mine in self.ids.items() if mine in facts.stands]
        alone = list(facts.stands.values())
        if len(alone) == 1 and alone[0].urgency == model.SOON and not facts.holds and ids and all(
                model.SIGNS[sign].by_gone for sign in alone[0].signs):
            gone = self.copy()
            self.run("triage", "--answers", "examples/strain.json", *self.sets(names.triage_answers((), "gone")),
                     "--about", ids[0], home=gone)
            ran = self.run("plan", home=gone)
            if ran.returncode != 0:
                self.fail("p10_seen_and_well_leads_back", f"a SOON that is gone: plan ended with {ran.returncode}: "
                          + ran.stderr.decode(errors="replace")[:200])
            shutil.rmtree(gone)
        lift = self.sets(names.triage_answers((), "yes")) if facts.stands else []
        named = [word for one in ids for word in ("--about", one)]
        self.run("triage", "--answers", "examples/strain.json", *lift, *named, home=home)
        later = (self.now + datetime.timedelta(days=1)).isoformat(timespec="minutes")
        bars = sorted({bar for _, bar in facts.holds})
        self.run("checkin", "--answers", "-", home=home, now=later, stdin=json.dumps(names.checkin_answers((), bars, True)))
        ran = self.run("plan", home=home, now=later)
        if ran.returncode != 0:
            self.fail("p10_seen_and_well_leads_back", f"plan ended with {ran.returncode} from: {self.why()}: "
                      + ran.stderr.decode(errors="replace")[:200])
        shutil.rmtree(home)

    def p11_the_same_never_stands_again(self, step, seen):
        """A sign that was looked at and is told as the same stands no more; worse, or with a further sign, it does."""
        wanted = bool(self.home.facts().stands)
        if step.get("again") and seen.ids is not None and bool(seen.ids) != wanted:
            self.fail("p11_the_same_never_stands_again", f"{step['who']} told again: {sorted(seen.ids)} stand, the model {wanted}")

    def p12_decisions_depend_on_answers(self):
        """What is not kept has the same bytes beside any diary."""
        signs = [self.rng.choice(list(model.SIGNS))] if self.rng.random() < 0.6 else []
        words = ["triage", "--answers", "examples/strain.json", *self.sets(names.triage_answers(signs)), "--json", "--no-save"]
        empty = self.root / f"empty{time.monotonic_ns()}"
        damaged = self.copy()
        (damaged / "diary.db").write_bytes(b"\0" * 4096)
        made = [self.run(*words, home=home) for home in (None, empty, damaged)]
        made.append(self.run(*words, "--no-diary"))
        if len({(one.returncode, one.stdout) for one in made[:3 if made[3].returncode == 2 else 4]}) != 1 or made[3].returncode == 2:
            self.fail("p12_decisions_depend_on_answers", f"{signs}: exits {[one.returncode for one in made]}")
        shutil.rmtree(damaged)
        shutil.rmtree(empty, ignore_errors=True)

    def p13_private_stays_private(self, ran):
        """No name, rule or text of a private sign in a file of the home or on a page."""
        words = [rf"{re.escape(one)}(?![a-z_])" for one in (*names.private_names(), *names.PRIVATE_RULES)]
        told = re.compile("|".join(words + [re.escape(text) for text in names.private_texts()]))
        for path in self.home.path.rglob("*") if self.home.path.exists() else ():
            found = path.is_file() and path.name != "config.toml" and told.search(path.read_bytes().decode(errors="replace"))
            if found:
                self.fail("p13_private_stays_private", f"{found[0]!r} is in {path.name}")
        for name, one in ran.items():
            if name != "completion":
                read = as_json(one.stdout)
                text = one.stdout.decode(errors="replace") if read is None else json.dumps(without(read, GENERAL))
                if told.search(text):
                    self.fail("p13_private_stays_private", f"{name or 'bare backcoach'} says {told.search(text)[0]!r}")

    def p14_worst_exit_first(self, ran):
        """30 and 20 beat every other; unreadable is 5; rules that decide alike change no exit."""
        code = ran["plan"].returncode
        if not self.home.readable and code not in (5, 20, 30):
            self.fail("p14_worst_exit_first", f"an unreadable diary ended with {code}")
        if self.data and self.home.readable:
            own = subprocess.run([self.binary, "--home", str(self.home.path), "--now", self.now.isoformat(timespec="minutes"),
                                  "plan"], capture_output=True, env=outside.environment(self.root), check=False)
            if own.returncode != code:
                self.fail("p14_worst_exit_first", f"other rules that decide alike: {code}, own: {own.returncode}")

    def p15_asked_once(self, person):
        """No question is put twice in one sitting."""
        asked = [one for number, one in enumerate(person.asked) if person.asked[number - 1:number] != [one]]
        twice = sorted({one for one in asked if asked.count(one) > 1})
        if twice:
            self.fail("p15_asked_once", f"{twice} twice among {person.asked}")

    def p15_enter_lowers_nothing(self, before):
        """Enter all the way through lowers nothing and asks nothing twice; bare in a pipe neither asks nor writes."""
        home = self.copy()
        files = {path: path.read_bytes() for path in home.rglob("*.db")}
        self.run(home=home)
        if any(path.read_bytes() != old for path, old in files.items()):
            self.fail("p15_enter_lowers_nothing", "bare backcoach in a pipe wrote into the diary")
        command = self.rng.choice([["triage"], ["checkin"], ["flare"], []])
        env = outside.environment(self.root, TZ=self.zone, ACCESSIBLE="1")
        terminal = pseudo_terminal.Terminal(self.words(*command, home=home), env, cwd=names.ROOT)
        try:
            terminal.wait()
            for _ in range(25):
                if terminal.code is not None:
                    break
                terminal.ask("")
        except (TimeoutError, OSError) as trouble:
            # Plain backcoach goes on with Enter into a session, which waits by its clock and not for a line.
            if command or not isinstance(trouble, TimeoutError):
                self.fail("p15_enter_lowers_nothing", str(trouble)[:200])
        finally:
            terminal.close()
        ran = {name: self.run(*words, home=home) for name, words in
               (("progress --json", ["progress", "--json"]), ("plan --json", ["plan", "--json"]))}
        after, code = Seen(ran), ran["plan --json"].returncode
        if before.ids is not None and after.ids is not None and not (
                before.ids <= after.ids and len(before.holds or ()) <= len(after.holds or ())):
            self.fail("p15_enter_lowers_nothing", f"Enter through {command} made less stand: {before.ids}, {after.ids}")
        if self.status() in (4, 10, 20, 30) and code in (0, 6):
            self.fail("p15_enter_lowers_nothing", f"Enter through {command}: plan ends with {code}, it was {self.status()}")
        shutil.rmtree(home)
