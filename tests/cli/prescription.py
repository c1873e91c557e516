#!/usr/bin/env python3
"""A prescription: what can be read, what is said about the rest, and what a plan makes of it.

  prescription.py --binary PATH
"""
import json
import os
import random
import stat
import sys

import outside

# (line, name or card, dose, every_days)
LINES = [
    ("bird dog 3x8 hold 10s each side", "bird_dog", {"sets": 3, "reps": 8, "hold_seconds": 10, "per_side": True}, 1),
    ("Bird-dog: 3 x 8", "bird_dog", {"sets": 3, "reps": 8}, 1),
    ("cat camel 8 reps 2x/day", "cat_camel", {"reps": 8, "times_per_day": 2}, 1),
    ("Cat-camel (all fours), 8 times, twice a day", "cat_camel", {"reps": 8, "times_per_day": 2}, 1),
    ("cat_camel 3 times a day", "cat_camel", {"times_per_day": 3}, 1),
    ("walk 5 min", "Walking", {"minutes": 5}, 1),
    ("walking 10min daily", "Walking", {"minutes": 10}, 1),
    ("Bridge 2 sets of 12, every other day", "bridge", {"sets": 2, "reps": 12}, 2),
    ("bridge every 3 days", "bridge", {}, 3),
    ("bridge every 2nd day 2 sets 10 reps", "bridge", {"sets": 2, "reps": 10}, 2),
    ("bridge hold for 30 sec", "bridge", {"hold_seconds": 30}, 1),
    ("bridge 3x30s", "bridge", {"sets": 3, "hold_seconds": 30}, 1),
    ("bridge 30s x 3", "bridge", {"hold_seconds": 30, "reps": 3}, 1),
    ("bridge x8", "bridge", {"reps": 8}, 1),
    ("bridge 3\u00d78", "bridge", {"sets": 3, "reps": 8}, 1),
    ("bridge hold 1 min", "bridge", {"hold_seconds": 60}, 1),
    ("  - bridge   # the easy one", "bridge", {}, 1),
    ("1. bridge 8 reps", "bridge", {"reps": 8}, 1),
    ("90-90 hip lift 5 reps both sides", "90-90 hip lift", {"reps": 5, "per_side": True}, 1),
    ("Übung von Frau Müller 4 reps", "Übung von Frau Müller", {"reps": 4}, 1),
    ("My own thing", "My own thing", {}, 1),
]
# (line, column counted in octets from 1, code, words)
BAD = [
    ("3x8", 1, "unreadable-line", "no name"), ("bridge 3x8 hold ten", 12, "unreadable-line", "hold"),
    ("bridge 8 repz", 10, "unreadable-line", "repz"), ("bridge 3x/week", 11, "unreadable-line", "week"),
    ("bridge 0 reps", 8, "out-of-range", "0"), ("bridge 999999999999 reps", 8, "out-of-range", "reps"),
    ("bridge 500 min", 8, "out-of-range", "minutes"), ("bridge 8 reps 9 reps", 15, "unreadable-line", "twice"),
    ("bridge every 99 days", 14, "out-of-range", "31"), ("bridge every full moon", 8, "unreadable-line", "every"),
    ("    bridge 3x8 as long as you like", 16, "unreadable-line", "as"), ("x" * 200, 1, "out-of-range", "long"),
    ("bridge 3x", 8, None, None),
]
JSON_BAD = [
    ({"schema": "backcoach/prescription/2", "items": [{"name": "x"}]}, "unknown-schema"),
    ({"schema": "backcoach/prescription/1"}, "missing-key"), ({"items": [{"name": "x"}]}, "missing-key"),
    ({"schema": "backcoach/prescription/1", "items": []}, "unreadable-line"),
    ({"schema": "backcoach/prescription/1", "items": [{"name": "x", "reps": 0}]}, "out-of-range"),
    ({"schema": "backcoach/prescription/1", "items": [{"name": "x", "reps": "many"}]}, "wrong-type"),
    ({"schema": "backcoach/prescription/1", "items": [{"name": "x", "repz": 3}]}, "unknown-key"),
    ({"schema": "backcoach/prescription/1", "items": [{"name": "x", "exercise": "bird_dig"}]}, "unknown-exercise"),
    ({"schema": "backcoach/prescription/1", "items": [{"reps": 3}]}, "missing-key"),
    ({"schema": "backcoach/prescription/1", "items": [{"name": "..."}]}, "unreadable-line"),
    ({"schema": "backcoach/prescription/1", "items": [{"name": ""}]}, "unreadable-line"),
    ([1], "wrong-type"),
]


