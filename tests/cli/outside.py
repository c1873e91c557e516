"""What the tests from outside share: running the binary, full answers, the tally."""
import argparse
import json
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOW = "2026-11-21T08:30"

# Answers that a story leaves out, where neither "no" nor the absent value of the finding is meant.
PLAIN = {"age": 40, "sex": "other", "onset_days": 5, "nprs_now": 4, "main_site": "low_back",
         "main_feeling": "ache", "walk_minutes": 15, "settle_time": "30m_2h", "provoke_effort": "moderate",
         "phq2_interest": 0, "phq2_mood": 0, "off_work_days": 0, "bothersome": "slightly",
         "sleep_quality": 7, "stress": 3, "confidence_active": 7, "morning_stiff_minutes": 10,
         "sitting_hours": 6, "minutes_available": 20, "equipment": []}
SAME_AS = {"nprs_worst24": "nprs_now", "nprs_best24": "nprs_now", "onset_age": "age"}


def environment(home, **more):
    """A small environment: nothing of the person who runs the tests gets in."""
    plain = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(home), "LC_ALL": "C.UTF-8",
             "TERM": "xterm-256color", "TZ": "UTC"}
    plain.update(more)
    return {key: value for key, value in plain.items() if value is not None}


def findings():
    data = json.loads((ROOT / "data/findings.json").read_text())
    return {one["id"]: one for group in data["groups"] for one in group["findings"]}


def plain_answer(about, told):
    """The answer of somebody to whom nothing of the kind has happened."""
    name = about["id"]
    if name in SAME_AS and SAME_AS[name] in told:
        return told[SAME_AS[name]]
    if name == "walk_minutes" and told.get("cannot_stand_walk", "no") != "no":
        return 0
    if name in PLAIN:
        return PLAIN[name]
    if "when_absent" in about:
        return about["when_absent"]
    if about["type"] == "number":
        return about["min"]
    if about["type"] == "many_of":
        return []
    if about["type"] == "one_of":
        return next((word for word in ("no", "none") if word in about["values"]), about["values"][0])
    return "no"


def lines():
    """Lines of the interview that name several signs: {line: {sign: what a no to the line says of it}}."""
    implications = json.loads((ROOT / "data/implications.json").read_text())["implications"]
    return {one["if"]["finding"]: one["then"] for one in implications
            if one.get("ask_first") and one["if"].get("plainly") == "no"}


def with_lines(answers):
    """The same answers, and to each line the one that goes with its signs."""
    return {**answers, **{line: "no" if all(answers.get(sign, no) == no for sign, no in signs.items()) else "yes"
                          for line, signs in lines().items() if line not in answers}}


def full_answers(told, known=None):
    known = known or findings()
    answers = {**{name: PLAIN[name] for name in ("age", "nprs_now")}, **told}
    for name, about in known.items():
        if name not in answers and name not in lines() and about.get("asked") != "later":
            answers[name] = plain_answer(about, answers)
    return with_lines(answers)


def cases():
    for folder in ("tests/cases/published", "data/cases/people"):
        found = [json.loads(path.read_text()) for path in sorted((ROOT / folder).glob("*.json"))]
        by_id = {case["id"]: case for case in found}
        for case in found:
            if "like" in case:  # gives only what differs from another one
                case["answers"] = {**by_id[case["like"]]["answers"], **case["answers"]}
            yield case


def wrapped(answers):
    return json.dumps({"schema": "backcoach/answers/1", "answers": answers})


class Program:
    """The binary with a home of its own, which goes away with the object."""

    def __init__(self, path):
        self.path = str(pathlib.Path(path).resolve())
        self.folder = tempfile.TemporaryDirectory(prefix="backcoach-test-")
        self.home = os.path.join(self.folder.name, "home")

    def words(self, *arguments, home=None):
        # Of two values neither is taken, so a flag of the caller comes alone.
        ours = {"--home": home or self.home, "--now": NOW}
        common = [word for flag, value in ours.items() if flag not in arguments for word in (flag, value)]
        return [self.path, *common, *arguments]

    def run(self, *arguments, stdin="", env=None, cwd=None, home=None, timeout=30):
        return subprocess.run(self.words(*arguments, home=home), input=stdin.encode(), capture_output=True,
                              env=environment(self.folder.name, **(env or {})), cwd=cwd or self.folder.name,
                              timeout=timeout, check=False)

    def triage(self, answers, *arguments):
        """\\return the decision as JSON, and the exit code."""
        ran = self.run("triage", "--answers", "-", "--json", "--no-save", *arguments, stdin=wrapped(answers))
        try:
            return json.loads(ran.stdout), ran.returncode
        except ValueError:
            raise RuntimeError(f"exit {ran.returncode}: {ran.stderr.decode(errors='replace')[:500]}") from None


class Tally:
    def __init__(self, quiet=False):
        self.passed = 0
        self.failed = 0
        self.quiet = quiet

    def check(self, name, holds, detail=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAIL {name}" + (f": {detail}" if detail else ""), flush=True)
        return bool(holds)

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0


def strings_of(value):
    """Every string inside what JSON gave, names included."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from strings_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings_of(one)
    elif isinstance(value, str):
        yield value


def parser(doc):
    made = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--binary", required=True, help="path of backcoach")
    return made
