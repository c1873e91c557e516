#!/usr/bin/env python3
"""Writes answer sets for the measurements, the same on every machine.

  people.py DATA_DIR OUT_DIR COUNT --binary PATH

complete.ndjson   COUNT people who answered everything (about 4 KB each)
needed.ndjson     the same people with only the answers that matter: one by one, an answer is taken away when the
                  decision and the rules stay as they are without it
*.implied.ndjson  both with what follows from the answers worked out beforehand, for engines that do not do that
"""
import argparse
import json
import os
import random
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "../tests/verify"), os.path.join(HERE, "../tests/cli")]
import naive  # noqa: E402
import outside  # noqa: E402


def value(rng, about):
    if about["type"] == "number":
        return rng.randint(about["min"], min(about["max"], about["min"] + rng.choice((10, 60, 120))))
    if about["type"] == "one_of":
        return rng.choice(about["values"])
    if about["type"] == "many_of":
        return [one for one in about["values"] if rng.random() < .5]
    return rng.choice(("yes", "yes", "not_sure", "prefer_not_to_say"))


def decide(binary, people):
    lines = "\n".join(json.dumps(one, separators=(",", ":")) for one in people) + "\n"
    ran = subprocess.run([binary, "batch"], input=lines.encode(), capture_output=True, check=False)
    return ran.stdout.decode().splitlines()


def write(path, people):
    with open(path, "w", encoding="utf-8") as file:
        for one in people:
            file.write(json.dumps(one, separators=(",", ":")) + "\n")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "out"):
        options.add_argument(name)
    options.add_argument("count", type=int)
    options.add_argument("--binary", required=True)
    options = options.parse_args()
    knowledge, known, rng = naive.Knowledge(options.data), outside.findings(), random.Random(4)
    asked = [name for name, about in known.items() if about.get("asked") != "later"]
    people = []
    while len(people) < options.count:
        signs = rng.choice((0, 2, 4, 8, 12))
        told = {name: value(rng, known[name]) for name in rng.sample(asked, signs)}
        told["age"] = rng.randint(18, 90)
        answers = outside.full_answers(told, known)
        names = list(known)
        answers = {name: answers[name] for name in names if name in answers}
        try:
            naive.Evaluator(knowledge, answers)
        except naive.BadData:
            continue  # answers that cannot all be true
        people.append(answers)
    wanted = decide(options.binary, people)
    needed = [dict(one) for one in people]
    for name in known:
        tried = [{key: v for key, v in one.items() if key != name} for one in needed]
        for i, line in enumerate(decide(options.binary, tried)):
            if line == wanted[i]:
                needed[i] = tried[i]
    os.makedirs(options.out, exist_ok=True)
    for name, kind in (("complete", people), ("needed", needed)):
        write(os.path.join(options.out, name + ".ndjson"), kind)
        write(os.path.join(options.out, name + ".implied.ndjson"),
              [naive.Evaluator(knowledge, one).answers for one in kind])


if __name__ == "__main__":
    main()