class Home:
    def __init__(self, program):
        self.program = program
        self.path = os.path.join(program.home, "prescription.json")

    def take(self, text, *words):
        return self.program.run("import", "prescription", "-", *words, stdin=text)

    def kept(self):
        if not os.path.exists(self.path):
            return None
        with open(self.path) as file:
            return json.load(file)["items"]

    def empty(self):
        if os.path.exists(self.path):
            os.unlink(self.path)

    def plan(self, answers, *words):
        ran = self.program.run("plan", "--answers", "-", "--json", *words, stdin=outside.wrapped(answers))
        return json.loads(ran.stdout) if ran.stdout else None


def reads_lines(home, tally):
    for line, name, dose, every in LINES:
        home.empty()
        ran = home.take(line + "\n")
        kept = home.kept()
        one = kept[0] if kept and len(kept) == 1 else {}
        wanted = dict(dose, **({"every_days": every} if every > 1 else {}))
        found = {key: value for key, value in one.items() if key not in ("name", "exercise")}
        known = one.get("exercise") in (name, {"Walking": "walk"}.get(name)) if one.get("exercise") else False
        tally.check(line, ran.returncode == 0 and found == wanted and (known or one.get("name") == name),
                    f"{one} {ran.stderr.decode()[:200]}")
    home.empty()
    ran = home.take("\n".join(line for line, *_ in LINES) + "\r\n# end\n")
    tally.check("all lines together", ran.returncode == 0 and len(home.kept()) == len(LINES))
    mode = stat.S_IMODE(os.stat(home.path).st_mode)
    tally.check("only its owner reads it", mode == 0o600, oct(mode))
    shown = home.program.run("import", "prescription", "--show", "--json")
    tally.check("--show gives what can be read again", home.take(shown.stdout.decode()).returncode == 0
                and home.program.run("import", "prescription", "--show", "--json").stdout == shown.stdout)


def refuses_lines(home, tally):
    for line, column, code, words in BAD:
        home.empty()
        ran = home.take("# mine\n" + line + "\n")
        said = ran.stderr.decode()
        good = ran.returncode == 3 and home.kept() is None and f"-:2:{column}:" in said if code else ran.returncode in (0, 3)
        tally.check(f"bad: {line[:40]}", good and (not code or f"[{code}]" in said) and (not words or words in said)
                    and (not code or "^" in said), said[:300])
    home.take("bridge 8 reps\n")
    before = home.kept()
    both = "bridge 3x8\ncat camel 8 repz\n3x8\nmy thing 0 reps\n"
    ran = home.take(both)
    tally.check("all problems at once, nothing imported", ran.returncode == 3 and ran.stderr.count(b": error:") == 3
                and home.kept() == before and all(f"-:{n}:".encode() in ran.stderr for n in (2, 3, 4)), str(ran.stderr))
    ran = home.take(both, "--skip-bad")
    tally.check("--skip-bad takes the rest", ran.returncode == 0 and [one["name"] for one in home.kept()] == ["bridge"]
                and ran.stderr.count(b": warning:") == 3, str(ran.stderr))
    for text in ("", "\n\n# only a comment\n", "3x8\n"):
        for more in ((), ("--skip-bad",)):
            tally.check(f"nothing in it: {text!r}", home.take(text, *more).returncode == 3)
    for value, code in JSON_BAD:
        ran = home.take(json.dumps(value))
        tally.check(f"bad JSON: {json.dumps(value)[:60]}", ran.returncode == 3 and f"[{code}]".encode() in ran.stderr,
                    str(ran.stderr)[:300])
    near = home.take("bird dig 3x8\n").stderr.decode()
    tally.check("what it may mean is said", "near \"Bird-dog\"" in near and "write \"bird_dog\"" in near and "warning" in near, near)
    for raw in (b"\xff\xfe\x00", b"bridge \x1b[31m 3x8\n", b"{\"schema\": ", b"\x00" * 50, b"a" * 100000, b"((((((\n"):
        ran = home.program.run("import", "prescription", "-", stdin=raw.decode("latin-1"))
        tally.check(f"any bytes: {raw[:12]!r}", ran.returncode in (0, 3) and b"\x1b" not in ran.stderr + ran.stdout)
    chosen = random.Random(11)
    pieces = ["bridge", "bird dog", " ", "3", "x", "8", "hold", "s", "min", "each", "side", "every", "day", "/", "\n", "#",
              "999", "-", "(", ")", "\u00d7", "\t", ".", "\ufffd", "\u202e", "0", "other", "times", "a", "\"", "\\"]
    for _ in range(60):
        home.empty()
        text = "".join(chosen.choice(pieces) for _ in range(chosen.randrange(1, 25)))
        ran = home.take(text)
        kept = home.kept()
        good = ran.returncode == (0 if kept else 3)
        if kept:
            shown = home.program.run("import", "prescription", "--show", "--json").stdout.decode()
            good = good and home.take(shown).returncode == 0 and home.kept() == kept
        tally.check(f"odd pieces: {text!r}", good, str(ran))
    for words in (("import",), ("import", "prescripton", "-"), ("import", "prescription"),
                  ("import", "prescription", "-", "--show"), ("import", "prescription", "--show", "--remove")):
        tally.check(f"usage: {' '.join(words)}", home.program.run(*words).returncode == 2)
    tally.check("no such file", home.program.run("import", "prescription", "/no/such/file").returncode == 5)


