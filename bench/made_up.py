"""What bench/growth and bench/rules_growth share: made-up knowledge bases of any size, people, processor time."""
import json
import os
import pathlib
import random
import resource
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
# 10,000 rules on 6,000 signs: about as many rules on a sign in every base.
SIGNS = {10: 30, 100: 60, 1000: 600, 10000: 6000}


def make_base(folder, count):
    """A base with `count` rules on made-up signs; everything else as shipped, as far as it is needed."""
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(ROOT / "data", folder)
    rng = random.Random(count)
    findings = json.loads((folder / "findings.json").read_text())
    signs = [f"sign_{i}" for i in range(SIGNS[count])]
    findings["groups"].append({"group": "made_up", "title": "Made up", "findings": [
        {"id": name, "type": "yes_no", "means": f"made-up sign {i}"} for i, name in enumerate(signs)]})
    (folder / "findings.json").write_text(json.dumps(findings))
    for start in range(0, len(signs), 9):
        some = signs[start:start + 9]
        name = f"made_up_{start // 9}"
        question = {"$schema": "../schema/question.schema.json", "id": name, "order": 5000 + start, "section": "safety",
                    "kind": "list", "sets": some, "text": "Which of these do you have?", "why": "To measure.",
                    "items": [{"finding": one, "text": f"Sign {one}"} for one in some],
                    "not_sure": {"offer": True, "counts_as": "yes", "because": "Made up."},
                    "prefer_not_to_say": {"offer": False, "counts_as": "not_sure", "because": "Made up."},
                    "provenance": [{"supports": ["/text", "/why", "/items"], "source": "house_wording",
                                    "kind": "editorial", "read": "not_applicable"}], "clinical_review": "pending"}
        (folder / "questions" / f"{name}.json").write_text(json.dumps(question))
    template = json.loads((ROOT / "data/red_flags/shingles.json").read_text())
    for i in range(count):
        a, b, c = rng.sample(signs, 3)
        rule = {"$schema": "../schema/red_flag.schema.json", "id": f"made_up_{i}", "code": f"RF{1000 + i}",
                "kind": "red_flag", "title": f"Made up {i}", "core": False,
                "outcomes": [{"id": "one", "urgency": rng.choice(("soon", "same_day")), "when": {"all_of": [
                    {"finding": a, "is": "yes"},
                    {"any_of": [{"finding": b, "is": "yes"}, {"finding": c, "is": "yes"}]}]}}],
                "because": "You have two made-up signs.", "explain": "Made up to measure.",
                "what_to_say": "I have two made-up signs.",
                "provenance": [{"supports": ["/outcomes", "/because", "/explain", "/what_to_say", "/title"],
                                "source": "design_choice", "kind": "design_choice", "read": "not_applicable",
                                "note": "made up for bench/growth"}],
                "clinical_review": template["clinical_review"],
                "examples": [{"holds": "yes", "urgency": None, "answers": {a: "yes", b: "yes"}},
                             {"holds": "no", "answers": {a: "no"}}, {"holds": "unknown", "answers": {}}]}
        rule["examples"][0]["urgency"] = rule["outcomes"][0]["urgency"]
        (folder / "red_flags" / f"made_up_{i}.json").write_text(json.dumps(rule))
    return signs


def people_text(signs, count):
    """A few hundred different people who answer 8 questions each, over and over."""
    rng = random.Random(8)
    some = []
    for _ in range(min(count, 640)):
        answers = {name: "no" if rng.random() < .9 else "yes" for name in rng.sample(signs, 8)}
        some.append(json.dumps(answers, separators=(",", ":")) + "\n")
    return "".join(some * (count // len(some)) + some[:count % len(some)])


def mentioned(folder, people):
    """How many rules mention an answer given, for a mean person of `people_text`."""
    rules_of = {}
    for path in (folder / "red_flags").glob("made_up_*.json"):
        when = json.loads(path.read_text(encoding="utf-8"))["outcomes"][0]["when"]
        for part in [when["all_of"][0], *when["all_of"][1]["any_of"]]:
            rules_of.setdefault(part["finding"], set()).add(path.stem)
    counts = [len(set().union(*(rules_of.get(name, set()) for name in json.loads(line))))
              for line in people.splitlines()]
    return sum(counts) / len(counts)


class TooLong(Exception):
    """A command was stopped because it took more processor time than it may."""


def processor_time(words, source=os.devnull, most=None, statuses=(0,)):
    """Seconds of user and system time; what others on the machine do does not count.

    most: stop the command after so many of them. statuses: exits that are meant."""
    limit = None if most is None else lambda: resource.setrlimit(resource.RLIMIT_CPU, (most, most))
    with open(source, "rb") as file:
        process = subprocess.Popen([str(word) for word in words], stdin=file, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, preexec_fn=limit)
        error = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    took = usage.ru_utime + usage.ru_stime
    if most is not None and process.returncode < 0 and took >= most - 1:
        raise TooLong
    if process.returncode not in statuses:
        raise SystemExit(f"exit {process.returncode}: {error.decode()[:600]}")
    return took
