#!/usr/bin/env python3
"""Two clients that know the kinds of questions and no question by name.

    tests/cli/clients.py [--binary PATH] [--all] [--random N] [--prompts N] [--only WORD]

For worked people, examples and some people by chance (with --all or --only
for every one of them, without for a sample spread over all): the clients
of examples/clients, in Python and JavaScript, and `triage --answers` of the
same answers end in the same bytes; who stops as soon as the program allows it
is never told less; `at_most` never rises; nobody is asked anything twice.
For some of them, spread over all: the prompt at a terminal asks nothing that
the JSON did not ask, and ends in the same decision and the same bytes.
Last line: "N passed, M failed".
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import outside
import pseudo_terminal
from interview_count import said

ROOT = pathlib.Path(__file__).resolve().parents[2]
URGENCIES = ["self_care", "routine", "soon", "same_day", "emergency"]
SAMPLE = 40  # people, where not everybody is played
CLIENTS = ROOT / "examples" / "clients"


class Person:
    """Answers every question from what is true of somebody; chance fills the rest."""

    def __init__(self, truth, seed, doubts):
        told = {key: {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
                for key, value in truth.items() if value is not None}
        self.truth = outside.with_lines(told)
        self.random = random.Random(seed)
        self.doubts = doubts  # one answer in so many is a doubt; 0 = never

    def doubt(self):
        return bool(self.doubts) and self.random.randrange(self.doubts) == 0

    def line(self, question):
        """What is typed into a client."""
        kind, sets, options = question["kind"], question["sets"], question["options"]
        if kind == "number":
            known = self.truth.get(sets[0])
            if isinstance(known, int):
                return str(known)
            if question["may_skip"]:
                return "s"
            # Numbers that go together: the worst pain is not below the pain now.
            usual = question["max"] if question["unit"] == "points" else 30 if question["max"] == 120 else 5
            return str(self.truth.setdefault(sets[0], min(usual, question["max"])))
        if kind == "yes_no":
            known = {True: "yes", False: "no"}.get(self.truth.get(sets[0]), self.truth.get(sets[0], "no"))
            if self.doubt() and question["not_sure"]["offer"]:
                known = "not_sure"
            answers = [next(iter(option["set"].values())) for option in options]
            return str(answers.index(known if known in answers else "no") + 1)
        if kind == "choice":
            def fits(option):
                return sum((self.truth.get(key) == value) - (key in self.truth and self.truth[key] != value)
                           for key, value in option["set"].items())
            best = max(range(len(options)), key=lambda i: (fits(options[i]), -i))
            return str(best + 1)
        if kind == "many":
            chosen = [i for i, option in enumerate(options, 1)
                      if set(option["set"][sets[0]]) <= set(self.truth.get(sets[0], []))]
            return " ".join(map(str, chosen)) or "0"
        words = []  # list
        for i, option in enumerate(options, 1):
            known = self.truth.get(option["finding"], "no")
            if known in ("yes", True):
                words.append(str(i))
            elif question["not_sure"]["offer"] and (known == "not_sure" or self.doubt()):
                words.append(f"{i}?")
        return ", ".join(words) or "0"


class Typist(pseudo_terminal.Person):
    """Goes on to the plan of today, which asks what fits it to the person."""

    planned = False

    def reply(self, screen):
        if not self.planned and "Enter today's plan" in pseudo_terminal.squeezed(screen):
            self.planned = True
            return ""
        return super().reply(screen)


class Test:
    def __init__(self, binary, home):
        self.command = [binary]
        self.environment = {**os.environ, "BACKCOACH_NOW": "2026-03-02T12:00", "HOME": home,
                            "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home}
        self.passed = self.failed = 0

    def expect(self, good, what):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print("FAILED " + what)

    def triage(self, answers):
        run = subprocess.run([*self.command, "triage", "--answers", "-", "--json"], input=json.dumps(answers),
                             capture_output=True, text=True, env=self.environment, check=False)
        if not run.stdout:
            sys.exit(f"triage of {json.dumps(answers)}: {run.stderr}")
        result = json.loads(run.stdout)
        if "next" not in result:
            sys.exit(f"triage of {json.dumps(answers)}: {run.stdout}")
        return run.stdout, result

    def client(self, program, lines, *flags):
        run = subprocess.run([*program, *flags, *self.command], input="".join(line + "\n" for line in lines),
                             capture_output=True, text=True, env=self.environment, check=False)
        return run.stdout + (run.stderr if run.returncode else "")

    def person(self, name, person, clients, read):
        """Plays one interview, and the clients after it."""
        answers, lines, asked, most, stopped = {}, [], [], None, None
        while True:
            text, result = self.triage(answers)
            question = result["next"]
            if result["status"] == "decided" and stopped is None:
                stopped = text, len(lines)
            if question is None or len(lines) > 150:
                break
            if most is not None and question["at_most"] > most:
                self.expect(False, f"{name}: at_most rises from {most} to {question['at_most']} at {question['id']}")
            most = question["at_most"]
            self.expect(question["may_stop"] == (result["status"] == "decided"), f"{name}: may_stop of {question['id']}")
            asked += question["sets"]
            lines.append(person.line(question))
            answers.update(read(question, lines[-1]))
        self.expect(result["status"] == "decided" and question is None, f"{name}: ends {result['status']} after {asked}")
        self.expect(len(set(asked)) == len(asked), f"{name}: asked twice: {asked}")
        if stopped is None or result["status"] != "decided":
            return
        early = json.loads(stopped[0])
        self.expect(URGENCIES.index(early["urgency"]) >= URGENCIES.index(result["urgency"]),
                    f"{name}: {early['urgency']} for who stops, {result['urgency']} for who goes on")
        if early["urgency"] != "emergency":
            same = all(early[key] == result[key] for key in ("urgency", "decision", "focus", "stage"))
            self.expect(same, f"{name}: the decision changes after it was made")
        for language, program in clients:
            self.expect(self.client(program, lines) == text, f"{name}: {language} ends otherwise")
        language, program = clients[0]
        self.expect(self.client(program, lines, "--stop") == stopped[0], f"{name}: {language} --stop ends otherwise")
        return answers, result

    def prompt(self, name, answers, result):
        """The same person at the prompt: it is told only what was answered through JSON."""
        typist, by_file = outside.Program(self.command[0]), outside.Program(self.command[0])
        questions = json.loads(typist.run("questions", "list", "--json").stdout)["questions"]
        person = Typist(questions, answers)
        terminal = pseudo_terminal.Terminal(typist.words("triage"), outside.environment(typist.folder.name),
                                            cwd=typist.folder.name)
        try:
            pseudo_terminal.play(terminal, person)
            if terminal.code is None:
                terminal.ask("q")
        except (LookupError, TimeoutError) as trouble:
            self.expect(False, f"{name}: the prompt asks otherwise: {trouble}")
            return
        finally:
            terminal.close()
        by_file.run("triage", "--answers", "-", stdin=outside.wrapped(person.given))
        prompted = said(typist)
        self.expect(bool(prompted) and prompted == said(by_file), f"{name}: the prompt ends in other bytes")
        end = json.loads(prompted or "{}")
        same = [key for key in ("urgency", "decision", "decision_id") if end.get(key) != result[key]]
        # An emergency is told at once: who goes on through JSON may have answered more.
        if result["urgency"] != "emergency" or person.given == answers:
            self.expect(not same, f"{name}: the prompt ends otherwise in {same}, asked {person.asked}")
        else:
            self.expect(end.get("urgency") == "emergency", f"{name}: {end.get('urgency')} at the prompt, not emergency")


def people(count):
    """(name, truth, one doubt in so many answers) of everybody who is played."""
    folders = [ROOT / "data" / "cases" / "people", ROOT / "examples", ROOT / "tests" / "cases" / "published"]
    worked = [(str(path.relative_to(ROOT)), json.loads(path.read_text(encoding="utf-8")))
              for folder in folders for path in sorted(folder.glob("*.json"))]
    everybody = [(name, case.get("answers", case), 0) for name, case in worked]
    yield from everybody
    chance = random.Random(27)
    ids = [finding["id"] for group in json.loads((ROOT / "data" / "findings.json").read_text(encoding="utf-8"))["groups"]
           for finding in group["findings"] if finding["type"] == "yes_no"]
    for n in range(count):
        _, truth, _ = everybody[chance.randrange(len(everybody))]
        signs = {sign: "yes" for sign in chance.sample(ids, chance.randrange(4))}
        days = {key: chance.choice([0, 2, 10, 15, 29, 43, 100]) for key in ("onset_days", "leg_symptom_days", "trauma_days")
                if chance.random() < 0.6}
        yield f"by chance {n}", {**truth, **signs, **days}, chance.choice([0, 0, 9])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", default=str(ROOT / "build" / "release" / "backcoach"))
    parser.add_argument("--random", type=int, default=20)
    parser.add_argument("--all", action="store_true", help="everybody, not a sample")
    parser.add_argument("--prompts", type=int, default=8, help="how many of them sit at a terminal, too")
    parser.add_argument("--only", default="", help="people whose name holds this")
    arguments = parser.parse_args()
    sys.path.insert(0, str(CLIENTS))
    from client import read  # the client's own reading of a line

    clients = [("Python", [sys.executable, str(CLIENTS / "client.py")])]
    if shutil.which("node"):
        clients.append(("JavaScript", ["node", str(CLIENTS / "client.mjs")]))
    with tempfile.TemporaryDirectory() as home:
        test = Test(arguments.binary, home)
        all_ = [one for one in enumerate(people(arguments.random)) if arguments.only in one[1][0]]
        if not arguments.all and not arguments.only:
            all_ = all_[::-(-len(all_) // SAMPLE)]
        every = -(-len(all_) // arguments.prompts) if arguments.prompts else 0
        for i, (seed, (name, truth, doubts)) in enumerate(all_):
            ended = test.person(name, Person(truth, seed, doubts), clients, read)
            if ended and every and i % every == 0:
                test.prompt(name, *ended)
    print(f"{test.passed} passed, {test.failed} failed")
    return 1 if test.failed else 0


if __name__ == "__main__":
    sys.exit(main())