def by_name(plan):
    return {item["exercise"] or item["title"]: item for item in plan["items"] if item.get("from") == "prescription"}


def merges(home, tally):
    calm = outside.full_answers({"age": 40, "onset_days": 30, "nprs_now": 3, "improving": "yes", "walk_minutes": 20})
    home.empty()
    usual = home.plan(calm)
    home.take("bird dog 3x8 hold 10s each side\nMy <b>own</b> thing 2x10 3x/day\nknee to chest 5 reps\n")
    home.take("bird dog 3x8 hold 10s each side\nMy <b>own</b> thing 2x10 3x/day\nchilds_pose 5 reps\n"
              "bridge 2x10 every other day\n")
    plan = home.plan(calm)
    mine = by_name(plan)
    tally.check("as prescribed", mine["bird_dog"]["dose"]["sets"] == 3 and mine["bird_dog"]["dose"]["reps"] == 8
                and mine["bird_dog"]["dose"]["hold_seconds"] == 10 and mine["bird_dog"]["dose"]["per_side"], str(mine)[:300])
    own = [item for item in plan["items"] if item["title"] == "My <b>own</b> thing"]
    tally.check("own words, 3 times", len(own) == 3 and len({item["at"] for item in own}) == 3, str(own)[:300])
    tally.check("cannot be checked", own and all("cannot check it" in item["care"][0] and item["stop_if"] for item in own))
    waits = [one for one in plan["excluded"] if one.get("from") == "prescription"]
    tally.check("a closed gate pauses, with the reason", [one["exercise"] for one in waits] == ["childs_pose"]
                and waits[0]["because"] and "childs_pose" not in mine, str(waits))
    tally.check("said once", sum(one["exercise"] == "childs_pose" for one in plan["excluded"]) == 1)
    tally.check("every other day", "bridge" in mine and "bridge" not in by_name(home.plan(calm, "--day", "2"))
                and "bridge" in by_name(home.plan(calm, "--day", "3")))
    times = sorted((item["at"], item["lasts_minutes"] or 0) for item in plan["items"]
                   if item["kind"] in ("walk", "exercise", "rest", "heat"))
    ends = [int(at[:2]) * 60 + int(at[3:]) + lasts for at, lasts in times]
    tally.check("nothing overlaps", all(end <= int(at[:2]) * 60 + int(at[3:]) for end, (at, _) in zip(ends, times[1:])),
                str(times))
    # The first-aid movement is for pain as it comes, and counts as no exercise of the day.
    ours = lambda made: sum(1 for item in made["items"] if item["kind"] == "exercise" and item["counted"] and
                            "from" not in item)
    tally.check("ours are not more than before", ours(plan) <= ours(usual))
    page = home.program.run("plan", "--answers", "-", stdin=outside.wrapped(calm)).stdout.decode()
    tally.check("the text says whose it is, and what waits", "(your own)" in page and "wait today" in page, page[:600])
    page = home.program.run("plan", "--answers", "-", "-f", "html", stdin=outside.wrapped(calm)).stdout.decode()
    tally.check("escaped", "<b>own" not in page and "&lt;b&gt;own&lt;/b&gt;" in page)
    # What has passed is left out, so the whole day is asked for before it begins.
    ics = home.program.run("plan", "--answers", "-", "-f", "ics", "--now", "2026-11-21T05:00",
                           stdin=outside.wrapped(calm)).stdout.decode()
    tally.check("in the calendar", ics.count("SUMMARY:My <b>own</b> thing") == 3 and ics.count("UID:") == len(
        set(line for line in ics.split("\r\n") if line.startswith("UID:"))))
    many = "".join(f"thing {chr(97 + n)} 2 reps\n" for n in range(12))
    home.take(many)
    plan = home.plan(calm)
    tally.check("then nothing of ours is added", ours(plan) == 0, str(plan["items"])[:300])
    tally.check("over the limit: all of it, and it is said", len(by_name(plan)) == 12
                and any("more than we would plan" in note for note in plan["notes"]), str(plan["notes"]))
    home.take("endless thing 240 min 24x/day\n")
    plan = home.plan(calm)
    tally.check("no time: it waits, and it is said", not by_name(plan)
                and any("no time" in one["because"] for one in plan["excluded"]))


