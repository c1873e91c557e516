#!/usr/bin/env python3
"""Decides every line of a file with CLIPS and says how long a decision takes.

  clips.py RULES_DIR PEOPLE

The clock runs over assert, run and reset alone: the facts of each person are written out before, so CLIPS reads no
JSON. Prints nanoseconds per decision on stderr and the rules of each person on stdout.
"""
import json
import os
import subprocess
import sys
import tempfile


def number(e, answers):
    """JSON Logic on numbers, worked out for CLIPS beforehand."""
    if isinstance(e, (int, float)):
        return e
    (op, args), = e.items()
    if op == "var":
        return answers.get(args[0], args[1])
    if op == "if":
        names = args[0].get("and") or [args[0]]
        known = all(answers.get(one["!=="][0]["var"]) is not None for one in names)
        return number(args[1 if known else 2], answers)
    values = [number(one, answers) for one in args]
    if op == "+":
        return sum(values)
    return values[0] - values[1] if op == "-" else values[0] * values[1]


def facts_of(answers, numbers, defaults):
    for name, value in {**defaults, **answers}.items():
        if isinstance(value, list):
            yield from (f"(h {name} {one})" for one in value)
        elif isinstance(value, str):
            yield f"(a {name} {value})"
    yield from (f"(answered {name})" for name in answers)
    for one in numbers:
        value = number(one["logic"], answers)
        yield f"(n {one['name']} {value if isinstance(value, int) else f'{value:.9f}'})"


def main():
    folder, people = sys.argv[1:]
    with open(os.path.join(folder, "rules.json"), encoding="utf-8") as file:
        whole = json.load(file)
    with open(people, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    defaults = whole["defaults"]
    program = [f"(load {os.path.join(folder, 'rules.clp')})"]
    with tempfile.TemporaryDirectory() as work:
        data = os.path.join(work, "people.clp")
        with open(data, "w", encoding="utf-8") as file:
            for i, answers in enumerate(lines):
                facts = " ".join(facts_of(answers, whole["clips_numbers"], defaults))
                file.write(f"(deffunction person{i} () (assert {facts}))\n")
            file.write("(defglobal ?*begin* = 0)\n")
        program.append(f"(load {data})")
        script = os.path.join(work, "run.clp")
        with open(script, "w", encoding="utf-8") as file:
            file.write("(reset)\n")
            for i in range(len(lines)):
                file.write(f"(person{i})\n(run)\n(printout t \"FIRED \" ?*fired* crlf)\n(reset)\n")
            rounds = f"(loop-for-count 1 do " + " ".join(
                f"(person{i}) (run) (reset)" for i in range(len(lines))) + ")"
            file.write(f"(bind ?*begin* (time))\n{rounds}\n(printout t \"TIME \" (- (time) ?*begin*) crlf)\n(exit)\n")
        program.append(f"(batch {script})")
        start = os.path.join(work, "start.clp")
        with open(start, "w", encoding="utf-8") as file:
            file.write("\n".join([*program, ""]))
        # CLIPS has only the clock on the wall; other work on the machine slows it down.
        ran = subprocess.run(["clips", "-f", start], capture_output=True, text=True, timeout=300, check=False)
    out = ran.stdout
    if "TIME" not in out:
        raise SystemExit("clips: " + out[-2000:] + ran.stderr[-500:])
    outcomes = whole["outcomes"]
    for line in out.splitlines():
        if "FIRED (" in line and "printout" not in line:
            fired = [outcomes[int(i)] for i in line.split("FIRED (", 1)[1].rstrip(")").split()]
            urgency = max((one["urgency"] for one in fired), default=0)
            print(urgency, " ".join(sorted({one["rule"] for one in fired})))
        if "TIME " in line and "printout" not in line:
            print(float(line.split("TIME", 1)[1]) / len(lines) * 1e9, file=sys.stderr)


if __name__ == "__main__":
    main()