def forbidden(home, tally):
    home.take("My secret exercise 3x8\nbird dog 3x8\n")
    resting = json.loads((outside.ROOT / "examples/very_bad_pain.json").read_text())["answers"]
    plan = home.plan(resting)
    tally.check("rest pauses all of it", plan["stage"] == "rest" and not by_name(plan) and sum(
        one.get("from") == "prescription" for one in plan["excluded"]) == 2)
    for example, code in (("numb_saddle", 30), ("fever", 20), ("cancer_history", 10)):
        path = str(outside.ROOT / "examples" / f"{example}.json")
        for form in ("text", "json", "markdown", "html", "ics"):
            ran = home.program.run("plan", "--answers", path, "-f", form)
            both = (ran.stdout + ran.stderr).decode()
            tally.check(f"{example} {form}: named nowhere", ran.returncode == code and "secret" not in both
                        and "ird dog" not in both and "ird-dog" not in both)
        home.program.run("triage", "--answers", path)
        shown = home.program.run("import", "prescription", "--show")
        tally.check(f"{example}: --show refuses", b"secret" not in shown.stdout + shown.stderr
                    and shown.returncode == code, str(shown))
        # The next is somebody else: what was told stands for this one.
        os.unlink(os.path.join(home.program.home, "diary.db"))
    with open(home.path, "w") as file:
        file.write("{broken")
    strain = json.loads((outside.ROOT / "examples/strain.json").read_text())["answers"]
    ran = home.program.run("plan", "--answers", "-", "--json", stdin=outside.wrapped(strain))
    tally.check("a damaged file: said, and a plan without it", ran.returncode == 0 and b"[not-json]" in ran.stderr
                and b"without your own" in ran.stderr and not by_name(json.loads(ran.stdout)))
    tally.check("--remove", home.program.run("import", "prescription", "--remove").returncode == 0
                and home.kept() is None)
    tally.check("--remove again", home.program.run("import", "prescription", "--remove").returncode == 0)


def main():
    options = outside.parser(__doc__).parse_args()
    program, tally = outside.Program(options.binary), outside.Tally()
    home = Home(program)
    os.makedirs(program.home, exist_ok=True)
    reads_lines(home, tally)
    refuses_lines(home, tally)
    merges(home, tally)
    forbidden(home, tally)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
